// From the weighed meanings, the declared format, the shape of a value and the description to the verdict.
#include "semantics/weigher.h"

namespace mockdata::semantics {
namespace {

// The logistic function by arithmetic alone, so that every machine gets the same score.
float score_of(float log_odds) {
  const float y = std::clamp(log_odds / 2, -3.0f, 3.0f);
  const float t = y * (27 + y * y) / (27 + 9 * y * y);
  return std::clamp(0.5f + 0.5f * t, 0.01f, 0.99f);
}

std::string_view to_word(ValueShape shape) {
  static constexpr std::string_view kWords[] = {"", "email", "phone", "iban", "ip", "mac", "uuid", "url", "date", "datetime", "card", "national_id", "national_number", "object_id", "colour"};
  return kWords[static_cast<int>(shape)];
}

void confirm(Candidate& c, const Hint* found) {
  c.total += found->weight;
  c.confirmed[c.confirmed[0] ? 1 : 0] = found;
}

}  // namespace

// A shape that proves itself, of another type than the name says.
bool Weigher::contradicts(const Type& type) const {
  const Hint* hint = lex_.hint("shape", to_word(facts_.shape));
  return hint && hint->weight >= kDecides && lex_.types()[hint->type].name != type.name && type.kinds & bit(Kind::kText) && type.privacy != Privacy::kFreeText;
}

void Weigher::hint(const Hint* found) {
  if (!found) return;
  if (found->type == best_.type) return confirm(best_, found);
  if (found->type == second_.type) {
    Candidate c = second_;
    confirm(c, found);
    return offer(c);
  }
  if (!(lex_.types()[found->type].kinds & bit(facts_.kind))) return;
  // Digits that chance makes a card or an identity number one of a hundred times prove nothing that the name does not say.
  const Privacy privacy = lex_.types()[found->type].privacy;
  if (found->weight < kDecides && (privacy == Privacy::kGovernmentId || privacy == Privacy::kFinancial)) return;
  Candidate c;
  c.type = found->type;
  c.topic = topic_for(name_, 0, name_.count - 1).topic;
  c.total = found->weight;
  c.hint = found;
  offer(c);
}

void Weigher::hints() {
  if (!facts_.format.empty()) {
    std::string folded;  // declared formats are hints in any case: "Email"
    for (char ch : facts_.format.substr(0, 32)) folded += ch >= 'A' && ch <= 'Z' ? static_cast<char>(ch + 32) : ch;
    hint(lex_.hint("format", folded));
  }
  if (facts_.shape != ValueShape::kNone) hint(lex_.hint("shape", to_word(facts_.shape)));
  if (best_.total < 1 && !facts_.description.empty()) described();
}

// The beginning of a description may say what an opaque name means. Only meanings that are certain by themselves count.
void Weigher::described() {
  const std::string_view text = facts_.description.substr(0, facts_.description.find_first_of(".;(\n"));
  Parsed parsed;
  parse(lex_, text.substr(0, 80), parsed);
  if (parsed.count > 10) return;
  FieldFacts bare;
  bare.kind = facts_.kind;
  Verdict verdict;
  Weigher inner(lex_, bare, parsed, around_, verdict);
  inner.consider(parsed, 0, true);
  open_.topics |= inner.open_.topics;
  if (inner.best_.total < 4) return;
  Candidate c;
  c.type = inner.best_.type;
  c.topic = inner.best_.topic;
  c.total = inner.best_.total - kDescribed;
  c.described = true;
  if (c.total > best_.total) {
    inner.explain(inner.best_);
    std::copy(verdict.reasons, verdict.reasons + verdict.reason_count, out_.reasons);
    out_.reason_count = verdict.reason_count;
    because("DOC.description", -kDescribed);
  }
  offer(c);
}

// A table of countries or genders, not of persons: "countries" with "name" or "country_name".
bool Weigher::lookup(const Candidate& c) const {
  const Type& type = lex_.types()[c.type];
  if (type.privacy != Privacy::kQuasiIdentifier || type.name.starts_with("device.")) return false;
  if (c.of_entity) return true;
  if (c.parsed != &name_ || !around_.entity || around_.entity_topic != Topic::kUnknown || around_.table_topic == Topic::kPerson) return false;
  bool content = false;
  for (int i = c.first; i <= c.last; ++i) {
    const Item& item = name_.items[i];
    if (item.role != Role::kContent) continue;
    content = true;
    const auto same = [&](const Item& e) { return e.atom == item.atom; };
    if (std::none_of(around_.entity->items, around_.entity->items + around_.entity->count, same)) return false;
  }
  return content;
}

// "field_12", "custom_text_1", "num1": one of many that are only numbered, whatever the table is about.
bool Weigher::opaque() const {
  bool numbered = false, generic = false;
  for (int i = 0; i < name_.count; ++i) {
    const Item& item = name_.items[i];
    if (item.role == Role::kNeutral || item.role == Role::kStop) continue;
    if (item.role == Role::kNumber) {
      numbered = i > 0;
      continue;
    }
    const Lexicon::Atoms& atoms = lex_.special();
    if (item.role != Role::kGeneric || (lex_.atom(item.atom).head_penalty > 0.2f && item.atom != atoms.number && item.atom != atoms.code && item.atom != atoms.date)) return false;
    generic = true;
  }
  return numbered && generic;
}

// Whether somebody has to say what the column holds: it may be a person's, and neither name nor type nor value tells.
bool Weigher::asks() const {
  constexpr uint16_t kHolders = bit(Kind::kUnknown) | bit(Kind::kText) | bit(Kind::kJson) | bit(Kind::kInteger) | bit(Kind::kNumber);
  if (!(bit(facts_.kind) & kHolders) || facts_.primary_key || facts_.reference || out_.pii) return false;
  const Type* type = out_.type;
  const bool says_nothing = type->name.empty() || type == lex_.known().text || (type == lex_.known().data && facts_.kind != Kind::kJson);
  if (says_nothing) return true;
  if (best_.hint && type == lex_.known().date && best_.hint->key.starts_with("shape")) return true;  // a date in a text: of what?
  return out_.score < lex_.threshold() && type->privacy != Privacy::kNone && type->privacy != Privacy::kPseudonymous;
}

void Weigher::decide() {
  if (opaque() && best_.itself && !best_.hint && !best_.described && facts_.kind != Kind::kDate && facts_.kind != Kind::kDatetime) return because("NAME.opaque", 0);
  const bool guessed = best_.total > -2;
  const float score = score_of(best_.total);
  const bool pii = guessed && score >= lex_.threshold() && lex_.pii(best_.type, best_.topic);
  // Below even odds the kind may still say something sure.
  if (best_.total <= 0) open_.topics = 0xFF;  // what is personal decides here: another topic, another verdict
  if (best_.total <= 0 && known_by_kind(pii)) {
    if (best_.type && best_.total > -20) out_.runner_up = &lex_.types()[best_.type];
    return;
  }
  if (guessed) {
    out_.type = &lex_.types()[best_.type];
    out_.topic = best_.topic;
    out_.score = score;
    out_.pii = pii && !lookup(best_);
    open_.policy = score >= lex_.threshold() && !lookup(best_);
    if (lookup(best_)) open_.topics = 0xFF;
    if (second_.total > -2) out_.runner_up = &lex_.types()[second_.type];
    if (!best_.described) explain(best_);
    if (lookup(best_)) because("CTX.entity.lookup", 0);
    return;
  }
  out_.topic = topic_for(name_, 0, name_.count - 1).topic;
  because("NONE", 0);
  if (best_.type && best_.total > -20) out_.runner_up = &lex_.types()[best_.type];
}

bool Weigher::known_by_kind(bool pii) {
  const auto known = [&](const Type* type, std::string_view rule) {
    out_.type = type;
    out_.topic = topic_for(name_, 0, name_.count - 1).topic;
    out_.score = 0.6f;
    out_.reason_count = 0;
    because(rule, 0.4f);
    return true;
  };
  if (facts_.kind == Kind::kBool) return known(lex_.known().flag, "KIND.bool");
  if (bit(facts_.kind) & kTimes) return known(lex_.known().date, "KIND.date");
  if (facts_.kind == Kind::kUuid) return known(lex_.known().uuid, "KIND.uuid");
  const bool flag = std::any_of(name_.items, name_.items + name_.count, [](const Item& i) { return i.role == Role::kFlag; });
  return flag && !pii && known(lex_.known().about_a_field, "NEG.flag");
}

}  // namespace mockdata::semantics
