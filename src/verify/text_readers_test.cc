#include <gtest/gtest.h>

#include "verify/csv_reader.h"
#include "verify/json_reader.h"
#include "verify/landed.h"
#include "verify/test_files.h"

namespace mockdata::verify {
namespace {

// All cells of a scan as text: "a|null|x,y": columns by '|', a row's elements by ',', "~n" for a missing step; rows end in a newline.
std::string all_cells(const LandedSource& source, const std::vector<std::string>& paths, size_t batch = 2) {
  const Result<Landed> landed = Landed::open(source);
  if (!landed.ok()) return "error: " + landed.error().message;
  const auto scan = landed->scan(paths);
  if (!scan.ok()) return "error: " + scan.error().message;
  std::vector<CellColumn> columns;
  std::string out;
  for (;;) {
    const Result<size_t> count = (*scan)->next(batch, columns);
    if (!count.ok()) return "error: " + count.error().message;
    if (*count == 0) return out;
    for (size_t row = 0; row < *count; ++row) {
      for (size_t i = 0; i < columns.size(); ++i) {
        if (i) out += '|';
        for (uint32_t c = columns[i].first_cell[row]; c < columns[i].first_cell[row + 1]; ++c) {
          const Cell& cell = columns[i].cells[c];
          if (c > columns[i].first_cell[row]) out += ',';
          out += cell.type == CellType::kAbsent ? "~" + std::to_string(cell.integer) : to_text(cell);
        }
      }
      out += '\n';
    }
  }
}

const char* const kRows[] = {R"({"id": 1, "a": {"b": "x", "c": [1, 2.50, -3]}, "t": [{"k": "p"}, {"k": null}, {}, null]})",
                             R"({"t": [], "a": null, "id": 9007199254740993})", R"({"a": {"c": null}, "id": 1e2, "t": null, "more": {"deep": [[]]}})"};
const std::vector<std::string> kPaths{"id", "a.b", "a.c[]", "t[].k", "a"};
const std::string kExpected =
    "1|x|1,2.50,-3|p,null,null,~1|{\"b\": \"x\", \"c\": [1, 2.50, -3]}\n"
    "9007199254740993|~0|~0|~1|null\n"
    "100|null|~1|~0|{\"c\": null}\n";

TEST(JsonReader, ReadsArraysAndLines) {
  const TestFolder folder;
  const std::string array = folder.write("a.json", std::string("[") + kRows[0] + " ,\n" + kRows[1] + ",\r\n\t" + kRows[2] + "\n]\n");
  const std::string lines = folder.write("a.ndjson", std::string(kRows[0]) + "\n" + kRows[1] + "\r\n\n" + kRows[2]);
  for (size_t batch : {1, 2, 3, 100}) {
    EXPECT_EQ(all_cells({LandedFormat::kJson, {array}}, kPaths, batch), kExpected);
    EXPECT_EQ(all_cells({LandedFormat::kNdjson, {lines}}, kPaths, batch), kExpected);
  }
  EXPECT_EQ(all_cells({LandedFormat::kNdjson, {lines, lines}}, kPaths), kExpected + kExpected);
  EXPECT_EQ(all_cells({LandedFormat::kJson, {folder.write("e.json", " [ ] ")}}, kPaths), "");
  EXPECT_EQ(all_cells({LandedFormat::kNdjson, {folder.write("e.ndjson", "")}}, kPaths), "");
}

TEST(Landed, HandsOutAPathAsOftenAsItIsAskedFor) {
  const TestFolder folder;
  const std::string lines = folder.write("a.ndjson", R"({"a":1,"b":"x"})" "\n" R"({"b":null})");
  EXPECT_EQ(all_cells({LandedFormat::kNdjson, {lines}}, {"b", "a", "b"}), "x|1|x\nnull|null|null\n");
}

TEST(JsonReader, ReadsRowsThatCrossTheWindowAndRowsLongerThanIt) {
  const TestFolder folder;
  std::string text = "[", expected;
  for (int i = 0; i < 3000; ++i) {
    const std::string long_text(static_cast<size_t>(i) == 1500 ? 3 << 20 : static_cast<size_t>(i) % 977, 'x');
    text += (i ? "," : "") + std::string(R"({"s": ")") + long_text + R"(", "n": )" + std::to_string(i) + "}";
    expected += std::to_string(i) + "|" + long_text + "\n";
  }
  EXPECT_EQ(all_cells({LandedFormat::kJson, {folder.write("long.json", text + "]")}}, {"n", "s"}, 700), expected);
}

TEST(JsonReader, DecodesEscapes) {
  const TestFolder folder;
  const std::string path = folder.write("e.ndjson", R"({"\u0073": "q\"\\\/\b\f\n\r\t\u00e9\u20AC\ud83d\ude00z"})");
  EXPECT_EQ(all_cells({LandedFormat::kNdjson, {path}}, {"s"}), "q\"\\/\b\f\n\r\t\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z\n");
}

TEST(JsonReader, RefusesWhatIsNoJson) {
  const TestFolder folder;
  const std::vector<std::string> bad{
      "", "{}", "[{]", "[{}", "[{},]", "[{} {}]", "[1]", "[{}]x", "[{\"a\":1,}]", "[{\"a\" 1}]", "[{a:1}]", "[{\"a\":01}]", "[{\"a\":1.}]", "[{\"a\":-}]",
      "[{\"a\":1e}]", "[{\"a\":+1}]", "[{\"a\":tru}]", "[{\"a\":nul}]", "[{\"a\":\"\n\"}]", "[{\"a\":\"\xC3\"}]", "[{\"a\":\"\\x\"}]",
      "[{\"a\":\"\\ud800\"}]", "[{\"a\":\"\\udc00\"}]", "[{\"a\":\"\\u12g4\"}]", "[{\"a\":1,\"a\":2}]", "[{\"a\":[1,]}]", "[{\"a\":[1 2]}]", "[{\"a\":\"x}]",
      "[{\"a\":1e999}]", "[{\"a\":" + std::string(1000, '[') + std::string(1000, ']') + "}]"};
  for (const std::string& text : bad) {
    EXPECT_EQ(all_cells({LandedFormat::kJson, {folder.write("bad.json", text)}}, {"a"}).substr(0, 6), "error:") << text;
  }
  EXPECT_EQ(all_cells({LandedFormat::kNdjson, {folder.write("bad.ndjson", "{\"a\":1}{\"a\":2}")}}, {"a"}), "error: two rows stand on one line");
  EXPECT_EQ(all_cells({LandedFormat::kNdjson, {folder.write("bad.ndjson", "{\"a\":\n1}")}}, {"a"}), "error: a row is spread over several lines");
  EXPECT_EQ(all_cells({LandedFormat::kNdjson, {folder.write("bad.ndjson", "{\"a\":1}")}}, {"a.b"}).substr(0, 6), "error:");
  EXPECT_EQ(all_cells({LandedFormat::kNdjson, {folder.write("bad.ndjson", "{\"a\":{}}")}}, {"a[]"}).substr(0, 6), "error:");
}

TEST(JsonReader, NotesKeysThatNobodyAskedFor) {
  const TestFolder folder;
  Result<JsonReader> reader = JsonReader::open(folder.write("a.ndjson", kRows[2]), true, {"id", "a.b"}, true);
  ASSERT_TRUE(reader.ok());
  std::vector<CellColumn> columns(2);
  ASSERT_TRUE(reader->next(10, columns).ok());
  EXPECT_EQ(reader->unknown(), (std::set<std::string>{"a.c", "more", "t"}));
}

TEST(CsvReader, ReadsQuotesNullsAndJsonFields) {
  const TestFolder folder;
  const std::string path = folder.write("a.csv", "\xEF\xBB\xBFid,\"na,me\",a.b,tags\r\n1,\"q\"\"x\"\"\r\ny\",,\"[\"\"p\"\",null,3]\"\r\n,\"\",z,\n\"2\",\xC3\xA9,x,[]");
  EXPECT_EQ(all_cells({LandedFormat::kCsv, {path}}, {"na,me", "id", "a.b", "tags[]"}),
            "q\"x\"\r\ny|1|null|p,null,3\n|null|z|~0\n\xC3\xA9|2|x|~1\n");
  EXPECT_EQ(all_cells({LandedFormat::kCsv, {path}}, {"nobody"}), "error: has no column nobody");
}

TEST(CsvReader, ReadsOtherDialects) {
  const TestFolder folder;
  LandedSource source{LandedFormat::kCsv, {folder.write("tab.csv", "a\tb\r\nx,y\tNULL\r\n\t\"NULL\"\r\n")}, {'\t', "NULL", true, {}}};
  EXPECT_EQ(all_cells(source, {"a", "b"}), "x,y|null\n|NULL\n");
  source = {LandedFormat::kCsv, {folder.write("bare.csv", "1;2\n3;\n")}, {';', "", false, {"a", "b"}}};
  EXPECT_EQ(all_cells(source, {"b", "a"}), "2|1\nnull|3\n");
  source.csv.names.clear();
  EXPECT_FALSE(Landed::open(source).ok());
}

TEST(CsvReader, RefusesDamage) {
  const TestFolder folder;
  for (const char* text : {"", "a,b\n1\n", "a,b\n1,2,3\n", "a,a\n1,2\n", "a\n\"x", "a\n\"x\"y\n", "a\nx\"y\n", "a\nx\ry\n", "a\n\xFF\n", "a,b\n\n"}) {
    EXPECT_EQ(all_cells({LandedFormat::kCsv, {folder.write("bad.csv", text)}}, {"a"}).substr(0, 6), "error:") << text;
  }
  EXPECT_EQ(all_cells({LandedFormat::kCsv, {folder.write("one.csv", "a\n\nx\n")}}, {"a"}), "null\nx\n");
}

TEST(CsvReader, ReadsRecordsThatCrossTheWindow) {
  const TestFolder folder;
  std::string text = "n,s\n", expected;
  for (int i = 0; i < 5000; ++i) {
    const std::string value(static_cast<size_t>(i) == 100 ? 2 << 20 : static_cast<size_t>(i) % 701, ',');
    text += std::to_string(i) + ",\"" + value + "\"\n";
    expected += std::to_string(i) + "|" + value + "\n";
  }
  EXPECT_EQ(all_cells({LandedFormat::kCsv, {folder.write("long.csv", text)}}, {"n", "s"}, 999), expected);
}

}  // namespace
}  // namespace mockdata::verify
