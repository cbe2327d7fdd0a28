#include "land/delta.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "land/bronze.h"
#include "land/delta_schema.h"
#include "land/delta_stats.h"
#include "land/test_folder.h"
#include "land/toy_rows.h"

namespace mockdata {
namespace {

using Json = nlohmann::ordered_json;

std::string log_file(int version) {
  char name[64];
  std::snprintf(name, sizeof name, "_delta_log/%020d.json", version);
  return name;
}

LakeChange change_of(const std::string& file, LakeMode mode = LakeMode::kOverwrite) {
  LakeChange change;
  change.mode = mode;
  change.schema = {{"id", {TypeId::kInt64, 0, 0, {}}, false}};
  change.files = {{file, 10, R"({"numRecords":3})"}};
  change.table_id = "00000000-0000-8000-8000-000000000000";
  change.at_ms = 1700000000000;
  return change;
}

TEST(Delta, CreatesAppendsAndOverwrites) {
  toy::Folder folder;
  LocalDelta table(folder / "t");
  LakeState state = *table.describe();
  EXPECT_FALSE(state.exists());
  EXPECT_EQ(*table.commit(state, change_of("a.parquet")), 0);
  state = *table.describe();
  ASSERT_EQ(state.files.size(), 1u);
  EXPECT_EQ(state.files[0].path, "a.parquet");
  EXPECT_EQ(state.files[0].rows, 3u);
  EXPECT_EQ(state.foreign, "");
  EXPECT_EQ(*table.commit(state, change_of("b.parquet", LakeMode::kAppend)), 1);
  EXPECT_EQ(table.describe()->files.size(), 2u);
  LakeChange wider = change_of("c.parquet");
  wider.schema.push_back({"name", {TypeId::kText, 0, 0, {}}, true});
  EXPECT_EQ(*table.commit(*table.describe(), wider), 2);
  state = *table.describe();
  ASSERT_EQ(state.files.size(), 1u);
  EXPECT_EQ(state.files[0].path, "c.parquet");
  EXPECT_NE(state.schema_string.find("\"name\":\"name\""), std::string::npos);
  EXPECT_EQ(state.id, "00000000-0000-8000-8000-000000000000") << "a table keeps its id";
  // Version 2 removes both old files, and each line of it is one action.
  const std::string text = *read_file(folder / ("t/" + log_file(2)));
  int removes = 0;
  std::size_t lines = 0;
  for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1, ++lines) {
    const Json action = Json::parse(text.substr(at, text.find('\n', at) - at));
    ASSERT_EQ(action.size(), 1u);
    if (lines == 0) {
      EXPECT_TRUE(action.contains("commitInfo"));
    }
    removes += action.contains("remove");
  }
  EXPECT_EQ(removes, 2);
}

TEST(Delta, AppendsBehindOtherWritersAndRefusesToOverwriteThem) {
  toy::Folder folder;
  LocalDelta table(folder.path());
  ASSERT_TRUE(table.commit({}, change_of("a.parquet")).ok());
  const LakeState seen = *table.describe();
  ASSERT_TRUE(table.commit(seen, change_of("b.parquet", LakeMode::kAppend)).ok());
  EXPECT_EQ(*table.commit(seen, change_of("c.parquet", LakeMode::kAppend)), 2);
  const auto late = table.commit(seen, change_of("d.parquet"));
  ASSERT_FALSE(late.ok());
  EXPECT_EQ(late.error().kind, ErrorKind::kDestination);
  EXPECT_EQ(table.describe()->files.size(), 3u);
  EXPECT_FALSE(table.commit({}, change_of("e.parquet")).ok()) << "a new table where one has come";
}

TEST(Delta, ChecksSchemaOnAppendAndFreshNames) {
  toy::Folder folder;
  LocalDelta table(folder.path());
  ASSERT_TRUE(table.commit({}, change_of("a.parquet")).ok());
  LakeChange other = change_of("b.parquet", LakeMode::kAppend);
  other.schema[0].name = "key";
  EXPECT_FALSE(table.commit(*table.describe(), other).ok());
  EXPECT_FALSE(table.commit(*table.describe(), change_of("a.parquet")).ok()) << "a file cannot be removed and added in one commit";
  EXPECT_EQ(table.describe()->version, 0);
}

TEST(Delta, RefusesByNameWhatItCannotKeep) {
  struct Case {
    const char* file;
    const char* text;
    const char* named;
  };
  const std::vector<Case> cases = {
      {"_delta_log/00000000000000000000.checkpoint.parquet", "", "checkpoint"},
      {"_delta_log/_last_checkpoint", "{}", "_last_checkpoint"},
      {"_delta_log/00000000000000000000.00000000000000000003.compacted.json", "", "compacted"},
      {"_delta_log/00000000000000000002.json", "", "gaps"},
      {"_delta_log/00000000000000000001.json", R"({"protocol":{"minReaderVersion":3,"minWriterVersion":7,"readerFeatures":["deletionVectors"],"writerFeatures":["deletionVectors"]}})", "deletionVectors"},
      {"_delta_log/00000000000000000001.json", R"({"metaData":{"id":"x","schemaString":"{}","partitionColumns":["a"]}})", "partitioned"},
      {"_delta_log/00000000000000000001.json", R"({"metaData":{"id":"x","schemaString":"{}","configuration":{"delta.appendOnly":"true"}}})", "delta.appendOnly"},
      {"_delta_log/00000000000000000001.json", R"({"domainMetadata":{"domain":"x"}})", "domainMetadata"},
      {"_delta_log/00000000000000000001.json", R"({"add":{"path":"x","deletionVector":{"storageType":"u"}}})", "deletion vectors"},
  };
  for (const Case& c : cases) {
    toy::Folder folder;
    LocalDelta table(folder.path());
    ASSERT_TRUE(table.commit({}, change_of("a.parquet")).ok());
    ASSERT_TRUE(write_file(folder / c.file, c.text).ok());
    const auto state = table.describe();
    ASSERT_FALSE(state.ok()) << c.file;
    EXPECT_EQ(state.error().kind, ErrorKind::kRefused);
    EXPECT_NE(state.error().message.find(c.named), std::string::npos) << state.error().message;
  }
}

TEST(Delta, KnowsWhoElseWrote) {
  toy::Folder folder;
  LocalDelta table(folder.path());
  ASSERT_TRUE(table.commit({}, change_of("a.parquet")).ok());
  ASSERT_TRUE(write_file(folder / log_file(1), R"({"commitInfo":{"engineInfo":"Apache-Spark/3.5.1"}})").ok());
  EXPECT_EQ(table.describe()->foreign, "Apache-Spark/3.5.1");
}

TEST(Delta, TellsABrokenLog) {
  toy::Folder folder;
  LocalDelta table(folder.path());
  ASSERT_TRUE(write_file(folder / log_file(0), "{\"protocol\":").ok());
  ASSERT_FALSE(table.describe().ok());
  EXPECT_EQ(table.describe().error().kind, ErrorKind::kDestination);
}

TEST(Delta, LeavesStoresToThePlugin) {
  const auto table = open_lake_table("abfss://w@onelake.dfs.fabric.microsoft.com/x.Lakehouse/Tables/t");
  ASSERT_FALSE(table.ok());
  EXPECT_EQ(table.error().kind, ErrorKind::kRefused);
}

TEST(DeltaSchema, NamesDeltasTypes) {
  const toy::Rows rows(1);
  const Json json = Json::parse(delta_schema_string(lake_schema(rows.schema())));
  std::vector<std::string> types;
  for (const Json& field : json["fields"]) types.push_back(field["type"].is_string() ? field["type"].get<std::string>() : field["type"]["type"].get<std::string>());
  EXPECT_EQ(types, (std::vector<std::string>{"long", "string", "date", "timestamp", "string", "string", "decimal(9,2)", "double", "struct", "array"}));
  EXPECT_EQ(json["fields"][9]["type"]["elementType"], "string");
  EXPECT_EQ(json["fields"][0]["nullable"], false);
}

TEST(DeltaSchema, TakesForbiddenCharactersOutOfNames) {
  const DataType text{TypeId::kText, 0, 0, {}};
  std::vector<std::string> notes;
  const Schema schema = lake_schema({{"birth date", text}, {"birth_date", text}, {"o", DataType::structure({{"a=b", text}})}}, &notes);
  EXPECT_EQ(schema[0].name, "birth_date");
  EXPECT_EQ(schema[1].name, "birth_date_2");
  EXPECT_EQ(schema[2].type.children[0].name, "a_b");
  EXPECT_EQ(notes.size(), 3u);
  const auto list = DataType::list({"element", DataType::structure({{"a b", text}}), false});
  EXPECT_EQ(lake_paths({{"id", text}, {"birth date", text}, {"birth_date", text}, {"o", DataType::structure({{"a=b", text}})}, {"l", list}}),
            (std::map<std::string, std::string>{{"birth date", "birth_date"}, {"birth_date", "birth_date_2"}, {"o.a=b", "o.a_b"}, {"l[].a b", "l[].a_b"}}));
}

TEST(DeltaStats, BoundsAndNulls) {
  const toy::Rows rows(2500);
  const Schema schema = lake_schema(rows.schema());
  const auto reader = rows.reader();
  const auto transform = lake_transform(rows.schema());
  DeltaStats all(schema), later(schema);
  all.add(transform->apply(reader->read(0, 1000)), 1000);
  later.add(transform->apply(reader->read(1000, 1000)), 1000);
  later.add(transform->apply(reader->read(2000, 500)), 500);
  all.merge(later);
  const Json json = Json::parse(all.json());
  EXPECT_EQ(json["numRecords"], 2500);
  EXPECT_EQ(json["minValues"]["id"], 0);
  EXPECT_EQ(json["maxValues"]["id"], 2499);
  EXPECT_EQ(json["minValues"]["name"], "name 0");
  EXPECT_EQ(json["maxValues"]["name"], "name 999");
  EXPECT_EQ(json["maxValues"]["born"], "1976-11-04");
  EXPECT_EQ(json["minValues"]["seen"], "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(json["maxValues"]["seen"], "1970-01-01T00:41:39.003Z") << "2499.002499 s, widened to milliseconds";
  EXPECT_EQ(json["maxValues"]["at"], "00:51:25.182933");
  EXPECT_EQ(json["minValues"]["key"], "00000000-0000-0000-0000-00000000") << "32 of 36 characters";
  EXPECT_NE(all.json().find("\"price\":-0.50"), std::string::npos) << all.json();
  EXPECT_NE(all.json().find("\"price\":24.49"), std::string::npos);
  EXPECT_EQ(json["maxValues"]["ratio"], 624.5);
  EXPECT_EQ(json["nullCount"]["ratio"], 1250);
  EXPECT_EQ(json["nullCount"]["home"]["zip"], 834) << "a member of a null object is null";
  EXPECT_EQ(json["minValues"]["home"]["zip"], "10001") << "row 0 has no home";
  EXPECT_EQ(json["nullCount"]["tags"], 0);
  EXPECT_FALSE(json["minValues"].contains("tags"));
}

TEST(DeltaStats, KeepsThirtyTwoLeavesAndCutsLongText) {
  const DataType text{TypeId::kText, 0, 0, {}};
  Schema schema;
  for (int i = 0; i < 40; ++i) schema.push_back({"c" + std::to_string(i), text});
  const std::string longest = std::string(31, 'a') + "\xC3\xA9" + "zz";
  Block block;
  char* bytes = block.own_text(1, longest.size());
  longest.copy(bytes, longest.size());
  block.own_offsets()[0] = 0;
  block.own_offsets()[1] = static_cast<uint32_t>(longest.size());
  const std::vector<const Block*> blocks(40, &block);
  DeltaStats stats(schema);
  stats.add(blocks, 1);
  const Json json = Json::parse(stats.json());
  EXPECT_EQ(json["nullCount"].size(), 32u);
  EXPECT_EQ(json["minValues"]["c0"], std::string(31, 'a') + "\xC3\xA9");
  EXPECT_EQ(json["maxValues"]["c0"], std::string(31, 'a') + "\xC3\xA9\xF4\x8F\xBF\xBF");
}

TEST(DeltaStats, OrdersTextsAsBytes) {
  const std::vector<std::string> words = {"b", "ba", "abcdefgh", "abcdefghi", "abcdefg", "\xC3\xA5", "zzzzzzzzzzz", "zzzzzzzzzz", "a", "", "abcdefgi"};
  for (std::size_t first = 0; first < words.size(); ++first) {
    for (std::size_t last = first + 1; last <= words.size(); ++last) {
      Block block;
      const auto rows = static_cast<uint32_t>(last - first);
      char* out = block.own_text(rows, 200);
      uint32_t at = 0;
      for (uint32_t i = 0; i < rows; ++i) {
        block.own_offsets()[i] = at;
        at += static_cast<uint32_t>(words[first + i].copy(out + at, 100));
      }
      block.own_offsets()[rows] = at;
      const Block* const blocks[] = {&block};
      DeltaStats stats({{"x", {TypeId::kText, 0, 0, {}}}});
      stats.add(blocks, rows);
      const Json json = Json::parse(stats.json());
      EXPECT_EQ(json["minValues"]["x"], *std::min_element(words.begin() + static_cast<int>(first), words.begin() + static_cast<int>(last)));
      EXPECT_EQ(json["maxValues"]["x"], *std::max_element(words.begin() + static_cast<int>(first), words.begin() + static_cast<int>(last)));
    }
  }
}

TEST(DeltaStats, GivesNoBoundsWithNaN) {
  const Schema schema = {{"x", {TypeId::kDouble, 0, 0, {}}}};
  Block block;
  double* values = block.own_fixed<double>(2);
  values[0] = 1;
  values[1] = __builtin_nan("");
  const Block* const blocks[] = {&block};
  DeltaStats stats(schema);
  stats.add(blocks, 2);
  const Json json = Json::parse(stats.json());
  EXPECT_TRUE(json["minValues"].empty());
  EXPECT_EQ(json["nullCount"]["x"], 0);
}

}  // namespace
}  // namespace mockdata
