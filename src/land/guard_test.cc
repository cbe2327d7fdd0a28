#include "land/guard.h"

#include <gtest/gtest.h>

#include "land/bronze.h"
#include "land/delta.h"
#include "land/digest.h"
#include "land/place.h"
#include "land/test_folder.h"
#include "land/toy_rows.h"

namespace mockdata {
namespace {

TEST(Environment, OnlyDevIsLetThrough) {
  EXPECT_TRUE(check_environment({"dev", "--environment"}).ok());
  for (const char* name : {"", "prod", "test", "Dev", "dev2", "staging"}) {
    const Status status = check_environment({name, "MOCKDATA_ENVIRONMENT"});
    ASSERT_FALSE(status.ok()) << name;
    EXPECT_EQ(status.error().kind, ErrorKind::kRefused);
  }
  EXPECT_EQ(check_environment({"prod", "settings.yml"}).error().where, "settings.yml");
}

TEST(Foreign, FilesAreKept) {
  toy::Folder folder;
  const std::string path = folder / "employees.csv";
  EXPECT_TRUE(check_file(path, "employees.csv", {}, false).ok()) << "nothing there";
  ASSERT_TRUE(write_file(path, "id,name\n1,real\n").ok());
  const Status status = check_file(path, "employees.csv", {}, false);
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().kind, ErrorKind::kRefused);
  EXPECT_EQ(status.error().message.find("real"), std::string::npos) << "nothing of the file is told";
  EXPECT_TRUE(check_file(path, "employees.csv", {}, true).ok());
  Manifest manifest;
  manifest.put("s", "employees", {"csv", "employees.csv", "r", 1, -1, {{"employees.csv", 15, 1, "x"}}});
  EXPECT_TRUE(check_file(path, "employees.csv", manifest, false).ok()) << "listed at its size";
  ASSERT_TRUE(write_file(path, "id,name\n1,really real\n").ok());
  EXPECT_FALSE(check_file(path, "employees.csv", manifest, false).ok()) << "changed since";
  ASSERT_TRUE(write_file(path, "id,_is_synthetic\n1,true\n").ok());
  EXPECT_TRUE(check_file(path, "employees.csv", {}, false).ok()) << "says that it is synthetic";
}

TEST(Foreign, TablesAreKept) {
  toy::Folder folder;
  EXPECT_TRUE(check_table(folder / "none", false, false).ok());
  ASSERT_TRUE(write_file(folder / "stray/data.parquet", "PAR1").ok());
  EXPECT_FALSE(check_table(folder / "stray", false, false).ok());
  EXPECT_TRUE(check_table(folder / "stray", false, true).ok());
  ASSERT_TRUE(write_file(folder / "spark/_delta_log/00000000000000000000.json",
                         "{\"commitInfo\":{\"engineInfo\":\"Apache-Spark/3.5.1\"}}\n{\"protocol\":{\"minReaderVersion\":1,\"minWriterVersion\":2}}\n").ok());
  const Status status = check_table(folder / "spark", false, false);
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().kind, ErrorKind::kRefused);
  EXPECT_NE(status.error().message.find("Apache-Spark/3.5.1"), std::string::npos);
  EXPECT_TRUE(check_table(folder / "spark", false, true).ok());
  EXPECT_FALSE(check_table(folder / "spark", true, true).ok()) << "never appended to";
  LocalDelta ours(folder / "ours");
  LakeChange change;
  change.schema = {{"id", {TypeId::kInt64, 0, 0, {}}, false}};
  ASSERT_TRUE(ours.commit({}, change).ok());
  EXPECT_TRUE(check_table(folder / "ours", false, false).ok());
  EXPECT_TRUE(check_table(folder / "ours", true, false).ok());
}

TEST(ManifestFile, ReadsBackWhatWasWritten) {
  toy::Folder folder;
  EXPECT_TRUE(read_manifest(folder.path())->entities.empty());
  Manifest manifest;
  RunInfo info{"alexis", 0xFFFFFFFFFFFFFFFFu, "2026-11-24", 1, "abc", {{"rows.employees", "10"}}};
  manifest.put(ManifestRun{info.identity(), info, "mockdata 0.1.0", "dev", "2026-11-24T00:00:00Z", true});
  manifest.put("alexis", "employees", {"delta", "Tables/x", info.identity(), 10, 3, {{"Tables/x/a.parquet", 5, 10, "dd"}}});
  ASSERT_TRUE(write_manifest(folder.path(), manifest).ok());
  const Manifest back = *read_manifest(folder.path());
  ASSERT_EQ(back.runs.size(), 1u);
  EXPECT_EQ(back.runs[0].info.identity(), info.identity());
  EXPECT_EQ(back.runs[0].info.seed, 0xFFFFFFFFFFFFFFFFu);
  EXPECT_TRUE(back.runs[0].complete);
  const ManifestEntity* entity = back.entity("alexis", "employees");
  ASSERT_NE(entity, nullptr);
  ASSERT_NE(entity->output("delta"), nullptr);
  EXPECT_EQ(entity->output("delta")->version, 3);
  EXPECT_EQ(entity->output("delta")->rows, 10u);
  EXPECT_EQ(back.file("Tables/x/a.parquet")->rows, 10u);
  ASSERT_TRUE(write_file(manifest_path(folder.path()), "{").ok());
  EXPECT_FALSE(read_manifest(folder.path()).ok());
}

