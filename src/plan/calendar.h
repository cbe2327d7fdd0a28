// The shape of dates and times within their window: which weekdays, and which hours of the day.
#pragma once

#include <cstdint>
#include <memory>

#include "base/result.h"
#include "block/type.h"
#include "random/alias.h"
#include "template/template.h"

namespace mockdata {

class Calendar {
 public:
  // From the settings "weekdays" (true: Monday to Friday; or seven weights from Monday) and "hours" ([from, to] or 24
  // weights); nullptr where neither is set.
  static Result<std::unique_ptr<Calendar>> from(const Field& field, const DataType& type);

  // The value moved to a day and a second of the shape within [lo, hi], by the random word h: the day within its week, the
  // second within its day. A window that holds none of the shape's days or hours keeps the value.
  int64_t shape(int64_t value, int64_t lo, int64_t hi, uint64_t h) const;
  std::string how() const;

 private:
  int32_t day_of_shape(int32_t day, int32_t lo, int32_t hi, uint64_t h) const;
  TypeId type_ = TypeId::kDate;
  bool weekdays_ = false, hours_ = false;
  bool open_[7] = {true, true, true, true, true, true, true};
  AliasTable days_, hour_;
  int64_t opens_ = 0, closes_ = 0;  // seconds of the day
};

}  // namespace mockdata
