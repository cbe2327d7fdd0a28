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

void Builder::make_tree(Link& link) {
  if (link.tree) return;
  const uint64_t n = rows_[link.from_entity], m = rows_[link.to_entity];
  const Value& children = link.setting("children");
  const auto whole = [&](const char* key, uint64_t fallback) -> uint64_t {
    const Value& v = children.find(key);
    if (v && (!v.as_int() || *v.as_int() < 0)) {
      error(link.path + ".children." + key, v.line(), "a number of children is a whole number of 0 or more, found " + v.to_json());
      return fallback;
    }
    return v ? static_cast<uint64_t>(*v.as_int()) : fallback;
  };
  const uint64_t min = std::max(whole("min", 0), link.min_children), max = whole("max", SplitTree::kNoMax);
  const std::string shape = children.find("shape").text();
  FanoutShape kind = FanoutShape::kGeometric;
  if (shape == "even") kind = FanoutShape::kEven;
  else if (shape == "poisson") kind = FanoutShape::kPoisson;
  else if (shape == "skewed") kind = FanoutShape::kSkewed;
  else if (!shape.empty() && shape != "geometric")
    error(link.path + ".children.shape", children.line(), "a shape is even, poisson, geometric or skewed, found \"" + shape + "\"");
  const std::string parent = plan_.entities[link.to_entity].name, child = plan_.entities[link.from_entity].name;
  if (min > 0 && n < min * m) {
    error(link.path, link.line, std::to_string(m) + " " + parent + " with at least " + std::to_string(min) + " " + child + " each need " +
          std::to_string(min * m) + " rows, " + std::to_string(n) + " are asked", "generate at least " + std::to_string(min * m) + " " + child);
    return;
  }
  if (max != SplitTree::kNoMax && (max < min || n > max * m)) {
    error(link.path, link.line, std::to_string(m) + " " + parent + " with at most " + std::to_string(max) + " " + child + " each take " +
          std::to_string(max * m) + " rows, " + std::to_string(n) + " are asked", "generate fewer " + child + ", or more " + parent);
    return;
  }
  const uint64_t key = link.site()->key.with(link.name).with("children").value();
  link.tree = std::make_shared<SplitTree>(key, m, n, kind, min, max);
  link.ordinal = link.site()->table->add(std::make_unique<FanoutOrdinal>(link.tree));
}

