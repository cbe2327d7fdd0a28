#include "identifiers/pattern.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "base/date.h"

namespace mockdata::identifiers {
namespace {

constexpr size_t kMaxParts = 48, kMaxChecks = 4;
constexpr int32_t kFirstDay = days_from_civil(1930, 1, 1);
constexpr int32_t kDays = days_from_civil(2010, 1, 1) - kFirstDay - 1;       // one less: see below
constexpr int32_t kYears = 80;
constexpr int32_t kLeapDay2000 = days_from_civil(2000, 2, 29) - kFirstDay;  // does not exist a century or two later
constexpr uint64_t kTaxNumbers = uint64_t{72} * 181440;                     // <idnr>: which digit is missing, which is double, their order

void put_number(char* out, uint64_t value, uint32_t width) {
  uint32_t i = width;
  for (; value >> 32 && i > 0; value /= 10) out[--i] = static_cast<char>('0' + value % 10);
  for (auto v = static_cast<uint32_t>(value); i > 0; v /= 10) out[--i] = static_cast<char>('0' + v % 10);
}

uint32_t digits_of(uint64_t v) {
  uint32_t n = 1;
  while (v >= 10) v /= 10, ++n;
  return n;
}

bool all_digits(std::string_view s) { return !s.empty() && s.find_first_not_of("0123456789") == std::string_view::npos; }

uint64_t number(std::string_view s) {
  uint64_t v = 0;
  std::from_chars(s.data(), s.data() + s.size(), v);
  return v;
}

// Nine digits of 1..9 with one missing and one double, in the order that `rank` names. rank < kTaxNumbers.
void write_tax_digits(uint64_t rank, char* out) {
  const uint64_t pair = rank / 181440;
  uint64_t order = rank % 181440;
  const int missing = static_cast<int>(pair / 8) + 1;
  int twice = static_cast<int>(pair % 8) + 1;
  if (twice >= missing) ++twice;
  int left[10] = {0, 1, 1, 1, 1, 1, 1, 1, 1, 1};
  left[missing] = 0;
  left[twice] = 2;
  uint64_t arrangements = 181440;  // 9! / 2!
  for (int place = 0, n = 9; place < 9; ++place, --n)
    for (int d = 1; d <= 9; ++d) {
      if (left[d] == 0) continue;
      const uint64_t with = arrangements * static_cast<uint64_t>(left[d]) / static_cast<uint64_t>(n);
      if (order >= with) {
        order -= with;
        continue;
      }
      out[place] = static_cast<char>('0' + d);
      --left[d];
      arrangements = with;
      break;
    }
}

std::vector<std::string_view> split(std::string_view s, char by) {
  std::vector<std::string_view> parts;
  for (;;) {
    const size_t at = s.find(by);
    parts.push_back(s.substr(0, at));
    if (at == std::string_view::npos) return parts;
    s.remove_prefix(at + 1);
  }
}

}  // namespace

Result<Pattern> Pattern::compile(std::string_view rule, const std::vector<Check>& checks, const Lists& lists) {
  Pattern p;
  p.checks_ = checks;
  const auto bad = [&](std::string_view why) { return invalid_error("rule \"" + std::string(rule) + "\": " + std::string(why)); };
  const auto literal = [&](char c) {
    if (p.ops_.empty() || p.ops_.back().kind != Kind::kLiteral) p.ops_.push_back({});
    p.ops_.back().text += c;
  };
  const auto characters = [](std::string_view set) {
    std::string out;
    for (size_t i = 0; i < set.size(); ++i)
      if (i + 2 < set.size() && set[i + 1] == '-') {
        for (char c = set[i]; c <= set[i + 2]; ++c) out += c;
        i += 2;
      } else {
        out += set[i];
      }
    return out;
  };
  // "m=1,3;20f=4" or "f+50;20+40"
  const auto person_parts = [&](std::string_view s, char sign, Op& op) {
    for (std::string_view part : split(s, ';')) {
      const size_t at = part.find(sign);
      if (at == std::string_view::npos) return false;
      Alternative a;
      std::string_view who = part.substr(0, at);
      if (who.size() >= 2 && all_digits(who.substr(0, 2))) {
        a.century = static_cast<uint8_t>(number(who.substr(0, 2)));
        who.remove_prefix(2);
      }
      if (!who.empty()) a.sex = who[0];
      if (who.size() > 1 || (a.sex && a.sex != 'm' && a.sex != 'f')) return false;
      if (a.sex) p.sexed_ = true;
      const std::string_view what = part.substr(at + 1);
      if (sign == '+') {
        a.offset = static_cast<int>(number(what));
      } else {
        for (std::string_view word : split(what, ',')) a.words.emplace_back(word);
      }
      op.alternatives.push_back(std::move(a));
    }
    return true;
  };

  for (size_t i = 0; i < rule.size(); ++i) {
    const char c = rule[i];
    Op op;
    op.kind = Kind::kChoice;
    if (c == '\\' && i + 1 < rule.size()) {
      literal(rule[++i]);
      continue;
    }
    if (c == '#') {
      // neighbouring digits become one number
      uint32_t n = 1;
      while (i + 1 < rule.size() && rule[i + 1] == '#' && n < 17) ++i, ++n;
      op.width = n;
      op.radix = 1;
      for (uint32_t k = 0; k < n; ++k) op.radix *= 10;
    } else if (c == '[') {
      const size_t end = rule.find(']', i);
      if (end == std::string_view::npos) return bad("[ without ]");
      op.text = characters(rule.substr(i + 1, end - i - 1));
      op.radix = op.text.size();
      i = end;
    } else if (c == '{') {
      const size_t end = rule.find('}', i);
      if (end == std::string_view::npos) return bad("{ without }");
      std::string_view inside = rule.substr(i + 1, end - i - 1);
      i = end;
      if (inside.starts_with('@')) {
        const auto* list = lists ? lists(inside.substr(1)) : nullptr;
        if (!list || list->empty()) return bad("no list of this name");
        op.words = *list;
      } else {
        const auto items = split(inside, ',');
        const size_t dash = items[0].find('-');
        const auto is_range = [](std::string_view item) {
          const size_t at = item.find('-');
          return at != std::string_view::npos && all_digits(item.substr(0, at)) && all_digits(item.substr(at + 1));
        };
        if (items.size() == 1 && is_range(items[0]) && items[0][0] != '0' && digits_of(number(items[0].substr(dash + 1))) != dash) {
          // numbers of different lengths
          for (uint64_t v = number(items[0].substr(0, dash)); v <= number(items[0].substr(dash + 1)); ++v) op.words.push_back(std::to_string(v));
        } else if (items.size() == 1 && is_range(items[0]) && items[0].size() == 2 * dash + 1) {
          op.width = static_cast<uint32_t>(dash);
          op.low = number(items[0].substr(0, dash));
          op.radix = number(items[0].substr(dash + 1)) - op.low + 1;
        } else {
          for (std::string_view item : items) {
            if (!is_range(item)) {
              op.words.emplace_back(item);
              continue;
            }
            const size_t at = item.find('-');
            const uint64_t low = number(item.substr(0, at)), high = number(item.substr(at + 1));
            if (high < low || high - low > 100000) return bad("range of a list is empty or too long");
            for (uint64_t v = low; v <= high; ++v) {
              std::string word(std::max<size_t>(at, digits_of(v)), '0');
              put_number(word.data(), v, static_cast<uint32_t>(word.size()));
              op.words.push_back(std::move(word));
            }
          }
        }
      }
      if (op.width == 0) op.radix = op.words.size();
    } else if (c == '<') {
      const size_t end = rule.find('>', i);
      if (end == std::string_view::npos) return bad("< without >");
      std::string_view inside = rule.substr(i + 1, end - i - 1);
      i = end;
      if (inside.starts_with('~')) {
        op.solve = true;
        inside.remove_prefix(1);
      }
      const bool month = inside.starts_with("MM"), day = inside.starts_with("DD");
      if (inside == "#") {
        op.text = "0123456789";
        op.radix = 10;
      } else if (inside == "YY" || inside == "YYY" || inside == "YYYY" || inside == "Y3" || inside == "Y4" || inside == "ML" || inside == "D1900") {
        op.kind = inside == "YY" ? Kind::kYear2 : inside == "YYY" ? Kind::kYear3 : inside == "YYYY" ? Kind::kYear4
                  : inside == "Y3" ? Kind::kYearDigit3 : inside == "Y4" ? Kind::kYearDigit4 : inside == "ML" ? Kind::kMonthLetter : Kind::kDays1900;
        p.dated_ = true;
        p.month_ |= inside == "ML";
        p.day_ |= inside == "D1900";
      } else if (month || day) {
        op.kind = month ? Kind::kMonth : Kind::kDay;
        p.dated_ = true;
        (month ? p.month_ : p.day_) = true;
        inside.remove_prefix(2);
        if (inside.starts_with('+')) {
          op.low = number(inside.substr(1));
          if (const size_t mark = inside.find('^'); mark != std::string_view::npos) op.wrap = static_cast<uint32_t>(number(inside.substr(mark + 1)));
        } else if (inside.starts_with(';')) {
          if (!person_parts(inside.substr(1), '+', op)) return bad("offsets are written f+50;20+40");
        } else if (!inside.empty()) {
          return bad("unknown offset");
        }
      } else if (inside == "idnr") {
        op.kind = Kind::kTaxDigits;
        op.radix = kTaxNumbers;
      } else if (inside.starts_with('k') || inside.starts_with("!k")) {
        op.kind = Kind::kCheck;
        op.wrong = inside[0] == '!';
        op.check = static_cast<uint32_t>(number(inside.substr(op.wrong ? 2 : 1))) - 1;
        if (op.check >= checks.size()) return bad("a check that the checksum column does not name");
        if (op.wrong) op.radix = 9;
      } else {
        if (!person_parts(inside, '=', op)) return bad("unknown part <" + std::string(inside) + ">");
        op.radix = ~uint64_t{0};
        for (const Alternative& a : op.alternatives) {
          op.radix = std::min<uint64_t>(op.radix, a.words.size());
          if (a.century) p.dated_ = true;
        }
      }
    } else {
      literal(c);
      continue;
    }
    if (op.solve) {
      uint32_t skips = 0;
      for (const Check& check : checks) skips += check.skips();
      if (op.radix <= skips) return bad("too few values to pass over");
      op.radix -= skips;
      p.solves_ = true;
    }
    if (op.radix == 0) return bad("a part without values");
    if (static_cast<unsigned __int128>(p.serials_) * op.radix > (uint64_t{1} << 62)) return bad("more than 2^62 values");
    p.serials_ *= op.radix;
    p.ops_.push_back(std::move(op));
  }
  if (p.ops_.size() > kMaxParts) return bad("too many parts");
  if (checks.size() > kMaxChecks) return bad("too many checks");
  if (!p.dated_ && !p.sexed_ && checks.empty()) p.make_plain();
  const int32_t dates = p.period() == 0 ? 1 : p.period() == 1 ? kDays : p.period() == 31 ? kYears * 12 : kYears;
  const uint64_t births = static_cast<uint64_t>(dates) * (p.sexed_ ? 2 : 1);
  p.capacity_ = static_cast<unsigned __int128>(p.serials_) * births > (uint64_t{1} << 62) ? uint64_t{1} << 62 : p.serials_ * births;
  return p;
}

const Pattern::Alternative* Pattern::alternative(const Op& op, int year, Sex sex) const {
  for (const Alternative& a : op.alternatives)
    if (a.matches(year, sex)) return &a;
  return nullptr;
}

void Pattern::make_plain() {
  Plain plain;
  for (const Op& op : ops_) {
    if (op.kind == Kind::kLiteral) {
      plain.text += op.text;
      continue;
    }
    if (op.kind != Kind::kChoice || op.solve) return;
    Plain::Part part{static_cast<uint32_t>(plain.text.size()), op.width, op.radix, op.low, op.text};
    if (!op.width) part.width = op.text.empty() ? static_cast<uint32_t>(op.words[0].size()) : 1;
    for (const std::string& word : op.words) {
      if (word.size() != part.width) return;
      part.words += word;
    }
    plain.text.append(part.width, '0');
    plain.parts.push_back(std::move(part));
  }
  if (plain.text.size() <= kMaxSize) plain_ = std::move(plain);
}

size_t Pattern::write_plain(uint64_t rank, char* out) const {
  std::memcpy(out, plain_.text.data(), plain_.text.size());
  for (size_t i = plain_.parts.size(); i-- > 0;) {
    const Plain::Part& part = plain_.parts[i];
    const uint64_t rest = (rank | part.radix) >> 32 ? rank / part.radix : static_cast<uint32_t>(rank) / static_cast<uint32_t>(part.radix), index = rank - rest * part.radix;
    rank = rest;
    char* at = out + part.at;
    if (part.words.empty()) put_number(at, part.low + index, part.width);
    else for (uint32_t c = 0; c < part.width; ++c) at[c] = part.words[index * part.width + c];
  }
  return plain_.text.size();
}

size_t Pattern::write(uint64_t rank, char* out) const {
  if (!plain_.text.empty()) return write_plain(rank, out);
  Birth birth;
  const uint64_t births = rank / serials_;
  const uint64_t serial = rank - births * serials_;
  auto date = static_cast<int32_t>(births);
  if (sexed_) {
    birth.sex = births % 2 ? Sex::kFemale : Sex::kMale;
    date /= 2;
  }
  switch (period()) {
    case 31: birth.days = days_from_civil(1930 + date / 12, static_cast<unsigned>(date % 12) + 1, 1); break;
    case 366: birth.days = days_from_civil(1930 + date, 1, 1); break;
    default: birth.days = kFirstDay + date + (date >= kLeapDay2000);
  }
  return write_person(birth, serial, out);
}

size_t Pattern::write_person(Birth birth, uint64_t serial, char* out) const {
  if (!plain_.text.empty()) return write_plain(serial, out);
  const CivilDate date = dated_ ? civil_from_days(birth.days) : CivilDate{};
  const auto year = static_cast<uint32_t>(date.year);
  uint64_t indices[kMaxParts];
  const size_t n = ops_.size();
  for (size_t i = n; i-- > 0;) {
    const uint64_t radix = ops_[i].radix;
    if (radix == 1) {
      indices[i] = 0;
      continue;
    }
    const uint64_t rest = serial / radix;
    indices[i] = serial - rest * radix;
    serial = rest;
  }
  char* at = out;
  char* solve_at = nullptr;
  const Op* solve = nullptr;
  uint64_t solve_index = 0;
  struct Place {
    char* at = nullptr;
    const Op* op = nullptr;
    uint32_t offset = 0;
  } places[kMaxChecks];
  size_t checks = 0;
  for (size_t i = 0; i < n; ++i) {
    const Op& op = ops_[i];
    const uint64_t index = indices[i];
    switch (op.kind) {
      case Kind::kLiteral:
        std::memcpy(at, op.text.data(), op.text.size());
        at += op.text.size();
        break;
      case Kind::kChoice:
        if (op.solve) {
          solve = &op;
          solve_at = at++;
          solve_index = index;
          *solve_at = '0';
        } else if (op.width) {
          put_number(at, op.low + index, op.width);
          at += op.width;
        } else if (!op.text.empty()) {
          *at++ = op.text[index];
        } else {
          const Alternative* a = op.alternatives.empty() ? nullptr : alternative(op, date.year, birth.sex);
          const std::string& word = op.alternatives.empty() ? op.words[index] : a ? a->words[index] : op.alternatives[0].words[index];
          std::memcpy(at, word.data(), word.size());
          at += word.size();
        }
        break;
      case Kind::kYear2: put_number(at, year % 100, 2), at += 2; break;
      case Kind::kYear3: put_number(at, year % 1000, 3), at += 3; break;
      case Kind::kYear4: put_number(at, year, 4), at += 4; break;
      case Kind::kYearDigit3: put_number(at, year / 10 % 10, 1), at += 1; break;
      case Kind::kYearDigit4: put_number(at, year % 10, 1), at += 1; break;
      case Kind::kMonth:
      case Kind::kDay: {
        uint64_t value = (op.kind == Kind::kMonth ? date.month : date.day) + op.low;
        if (const Alternative* a = op.alternatives.empty() ? nullptr : alternative(op, date.year, birth.sex)) value += static_cast<uint64_t>(a->offset);
        if (op.wrap && value > op.wrap) value += 31;
        put_number(at, value, 2), at += 2;
        break;
      }
      case Kind::kMonthLetter: *at++ = "ABCDEHLMPRST"[date.month - 1]; break;
      case Kind::kDays1900: put_number(at, static_cast<uint64_t>(birth.days - days_from_civil(1899, 12, 31)), 5), at += 5; break;
      case Kind::kTaxDigits: write_tax_digits(index, at), at += 9; break;
      case Kind::kCheck:
        places[op.check] = {at, &op, static_cast<uint32_t>(index) + 1};
        checks = std::max<size_t>(checks, op.check + 1);
        std::memset(at, '0', checks_[op.check].width());
        at += checks_[op.check].width();
        break;
    }
  }
  const auto size = static_cast<size_t>(at - out);
  if (checks == 0) return size;
  const auto fill_checks = [&] {
    bool exists = true;
    for (size_t i = 0; i < checks; ++i) {
      if (!places[i].op) continue;
      const Check& check = checks_[places[i].op->check];
      const auto place = static_cast<size_t>(places[i].at - out);
      if (places[i].op->wrong) check.write_wrong(out, size, place, date.year, places[i].offset);
      else exists &= check.write(out, size, place, date.year);
    }
    return exists;
  };
  if (!solve) {
    fill_checks();
    return size;
  }
  const Alternative* a = solve->alternatives.empty() ? nullptr : alternative(*solve, date.year, birth.sex);
  const size_t candidates = solve->alternatives.empty() ? solve->text.size() : a ? a->words.size() : 0;
  for (size_t c = 0, found = 0; c < candidates; ++c) {
    *solve_at = a ? a->words[c][0] : solve->text[c];
    if (fill_checks() && found++ == solve_index) break;
  }
  return size;
}

}  // namespace mockdata::identifiers
