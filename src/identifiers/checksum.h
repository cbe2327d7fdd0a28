// Check digits of identifiers, as values of a small table: the generators put them in (right, or deliberately wrong).
//
// A check is written in the data table either by name ("luhn") or as a weighted sum, "wsum:WEIGHTS:MODULUS:SIGN:TEN":
// the digits before the check times WEIGHTS (from the left, or from the right where WEIGHTS starts with "r"), modulo
// MODULUS; SIGN "-" takes the complement; TEN says what a result of 10 becomes: "!" no such number exists, else that
// character. Letters and separators before the check do not count.
// The verifying side (verify/identifiers.h) has its own arithmetic and shares nothing with this.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mockdata::identifiers {

class Check {
 public:
  static Result<Check> parse(std::string_view spec);

  size_t width() const { return width_; }
  // How many of ten digits in the last free place may leave no check digit at all.
  uint32_t skips() const { return skips_; }
  // Writes the check at text + at, from the text before it (IBAN, VIN and German tax numbers: from the whole text).
  // `year` is the birth year where an identifier's check depends on it. False: no check digit exists for this text.
  bool write(char* text, size_t size, size_t at, int year) const;
  // Writes a check that is not the right one: the one `offset` places behind it. REQUIRES 1 <= offset <= 9.
  void write_wrong(char* text, size_t size, size_t at, int year, uint32_t offset) const;

 private:
  using Function = int (*)(const char* text, size_t size, size_t at, int year);
  int value(const char* text, size_t size, size_t at, int year) const;
  void put(char* text, int value) const;

  Function function_ = nullptr;
  std::vector<int> weights_;
  bool from_right_ = false, complement_ = false;
  int modulus_ = 10;
  char ten_ = '!';
  size_t width_ = 1;
  uint32_t skips_ = 0;
  std::string alphabet_ = "0123456789";
};

}  // namespace mockdata::identifiers
