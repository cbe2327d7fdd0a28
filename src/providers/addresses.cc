// Parts of US addresses that Faker has methods for, and places by country.
#include <algorithm>

#include "providers/families.h"
#include "providers/identifier.h"
#include "providers/joined.h"
#include "providers/lists.h"

namespace mockdata {

namespace {

// One of the formats of a list, with digits for its marks.
MadeColumn numerified(MakeContext& c, const char* what, std::string_view list) {
  MOCKDATA_ASSIGN(const std::vector<std::string> formats, listed_texts(c, list));
  const Resolver none = [&](std::string_view token) -> Result<Token> { return invalid_error(std::string(what) + ": a token {{" + std::string(token) + "}} in " + std::string(list)); };
  MOCKDATA_ASSIGN(Format format, Format::compile(formats, none));
  return format_column(c, what, std::move(format));
}
constexpr char kApo[] = "address.military_apo_format", kDpo[] = "address.military_dpo_format", kShips[] = "address.military_ship_prefix", kStates[] = "address.military_state_abbr",
               kSecondary[] = "address.secondary_address_formats";
template <const char* kList>
MadeColumn format_of_list(const Arguments&, MakeContext& c) { return numerified(c, kList, kList); }

// Codes of the range of a US state, or of all states where none is named; `plus4` adds four digits.
MadeColumn us_postcode(MakeContext& c, const char* what, const std::string& state, bool plus4) {
  MOCKDATA_ASSIGN(const Found found, find_list(c, "address.states_postcode"));
  struct Range { uint32_t first, count; };
  std::vector<Range> ranges;
  const auto number = [](std::string_view digits) {
    uint32_t n = 0;
    for (const char d : digits) n = n * 10 + static_cast<uint32_t>(d - '0');
    return n;
  };
  uint64_t all = 0;
  for (uint32_t i = 0; i < found.list->rows; ++i) {
    if (!state.empty() && found.list->text(i) != state) continue;
    const uint32_t first = number(found.list->text(i, 1)), last = number(found.list->text(i, 2));
    ranges.push_back({first, last - first + 1});
    all += last - first + 1;
  }
  if (ranges.empty()) return invalid_error(std::string(what) + ": \"" + state + "\" is no state of the United States");
  return written(c, what, 32, space_of({all, plus4 ? 10000u : 1u}), [ranges, all = static_cast<uint32_t>(all), plus4](char* out, auto& draws) {
    uint32_t at = draws.below(all);
    std::size_t i = 0;
    while (at >= ranges[i].count) at -= ranges[i++].count;
    uint32_t code = ranges[i].first + at;
    for (int k = 4; k >= 0; --k, code /= 10) out[k] = static_cast<char>('0' + code % 10);
    out += 5;
    if (!plus4) return out;
    *out++ = '-';
    return write_digits(out, draws, 4);
  });
}
MadeColumn postcode_in_state(const Arguments& a, MakeContext& c) { return us_postcode(c, "postcode_in_state", a.is_null("state_abbr") ? "" : a.text("state_abbr"), false); }
MadeColumn postcode_plus4(const Arguments&, MakeContext& c) { return us_postcode(c, "postcode_plus4", "", true); }

// Places as lists: latitude, longitude, and unless only those are asked for, name, country and time zone.
MadeColumn places(MakeContext& c, const char* what, const std::string& country, bool coordinates) {
  MOCKDATA_ASSIGN(const Found found, find_list(c, "geo.land_coords"));
  std::vector<std::string> texts;
  for (uint32_t i = 0; i < found.list->rows; ++i) {
    if (!country.empty() && found.list->text(i, 3) != country) continue;
    std::string text = "[";
    for (std::size_t k = 0; k < (coordinates ? 2u : 5u); ++k) text += (k ? ", " : "") + json_quote(found.list->text(i, k));
    texts.push_back(text + "]");
  }
  if (texts.empty()) return invalid_error(std::string(what) + ": no place of \"" + country + "\" is known", {}, "give an ISO 3166 code such as \"US\", or use location_on_land");
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  return word_column(c, what, Words(texts), TypeId::kJson);
}
MadeColumn local_latlng(const Arguments& a, MakeContext& c) { return places(c, "local_latlng", a.text("country_code"), a.boolean("coords_only")); }
MadeColumn location_on_land(const Arguments& a, MakeContext& c) { return places(c, "location_on_land", "", a.boolean("coords_only")); }

// The digits of a telephone number that belongs to nobody.
MadeColumn msisdn(const Arguments&, MakeContext& c) {
  MakeContext helper = helper_context(c, "telephone");
  helper.unique = c.unique;
  MOCKDATA_ASSIGN(auto made, make_identifier("phone", country_of(c, ""), helper));
  const Column* phone = c.table->add(std::move(made));
  return joined(c, TypeId::kText, {phone}, [](TextWriter& out, const Block* const* blocks, uint32_t i, CellDraws&) {
    const std::string_view text = blocks[0]->text(i);
    char* p = out.room(text.size());
    for (const char ch : text)
      if (ch >= '0' && ch <= '9') *p++ = ch;
    out.advance(p);
  });
}
MadeColumn free_email_domain(const Arguments&, MakeContext& c) { return make_provider("safe_domain_name", Value(), c); }

constexpr Parameter kState[] = {{"state_abbr", ArgKind::kText, "null"}};
constexpr Parameter kLocal[] = {{"country_code", ArgKind::kText, "\"US\""}, {"coords_only", ArgKind::kBool, "false"}};
constexpr Parameter kLand[] = {{"coords_only", ArgKind::kBool, "false"}};
constexpr Provider kRows[] = {
    {"military_apo", {}, TypeId::kText, "a box of a US military post office", "{}", format_of_list<kApo>},
    {"military_dpo", {}, TypeId::kText, "a box of a US diplomatic post office", "{}", format_of_list<kDpo>},
    {"military_ship", {}, TypeId::kText, "the prefix of a US ship", "{}", one_of_list<kShips>},
    {"military_state", {}, TypeId::kText, "the code of a US military area", "{}", one_of_list<kStates>},
    {"secondary_address", {}, TypeId::kText, "an apartment or suite", "{}", format_of_list<kSecondary>},
    {"postcode_in_state", kState, TypeId::kText, "a postal code of a US state", R"({"state_abbr": "AK"})", postcode_in_state},
    {"postalcode_in_state", kState, TypeId::kText, "a postal code of a US state", R"({"state_abbr": "CA"})", postcode_in_state},
    {"zipcode_in_state", kState, TypeId::kText, "a postal code of a US state", R"({"state_abbr": "NY"})", postcode_in_state},
    {"postalcode_plus4", {}, TypeId::kText, "a ZIP code with four more digits", "{}", postcode_plus4},
    {"zipcode_plus4", {}, TypeId::kText, "a ZIP code with four more digits", "{}", postcode_plus4},
    {"local_latlng", kLocal, TypeId::kJson, "a city of a country: latitude, longitude, name, country, time zone", R"({"country_code": "FI"})", local_latlng},
    {"location_on_land", kLand, TypeId::kJson, "a city anywhere: latitude, longitude, name, country, time zone", R"({"coords_only": true})", location_on_land},
    {"msisdn", {}, TypeId::kText, "the digits of a telephone number that belongs to nobody", "{}", msisdn},
    {"free_email_domain", {}, TypeId::kText, "a reserved domain: never one of a real mail provider", "{}", free_email_domain},
};

}  // namespace

const std::span<const Provider> kAddressProviders = kRows;

}  // namespace mockdata
