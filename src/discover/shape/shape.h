// The shape of a JSON text: names, kinds and the form of single values, and not one value.
//
// The text is read in place and forgotten. What remains of a string is one word out of a closed list ("uuid", "date",
// "digits"); of a number, its size class; of an object, its member names, unless the names are themselves data
// (objects keyed by id), which then are forgotten as well.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mockdata::discover {

// The form of one string, decided by anchored checks of the whole text.
enum class TextForm : uint8_t {
  kNone,        // no string seen
  kEmpty,
  kPlain,       // anything else
  kDigits,      // "00123": stays text
  kNumber,      // "12.50", "-3": stays text
  kBool,        // "true", "False"
  kUuid,
  kObjectId,    // 24 hexadecimal digits
  kUlid,        // 26 characters of Crockford's base 32
  kSalesforceId,  // 15 or 18 characters, case-sensitive
  kDate,        // 2024-02-29, valid
  kTime,        // 23:59:59
  kLocalDatetime,  // no zone
  kDatetime,    // with zone
  kDotnetDate,  // /Date(1439434356790+0000)/
  kEmail,
  kUrl,
  kIp,
  kPhone,       // + and 7 to 15 digits with separators
  kIban,        // check digits are right
  kColor,       // #a0b1c2
  kMac,         // 02:00:5e:10:00:01
  kCard,        // a payment card's number (identity_form.h)
  kNationalId,  // a national identity number in a form of its own
  kNationalNumber,  // digits alone that may be one: confirms a name, proves nothing
  kJson,        // an object or array written as a string
  kMixed        // several forms in one place
};
const char* to_string(TextForm form);
TextForm text_form(std::string_view text);

struct ShapeMember;

struct Shape {
  // Kinds seen at this place.
  bool null = false, boolean = false, integer = false, fraction = false, not_a_number = false, text = false;
  bool object = false, array = false;
  bool wide = false;        // an integer beyond 32 bits
  bool huge = false;        // an integer beyond 64 bits
  bool complete = false;    // the value was read to its end
  bool keys_are_data = false;  // an object keyed by ids, dates or the like: `items` describes its values, no member is named
  bool repeats = false;     // an object with a name twice
  TextForm form = TextForm::kNone;
  std::vector<ShapeMember> members;  // in the order first seen
  std::shared_ptr<const Shape> items;  // array: all elements in one
  std::shared_ptr<const Shape> first;  // array: the first element that is not null alone
  uint64_t count = 0;            // array: elements, as far as read; used as 0, 1, more
  uint32_t tag = 0;              // a mark of who made the shape from something else than a text; 0: none

  const Shape* member(std::string_view name) const;
  bool scalar() const { return boolean || integer || fraction || text || not_a_number; }
  bool nothing() const { return !scalar() && !object && !array; }  // null only, or never seen
};

struct ShapeMember {
  std::string name;
  Shape shape;
};

enum class ShapeEnd { kWhole, kCut, kBroken, kTooDeep };

struct ShapeOf {
  Shape root;
  ShapeEnd end = ShapeEnd::kWhole;
  std::size_t offset = 0;        // where a broken text breaks
  const char* problem = "";      // what was expected there
  std::size_t documents = 0;     // more than one: newline-delimited documents; the root is then an array of them
};

// Reads the shape of a whole or cut text. Never fails: what could be read is in `root`.
ShapeOf shape_of_json(std::string_view text);

// True for names that look like data: numbers, UUIDs, ObjectIds, dates, e-mail addresses.
bool name_is_data(std::string_view name);

}  // namespace mockdata::discover
