// Texts with a structure: CSV and its kin, JSON, fixed-width lines.
#include <algorithm>

#include "providers/elements.h"
#include "providers/families.h"

namespace mockdata {

namespace {

Result<uint32_t> rows_of(const Arguments& a, const char* what) {
  const int64_t rows = a.integer("num_rows");
  if (rows < 1 || rows > 100000) return invalid_error(std::string(what) + ": num_rows from 1 to 100,000, found " + std::to_string(rows));
  return static_cast<uint32_t>(rows);
}

// A definition of Faker's: a provider's name, a text with {{tokens}}, or "@" and a fixed word.
Result<const Column*> definition_column(MakeContext& elements, const std::string& purpose, const std::string& definition, const Value& args) {
  if (definition.find("{{") != std::string::npos) {
    MakeContext helper = helper_context(elements, purpose);
    MOCKDATA_ASSIGN(Format format, Format::compile(definition, provider_tokens(helper)));
    MOCKDATA_ASSIGN(auto column, format_column(helper, purpose, std::move(format)));
    return static_cast<const Column*>(elements.table->add(std::move(column)));
  }
  if (definition.starts_with('@')) {
    MakeContext helper = helper_context(elements, purpose);
    MOCKDATA_ASSIGN(auto column, word_column(helper, purpose, Words(std::vector<std::string>{definition.substr(definition.find_first_not_of('@') == std::string::npos ? definition.size() : definition.find_first_not_of('@'))})));
    return static_cast<const Column*>(elements.table->add(std::move(column)));
  }
  if (definition.find(':') != std::string::npos)
    return invalid_error("\"" + definition + "\": groups of arguments (Faker's set_arguments) are not in a template", {}, "give the arguments as the third item of the definition");
  return element_provider(elements, purpose, definition, args);
}

// CSV and its kin.

struct Dialect {
  char delimiter = ',';
  char quote = '"';
  std::string line_end = "\r\n";
  bool quote_all = true;
};
void put_field(TextWriter& out, const Dialect& d, std::string_view text) {
  const bool quoted = d.quote_all || text.find_first_of(std::string{d.delimiter, d.quote, '\r', '\n'}) != std::string_view::npos;
  if (!quoted) return out.put(text);
  char* p = out.room(text.size() * 2 + 2);
  *p++ = d.quote;
  for (const char ch : text) {
    if (ch == d.quote) *p++ = d.quote;
    *p++ = ch;
  }
  *p++ = d.quote;
  out.advance(p);
}

MadeColumn separated(const Arguments& a, MakeContext& c, const char* what, const Dialect& dialect) {
  MOCKDATA_ASSIGN(const uint32_t rows, rows_of(a, what));
  const bool ids = a.boolean("include_row_ids");
  std::vector<std::string> definitions, header;
  for (const Value& v : a.get("data_columns").items()) definitions.push_back(v.text());
  for (const Value& v : a.get("header").items()) header.push_back(v.text());
  if (definitions.empty()) return invalid_error(std::string(what) + ": data_columns is a list of texts such as \"{{name}}\"");
  if (!header.empty() && header.size() != definitions.size())
    return invalid_error(std::string(what) + ": " + std::to_string(header.size()) + " names in header for " + std::to_string(definitions.size()) + " data_columns");
  if (ids && !header.empty()) header.insert(header.begin(), "ID");
  return elements_column(c, {rows, false}, TypeId::kText, [&](MakeContext& elements) -> Result<std::vector<const Column*>> {
    std::vector<const Column*> columns;
    for (std::size_t i = 0; i < definitions.size(); ++i) {
      MakeContext helper = helper_context(elements, "column " + std::to_string(i));
      MOCKDATA_ASSIGN(Format format, Format::compile(definitions[i], provider_tokens(helper)));
      MOCKDATA_ASSIGN(auto column, format_column(helper, what, std::move(format)));
      columns.push_back(elements.table->add(std::move(column)));
    }
    return columns;
  }, [dialect, header, ids](TextWriter& out, const std::vector<const Column*>& columns, const Block* const* blocks, uint32_t begin, uint32_t end, CellDraws&) {
    for (std::size_t k = 0; k < header.size(); ++k) {
      if (k) out.put(dialect.delimiter);
      put_field(out, dialect, header[k]);
    }
    if (!header.empty()) out.put(dialect.line_end);
    for (uint32_t e = begin; e < end; ++e) {
      if (ids) {
        char number[24];
        put_field(out, dialect, {number, static_cast<std::size_t>(write_int(number, static_cast<int64_t>(e - begin) + 1) - number)});
      }
      for (std::size_t k = 0; k < columns.size(); ++k) {
        if (k || ids) out.put(dialect.delimiter);
        put_field(out, dialect, blocks[k]->text(e));
      }
      out.put(dialect.line_end);
    }
  });
}

template <char kDelimiter>
MadeColumn delimited(const Arguments& a, MakeContext& c) {
  return separated(a, c, kDelimiter == ',' ? "csv" : kDelimiter == '|' ? "psv" : "tsv", {kDelimiter, '"', "\r\n", true});
}
MadeColumn dsv(const Arguments& a, MakeContext& c) {
  Dialect d;
  const std::string& name = a.text("dialect");
  if (name == "excel" || name == "excel-tab") d.quote_all = false;
  else if (name == "unix") d.line_end = "\n";
  else if (name != "faker-csv") return invalid_error("dsv: \"dialect\" is faker-csv, excel, excel-tab or unix, found \"" + name + "\"");
  if (name == "excel-tab") d.delimiter = '\t';
  const auto one = [&](const char* argument, char& into) -> Status {
    if (a.is_null(argument)) return {};
    if (a.text(argument).size() != 1) return invalid_error(std::string("dsv: \"") + argument + "\" is one character, found \"" + a.text(argument) + "\"");
    into = a.text(argument)[0];
    return {};
  };
  MOCKDATA_CHECK(one("delimiter", d.delimiter));
  MOCKDATA_CHECK(one("quotechar", d.quote));
  if (!a.is_null("lineterminator")) d.line_end = a.text("lineterminator");
  if (!a.is_null("quoting")) {
    const int64_t quoting = a.integer("quoting");
    if (quoting != 0 && quoting != 1) return invalid_error("dsv: \"quoting\" is 0 (where needed) or 1 (all), found " + std::to_string(quoting));
    d.quote_all = quoting == 1;
  }
  return separated(a, c, "dsv", d);
}

// JSON.

// The structure of one record.
struct Shape {
  enum class Kind { kObject, kList, kLiteral, kColumn } kind = Kind::kLiteral;
  std::string name;            // of a member of an object, quoted
  std::vector<Shape> members;  // kObject, kList
  std::string literal;
  std::size_t column = 0;
};
struct ShapeMaker {
  MakeContext& elements;
  std::vector<const Column*> columns;

