#include "land/land.h"

#include <gtest/gtest.h>

#include "land/bronze.h"
#include "land/delta.h"
#include "land/test_folder.h"
#include "land/toy_rows.h"

namespace mockdata {
namespace {

Result<std::unique_ptr<Encoding>> toy_encoding(const std::string&, const Schema&) {
  return std::unique_ptr<Encoding>(std::make_unique<toy::ToyEncoding>());
}

struct World {
  toy::Folder folder;
  toy::Rows employees{3000}, teams{10};
  LandRequest request;
  std::vector<LandEntity> entities{{"employees", "bronze_alexis_employees", "hr", &employees}, {"teams", "", "", &teams}};
  EncodingFactory factory = toy_encoding;

  World() {
    request.output = folder.path();
    request.environment = {"dev", "--environment"};
    request.run = {"alexis", 42, "2026-11-24", 1, "digest", {}};
    request.ingested_at = *parse_timestamp("2026-11-24T00:00:00Z");
    request.threads = 2;
  }
  Result<Landed> run() { return land(request, entities, factory); }
};

TEST(Land, LaysOutALakehouse) {
  World world;
  const auto landed = world.run();
  ASSERT_TRUE(landed.ok()) << landed.error().to_string();
  std::set<std::string> files = world.folder.files();
  EXPECT_TRUE(files.contains("Files/mock/hr/employees/data.json"));
  EXPECT_TRUE(files.contains("Files/mock/alexis/teams/data.json"));
  EXPECT_TRUE(files.contains("Tables/bronze_alexis_employees/_delta_log/00000000000000000000.json"));
  EXPECT_TRUE(files.contains("Tables/bronze_alexis_teams/_delta_log/00000000000000000000.json"));
  EXPECT_TRUE(files.contains("_mockdata/manifest.json"));
  EXPECT_EQ(files.size(), 7u);
  const LakeState state = *LocalDelta(world.folder / "Tables/bronze_alexis_employees").describe();
  ASSERT_EQ(state.files.size(), 1u);
  EXPECT_EQ(state.files[0].rows, 3000u);
  const Manifest manifest = *read_manifest(world.folder.path());
  const ManifestRun* run = manifest.run(landed->run.id);
  ASSERT_NE(run, nullptr);
  EXPECT_TRUE(run->complete);
  for (const char* name : {"employees", "teams"}) {
    const ManifestEntity* entity = manifest.entity("alexis", name);
    ASSERT_NE(entity, nullptr);
    ASSERT_EQ(entity->outputs.size(), 2u);
    for (const ManifestOutput& output : entity->outputs) EXPECT_TRUE(intact(world.folder.path(), output)) << output.path;
  }
}

TEST(Land, GivesTheSameFilesAgainForAnyThreads) {
  World one, two;
  one.request.threads = 1;
  two.request.threads = 7;
  ASSERT_TRUE(one.run().ok());
  ASSERT_TRUE(two.run().ok());
  EXPECT_EQ(one.folder.files(), two.folder.files());
  for (const std::string& file : one.folder.files()) EXPECT_EQ(*read_file(one.folder / file), *read_file(two.folder / file)) << file;
}

TEST(Land, OverwritesAndAppends) {
  World world;
  ASSERT_TRUE(world.run().ok());
  ASSERT_TRUE(world.run().ok());
  LocalDelta table(world.folder / "Tables/bronze_alexis_teams");
  EXPECT_EQ(table.describe()->version, 1);
  EXPECT_EQ(table.describe()->files.size(), 1u);
  world.request.append = true;
  const auto landed = world.run();
  ASSERT_TRUE(landed.ok()) << landed.error().to_string();
  EXPECT_EQ(table.describe()->version, 2);
  EXPECT_EQ(table.describe()->files.size(), 2u);
  const Manifest manifest = *read_manifest(world.folder.path());
  EXPECT_EQ(manifest.entity("alexis", "teams")->output("delta")->rows, 20u);
  EXPECT_TRUE(intact(world.folder.path(), *manifest.entity("alexis", "teams")->output("delta")));
}

TEST(Land, RefusesWithoutDevAndWritesNothing) {
  World world;
  for (const char* name : {"", "prod"}) {
    world.request.environment.name = name;
    const auto landed = world.run();
    ASSERT_FALSE(landed.ok());
    EXPECT_EQ(landed.error().kind, ErrorKind::kRefused);
    EXPECT_TRUE(world.folder.files().empty());
  }
}

TEST(Land, RefusesForeignDataBeforeItWritesAnything) {
  World world;
  world.request.format = "csv";
  ASSERT_TRUE(write_file(world.folder / "teams.csv", "id\nreal\n").ok());
  const auto refused = world.run();
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().kind, ErrorKind::kRefused);
  EXPECT_EQ(world.folder.files(), std::set<std::string>{"teams.csv"});
  EXPECT_EQ(*read_file(world.folder / "teams.csv"), "id\nreal\n");
  world.request.replace_foreign = true;
  ASSERT_TRUE(world.run().ok());
  world.request.replace_foreign = false;
  EXPECT_TRUE(world.run().ok()) << "now it is ours";
}

TEST(Land, CutsPartsAndDropsThoseThatAreNotNeededAnyMore) {
  World world;
  world.request.format = "csv";
  world.request.rows_per_file = 1;  // rounded up to a chunk
  const toy::ToyEncoding encoding;
  DriverOutput output;
  output.encoding = &encoding;
  const toy::Rows many(*rows_per_chunk(toy::Rows(1 << 20), {output}) * 5 / 2);
  world.request.bronze_columns = false;
  world.entities = {{"t", "", "", &many}};
  auto landed = world.run();
  ASSERT_TRUE(landed.ok()) << landed.error().to_string();
  EXPECT_EQ(world.folder.files(), (std::set<std::string>{"_mockdata/manifest.json", "t/part-00000.csv", "t/part-00001.csv", "t/part-00002.csv"}));
  const toy::Rows few(5);
  world.entities[0].rows = &few;
  landed = world.run();
  ASSERT_TRUE(landed.ok()) << landed.error().to_string();
  EXPECT_EQ(world.folder.files(), (std::set<std::string>{"_mockdata/manifest.json", "t.csv"}));
  EXPECT_EQ(*read_file(world.folder / "t.csv"), "head\n0,name 0\n1,name 1\n2,name 2\n3,name 3\n4,name 4\ntail\n");
}

TEST(Land, KeepsTheOldVersionWhenARunFails) {
  World world;
  ASSERT_TRUE(world.run().ok());
  const std::set<std::string> before = world.folder.files();
  const std::string json = *read_file(world.folder / "Files/mock/hr/employees/data.json");
  world.request.run.seed = 43;
  world.factory = [](const std::string& format, const Schema&) {
    return Result<std::unique_ptr<Encoding>>(std::make_unique<toy::ToyEncoding>(format == "parquet" ? 2500 : -1));
  };
  const auto landed = world.run();
  ASSERT_FALSE(landed.ok());
  EXPECT_EQ(world.folder.files(), before);
  EXPECT_EQ(*read_file(world.folder / "Files/mock/hr/employees/data.json"), json);
  EXPECT_EQ(LocalDelta(world.folder / "Tables/bronze_alexis_employees").describe()->version, 0);
}

TEST(Land, ResumesWhereItWasStopped) {
  World world;
  world.request.ingested_at.reset();
  std::atomic<bool> cancel{false};
  world.request.cancel = &cancel;
  world.request.progress = [&](const std::string& entity, uint64_t, uint64_t) { cancel = entity == "teams"; };
  world.entities.push_back({"offices", "", "", &world.teams});
  const auto stopped = world.run();
  ASSERT_FALSE(stopped.ok());
  EXPECT_EQ(stopped.error().kind, ErrorKind::kInterrupted);
  Manifest manifest = *read_manifest(world.folder.path());
  EXPECT_FALSE(manifest.runs.back().complete);
  const std::string moment = manifest.runs.back().ingested_at;
  cancel = false;
  world.request.progress = nullptr;
  world.request.resume = true;
  const auto landed = world.run();
  ASSERT_TRUE(landed.ok()) << landed.error().to_string();
  EXPECT_TRUE(landed->entities[0].resumed);
  EXPECT_FALSE(landed->entities[2].resumed);
  EXPECT_EQ(landed->run.ingested_at, moment) << "rows of both halves are of one run";
  EXPECT_EQ(LocalDelta(world.folder / "Tables/bronze_alexis_employees").describe()->version, 0);
  // A file that was changed is made again.
  ASSERT_TRUE(write_file(world.folder / "Files/mock/hr/employees/data.json", "[]").ok());
  world.request.replace_foreign = true;
  const auto again = world.run();
  ASSERT_TRUE(again.ok()) << again.error().to_string();
  EXPECT_FALSE(again->entities[0].resumed);
  EXPECT_TRUE(again->entities[1].resumed);
}

TEST(Land, FindsNameClashes) {
  World world;
  world.entities[1].bronze_table = "Bronze_Alexis_Employees";
  const auto landed = world.run();
  ASSERT_FALSE(landed.ok());
  EXPECT_EQ(landed.error().kind, ErrorKind::kInvalid);
  EXPECT_TRUE(world.folder.files().empty());
}

TEST(Land, CannotLeaveItsFolder) {
  World world;
  world.entities[0].name = "../../escape";
  world.entities[0].bronze_table = "../../escape";
  world.entities[0].domain = "../..";
  ASSERT_TRUE(world.run().ok());
  EXPECT_TRUE(world.folder.files().contains("Tables/_.._.._escape/_delta_log/00000000000000000000.json"));
}

TEST(Land, MeasuresToNowhere) {
  World world;
  world.request.output = "null:";
  world.request.environment = {};
  const auto landed = world.run();
  ASSERT_TRUE(landed.ok());
  EXPECT_GT(landed->entities[0].outputs[0].files[0].bytes, 30000u);
  EXPECT_TRUE(world.folder.files().empty());
}

TEST(Land, KnowsItsFormats) {
  EXPECT_EQ(*land_extension(""), "");
  EXPECT_EQ(*land_extension("delta"), "");
  EXPECT_EQ(*land_extension("ndjson"), "ndjson");
  EXPECT_EQ(land_extension("xlsx").error().kind, ErrorKind::kUsage);
}

}  // namespace
}  // namespace mockdata
