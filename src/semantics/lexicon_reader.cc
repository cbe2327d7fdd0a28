#include <algorithm>
#include <charconv>
#include <map>
#include <unordered_map>

#include "base/nearest.h"
#include "semantics/lexicon.h"
#include "semantics/names.h"

namespace mockdata::semantics {
namespace {

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\r')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0;;) {
    const std::size_t end = text.find(separator, at);
    out.push_back(trim(text.substr(at, end == std::string_view::npos ? end : end - at)));
    if (end == std::string_view::npos) return out;
    at = end + 1;
  }
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> out = split(text, ' ');
  out.erase(std::remove_if(out.begin(), out.end(), [](std::string_view w) { return w.empty(); }), out.end());
  return out;
}

constexpr const char* kRoles[] = {"content", "person", "org", "thing", "event", "flag", "tail", "generic", "neutral", "stop"};
constexpr const char* kPrivacy[] = {"none", "direct_identifier", "government_id", "quasi_identifier", "special_category", "financial", "credential", "pseudonymous", "organisation", "free_text"};
constexpr const char* kTopics[] = {"none", "person", "org", "thing", "event"};
// Languages in which the head of a name comes first: "date de naissance".
constexpr std::string_view kHeadInitial[] = {"fr", "es", "it", "pt", "ca", "ro", "pl"};
constexpr std::size_t kMostWordBytes = 64, kMostFileBytes = 8u << 20;

template <class List>
int position(const List& list, std::string_view word) {
  for (std::size_t i = 0; i < std::size(list); ++i)
    if (word == list[i]) return static_cast<int>(i);
  return -1;
}

uint16_t kinds_from(std::string_view letters, bool& known) {
  const auto bit = [](Kind kind) { return static_cast<uint16_t>(1u << static_cast<int>(kind)); };
  uint16_t out = bit(Kind::kUnknown);
  known = !letters.empty();
  for (char c : letters) {
    switch (c) {
      case 't': out |= bit(Kind::kText) | bit(Kind::kJson); break;
      case 'i': out |= bit(Kind::kInteger); break;
      case 'f': out |= bit(Kind::kFraction); break;
      case 'b': out |= bit(Kind::kBool); break;
      case 'd': out |= bit(Kind::kDate); break;
      case 'c': out |= bit(Kind::kTime); break;
      case 'z': out |= bit(Kind::kDatetime); break;
      case 'u': out |= bit(Kind::kUuid); break;
      case 'x': out |= bit(Kind::kBinary); break;
      default: known = false;
    }
  }
  return out;
}

uint64_t sense_key(const AtomId* atoms, int count) {
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

std::size_t spread(uint64_t key) { return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ull) >> 32); }

int symbol(char c) { return c >= 'a' && c <= 'z' ? c - 'a' : c >= '0' && c <= '9' ? c - '0' + 26 : -1; }

}  // namespace

class LexiconReader {
 public:
  explicit LexiconReader(const std::string& policy) : policy_name_(policy), out_(std::make_shared<Lexicon>()) {
    out_->atoms_.emplace_back();
    out_->types_[0].kinds = 0xFFFF;
    out_->languages_ = {"en"};
  }

  Result<std::shared_ptr<const Lexicon>> run(std::span<const LexiconFile> files) {
    // What others refer to comes first, whatever the order of the files.
    for (std::string_view step : {"atoms", "types", "concepts", "words", "vendor", "hints", "policy"}) {
      for (const LexiconFile& file : files) {
        if (split(file.name, '.')[0] != step) continue;
        if (file.text.size() > kMostFileBytes) return invalid_error("the file is larger than 8 MB", file.name);
        MOCKDATA_CHECK(read(step, file));
      }
    }
    if (!policy_found_) return invalid_error("there is no policy \"" + policy_name_ + "\"", {}, "default and strict are shipped; policy.NAME.tsv in the lexicon's folder adds one");
    build();
    return std::shared_ptr<const Lexicon>(out_);
  }

