// Numbers that carry their own proof: payment cards and national identity numbers, checked whole: length, date, check digits.
#pragma once

#include <string_view>

#include "discover/shape/shape.h"

namespace mockdata::discover {

// kCard             13 to 19 digits of a known scheme with the right check digit (Luhn), plain or in groups of four
// kNationalId       a form that hardly anything else has: FI, SE (with its sign), IT, ES, FR, CH, MX, BR, CN, UK
// kNationalNumber   digits alone whose date and check digits are right: NO, PL, BE, EE, LT, RO, SE, ZA; a chance of one in a hundred
// kNone             neither
// Sources of the rules: the issuing authorities, as python-stdnum states them (the tests compare examples).
TextForm identity_form(std::string_view text);

}  // namespace mockdata::discover
