// The parts of verify_landed(): each takes one opened entity and adds its checks to the report. Internal to this folder.
#pragma once

#include <memory>
#include <vector>

#include "verify/checks.h"

namespace mockdata::verify {

struct OpenEntity {
  const EntityExpectation* expected = nullptr;
  std::unique_ptr<Landed> landed;  // null when it cannot be read
};

class CheckRun {
 public:
  CheckRun(std::vector<OpenEntity>& entities, const VerifyOptions& options, Report& report) : entities_(entities), options_(options), report_(report) {}

  // rows, schema, nullability, values, synthetic: one walk over all columns.
  Status check_shape(const OpenEntity& entity, EntitySummary& summary);
  // statistics: of formats that have any.
  Status check_statistics(const OpenEntity& entity);
  // primary_key, unique.
  Status check_keys(const OpenEntity& entity);
  Status check_foreign_keys(const OpenEntity& entity);

 private:
  static constexpr size_t kBatch = 4096;
  Status duplicates(const OpenEntity& entity, const std::vector<std::string>& paths, bool primary, Check& check);
  Status foreign_key(const OpenEntity& entity, const ForeignKeyExpectation& key, const OpenEntity& target, Check& check);
  // kInterrupted when the caller's progress function says so.
  Status report_progress(const std::string& entity, const std::string& check, int64_t rows) const;

  std::vector<OpenEntity>& entities_;
  const VerifyOptions& options_;
  Report& report_;
};

// "a, b and c"; "employees.(tenant, id)" for several paths.
std::string join(const std::vector<std::string>& words);
std::string entity_path(const std::string& entity, const std::vector<std::string>& paths);

}  // namespace mockdata::verify
