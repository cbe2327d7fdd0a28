// From a name to a verdict: see the header for the steps.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "semantics/lexicon.h"
#include "semantics/names.h"
#include "semantics/reading.h"
#include "semantics/semantics.h"

namespace mockdata::semantics {
namespace {

constexpr uint16_t bit(Kind kind) { return static_cast<uint16_t>(1u << static_cast<int>(kind)); }
constexpr uint16_t kTimes = bit(Kind::kDate) | bit(Kind::kTime) | bit(Kind::kDatetime);

// Weights that belong to the method, not to words. Log-odds.
constexpr float kTransparent = 0.2f;      // heads of at most this penalty add nothing to the object around them
constexpr float kPerAtom = 1.5f;          // a longer pattern says more
constexpr float kHoldsHead = 1.0f;        // the meaning contains the head of the name
constexpr float kTopicFits = 0.5f;
constexpr float kByModifier = 1.5f, kByParent = 1.0f, kByEntity = 0.8f, kByTable = 0.5f;
constexpr float kUnreadHead = 1.2f;       // the head is no word that we know
constexpr float kUnreadHeadOfGeneric = 4; // the same for a meaning that is only "name", "code" or the like
constexpr float kUnreadWord = 0.3f;
constexpr float kUnreadContent = 1.0f;    // a known word that the meaning leaves out
constexpr float kWeakWord = 6;         // a word that could be several things, alone
constexpr float kWrongKind = 8.0f;
constexpr float kIsReference = 6.0f;
constexpr float kContradicts = 3.0f;      // the value's shape proves something else
constexpr float kDescribed = 2.5f;        // of what a meaning found in the description counts

// The logistic function by arithmetic alone, so that every machine gets the same score.
float score_of(float log_odds) {
  const float y = std::clamp(log_odds / 2, -3.0f, 3.0f);
  const float t = y * (27 + y * y) / (27 + 9 * y * y);
  return std::clamp(0.5f + 0.5f * t, 0.01f, 0.99f);
}

struct TopicFound {
  Topic topic = Topic::kUnknown;
  float weight = 0;
  std::string_view rule;
};

Topic topic_of_role(Role role) {
  switch (role) {
    case Role::kPerson: return Topic::kPerson;
    case Role::kOrganisation: return Topic::kOrganisation;
    case Role::kThing: return Topic::kThing;
    case Role::kEvent: return Topic::kEvent;
    default: return Topic::kUnknown;
  }
}

constexpr std::string_view kModifierRules[] = {"", "CTX.modifier.person", "CTX.modifier.organisation", "CTX.modifier.thing", "CTX.modifier.event"};
constexpr std::string_view kParentRules[] = {"", "CTX.parent.person", "CTX.parent.organisation", "CTX.parent.thing", "CTX.parent.event"};
constexpr std::string_view kEntityRules[] = {"", "CTX.entity.person", "CTX.entity.organisation", "CTX.entity.thing", "CTX.entity.event"};
constexpr std::string_view kTableRules[] = {"", "CTX.table.person", "CTX.table.organisation", "CTX.table.thing", "CTX.table.event"};

// What the name around a field is about: its last word that is about anything (the first, where heads come first).
Topic topic_of_items(const Parsed& parsed) {
  Topic first = Topic::kUnknown, last = Topic::kUnknown;
  for (int i = 0; i < parsed.count; ++i) {
    const Topic topic = topic_of_role(parsed.items[i].role);
    if (topic == Topic::kUnknown) continue;
    if (first == Topic::kUnknown) first = topic;
    last = topic;
  }
  return parsed.head_initial ? first : last;
}

// One meaning that a run of items may have.
struct Candidate {
  uint16_t type = 0;
  Topic topic = Topic::kUnknown;
  float total = -100;
  uint8_t reason_count = 0;
  Reason reasons[Verdict::kMostReasons];

