// Collections of values of several types: Faker's pylist, pydict, pystruct and their kin as JSON, and XML.
#include <algorithm>

#include "providers/elements.h"
#include "providers/families.h"
#include "providers/lists.h"

namespace mockdata {

namespace {

// The names of types that value_types and allowed_types give: "int" is the provider pyint, "date_time" the provider itself.
std::vector<std::string> types_of(const Arguments& a) {
  std::vector<std::string> types;
  for (const char* argument : {"value_types", "allowed_types"}) {
    const Value& given = a.get(argument);
    if (given.is_string()) types.push_back(given.text());
    for (const Value& v : given.items()) types.push_back(v.text());
  }
  std::erase_if(types, [](const std::string& t) { return t == "iterable" || t == "list" || t == "tuple" || t == "dict" || t == "set" || t == "struct"; });
  if (types.empty()) types = {"str", "str", "str", "str", "float", "int", "int", "decimal", "date_time", "uri", "email"};
  for (std::string& t : types)
    if (find_provider("py" + t)) t = "py" + t;
  return types;
}
// One column a different type, and for each of the given types the place of its column.
struct Kinds {
  std::vector<std::string> different;
  std::vector<uint32_t> column;
};
Kinds kinds_of(const std::vector<std::string>& types) {
  Kinds k;
  for (const std::string& t : types) {
    const auto at = std::find(k.different.begin(), k.different.end(), t);
    k.column.push_back(static_cast<uint32_t>(at - k.different.begin()));
    if (at == k.different.end()) k.different.push_back(t);
  }
  return k;
}
MakeElements make_kinds(const Kinds& kinds) {
  return [kinds](MakeContext& elements) -> Result<std::vector<const Column*>> {
    std::vector<const Column*> columns;
    for (const std::string& type : kinds.different) {
      MOCKDATA_ASSIGN(const Column* column, element_provider(elements, type, type));
      columns.push_back(column);
    }
    return columns;
  };
}
Result<ElementCount> count_of(const Arguments& a, const char* name, bool variable) {
  const int64_t n = a.integer(name);
  if (n < 1 || n > 100000) return invalid_error(std::string("\"") + name + "\" is a number from 1 to 100,000, found " + std::to_string(n));
  return ElementCount{static_cast<uint32_t>(n), variable};
}

void put_random(TextWriter& out, const Kinds& kinds, const std::vector<const Column*>& columns, const Block* const* blocks, uint32_t e, CellDraws& draws) {
  const uint32_t k = kinds.column[draws.below(static_cast<uint32_t>(kinds.column.size()))];
  put_json(out, columns[k]->type(), *blocks[k], e);
}

MadeColumn pylist(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const ElementCount count, count_of(a, "nb_elements", a.boolean("variable_nb_elements")));
  const Kinds kinds = kinds_of(types_of(a));
  return elements_column(c, count, TypeId::kJson, make_kinds(kinds),
                         [kinds](TextWriter& out, const std::vector<const Column*>& columns, const Block* const* blocks, uint32_t begin, uint32_t end, CellDraws& draws) {
    out.put('[');
    for (uint32_t e = begin; e < end; ++e) {
      if (e > begin) out.put(", ");
      put_random(out, kinds, columns, blocks, e, draws);
    }
    out.put(']');
  });
}

// Different words for the keys of one row: the first ones of a permutation that the row's draw chooses.
struct Keys {
  Words words;
  Permutation order;
  std::string_view operator()(uint32_t i, uint64_t tweak) const { return words[static_cast<uint32_t>(order(i, tweak))]; }
};
Result<Keys> keys_of(MakeContext& c, uint32_t needed) {
  MOCKDATA_ASSIGN(Words words, listed(c, "lorem.word_list"));
  std::vector<std::string> different;
  for (uint32_t i = 0; i < words.size(); ++i) different.emplace_back(words[i]);
  std::sort(different.begin(), different.end());
  different.erase(std::unique(different.begin(), different.end()), different.end());
  if (needed > different.size())
    return invalid_error(std::to_string(needed) + " keys asked, " + std::to_string(different.size()) + " words exist in " + c.locale, {}, "ask for fewer elements");
  Keys keys{Words(different), Permutation(different.size(), c.key.with("keys").value())};
  return keys;
}

MadeColumn pydict(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const ElementCount count, count_of(a, "nb_elements", a.boolean("variable_nb_elements")));
  MOCKDATA_ASSIGN(const Keys keys, keys_of(c, count.most()));
  const Kinds kinds = kinds_of(types_of(a));
  return elements_column(c, count, TypeId::kJson, make_kinds(kinds),
                         [kinds, keys](TextWriter& out, const std::vector<const Column*>& columns, const Block* const* blocks, uint32_t begin, uint32_t end, CellDraws& draws) {
    const uint64_t tweak = draws.bits();
    out.put('{');
    for (uint32_t e = begin; e < end; ++e) {
      if (e > begin) out.put(", ");
      put_json_text(out, keys(e - begin, tweak));
      out.put(": ");
      put_random(out, kinds, columns, blocks, e, draws);
    }
    out.put('}');
  });
}

