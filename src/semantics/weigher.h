// How a name is weighed (weigher.cc: words; decide.cc: hints and the verdict).
#pragma once

#include <algorithm>

#include "semantics/reading.h"

namespace mockdata::semantics {

constexpr uint16_t bit(Kind kind) { return static_cast<uint16_t>(1u << static_cast<int>(kind)); }
constexpr uint16_t kTimes = bit(Kind::kDate) | bit(Kind::kTime) | bit(Kind::kDatetime);

// Weights that belong to the method, not to words. Log-odds.
constexpr float kPerAtom = 1.5f;          // a longer pattern says more
constexpr float kHoldsHead = 1.0f;        // the meaning contains the head of the name
constexpr float kTopicFits = 0.5f;
constexpr float kByModifier = 1.5f, kByParent = 1.0f, kByEntity = 0.8f, kByTable = 0.5f;
constexpr float kUnreadHead = 1.2f;       // the head is no word that we know
constexpr float kUnreadHeadOfGeneric = 4; // the same for a meaning that is only "name", "code" or the like
constexpr float kUnreadHeadOfMoney = 4;   // "salary_structure" as text is no amount
constexpr float kCode = 6.5f;             // "email_code" is sent to the address, "phone_number_id" refers to it
constexpr float kCounted = 8.0f;          // "num_credit_cards" is no card's number
constexpr float kPlural = 3.0f;           // "leads" as one text is nobody's name
constexpr float kTelling = 0.5f;          // heads of at least this penalty say what the name is about
constexpr float kBareNoun = 2.5f;         // "merchant_range": a bare noun is the merchant's name only as the head
constexpr float kOfAnother = 3.0f;        // a bare "name" or "title" beside a word that it belongs to
constexpr float kUnreadWord = 0.3f;
constexpr float kUnreadContent = 1.0f;    // a known word that the meaning leaves out
constexpr float kWeakWord = 6;         // a word that could be several things, alone
constexpr float kWrongKind = 8.0f;
constexpr float kInSettings = 8.0f;       // "settings.notifications.email.new_follower" is a wish, no address
constexpr float kInNamed = 6.0f;          // "custom_fields[].name" is the field's name, whoever has the fields
constexpr float kInMachineTable = 4.0f;   // a bare "owner", "worker" or "name" in a table about locks or queues is no person
constexpr float kIsReference = 7.0f;
constexpr float kDecides = 4.0f;          // a shape of this weight proves itself
constexpr float kContradicts = 3.0f;      // the value's shape proves something else
constexpr float kDescribed = 2.5f;        // of what a meaning found in the description counts

struct TopicFound {
  Topic topic = Topic::kUnknown;
  float weight = 0;
  std::string_view rule;
};

// One meaning that a run of items may have. Only the best is explained, so that it remembers where it was found.
struct Candidate {
  uint16_t type = 0;
  Topic topic = Topic::kUnknown;
  float total = -100;
  const Sense* sense = nullptr;
  const Parsed* parsed = nullptr;   // where it was found, or nullptr:
  const Hint* hint = nullptr;       // what it was taken from,
  bool described = false;           // or the field's description (then its reasons stand in the verdict)
  uint8_t first = 0, last = 0, size = 0;
  bool itself = false, of_entity = false;
  const Hint* confirmed[2] = {nullptr, nullptr};
};

// Every run of words that means something is weighed; the heaviest is explained.
class Weigher {
 public:
  Weigher(const Lexicon& lexicon, const FieldFacts& facts, const Parsed& name, const Surroundings& around, Verdict& out)
      : lex_(lexicon), facts_(facts), name_(name), around_(around), out_(out) {}

  Open run() {
    judge();
    out_.asks = asks();
    open_.topic = out_.topic == Topic::kUnknown && !objects();
    open_.policy = open_.policy && open_.topic;
    return open_;
  }

 private:
  bool objects() const { return facts_.kind == Kind::kObject || facts_.kind == Kind::kArray; }
  void judge();

  // weigher.cc
  bool is_way(const Item& item) const;
  bool only_key(const Parsed& parsed) const;
  bool key_of_another(const Parsed& parsed, int first, int size, const Sense& sense) const;
  bool plural(const Item& item) const;
  bool counted(const Parsed& parsed) const;
  void offer(const Candidate& candidate);
  void consider(const Parsed& parsed, int own, bool itself);
  TopicFound topic_for(const Parsed& parsed, int first, int last) const;
  void weigh(const Parsed& parsed, int first, int last, int size, std::span<const Sense> senses, bool itself);
  template <class Into>
  void add_up(const Candidate& c, const TopicFound& topic, Into& into) const;
  template <class Take>
  void unread(const Candidate& c, bool holds_truth, const Take& take) const;
  template <class Take>
  void around(const Candidate& c, const Take& take) const;
  template <class Take>
  void facts(uint16_t number, const Take& take) const;
  void explain(const Candidate& c);

  // decide.cc
  bool contradicts(const Type& type) const;
  void hint(const Hint* found);
  void hints();
  void described();
  bool lookup(const Candidate& c) const;
  bool opaque() const;
  bool asks() const;
  void decide();
  bool known_by_kind(bool pii);
  void because(std::string_view rule, float weight) {
    if (out_.reason_count < Verdict::kMostReasons) out_.reasons[out_.reason_count++] = {rule, weight};
  }

  const Lexicon& lex_;
  const FieldFacts& facts_;
  const Parsed& name_;
  const Surroundings& around_;
  Verdict& out_;
  Parsed joined_;
  Open open_;
  bool of_entity_ = false;  // what is weighed now was found with the entity's name
  bool only_way_ = false;   // the name is "from" or "to"
  Candidate best_, second_;
};

}  // namespace mockdata::semantics