  void add(std::string_view rule, float weight) {
    if (reason_count < Verdict::kMostReasons) reasons[reason_count++] = {rule, weight};
  }
};

class Weigher {
 public:
  Weigher(const Lexicon& lexicon, const FieldFacts& facts, const Parsed& name, const Surroundings& around)
      : lex_(lexicon), facts_(facts), name_(name), around_(around) {}

  Verdict run() {
    int own_content = 0;
    for (int i = 0; i < name_.count; ++i) own_content += name_.items[i].role != Role::kStop && name_.items[i].role != Role::kNeutral && name_.items[i].role != Role::kNumber;
    consider(name_, 0, true);
    // "email_addresses[].value", "billing.name": a head that decides nothing alone takes the object around it along; a key
    // of something ("emails[].id") does not.
    if (around_.parent && around_.parent->count > 0 && (best_.total < 2 || generic_only(name_)) && !only_key(name_)) {
      Parsed joined = *around_.parent;
      const int own = joined.append(name_);
      consider(joined, own_content == 0 ? 0 : own, false);
      if (transparent(name_)) consider(*around_.parent, 0, false);
    }
    hints();
    return verdict();
  }

 private:
  static bool generic_only(const Parsed& parsed) {
    for (int i = 0; i < parsed.count; ++i) {
      const Role role = parsed.items[i].role;
      if (role == Role::kContent || role == Role::kUnknown || role == Role::kTail || role == Role::kFlag) return false;
    }
    return true;
  }

  bool only_key(const Parsed& parsed) const { return parsed.count == 1 && parsed.items[0].atom && lex_.atom(parsed.items[0].atom).name == "id"; }

  // "value", "text": what the object around it is.
  bool transparent(const Parsed& parsed) const {
    for (int i = 0; i < parsed.count; ++i) {
      const Item& item = parsed.items[i];
      if (item.role == Role::kNeutral || item.role == Role::kStop || item.role == Role::kNumber) continue;
      if (item.role != Role::kGeneric || lex_.atom(item.atom).head_penalty > kTransparent) return false;
    }
    return true;
  }

  void offer(const Candidate& candidate) {
    if (candidate.total > best_.total) {
      if (best_.type != candidate.type) second_ = best_;
      best_ = candidate;
    } else if (candidate.total > second_.total && candidate.type != best_.type) {
      second_ = candidate;
    }
  }

  // All runs of up to four items that mean something; a run must touch items from `own` on.
  void consider(const Parsed& parsed, int own, bool itself) {
    int list[Parsed::kMost];
    bool neutral = false;
    for (int pass = 0; pass < 2; ++pass) {
      int n = 0;
      for (int i = 0; i < parsed.count; ++i) {
        const Role role = parsed.items[i].role;
        if (role == Role::kStop || role == Role::kNumber) continue;
        if (role == Role::kNeutral) {
          neutral = true;
          if (pass == 1) continue;
        }
        list[n++] = i;
      }
      if (pass == 1 && !neutral) break;
      for (int first = 0; first < n; ++first) {
        AtomId atoms[4], by_role[4];
        bool roles = false;
        for (int size = 1; size <= 4 && first + size <= n; ++size) {
          const Item& item = parsed.items[list[first + size - 1]];
          if (item.role == Role::kUnknown) break;
          atoms[size - 1] = by_role[size - 1] = item.atom;
          if (topic_of_role(item.role) != Topic::kUnknown && lex_.role_atom(item.role) != item.atom) {
            by_role[size - 1] = lex_.role_atom(item.role);
            roles = true;
          }
          if (list[first + size - 1] < own) continue;
          std::span<const Sense> senses = lex_.senses(atoms, size);
          if (senses.empty() && roles) senses = lex_.senses(by_role, size);
          if (!senses.empty()) weigh(parsed, list[first], list[first + size - 1], size, senses, itself);
        }
      }
    }
  }

