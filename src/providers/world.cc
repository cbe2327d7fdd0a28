// The world: coordinates, time zones, languages, and small things that belong nowhere else.
#include <algorithm>
#include <set>

#include "providers/families.h"
#include "providers/lists.h"
#include "providers/number.h"

namespace mockdata {

namespace {

// Degrees on a grid of 0.1 (about 11 km), so that a point is nobody's house; as the wanted type, or decimal(9,6).
MadeColumn degrees(MakeContext& c, const char* what, int64_t lo, int64_t hi) {  // tenths
  DataType type = DataType::decimal(9, 6);
  if (c.wanted && (c.wanted->id == TypeId::kDouble || c.wanted->id == TypeId::kFloat || (c.wanted->id == TypeId::kDecimal && c.wanted->scale >= 1))) type = *c.wanted;
  if (type.id == TypeId::kDecimal && type.precision - type.scale < 3) return invalid_error(std::string(what) + ": degrees need three digits before the point, found " + type_name(type));
  const uint64_t n = static_cast<uint64_t>(hi - lo) + 1;
  MOCKDATA_CHECK(check_space(c, what, n));
  auto draw = c.unique ? unique_draw(c.key.value(), n) : uniform_draw(c.key.value(), n);
  if (type.id != TypeId::kDecimal) return std::unique_ptr<Column>(std::make_unique<NumberColumn>(type, std::move(draw), lo, 1, 1));
  const int64_t step = power_of_ten(type.scale - 1);
  return std::unique_ptr<Column>(std::make_unique<NumberColumn>(type, std::move(draw), lo * step, step));
}
MadeColumn latitude(const Arguments&, MakeContext& c) { return degrees(c, "latitude", -900, 900); }
MadeColumn longitude(const Arguments&, MakeContext& c) { return degrees(c, "longitude", -1800, 1800); }
MadeColumn coordinate(const Arguments& a, MakeContext& c) {
  if (a.is_null("center")) return degrees(c, "coordinate", -1800, 1800);
  const double center = a.number("center"), radius = a.number("radius");
  if (center < -180 || center > 180 || radius < 0 || radius > 180) return invalid_error("coordinate: center from -180 to 180, radius from 0 to 180");
  if (c.notes && radius < 0.05) c.notes->push_back("coordinate: a radius below 0.05 degrees (about 5 km) points at single places; take care that the center is nobody's home");
  DataType type = c.wanted && (c.wanted->id == TypeId::kDouble || c.wanted->id == TypeId::kFloat) ? *c.wanted : DataType::decimal(9, 6);
  const auto millionths = [](double d) { return static_cast<int64_t>(d * 1e6 + (d < 0 ? -0.5 : 0.5)); };
  const int64_t lo = millionths(center - radius);
  const uint64_t n = static_cast<uint64_t>(millionths(center + radius) - lo) + 1;
  MOCKDATA_CHECK(check_space(c, "coordinate", n));
  auto draw = c.unique ? unique_draw(c.key.value(), n) : uniform_draw(c.key.value(), n);
  return std::unique_ptr<Column>(std::make_unique<NumberColumn>(type, std::move(draw), lo, 1, type.id == TypeId::kDecimal ? 0 : 6));
}
char* write_tenths(char* out, int64_t tenths) { return write_decimal(out, static_cast<__int128>(tenths) * 100000, 6); }
MadeColumn latlng(const Arguments&, MakeContext& c) {
  return written(c, "latlng", 64, space_of({1801, 3601}), [](char* out, auto& draws) {
    *out++ = '[';
    out = copy_text(write_tenths(out, static_cast<int64_t>(draws.below(1801)) - 900), ", ");
    out = write_tenths(out, static_cast<int64_t>(draws.below(3601)) - 1800);
    *out++ = ']';
    return out;
  }, TypeId::kJson);
}

// The time zones of Faker's countries; a country may have several, joined by bars.
MadeColumn timezone(const Arguments&, MakeContext& c) {
  MOCKDATA_ASSIGN(const Found found, find_list(c, "date_time.countries"));
  std::set<std::string> zones;
  for (uint32_t i = 0; i < found.list->rows; ++i) {
    const std::string_view all = found.list->text(i, 1);
    for (std::size_t at = 0; at <= all.size();) {
      const std::size_t end = std::min(all.find('|', at), all.size());
      if (end > at) zones.emplace(all.substr(at, end - at));
      at = end + 1;
    }
  }
  return word_column(c, "timezone", Words(std::vector<std::string>(zones.begin(), zones.end())));
}
MadeColumn language_code(const Arguments&, MakeContext& c) {
  MOCKDATA_ASSIGN(const Vocabulary* vocabulary, vocabulary_of(c));
  const TextList* languages = vocabulary->world("world.languages");
  if (!languages) return invalid_error("the vocabulary has no world.languages");
  std::vector<std::string> codes;
  for (uint32_t i = 0; i < languages->rows; ++i)
    if (languages->text(i).size() == 2) codes.emplace_back(languages->text(i));
  return word_column(c, "language_code", Words(codes));
}
MadeColumn locale_code(const Arguments&, MakeContext& c) {
  MOCKDATA_ASSIGN(const Vocabulary* vocabulary, vocabulary_of(c));
  std::vector<std::string> names;
  for (const std::string_view name : vocabulary->locales())
    if (name.find('_') != std::string_view::npos) names.emplace_back(name);
  return word_column(c, "locale", Words(names));
}

// 10.REGISTRANT/SUFFIX. Registrants of eight digits: those that exist have four or five, so no DOI is anybody's paper.
MadeColumn doi(const Arguments&, MakeContext& c) {
  return written(c, "doi", 48, space_of({90'000'000, 26, 10, 26, 10, 26, 100}), [](char* out, auto& draws) {
    out = write_int(copy_text(out, "10."), 10'000'000 + draws.below(90'000'000));
    *out++ = '/';
    for (int i = 0; i < 3; ++i) {
      *out++ = static_cast<char>('a' + draws.below(26));
      if (i < 2) *out++ = static_cast<char>('0' + draws.below(10));
    }
    return write_digits(out, draws, 2);
  });
}

constexpr char kEmojis[] = "emoji.emojis";
constexpr Parameter kCenter[] = {{"center", ArgKind::kNumber, "null"}, {"radius", ArgKind::kNumber, "0.001"}};
constexpr Provider kRows[] = {
    {"latitude", {}, TypeId::kDecimal, "a latitude on a grid of 0.1 degrees", "{}", latitude},
    {"longitude", {}, TypeId::kDecimal, "a longitude on a grid of 0.1 degrees", "{}", longitude},
    {"coordinate", kCenter, TypeId::kDecimal, "a coordinate: on a grid of 0.1 degrees, or within a radius of the given center", R"({"center": 60.2, "radius": 0.5})", coordinate},
    {"latlng", {}, TypeId::kJson, "latitude and longitude as a list, on a grid of 0.1 degrees", "{}", latlng},
    {"timezone", {}, TypeId::kText, "a time zone (IANA)", "{}", timezone},
    {"pytimezone", {}, TypeId::kText, "a time zone (IANA)", "{}", timezone},
    {"language_code", {}, TypeId::kText, "the code of a language (ISO 639-1)", "{}", language_code},
    {"locale", {}, TypeId::kText, "the code of a locale such as fi_FI", "{}", locale_code},
    {"emoji", {}, TypeId::kText, "an emoji", "{}", one_of_list<kEmojis>},
    {"doi", {}, TypeId::kText, "a digital object identifier of a registrant that does not exist", "{}", doi},
};

}  // namespace

const std::span<const Provider> kWorldProviders = kRows;

}  // namespace mockdata
