// A pick for each link: which row of the parent a child row refers to.
#include <algorithm>
#include <cmath>

#include "block/combine.h"
#include "plan/builder.h"

namespace mockdata {

namespace {
std::string number_text(double x) {
  std::string s = std::to_string(x);
  while (s.back() == '0') s.pop_back();
  if (s.back() == '.') s.pop_back();
  return s;
}
}  // namespace

const Column* Builder::pick_of(Link& link) {
  if (link.state == Link::State::kDone) return link.pick;
  if (link.state == Link::State::kUnderway) {
    error(link.path, link.line, "the relation \"" + link.name + "\" depends on itself through shared columns", "remove one of the relations of the circle");
    return nullptr;
  }
  link.state = Link::State::kUnderway;
  make_pick(link);
  link.state = Link::State::kDone;
  return link.pick;
}

bool Builder::nullable(const Node& node) const {
  const std::vector<std::string>& key = plan_.entities[node.entity].primary_key;
  const bool in_key = node.field->primary_key || std::find(key.begin(), key.end(), node.path) != key.end();
  return !in_key && !node.referred && node.field->nullable.value_or(true);
}

const Column* Builder::pick_for(Link& link, const Node& node) {
  const Column* pick = pick_of(link);
  return pick && !nullable(node) ? link.always : pick;
}

const Column* Builder::pick_following(Link& link, Key key) {
  Table& table = *link.site()->table;
  std::size_t shared = 0;
  while (link.owns(shared)) ++shared;
  Node* node = link.from[shared];
  const Column* row = nullptr;
  for (Link* step : link.up) {
    const Column* next = pick_for(*step, *node);
    if (!next) return nullptr;
    row = row ? table.add(std::make_unique<ChainedPick>(row, next)) : next;
    node = step->to[node->leg];
  }
  if (link.down.empty()) {
    link.how = "follows " + link.up[0]->name;
    return row;
  }
  std::vector<std::shared_ptr<const Children>> down;
  for (std::size_t i = link.down.size(); i-- > 0;) {
    pick_of(*link.down[i]);
    if (!link.down[i]->inverse) return nullptr;
    down.push_back(link.down[i]->inverse);
  }
  const std::string group = plan_.entities[link.down.back()->to_entity].name;
  link.how = "one of the same " + group;
  return table.add(std::make_unique<DescendantPick>(key.value(), row, std::move(down)));
}

// The shape of a self reference over `n` rows: "tree": {"roots" or "root_share", "fanout" or "depth"}.
std::optional<TreeShape> Builder::tree_of(Link& link, uint64_t n) {
  const Value& tree = link.setting("tree");
  const auto wrong = [&](const char* setting, const std::string& message) {
    error(link.path + ".tree." + setting, tree.line(), message);
    return std::nullopt;
  };
  double fanout = tree.find("fanout").as_double().value_or(6);
  uint64_t roots = 1;
  if (const Value& given = tree.find("roots")) {
    if (!given.as_int() || *given.as_int() < 1) return wrong("roots", "the number of roots is a whole number of at least 1; a share is given as \"root_share\"");
    roots = static_cast<uint64_t>(*given.as_int());
  }
  if (const Value& given = tree.find("root_share")) {
    if (!given.as_double() || *given.as_double() < 0 || *given.as_double() > 1) return wrong("root_share", "a share is a number from 0 to 1, found " + given.to_json());
    roots = std::max<uint64_t>(1, static_cast<uint64_t>(*given.as_double() * static_cast<double>(n)));
  }
  if (const Value& given = tree.find("depth")) {
    const auto depth = given.as_int();
    if (!depth || *depth < 1) return wrong("depth", "a depth is a whole number of at least 1, found " + given.to_json());
    fanout = 1;  // the smallest fan-out, in steps of a thousandth, that reaches n rows in that many levels
    if (*depth == 1) roots = std::max<uint64_t>(n, 1);
    for (double step : {64.0, 8.0, 1.0, 0.125, 0.015625, 0.001}) {
      const auto reach = [&](double f) {
        double total = 0, level = static_cast<double>(roots);
        for (int64_t d = 0; d < *depth && total < 1e18; ++d, level *= f) total += std::floor(level);
        return total;
      };
      while (*depth > 1 && reach(fanout + step) < static_cast<double>(n) && fanout < 1e9) fanout += step;
      if (step == 0.001) fanout += step;
    }
  }
  if (fanout < 1) return wrong("fanout", "a fan-out is at least 1, found " + number_text(fanout));
  return TreeShape(n, roots, fanout);
}

const Column* Builder::pick_self(Link& link, Key key) {
  Table& table = *link.site()->table;
  const uint64_t n = rows_[link.from_entity];
  const std::string roots = link.optional ? ", roots NULL" : ", roots refer to themselves";
  if (link.one_to_one) {
    link.how = "a chain" + roots;
    return table.add(std::make_unique<ChainPick>(!link.optional));
  }
  if (!link.follows()) {
    auto tree = tree_of(link, n);
    if (!tree) return nullptr;
    link.how = "a tree of depth " + std::to_string(tree->depth()) + roots;
    return table.add(std::make_unique<TreePick>(key.value(), std::move(*tree), !link.optional));
  }
  Link& groups = *link.down[0];
  pick_of(groups);
  if (!groups.inverse) return nullptr;
  // The shape of a group of mean size decides fan-out and roots; larger groups are deeper.
  auto shape = tree_of(link, std::max<uint64_t>(n / rows_[groups.to_entity], 1));
  if (!shape) return nullptr;
  link.how = "a tree within each " + plan_.entities[groups.to_entity].name + roots;
  return table.add(std::make_unique<TreeWithinPick>(key.value(), shape->grown(n), groups.inverse, !link.optional));
}

const Column* Builder::pick_pairs(Link& link, Key key) {
  Table& table = *link.site()->table;
  const uint64_t n = rows_[link.from_entity], m = rows_[link.to_entity];
  const std::string parent = plan_.entities[link.to_entity].name;
  if (n > m && !link.optional) {
    error(link.path, link.line, std::to_string(n) + " rows of " + plan_.entities[link.from_entity].name + " asked, each with a " + parent + " of its own, but only " +
          std::to_string(m) + " rows of " + parent + " exist", "generate at most " + std::to_string(m) + " rows, or more " + parent);
    return nullptr;
  }
  link.how = "1:1";
  auto pick = std::make_unique<OneToOnePick>(key.value(), m);
  link.inverse = std::make_shared<Children>(pick->pairs(), std::min(n, m));
  const Column* pairs = table.add(std::move(pick));
  if (n <= m) return pairs;
  return table.add(std::make_unique<FirstRows>(pairs, m));  // the rows behind the parents' number go without
}

const Column* Builder::pick_drawn(Link& link, Key key) {
  Table& table = *link.site()->table;
  const uint64_t m = rows_[link.to_entity];
  const Value& distribution = link.setting("distribution");
  const std::string kind = distribution.is_string() ? distribution.text() : distribution.find("type").text();
  const auto wrong = [&](const char* setting, const std::string& message) -> const Column* {
    error(link.path + ".distribution" + setting, distribution.line(), message);
    return nullptr;
  };
  if (kind == "zipf") {
    const double s = distribution.find("s").as_double().value_or(1.1);
    if (s < 0 || s > 20) return wrong(".s", "s is a number from 0 to 20, found " + number_text(s));
    link.how = "Zipf s=" + number_text(s);
    return table.add(std::make_unique<ZipfPick>(key.value(), m, s));
  }
  if (kind == "weighted") {
    std::vector<double> weights;
    for (const Value& v : distribution.find("weights").items()) weights.push_back(v.as_double().value_or(-1));
    double sum = 0;
    for (double w : weights) sum += w;
    if (weights.size() != m || sum <= 0 || *std::min_element(weights.begin(), weights.end()) < 0)
      return wrong(".weights", "give one weight of 0 or more for each of the " + std::to_string(m) + " rows of " + plan_.entities[link.to_entity].name);
    link.how = "weighted";
    return table.add(std::make_unique<WeightedPick>(key.value(), weights));
  }
  if (kind == "growth_stable") {
    link.how = "growth-stable";
    return table.add(std::make_unique<GrowthStablePick>(key.value(), m));
  }
  if (!kind.empty() && kind != "uniform") return wrong("", "no way of picking parents is called \"" + kind + "\" (uniform, zipf, weighted, growth_stable)");
  link.how = "uniform";
  return table.add(std::make_unique<UniformPick>(key.value(), m));
}

void Builder::make_pick(Link& link) {
  Site* site = link.site();
  Table& table = *site->table;
  const uint64_t n = rows_[link.from_entity], m = rows_[link.to_entity];
  const std::string parent = plan_.entities[link.to_entity].name;
  const Key key = site->key.with(link.name).with("pick");
  const bool no_groups = !link.down.empty() && rows_[link.down.back()->to_entity] == 0;
  if (m == 0 || n == 0 || no_groups) {
    if (n > 0 && !link.optional && !site->outer && link.type_path.empty()) {
      error(link.path, link.line, "\"" + plan_.entities[link.from_entity].name + "\" refers to \"" + parent + "\", which has no rows",
            "generate at least one row of " + parent + ", or make the relation optional");
    }
    link.always = link.pick = link.ordinal = table.add(std::make_unique<NullColumn>(row_number_type()));
    link.how = "NULL: " + (n ? no_groups ? plan_.entities[link.down.back()->to_entity].name : parent : plan_.entities[link.from_entity].name) + " has no rows";
    return;
  }
  const bool self = link.from_entity == link.to_entity && !site->outer && link.type_path.empty();
  bool follows = false;
  if (link.setting(kCrosswalkKey)) {
    link.always = link.pick = crosswalk_pick(link);
    return;
  }
  if (link.digit) {
    link.pick = link.digit;
  } else if (site->outer && link.type_path.empty()) {
    link.pick = table.add(std::make_unique<DistinctElementPick>(key.value(), m));
    link.how = "distinct in each list";
  } else if (self) {
    link.pick = pick_self(link, key);
  } else if (link.follows()) {
    link.pick = pick_following(link, key);
    follows = link.down.empty();
  } else if (link.one_to_one && link.type_path.empty()) {
    link.pick = pick_pairs(link, key);
  } else if (link.wants_children) {
    make_inverse(link);
    if (!link.inverse) return;
    link.pick = table.add(std::make_unique<FanoutPick>(link.inverse));
    link.how = link.inverse->is_range() ? "children in ranges" : "children in shuffled ranges";
  } else {
    link.pick = pick_drawn(link, key);
  }
  link.always = link.pick;
  if (!link.pick) return;
  if (self) link.always = table.add(std::make_unique<WithoutNulls>(link.pick));
  // A self reference has its roots; beyond them only a rate that somebody gave.
  const bool by_default = self && !link.setting("optional").is_number() && !link.from[0]->field->settings.find("null_rate");
  if (link.optional && link.null_rate > 0 && !by_default && !site->outer && !follows && link.type_path.empty())
    link.pick = table.add(std::make_unique<NullableColumn>(link.pick, site->key.with(link.name).with("null").value(), link.null_rate));
}

}  // namespace mockdata