 private:
  Status read(std::string_view step, const LexiconFile& file) {
    const std::vector<std::string_view> parts = split(file.name, '.');
    const std::string tag(parts.size() > 2 ? parts[1] : std::string_view());
    if (step == "policy" && (tag.empty() ? "default" : tag) != policy_name_) return {};
    if (step == "policy") policy_found_ = true;
    int language = 0;
    if (step == "words" || step == "vendor") {
      if (tag.empty()) return invalid_error("the name of the file has no language", file.name, "call it words.de.tsv or the like");
      MOCKDATA_ASSIGN(language, language_of(tag, file.name));
    }
    std::size_t number = 0;
    for (std::string_view line : split(file.text, '\n')) {
      ++number;
      if (line.empty() || line[0] == '#') continue;
      where_ = file.name + ":" + std::to_string(number);
      const std::vector<std::string_view> cells = split(line, '\t');
      const Status status = step == "atoms" ? atoms(cells) : step == "types" ? type(cells) : step == "concepts" ? concept_row(cells) : step == "hints" ? hint(cells)
                            : step == "policy" ? policy(cells) : words(cells, language);
      if (!status.ok()) return status;
    }
    return {};
  }

  Error fault(std::string message, std::string hint = {}) const { return invalid_error(std::move(message), where_, std::move(hint)); }

  Result<int> language_of(const std::string& tag, const std::string& file) {
    for (std::size_t i = 0; i < out_->languages_.size(); ++i)
      if (out_->languages_[i] == tag) return static_cast<int>(i);
    if (out_->languages_.size() == kLanguages) return invalid_error("more than 64 languages", file);
    out_->languages_.push_back(tag);
    const int bit = static_cast<int>(out_->languages_.size()) - 1;
    if (position(kHeadInitial, tag) >= 0) out_->head_initial_ |= uint64_t{1} << bit;
    return bit;
  }

  Result<AtomId> make_atom(std::string_view name) {
    if (const auto found = atom_ids_.find(std::string(name)); found != atom_ids_.end()) return found->second;
    if (out_->atoms_.size() == 0xFFFF) return fault("too many atoms");
    const AtomId id = static_cast<AtomId>(out_->atoms_.size());
    out_->atoms_.emplace_back().name = name;
    atom_ids_.emplace(name, id);
    return id;
  }

