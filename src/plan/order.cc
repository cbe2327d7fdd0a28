#include "plan/order.h"

#include <algorithm>
#include <cstring>

#include "block/combine.h"
#include "derive/cast.h"
#include "derive/kernel.h"
#include "plan/builder.h"
#include "plan/defaults.h"
#include "providers/number.h"

namespace mockdata {

namespace {

class OrderedColumn final : public Column {
 public:
  OrderedColumn(const Column* base, int64_t lo, int64_t hi, uint64_t key, std::vector<OrderBound> bounds, std::unique_ptr<Calendar> calendar)
      : Column(base->type()), base_(base), lo_(lo), hi_(hi), key_(key), bounds_(std::move(bounds)), calendar_(std::move(calendar)) {}

  void fill(Scope& scope, Block& out) const override {
    if (width_of(type()) == 4) values<int32_t>(scope, out);
    else values<int64_t>(scope, out);
  }
  std::vector<const Column*> reads() const override {
    std::vector<const Column*> all{base_};
    for (const OrderBound& b : bounds_) all.push_back(b.other);
    return all;
  }

 private:
  template <class T>
  void values(Scope& scope, Block& out) const {
    const Rows& rows = scope.rows();
    const Block& base = scope.get(*base_);
    struct Window {
      int64_t lo, hi;
    };
    Window* windows = reinterpret_cast<Window*>(scope.scratch(*this).reserve(rows.count * sizeof(Window)));
    for (uint32_t i = 0; i < rows.count; ++i) windows[i] = {lo_, hi_};
    for (const OrderBound& b : bounds_) {
      const Block& other = scope.get(*b.other);
      for (uint32_t i = 0; i < rows.count; ++i)
        if (other.valid(i)) narrow(b, other.values<T>()[i], windows[i].lo, windows[i].hi);
    }
    const int64_t step = sizeof(T) == 4 ? 1 : kMicrosPerSecond;
    const T* in = base.values<T>();
    T* v = out.own_fixed<T>(rows.count);
    for (uint32_t i = 0; i < rows.count; ++i) {
      const auto [lo, hi] = windows[i];
      int64_t x = in[i];
      const uint64_t h = bits(key_, rows[i]);
      if (lo > hi) {
        x = lo > lo_ ? lo : hi;  // what comes after comes right after; what only comes before, right before
      } else {
        if (x < lo || x > hi) x = lo + static_cast<int64_t>(bounded(h, static_cast<uint64_t>((hi - lo) / step) + 1)) * step;
        if (calendar_) x = calendar_->shape(x, lo, hi, mix13(h + kPhi));
      }
      v[i] = static_cast<T>(x);
    }
    if (base.validity) std::memcpy(out.own_validity(), base.validity, (rows.count + 63) / 64 * 8);
  }

  int64_t moved(const Span& span, int64_t from, int sign) const {
    const Span s{span.months * sign, span.micros * sign};
    return type().id == TypeId::kDate ? s.after_day(static_cast<int32_t>(from)) : s.after(from);
  }
  void narrow(const OrderBound& b, int64_t other, int64_t& lo, int64_t& hi) const {
    const int sign = b.after ? 1 : -1;
    const int64_t near = moved(b.least, other, sign);
    if (b.after) lo = std::max(lo, near);
    else hi = std::min(hi, near);
    if (!b.most) return;
    const int64_t far = moved(*b.most, other, sign);
    if (b.after) hi = std::min(hi, far);
    else lo = std::max(lo, far);
  }

