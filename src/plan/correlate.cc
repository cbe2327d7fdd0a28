// Correlated numbers of a row: "correlations": [{"fields": ["age", "salary"], "rank": 0.6}] of an entity.
//
// A Gaussian copula: normal scores with the correlations 2 sin(π rank / 6) (Pearson 1907) are mixed by the Cholesky factor of
// their matrix, and each score's rank replaces the random word from which its field would be drawn. So every field keeps its
// own distribution, and the rank correlations (Spearman's) are those asked for.
#include <algorithm>
#include <cmath>

#include "plan/builder.h"
#include "providers/number.h"
#include "random/copula.h"

namespace mockdata {

namespace {

class CopulaColumn final : public Column {
 public:
  CopulaColumn(std::vector<uint64_t> keys, std::vector<int64_t> weights)
      : Column({TypeId::kInt64, 0, 0, {}}), keys_(std::move(keys)), weights_(std::move(weights)) {}
  void fill(Scope& scope, Block& out) const override {
    const Rows& rows = scope.rows();
    uint64_t* v = out.own_fixed<uint64_t>(rows.count);
    if (keys_.size() == 1) {  // by itself: the word as it is
      for (uint32_t i = 0; i < rows.count; ++i) v[i] = bits(keys_[0], rows[i]);
      return;
    }
    const CopulaTables& tables = copula_tables();
    std::fill_n(v, rows.count, 0);
    for (std::size_t k = 0; k < keys_.size(); ++k) {
      const uint64_t weight = static_cast<uint64_t>(weights_[k]);
      for (uint32_t i = 0; i < rows.count; ++i) v[i] += weight * static_cast<uint64_t>(tables.score(bits(keys_[k], rows[i])));
    }
    for (uint32_t i = 0; i < rows.count; ++i) v[i] = tables.word(static_cast<int64_t>(v[i]) >> CopulaTables::kWeightBits);
  }

 private:
  std::vector<uint64_t> keys_;
  std::vector<int64_t> weights_;  // in units of 2^-kWeightBits
};

}  // namespace

void Builder::make_correlations() {
  for (std::size_t e = 0; e < template_.entities.size(); ++e) {
    const Value& setting = template_.entities[e].settings.find("correlations");
    const std::string path = template_.entities[e].path + ".correlations";
    struct Pair {
      std::size_t a, b;
      double rank;
    };
    std::vector<Node*> members;
    std::vector<Pair> pairs;
    bool sound = true;
    const auto fault = [&](const Value& at, const std::string& message, const std::string& hint = {}) {
      error(path, at.line(), message, hint);
      sound = false;
    };
    for (const Value& c : setting.items()) {
      const Value& fields = c.find("fields");
      const auto rank = c.find("rank").as_double();
      if (fields.items().size() != 2 || !rank || *rank < -1 || *rank > 1) {
        fault(c, "a correlation is {\"fields\": [a, b], \"rank\": x} with x from -1 to 1, found " + c.to_json());
        continue;
      }
      std::size_t index[2] = {0, 0};
      for (std::size_t k = 0; k < 2; ++k) {
        Node* n = node(e, fields.items()[k].text());
        if (!n || n->site->outer) {
          fault(fields.items()[k], "\"" + fields.items()[k].text() + "\" is no field of each row of " + plan_.entities[e].name);
          continue;
        }
        index[k] = static_cast<std::size_t>(std::find(members.begin(), members.end(), n) - members.begin());
        if (index[k] == members.size()) members.push_back(n);
      }
      if (sound && index[0] == index[1]) fault(c, "a field is not correlated with itself");
      pairs.push_back({index[0], index[1], *rank});
    }
    if (!sound || members.empty()) continue;
    // In the order of the file's fields, so that the order of the pairs does not matter.
    std::vector<std::size_t> order(members.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    const auto place = [&](const Node* n) { return std::find_if(nodes_.begin(), nodes_.end(), [&](const auto& x) { return x.get() == n; }) - nodes_.begin(); };
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return place(members[a]) < place(members[b]); });
    std::vector<std::size_t> rank_of(members.size());
    for (std::size_t i = 0; i < order.size(); ++i) rank_of[order[i]] = i;
    const std::size_t n = members.size();
    std::vector<double> matrix(n * n, 0.0);
    for (std::size_t i = 0; i < n; ++i) matrix[i * n + i] = 1;
    for (const Pair& p : pairs) {
      const double r = normal_correlation(p.rank);
      matrix[rank_of[p.a] * n + rank_of[p.b]] = matrix[rank_of[p.b] * n + rank_of[p.a]] = r;
    }
    const auto factor = cholesky(matrix, n);
    if (!factor) {
      std::string names;
      for (std::size_t i = 0; i < n; ++i) names += (i ? ", " : "") + members[order[i]]->path;
      fault(setting, "no numbers have these rank correlations among (" + names + ") at once", "bring them nearer to 0, or give the pairs that follow from the others as well (0 where unsaid)");
      continue;
    }
    std::vector<uint64_t> keys;
    for (std::size_t i = 0; i < n; ++i) keys.push_back(members[order[i]]->site->key.with(members[order[i]]->path).with("score").value());
    for (std::size_t i = 0; i < n; ++i) {
      std::vector<int64_t> weights;
      for (std::size_t j = 0; j <= i; ++j) weights.push_back(static_cast<int64_t>(std::floor((*factor)[i * n + j] * static_cast<double>(int64_t{1} << CopulaTables::kWeightBits) + 0.5)));
      Node* member = members[order[i]];
      member->words = member->site->table->add(std::make_unique<CopulaColumn>(std::vector<uint64_t>(keys.begin(), keys.begin() + static_cast<long>(i) + 1), std::move(weights)));
    }
  }
}

// Lets the field's draw read the correlated words. False (and told) where it is not drawn from a range.
bool Builder::correlate(Node& node, Column& column) {
  if (!node.words) return true;
  auto* range = dynamic_cast<NumberColumn*>(&column);
  if (!range || !range->follow(node.words)) {
    uncorrelated(node);
    return false;
  }
  node.follows = true;
  node.how += ", correlated";
  return true;
}

void Builder::uncorrelated(const Node& node) {
  error(this->entity(node.entity).path + ".correlations", node.field->line, "\"" + node.path + "\" cannot be correlated: it is not drawn from a range",
        "a correlated field is a number or a date with a uniform, normal, lognormal or exponential distribution or buckets, not unique");
}

}  // namespace mockdata
