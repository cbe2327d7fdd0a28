// Choices from values that the template gives.
#include "providers/choice.h"
#include "providers/families.h"

namespace mockdata {

namespace {

Result<std::unique_ptr<Column>> random_element(const Arguments& a, MakeContext& c) {
  const Value& elements = a.get("elements");
  std::vector<Value> values = elements.items();
  std::vector<double> weights;
  for (const auto& [name, weight] : elements.members()) {  // Faker: an OrderedDict of value -> weight
    const auto w = weight.as_double();
    if (!w) return invalid_error("random_element: the weight of \"" + name + "\" is a number, found " + weight.to_json());
    values.push_back(Value::string(name));
    weights.push_back(*w);
  }
  return make_choice(values, weights, c.wanted ? &*c.wanted : nullptr, c.key, c.unique, c.rows);
}

Result<std::unique_ptr<Column>> letters(const char* from, MakeContext& c) {
  std::vector<Value> values;
  for (const char* p = from; *p; ++p) values.push_back(Value::string(std::string_view(p, 1)));
  return make_choice(values, {}, nullptr, c.key, c.unique, c.rows);
}
Result<std::unique_ptr<Column>> random_letter(const Arguments&, MakeContext& c) { return letters("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", c); }
Result<std::unique_ptr<Column>> random_lowercase_letter(const Arguments&, MakeContext& c) { return letters("abcdefghijklmnopqrstuvwxyz", c); }
Result<std::unique_ptr<Column>> random_uppercase_letter(const Arguments&, MakeContext& c) { return letters("ABCDEFGHIJKLMNOPQRSTUVWXYZ", c); }

constexpr Parameter kElement[] = {{"elements", ArgKind::kList, "[\"a\", \"b\", \"c\"]"}};
constexpr Provider kRows[] = {
    {"random_element", kElement, TypeId::kText, "one of the given elements; an object gives their weights", R"({"elements": {"A": 0.6, "B": 0.4}})", random_element},
    {"random_letter", {}, TypeId::kText, "a letter a-z or A-Z", "{}", random_letter},
    {"random_lowercase_letter", {}, TypeId::kText, "a letter a-z", "{}", random_lowercase_letter},
    {"random_uppercase_letter", {}, TypeId::kText, "a letter A-Z", "{}", random_uppercase_letter},
};

}  // namespace

const std::span<const Provider> kChoiceProviders = kRows;

}  // namespace mockdata
