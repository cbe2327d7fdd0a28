// The person that a row describes, as providers of other families read it.
#pragma once

#include "persons/persons.h"
#include "providers/provider.h"

namespace mockdata {

// True for providers whose values belong to a person's record.
bool reads_person(std::string_view provider);
// True for domain names that RFC 2606 and RFC 6761 set aside, so that nobody's mail goes there.
bool reserved_domain(std::string_view domain);
// A part of the record of context.persons; without persons, of somebody made for this column.
Result<std::unique_ptr<Column>> person_part(PersonPart part, MakeContext& context);
// The national id that carries the person's birth date and sex; unique where the context asks. REQUIRES context.persons.
Result<std::unique_ptr<Column>> person_national_id(MakeContext& context, const std::string& country);

}  // namespace mockdata
