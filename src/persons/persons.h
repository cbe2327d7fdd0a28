// Persons that hang together: sex, names, birth date, address, e-mail, user name, telephone and national id of a person
// come from one record, a pure function of (seed, identity domain, person number).
//
// The record is a set of columns of one Table, each made when it is first asked for, and each evaluated at most once a
// block. An identity domain belongs to one entity, or is shared by entities and by sources that name it: then its key holds
// neither the source nor the entity, its columns stand in a table of their own, and each entity reads them through a pick.
//
//   auto domain = PersonDomain::make(vocabulary, options, table);
//   Persons persons(domain, entity_table, pick);
//   persons.column(PersonPart::kEmail)                 // a column of entity_table
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "block/column.h"
#include "identifiers/ranges.h"
#include "persons/name_space.h"
#include "vocabulary/vocabulary.h"

namespace mockdata {

enum class PersonPart : uint8_t {
  kLocale,        // int64: which of the domain's locales
  kUnit,          // int64: the household
  kFemale,        // bool
  kSexLetter, kSexWord,
  kFirstName, kMiddleName, kLastName, kPrefix, kFullName, kInitials,
  kBirthDate,     // date
  kAge,           // int
  kDayOrdinal,    // int64: a number that persons of one birth date do not share
  kEmail, kUserName, kCompanyEmail, kPhotoUrl,
  kPlace,         // int64: row of the country's places
  kStreetName, kHouseNumber, kStreetAddress, kCity, kRegion, kRegionCode, kPostcode, kAddress,
  kLatitude, kLongitude,  // double, city precision
  kTimeZone, kCountryCode, kCountryCode3, kCountry, kPhone,
  kNationalId,    // of the person's own country; may repeat
  kOrdinal,       // int64: number among those who share the folded names
  kCount
};

struct PersonOptions {
  Key key;                                   // of the domain
  int32_t today = 0;                         // ages are as of the first day of its year
  std::vector<std::pair<std::string, double>> locales;  // name and weight; at least one
  int youngest = 18, oldest = 90;
  double female = 0.5;
  // Households: members each, the share of units that live together, and that share a surname.
  uint32_t household = 1;
  double together = 1, same_surname = 1;
  std::string company_domain = "company.example";   // reserved names only
  bool validator_safety = false;
};

struct NationalIdWish {
  std::string country;            // empty: each person's own
  bool unique = false;            // no id twice
  bool validator_safety = false;  // a form that validators accept, where a safe one exists
  auto operator<=>(const NationalIdWish&) const = default;
};
struct NationalId {
  const Column* column = nullptr;
  std::vector<const identifiers::Range*> ranges;  // of each country, without a repeat
};

class PersonDomain {
 public:
  // `table` receives the columns; it must outlive the domain. `country` optionally names a text column of that table (a
  // country code or name) that decides each person's locale. Notes: holes of locales and how they were filled.
  static Result<std::shared_ptr<PersonDomain>> make(const Vocabulary& vocabulary, PersonOptions options, Table& table, const Column* country,
                                                    std::vector<std::string>& notes);

  Result<const Column*> column(PersonPart part);
  // What the person was called, or where he or she could be reached, before: the familiar first name, the surname before
  // marriage, the earlier address (a place of its own), telephone number and e-mail address. Other parts are as they are.
  Result<const Column*> former(PersonPart part);
  // Which persons have a familiar name, or had another surname: int64, bits of Past.
  Result<const Column*> past();
  enum Past : int64_t { kHasNickname = 1, kHadSurname = 2 };
  // Errors: no safe range is large enough for unique ids.
  Result<NationalId> national_id(const NationalIdWish& wish, std::vector<std::string>& notes);
  // Where telephone numbers come from, a range a country; after column(kPhone).
  std::vector<const identifiers::Range*> phone_ranges() const;
  const Table& table() const { return table_; }
  const PersonOptions& options() const { return options_; }
  // The one country of all persons, or empty where there are several.
  std::string country() const;