void Builder::make_pick(Link& link) {
  Site* site = link.site();
  Table& table = *site->table;
  const uint64_t n = rows_[link.from_entity], m = rows_[link.to_entity];
  const std::string parent = plan_.entities[link.to_entity].name;
  const Key key = site->key.with(link.name).with("pick");
  const auto add = [&](auto column) -> const Column* { return table.add(std::move(column)); };
  const bool self = link.from_entity == link.to_entity;

  if (m == 0) {
    if (n > 0 && !link.optional && !site->outer) {
      error(link.path, link.line, "\"" + plan_.entities[link.from_entity].name + "\" refers to \"" + parent + "\", which has no rows",
            "generate at least one row of " + parent + ", or make the relation optional");
    }
    link.pick = add(std::make_unique<NullColumn>(row_number_type()));
    link.how = "NULL: " + parent + " has no rows";
    return;
  }
  const Column* pick = nullptr;
  bool already_null = false;
  if (link.digit) {
    pick = link.digit;
  } else if (link.how == "partner" && link.owner) {
    Link& left = *link.owner;
    pick_of(left);
    if (!left.tree) return;
    const Value& most = left.setting("children").find("max");
    if (!most.as_int() || static_cast<uint64_t>(*most.as_int()) > m) {
      error(left.path + ".children", left.line, "partners are unique within their parent, so it takes a \"max\" of at most the " + std::to_string(m) + " rows of " + parent,
            "add \"max\": " + std::to_string(m));
      return;
    }
    pick = add(std::make_unique<FanoutPartnerPick>(key.value(), left.pick, left.ordinal, m));
    link.how = "distinct within each " + plan_.entities[left.to_entity].name;
  } else if (link.owner) {
    const Column* first = pick_of(*link.owner);
    if (!first) return;
    if (!link.owner_step) {
      pick = first;
      link.how = "follows " + link.owner->name;
    } else {
      const Column* beyond = pick_of(*link.owner_step);
      if (!beyond) return;
      const Column* common = add(std::make_unique<ChainedPick>(first, beyond));
      if (!link.own_step) {
        pick = common;
        link.how = "follows " + link.owner->name;
      } else {
        pick_of(*link.own_step);
        if (!link.own_step->tree) return;
        pick = add(std::make_unique<ChildOfPick>(key.value(), common, link.own_step->tree));
        link.how = "one of the same " + plan_.entities[link.own_step->to_entity].name;
      }
    }
    already_null = false;
  } else if (site->outer) {
    const Node* list = node(link.from_entity, site->list_path.substr(0, site->list_path.size() - 2));
    (void)list;
    pick = add(std::make_unique<DistinctElementPick>(key.value(), m));
    link.how = "distinct in each list";
  } else if (self) {
    const Value& tree = link.setting("tree");
    double fanout = tree.find("fanout").as_double().value_or(6);
    const uint64_t roots = static_cast<uint64_t>(std::max<int64_t>(1, tree.find("roots").as_int().value_or(1)));
    if (const double share = tree.find("roots").as_double().value_or(1); share > 0 && share < 1)
      return void(error(link.path + ".tree.roots", tree.line(), "the number of roots is a whole number; a share is given as \"root_share\""));
    uint64_t root_rows = roots;
    if (const auto share = tree.find("root_share").as_double()) root_rows = std::max<uint64_t>(1, static_cast<uint64_t>(*share * static_cast<double>(n)));
    if (const auto depth = tree.find("depth").as_int()) {
      if (*depth < 1) return void(error(link.path + ".tree.depth", tree.line(), "a depth is at least 1"));
      fanout = 1;  // the smallest fan-out, in steps of a thousandth, that reaches n rows in that many levels
      if (*depth == 1) root_rows = n;
      for (double step : {64.0, 8.0, 1.0, 0.125, 0.015625, 0.001}) {
        const auto reach = [&](double f) {
          double total = 0, level = static_cast<double>(root_rows);
          for (int64_t d = 0; d < *depth && total < 1e18; ++d, level *= f) total += std::floor(level);
          return total;
        };
        while (*depth > 1 && reach(fanout + step) < static_cast<double>(n) && fanout < 1e9) fanout += step;
        if (step == 0.001) fanout += step;
      }
    }
    if (fanout < 1) return void(error(link.path + ".tree.fanout", tree.line(), "a fan-out is at least 1, found " + number_text(fanout)));
    if (link.one_to_one) {
      // A chain: every row follows the one before it.
      pick = add(std::make_unique<RowFunction>([](uint64_t row) { return row ? row - 1 : 0; }));
      const Column* mask = add(std::make_unique<TreePick>(key.value(), n, 1, 1, !link.optional));
      pick = add(std::make_unique<MaskedColumn>(pick, mask));
      link.how = "a chain";
    } else {
      auto made = std::make_unique<TreePick>(key.value(), n, root_rows, fanout, !link.optional);
      link.how = "a tree of depth " + std::to_string(made->depth()) + (link.optional ? ", roots NULL" : ", roots refer to themselves");
      pick = add(std::move(made));
    }
    already_null = !link.setting("optional").is_number() && !link.from[0]->field->settings.find("null_rate");
  } else if (link.one_to_one) {
    if (n > m) {
      error(link.path, link.line, std::to_string(n) + " rows of " + plan_.entities[link.from_entity].name + " asked, each with a " + parent + " of its own, but only " +
            std::to_string(m) + " rows of " + parent + " exist", "generate at most " + std::to_string(m) + " rows, or more " + parent);
      return;
    }
    pick = add(std::make_unique<OneToOnePick>(key.value(), m));
    link.how = "1:1";
  } else if (link.wants_tree) {
    make_tree(link);
    if (!link.tree) return;
    pick = add(std::make_unique<FanoutPick>(link.tree));
    link.how = "children in ranges";
  } else {
    const Value& distribution = link.setting("distribution");
    const std::string kind = distribution.is_string() ? distribution.text() : distribution.find("type").text();
    if (kind == "zipf") {
      const double s = distribution.find("s").as_double().value_or(1.1);
      if (s < 0 || s > 20) return void(error(link.path + ".distribution.s", distribution.line(), "s is a number from 0 to 20, found " + number_text(s)));
      pick = add(std::make_unique<ZipfPick>(key.value(), m, s));
      link.how = "Zipf s=" + number_text(s);
    } else if (kind == "weighted") {
      std::vector<double> weights;
      for (const Value& v : distribution.find("weights").items()) weights.push_back(v.as_double().value_or(-1));
      double sum = 0;
      for (double w : weights) sum += w;
      if (weights.size() != m || sum <= 0 || *std::min_element(weights.begin(), weights.end()) < 0)
        return void(error(link.path + ".distribution.weights", distribution.line(), "give one weight of 0 or more for each of the " + std::to_string(m) + " rows of " + parent));
      pick = add(weighted_pick(key.value(), weights));
      link.how = "weighted";
    } else if (kind == "growth_stable") {
      pick = add(growth_stable_pick(key.value(), m));
      link.how = "growth-stable";
    } else if (kind.empty() || kind == "uniform") {
      pick = add(std::make_unique<UniformPick>(key.value(), m));
      link.how = "uniform";
    } else {
      return void(error(link.path + ".distribution", distribution.line(), "no way of picking parents is called \"" + kind + "\" (uniform, zipf, weighted, growth_stable)"));
    }
  }
  if (link.optional && link.null_rate > 0 && !already_null && !site->outer && !(link.owner && link.how.substr(0, 7) == "follows"))
    pick = add(std::make_unique<NullableColumn>(pick, site->key.with(link.name).with("null").value(), link.null_rate));
  link.pick = pick;
}

}  // namespace mockdata