  // The topic for a run: the nearest word outside it that is about something, else the objects around, the entity, the table.
  TopicFound topic_for(const Parsed& parsed, int first, int last) const {
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

  void weigh(const Parsed& parsed, int first, int last, int size, std::span<const Sense> senses, bool itself) {
    const TopicFound topic = topic_for(parsed, first, last);
    const Sense* sense = nullptr;
    for (const Sense& s : senses) {
      const bool fits = s.topic == static_cast<uint8_t>(topic.topic);
      if (fits || (s.topic == 0xFF && !sense)) sense = &s;
      if (fits) break;
    }
    if (!sense) return;
    Candidate c;
    c.type = sense->type;
    c.topic = topic.topic;
    bool weak = false;
    for (int i = first; i <= last; ++i) {
      weak |= parsed.items[i].weak;
      if (parsed.items[i].rule && (i == first || parsed.items[i].rule != parsed.items[i - 1].rule)) c.add(*parsed.items[i].rule, 0);
    }
    c.total = sense->weight + kPerAtom * static_cast<float>(size - 1);
    c.add(lex_.sense_rule(sense->type), c.total);
    const auto take = [&](std::string_view rule, float weight) {
      c.total += weight;
      c.add(rule, weight);
    };
    if (sense->topic != 0xFF && sense->topic != 0) take(topic.rule, kTopicFits + topic.weight);
    if (weak) take("AMB.word", -kWeakWord);
    const bool generic = size == 1 && parsed.items[first].role == Role::kGeneric;
    unread(parsed, first, last, generic, take);
    if (!itself) c.total -= 0.2f;  // what the name says by itself goes before what its surroundings add
    facts(c, take);
    offer(c);
  }

  // What the rest of the name says against it.
  template <class Take>
  void unread(const Parsed& parsed, int first, int last, bool generic, const Take& take) const {
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
        take(item.rule ? std::string_view(*item.rule) : "NEG.flag", 0);
        take("NEG.flag", -lex_.atom(item.atom).head_penalty);
      } else if (i == head) {
        if (item.role == Role::kUnknown) take("NEG.head.unknown", generic ? -kUnreadHeadOfGeneric : -kUnreadHead);
        else if (const float penalty = lex_.atom(item.atom).head_penalty; penalty > 0) take("NEG.head", -penalty);
      } else if (item.role == Role::kUnknown) {
        take("NEG.unknown", generic ? -kUnreadContent : -kUnreadWord);
      } else if (item.role == Role::kContent) {
        take("NEG.unread", -kUnreadContent);
      }
    }
    if (head >= first && head <= last) take("HEAD", kHoldsHead);
  }

  template <class Take>
  void facts(Candidate& c, const Take& take) const {
    const Type& type = lex_.types()[c.type];
    if (!(type.kinds & bit(facts_.kind))) take("TYPE.conflict", -kWrongKind);
    if (facts_.reference && type.privacy != Privacy::kNone && type.privacy != Privacy::kPseudonymous) take("KEY.reference", -kIsReference);
    if (facts_.shape != ValueShape::kNone && contradicts(type)) take("SHAPE.contradicts", -kContradicts);
  }

  // A shape that proves itself, of another type than the name says.
  bool contradicts(const Type& type) const {
    const Hint* hint = lex_.hint("shape", to_word(facts_.shape));
    return hint && hint->weight >= 4 && lex_.types()[hint->type].name != type.name && type.kinds & bit(Kind::kText) && type.privacy != Privacy::kFreeText;
  }

  static std::string_view to_word(ValueShape shape) {
    static constexpr std::string_view kWords[] = {"", "email", "phone", "iban", "ip", "mac", "uuid", "url", "date", "datetime", "card", "national_id", "object_id", "colour"};
    return kWords[static_cast<int>(shape)];
  }

  void hint(const Hint* found) {
    if (!found) return;
    if (found->type == best_.type) {
      best_.total += found->weight;
      best_.add(found->rule, found->weight);
      return;
    }
    Candidate c;
    c.type = found->type;
    c.topic = topic_for(name_, 0, name_.count - 1).topic;
    c.total = found->weight;
    c.add(found->rule, found->weight);
    if (!(lex_.types()[c.type].kinds & bit(facts_.kind))) return;
    offer(c);
  }

