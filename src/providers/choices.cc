// Choices from values that the template gives: one of them, or a JSON list of several.
#include "providers/choice.h"
#include "providers/families.h"
#include "providers/words.h"

namespace mockdata {

namespace {

// The elements of an argument: a list, or an object of value -> weight (Faker: an OrderedDict).
struct Elements {
  std::vector<Value> values;
  std::vector<double> weights;
};
Result<Elements> elements_of(const Arguments& a, const char* argument) {
  const Value& given = a.get(argument);
  Elements e{given.items(), {}};
  for (const auto& [name, weight] : given.members()) {
    const auto w = weight.as_double();
    if (!w || *w < 0) return invalid_error("the weight of \"" + name + "\" is a number of 0 or more, found " + weight.to_json());
    e.values.push_back(Value::string(name));
    e.weights.push_back(*w);
  }
  if (e.values.empty()) return invalid_error("\"" + std::string(argument) + "\" is empty");
  return e;
}

MadeColumn random_element(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const Elements e, elements_of(a, "elements"));
  return make_choice(e.values, e.weights, c.wanted ? &*c.wanted : nullptr, c.key, c.unique, c.rows);
}
MadeColumn enumeration(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const Elements e, elements_of(a, "enum_cls"));
  return make_choice(e.values, e.weights, c.wanted ? &*c.wanted : nullptr, c.key, c.unique, c.rows);
}

// [element, …] of `length` elements (of 1 to all where it is 0), with or without repetition.
MadeColumn list_of(MakeContext& c, const std::string& what, const Elements& e, uint32_t length, bool distinct) {
  std::vector<std::string> texts;
  std::size_t longest = 0;
  for (const Value& v : e.values) {
    texts.push_back(v.to_json());
    longest = std::max(longest, texts.back().size());
  }
  const uint32_t n = static_cast<uint32_t>(texts.size());
  if (distinct && length > n) return invalid_error(what + ": " + std::to_string(length) + " different elements asked, " + std::to_string(n) + " exist");
  const std::size_t most = (longest + 2) * std::max(length, length ? 0 : n) + 2;
  const AliasTable alias = e.weights.empty() ? AliasTable() : AliasTable(e.weights);
  const Permutation order(n, c.key.with("order").value());
  const Words words(texts);
  if (distinct && !e.weights.empty()) {
    if (n > 64) return invalid_error(what + ": at most 64 weighted elements without repetition, found " + std::to_string(n));
    std::vector<uint64_t> weights;
    double sum = 0;
    uint32_t positive = 0;
    for (const double w : e.weights) sum += w, positive += w > 0;
    if (sum <= 0) return invalid_error("all weights are 0");
    if (length > positive) return invalid_error(what + ": " + std::to_string(length) + " different elements asked, " + std::to_string(positive) + " have a weight above 0");
    for (const double w : e.weights) weights.push_back(static_cast<uint64_t>(w / sum * 4294967296.0));
    return written_freely(c, what, most, [=](char* out, CellDraws& draws) {
      uint64_t left = ~uint64_t{0}, total = 0;
      for (const uint64_t w : weights) total += w;
      *out++ = '[';
      const uint32_t count = length ? length : 1 + draws.below(positive);
      for (uint32_t i = 0; i < count && total; ++i) {
        uint64_t at = draws.below64(total);
        uint32_t pick = 0;
        while (!(left >> pick & 1) || at >= weights[pick]) {
          if (left >> pick & 1) at -= weights[pick];
          ++pick;
        }
        left &= ~(uint64_t{1} << pick);
        total -= weights[pick];
        if (i) out = copy_text(out, ", ");
        out = copy_padded(out, words[pick]);
      }
      *out++ = ']';
      return out;
    }, TypeId::kJson);
  }
  return written_freely(c, what, most, [=](char* out, CellDraws& draws) {
    *out++ = '[';
    const uint32_t count = length ? length : 1 + draws.below(n);
    const uint64_t tweak = draws.bits();
    for (uint32_t i = 0; i < count; ++i) {
      const uint32_t pick = distinct ? static_cast<uint32_t>(order(i, tweak)) : alias.size() ? alias.pick(draws.bits()) : draws.below(n);
      if (i) out = copy_text(out, ", ");
      out = copy_padded(out, words[pick]);
    }
    *out++ = ']';
    return out;
  }, TypeId::kJson);
}

