#include "identifiers/ranges.h"

#include <algorithm>
#include <set>

#include "base/nearest.h"

namespace mockdata::identifiers {

// The concatenated files of data/identifiers, made by the build: "@list NAME" starts a list, "@table NAME" a table.
extern const std::string_view kRangeData;

namespace {

std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells;
  for (;;) {
    const size_t tab = line.find('\t');
    cells.emplace_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return cells;
    line.remove_prefix(tab + 1);
  }
}

struct NamedList {
  std::string name;
  std::vector<std::string> values;
};

Result<std::vector<Range>> load() {
  std::vector<NamedList> lists;
  std::vector<Range> ranges;
  std::string table;
  bool in_list = false;
  size_t line_number = 0;
  std::string_view rest = kRangeData;
  while (!rest.empty()) {
    const size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    ++line_number;
    if (line.starts_with("@list ") || line.starts_with("@table ")) {
      in_list = line.starts_with("@list ");
      table = std::string(line.substr(line.find(' ') + 1));
      line_number = 0;
      if (in_list) lists.push_back({table, {}});
      continue;
    }
    if (line.empty() || line[0] == '#' || line.starts_with("type\t")) continue;
    if (in_list) {
      lists.back().values.emplace_back(line.substr(0, line.find('\t')));
      continue;
    }
    const std::string where = "data/identifiers/" + table + ":" + std::to_string(line_number);
    auto cells = cells_of(line);
    if (cells.size() != 10) return invalid_error("a row has " + std::to_string(cells.size()) + " cells, not 10", where);
    Range range;
    range.type = cells[0];
    range.country = cells[1];
    range.name = cells[2];
    if (cells[3].size() != 2 || cells[3][0] != 'S' || cells[3][1] < '1' || cells[3][1] > '5')
      return invalid_error("level \"" + cells[3] + "\" is not S1 to S5", where);
    range.level = static_cast<Level>(cells[3][1] - '0');
    range.rule = cells[4];
    range.checksum = cells[5];
    range.validators = cells[6];
    range.source = cells[7];
    range.checked_on = cells[8];
    range.note = cells[9];
    std::vector<Check> checks;
    for (std::string_view spec = range.checksum; !spec.empty();) {
      const size_t space = spec.find(' ');
      MOCKDATA_ASSIGN(Check check, Check::parse(spec.substr(0, space)));
      checks.push_back(std::move(check));
      spec.remove_prefix(space == std::string_view::npos ? spec.size() : space + 1);
    }
    auto pattern = Pattern::compile(range.rule, checks, [&](std::string_view name) -> const std::vector<std::string>* {
      for (const NamedList& list : lists)
        if (list.name == name) return &list.values;
      return nullptr;
    });
    if (!pattern.ok()) {
      pattern.error().where = where;
      return std::move(pattern.error());
    }
    range.pattern = std::move(*pattern);
    ranges.push_back(std::move(range));
  }
  return ranges;
}

}  // namespace

const Result<std::vector<Range>>& all_ranges() {
  static const Result<std::vector<Range>> ranges = load();
  return ranges;
}

std::vector<std::string> all_types() {
  std::set<std::string> types;
  if (all_ranges().ok())
    for (const Range& range : *all_ranges()) types.insert(range.type);
  return {types.begin(), types.end()};
}

std::vector<std::string> countries_of(std::string_view type) {
  std::set<std::string> countries;
  if (all_ranges().ok())
    for (const Range& range : *all_ranges())
      if (range.type == type && !range.country.empty()) countries.insert(range.country);
  return {countries.begin(), countries.end()};
}

const char* to_string(Level level) {
  constexpr const char* names[] = {"S1", "S2", "S3", "S4", "S5"};
  return names[static_cast<int>(level) - 1];
}

Result<Choice> choose(const Wish& wish) {
  if (!all_ranges().ok()) return Error(all_ranges().error());
  std::vector<const Range*> ranges;
  for (const Range& range : *all_ranges())
    if (range.type == wish.type && range.country == wish.country) ranges.push_back(&range);
  if (ranges.empty())
    for (const Range& range : *all_ranges())
      if (range.type == wish.type && range.country.empty()) ranges.push_back(&range);
  const std::string what = std::string(wish.type) + (wish.country.empty() ? "" : " of " + std::string(wish.country));
  if (ranges.empty()) {
    const auto types = all_types();
    if (std::find(types.begin(), types.end(), wish.type) == types.end()) {
      const std::string near = nearest(wish.type, types);
      return invalid_error("no identifier type \"" + std::string(wish.type) + "\"", {}, near.empty() ? "" : "did you mean \"" + near + "\"?");
    }
    std::string known;
    for (const std::string& country : countries_of(wish.type)) known += (known.empty() ? "" : ", ") + country;
    return invalid_error("no safe range is known for " + what, {}, "countries that have one: " + known);
  }
  // Ranges that carry birth dates serve persons; so do types that never do.
  bool any_dated = false;
  for (const Range* range : ranges) any_dated |= range->pattern.dated();
  const auto fits_person = [&](const Range* range) { return !wish.person || !any_dated || range->pattern.dated(); };
  std::sort(ranges.begin(), ranges.end(), [&](const Range* a, const Range* b) {
    if (wish.safety == Safety::kValidator && a->accepted() != b->accepted()) return a->accepted();
    return a->level != b->level ? a->level < b->level : a < b;  // then the order of the table
  });
  Choice choice;
  const Range* first = nullptr;
  for (const Range* range : ranges) {
    if (!fits_person(range)) continue;
    if (!first) first = range;
    const Pattern& pattern = range->pattern;
    const uint64_t alike = wish.per_day == 0 ? 0 : pattern.period() ? wish.per_day * pattern.period() : wish.values;  // persons of whom it says the same
    if (wish.unique && (pattern.capacity() < wish.values || pattern.person_capacity() < alike)) continue;
    choice.range = range;
    break;
  }
  if (!choice.range) {
    uint64_t most = 0;
    for (const Range* range : ranges) most = std::max(most, range->pattern.capacity());
    return invalid_error(std::to_string(wish.values) + " different values of " + what + " are wanted, the largest safe range has " + std::to_string(most), {},
                         "lower the row count, drop the uniqueness, or leave the country open");
  }
  if (choice.range != first)
    choice.note = what + ": the " + to_string(first->level) + " range holds " + std::to_string(first->pattern.capacity()) +
                  (first->pattern.capacity() < wish.values ? " values, fewer than " + std::to_string(wish.values) + " unique rows"
                                                           : " values, but " + std::to_string(first->pattern.person_capacity()) + " of one birth date and sex, too few for unique rows") +
                  "; " + (choice.range->level == first->level ? "another " : "") + to_string(choice.range->level) + (choice.range->level == first->level ? " range" : "") + " is used";
  if (wish.safety == Safety::kValidator && !choice.range->accepted()) {
    if (!choice.note.empty()) choice.note += "; ";
    choice.note += what + ": no safe form of this size passes validators; " + to_string(choice.range->level) + " is used";
  }
  return choice;
}

}  // namespace mockdata::identifiers
