// Values of a parent computed over its children: "rollup": {"function": "sum", "of": "lines.amount", "by": "lines.orderId",
// "where": {"status": "paid"}}. Children are found by the inverse of the relation; nothing is stored.
#include "block/combine.h"
#include "derive/cast.h"
#include "derive/number_reader.h"
#include "plan/builder.h"

namespace mockdata {

namespace {

enum class Rollup : uint8_t { kSum, kCount, kMin, kMax, kAvg };

// `child` columns stand in the child's table. `value` is nullptr for counts of rows, `where` and `pick` where there are none.
class RollupColumn final : public Column {
 public:
  RollupColumn(DataType type, Rollup function, std::shared_ptr<const Children> inverse, const Table* children, const Column* pick, const Column* value, const Column* where)
      : Column(std::move(type)), function_(function), inverse_(std::move(inverse)), children_(children), pick_(pick), value_(value), where_(where) {}

  void fill(Scope& scope, Block& out) const override {
    const Rows& rows = scope.rows();
    const uint32_t n = rows.count;
    // Memory: sums and counts of the parents, then rows and owners of the children under way.
    char* memory = scope.scratch(*this).reserve(n * (sizeof(Sum) + sizeof(int64_t)) + kBlockRows * (sizeof(uint64_t) + sizeof(uint32_t)) + 64);
    Sum* sums = reinterpret_cast<Sum*>(memory);
    int64_t* counts = reinterpret_cast<int64_t*>(sums + n);
    Batch batch{reinterpret_cast<uint64_t*>(counts + n), nullptr, 0};
    batch.owners = reinterpret_cast<uint32_t*>(batch.rows + kBlockRows);
    for (uint32_t i = 0; i < n; ++i) sums[i] = {}, counts[i] = 0;
    for (uint32_t i = 0; i < n; ++i) {
      const SplitTree::Range range = inverse_->of(rows[i]);
      for (uint64_t child = range.begin; child < range.end; ++child) {
        batch.rows[batch.size] = inverse_->row(child);
        batch.owners[batch.size++] = i;
        if (batch.size == kBlockRows) add(scope, batch, sums, counts);
      }
    }
    if (batch.size) add(scope, batch, sums, counts);
    finish(sums, counts, n, out);
  }

 private:
  struct alignas(16) Sum {
    __int128 units = 0;
    double real = 0;
  };
  struct Batch {
    uint64_t* rows;
    uint32_t* owners;
    uint32_t size;
  };

  void add(Scope& scope, Batch& batch, Sum* sums, int64_t* counts) const {
    Scope& inner = scope.inner(*this, *children_);
    const uint32_t n = batch.size;
    const bool contiguous = inverse_->is_range() && batch.rows[n - 1] - batch.rows[0] == n - 1;
    inner.start(contiguous ? Rows{batch.rows[0], n, nullptr} : Rows{0, n, batch.rows});
    const Block* pick = pick_ ? &inner.get(*pick_) : nullptr;
    const Block* where = where_ ? &inner.get(*where_) : nullptr;
    const Block* value = value_ ? &inner.get(*value_) : nullptr;
    const NumberReader number(value_ ? value_->type() : DataType{TypeId::kInt64, 0, 0, {}});
    for (uint32_t i = 0; i < n; ++i) {
      if (pick && !pick->valid(i)) continue;
      if (where && !(where->valid(i) && where->values<uint8_t>()[i])) continue;
      if (value && !value->valid(i)) continue;
      Sum& sum = sums[batch.owners[i]];
      const bool first = counts[batch.owners[i]]++ == 0;
      if (!value || function_ == Rollup::kCount) continue;
      if (number.real()) {
        const double x = number.as_double(*value, i);
        if (function_ == Rollup::kMin) sum.real = first || x < sum.real ? x : sum.real;
        else if (function_ == Rollup::kMax) sum.real = first || x > sum.real ? x : sum.real;
        else sum.real += x;
      } else {
        const __int128 x = number.units(*value, i);
        if (function_ == Rollup::kMin) sum.units = first || x < sum.units ? x : sum.units;
        else if (function_ == Rollup::kMax) sum.units = first || x > sum.units ? x : sum.units;
        else sum.units = saturated_sum(sum.units, x);
      }
    }
    batch.size = 0;
  }

