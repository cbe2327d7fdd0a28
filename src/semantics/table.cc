// The fields of one entity judged together.
#include <algorithm>
#include <vector>

#include "semantics/lexicon.h"
#include "semantics/reading.h"
#include "semantics/semantics.h"

namespace mockdata::semantics {
namespace {

// What the sure meanings of a table say about what it is about, for entities whose name says nothing.
Topic topic_of_table(std::span<const FieldFacts> fields, std::span<const Verdict> verdicts, const Lexicon& lexicon) {
  int person = 0, organisation = 0, thing = 0;
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    const Verdict& v = verdicts[i];
    if (v.score < 0.75f || fields[i].name.find('.') != std::string_view::npos) continue;  // nested objects speak for themselves
    const Tells& tells = lexicon.tells(v.type);
    person += tells.person;
    organisation += tells.organisation;
    thing += tells.thing;
  }
  const int most = std::max({person, organisation, thing});
  if (most < 2) return Topic::kUnknown;
  return person == most ? Topic::kPerson : organisation == most ? Topic::kOrganisation : Topic::kThing;
}

// The names of a table, cut, one after another.
class Names {
 public:
  explicit Names(std::size_t columns) {
    columns_.reserve(columns);
    words_.reserve(columns * 3);
    tokens_.reserve(columns * 8);
  }
  void add(const Lexicon& lexicon, const Cut& cut) {
    machine_words_ += std::any_of(cut.spans, cut.spans + cut.count, [&](const Span& s) {
      const AtomId atom = s.readings_count > 0 ? lexicon.atom_of(*s.readings, 0) : AtomId{0};
      return atom && (atom == lexicon.special().attempts || lexicon.atom(atom).role == Role::kMachine);
    });
    const std::string_view token = cut.tokens.count > 1 ? cut.tokens.run(0, 1) : std::string_view();
    columns_.push_back({static_cast<uint32_t>(words_.size()), static_cast<uint32_t>(tokens_.size()), cut.count, static_cast<uint8_t>(token.size())});
    words_.insert(words_.end(), cut.spans, cut.spans + cut.count);
    tokens_ += token;
  }
  std::span<const Span> words(std::size_t i) const { return {words_.data() + columns_[i].word, columns_[i].words}; }
  std::string_view first_token(std::size_t i) const { return std::string_view(tokens_).substr(columns_[i].token, columns_[i].token_size); }
  std::size_t size() const { return columns_.size(); }
  // How many names have a word of what machines keep for themselves.
  std::size_t machine_words() const { return machine_words_; }

 private:
  struct Column { uint32_t word, token; uint8_t words, token_size; };
  std::vector<Column> columns_;
  std::vector<Span> words_;
  std::size_t machine_words_ = 0;
  std::string tokens_;  // the first token of each name that has several
};

// The first token that at least three quarters of the columns begin with ("llx_", "cust_"), else "".
std::string_view shared_prefix(const Names& names) {
  if (names.size() < 4) return {};
  // The majority vote finds the only possible candidate, the count then confirms it.
  std::string_view candidate;
  int lead = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (lead == 0) candidate = names.first_token(i), lead = 1;
    else lead += names.first_token(i) == candidate ? 1 : -1;
  }
  std::size_t count = 0;
  for (std::size_t i = 0; i < names.size(); ++i) count += names.first_token(i) == candidate;
  return count * 4 >= names.size() * 3 ? candidate : std::string_view();
}

// The first token of at least three columns, and of every third, that only begins a word of the entity: "dep_name" in
// "dependents". It stands for the table, whatever else it means.
std::string_view entity_prefix(const Names& names, const Tokens& entity) {
  constexpr std::size_t kFewest = 3;
  if (names.size() < kFewest) return {};
  for (std::size_t at = 0; at < names.size(); ++at) {
    const std::string_view token = names.first_token(at);
    if (token.size() < 2) continue;
    bool begins = false;
    for (int i = 0; i < entity.count && !begins; ++i) begins = entity.run(i, i + 1).size() > token.size() && entity.run(i, i + 1).starts_with(token);
    if (!begins) continue;
    std::size_t count = 0;
    for (std::size_t i = 0; i < names.size(); ++i) count += names.first_token(i) == token;
    if (count >= kFewest && count * 3 >= names.size()) return token;
  }
  return {};
}

std::string_view parents_of(const FieldFacts& field) {
  std::string_view parents;
  name_and_parents(field, parents);
  return parents;
}

// A "state" beside a city or a postal code is a region; alone, or among the members of something else, it is a status.
constexpr std::size_t kMembersThatTell = 3;
void settle_states(std::span<const FieldFacts> fields, std::span<Verdict> verdicts, const Lexicon& lexicon) {
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    Verdict& v = verdicts[i];
    if (!lexicon.tells(v.type).region) continue;
    const bool bare = std::any_of(v.why().begin(), v.why().end(), [](const Reason& r) { return r.rule.starts_with("LEX.en.state"); });
    if (!bare) continue;
    const std::string_view parents = parents_of(fields[i]);
    bool beside = false;
    std::size_t siblings = 0;
    for (std::size_t j = 0; j < verdicts.size() && !beside; ++j) {
      if (j == i || parents_of(fields[j]) != parents) continue;
      ++siblings;
      beside = lexicon.tells(verdicts[j].type).place;
    }
    if (beside) continue;
    if (siblings >= (parents.empty() ? 1 : kMembersThatTell)) {
      v.type = lexicon.known().status;
      v.pii = v.asks = false;
      if (v.reason_count < Verdict::kMostReasons) v.reasons[v.reason_count++] = {"TABLE.state_alone", 0};
    }
  }
}

