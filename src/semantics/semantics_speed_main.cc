// Columns a second on one core: semantics_speed [columns]. Names are made of the lexicon's own words in many spellings and of
// invented ones, so that no two tables are alike. Processor time, the least of five runs: a busy machine does not count.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "base/bits.h"
#include "semantics/lexicon.h"
#include "semantics/semantics.h"

using namespace mockdata;
using namespace mockdata::semantics;

namespace {

std::vector<std::string> names(std::size_t count) {
  const auto words = Judge::standard().lexicon().words();
  std::vector<std::string> out;
  for (std::size_t i = 0; i < count; ++i) {
    const auto draw = [&](uint64_t purpose, std::size_t limit) { return static_cast<std::size_t>((i * 0x9E3779B97F4A7C15ull + purpose * 0xD1B54A32D192ED03ull) >> 33) % limit; };
    std::string name = words[draw(1, words.size())].first;
    if (draw(2, 10) < 7) name += "_" + words[draw(3, words.size())].first;
    if (draw(4, 10) < 2) name += std::to_string(draw(5, 100));
    if (draw(6, 10) < 2) name = "zq" + name;  // not a word, and not to be cut into words
    out.push_back(std::move(name));
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000, width = 40;
  const std::vector<std::string> all = names(count);
  const Judge& judge = Judge::standard();
  const auto run = [&](std::size_t columns) {
    const std::clock_t start = std::clock();
    std::size_t personal = 0;
    std::vector<FieldFacts> facts(columns);
    std::vector<Verdict> verdicts(columns);
    for (std::size_t at = 0; at + columns <= all.size(); at += columns) {
      for (std::size_t i = 0; i < columns; ++i) {
        facts[i].name = all[at + i];
        facts[i].entity = all[at];
        facts[i].kind = Kind::kText;
      }
      judge.judge_table(facts, verdicts);
      for (const Verdict& v : verdicts) personal += v.pii;
    }
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    return std::pair(seconds, personal);
  };
  auto [seconds, personal] = run(width);
  for (int i = 1; i < 5; ++i) seconds = std::min(seconds, run(width).first);
  std::printf("%zu columns in tables of %zu: %.0f columns/s (%zu personal)\n", count / width * width, width, static_cast<double>(count / width * width) / seconds, personal);
  if (count >= 20000) {
    const std::vector<std::string> wide(all.begin(), all.begin() + 20000);
    std::vector<FieldFacts> facts(wide.size());
    std::vector<Verdict> verdicts(wide.size());
    for (std::size_t i = 0; i < wide.size(); ++i) facts[i].name = wide[i], facts[i].kind = Kind::kText;
    double least = 1e9;
    for (int i = 0; i < 5; ++i) {
      const std::clock_t start = std::clock();
      judge.judge_table(facts, verdicts);
      least = std::min(least, 1000 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    }
    std::printf("one table of 20000 columns: %.1f ms\n", least);
  }
}
