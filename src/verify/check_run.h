// The parts of verify_landed(), which may run side by side: each reads one opened entity (or the relations to one key) and gives
// its checks. Internal to this folder.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

#include "verify/checks.h"

namespace mockdata::verify {

struct OpenEntity {
  const EntityExpectation* expected = nullptr;
  std::unique_ptr<Landed> landed;  // null when it cannot be read
  // Rows as far as they are known before they are read, else 0.
  uint64_t rows() const;
};

// Tells the caller of verify_landed() from any thread; remembers that it asked to stop.
class Progress {
 public:
  explicit Progress(const VerifyOptions& options) : options_(options) {}
  // kInterrupted once the caller said so.
  Status report(const std::string& entity, const std::string& check, int64_t rows);

 private:
  const VerifyOptions& options_;
  std::mutex mutex_;
  bool stopped_ = false;
};

// rows, schema, nullability, values, synthetic, safety: one walk over all columns.
struct ShapeOutcome {
  int64_t rows = 0;
  std::string trouble;  // why the data cannot be read; no checks then
  std::vector<Check> checks;
};
Status check_shape(const OpenEntity& entity, const VerifyOptions& options, Progress& progress, ShapeOutcome& outcome);

// statistics: of formats that have any. Leaves are independent of each other; they are checked in parts, as many whatever the number
// of threads, and join_statistics() makes one check of these. A part reads what the log states of a file once for all its leaves.
inline constexpr std::size_t kStatisticsParts = 16;
Status check_statistics(const OpenEntity& entity, std::size_t part, Progress& progress, Check& check);
Check join_statistics(const OpenEntity& entity, std::vector<Check> parts);

// primary_key, unique, foreign_key: the values of some columns of an entity, whether they repeat, and the keys that refer to them.
struct KeySet {
  const OpenEntity* entity = nullptr;
  std::vector<std::string> paths;
  bool as_text = false;
  Check* repeats = nullptr;  // where repeats are a failure
  bool primary = false;      // nulls are one, too
  struct Reference {
    const OpenEntity* from;
    const ForeignKeyExpectation* key;
    Check* check;
  };
  std::vector<Reference> references;
};
// The sets, and the checks that they fill: those of keys by entity, then those of foreign keys. The sets point into the checks.
struct KeyChecks {
  std::vector<KeySet> sets;
  std::vector<Check> checks;
};
KeyChecks plan_keys(const std::vector<OpenEntity>& entities);
Status check_key_set(const KeySet& set, std::size_t memory, Progress& progress);

// Rows that are read at a time.
inline constexpr std::size_t kBatch = 4096;

// "a, b and c"; "employees.(tenant, id)" for several paths.
std::string join(const std::vector<std::string>& words);
std::string entity_path(const std::string& entity, const std::vector<std::string>& paths);

}  // namespace mockdata::verify