  void finish(const Sum* sums, const int64_t* counts, uint32_t n, Block& out) const {
    const bool empty_is_null = function_ != Rollup::kSum && function_ != Rollup::kCount;
    if (function_ == Rollup::kCount) {
      std::copy_n(counts, n, out.own_fixed<int64_t>(n));
      return;
    }
    if (type().id == TypeId::kDouble) {
      double* v = out.own_fixed<double>(n);
      for (uint32_t i = 0; i < n; ++i) v[i] = function_ == Rollup::kAvg && counts[i] ? sums[i].real / static_cast<double>(counts[i]) : sums[i].real;
    } else if (width_of(type()) == 16) {
      // Averages have four digits more than their values.
      __int128* v = out.own_fixed<__int128>(n);
      for (uint32_t i = 0; i < n; ++i) v[i] = function_ == Rollup::kAvg && counts[i] ? divide_rounded(saturated_product(sums[i].units, 10'000), counts[i]) : sums[i].units;
    } else if (width_of(type()) == 8) {
      int64_t* v = out.own_fixed<int64_t>(n);
      for (uint32_t i = 0; i < n; ++i) v[i] = static_cast<int64_t>(sums[i].units);
    } else if (width_of(type()) == 4) {
      int32_t* v = out.own_fixed<int32_t>(n);
      for (uint32_t i = 0; i < n; ++i) v[i] = static_cast<int32_t>(sums[i].units);
    } else {
      uint8_t* v = out.own_fixed<uint8_t>(n);
      for (uint32_t i = 0; i < n; ++i) v[i] = static_cast<uint8_t>(sums[i].units);
    }
    if (empty_is_null) write_validity(out.own_validity(), n, [&](uint32_t i) { return counts[i] > 0; });
  }

  Rollup function_;
  std::shared_ptr<const Children> inverse_;
  const Table* children_;
  const Column* pick_;
  const Column* value_;
  const Column* where_;
};

// What a rollup of a column of this type gives.
DataType rolled_type(Rollup function, const DataType& of) {
  const NumberReader number(of);
  if (function == Rollup::kCount) return {TypeId::kInt64, 0, 0, {}};
  if (function == Rollup::kMin || function == Rollup::kMax) return of.id == TypeId::kFloat ? DataType{TypeId::kDouble, 0, 0, {}} : of;
  if (number.real()) return {TypeId::kDouble, 0, 0, {}};
  return DataType::decimal(38, static_cast<uint8_t>(number.scale() + (function == Rollup::kAvg ? 4 : 0)));
}

}  // namespace

// The relation whose children a rollup reads; errors are told.
Link* Builder::rollup_link(Node& node) {
  const Value& setting = node.field->settings.find("rollup");
  const auto fault = [&](const Value& at, std::string message, std::string hint = {}) -> Link* {
    refuse(node, ".rollup", at, invalid_error(std::move(message), {}, std::move(hint)));
    return nullptr;
  };
  const Value &of = setting.find("of"), &by = setting.find("by");
  if (!setting.is_object() || !of.is_string() || (by && !by.is_string()))
    return fault(setting, "a rollup is {\"function\", \"of\": \"child.field\", \"by\": \"child.foreignKey\"}, found " + setting.to_json());
  if (node.site->outer) return fault(setting, "a rollup stands in the rows of an entity, not in the elements of a list");
  Link* found = nullptr;
  std::string candidates;
  for (const auto& link : links_) {
    if (link->to_entity != node.entity || !link->type_path.empty()) continue;
    const std::string& child = plan_.entities[link->from_entity].name;
    if (!(of.text() == child || of.text().starts_with(child + "."))) continue;
    bool named = !by;
    for (const Node* n : link->from) named = named || by.text() == child + "." + n->path || by.text() == n->path;
    if (!named) continue;
    candidates += (candidates.empty() ? "" : ", ") + child + "." + link->from[0]->path;
    if (found) return fault(setting, "several relations lead from " + child + " to " + plan_.entities[node.entity].name + ": " + candidates, "say which by \"by\"");
    found = link.get();
  }
  if (!found) return fault(by ? by : of, "no relation leads from \"" + (by ? by.text() : of.text()) + "\" to " + plan_.entities[node.entity].name, "\"of\" names a field of an entity that refers to this one");
  return found;
}

const Column* Builder::make_rollup(Node& node, const Value& setting) {
  node.computed = true;
  constexpr std::pair<const char*, Rollup> kFunctions[] = {{"sum", Rollup::kSum}, {"count", Rollup::kCount}, {"min", Rollup::kMin}, {"max", Rollup::kMax}, {"avg", Rollup::kAvg}};
  const std::string& name = setting.find("function").text();
  const Rollup* function = nullptr;
  for (const auto& [word, f] : kFunctions)
    if (name == word) function = &f;
  if (!function) return refuse(node, ".rollup", setting, invalid_error("a rollup's function is sum, count, min, max or avg, found \"" + name + "\""));
  Link* link = rollup_link(node);
  if (!link) return nullptr;  // told
  for (const auto& [key, v] : setting.members())
    if (key != "function" && key != "of" && key != "by" && key != "where") return refuse(node, ".rollup", v, invalid_error("\"" + key + "\" means nothing here; a rollup has function, of, by and where"));
  if (!pick_of(*link)) return nullptr;
  if (!link->inverse)
    return refuse(node, ".rollup", setting, invalid_error("the children of a row cannot be listed for the relation \"" + link->name + "\" (" + link->how + ")", {},
                                                          "let the relation have \"children\", and no shape that fixes its references otherwise"));
  const std::string& child = plan_.entities[link->from_entity].name;
  Node there;  // stands for a row of the child
  there.entity = link->from_entity;
  there.site = entity_sites_[link->from_entity];
  there.field = node.field;
  const Column* value = nullptr;
  if (const std::string& of = setting.find("of").text(); of.size() > child.size() + 1) {
    const auto column = refer(there, of.substr(child.size() + 1));
    if (!column.ok()) return refuse(node, ".rollup", setting.find("of"), column.error());
    value = *column;
  }
  if (*function != Rollup::kCount && (!value || !width_of(value->type()) || value->type().id == TypeId::kUuid || ((*function == Rollup::kSum || *function == Rollup::kAvg) && !NumberReader::is_number(value->type().id))))
    return refuse(node, ".rollup", setting.find("of"), invalid_error("the " + name + " of " + (value ? "a " + type_name(value->type()) : "rows") + " is not known", {}, "\"of\" names a number (or a date, for min and max)"));
  const Column* where = nullptr;
  if (const Value& condition = setting.find("where"); condition && !(where = make_condition(there, ".rollup", condition))) return nullptr;
  node.how = name + " of " + setting.find("of").text() + " by " + link->name;
  const DataType type = rolled_type(*function, value ? value->type() : DataType{TypeId::kInt64, 0, 0, {}});
  if (value && value->type().id == TypeId::kFloat) value = *cast_column(value, {TypeId::kDouble, 0, 0, {}}, *there.site->table);
  return fit_computed(node, node.site->table->add(std::make_unique<RollupColumn>(type, *function, link->inverse, there.site->table, link->optional ? link->pick : nullptr, value, where)), ".rollup");
}

}  // namespace mockdata