  void hints() {
    if (!facts_.format.empty()) {
      std::string folded;  // declared formats are hints in any case: "Email"
      for (char ch : facts_.format.substr(0, 32)) folded += ch >= 'A' && ch <= 'Z' ? static_cast<char>(ch + 32) : ch;
      hint(lex_.hint("format", folded));
    }
    if (facts_.shape != ValueShape::kNone) hint(lex_.hint("shape", to_word(facts_.shape)));
    if (best_.total < 1 && !facts_.description.empty()) described();
  }

  // The beginning of a description may say what an opaque name means. Only meanings that are certain by themselves count.
  void described() {
    const std::string_view text = facts_.description.substr(0, facts_.description.find_first_of(".;(\n"));
    Parsed parsed;
    parse(lex_, text.substr(0, 80), parsed);
    if (parsed.count > 10) return;
    FieldFacts bare;
    bare.kind = facts_.kind;
    Weigher inner(lex_, bare, parsed, around_);
    inner.consider(parsed, 0, true);
    if (inner.best_.total < 4) return;
    Candidate c = inner.best_;
    c.total -= kDescribed;
    c.add("DOC.description", -kDescribed);
    offer(c);
  }

  Verdict verdict() {
    Verdict out;
    const auto known = [&](const char* type, std::string_view rule) {
      out.type = lex_.find_type(type);
      if (!out.type) out.type = &lex_.types()[0];
      out.topic = topic_for(name_, 0, name_.count - 1).topic;
      out.score = 0.6f;
      out.reasons[out.reason_count++] = {rule, 0.4f};
    };
    if (facts_.kind == Kind::kObject || facts_.kind == Kind::kArray) {
      out.type = &lex_.types()[0];
      out.reasons[out.reason_count++] = {"KIND.object", 0};
      return out;
    }
    if (best_.total > -2) {
      out.type = &lex_.types()[best_.type];
      out.topic = best_.topic;
      out.score = score_of(best_.total);
      out.reason_count = best_.reason_count;
      std::copy(best_.reasons, best_.reasons + best_.reason_count, out.reasons);
      if (second_.total > -2) out.runner_up = &lex_.types()[second_.type];
      out.pii = out.score >= lex_.threshold() && lex_.pii(best_.type, best_.topic);
      if (best_.total > 0) return out;
    }
    // Below even odds the kind may still say something sure.
    const Verdict guess = out;
    out = Verdict();
    bool flag = false;
    for (int i = 0; i < name_.count; ++i) flag |= name_.items[i].role == Role::kFlag;
    if (facts_.kind == Kind::kBool) known("flag.bool", "KIND.bool");
    else if (bit(facts_.kind) & kTimes) known("time.date", "KIND.date");
    else if (facts_.kind == Kind::kUuid) known("key.uuid", "KIND.uuid");
    else if (flag && (!guess.type || !guess.pii)) known("flag.metadata", "NEG.flag");
    else if (guess.type) return guess;
    else {
      out.type = &lex_.types()[0];
      out.topic = topic_for(name_, 0, name_.count - 1).topic;
      out.reasons[out.reason_count++] = {"NONE", 0};
    }
    if (best_.type && best_.total > -20) out.runner_up = &lex_.types()[best_.type];
    return out;
  }

  const Lexicon& lex_;
  const FieldFacts& facts_;
  const Parsed& name_;
  const Surroundings& around_;
  Candidate best_, second_;
};

// The last segment of a path, and what stands before it. "a.b[].c" -> "c", "a.b[]".
std::string_view last_segment(std::string_view path, std::string_view& before) {
  while (path.ends_with("[]")) path.remove_suffix(2);
  const std::size_t dot = path.find_last_of('.');
  if (dot == std::string_view::npos || dot + 1 == path.size()) {
    before = {};
    return path;
  }
  before = path.substr(0, dot);
  return path.substr(dot + 1);
}

}  // namespace