  Result<Shape> leaf(const std::string& definition, const Value& args) {
    Shape s;
    s.kind = Shape::Kind::kColumn;
    s.column = columns.size();
    MOCKDATA_ASSIGN(const Column* column, definition_column(elements, "column " + std::to_string(columns.size()), definition, args));
    columns.push_back(column);
    return s;
  }
  // {"name": definition, …}; definitions nest.
  Result<Shape> of(const Value& v) {
    if (v.is_string()) return leaf(v.text(), Value());
    Shape s;
    if (v.is_object()) {
      s.kind = Shape::Kind::kObject;
      for (const auto& [name, definition] : v.members()) {
        MOCKDATA_ASSIGN(Shape member, of(definition));
        member.name = json_quote(name);
        s.members.push_back(std::move(member));
      }
    } else if (v.is_array()) {
      s.kind = Shape::Kind::kList;
      for (const Value& item : v.items()) {
        MOCKDATA_ASSIGN(Shape member, of(item));
        s.members.push_back(std::move(member));
      }
    } else {
      s.literal = v.to_json();
    }
    return s;
  }
  // [["name", definition, {arguments}], …]; a name of null gives the value itself.
  Result<Shape> of_records(const std::vector<Value>& records) {
    Shape s;
    s.kind = Shape::Kind::kObject;
    for (const Value& record : records) {
      const auto& parts = record.items();
      if (parts.size() < 2 || parts.size() > 3 || !(parts[0].is_string() || parts[0].is_null()))
        return invalid_error("json: a record of data_columns is [name, definition] or [name, definition, {arguments}], found " + record.to_json());
      Shape member;
      if (parts[1].is_array()) {
        member.kind = Shape::Kind::kList;
        for (const Value& item : parts[1].items()) {
          MOCKDATA_ASSIGN(Shape inner, of_records({item}));
          member.members.push_back(std::move(inner));
        }
      } else {
        if (!parts[1].is_string()) return invalid_error("json: a definition is a text, found " + parts[1].to_json());
        MOCKDATA_ASSIGN(member, leaf(parts[1].text(), parts.size() == 3 ? parts[2] : Value()));
      }
      if (parts[0].is_null()) return member;
      member.name = json_quote(parts[0].text());
      s.members.push_back(std::move(member));
    }
    return s;
  }
};

void put_line(TextWriter& out, int64_t indent, int64_t depth) {
  if (indent < 0) return;
  out.put('\n');
  for (int64_t i = 0; i < indent * depth; ++i) out.put(' ');
}
void put_shape(TextWriter& out, const Shape& s, const std::vector<const Column*>& columns, const Block* const* blocks, uint32_t e, int64_t indent, int64_t depth) {
  switch (s.kind) {
    case Shape::Kind::kLiteral: out.put(s.literal); return;
    case Shape::Kind::kColumn: put_json(out, columns[s.column]->type(), *blocks[s.column], e); return;
    default: break;
  }
  const bool object = s.kind == Shape::Kind::kObject;
  out.put(object ? '{' : '[');
  for (std::size_t k = 0; k < s.members.size(); ++k) {
    if (k) out.put(indent < 0 ? ", " : ",");
    put_line(out, indent, depth + 1);
    if (object) {
      out.put(s.members[k].name);
      out.put(": ");
    }
    put_shape(out, s.members[k], columns, blocks, e, indent, depth + 1);
  }
  if (!s.members.empty()) put_line(out, indent, depth);
  out.put(object ? '}' : ']');
}

MadeColumn json_of(const Arguments& a, MakeContext& c, TypeId type) {
  MOCKDATA_ASSIGN(const uint32_t rows, rows_of(a, "json"));
  if (!a.is_null("cls")) return invalid_error("json: \"cls\" is a Python class, which a template cannot hold", {}, "leave it out");
  const int64_t indent = a.is_null("indent") ? -1 : a.integer("indent");
  if (indent > 64) return invalid_error("json: an indent of at most 64");
  MOCKDATA_ASSIGN(const Value fallback, parse_json(R"({"name": "{{name}}", "residency": "{{address}}"})"));
  const Value& wish = a.is_null("data_columns") ? fallback : a.get("data_columns");
  auto shape = std::make_shared<Shape>();
  return elements_column(c, {rows, false}, type, [&](MakeContext& elements) -> Result<std::vector<const Column*>> {
    ShapeMaker maker{elements, {}};
    MOCKDATA_ASSIGN(*shape, wish.is_object() ? maker.of(wish) : maker.of_records(wish.items()));
    return std::move(maker.columns);
  }, [shape, rows, indent](TextWriter& out, const std::vector<const Column*>& columns, const Block* const* blocks, uint32_t begin, uint32_t end, CellDraws&) {
    if (rows == 1) return put_shape(out, *shape, columns, blocks, begin, indent, 0);
    out.put('[');
    for (uint32_t e = begin; e < end; ++e) {
      if (e > begin) out.put(indent < 0 ? ", " : ",");
      put_line(out, indent, 1);
      put_shape(out, *shape, columns, blocks, e, indent, 1);
    }
    put_line(out, indent, 0);
    out.put(']');
  });
}
MadeColumn json(const Arguments& a, MakeContext& c) { return json_of(a, c, TypeId::kJson); }
MadeColumn json_bytes(const Arguments& a, MakeContext& c) { return json_of(a, c, TypeId::kBinary); }

// Fixed width.

// `text` in exactly `width` characters (code points), cut or padded.
void put_padded(TextWriter& out, std::string_view text, int64_t width, char align) {
  std::size_t bytes = 0;
  int64_t characters = 0;
  while (bytes < text.size() && characters < width) {
    ++bytes;
    while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) ++bytes;
    ++characters;
  }
  const int64_t spare = width - characters, before = align == '<' ? 0 : align == '>' ? spare : spare / 2;
  for (int64_t i = 0; i < before; ++i) out.put(' ');
  out.put(text.substr(0, bytes));
  for (int64_t i = before; i < spare; ++i) out.put(' ');
}
MadeColumn fixed_width(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const uint32_t rows, rows_of(a, "fixed_width"));
  const std::string& align = a.text("align");
  if (align != "left" && align != "middle" && align != "right") return invalid_error("fixed_width: \"align\" is left, middle or right, found \"" + align + "\"");
  MOCKDATA_ASSIGN(const Value fallback, parse_json(R"([[20, "name"], [3, "pyint", {"max_value": 20}]])"));
  const Value& wish = a.is_null("data_columns") ? fallback : a.get("data_columns");
  auto widths = std::make_shared<std::vector<int64_t>>();
  return elements_column(c, {rows, false}, TypeId::kText, [&](MakeContext& elements) -> Result<std::vector<const Column*>> {
    std::vector<const Column*> columns;
    for (const Value& record : wish.items()) {
      const auto& parts = record.items();
      const auto width = parts.empty() ? std::nullopt : parts[0].as_int();
      if (parts.size() < 2 || parts.size() > 3 || !width || *width < 0 || *width > 10000 || !parts[1].is_string())
        return invalid_error("fixed_width: a record of data_columns is [width, definition] or [width, definition, {arguments}], found " + record.to_json());
      MOCKDATA_ASSIGN(const Column* column, definition_column(elements, "column " + std::to_string(columns.size()), parts[1].text(), parts.size() == 3 ? parts[2] : Value()));
      columns.push_back(column);
      widths->push_back(*width);
    }
    if (columns.empty()) return invalid_error("fixed_width: data_columns is empty");
    return columns;
  }, [widths, align = align == "left" ? '<' : align == "right" ? '>' : '^'](TextWriter& out, const std::vector<const Column*>& columns, const Block* const* blocks, uint32_t begin, uint32_t end, CellDraws&) {
    for (uint32_t e = begin; e < end; ++e) {
      if (e > begin) out.put('\n');
      for (std::size_t k = 0; k < columns.size(); ++k) {
        char scalar[kLongestScalar];
        const Block& b = *blocks[k];
        const std::string_view text = b.layout != Layout::kFixed ? b.text(e) : std::string_view(scalar, static_cast<std::size_t>(write_scalar(scalar, columns[k]->type(), b, e) - scalar));
        put_padded(out, text, (*widths)[k], align);
      }
    }
  });
}

