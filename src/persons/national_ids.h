// National ids of a domain's persons, which carry birth date and sex as far as the country's ids do. Internal to src/persons.
//
// The id is the person's: entities and sources that share the domain see the same one. Persons of whom an id would say the same have
// different serials: the run of the birth ring (person_columns.cc) tells persons of one birth date apart, run and day those of
// one month or year, and the number of the person those of whom the id says no date. So no id repeats before a range is used up;
// where it is too small, a unique column takes the next range, others begin again.
#pragma once

#include "persons/persons.h"

namespace mockdata {

// `ranges`: one for each home of the domain, or one for all. `birth` and `run`: kBirthDate and kDayOrdinal.
std::unique_ptr<Column> make_national_id_column(const PersonDomain& domain, const std::vector<const identifiers::Range*>& ranges, const Column* names, const Column* birth, const Column* run);

// The range for a country of that domain, with what to tell of it.
Result<identifiers::Choice> choose_national_id(const PersonDomain& domain, std::string_view country, const NationalIdWish& wish);

}  // namespace mockdata