// [types, {word: value}, {word: {i: value, i + 1: [3 values], i + 2: {i: value, i + 1: value, i + 2: [2 values]}}}]
MadeColumn pystruct(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const ElementCount count, count_of(a, "count", false));
  constexpr uint32_t kValues = 10;
  MOCKDATA_ASSIGN(const Keys keys, keys_of(c, count.number * 2));
  const Kinds kinds = kinds_of(types_of(a));
  const uint32_t n = count.number;
  return elements_column(c, {n * kValues, false}, TypeId::kJson, make_kinds(kinds),
                         [kinds, keys, n](TextWriter& out, const std::vector<const Column*>& columns, const Block* const* blocks, uint32_t begin, uint32_t, CellDraws& draws) {
    const uint64_t tweak = draws.bits();
    const auto value = [&](uint32_t i, uint32_t k) { put_random(out, kinds, columns, blocks, begin + i * kValues + k, draws); };
    const auto number = [&](uint32_t i) {
      out.put('"');
      out.advance(write_int(out.room(12), i));
      out.put("\": ");
    };
    out.put("[[");
    for (uint32_t i = 0; i < n; ++i) {
      if (i) out.put(", ");
      value(i, 0);
    }
    out.put("], {");
    for (uint32_t i = 0; i < n; ++i) {
      if (i) out.put(", ");
      put_json_text(out, keys(i, tweak));
      out.put(": ");
      value(i, 1);
    }
    out.put("}, {");
    for (uint32_t i = 0; i < n; ++i) {
      if (i) out.put(", ");
      put_json_text(out, keys(n + i, tweak));
      out.put(": {");
      number(i), value(i, 2);
      out.put(", "), number(i + 1), out.put('['), value(i, 3), out.put(", "), value(i, 4), out.put(", "), value(i, 5), out.put("], ");
      number(i + 2), out.put('{'), number(i), value(i, 6), out.put(", "), number(i + 1), value(i, 7), out.put(", ");
      number(i + 2), out.put('['), value(i, 8), out.put(", "), value(i, 9), out.put("]}}");
    }
    out.put("}]");
  });
}

// A value of the named Python type; null gives NULL.
MadeColumn pyobject(const Arguments& a, MakeContext& c) {
  if (a.is_null("object_type")) {
    if (!c.nullable) return invalid_error("pyobject without object_type gives NULL, but the field is not nullable", {}, "name an object_type such as \"int\"");
    return std::unique_ptr<Column>(std::make_unique<NullColumn>(DataType{TypeId::kJson, 0, 0, {}}));
  }
  std::string type = a.text("object_type");
  std::transform(type.begin(), type.end(), type.begin(), [](unsigned char ch) { return static_cast<char>(std::tolower(ch)); });
  for (const char* known : {"bool", "str", "float", "int", "tuple", "set", "list", "iterable", "dict"})
    if (type == known) return make_provider("py" + type, Value(), c);
  return invalid_error("pyobject: \"object_type\" is bool, str, float, int, tuple, set, list, iterable or dict, found \"" + a.text("object_type") + "\"");
}

