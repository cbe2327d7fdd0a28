// Lists of objects inside records as entities of their own: orders with lines become orders and orders_lines.
#pragma once

#include "template/template.h"

namespace mockdata::discover {

// Every list of objects on the first level of an entity (not one within another list) becomes the entity <entity>_<list>:
// the parent's key in front, the members behind, rows per parent. Entities without a single key keep their lists.
// Relations follow their fields. REQUIRES keys and relations to stand.
void split_children(Template& tmpl);

}  // namespace mockdata::discover