  Status number(std::string_view cell, float& into) {
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), into);
    if (error != std::errc() || end != cell.data() + cell.size() || !(into > -100 && into < 100)) return fault("expected a number, found \"" + std::string(cell) + "\"");
    return {};
  }

  Status atoms(const std::vector<std::string_view>& cells) {
    if (cells.size() != 3) return fault("expected role, penalty, atoms");
    const int role = position(kRoles, cells[0]);
    if (role < 0) return fault("no role is called \"" + std::string(cells[0]) + "\"");
    float penalty = 0;
    MOCKDATA_CHECK(number(cells[1], penalty));
    for (std::string_view name : words_of(cells[2])) {
      MOCKDATA_ASSIGN(const AtomId id, make_atom(name));
      out_->atoms_[id].role = static_cast<Role>(role);
      out_->atoms_[id].head_penalty = penalty;
      if (!out_->role_atoms_[static_cast<std::size_t>(role)]) out_->role_atoms_[static_cast<std::size_t>(role)] = id;
    }
    return {};
  }

  Status type(const std::vector<std::string_view>& cells) {
    if (cells.size() != 6) return fault("expected type, privacy class, kinds, provider, arguments, about");
    Type made;
    made.name = cells[0];
    const int privacy = position(kPrivacy, cells[1]);
    if (privacy < 0) return fault("no privacy class is called \"" + std::string(cells[1]) + "\"");
    made.privacy = static_cast<Privacy>(privacy);
    bool known = false;
    made.kinds = kinds_from(cells[2], known);
    if (!known) return fault("kinds are letters of tifbdczux, found \"" + std::string(cells[2]) + "\"");
    made.provider = cells[3];
    made.arguments = cells[4];
    made.about = cells[5];
    const auto [at, fresh] = type_ids_.emplace(made.name, out_->types_.size());
    if (fresh) out_->types_.push_back(std::move(made));
    else out_->types_[at->second] = std::move(made);
    return {};
  }

  Result<uint16_t> find_type(std::string_view name) const {
    if (const auto found = type_ids_.find(std::string(name)); found != type_ids_.end()) return static_cast<uint16_t>(found->second);
    std::vector<std::string> names;
    for (const auto& [known, id] : type_ids_) names.push_back(known);
    const std::string near = nearest(std::string(name), names);
    return fault("no type is called \"" + std::string(name) + "\"", near.empty() ? "types.tsv lists them" : "did you mean \"" + near + "\"?");
  }

  Status concept_row(const std::vector<std::string_view>& cells) {
    if (cells.size() != 4) return fault("expected type, topic, weight, patterns");
    Sense sense;
    MOCKDATA_ASSIGN(sense.type, find_type(cells[0]));
    if (cells[1] != "*") {
      const int topic = position(kTopics, cells[1]);
      if (topic < 0) return fault("no topic is called \"" + std::string(cells[1]) + "\"", "person, org, thing, event, none or *");
      sense.topic = static_cast<uint8_t>(topic);
    }
    MOCKDATA_CHECK(number(cells[2], sense.weight));
    for (std::string_view pattern : split(cells[3], ',')) {
      AtomId ids[4];
      int count = 0;
      for (std::string_view name : words_of(pattern)) {
        if (count == 4) return fault("more than four atoms in \"" + std::string(pattern) + "\"");
        MOCKDATA_ASSIGN(ids[count++], make_atom(name));
      }
      if (count == 0) return fault("an empty pattern");
      std::vector<Sense>& senses = sense_map_[sense_key(ids, count)];
      // A row given again, in a user's file, replaces the earlier one.
      std::erase_if(senses, [&](const Sense& s) { return s.topic == sense.topic; });
      senses.push_back(sense);
    }
    return {};
  }

  Status hint(const std::vector<std::string_view>& cells) {
    if (cells.size() != 4) return fault("expected kind, word, type, weight");
    if (cells[0] != "format" && cells[0] != "shape") return fault("a hint is a format or a shape, found \"" + std::string(cells[0]) + "\"");
    Hint made{0, 0, std::string(cells[0] == "format" ? "FORMAT." : "SHAPE.") + std::string(cells[1])};
    MOCKDATA_ASSIGN(made.type, find_type(cells[2]));
    MOCKDATA_CHECK(number(cells[3], made.weight));
    std::string key = std::string(cells[0]) + "\t" + std::string(cells[1]);
    std::erase_if(out_->hints_, [&](const auto& h) { return h.first == key; });
    out_->hints_.emplace_back(std::move(key), std::move(made));
    return {};
  }

  Status policy(const std::vector<std::string_view>& cells) {
    if (cells.size() == 2 && cells[0] == "threshold") return number(cells[1], out_->threshold_);
    if (cells.size() != 5) return fault("expected what, person, organisation, thing, unknown");
    std::array<bool, 5> row{};
    static constexpr int kPlaces[] = {1, 2, 3, 0};  // columns -> Topic
    for (int i = 0; i < 4; ++i) {
      const std::string_view cell = cells[static_cast<std::size_t>(i) + 1];
      if (cell != "yes" && cell != "no") return fault("expected yes or no, found \"" + std::string(cell) + "\"");
      row[static_cast<std::size_t>(kPlaces[i])] = cell == "yes";
    }
    row[4] = row[3];
    if (const int privacy = position(kPrivacy, cells[0]); privacy >= 0) {
      class_policy_[static_cast<std::size_t>(privacy)] = row;
    } else {
      MOCKDATA_ASSIGN(const uint16_t type, find_type(cells[0]));
      type_policy_[type] = row;
    }
    return {};
  }

  Status words(const std::vector<std::string_view>& cells, int language) {
    if (cells.size() != 2) return fault("expected atoms, words");
    std::vector<AtomId> ids;
    for (std::string_view name : words_of(cells[0])) {
      const auto found = atom_ids_.find(std::string(name));
      if (found == atom_ids_.end()) return fault("no concept or role knows the atom \"" + std::string(name) + "\"", "atoms stand in atoms.tsv and concepts.tsv");
      ids.push_back(found->second);
    }
    if (ids.empty() || ids.size() > 6) return fault("a word means one to six atoms");
    for (std::string_view phrase : split(cells[1], ',')) {
      const bool weak = !phrase.empty() && phrase.back() == '~';
      if (weak) phrase.remove_suffix(1);
      std::string spelled;
      const std::string letters = fold_phrase(phrase, &spelled);
      if (letters.empty() || letters.size() > kMostWordBytes) return fault("not a word: \"" + std::string(phrase) + "\"");
      MOCKDATA_CHECK(add_word(letters, ids, weak, language));
      if (!spelled.empty()) MOCKDATA_CHECK(add_word(spelled, ids, weak, language));
    }
    return {};
  }

  Status add_word(const std::string& letters, const std::vector<AtomId>& ids, bool weak, int language) {
    const uint64_t bit = uint64_t{1} << language;
    std::vector<Draft>& drafts = word_map_[letters];
    for (Draft& draft : drafts) {
      if (draft.atoms == ids) {
        draft.languages |= bit;
        draft.weak = draft.weak && weak;
        if (language == 0) draft.rule = "LEX.en." + letters;
        return {};
      }
    }
    drafts.push_back({ids, bit, weak, "LEX." + out_->languages_[static_cast<std::size_t>(language)] + "." + letters});
    return {};
  }

  void build() {
    Lexicon& lex = *out_;
    for (const Type& t : lex.types_) lex.sense_rules_.push_back("CON." + t.name);
    for (std::size_t i = 0; i < lex.types_.size(); ++i) {
      const auto own = type_policy_.find(static_cast<uint16_t>(i));
      lex.policy_.push_back(own != type_policy_.end() ? own->second : class_policy_[static_cast<std::size_t>(lex.types_[i].privacy)]);
    }
    std::size_t slots = 1024;
    while (slots < word_map_.size() * 2) slots *= 2;
    lex.words_.resize(slots);
    lex.trie_.emplace_back();
    std::vector<std::string> sorted;
    for (const auto& [letters, drafts] : word_map_) sorted.push_back(letters);
    std::sort(sorted.begin(), sorted.end());
    for (const std::string& letters : sorted) {
      Lexicon::Word word;
      word.hash = Lexicon::hash_seed();
      for (char c : letters) word.hash = Lexicon::hash_next(word.hash, c);
      word.text = static_cast<uint32_t>(lex.word_text_.size());
      word.size = static_cast<uint8_t>(letters.size());
      word.first = static_cast<uint32_t>(lex.readings_.size());
      for (const Draft& draft : word_map_[letters]) {
        lex.readings_.push_back({static_cast<uint32_t>(lex.reading_atoms_.size()), static_cast<uint8_t>(draft.atoms.size()), draft.weak, draft.languages, draft.rule});
        lex.reading_atoms_.insert(lex.reading_atoms_.end(), draft.atoms.begin(), draft.atoms.end());
        if (++word.count == 255) break;
      }
      lex.word_text_ += letters;
      std::size_t at = word.hash & (slots - 1);
      while (lex.words_[at].size) at = (at + 1) & (slots - 1);
      lex.words_[at] = word;
    }
    build_trie(sorted);
    std::size_t sets = 1024;
    while (sets < sense_map_.size() * 2) sets *= 2;
    lex.sense_sets_.resize(sets);
    for (const auto& [key, senses] : sense_map_) {
      std::size_t at = spread(key) & (sets - 1);
      while (lex.sense_sets_[at].key) at = (at + 1) & (sets - 1);
      lex.sense_sets_[at] = {key, static_cast<uint32_t>(lex.senses_.size()), static_cast<uint32_t>(senses.size())};
      lex.senses_.insert(lex.senses_.end(), senses.begin(), senses.end());
    }
  }

  // "con" does not begin a compound: "confirma" is no "con firma".
  bool only_grammar(const std::string& word) {
    if (word.size() > 3) return false;
    const std::vector<Draft>& drafts = word_map_[word];
    return std::any_of(drafts.begin(), drafts.end(), [&](const Draft& d) { return out_->atoms_[d.atoms[0]].role == Role::kStop; });
  }

  // Children of a node stand together, so that a bit mask and a count find one.
  void build_trie(const std::vector<std::string>& sorted) {
    Lexicon& lex = *out_;
    struct Range { uint32_t node; std::size_t first, last, depth; };
    std::vector<std::string> plain;
    for (const std::string& word : sorted)
      if (std::all_of(word.begin(), word.end(), [](char c) { return symbol(c) >= 0; }) && !only_grammar(word)) plain.push_back(word);
    std::sort(plain.begin(), plain.end(), [](const std::string& a, const std::string& b) {
      return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return symbol(x) < symbol(y); });
    });
    std::vector<Range> open = {{0, 0, plain.size(), 0}};
    while (!open.empty()) {
      Range r = open.back();
      open.pop_back();
      if (r.first < r.last && plain[r.first].size() == r.depth) {
        lex.trie_[r.node].word = true;
        ++r.first;
      }
      lex.trie_[r.node].base = static_cast<uint32_t>(lex.trie_.size());
      std::vector<Range> children;
      for (std::size_t i = r.first; i < r.last;) {
        const int s = symbol(plain[i][r.depth]);
        std::size_t end = i;
        while (end < r.last && symbol(plain[end][r.depth]) == s) ++end;
        lex.trie_[r.node].children |= uint64_t{1} << s;
        children.push_back({static_cast<uint32_t>(lex.trie_.size()), i, end, r.depth + 1});
        lex.trie_.emplace_back();
        i = end;
      }
      open.insert(open.end(), children.begin(), children.end());
    }
  }

  struct Draft {
    std::vector<AtomId> atoms;
    uint64_t languages;
    bool weak;
    std::string rule;
  };
  std::string policy_name_, where_;
  bool policy_found_ = false;
  std::shared_ptr<Lexicon> out_;
  std::unordered_map<std::string, AtomId> atom_ids_;
  std::map<std::string, std::size_t> type_ids_;
  std::map<uint64_t, std::vector<Sense>> sense_map_;
  std::unordered_map<std::string, std::vector<Draft>> word_map_;
  std::array<std::array<bool, 5>, 10> class_policy_{};
  std::map<uint16_t, std::array<bool, 5>> type_policy_;
};