constexpr Parameter kSeparated[] = {{"header", ArgKind::kList, "null"}, {"data_columns", ArgKind::kList, "[\"{{name}}\", \"{{address}}\"]"}, {"num_rows", ArgKind::kInt, "10"}, {"include_row_ids", ArgKind::kBool, "false"}};
constexpr Parameter kDsv[] = {{"dialect", ArgKind::kText, "\"faker-csv\""}, {"header", ArgKind::kList, "null"}, {"data_columns", ArgKind::kList, "[\"{{name}}\", \"{{address}}\"]"},
                              {"num_rows", ArgKind::kInt, "10"}, {"include_row_ids", ArgKind::kBool, "false"}, {"delimiter", ArgKind::kText, "null"}, {"quotechar", ArgKind::kText, "null"},
                              {"lineterminator", ArgKind::kText, "null"}, {"quoting", ArgKind::kInt, "null"}};
constexpr Parameter kJson[] = {{"data_columns", ArgKind::kList, "null"}, {"num_rows", ArgKind::kInt, "10"}, {"indent", ArgKind::kInt, "null"}, {"cls", ArgKind::kAny, "null"}};
constexpr Parameter kFixed[] = {{"data_columns", ArgKind::kList, "null"}, {"num_rows", ArgKind::kInt, "10"}, {"align", ArgKind::kText, "\"left\""}};
constexpr Provider kRows[] = {
    {"csv", kSeparated, TypeId::kText, "a CSV text whose columns are texts with {{tokens}}", R"({"header": ["id", "when"], "data_columns": ["{{random_int}}", "{{date}}"], "num_rows": 2})", delimited<','>},
    {"tsv", kSeparated, TypeId::kText, "the same separated by tabs", R"({"data_columns": ["{{random_int}}", "{{date}}"], "num_rows": 2, "include_row_ids": true})", delimited<'\t'>},
    {"psv", kSeparated, TypeId::kText, "the same separated by vertical bars", R"({"data_columns": ["{{random_int}}", "{{date}}"], "num_rows": 2})", delimited<'|'>},
    {"dsv", kDsv, TypeId::kText, "the same in a dialect of Python's csv", R"({"dialect": "excel", "delimiter": "$", "data_columns": ["{{random_int}}", "x {{date}}"], "num_rows": 2})", dsv},
    {"json", kJson, TypeId::kJson, "a JSON list of records; one record where num_rows is 1", R"({"data_columns": {"id": "pyint", "tag": "@new", "at": {"day": "date"}, "codes": ["bothify", "bothify"]}, "num_rows": 1})", json},
    {"json_bytes", kJson, TypeId::kBinary, "the same as bytes", R"({"data_columns": [["points", "pyint", {"min_value": 50, "max_value": 100}]], "num_rows": 2})", json_bytes},
    {"fixed_width", kFixed, TypeId::kText, "lines of columns of fixed widths", R"({"data_columns": [[10, "bothify"], [5, "pyint", {"max_value": 20}]], "num_rows": 2, "align": "right"})", fixed_width},
};

}  // namespace

const std::span<const Provider> kStructuredProviders = kRows;

}  // namespace mockdata
