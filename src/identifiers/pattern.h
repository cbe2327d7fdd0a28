// Pattern: the values of one safe range, as a function from a rank in [0, capacity) to text. Different ranks give different texts.
//
// A rule is text in which these parts stand for something that varies:
//   #                 a digit
//   [A-Z3]            one of these characters
//   {000-499,7,Xy}    one of these numbers (with leading zeros as written) or words; {@name} takes the words from a list
//   <YY> <YYY> <YYYY> the birth year, <YYY> without its first digit; <Y3> <Y4> its third or fourth digit
//   <MM+80> <DD+40>   birth month and day, with an optional offset; <MM;f+50;20+40> offsets by sex or century
//   <DD+31^60>        the same, where sums above 60 continue at 92 (days 61 to 91 being taken)
//   <ML>              the birth month as the letter of Italian and other codes;  <D1900> days since 1899-12-31
//   <m=1,3;f=2,4>     one of the words for a sex (m, f), a century (19=, 20=) or both (19m=)
//   <~#> <~m=1;f=2>   the same, but values that leave no check digit are passed over
//   <k1> <k2>         the checks of the checksum column, computed in this order;  <!k1> a wrong one
//   <idnr>            ten digits of a German tax number behind a leading 0: one digit twice, one missing
//   \c                the character c itself
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "identifiers/checksum.h"

namespace mockdata::identifiers {

enum class Sex : uint8_t { kMale, kFemale };

// What a person's own identifiers agree with.
struct Birth {
  int32_t days = 0;  // since 1970-01-01; between 1930-01-01 and 2009-12-31 ids of every kind can carry it
  Sex sex = Sex::kFemale;
};

class Pattern {
 public:
  static constexpr size_t kMaxSize = 128;  // bytes that write() may need
  using Lists = std::function<const std::vector<std::string>*(std::string_view)>;

  static Result<Pattern> compile(std::string_view rule, const std::vector<Check>& checks, const Lists& lists);

  // Number of different texts; for date-coded rules over the birth dates (or months, or years) 1930 to 2009 and, if it counts, both sexes.
  uint64_t capacity() const { return capacity_; }
  // True where the text encodes a birth date.
  bool dated() const { return dated_; }
  // Days of birth that the text does not tell apart: 1 where it has the whole date, 31 where it has no day, 366 where it has
  // the year alone; 0 where it has no date.
  uint32_t period() const { return !dated_ ? 0 : day_ ? 1 : month_ ? 31 : 366; }
  // True where the text tells the sex.
  bool sexed() const { return sexed_; }
  // Texts for one birth date and sex. Equals capacity() where nothing depends on them.
  uint64_t person_capacity() const { return serials_; }

  // Writes text number `rank` and returns its size. REQUIRES rank < capacity(), room for kMaxSize bytes.
  size_t write(uint64_t rank, char* out) const;
  // The same for one person. REQUIRES serial < person_capacity().
  size_t write_person(Birth birth, uint64_t serial, char* out) const;

 private:
  enum class Kind : uint8_t { kLiteral, kChoice, kYear2, kYear3, kYear4, kYearDigit3, kYearDigit4, kMonth, kMonthLetter, kDay, kDays1900, kCheck, kTaxDigits };
  struct Alternative {
    uint8_t century = 0;  // 0: any
    char sex = 0;         // 0: any
    std::vector<std::string> words;
    int offset = 0;
    bool matches(int year, Sex s) const { return (!century || century == year / 100) && (!sex || (sex == 'm') == (s == Sex::kMale)); }
  };
  struct Op {
    Kind kind = Kind::kLiteral;
    std::string text;                       // literals; choices whose words are single characters
    std::vector<std::string> words;         // other choices
    uint64_t low = 0;                       // numeric choice: low + index
    uint32_t width = 0;                     // digits of a numeric choice, 0: not one
    std::vector<Alternative> alternatives;  // choices and offsets that depend on the person
    bool solve = false, wrong = false;
    uint32_t check = 0;
    uint32_t wrap = 0;  // days above this move on by 31
    uint64_t radix = 1;
  };
  // A rule whose text depends on nobody, has no checks and always the same size: the text with its varying parts left open.
  struct Plain {
    struct Part {
      uint32_t at = 0, width = 0;
      uint64_t radix = 1, low = 0;
      std::string words;  // one behind the other; empty: the number low + index
    };
    std::string text;     // empty: the rule is not of this kind
    std::vector<Part> parts;
  };
  const Alternative* alternative(const Op& op, int year, Sex sex) const;
  void make_plain();
  size_t write_plain(uint64_t rank, char* out) const;

  std::vector<Op> ops_;
  Plain plain_;
  std::vector<Check> checks_;
  uint64_t capacity_ = 1, serials_ = 1;
  bool dated_ = false, month_ = false, day_ = false, sexed_ = false, solves_ = false;
};

}  // namespace mockdata::identifiers
