// A lexicon laid out in one block (lexicon_layout.h).
#include <algorithm>
#include <cstring>

#include "semantics/lexicon_draft.h"

namespace mockdata::semantics {
namespace {

// The automaton of the words, smallest first letter first. Nodes behind one node stand together, so that a bit mask and a count
// find one; groups of nodes that are equal are kept once.
class Automaton {
 public:
  // `words` are sorted by their symbols and different.
  layout::Node build(const std::vector<std::string>& words) { return node(words, 0, words.size(), 0); }
  const std::vector<layout::Node>& nodes() const { return nodes_; }

 private:
  layout::Node node(const std::vector<std::string>& words, std::size_t first, std::size_t last, std::size_t depth) {
    layout::Node out = 0;
    if (first < last && words[first].size() == depth) {
      out = layout::kEndsWord;
      ++first;
    }
    std::vector<layout::Node> children;
    for (std::size_t i = first; i < last;) {
      const int s = layout::symbol(words[i][depth]);
      std::size_t end = i;
      while (end < last && layout::symbol(words[end][depth]) == s) ++end;
      out |= uint64_t{1} << s;
      children.push_back(node(words, i, end, depth + 1));
      i = end;
    }
    if (children.empty()) return out;
    const auto [at, fresh] = groups_.emplace(children, nodes_.size());
    if (fresh) nodes_.insert(nodes_.end(), children.begin(), children.end());
    return out | static_cast<uint64_t>(at->second) << layout::kSymbols;
  }

  std::map<std::vector<layout::Node>, std::size_t> groups_;
  std::vector<layout::Node> nodes_;
};

class Writer {
 public:
  explicit Writer(const LexiconDraft& draft) : draft_(draft) {}

  Result<LexiconBytes> run() {
    bytes_.resize(sizeof(layout::Header));
    for (std::size_t i = 0; i < 16; ++i) header_.role_atoms[i] = draft_.role_atoms[i];
    atoms();
    MOCKDATA_CHECK(words());
    automaton();
    senses();
    types();
    policies();
    std::vector<layout::HintRow> hints;
    for (const LexiconDraft::Hint& h : draft_.hints) hints.push_back({text(h.key), text(h.rule), h.weight, h.type, 0});
    std::vector<layout::LanguageRow> languages;
    for (std::size_t i = 0; i < draft_.languages.size(); ++i) languages.push_back({text(draft_.languages[i]), static_cast<uint32_t>(draft_.head_initial >> i & 1)});
    header_.hints = table(hints);
    header_.languages = table(languages);
    if (bytes_.size() > UINT32_MAX) return invalid_error("the lexicon is larger than 4 GB");
    LexiconBytes out((bytes_.size() + 7) / 8);
    header_.bytes = out.size() * 8;
    std::memcpy(bytes_.data(), &header_, sizeof header_);
    std::memcpy(out.data(), bytes_.data(), bytes_.size());
    return out;
  }

 private:
  layout::Text text(std::string_view letters) {
    const layout::Text out = {static_cast<uint32_t>(bytes_.size()), static_cast<uint32_t>(letters.size())};
    bytes_.append(letters);
    return out;
  }

  template <class Row>
  layout::Table table(const std::vector<Row>& rows) {
    bytes_.resize((bytes_.size() + 7) / 8 * 8);
    const layout::Table out = {static_cast<uint32_t>(bytes_.size()), static_cast<uint32_t>(rows.size())};
    if (!rows.empty()) bytes_.append(reinterpret_cast<const char*>(rows.data()), rows.size() * sizeof(Row));
    return out;
  }

  void atoms() {
    std::vector<layout::AtomRow> rows;
    for (const LexiconDraft::Atom& a : draft_.atoms) rows.push_back({text(a.name), a.head_penalty, static_cast<uint8_t>(a.role), 0, {}});
    for (const auto& [key, senses] : draft_.senses)
      for (int i = 0; i < 4; ++i)
        if (key >> 16) rows[key >> (16 * i) & 0xFFFF].joins = 1;
    header_.atoms = table(rows);
  }

  // A slot count that is a power of two and leaves half of them empty.
  static std::size_t slots_for(std::size_t count) {
    std::size_t slots = 1024;
    while (slots < count * 2) slots *= 2;
    return slots;
  }

