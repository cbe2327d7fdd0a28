// Prints values of the table of safe identifiers, for tests against independent validators.
//   identifiers_dump ranges                    every row: index, columns, capacity, dated, person capacity
//   identifiers_dump values INDEX COUNT [SEED] COUNT values at ranks spread by SEED (all ranks where COUNT is larger)
//   identifiers_dump persons INDEX COUNT       birth date, sex and value of COUNT persons
//   identifiers_dump check                     reads "type<TAB>country<TAB>value" lines, prints 1 (safe) or 0 for each
//   identifiers_dump judge                     the same, but counts: type, country, values and how many of them are not safe
//   identifiers_dump scan                      reads lines of text, prints what the scan finds in each
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <map>
#include <string>

#include "base/bits.h"
#include "base/date.h"
#include "identifiers/ranges.h"
#include "verify/identifiers.h"

using namespace mockdata;
using namespace mockdata::identifiers;

int main(int argc, char** argv) {
  const std::string command = argc > 1 ? argv[1] : "";
  const auto& ranges = all_ranges();
  if (!ranges.ok()) {
    std::fprintf(stderr, "%s\n", ranges.error().to_string().c_str());
    return 3;
  }
  std::ios::sync_with_stdio(false);
  char text[Pattern::kMaxSize];
  if (command == "ranges") {
    for (size_t i = 0; i < ranges->size(); ++i) {
      const Range& r = (*ranges)[i];
      std::cout << i << '\t' << r.type << '\t' << r.country << '\t' << r.name << '\t' << to_string(r.level) << '\t' << r.rule << '\t' << r.checksum << '\t'
                << r.validators << '\t' << r.source << '\t' << r.checked_on << '\t' << r.note << '\t' << r.pattern.capacity() << '\t' << r.pattern.dated() << '\t'
                << r.pattern.person_capacity() << '\n';
    }
    return 0;
  }
  if ((command == "values" || command == "persons") && argc > 3) {
    const size_t index = std::strtoull(argv[2], nullptr, 10);
    const uint64_t count = std::strtoull(argv[3], nullptr, 10), seed = argc > 4 ? std::strtoull(argv[4], nullptr, 10) : 1;
    if (index >= ranges->size()) return 2;
    const Pattern& pattern = (*ranges)[index].pattern;
    const uint64_t n = pattern.capacity();
    if (command == "values") {
      for (uint64_t i = 0; i < (count < n ? count : n); ++i) {
        const uint64_t rank = count >= n ? i : below64(bits(seed, i), n);
        std::cout << std::string_view(text, pattern.write(rank, text)) << '\n';
      }
    } else {
      for (uint64_t i = 0; i < count; ++i) {
        const int32_t first = days_from_civil(1930, 1, 1), last = days_from_civil(2009, 12, 31);
        const Birth birth{first + static_cast<int32_t>(below64(bits(seed, 2 * i), static_cast<uint64_t>(last - first + 1))), i % 2 ? Sex::kFemale : Sex::kMale};
        const size_t size = pattern.write_person(birth, below64(bits(seed, 2 * i + 1), pattern.person_capacity()), text);
        const CivilDate d = civil_from_days(birth.days);
        std::printf("%04d-%02u-%02u\t%c\t%.*s\n", d.year, d.month, d.day, i % 2 ? 'f' : 'm', static_cast<int>(size), text);
      }
    }
    return 0;
  }
  std::string line;
  if (command == "check") {
    while (std::getline(std::cin, line)) {
      const size_t a = line.find('\t'), b = a == std::string::npos ? a : line.find('\t', a + 1);
      if (b == std::string::npos) return 2;
      const std::string_view all = line;
      std::cout << verify::is_safe(all.substr(0, a), all.substr(a + 1, b - a - 1), all.substr(b + 1)) << '\n';
    }
    return 0;
  }
  if (command == "judge") {
    struct Count {
      uint64_t values = 0, unsafe = 0;
    };
    std::map<std::string, Count, std::less<>> counts;  // by "type<TAB>country"
    while (std::getline(std::cin, line)) {
      const size_t a = line.find('\t'), b = a == std::string::npos ? a : line.find('\t', a + 1);
      if (b == std::string::npos) return 2;
      const std::string_view all = line;
      auto it = counts.find(all.substr(0, b));
      if (it == counts.end()) it = counts.emplace(all.substr(0, b), Count{}).first;
      ++it->second.values;
      it->second.unsafe += !verify::is_safe(all.substr(0, a), all.substr(a + 1, b - a - 1), all.substr(b + 1));
    }
    for (const auto& [what, count] : counts) std::cout << what << '\t' << count.values << '\t' << count.unsafe << '\n';
    return 0;
  }
  if (command == "scan") {
    while (std::getline(std::cin, line)) {
      bool first = true;
      verify::scan(line, [&](const verify::Token& t) {
        std::cout << (first ? "" : " ") << t.type << (t.country[0] ? "/" : "") << t.country << (t.safe ? "+" : t.certain ? "!" : "?");
        first = false;
      });
      std::cout << '\n';
    }
    return 0;
  }
  std::fprintf(stderr, "usage: identifiers_dump ranges | values INDEX COUNT [SEED] | persons INDEX COUNT | check | judge | scan\n");
  return 2;
}