  // What is known of each locale; used by the columns.
  struct Home {
    const Locale* locale = nullptr;
    const Places* places = nullptr;
    const Country* country = nullptr;
    // Lists in firsts() and lasts(), by female; of first names one pair for each decade of birth (from the eldest's), or one for all.
    std::vector<std::array<uint32_t, 2>> first;
    std::array<uint32_t, 2> last{};
    std::array<uint32_t, 2> first_prefix{}, prefixes{};  // in prefixes(), by female; no prefixes: 0
    bool family_first = false;
    std::string name_gap;                      // between the parts of a full name
    uint32_t first_street = 0, streets = 0;    // in streets()
    bool number_first = false;
    std::string number_gap;
    std::vector<std::pair<char, std::string>> address;  // address lines: 'A' street, 'C' city, 'Z' code … or a literal
    std::string country_name;
    const identifiers::Range* phone = nullptr;
  };
  const std::vector<Home>& homes() const { return homes_; }
  const NameSpace& firsts() const { return firsts_; }
  const NameSpace& lasts() const { return lasts_; }
  const TextPool* streets() const { return streets_->view(); }
  const TextPool* prefixes() const { return prefixes_->view(); }

  // The names of a person, as the hidden first column holds them.
  struct Names {
    uint64_t ordinal;        // among all who share the folded first and last name
    uint32_t first, last;    // in firsts().pool() and lasts().pool()
    uint16_t home;
    uint8_t took_name;       // 1: has the surname of the other one of the couple
    uint8_t decade;          // of the birth, in Home::first
    uint32_t female;
  };
  const Column* names() const { return names_; }   // of Names, in a column of binary type

 private:
  PersonDomain(const Vocabulary& vocabulary, PersonOptions options, Table& table) : vocabulary_(vocabulary), options_(std::move(options)), table_(table) {}
  Status add_home(const std::string& locale, std::vector<std::string>& notes);
  void add_streets(Home& home, std::vector<std::string>& notes);
  Result<std::unique_ptr<Column>> make_column(PersonPart part);

  const Vocabulary& vocabulary_;
  PersonOptions options_;
  Table& table_;
  const Column* names_ = nullptr;   // of Names
  std::vector<Home> homes_;
  NameSpace firsts_, lasts_;
  std::vector<std::string> street_texts_, prefix_texts_;
  std::unique_ptr<OwnedPool> streets_, prefixes_;
  std::array<const Column*, static_cast<std::size_t>(PersonPart::kCount)> made_{}, former_{};
  const Column* past_ = nullptr;
  std::map<NationalIdWish, NationalId> national_ids_;
};

class Drift;

// A domain as the rows of an entity see it.
class Persons {
 public:
  // `pick`: an int64 column of `table` with the person number of each row; nullptr where the domain's table is the entity's.
  // `once`: whether nobody is the person of two rows.
  Persons(std::shared_ptr<PersonDomain> domain, Table& table, const Column* pick, bool once = true);
  ~Persons();
  // The entity shows the persons with drift. REQUIRES pick(), and that no column was asked yet.
  void set_drift(std::unique_ptr<Drift> drift);
  Drift* drift() const { return drift_.get(); }
  // The parts that were asked, in their order.
  const std::vector<PersonPart>& asked() const { return asked_; }
  Result<const Column*> column(PersonPart part);
  Result<NationalId> national_id(const NationalIdWish& wish, std::vector<std::string>& notes);
  PersonDomain& domain() { return *domain_; }
  const Column* pick() const { return pick_; }
  bool once() const { return once_; }

 private:
  std::shared_ptr<PersonDomain> domain_;
  Table& table_;
  const Column* pick_;
  bool once_;
  std::unique_ptr<Drift> drift_;
  std::vector<PersonPart> asked_;
  std::array<const Column*, static_cast<std::size_t>(PersonPart::kCount)> drifted_{};
  const Column* seen(const Column* own);
  std::map<const Column*, const Column*> seen_;  // the domain's column -> this table's
};

}  // namespace mockdata
