// The columns of a person's record. Internal to src/persons.
#pragma once

#include <span>

#include "persons/persons.h"
#include "persons/ring.h"

namespace mockdata {

struct PersonInputs {
  const Column* names = nullptr;
  bool former = false;             // of the former record
  const Column* now = nullptr;     // of that: the part as it is now
  std::array<const Column*, static_cast<std::size_t>(PersonPart::kCount)> parts{};
  const Column* operator[](PersonPart part) const { return parts[static_cast<std::size_t>(part)]; }
};

// Birth dates: every run of as many persons as there are days has each day once, in an order of its own. So a person's
// run is a number that nobody of the same birth date shares, for ids that are unique and agree with it.
struct BirthRule {
  explicit BirthRule(const PersonOptions& options);
  uint64_t run(uint64_t person) const { return person / days; }
  int32_t day(uint64_t person) const {
    const uint64_t round = run(person);
    return from + static_cast<int32_t>(order(static_cast<uint32_t>(person - round * days), round));
  }
  // Decades from that of the eldest.
  uint8_t decade(uint64_t person) const { return decades[static_cast<std::size_t>(day(person) - from)]; }
  int first_decade() const;
  int last_decade() const { return first_decade() + 10 * decades.back(); }

  int32_t from, to;
  uint64_t days;
  Ring order;
  std::vector<uint8_t> decades;   // of each day
};

// The hidden column that draws locale, sex and names; of PersonDomain::Names.
std::unique_ptr<Column> make_names_column(const PersonDomain& domain, const Column* country);
// The parts that a part is made of, besides the names.
std::span<const PersonPart> needs(PersonPart part);
std::unique_ptr<Column> make_person_column(const PersonDomain& domain, PersonPart part, const PersonInputs& inputs);

// person_places.cc: place, street, number, address.
std::unique_ptr<Column> make_place_column(const PersonDomain& domain, PersonPart part, const PersonInputs& inputs);

// former.cc: parts of the former record that are drawn anew; nullptr for those that are made of other parts.
std::unique_ptr<Column> make_former_column(const PersonDomain& domain, PersonPart part, const PersonInputs& inputs);
std::unique_ptr<Column> make_past_column(const PersonDomain& domain, const Column* names, const Column* birth);

// Persons who live together have one number here, others their own. (In households, unit 3 and person 3 must differ.)
struct HouseholdRule {
  explicit HouseholdRule(const PersonOptions& o)
      : size(o.household), together_key(o.key.with("together").value()), together(threshold32(o.together)) {}
  uint64_t unit(uint64_t person) const { return size == 1 ? person : person / size; }
  uint64_t member(uint64_t person) const { return size == 1 ? 0 : person % size; }
  bool shares(uint64_t unit) const { return size > 1 && (bits(together_key, unit) >> 32) < together; }
  uint64_t address(uint64_t person) const {
    const uint64_t u = unit(person);
    return shares(u) ? u * size : person;
  }
  uint64_t size, together_key, together;
};

}  // namespace mockdata