// A "number" right after the street is the house's, a "code" a little later the postal one, unless a column near them is.
void settle_addresses(std::span<const std::size_t> bare_numbers, std::span<const std::size_t> bare_codes, std::span<const FieldFacts> fields,
                      std::span<Verdict> verdicts, const Lexicon& lexicon) {
  constexpr std::size_t kNeighbours = 8;
  const Lexicon::Known& known = lexicon.known();
  const auto settle = [&](std::span<const std::size_t> columns, const Type* meaning, std::size_t reach) {
    for (const std::size_t i : columns) {
      const std::string_view parents = parents_of(fields[i]);
      bool after_street = false, named = false;
      for (std::size_t j = i - std::min(i, kNeighbours); j < std::min(i + kNeighbours, verdicts.size()); ++j) {
        if (parents_of(fields[j]) != parents) continue;
        const Type* type = verdicts[j].type;
        after_street |= j < i && i - j <= reach && (type == known.street || type == known.street_name);
        named |= type == meaning;
      }
      if (!after_street || named) continue;
      Verdict& v = verdicts[i];
      v.type = meaning;
      v.pii = lexicon.pii(lexicon.number_of(meaning), v.topic);
      v.asks = false;
      v.score = 0.75f;
      if (v.reason_count < Verdict::kMostReasons) v.reasons[v.reason_count++] = {"TABLE.after_street", 0};
    }
  };
  settle(bare_numbers, known.house_number, 1);
  settle(bare_codes, known.postal_code, 3);
}

}  // namespace

void Judge::judge_table(std::span<const FieldFacts> fields, std::span<Verdict> verdicts) const {
  if (fields.empty()) return;
  Surroundings table;
  Names names(fields.size());
  std::vector<std::string_view> parents(fields.size());
  Cut scratch;
  cut(*lexicon_, fields[0].entity, scratch);
  vote(scratch.all(), table.votes);
  Parsed entity;
  parse(*lexicon_, fields[0].entity, entity);
  const Tokens entity_tokens = scratch.tokens;
  table.entity = &entity;
  table.entity_topic = topic_of_items(entity);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    cut(*lexicon_, name_and_parents(fields[i], parents[i]), scratch);
    vote(scratch.all(), table.votes);
    names.add(*lexicon_, scratch);
  }
  const std::string_view prefix = shared_prefix(names);
  const std::string_view own = entity_prefix(names, entity_tokens);
  const auto without_own = [&](std::size_t i) {
    const std::span<const Span> words = names.words(i);
    if (own.empty() || words.size() < 2 || names.first_token(i) != own || words[0].size != own.size() || words[0].readings_count == 0) return words;
    return topic_of_role(lexicon_->atom(lexicon_->atom_of(*words[0].readings, 0)).role) == table.entity_topic ? words : words.subspan(1);
  };
  table.machine = of_machines(entity) || (names.machine_words() >= 2 && names.machine_words() * 8 >= fields.size());
  std::vector<std::size_t> bare_numbers, bare_codes;
  const auto keep_bare = [&](std::size_t i, const Parsed& name) {
    if (name.count != 1 || !name.items[0].atom) return;
    if (name.items[0].atom == lexicon_->special().number) bare_numbers.push_back(i);
    if (name.items[0].atom == lexicon_->special().code) bare_codes.push_back(i);
  };
  Parsed parsed, parent;
  const auto judge_one = [&](std::size_t i, Topic table_topic) {
    const std::span<const Span> words = without_own(i);
    const bool without_first = !prefix.empty() && words.size() > 1 && names.first_token(i) == prefix && words[0].size == prefix.size();
    if (parents[i].empty()) {
      table.table_topic = table_topic;
      parse(*lexicon_, words, parsed, table.votes, without_first);
      keep_bare(i, parsed);
      return judge_parsed(*lexicon_, fields[i], parsed, table, verdicts[i]);
    }
    Surroundings around = table;
    around.table_topic = table_topic;
    look_around(*lexicon_, parents[i], parent, around);
    parse(*lexicon_, words, parsed, around.votes, without_first);
    keep_bare(i, parsed);
    return judge_parsed(*lexicon_, fields[i], parsed, around, verdicts[i]);
  };
  std::vector<Open> open(fields.size());
  for (std::size_t i = 0; i < fields.size(); ++i) open[i] = judge_one(i, Topic::kUnknown);
  const Topic topic = table.entity_topic == Topic::kUnknown ? topic_of_table(fields, verdicts, *lexicon_) : Topic::kUnknown;
  if (topic != Topic::kUnknown) {
    const bool all = table.machine && topic == Topic::kPerson;
    if (all) table.machine = false;
    const int asked = 1 << static_cast<int>(topic) | 1 << static_cast<int>(Topic::kUnknown);
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (all || (open[i].topics & asked)) {
        judge_one(i, topic);
        continue;
      }
      if (open[i].topic) verdicts[i].topic = topic;
      if (open[i].policy) verdicts[i].pii = lexicon_->pii(lexicon_->number_of(verdicts[i].type), topic);
    }
  }
  settle_states(fields, verdicts, *lexicon_);
  settle_addresses(bare_numbers, bare_codes, fields, verdicts, *lexicon_);
}

}  // namespace mockdata::semantics
