// Patterns of Python's strftime, compiled once: "%Y-%m-%d", "%d %B %Y", "%I:%M %p". Names are English, as in the C locale.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mockdata {

class TimePattern {
 public:
  // An error names the first directive that is not known.
  static Result<TimePattern> compile(std::string_view pattern);
  std::size_t longest() const { return longest_; }
  // True where the text tells one day from every other.
  bool tells_days() const { return year_ && ((month_ && day_) || day_of_year_); }
  // Writes the text of a time (microseconds since 1970, UTC); needs longest() bytes. Returns the end.
  char* write(char* out, int64_t micros) const;

 private:
  struct Piece {
    char directive;    // 0: literal
    std::string text;  // of a literal
  };
  std::vector<Piece> pieces_;
  std::size_t longest_ = 0;
  bool year_ = false, month_ = false, day_ = false, day_of_year_ = false;
};

extern const char* const kMonthNames[12];
extern const char* const kDayNames[7];  // Monday first

}  // namespace mockdata
