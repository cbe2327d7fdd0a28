// From the words of a name to the meaning that weighs most.
#include "semantics/weigher.h"

namespace mockdata::semantics {
namespace {

constexpr std::string_view kModifierRules[] = {"", "CTX.modifier.person", "CTX.modifier.organisation", "CTX.modifier.thing", "CTX.modifier.event"};
constexpr std::string_view kParentRules[] = {"", "CTX.parent.person", "CTX.parent.organisation", "CTX.parent.thing", "CTX.parent.event"};
constexpr std::string_view kEntityRules[] = {"", "CTX.entity.person", "CTX.entity.organisation", "CTX.entity.thing", "CTX.entity.event"};
constexpr std::string_view kTableRules[] = {"", "CTX.table.person", "CTX.table.organisation", "CTX.table.thing", "CTX.table.event"};

// What a weighing adds up.
struct Sum {
  float total = 0;
  void add(std::string_view, float) {}
};
struct Explanation {
  Verdict& verdict;
  float total = 0;
  void add(std::string_view rule, float weight) {
    if (verdict.reason_count < Verdict::kMostReasons) verdict.reasons[verdict.reason_count++] = {rule, weight};
  }
};

// A name about nobody and nothing but what stands in it: "phone_numbers".
bool names_content(const Parsed& parsed) {
  return std::any_of(parsed.items, parsed.items + parsed.count, [](const Item& i) { return i.role == Role::kContent; }) &&
         std::none_of(parsed.items, parsed.items + parsed.count, [](const Item& i) { return topic_of_role(i.role) != Topic::kUnknown; });
}

bool says_something(const Parsed& parsed) {
  return std::any_of(parsed.items, parsed.items + parsed.count, [](const Item& i) { return i.role != Role::kStop && i.role != Role::kNeutral && i.role != Role::kNumber; });
}

bool generic_only(const Parsed& parsed) {
  return std::none_of(parsed.items, parsed.items + parsed.count,
                      [](const Item& i) { return i.role == Role::kContent || i.role == Role::kUnknown || i.role == Role::kTail || i.role == Role::kFlag; });
}

// A meaning that a word has only where persons (or companies …) are spoken of: "height".
bool by_topic(const Candidate& c) { return c.sense && c.sense->topic != 0xFF && c.sense->topic != 0; }

bool passed_over(Role role) { return role == Role::kNeutral || role == Role::kStop || role == Role::kNumber; }

// A meaning that is nothing but who or which company is spoken of: "manager", "merchant".
bool bare_noun(const Parsed& parsed, const Candidate& c) {
  return c.size == 1 && (parsed.items[c.first].role == Role::kPerson || parsed.items[c.first].role == Role::kOrganisation);
}

// The sense that a run has under a topic: one of that topic goes before one of any, one that the column's kind can hold before
// one that it cannot ("user" as text is the login name, as a number the key).
const Sense* sense_of(const Lexicon& lexicon, std::span<const Sense> senses, Topic topic, Kind kind) {
  const Sense *best = nullptr;
  int best_rank = -1;
  for (const Sense& s : senses) {
    const bool of_topic = s.topic == static_cast<uint8_t>(topic);
    if (!of_topic && s.topic != 0xFF) continue;
    const int rank = (of_topic ? 2 : 0) + (lexicon.types()[s.type].kinds & bit(kind) ? 1 : 0);
    if (rank <= best_rank) continue;
    best = &s;
    best_rank = rank;
  }
  return best;
}

}  // namespace

void Weigher::judge() {
  out_.type = &lex_.types()[0];
  out_.runner_up = nullptr;
  out_.topic = Topic::kUnknown;
  out_.pii = false;
  out_.asks = false;
  out_.score = 0;
  out_.reason_count = 0;
  if (objects()) return because("KIND.object", 0);
  only_way_ = name_.count == 1 && is_way(name_.items[0]);
  consider(name_, 0, true);
  // "email_addresses[].value", "billing.name": a head that decides nothing alone takes the object around it along; a key
  // of something ("emails[].id") does not.
  if (around_.parent && around_.parent->count > 0 && (best_.total < 2 || generic_only(name_) || by_topic(best_)) && !only_key(name_)) {
    joined_ = *around_.parent;
    const int own = joined_.append(name_);
    consider(joined_, says_something(name_) || only_way_ ? own : 0, false);
    if (transparent(lex_, name_)) consider(*around_.parent, 0, false);
  }
  // A table of its own for what others keep in a column: "phone_numbers" has "number", "countries" has "name".
  if (!around_.parent && around_.entity && around_.entity->count > 0 && best_.total < 2 && generic_only(name_) && (says_something(name_) || only_way_) && !only_key(name_)) {
    joined_ = *around_.entity;
    const int own = joined_.append(name_);
    of_entity_ = true;
    consider(joined_, own, false);
    if (transparent(lex_, name_) && names_content(*around_.entity)) consider(*around_.entity, 0, false);
    of_entity_ = false;
  }
  hints();
  decide();
}

// "from", "to": who sent or got it, where calls and messages are spoken of.
bool Weigher::is_way(const Item& item) const { return item.atom && (item.atom == lex_.special().from || item.atom == lex_.special().to); }

bool Weigher::only_key(const Parsed& parsed) const { return parsed.count == 1 && parsed.items[0].atom && parsed.items[0].atom == lex_.special().id; }

void Weigher::offer(const Candidate& candidate) {
  if (candidate.total > best_.total) {
    if (best_.type != candidate.type) second_ = best_;
    best_ = candidate;
  } else if (candidate.total > second_.total && candidate.type != best_.type) {
    second_ = candidate;
  }
}

// All runs of up to four items that mean something; a run must touch items from `own` on.
void Weigher::consider(const Parsed& parsed, int own, bool itself) {
  int list[Parsed::kMost];
  bool neutral = false;
  for (int pass = 0; pass < 2; ++pass) {
    int n = 0;
    for (int i = 0; i < parsed.count; ++i) {
      const Role role = parsed.items[i].role;
      if (role == Role::kNumber || (role == Role::kStop && !(only_way_ && is_way(parsed.items[i])))) continue;
      if (role == Role::kNeutral) {
        neutral = true;
        if (pass == 1) continue;
      }
      list[n++] = i;
    }
    if (pass == 1 && !neutral) break;
    for (int first = 0; first < n; ++first) {
      AtomId atoms[4], by_role[4];
      bool roles = false, same = true, joins = true, role_joins = true;  // a word said twice is said once
      for (int size = 1; size <= 4 && first + size <= n; ++size) {
        const int at = list[first + size - 1];
        const Item& item = parsed.items[at];
        if (item.role == Role::kUnknown) break;
        atoms[size - 1] = by_role[size - 1] = item.atom;
        const Role role = item.role == Role::kMachine ? Role::kThing : item.role;
        if (topic_of_role(role) != Topic::kUnknown && lex_.role_atom(role) != item.atom) {
          by_role[size - 1] = lex_.role_atom(role);
          roles = true;
        }
        same = same && item.atom == atoms[0];
        joins = joins && lex_.atom(item.atom).joins;
        role_joins = role_joins && lex_.atom(by_role[size - 1]).joins;
        if (at >= own) {
          std::span<const Sense> senses;
          if (same || joins) senses = lex_.senses(atoms, size);
          if (senses.empty() && roles && (same || role_joins)) senses = lex_.senses(by_role, size);
          if (!senses.empty()) weigh(parsed, list[first], at, size, senses, itself);
        }
        if (!same && !joins && !role_joins) break;
      }
    }
  }
}

// The topic for a run: the nearest word outside it that is about something, else the objects around, the entity, the table.
TopicFound Weigher::topic_for(const Parsed& parsed, int first, int last) const {
  for (int turn = 0; turn < 2; ++turn) {
    const bool before = (turn == 0) != parsed.head_initial;
    for (int i = before ? first - 1 : last + 1; i >= 0 && i < parsed.count; i += before ? -1 : 1) {
      const Topic topic = topic_of_role(parsed.items[i].role);
      if (topic != Topic::kUnknown) return {topic, kByModifier, kModifierRules[static_cast<int>(topic)]};
    }
  }
  const auto found = [](Topic topic, float weight, const std::string_view* rules) { return TopicFound{topic, weight, rules[static_cast<int>(topic)]}; };
  if (around_.parent_topic != Topic::kUnknown) return found(around_.parent_topic, kByParent, kParentRules);
  if (around_.entity_topic != Topic::kUnknown) return found(around_.entity_topic, kByEntity, kEntityRules);
  if (around_.table_topic != Topic::kUnknown) return found(around_.table_topic, kByTable, kTableRules);
  return {};
}

// "cou_code" is the code of that, not of the person whose table it is.
bool Weigher::key_of_another(const Parsed& parsed, int first, int size, const Sense& sense) const {
  if (size != 1 || sense.topic == 0xFF || lex_.types()[sense.type].privacy != Privacy::kPseudonymous || parsed.items[first].role != Role::kGeneric) return false;
  return std::any_of(parsed.items, parsed.items + parsed.count, [](const Item& i) { return i.role == Role::kUnknown || i.role == Role::kContent; });
}

// The name ends with an English word, `item`, in its plural; lists are written "leads[]".
bool Weigher::plural(const Item& item) const {
  const std::string_view name = facts_.name;
  return item.reading && item.reading->languages & lex_.english() && name.size() > 1 && (name.back() | 0x20) == 's' && (name[name.size() - 2] | 0x20) != 's';
}

// "num_credit_cards", where a number can stand: how many there are.
bool Weigher::counted(const Parsed& parsed) const {
  constexpr uint16_t kCounts = bit(Kind::kUnknown) | bit(Kind::kInteger) | bit(Kind::kFraction) | bit(Kind::kNumber);
  return bit(facts_.kind) & kCounts && parsed.count > 1 && parsed.items[0].atom == lex_.special().number && plural(parsed.items[parsed.count - 1]);
}

// What the rest of the name says against it.
template <class Take>
void Weigher::unread(const Candidate& c, bool holds_truth, const Take& take) const {
  const Parsed& parsed = *c.parsed;
  const int first = c.first, last = c.last;
  const Privacy privacy = lex_.types()[c.type].privacy;
  const bool generic = c.size == 1 && parsed.items[first].role == Role::kGeneric;
  const bool personal = privacy == Privacy::kDirectIdentifier || privacy == Privacy::kQuasiIdentifier;
  const bool direct = privacy == Privacy::kDirectIdentifier && !generic;
  const bool money_as_text = privacy == Privacy::kFinancial && facts_.kind == Kind::kText;
  int head = -1;
  for (int i = 0; i < parsed.count; ++i) {
    const Role role = parsed.items[i].role;
    if (role == Role::kStop || role == Role::kNeutral || role == Role::kNumber) continue;
    if (head < 0 || !parsed.head_initial) head = i;
  }
  for (int i = 0; i < parsed.count; ++i) {
    if (i == first) i = last + 1;
    if (i >= parsed.count) break;
    const Item& item = parsed.items[i];
    if (item.role == Role::kFlag) {
      if (item.atom == lex_.special().verified && facts_.kind == Kind::kText && head >= first && head <= last && (parsed.head_initial ? i > head : i < head)) {
        take("NEG.verified", -kUnreadContent);  // "verified_email" is the address, "email_verified" the fact
        continue;
      }
      if (holds_truth && (item.atom == lex_.special().is || item.atom == lex_.special().flag)) continue;
      take(item.reading ? lex_.rule(*item.reading) : "NEG.flag", 0);
      take("NEG.flag", -lex_.atom(item.atom).head_penalty);
    } else if (i == head) {
      if (item.role == Role::kUnknown) take("NEG.head.unknown", generic ? -kUnreadHeadOfGeneric : money_as_text ? -kUnreadHeadOfMoney : -kUnreadHead);
      else if (direct && (item.atom == lex_.special().code || item.atom == lex_.special().id)) take("NEG.code", -kCode);
      else if (const float penalty = lex_.atom(item.atom).head_penalty; penalty > 0) take("NEG.head", -penalty);
    } else if (item.role == Role::kUnknown) {
      take("NEG.unknown", generic ? -kUnreadContent : -kUnreadWord);
    } else if (item.role == Role::kContent) {
      take("NEG.unread", -kUnreadContent);
    }
  }
  if (bare_noun(parsed, c) && facts_.kind == Kind::kText && plural(parsed.items[first])) take("NEG.plural", -kPlural);
  if (privacy != Privacy::kNone && counted(parsed)) take("NEG.counted", -kCounted);
  if (head >= first && head <= last) take("HEAD", kHoldsHead);
  else if (bare_noun(parsed, c) && head >= 0 && lex_.atom(parsed.items[head].atom).head_penalty >= kTelling) take("NEG.bare", -kBareNoun);
  // "employee group name" is the group's.
  if (generic && personal && head == first) {
    int beside = first;
    do beside += parsed.head_initial ? 1 : -1;
    while (beside >= 0 && beside < parsed.count && passed_over(parsed.items[beside].role));
    if (beside >= 0 && beside < parsed.count && (parsed.items[beside].role == Role::kTail || parsed.items[beside].role == Role::kContent)) take("NEG.beside", -kOfAnother);
  }
}

// What the objects and the table around say against it.
template <class Take>
void Weigher::around(const Candidate& c, const Take& take) const {
  if (lex_.types()[c.type].privacy != Privacy::kDirectIdentifier) return;
  const Item& item = c.parsed->items[c.first];
  const bool bare = c.size == 1 && (item.atom == lex_.special().name || item.role == Role::kPerson);
  if (around_.settings && (bare || !c.itself)) take("CTX.parent.settings", -kInSettings);
  if (around_.named && bare && name_.count == 1) take("CTX.parent.named", -kInNamed);
  if (around_.machine && bare) take("CTX.table.machine", -kInMachineTable);
}

template <class Take>
void Weigher::facts(uint16_t number, const Take& take) const {
  const Type& type = lex_.types()[number];
  if (!(type.kinds & bit(facts_.kind))) take("TYPE.conflict", -kWrongKind);
  if (facts_.reference && type.privacy != Privacy::kNone && type.privacy != Privacy::kPseudonymous) take("KEY.reference", -kIsReference);
  if (facts_.shape != ValueShape::kNone && contradicts(type)) take("SHAPE.contradicts", -kContradicts);
}

// What speaks for and against a candidate that was found among the words.
template <class Into>
void Weigher::add_up(const Candidate& c, const TopicFound& topic, Into& into) const {
  const Parsed& parsed = *c.parsed;
  const auto take = [&](std::string_view rule, float weight) {
    into.total += weight;
    into.add(rule, weight);
  };
  bool weak = false;
  for (int i = c.first; i <= c.last; ++i) {
    const Item& item = parsed.items[i];
    weak |= item.weak;
    if constexpr (std::is_same_v<Into, Explanation>)
      if (item.reading && (i == c.first || item.reading != parsed.items[i - 1].reading)) into.add(lex_.rule(*item.reading), 0);
  }
  take(lex_.sense_rule(c.type), c.sense->weight + kPerAtom * static_cast<float>(c.size - 1));
  if (by_topic(c)) take(topic.rule, kTopicFits + topic.weight);
  if (weak) take("AMB.word", -kWeakWord);
  // "is_pregnant", "smoker_flag": the answer itself is what the class protects.
  const Type& type = lex_.types()[c.type];
  const bool truth = facts_.kind == Kind::kBool && type.privacy == Privacy::kSpecialCategory && type.kinds & bit(Kind::kBool);
  unread(c, truth, take);
  if (!c.itself) into.total -= 0.2f;  // what the name says by itself goes before what its surroundings add
  around(c, take);
  facts(c.type, take);
}

void Weigher::weigh(const Parsed& parsed, int first, int last, int size, std::span<const Sense> senses, bool itself) {
  const TopicFound topic = topic_for(parsed, first, last);
  if (topic.topic == Topic::kUnknown)
    for (const Sense& s : senses) open_.topics = static_cast<uint8_t>(open_.topics | (s.topic == 0xFF ? 0 : 1 << s.topic));
  const Sense* sense = sense_of(lex_, senses, topic.topic, facts_.kind);
  if (!sense) return;
  if (key_of_another(parsed, first, size, *sense)) sense = sense_of(lex_, senses, Topic::kUnknown, facts_.kind);
  if (!sense) return;
  // More than this it cannot weigh: what is behind the second best already stays there.
  if (sense->weight + kPerAtom * static_cast<float>(size - 1) + kTopicFits + kByModifier + kHoldsHead <= second_.total) return;
  Candidate c;
  c.type = sense->type;
  c.topic = topic.topic;
  for (int i = first; i <= last; ++i)
    if (parsed.items[i].role == Role::kPerson) c.topic = Topic::kPerson;
  c.parsed = &parsed;
  c.first = static_cast<uint8_t>(first);
  c.last = static_cast<uint8_t>(last);
  c.size = static_cast<uint8_t>(size);
  c.itself = itself;
  c.of_entity = of_entity_;
  c.sense = sense;
  Sum sum;
  add_up(c, topic, sum);
  c.total = sum.total;
  offer(c);
}

void Weigher::explain(const Candidate& c) {
  Explanation into{out_};
  if (c.parsed) add_up(c, topic_for(*c.parsed, c.first, c.last), into);
  if (c.hint) into.add(c.hint->rule, c.hint->weight);
  for (const Hint* hint : c.confirmed)
    if (hint) into.add(hint->rule, hint->weight);
}

Open judge_parsed(const Lexicon& lexicon, const FieldFacts& facts, const Parsed& name, const Surroundings& around, Verdict& out) { return Weigher(lexicon, facts, name, around, out).run(); }

}  // namespace mockdata::semantics
