#include "vocabulary/vocabulary.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "base/nearest.h"

namespace mockdata {

namespace {

const TextList* find_list(const std::vector<TextList>& lists, std::string_view name) {
  const auto it = std::lower_bound(lists.begin(), lists.end(), name, [](const TextList& l, std::string_view n) { return l.name < n; });
  return it != lists.end() && it->name == name ? &*it : nullptr;
}

// "52.52" in units of 1e-5; at most five digits behind the point.
int32_t degrees(std::string_view text) {
  int32_t units = 0;
  int behind = -1;
  for (const char c : text) {
    if (c == '.') behind = 0;
    if (c < '0' || c > '9' || behind == 5) continue;
    units = units * 10 + (c - '0');
    behind += behind >= 0;
  }
  for (int i = std::max(behind, 0); i < 5; ++i) units *= 10;
  return text.starts_with('-') ? -units : units;
}

}  // namespace

std::string Found::note() const {
  return std::string(asked->name()) + " has no " + std::string(list->name) + ": taken from " + std::string(from->name());
}

const TextList* Locale::own(std::string_view list) const { return find_list(lists_, list); }

bool Locale::owns(std::string_view provider) const {
  const auto it = std::lower_bound(lists_.begin(), lists_.end(), provider, [](const TextList& l, std::string_view n) { return l.name < n; });
  return it != lists_.end() && it->name.starts_with(provider) && it->name.size() > provider.size() && it->name[provider.size()] == '.';
}

Found Locale::find(std::string_view list) const {
  const std::string_view provider = list.substr(0, list.find('.'));
  for (const Locale* l = this; l; l = l->parent_) {
    if (const TextList* found = l->own(list)) return {found, l, this, l != this && l != root_};
    if (l != root_ && l->owns(provider))
      if (const TextList* found = root_->own(list)) return {found, root_, this, l != this};
  }
  return {nullptr, nullptr, this, false};
}

Result<const Vocabulary*> Vocabulary::open(const std::string& folder) {
  static std::mutex mutex;
  static std::map<std::string, std::unique_ptr<Vocabulary>>* opened = new std::map<std::string, std::unique_ptr<Vocabulary>>;
  std::string place = folder;
  if (place.empty()) {
    MOCKDATA_ASSIGN(place, find_packs());
  }
  const std::lock_guard lock(mutex);
  std::unique_ptr<Vocabulary>& vocabulary = (*opened)[place];
  if (!vocabulary) {
    std::unique_ptr<Vocabulary> loading(new Vocabulary);
    MOCKDATA_CHECK(loading->load(place));
    vocabulary = std::move(loading);
  }
  return static_cast<const Vocabulary*>(vocabulary.get());
}

Status Vocabulary::load(const std::string& folder) {
  folder_ = folder;
  for (const char* name : {"default.pack", "more.pack"}) {
    const std::string path = folder + "/" + name;
    std::error_code none;
    if (!packs_.empty() && !std::filesystem::exists(path, none)) continue;
    MOCKDATA_ASSIGN(Pack pack, Pack::map(path));
    digest_ = mix13(digest_ ^ pack.checksum());
    packs_.push_back(std::move(pack));
  }
  MOCKDATA_ASSIGN(world_, section("world"));
  const TextList* countries = world("world.countries");
  if (!countries || !world("world.locales")) return invalid_error("the vocabulary packs lack the countries or the locales", folder);
  for (uint32_t i = 0; i < countries->rows; ++i) {
    const auto text = [&](std::size_t column) { return countries->text(i, column); };
    countries_.push_back({text(0), text(1), text(2), text(3), text(4), text(5), text(6), text(7), text(8), text(9)});
  }
  return {};
}

Result<std::vector<TextList>> Vocabulary::section(std::string_view name) const {
  for (const Pack& pack : packs_)
    if (pack.has(name)) return pack.lists(name);
  return invalid_error("the vocabulary packs have no " + std::string(name), folder_,
                       packs_.size() < 2 ? "it may be in more.pack, which is not installed" : "");
}

const TextList* Vocabulary::world(std::string_view list) const { return find_list(world_, list); }

std::vector<std::string_view> Vocabulary::locales() const {
  const TextList& table = *world("world.locales");
  std::vector<std::string_view> names;
  for (uint32_t i = 0; i < table.rows; ++i)
    if (table.text(i) != "root") names.push_back(table.text(i));
  return names;
}

Result<const Locale*> Vocabulary::locale(std::string_view name) const {
  const std::lock_guard lock(mutex_);
  std::string wanted(name);
  std::replace(wanted.begin(), wanted.end(), '-', '_');
  return locale_in_lock(wanted);
}

Result<const Locale*> Vocabulary::locale_in_lock(std::string_view name) const {
  if (const auto it = locales_.find(name); it != locales_.end()) return static_cast<const Locale*>(it->second.get());
  // Columns: name, parent, country, "main" where "fi" alone means it, and which pack holds it.
  const TextList& table = *world("world.locales");
  uint32_t row = 0;
  while (row < table.rows && table.text(row) != name) ++row;
  if (row == table.rows) {
    if (name.find('_') == std::string_view::npos)
      for (row = 0; row < table.rows; ++row)
        if (table.text(row, 3) == "main" && table.text(row).starts_with(std::string(name) + "_")) return locale_in_lock(table.text(row));
    std::vector<std::string> known;
    for (const std::string_view l : locales()) known.emplace_back(l);
    const std::string near = nearest(name, known);
    return invalid_error("no locale is called \"" + std::string(name) + "\"", {},
                         near.empty() ? "a locale is a language and a country, such as fi_FI" : "did you mean \"" + near + "\"?");
  }
  auto locale = std::make_unique<Locale>();
  locale->name_ = table.text(row);
  locale->country_ = table.text(row, 2);
  bool held = packs_.size() < 2 && table.text(row, 4) == "more";  // then section() says what to install
  for (const Pack& pack : packs_) held = held || pack.has(name);
  if (held) {  // a locale may stand on its parent's lists alone
    MOCKDATA_ASSIGN(locale->lists_, section(name));
  }
  for (const Pack& pack : packs_) {
    if (!pack.has("decades/" + std::string(name))) continue;
    MOCKDATA_ASSIGN(locale->decade_lists_, section("decades/" + std::string(name)));
    for (const TextList& male : locale->decade_lists_) {  // "first_names_male_1950"
      constexpr std::string_view kMale = "first_names_male_";
      if (!male.name.starts_with(kMale)) continue;
      const std::string decade(male.name.substr(kMale.size()));
      if (const TextList* female = find_list(locale->decade_lists_, "first_names_female_" + decade)) locale->decades_.push_back({std::atoi(decade.c_str()), &male, female});
    }
  }
  if (name == "root") {
    locale->root_ = locale.get();
  } else {
    MOCKDATA_ASSIGN(locale->parent_, locale_in_lock(table.text(row, 1)));
    MOCKDATA_ASSIGN(locale->root_, locale_in_lock("root"));
  }
  return static_cast<const Locale*>((locales_[std::string(name)] = std::move(locale)).get());
}

std::string_view Vocabulary::locale_of_country(std::string_view code) const {
  const Country* found = country(code);
  return found ? found->locale : std::string_view();
}

const Country* Vocabulary::country(std::string_view code) const {
  const auto same = [](std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
      const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
      return lower(x) == lower(y);
    });
  };
  for (const Country& c : countries_)
    if (same(c.code, code) || same(c.code3, code) || same(c.name, code)) return &c;
  return nullptr;
}

Result<const Places*> Vocabulary::places(std::string_view country) const {
  const std::lock_guard lock(mutex_);
  if (const auto it = places_.find(country); it != places_.end()) return static_cast<const Places*>(&it->second->places);
  auto loaded = std::make_unique<LoadedPlaces>();
  MOCKDATA_ASSIGN(loaded->lists, section("places/" + std::string(country)));
  Places& places = loaded->places;
  places.country = country;
  places.list = find_list(loaded->lists, "places");
  if (!places.list) return invalid_error("the places of " + std::string(country) + " are missing", folder_);
  places.size = places.list->rows;
  for (uint32_t i = 0; i < places.size; ++i) {
    places.latitude.push_back(degrees(places.text(i, Places::kLatitude)));
    places.longitude.push_back(degrees(places.text(i, Places::kLongitude)));
  }
  return static_cast<const Places*>(&(places_[std::string(country)] = std::move(loaded))->places);
}

std::vector<std::string_view> Vocabulary::countries_with_places() const {
  std::vector<std::string_view> found;
  for (const Pack& pack : packs_)
    for (const std::string_view name : pack.sections())
      if (name.starts_with("places/")) found.push_back(name.substr(7));
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace mockdata
