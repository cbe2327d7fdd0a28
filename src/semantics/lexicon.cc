#include "semantics/lexicon.h"

#include <algorithm>
#include <cstring>

namespace mockdata::semantics {
namespace {

Tells tells_of(const Type& type) {
  static constexpr std::string_view kSurelyPerson[] = {"person.first_name", "person.last_name", "person.birth_date", "person.gender", "person.full_name", "person.marital_status",
                                                       "government.national_id", "government.ssn"};
  static constexpr std::string_view kPerson[] = {"person.mobile", "person.username", "credential.password", "person.job_title"};
  static constexpr std::string_view kOrganisation[] = {"organisation.vat", "organisation.registration", "organisation.legal_form", "organisation.duns", "organisation.lei", "bank.ticker"};
  static constexpr std::string_view kLikelyOrganisation[] = {"crm.company_size", "crm.annual_revenue"};
  static constexpr std::string_view kThing[] = {"key.sku", "money.price", "key.ean", "measure.quantity", "thing.version", "thing.mime_type"};
  static constexpr std::string_view kPlace[] = {"address.city", "address.postal_code", "address.street", "address.country", "address.country_code"};
  const auto in = [&](const auto& list) { return std::find(std::begin(list), std::end(list), type.name) != std::end(list); };
  Tells out;
  if (type.privacy == Privacy::kSpecialCategory || in(kSurelyPerson)) out.person = 2;
  else if (in(kPerson)) out.person = 1;
  else if (in(kOrganisation)) out.organisation = 2;
  else if (in(kLikelyOrganisation)) out.organisation = 1;
  else if (in(kThing)) out.thing = 2;
  out.place = in(kPlace);
  out.region = type.name == "address.region" || type.name == "address.region_code";
  return out;
}

}  // namespace

uint64_t sense_key_of_many(const AtomId* atoms, int count) {
  AtomId sorted[4] = {0, 0, 0, 0};
  int n = 0;
  for (int i = 0; i < count; ++i) {
    int at = 0;
    while (at < n && sorted[at] < atoms[i]) ++at;
    if (at < n && sorted[at] == atoms[i]) continue;
    for (int j = n; j > at; --j) sorted[j] = sorted[j - 1];
    sorted[at] = atoms[i];
    ++n;
  }
  return static_cast<uint64_t>(sorted[0]) | static_cast<uint64_t>(sorted[1]) << 16 | static_cast<uint64_t>(sorted[2]) << 32 | static_cast<uint64_t>(sorted[3]) << 48;
}

Result<std::shared_ptr<const Lexicon>> Lexicon::read(std::span<const LexiconFile> files, const std::string& policy) {
  MOCKDATA_ASSIGN(LexiconBytes bytes, compile_lexicon(files));
  return open({}, std::move(bytes), policy);
}

Result<std::shared_ptr<const Lexicon>> Lexicon::open(std::span<const uint64_t> bytes, LexiconBytes owned, const std::string& policy) {
  auto lex = std::make_shared<Lexicon>();
  lex->owned_ = std::move(owned);
  lex->text_ = reinterpret_cast<const char*>(bytes.empty() ? lex->owned_.data() : bytes.data());
  const layout::Header& header = *(lex->header_ = reinterpret_cast<const layout::Header*>(lex->text_));
  const auto policies = lex->rows<layout::PolicyRow>(header.policies);
  const auto chosen = std::find_if(policies.begin(), policies.end(), [&](const layout::PolicyRow& p) { return lex->text(p.name) == policy; });
  if (chosen == policies.end()) return invalid_error("there is no policy \"" + policy + "\"", {}, "default and strict are shipped; policy.NAME.tsv in the lexicon's folder adds one");
  lex->threshold_ = chosen->threshold;
  lex->allowed_ = lex->rows<uint8_t>(header.allowed).data() + chosen->first;
  lex->words_ = lex->rows<layout::WordSlot>(header.words);
  lex->sense_sets_ = lex->rows<layout::SenseSlot>(header.sense_sets);
  lex->nodes_ = lex->rows<layout::Node>(header.nodes);
  lex->likely_ = lex->rows<uint64_t>(header.likely).data();
  lex->readings_ = lex->rows<Reading>(header.readings).data();
  lex->senses_ = lex->rows<Sense>(header.senses).data();
  lex->atom_lists_ = lex->rows<AtomId>(header.atom_lists).data();
  for (const layout::AtomRow& row : lex->rows<layout::AtomRow>(header.atoms)) {
    lex->atoms_.push_back({lex->text(row.name), static_cast<Role>(row.role), row.head_penalty, row.joins != 0});
  }
  const auto atom = [&](std::string_view name) {
    const auto found = std::find_if(lex->atoms_.begin(), lex->atoms_.end(), [&](const Atom& a) { return a.name == name; });
    return static_cast<AtomId>(found == lex->atoms_.end() ? 0 : found - lex->atoms_.begin());
  };
  lex->special_ = {atom("id"), atom("name"), atom("number"), atom("code"), atom("date"), atom("bag"), atom("settings"), atom("preference"), atom("is"), atom("flag"), atom("attempts"), atom("verified"), atom("of_word"), atom("from_word"), atom("to_word")};
  const auto types = lex->rows<layout::TypeRow>(header.types);
  lex->types_.resize(types.size());
  for (std::size_t i = 0; i < types.size(); ++i) {
    const layout::TypeRow& row = types[i];
    const std::string_view rule = lex->text(row.rule);
    lex->types_[i] = {std::string(rule.substr(4)), static_cast<Privacy>(row.privacy), row.kinds, std::string(lex->text(row.provider)), std::string(lex->text(row.arguments)), std::string(lex->text(row.about))};
    lex->sense_rules_.push_back(rule);
    lex->tells_.push_back(tells_of(lex->types_[i]));
  }
  const auto known = [&](std::string_view name) { const Type* type = lex->find_type(name); return type ? type : &lex->types_[0]; };
  lex->known_ = {known("flag.bool"), known("time.date"), known("key.uuid"), known("flag.metadata"), known("flag.status"), known("text.generic"), known("text.json"),
                 known("address.street"), known("address.street_name"), known("address.house_number"), known("address.postal_code")};
  for (const layout::HintRow& row : lex->rows<layout::HintRow>(header.hints)) lex->hints_.push_back({lex->text(row.key), lex->text(row.rule), row.type, row.weight});
  const auto languages = lex->rows<layout::LanguageRow>(header.languages);
  for (std::size_t i = 0; i < languages.size(); ++i) lex->head_initial_ |= uint64_t{languages[i].head_initial} << i;
  return std::shared_ptr<const Lexicon>(std::move(lex));
}

std::span<const Reading> Lexicon::look_up(std::string_view letters, uint32_t hash) const {
  const std::size_t mask = words_.size() - 1;
  for (std::size_t at = hash & mask; words_[at].size; at = (at + 1) & mask) {
    const layout::WordSlot& word = words_[at];
    if (word.hash == hash && word.size == letters.size() && std::memcmp(text_ + word.text, letters.data(), word.size) == 0) return {readings_ + word.first, word.readings};
  }
  return {};
}

std::span<const Reading> Lexicon::readings(std::string_view letters) const {
  uint32_t hash = hash_seed();
  for (char c : letters) hash = hash_next(hash, c);
  return readings(letters, hash);
}

std::span<const Sense> Lexicon::senses(const AtomId* atoms, int count) const {
  const uint64_t key = sense_key(atoms, count);
  if (sense_sets_.empty()) return {};
  const std::size_t mask = sense_sets_.size() - 1;
  for (std::size_t at = sense_slot(key) & mask; sense_sets_[at].key; at = (at + 1) & mask)
    if (sense_sets_[at].key == key) return {senses_ + sense_sets_[at].first, sense_sets_[at].count};
  return {};
}

int Lexicon::segment(std::string_view letters, uint8_t (&borders)[8]) const {
  constexpr int kMost = 64, kPieces = 7, kNever = 1 << 20;
  const int n = static_cast<int>(letters.size());
  if (n < 5 || n > kMost || nodes_.empty()) return 0;
  // cost[i]: the least cost of cutting the first i letters. Long words are cheap, short ones dear, so that the fewest and
  // longest pieces win; words of two or three letters stand only at an end, beside longer ones.
  int cost[kMost + 1];
  uint8_t from[kMost + 1];
  std::fill(cost, cost + n + 1, kNever);
  cost[0] = 0;
  for (int i = 0; i < n; ++i) {
    if (cost[i] == kNever) continue;
    layout::Node node = nodes_[header_->root];
    for (int j = i; j < n; ++j) {
      const int s = layout::symbol(letters[static_cast<std::size_t>(j)]);
      if (s < 0 || !(node >> s & 1)) break;
      const uint64_t base = (node & ~layout::kEndsWord) >> layout::kSymbols;
      node = nodes_[base + static_cast<unsigned>(__builtin_popcountll(node & ((uint64_t{1} << s) - 1)))];
      if (!(node & layout::kEndsWord)) continue;
      const int size = j + 1 - i;
      if (size == n || size < 2 || (size < 4 && i != 0 && j + 1 != n)) continue;
      const std::string_view piece = letters.substr(static_cast<std::size_t>(i), static_cast<std::size_t>(size));
      const bool key = size == 2 && (piece == "id" || piece == "nr" || piece == "no" || piece == "nm" || piece == "cd" || piece == "dt");
      const int price = cost[i] + (size >= 6 ? 10 : size == 5 ? 11 : size == 4 ? 13 : size == 3 ? 18 : key ? 16 : 24);
      if (price < cost[j + 1]) {
        cost[j + 1] = price;
        from[j + 1] = static_cast<uint8_t>(i);
      }
    }
  }
  // German and Nordic compounds may join words with s, n, en or e: those stand in the lexicon as forms of their words.
  if (cost[n] == kNever) return 0;
  uint8_t back[kMost + 1];
  int pieces = 0, longest = 0;
  for (int at = n; at > 0; at = from[at]) {
    back[pieces++] = static_cast<uint8_t>(at);
    longest = std::max(longest, at - from[at]);
    if (pieces > kPieces) return 0;
  }
  if (longest < 4 || cost[n] > 10 * pieces + 14) return 0;
  borders[0] = 0;
  for (int i = 0; i < pieces; ++i) borders[i + 1] = back[pieces - 1 - i];
  return pieces;
}

const Type* Lexicon::find_type(std::string_view name) const {
  for (const Type& type : types_)
    if (type.name == name) return &type;
  return nullptr;
}

const Hint* Lexicon::hint(std::string_view kind, std::string_view word) const {
  for (const Hint& hint : hints_)
    if (hint.key.size() == kind.size() + 1 + word.size() && hint.key.starts_with(kind) && hint.key.ends_with(word)) return &hint;
  return nullptr;
}

std::string_view Lexicon::language(int bit) const { return text(rows<layout::LanguageRow>(header_->languages)[static_cast<std::size_t>(bit)].name); }

std::vector<std::pair<std::string, std::span<const Reading>>> Lexicon::words() const {
  std::vector<std::pair<std::string, std::span<const Reading>>> out;
  for (const layout::WordSlot& word : words_)
    if (word.size) out.emplace_back(std::string(text_ + word.text, word.size), std::span<const Reading>(readings_ + word.first, word.readings));
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return out;
}

}  // namespace mockdata::semantics
