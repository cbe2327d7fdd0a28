#include "verify/delta_log.h"

#include <gtest/gtest.h>

#include "verify/test_files.h"

namespace mockdata::verify {
namespace {

const std::string kProtocol = R"({"protocol":{"minReaderVersion":1,"minWriterVersion":2}})" "\n";
const std::string kMetadata =
    R"({"metaData":{"id":"6f0f0d2e-0000-4000-8000-000000000001","format":{"provider":"parquet","options":{}},"schemaString":"{\"type\":\"struct\",\"fields\":[{\"name\":\"id\",\"type\":\"long\",\"nullable\":false,\"metadata\":{}},{\"name\":\"a\",\"type\":{\"type\":\"struct\",\"fields\":[{\"name\":\"m\",\"type\":\"decimal(12,2)\",\"nullable\":true,\"metadata\":{}}]},\"nullable\":true,\"metadata\":{}},{\"name\":\"t\",\"type\":{\"type\":\"array\",\"elementType\":\"string\",\"containsNull\":true},\"nullable\":true,\"metadata\":{}}]}","partitionColumns":[],"configuration":{},"createdTime":1}})"
    "\n";
std::string add(const std::string& path, const std::string& more = "") {
  return R"({"add":{"path":")" + path + R"(","partitionValues":{},"size":10,"modificationTime":1,"dataChange":true,"stats":"{\"numRecords\":5}")" + more + "}}\n";
}
std::string remove(const std::string& path) { return R"({"remove":{"path":")" + path + R"(","deletionTimestamp":2,"dataChange":true}})" "\n"; }

std::string problem(const std::string& last, const std::string& name = "_delta_log/00000000000000000001.json") {
  const TestFolder folder;
  folder.write("_delta_log/00000000000000000000.json", kProtocol + kMetadata + add("a.parquet"));
  folder.write(name, last);
  const auto table = read_delta_log(folder.path());
  return table.ok() ? "" : table.error().to_string();
}

TEST(DeltaLog, ReplaysAppendAndOverwrite) {
  const TestFolder folder;
  folder.write("_delta_log/00000000000000000000.json", R"({"commitInfo":{"operation":"CREATE"}})" "\n" + kProtocol + kMetadata + add("part%20one.parquet"));
  folder.write("_delta_log/00000000000000000001.json", R"({"txn":{"appId":"run","version":7}})" "\n" + add("b.parquet"));
  folder.write("_delta_log/00000000000000000002.json", remove("part%20one.parquet") + remove("b.parquet") + add("c.parquet"));
  folder.write("_delta_log/00000000000000000002.crc", "{}");
  auto table = read_delta_log(folder.path());
  ASSERT_TRUE(table.ok()) << table.error().to_string();
  EXPECT_EQ(table->version, 2);
  ASSERT_EQ(table->files.size(), 1u);
  EXPECT_EQ(table->files[0].path, folder.path() + "/c.parquet");
  EXPECT_EQ(table->files[0].rows, 5);
  EXPECT_EQ(table->transactions["run"], 7);
  ASSERT_EQ(table->columns.size(), 3u);
  EXPECT_EQ(table->columns[0].nullable, false);
  EXPECT_EQ(table->columns[1].path, "a.m");
  EXPECT_EQ(table->columns[1].precision, 12);
  EXPECT_EQ(table->columns[2].path, "t[]");
  table = read_delta_log(folder.path(), 1);
  ASSERT_TRUE(table.ok());
  ASSERT_EQ(table->files.size(), 2u);
  EXPECT_EQ(table->files[0].path, folder.path() + "/part one.parquet");
}

TEST(DeltaLog, RefusesByNameWhatItDoesNotKnow) {
  const auto names = [](const std::string& text, const std::string& what) { EXPECT_NE(text.find(what), std::string::npos) << text; };
  EXPECT_EQ(problem(add("b.parquet")), "");
  names(problem("{}", "_delta_log/_last_checkpoint"), "_last_checkpoint");
  names(problem("x", "_delta_log/00000000000000000000.checkpoint.parquet"), "checkpoint");
  names(problem(R"({"cdc":{"path":"x"}})"), "cdc");
  names(problem(R"({"domainMetadata":{"domain":"x"}})"), "domainMetadata");
  names(problem(R"({"protocol":{"minReaderVersion":3,"minWriterVersion":7,"readerFeatures":["deletionVectors"]}})"), "reader version 3");
  names(problem(R"({"protocol":{"minReaderVersion":1,"minWriterVersion":7,"writerFeatures":["appendOnly"]}})"), "appendOnly");
  names(problem(add("b.parquet", R"(,"deletionVector":{"storageType":"u"})")), "deletion vector");
  names(problem(R"({"metaData":{"id":"x","format":{"provider":"parquet"},"schemaString":"{}","partitionColumns":["day"]}})"), "partitioned");
  names(problem(R"({"metaData":{"id":"x","format":{"provider":"parquet"},"schemaString":"{\"type\":\"struct\",\"fields\":[{\"name\":\"v\",\"type\":\"variant\"}]}","partitionColumns":[]}})"), "variant");
  names(problem(add("../b.parquet")), "leaves");
  names(problem(add("/b.parquet")), "absolute");
  names(problem(add("s3://b/c.parquet")), "absolute");
  names(problem(remove("b.parquet")), "not there");
  names(problem("no json"), "not an action");
  names(problem(kProtocol, "_delta_log/00000000000000000002.json"), "missing");
}

}  // namespace
}  // namespace mockdata::verify