Result<std::shared_ptr<const Lexicon>> Lexicon::read(std::span<const LexiconFile> files, const std::string& policy) { return LexiconReader(policy).run(files); }

std::span<const Reading> Lexicon::readings(std::string_view letters, uint32_t hash) const {
  if (words_.empty()) return {};
  const std::size_t mask = words_.size() - 1;
  for (std::size_t at = hash & mask; words_[at].size; at = (at + 1) & mask) {
    const Word& word = words_[at];
    if (word.hash == hash && word.size == letters.size() && std::string_view(word_text_).substr(word.text, word.size) == letters) return {readings_.data() + word.first, word.count};
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
  for (std::size_t at = spread(key) & mask; sense_sets_[at].key; at = (at + 1) & mask)
    if (sense_sets_[at].key == key) return {senses_.data() + sense_sets_[at].first, sense_sets_[at].count};
  return {};
}

int Lexicon::segment(std::string_view letters, uint8_t (&borders)[8]) const {
  constexpr int kMost = 64, kPieces = 7, kNever = 1 << 20;
  const int n = static_cast<int>(letters.size());
  if (n < 5 || n > kMost) return 0;
  // cost[i]: the least cost of cutting the first i letters. Long words are cheap, short ones dear, so that the fewest and
  // longest pieces win; words of two or three letters stand only at an end, beside longer ones.
  int cost[kMost + 1];
  uint8_t from[kMost + 1];
  if (trie_.empty()) return 0;
  std::fill(cost, cost + n + 1, kNever);
  cost[0] = 0;
  for (int i = 0; i < n; ++i) {
    if (cost[i] == kNever) continue;
    const Node* node = trie_.data();
    for (int j = i; j < n; ++j) {
      const int s = symbol(letters[static_cast<std::size_t>(j)]);
      if (s < 0 || !(node->children >> s & 1)) break;
      node = &trie_[node->base + static_cast<unsigned>(__builtin_popcountll(node->children & ((uint64_t{1} << s) - 1)))];
      if (!node->word) continue;
      const int size = j + 1 - i;
      if (size == n || size < 2 || (size < 4 && i != 0 && j + 1 != n)) continue;
      const bool key = size == 2 && (letters.substr(static_cast<std::size_t>(i), 2) == "id" || letters.substr(static_cast<std::size_t>(i), 2) == "nr" || letters.substr(static_cast<std::size_t>(i), 2) == "no");
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
  for (const auto& [key, hint] : hints_)
    if (key.size() == kind.size() + 1 + word.size() && key.compare(0, kind.size(), kind) == 0 && key.compare(kind.size() + 1, word.size(), word) == 0) return &hint;
  return nullptr;
}

std::vector<std::pair<std::string, std::span<const Reading>>> Lexicon::words() const {
  std::vector<std::pair<std::string, std::span<const Reading>>> out;
  for (const Word& word : words_)
    if (word.size) out.emplace_back(word_text_.substr(word.text, word.size), std::span<const Reading>(readings_.data() + word.first, word.count));
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return out;
}

}  // namespace mockdata::semantics
