// What the regular expression of a schema says about its texts, told from which probes it takes.
//
// Many documents write dates, addresses and UUIDs as patterns only; those are types and meanings. An address made from a
// pattern could be somebody's, and so could a telephone number: a pattern that takes one is not kept, and neither is one that takes anything at all.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace mockdata::discover {

enum class PatternKind {
  kText,      // a form of its own: texts are made from it
  kDigits,    // digits, few or many: those of 13 to 19 may be a payment card's, so no more than 12 are made
  kAnything,  // says nothing that a text could be made from
  kDate, kDatetime, kUuid, kEmail, kUrl, kIp, kPhone,
  kUnread     // look-arounds, Unicode properties, too large: no texts can be made from it
};

class Patterns {
 public:
  // `longest`: of the texts, 0 where unsaid. Each pattern is looked at once.
  PatternKind kind(std::string_view pattern, uint32_t longest);

 private:
  std::unordered_map<std::string, PatternKind> known_;
};

}  // namespace mockdata::discover
