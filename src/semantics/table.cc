// The fields of one entity judged together.
#include <algorithm>
#include <vector>

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
std::string_view shared_prefix(std::span<const Cut> cuts) {
  if (cuts.size() < 4) return {};
  const auto first_of = [](const Cut& cut) { return cut.tokens.count > 1 ? cut.tokens.run(0, 1) : std::string_view(); };
  // The majority vote finds the only possible candidate, the count then confirms it.
  std::string_view candidate;
  int lead = 0;
  for (const Cut& cut : cuts) {
    if (lead == 0) candidate = first_of(cut), lead = 1;
    else lead += first_of(cut) == candidate ? 1 : -1;
  }
  const auto count = std::count_if(cuts.begin(), cuts.end(), [&](const Cut& cut) { return first_of(cut) == candidate; });
  return static_cast<std::size_t>(count) * 4 >= cuts.size() * 3 ? candidate : std::string_view();
}

std::string_view parents_of(const FieldFacts& field) {
  std::string_view parents;
  name_and_parents(field, parents);
  return parents;
}

// A "state" beside a city or a postal code is a region; alone it is a status.
void settle_states(std::span<const FieldFacts> fields, std::span<Verdict> verdicts, const Lexicon& lexicon) {
  const Type* status = lexicon.find_type("flag.status");
  for (std::size_t i = 0; status && i < verdicts.size(); ++i) {
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
  std::vector<Cut> cuts(fields.size());
  std::vector<std::string_view> parents(fields.size());
  Cut entity;
  cut(*lexicon_, fields[0].entity, entity);
  vote(entity, table.votes);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    cut(*lexicon_, name_and_parents(fields[i], parents[i]), cuts[i]);
    vote(cuts[i], table.votes);
  }
  const std::string_view prefix = shared_prefix(cuts);
  Parsed parsed, parent;
  const auto judge_one = [&](std::size_t i, Topic table_topic) {
    if (parents[i].empty()) {
      table.table_topic = table_topic;
      parse(*lexicon_, cuts[i], parsed, table.votes, prefix);
      verdicts[i] = judge_parsed(*lexicon_, fields[i], parsed, table);
      return;
    }
    Surroundings around = table;
    around.table_topic = table_topic;
    look_around(*lexicon_, parents[i], parent, around);
    parse(*lexicon_, cuts[i], parsed, around.votes, prefix);
    verdicts[i] = judge_parsed(*lexicon_, fields[i], parsed, around);
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