TEST(ManifestFile, DropsRunsThatNothingNames) {
  Manifest manifest;
  manifest.put(ManifestRun{"a", {}, "", "", "", false});
  manifest.put("s", "x", {"csv", "x.csv", "a", 1, -1, {}});
  manifest.put("s", "y", {"csv", "y.csv", "a", 1, -1, {}});
  manifest.put(ManifestRun{"b", {}, "", "", "", false});
  manifest.put("s", "x", {"csv", "x.csv", "b", 1, -1, {}});
  EXPECT_NE(manifest.run("a"), nullptr) << "y still is of run a";
  manifest.put("s", "y", {"csv", "y.csv", "b", 1, -1, {}});
  manifest.put(ManifestRun{"b", {}, "", "", "", true});
  EXPECT_EQ(manifest.run("a"), nullptr);
  EXPECT_EQ(manifest.entities.size(), 2u);
}

TEST(RunInfoIdentity, DependsOnEveryPart) {
  const RunInfo base{"s", 1, "2026-01-01", 1, "t", {}};
  std::set<std::string> seen{base.identity()};
  for (int i = 0; i < 6; ++i) {
    RunInfo other = base;
    if (i == 0) other.source = "s1";
    if (i == 1) other.seed = 2;
    if (i == 2) other.as_of = "2026-01-02";
    if (i == 3) other.engine = 2;
    if (i == 4) other.template_digest = "u";
    if (i == 5) other.settings = {{"a", "b"}};
    EXPECT_TRUE(seen.insert(other.identity()).second) << i;
  }
}

TEST(Intact, SeesChangesOfAFile) {
  toy::Folder folder;
  ASSERT_TRUE(write_file(folder / "a.csv", "hello").ok());
  ManifestOutput output{"csv", "a.csv", "r", 1, -1, {{"a.csv", 5, 1, sha256("hello")}}};
  EXPECT_TRUE(intact(folder.path(), output));
  ASSERT_TRUE(write_file(folder / "a.csv", "hallo").ok());
  EXPECT_FALSE(intact(folder.path(), output));
}

TEST(Place, ReadsWhatOutputNames) {
  toy::Folder folder;
  EXPECT_EQ(parse_place(folder.path(), "", 5)->kind, PlaceKind::kLakehouse);
  EXPECT_EQ(parse_place(folder.path() + "/", "csv", 5)->root, folder.path());
  EXPECT_EQ(parse_place("-", "csv", 1)->kind, PlaceKind::kStdout);
  EXPECT_EQ(parse_place("-", "csv", 2).error().kind, ErrorKind::kUsage);
  EXPECT_EQ(parse_place("-", "", 1).error().kind, ErrorKind::kUsage);
  EXPECT_EQ(parse_place("null:", "csv", 2)->kind, PlaceKind::kNull);
  const Place file = *parse_place("some/where.csv", "csv", 1);
  EXPECT_EQ(file.kind, PlaceKind::kFile);
  EXPECT_EQ(file.root, "some");
  EXPECT_EQ(file.file, "where.csv");
  EXPECT_EQ(parse_place("some/where.csv", "csv", 2).error().kind, ErrorKind::kUsage);
  EXPECT_EQ(parse_place("s3://bucket/x", "csv", 1).error().kind, ErrorKind::kRefused);
}

TEST(Place, MakesSafeNames) {
  EXPECT_EQ(path_component("../../etc/passwd"), "_.._.._etc_passwd");
  EXPECT_EQ(path_component(""), "_");
  EXPECT_EQ(path_component("a b/c"), "a_b_c");
  EXPECT_EQ(path_component("-rf"), "_-rf");
  EXPECT_EQ(path_component(std::string(500, 'x')).size(), 120u);
  EXPECT_EQ(data_json_path("hr", "employees"), "Files/mock/hr/employees/data.json");
  EXPECT_EQ(folder_part("t", "csv", 7), "t/part-00007.csv");
}

TEST(Bronze, AddsItsColumns) {
  const toy::Rows rows(1500);
  const auto bronze = bronze_rows(rows, {42, "alexis_mock", "dev"}, "employees");
  ASSERT_TRUE(bronze.ok());
  ASSERT_EQ((*bronze)->schema().size(), 14u);
  const auto reader = (*bronze)->reader();
  for (const uint32_t count : {1024u, 476u}) {
    const auto blocks = reader->read(count == 1024 ? 0 : 1024, count);
    ASSERT_EQ(blocks.size(), 14u);
    for (const Block* block : blocks) ASSERT_EQ(block->size, count);
    EXPECT_EQ(blocks[10]->values<int64_t>()[count - 1], 42);
    EXPECT_EQ(blocks[11]->text(count - 1), "alexis_mock");
    EXPECT_EQ(blocks[12]->text(0), "dev");
    EXPECT_EQ(blocks[13]->values<uint8_t>()[count - 1], 1);
  }
  EXPECT_FALSE(bronze_rows(**bronze, {}, "employees").ok()) << "the names are taken";
}

TEST(Timestamp, ReadsAndWritesRfc3339) {
  for (const char* text : {"2026-11-24T02:15:00Z", "1969-12-31T23:59:59.999999Z", "2000-02-29T12:00:00.500Z"})
    EXPECT_EQ(timestamp_text(*parse_timestamp(text)), text);
  EXPECT_EQ(timestamp_text(*parse_timestamp("2026-11-24")), "2026-11-24T00:00:00Z");
  EXPECT_EQ(timestamp_text(*parse_timestamp("2026-11-24T02:15:00+01:30")), "2026-11-24T00:45:00Z");
  for (const char* text : {"", "2026", "2026-02-30", "2026-11-24T25:00:00Z", "2026-11-24T02:15:00Zx", "2026-11-24T02:15:00x", "2026-11-24T02:15:00.Z"})
    EXPECT_FALSE(parse_timestamp(text).ok()) << text;
}

TEST(Digest, IsSha256) {
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(digest_uuid("0123456789abcdef0123456789abcdef"), "01234567-89ab-8def-8123-456789abcdef");
}

}  // namespace
}  // namespace mockdata