void put_xml(TextWriter& out, std::string_view text) {
  char* p = out.room(text.size() * 5);
  for (const char ch : text) {
    if (ch == '&') p = copy_text(p, "&amp;");
    else if (ch == '<') p = copy_text(p, "&lt;");
    else if (ch == '>') p = copy_text(p, "&gt;");
    else *p++ = ch;
  }
  out.advance(p);
}
MadeColumn xml(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const ElementCount count, count_of(a, "nb_elements", a.boolean("variable_nb_elements")));
  // Element names are ASCII letters, whatever the locale writes in.
  MakeContext english = c;
  english.locale = "en_US";
  MOCKDATA_ASSIGN(const Keys keys, keys_of(english, count.most() + 1));
  const Kinds kinds = kinds_of(types_of(a));
  return elements_column(c, count, TypeId::kText, make_kinds(kinds),
                         [kinds, keys](TextWriter& out, const std::vector<const Column*>& columns, const Block* const* blocks, uint32_t begin, uint32_t end, CellDraws& draws) {
    const uint64_t tweak = draws.bits();
    const auto tag = [&](const char* open, uint32_t i) {
      out.put(open);
      out.put(keys(i, tweak));
      out.put('>');
    };
    out.put("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    tag("<", 0);
    for (uint32_t e = begin; e < end; ++e) {
      tag("<", e - begin + 1);
      const uint32_t k = kinds.column[draws.below(static_cast<uint32_t>(kinds.column.size()))];
      const Block& b = *blocks[k];
      if (b.layout == Layout::kFixed) out.advance(write_scalar(out.room(kLongestScalar), columns[k]->type(), b, e));
      else put_xml(out, b.text(e));
      tag("</", e - begin + 1);
    }
    tag("</", 0);
  });
}

constexpr Parameter kList[] = {{"nb_elements", ArgKind::kInt, "10"}, {"variable_nb_elements", ArgKind::kBool, "true"}, {"value_types", ArgKind::kAny, "null"}, {"allowed_types", ArgKind::kAny, "null"}};
constexpr Parameter kStruct[] = {{"count", ArgKind::kInt, "10"}, {"value_types", ArgKind::kAny, "null"}, {"allowed_types", ArgKind::kAny, "null"}};
constexpr Parameter kObject[] = {{"object_type", ArgKind::kText, "null"}};
constexpr char kExample[] = R"({"nb_elements": 3, "value_types": ["int", "date_time"]})";
constexpr Provider kRows[] = {
    {"pylist", kList, TypeId::kJson, "a JSON list of values of the given types", kExample, pylist},
    {"pytuple", kList, TypeId::kJson, "a JSON list of values of the given types", kExample, pylist},
    {"pyset", kList, TypeId::kJson, "a JSON list of values of the given types", kExample, pylist},
    {"pyiterable", kList, TypeId::kJson, "a JSON list of values of the given types", kExample, pylist},
    {"pydict", kList, TypeId::kJson, "a JSON object of words and values of the given types", kExample, pydict},
    {"pystruct", kStruct, TypeId::kJson, "a JSON list of a list, an object and an object of objects", R"({"count": 2, "value_types": ["int"]})", pystruct},
    {"pyobject", kObject, TypeId::kJson, "a value of the named Python type", R"({"object_type": "int"})", pyobject},
    {"xml", kList, TypeId::kText, "an XML text of words and values", R"({"nb_elements": 3, "value_types": ["int", "date_time"]})", xml},
};

}  // namespace

const std::span<const Provider> kCollectionProviders = kRows;

}  // namespace mockdata
