// Vocabulary: the texts that values are made of, by locale, and the places of each country. Read-only, mapped from the
// packs that the build compiles from data/vocabulary; shared by all threads.
//
// Lists carry the names that Python Faker's providers give them, "provider.attribute" ("person.last_names",
// "company.formats"); formats are texts with {{tokens}}. A provider takes a list so:
//
//   MOCKDATA_ASSIGN(const Locale* locale, context.vocabulary->locale(context.locale));
//   const Found found = locale->find("job.jobs");
//   if (!found) …                                            // no locale of the chain has it
//   if (found.fallback) notes.push_back(found.note());       // shown by `check`
//   index[i] = found.list->pick(key.at(row));                // of found.list->pool()
//
// A list that a locale lacks comes from the first of these that has it: the root locale, where the locale owns other
// lists of that provider (so Faker does it too); then its declared parent and so on (de_AT, de_DE, en_US); the root.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vocabulary/pack.h"

namespace mockdata {

class Locale;
class Vocabulary;

struct Found {
  const TextList* list = nullptr;
  const Locale* from = nullptr;   // the locale that holds it
  const Locale* asked = nullptr;
  bool fallback = false;          // it came from a parent: the values are of another locale
  explicit operator bool() const { return list != nullptr; }
  // "de_AT has no job.jobs: taken from de_DE"
  std::string note() const;
};

// Given names of those who were born in ten years.
struct DecadeNames {
  int decade = 0;                   // 1950: from 1950 to 1959
  const TextList *male = nullptr, *female = nullptr;
};

class Locale {
 public:
  std::string_view name() const { return name_; }            // "de_AT"
  std::string_view country() const { return country_; }      // "AT"; empty for the root
  std::string_view language() const { return std::string_view(name_).substr(0, name_.find('_')); }
  const Locale* parent() const { return parent_; }           // nullptr for the root

  Found find(std::string_view list) const;
  // The list only where this locale itself owns it.
  const TextList* own(std::string_view list) const;
  // True where it owns any list of a provider ("person").
  bool owns(std::string_view provider) const;
  const std::vector<TextList>& lists() const { return lists_; }  // its own, sorted by name
  // By decade, where a source counts names by year of birth; else empty.
  std::span<const DecadeNames> decades() const { return decades_; }

 private:
  friend class Vocabulary;
  std::string name_, country_;
  const Locale* parent_ = nullptr;
  const Locale* root_ = nullptr;
  std::vector<TextList> lists_, decade_lists_;
  std::vector<DecadeNames> decades_;
};

// Places of a country that exist: row i is one (city, region, postal code, coordinates, time zone).
struct Places {
  std::string country;              // ISO 3166 alpha-2
  uint32_t size = 0;
  const TextList* list = nullptr;   // columns as named below; picked by population
  enum Column { kCity, kRegion, kRegionCode, kPostcode, kLatitude, kLongitude, kTimeZone };
  std::vector<int32_t> latitude, longitude;  // 1e-5 degrees

  uint32_t pick(uint64_t h) const { return list->pick(h); }
  std::string_view text(uint32_t place, Column column) const { return list->text(place, column); }
};

struct Country {
  std::string_view code, code3, number;      // ISO 3166: "FI", "FIN", "246"
  std::string_view name;                     // English
  std::string_view currency;                 // ISO 4217
  std::string_view calling_code;             // "358"
  std::string_view languages;                // "fi,sv", most spoken first
  std::string_view locale;                   // the vocabulary's locale for its people
  std::string_view continent, capital;
};

class Vocabulary {
 public:
  // Maps the packs of a folder; an empty folder means MOCKDATA_VOCABULARY, then what find_packs() finds. One Vocabulary a
  // folder is kept for the whole process.
  static Result<const Vocabulary*> open(const std::string& folder = {});

  // "fi_FI", "fi-FI" or "fi". An unknown name is an error with the nearest that exists.
  Result<const Locale*> locale(std::string_view name) const;
  std::vector<std::string_view> locales() const;      // names, sorted, the root not included
  // The name of the locale for the people of a country; empty where no such country is known.
  std::string_view locale_of_country(std::string_view country) const;

  Result<const Places*> places(std::string_view country) const;
  std::vector<std::string_view> countries_with_places() const;
  const Country* country(std::string_view code) const;   // alpha-2, alpha-3 or English name; nullptr: unknown
  std::span<const Country> countries() const { return countries_; }

  // Lists of no locale: "world.currencies", "world.languages", "world.time_zones" …; nullptr where there is none.
  const TextList* world(std::string_view list) const;

  // Changes whenever a text or weight of a pack does.
  uint64_t digest() const { return digest_; }
  const std::string& folder() const { return folder_; }

 private:
  Vocabulary() = default;
  Status load(const std::string& folder);
  Result<std::vector<TextList>> section(std::string_view name) const;
  Result<const Locale*> locale_in_lock(std::string_view name) const;

  std::string folder_;
  std::vector<Pack> packs_;
  std::vector<TextList> world_;
  std::vector<Country> countries_;
  uint64_t digest_ = 0;
  mutable std::mutex mutex_;
  mutable std::map<std::string, std::unique_ptr<Locale>, std::less<>> locales_;
  struct LoadedPlaces {
    std::vector<TextList> lists;
    Places places;
  };
  mutable std::map<std::string, std::unique_ptr<LoadedPlaces>, std::less<>> places_;
};

// The folder that holds the packs: beside the program or library that this code is part of ("vocabulary", or
// "../share/mockdata/vocabulary"). Errors name the folders that were tried.
Result<std::string> find_packs();

}  // namespace mockdata