Result<uint32_t> length_of(const Arguments& a, const char* name) {
  if (a.is_null("length")) return uint32_t{0};
  const int64_t length = a.integer("length");
  if (length < 1 || length > 100000) return invalid_error(std::string(name) + ": a length from 1 to 100,000, found " + std::to_string(length));
  return static_cast<uint32_t>(length);
}
MadeColumn random_elements(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(Elements e, elements_of(a, "elements"));
  MOCKDATA_ASSIGN(const uint32_t length, length_of(a, "random_elements"));
  if (!a.is_null("use_weighting") && !a.boolean("use_weighting")) e.weights.clear();
  return list_of(c, "random_elements", e, length, a.boolean("unique"));
}
MadeColumn random_choices(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const Elements e, elements_of(a, "elements"));
  MOCKDATA_ASSIGN(const uint32_t length, length_of(a, "random_choices"));
  return list_of(c, "random_choices", e, length, false);
}
MadeColumn random_sample(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const Elements e, elements_of(a, "elements"));
  MOCKDATA_ASSIGN(const uint32_t length, length_of(a, "random_sample"));
  return list_of(c, "random_sample", e, length, true);
}

std::vector<Value> letters_of(std::string_view letters) {
  std::vector<Value> values;
  for (const char& letter : letters) values.push_back(Value::string(std::string_view(&letter, 1)));
  return values;
}
constexpr std::string_view kLower = "abcdefghijklmnopqrstuvwxyz", kUpper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
MadeColumn random_letter(const Arguments&, MakeContext& c) { return make_choice(letters_of(kLetters), {}, nullptr, c.key, c.unique, c.rows); }
MadeColumn random_lowercase_letter(const Arguments&, MakeContext& c) { return make_choice(letters_of(kLower), {}, nullptr, c.key, c.unique, c.rows); }
MadeColumn random_uppercase_letter(const Arguments&, MakeContext& c) { return make_choice(letters_of(kUpper), {}, nullptr, c.key, c.unique, c.rows); }
MadeColumn random_letters(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const uint32_t length, length_of(a, "random_letters"));
  return list_of(c, "random_letters", {letters_of(kLetters), {}}, length, false);
}

constexpr Parameter kElement[] = {{"elements", ArgKind::kList, "[\"a\", \"b\", \"c\"]"}};
constexpr Parameter kElements[] = {{"elements", ArgKind::kList, "[\"a\", \"b\", \"c\"]"}, {"length", ArgKind::kInt, "null"}, {"unique", ArgKind::kBool, "false"},
                                   {"use_weighting", ArgKind::kBool, "null"}};
constexpr Parameter kSample[] = {{"elements", ArgKind::kList, "[\"a\", \"b\", \"c\"]"}, {"length", ArgKind::kInt, "null"}};
constexpr Parameter kLength[] = {{"length", ArgKind::kInt, "16"}};
constexpr Parameter kEnum[] = {{"enum_cls", ArgKind::kList, nullptr}};
constexpr Provider kRows[] = {
    {"random_element", kElement, TypeId::kText, "one of the given elements; an object gives their weights", R"({"elements": {"A": 0.6, "B": 0.4}})", random_element},
    {"random_elements", kElements, TypeId::kJson, "a JSON list of several of the elements", R"({"elements": ["a", "b", "c", "d"], "length": 2, "unique": true})", random_elements},
    {"random_choices", kSample, TypeId::kJson, "a JSON list of elements, with repetition", R"({"elements": [1, 2, 3], "length": 4})", random_choices},
    {"random_sample", kSample, TypeId::kJson, "a JSON list of elements, none twice", R"({"elements": ["x", "y", "z"], "length": 2})", random_sample},
    {"random_letter", {}, TypeId::kText, "a letter a-z or A-Z", "{}", random_letter},
    {"random_letters", kLength, TypeId::kJson, "a JSON list of letters", R"({"length": 4})", random_letters},
    {"random_lowercase_letter", {}, TypeId::kText, "a letter a-z", "{}", random_lowercase_letter},
    {"random_uppercase_letter", {}, TypeId::kText, "a letter A-Z", "{}", random_uppercase_letter},
    {"enum", kEnum, TypeId::kText, "one of the listed values (Faker takes a Python class)", R"({"enum_cls": ["OPEN", "CLOSED"]})", enumeration},
};

}  // namespace

const std::span<const Provider> kChoiceProviders = kRows;

}  // namespace mockdata
