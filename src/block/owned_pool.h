// A text pool that owns its texts.
#pragma once

#include <string>
#include <vector>

#include "block/block.h"

namespace mockdata {

class OwnedPool {
 public:
  explicit OwnedPool(const std::vector<std::string>& texts) {
    offsets_.push_back(0);
    for (const std::string& t : texts) {
      bytes_ += t;
      offsets_.push_back(static_cast<uint32_t>(bytes_.size()));
    }
    bytes_.append(16, '\0');
    view_ = {static_cast<uint32_t>(texts.size()), offsets_.data(), bytes_.data()};
  }
  OwnedPool(const OwnedPool&) = delete;
  OwnedPool& operator=(const OwnedPool&) = delete;
  const TextPool* view() const { return &view_; }

 private:
  std::vector<uint32_t> offsets_;
  std::string bytes_;
  TextPool view_;
};

}  // namespace mockdata