  Status words() {
    std::vector<layout::WordSlot> slots(slots_for(draft_.words.size()));
    std::vector<uint64_t> likely(layout::kLikelyBits / 64);
    std::vector<Reading> readings;
    std::vector<AtomId> lists;
    std::map<std::vector<AtomId>, std::size_t> known;
    for (const auto& [letters, drafts] : draft_.words) sorted_.push_back(letters);
    std::sort(sorted_.begin(), sorted_.end());
    for (const std::string& letters : sorted_) {
      layout::WordSlot slot{};
      slot.hash = Lexicon::hash_seed();
      for (char c : letters) slot.hash = Lexicon::hash_next(slot.hash, c);
      slot.size = static_cast<uint8_t>(letters.size());
      slot.first = static_cast<uint32_t>(readings.size());
      for (const LexiconDraft::Reading& draft : draft_.words.at(letters)) {
        const auto [list, fresh] = known.emplace(draft.atoms, lists.size());
        if (fresh) lists.insert(lists.end(), draft.atoms.begin(), draft.atoms.end());
        if (list->second > UINT16_MAX) return invalid_error("the words mean too many different things");
        const layout::Text rule = text(draft.rule);
        readings.push_back({draft.languages, rule.at, static_cast<uint16_t>(list->second), static_cast<uint8_t>(rule.size), static_cast<uint8_t>(draft.atoms.size() & 127), draft.weak});
        slot.text = rule.at + rule.size - slot.size;  // a rule ends with its word
        if (++slot.readings == UINT8_MAX) break;
      }
      likely[layout::likely_bit(slot.hash) / 64] |= uint64_t{1} << layout::likely_bit(slot.hash) % 64;
      std::size_t at = slot.hash & (slots.size() - 1);
      while (slots[at].size) at = (at + 1) & (slots.size() - 1);
      slots[at] = slot;
    }
    header_.words = table(slots);
    header_.likely = table(likely);
    header_.readings = table(readings);
    header_.atom_lists = table(lists);
    return {};
  }

  // "con" does not begin a compound: "confirma" is no "con firma".
  bool only_grammar(const std::string& word) const {
    if (word.size() > 3) return false;
    const auto& drafts = draft_.words.at(word);
    return std::any_of(drafts.begin(), drafts.end(), [&](const auto& d) { return draft_.atoms[d.atoms[0]].role == Role::kStop; });
  }

  void automaton() {
    std::vector<std::string> plain;
    for (const std::string& word : sorted_)
      if (std::all_of(word.begin(), word.end(), [](char c) { return layout::symbol(c) >= 0; }) && !only_grammar(word)) plain.push_back(word);
    std::sort(plain.begin(), plain.end(), [](const std::string& a, const std::string& b) {
      return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return layout::symbol(x) < layout::symbol(y); });
    });
    Automaton automaton;
    const layout::Node root = automaton.build(plain);
    std::vector<layout::Node> nodes = automaton.nodes();
    header_.root = static_cast<uint32_t>(nodes.size());
    nodes.push_back(root);
    header_.nodes = table(nodes);
  }

  void senses() {
    std::vector<layout::SenseSlot> slots(slots_for(draft_.senses.size()));
    std::vector<Sense> all;
    for (const auto& [key, senses] : draft_.senses) {
      std::size_t at = sense_slot(key) & (slots.size() - 1);
      while (slots[at].key) at = (at + 1) & (slots.size() - 1);
      slots[at] = {key, static_cast<uint32_t>(all.size()), static_cast<uint32_t>(senses.size())};
      all.insert(all.end(), senses.begin(), senses.end());
    }
    header_.sense_sets = table(slots);
    header_.senses = table(all);
  }

  void types() {
    std::vector<layout::TypeRow> rows;
    for (const Type& t : draft_.types)
      rows.push_back({text("CON." + t.name), text(t.provider), text(t.arguments), text(t.about), t.kinds, static_cast<uint8_t>(t.privacy), {}});
    header_.types = table(rows);
  }

  void policies() {
    std::vector<layout::PolicyRow> rows;
    std::vector<uint8_t> allowed;
    for (const auto& [name, policy] : draft_.policies) {
      rows.push_back({text(name), policy.threshold, static_cast<uint32_t>(allowed.size())});
      for (std::size_t i = 0; i < draft_.types.size(); ++i) {
        const auto own = policy.of_type.find(static_cast<uint16_t>(i));
        const LexiconDraft::Row& row = own != policy.of_type.end() ? own->second : policy.of_class[static_cast<std::size_t>(draft_.types[i].privacy)];
        uint8_t bits = 0;
        for (std::size_t topic = 0; topic < row.size(); ++topic) bits = static_cast<uint8_t>(bits | row[topic] << topic);
        allowed.push_back(bits);
      }
    }
    header_.policies = table(rows);
    header_.allowed = table(allowed);
  }

  const LexiconDraft& draft_;
  std::vector<std::string> sorted_;
  std::string bytes_;
  layout::Header header_{};
};

}  // namespace

Result<LexiconBytes> compile_lexicon(std::span<const LexiconFile> files) {
  MOCKDATA_ASSIGN(const LexiconDraft draft, read_lexicon(files));
  return Writer(draft).run();
}

}  // namespace mockdata::semantics
