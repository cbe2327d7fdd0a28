// What a field means, and whether it is personal: judged from its name, the objects around it, its entity, its type and
// the like, and at most from the shape of one value; never from values.
//
// Two axes are kept apart: the semantic type ("person.first_name": what to generate) and the privacy class ("direct
// identifier": how to treat it). The way from a name to a verdict:
//   fold and tokenise   "dtGeburt_KUNDE" -> dt geburt kunde         (names.h)
//   read                words of all languages into language-free atoms: date birth customer   (lexicon.h)
//   match               runs of atoms against the concepts, whole words only: never a substring
//   weigh               generic heads ("name", "id") by modifier, parent object and entity; flag words; types; formats
//   explain             every contribution is a Reason with the id of its rule
// Words, concepts, types and the policy are data: data/lexicon, compiled in; a folder of further files may be given.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace mockdata::semantics {

enum class Privacy : uint8_t {
  kNone, kDirectIdentifier, kGovernmentId, kQuasiIdentifier, kSpecialCategory, kFinancial, kCredential, kPseudonymous, kOrganisation, kFreeText,
  kUnknown  // of no type: of a verdict that asks
};
const char* to_string(Privacy privacy);  // "direct_identifier"

// What a field's declared type lets it hold. kNumber is whole or not: the type does not say.
enum class Kind : uint8_t { kUnknown, kText, kInteger, kFraction, kNumber, kBool, kDate, kTime, kDatetime, kUuid, kBinary, kJson, kObject, kArray };
// "varchar(20)", "string[]" (its element), "timestamp with time zone", "nvarchar", "xs:date" …
Kind kind_from(std::string_view type_word);

// The shape of one value, found by a validator of the whole value and then forgotten with it.
enum class ValueShape : uint8_t { kNone, kEmail, kPhone, kIban, kIp, kMac, kUuid, kUrl, kDate, kDatetime, kCard, kNationalId, kNationalNumber, kObjectId, kColour };

// What an entity, a parent object or a modifier is about.
enum class Topic : uint8_t { kUnknown, kPerson, kOrganisation, kThing, kEvent };
const char* to_string(Topic topic);

// What is known of a field. The views must live as long as the call.
struct FieldFacts {
  std::string_view name;         // may be a path ("email_addresses[].value"): its last segment is the name
  std::string_view parents;      // further objects around it, dotted: "customer.billing"
  std::string_view entity;
  Kind kind = Kind::kUnknown;
  int max_length = 0;            // 0: unsaid
  bool primary_key = false;
  bool reference = false;        // a foreign key: the reference is generated, not a person's value
  std::string_view format;       // as API documents declare it: "email"
  std::string_view description;
  ValueShape shape = ValueShape::kNone;
};

// A semantic type, as data/lexicon/types.tsv describes it.
struct Type {
  std::string name;              // "person.first_name"; "" where nothing is known
  Privacy privacy = Privacy::kNone;
  uint16_t kinds = 0;            // bit per Kind
  std::string provider, arguments;  // a Faker name, and its arguments as a JSON object; both may be empty
  std::string about;
};

struct Reason {
  std::string_view rule;         // "LEX.de.vorname", "CON.person.first_name", "CTX.entity.person", "NEG.flag" …
  float weight;                  // log-odds that it added
};

struct Verdict {
  static constexpr int kMostReasons = 12;
  const Type* type = nullptr;    // never null after a judgement
  const Type* runner_up = nullptr;
  Topic topic = Topic::kUnknown;
  bool pii = false;
  bool asks = false;             // nothing says what the column holds ("attr3", "value"), and it may be a person's: somebody has to say
  float score = 0;               // 0..1: how sure the type is
  uint8_t reason_count = 0;
  Reason reasons[kMostReasons];

  std::span<const Reason> why() const { return {reasons, reason_count}; }
  Privacy privacy() const { return asks ? Privacy::kUnknown : type->privacy; }
};

struct JudgeOptions {
  std::string folder;             // further files in the form of data/lexicon; a row given again replaces the shipped one
  std::string policy = "default"; // or "strict", or a policy that the folder brings (policy.NAME.tsv)
};

class Lexicon;

// Immutable and safe to share between threads.
class Judge {
 public:
  static Result<Judge> make(const JudgeOptions& options = {});
  // Built once, of the shipped files and the default policy.
  static const Judge& standard();

  Verdict judge(const FieldFacts& facts) const;
  // All fields of one entity together: siblings tell the language, a prefix that every column has, and what the entity
  // is about when its name does not. `verdicts` is as long as `fields`; every field's entity is the first one's.
  void judge_table(std::span<const FieldFacts> fields, std::span<Verdict> verdicts) const;

  Topic topic_of(std::string_view entity) const;
  std::span<const Type> types() const;
  const Type* find_type(std::string_view name) const;
  const Lexicon& lexicon() const { return *lexicon_; }

 private:
  explicit Judge(std::shared_ptr<const Lexicon> lexicon) : lexicon_(std::move(lexicon)) {}
  std::shared_ptr<const Lexicon> lexicon_;
};

}  // namespace mockdata::semantics
