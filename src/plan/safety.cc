// Which columns hold identifiers, from which range, and at what level: for verification and for `explain --safety`.
#include "identifiers/ranges.h"
#include "plan/builder.h"
#include "providers/provider.h"

namespace mockdata {

void Builder::note_identifier(const Node& node, const IdentifierUse& use, const std::vector<std::string>& notes) {
  PlannedIdentifier planned;
  planned.path = node.path;
  planned.type = use.type;
  planned.country = use.country;
  planned.level = "S1";
  planned.source = "RFC 2606, RFC 6761: reserved names";
  if (use.range) {
    planned.level = identifiers::to_string(use.range->level);
    planned.name = use.range->name;
    planned.capacity = use.range->pattern.capacity();
    planned.accepted = use.range->accepted();
    planned.source = use.range->source;
    planned.note = use.range->note;
  }
  for (const std::string& note : notes) planned.note += (planned.note.empty() ? "" : "; ") + note;
  plan_.entities[node.entity].identifiers.push_back(std::move(planned));
  for (const identifiers::Range* other : use.others) note_identifier(node, IdentifierUse{other->type, other->country, other}, {});
}

}  // namespace mockdata