  const Column* base_;
  int64_t lo_, hi_;
  uint64_t key_;
  std::vector<OrderBound> bounds_;
  std::unique_ptr<Calendar> calendar_;
};

}  // namespace

std::unique_ptr<Column> ordered_column(const Column* base, int64_t lo, int64_t hi, uint64_t key, std::vector<OrderBound> bounds,
                                       std::unique_ptr<Calendar> calendar) {
  return std::make_unique<OrderedColumn>(base, lo, hi, key, std::move(bounds), std::move(calendar));
}

// "hireDate", {"field": "hireDate", "min": "1d", "max": "90d"}, or a list of these.
bool Builder::order_bounds(Node& node, const char* key, const DataType& type, std::vector<OrderBound>& bounds) {
  const Value& setting = node.field->settings.find(key);
  const std::vector<Value> single{setting};
  if (setting.is_bool() && !setting.as_bool()) return true;
  for (const Value& v : setting.is_array() ? setting.items() : setting ? single : std::vector<Value>()) {
    const std::string at = std::string(".") + key;
    const Value& field = v.is_object() ? v.find("field") : v;
    if (!field.is_string()) {
      refuse(node, at, v, invalid_error("expected a field, or {\"field\", \"min\", \"max\"}, found " + v.to_json()));
      return false;
    }
    OrderBound bound{nullptr, std::string_view(key) == "after", {}, {}};
    for (const auto& [name, value] : v.members()) {
      const auto span = value.is_string() || value.as_int() ? parse_span(value.text()) : std::nullopt;
      if (name == "field") continue;
      if ((name != "min" && name != "max") || !span) {
        refuse(node, at, value, invalid_error(name == "min" || name == "max" ? "a span is like \"90d\", \"1y6M\" or \"8h\", found " + value.to_json()
                                                                           : "\"" + name + "\" means nothing here; it takes field, min and max"));
        return false;
      }
      if (name == "min") bound.least = *span;
      else bound.most = *span;
    }
    auto other = refer(node, field.text());
    if (other.ok()) {
      DeriveContext context = derive_context(node);
      const TypeId id = (*other)->type().id;
      if (id == TypeId::kText) other = instant_operand({*other, nullptr}, context);
      else if (id == TypeId::kTime && type.id != TypeId::kTime) other = invalid_error("\"" + field.text() + "\" is a time of day, the field is not");
      if (other.ok()) other = cast_column(*other, type, *node.site->table);
    }
    if (!other.ok()) {
      refuse(node, at, field, other.error());
      return false;
    }
    bound.other = *other;
    bounds.push_back(bound);
    node.how += ", " + std::string(key) + " " + field.text();
  }
  return true;
}

const Column* Builder::make_ordered(Node& node, const Column* base) {
  const Field& f = *node.field;
  const DataType type = base->type();
  if (node.digit) return base;
  auto calendar = Calendar::from(f, type);
  if (!calendar.ok()) return refuse(node, "", f.settings, calendar.error());
  const bool ordered = f.settings.find("after") || f.settings.find("before");
  // Where nothing is said, dates keep the order that their names tell; "after": false says that they do not.
  std::vector<Node*> earlier;
  if (!ordered && !node.unique && !node.words && dynamic_cast<const NumberColumn*>(base)) earlier = earlier_by_name(node);
  if (!ordered && !*calendar && earlier.empty()) return base;
  const auto* range = dynamic_cast<const NumberColumn*>(base);
  const bool times = type.id == TypeId::kDate || type.id == TypeId::kDatetime || type.id == TypeId::kTimestamp || type.id == TypeId::kTime;
  if (!range || !times)
    return refuse(node, ordered ? f.settings.find("after") ? ".after" : ".before" : "", f.settings,
                  invalid_error("an order or a calendar needs a date or a time from a range, not a " + type_name(type), {}, "give it \"min\" and \"max\", or a provider such as date_between"));
  if (node.unique) return refuse(node, ".unique", f.settings, invalid_error("a unique date cannot keep an order or a calendar", {}, "remove one of the two"));
  std::vector<OrderBound> bounds;
  if (!order_bounds(node, "after", type, bounds) || !order_bounds(node, "before", type, bounds)) return nullptr;
  for (Node* other : earlier) {
    const Column* column = column_of(*other);
    const auto cast = column ? cast_column(column, type, *node.site->table) : Result<const Column*>(told());
    if (!cast.ok()) continue;  // told where it stands
    bounds.push_back({*cast, true, {}, {}});
    node.how += ", after " + other->path + " by its name";
  }
  if (*calendar) node.how += (*calendar)->how();
  return node.site->table->add(ordered_column(base, range->lowest(), range->highest(), key_of(node).with("order").value(), std::move(bounds), std::move(*calendar)));
}

}  // namespace mockdata
