// The fields of one entity judged together.
#include <algorithm>
#include <string>

#include "semantics/lexicon.h"
#include "semantics/reading.h"
#include "semantics/semantics.h"

namespace mockdata::semantics {
namespace {

// What the sure meanings of a table say about what it is about, for entities whose name says nothing.
Topic topic_of_table(std::span<const FieldFacts> fields, std::span<const Verdict> verdicts) {
  int person = 0, organisation = 0, thing = 0;
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    const Verdict& v = verdicts[i];
    if (v.score < 0.75f || fields[i].name.find('.') != std::string_view::npos) continue;  // nested objects speak for themselves
    const std::string_view type = v.type->name;
    if (v.type->privacy == Privacy::kSpecialCategory || type == "person.first_name" || type == "person.last_name" || type == "person.birth_date" || type == "person.gender" ||
        type == "person.full_name" || type == "person.marital_status" || type == "government.national_id" || type == "government.ssn") {
      person += 2;
    } else if (type == "person.mobile" || type == "person.username" || type == "credential.password" || type == "person.job_title") {
      person += 1;
    } else if (type == "organisation.vat" || type == "organisation.registration" || type == "organisation.legal_form") {
      organisation += 2;
    } else if (type == "key.sku" || type == "money.price" || type == "key.ean" || type == "measure.quantity" || type == "thing.version" || type == "thing.mime_type") {
      thing += 2;
    }
  }
  const int most = std::max({person, organisation, thing});
  if (most < 2) return Topic::kUnknown;
  return person == most ? Topic::kPerson : organisation == most ? Topic::kOrganisation : Topic::kThing;
}

// The first token that at least three quarters of the columns begin with ("llx_", "cust_"), else "".
std::string shared_prefix(std::span<const FieldFacts> fields) {
  if (fields.size() < 4) return {};
  Tokens tokens;
  std::string candidate;
  // The majority vote finds the only possible candidate, the count then confirms it.
  int lead = 0;
  const auto first_of = [&](const FieldFacts& field) -> std::string_view {
    tokenise(field.name, tokens);
    return tokens.count > 1 ? tokens.run(0, 1) : std::string_view();
  };
  for (const FieldFacts& field : fields) {
    const std::string_view first = first_of(field);
    if (lead == 0) candidate = first, lead = 1;
    else lead += first == candidate ? 1 : -1;
  }
  if (candidate.empty()) return {};
  const auto count = std::count_if(fields.begin(), fields.end(), [&](const FieldFacts& field) { return first_of(field) == candidate; });
  return static_cast<std::size_t>(count) * 4 >= fields.size() * 3 ? candidate : std::string();
}

std::string_view parents_of(const FieldFacts& field) {
  std::string_view parents;
  name_and_parents(field, parents);
  return parents;
}

// A "state" beside a city or a postal code is a region; alone it is a status.
void settle_states(std::span<const FieldFacts> fields, std::span<Verdict> verdicts, const Lexicon& lexicon) {
  const Type* status = lexicon.find_type("flag.status");
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    Verdict& v = verdicts[i];
    if (v.type->name != "address.region") continue;
    const bool bare = std::any_of(v.why().begin(), v.why().end(), [](const Reason& r) { return r.rule == "LEX.en.state"; });
    if (!bare) continue;
    const std::string_view parents = parents_of(fields[i]);
    bool beside = false;
    for (std::size_t j = 0; j < verdicts.size() && !beside; ++j) {
      const std::string_view type = verdicts[j].type->name;
      beside = j != i && (type == "address.city" || type == "address.postal_code" || type == "address.street" || type == "address.country" || type == "address.country_code") && parents_of(fields[j]) == parents;
    }
    if (beside || !parents.empty()) continue;
    if (verdicts.size() > 1) {
      v.type = status;
      v.pii = false;
      if (v.reason_count < Verdict::kMostReasons) v.reasons[v.reason_count++] = {"TABLE.state_alone", 0};
    }
  }
}

}  // namespace

void Judge::judge_table(std::span<const FieldFacts> fields, std::span<Verdict> verdicts) const {
  if (fields.empty()) return;
  Surroundings table;
  table.entity_topic = fields[0].entity.empty() ? Topic::kUnknown : topic_of(fields[0].entity);
  const std::string prefix = shared_prefix(fields);
  std::vector<Parsed> parsed(fields.size());
  Parsed parent;
  vote(*lexicon_, fields[0].entity, table.votes);
  for (const FieldFacts& field : fields) {
    std::string_view parents;
    vote(*lexicon_, name_and_parents(field, parents), table.votes);
  }
  const auto judge_one = [&](std::size_t i, Topic table_topic) {
    Surroundings around = table;
    around.table_topic = table_topic;
    std::string_view parents;
    const std::string_view name = name_and_parents(fields[i], parents);
    look_around(*lexicon_, parents, parent, around);
    parse(*lexicon_, name, parsed[i], &around.votes, prefix);
    verdicts[i] = judge_parsed(*lexicon_, fields[i], parsed[i], around);
  };
  for (std::size_t i = 0; i < fields.size(); ++i) judge_one(i, Topic::kUnknown);
  if (table.entity_topic == Topic::kUnknown) {
    const Topic topic = topic_of_table(fields, verdicts);
    if (topic != Topic::kUnknown)
      for (std::size_t i = 0; i < fields.size(); ++i) judge_one(i, topic);
  }
  settle_states(fields, verdicts, *lexicon_);
}

}  // namespace mockdata::semantics