const char* to_string(Privacy privacy) {
  static constexpr const char* kNames[] = {"none", "direct_identifier", "government_id", "quasi_identifier", "special_category", "financial", "credential", "pseudonymous", "organisation", "free_text"};
  return kNames[static_cast<int>(privacy)];
}

const char* to_string(Topic topic) {
  static constexpr const char* kNames[] = {"unknown", "person", "organisation", "thing", "event"};
  return kNames[static_cast<int>(topic)];
}

Result<Judge> Judge::make(const JudgeOptions& options) {
  std::vector<LexiconFile> files(shipped_lexicon().begin(), shipped_lexicon().end());
  std::vector<std::string> texts;
  if (!options.folder.empty()) {
    std::error_code failed;
    std::vector<std::filesystem::path> paths;
    for (auto at = std::filesystem::directory_iterator(options.folder, failed); !failed && at != std::filesystem::directory_iterator(); at.increment(failed))
      if (at->path().extension() == ".tsv") paths.push_back(at->path());
    if (failed) return invalid_error("the folder cannot be read: " + failed.message(), options.folder);
    std::sort(paths.begin(), paths.end());
    texts.reserve(paths.size());
    for (const auto& path : paths) {
      std::ifstream in(path, std::ios::binary);
      std::ostringstream text;
      if (!in || !(text << in.rdbuf())) return invalid_error("the file cannot be read", path.string());
      texts.push_back(text.str());
      files.push_back({path.filename().string(), texts.back()});
    }
  }
  MOCKDATA_ASSIGN(std::shared_ptr<const Lexicon> lexicon, Lexicon::read(files, options.policy));
  return Judge(std::move(lexicon));
}

const Judge& Judge::standard() {
  // The shipped files are part of the program; the tests read them, so that this cannot fail.
  static const Judge judge = [] {
    Result<Judge> made = make();
    return made.ok() ? std::move(*made) : Judge(std::make_shared<Lexicon>());
  }();
  return judge;
}

Topic Judge::topic_of(std::string_view entity) const {
  Parsed parsed;
  parse(*lexicon_, entity, parsed);
  return topic_of_items(parsed);
}

std::span<const Type> Judge::types() const { return lexicon_->types(); }
const Type* Judge::find_type(std::string_view name) const { return lexicon_->find_type(name); }

Verdict judge_parsed(const Lexicon& lexicon, const FieldFacts& facts, const Parsed& name, const Surroundings& around) {
  return Weigher(lexicon, facts, name, around).run();
}

void look_around(const Lexicon& lexicon, std::string_view parents, Parsed& parent, Surroundings& around) {
  around.parent = nullptr;
  around.parent_topic = Topic::kUnknown;
  parent.clear();
  while (!parents.empty()) {
    std::string_view rest;
    const std::string_view segment = last_segment(parents, rest);
    Parsed parsed;
    parse(lexicon, segment, parsed, &around.votes);
    if (!around.parent) {
      parent = parsed;
      around.parent = &parent;
    }
    around.parent_topic = topic_of_items(parsed);
    if (around.parent_topic != Topic::kUnknown) return;
    parents = rest;
  }
}

std::string_view name_and_parents(const FieldFacts& facts, std::string_view& parents) {
  std::string_view before;
  const std::string_view name = last_segment(facts.name, before);
  parents = before.empty() ? facts.parents : before;
  return name;
}

Verdict Judge::judge(const FieldFacts& facts) const {
  Surroundings around;
  around.entity_topic = facts.entity.empty() ? Topic::kUnknown : topic_of(facts.entity);
  std::string_view parents;
  const std::string_view name = name_and_parents(facts, parents);
  Parsed parsed, parent;
  look_around(*lexicon_, parents, parent, around);
  parse(*lexicon_, name, parsed, &around.votes);
  return judge_parsed(*lexicon_, facts, parsed, around);
}

}  // namespace mockdata::semantics
