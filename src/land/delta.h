// Plain local Delta tables: a log of JSON commits of protocol (1,2), read whole, extended by put-if-absent.
// Reference: PROTOCOL.md of delta-io/delta.
#pragma once

#include "land/lake_table.h"

namespace mockdata {

// What commits carry as engineInfo; a table is ours when every commit starts with it.
inline constexpr const char* kEngineName = "mockdata/";

class LocalDelta final : public LakeTable {
 public:
  explicit LocalDelta(std::string folder) : folder_(std::move(folder)) {}
  Result<LakeState> describe() const override;
  Result<std::unique_ptr<Sink>> open_file(const std::string& path) override;
  Result<int64_t> commit(const LakeState& seen, const LakeChange& change) override;

 private:
  std::string folder_;
};

}  // namespace mockdata
