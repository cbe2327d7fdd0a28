#include <algorithm>
#include <charconv>

#include "base/nearest.h"
#include "semantics/lexicon_draft.h"
#include "semantics/names.h"
#include "semantics/short_forms.h"

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

constexpr const char* kRoles[] = {"content", "person", "org", "thing", "machine", "event", "flag", "tail", "generic", "neutral", "stop"};
constexpr const char* kPrivacy[] = {"none", "direct_identifier", "government_id", "quasi_identifier", "special_category", "financial", "credential", "pseudonymous", "organisation", "free_text"};
constexpr const char* kTopics[] = {"none", "person", "org", "thing", "event"};
// Languages in which the head of a name comes first: "date de naissance".
constexpr std::string_view kHeadInitial[] = {"fr", "es", "it", "pt", "ca", "ro", "pl"};
constexpr std::size_t kMostWordBytes = 64, kMostTagBytes = 32, kMostFileBytes = 8u << 20;

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
      case 'i': out |= bit(Kind::kInteger) | bit(Kind::kNumber); break;
      case 'f': out |= bit(Kind::kFraction) | bit(Kind::kNumber); break;
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

class LexiconReader {
 public:
  // What others refer to comes first, whatever the order of the files.
  Result<LexiconDraft> run(std::span<const LexiconFile> files) {
    out_.types[0].kinds = 0xFFFF;
    for (std::string_view step : {"atoms", "types", "concepts", "short", "words", "vendor", "hints", "policy"}) {
      for (const LexiconFile& file : files) {
        if (split(file.name, '.')[0] != step) continue;
        if (file.text.size() > kMostFileBytes) return invalid_error("the file is larger than 8 MB", file.name);
        MOCKDATA_CHECK(read(step, file));
      }
    }
    MOCKDATA_CHECK(add_short_forms());
    return std::move(out_);
  }

 private:
  Status read(std::string_view step, const LexiconFile& file) {
    const std::vector<std::string_view> parts = split(file.name, '.');
    const std::string tag(parts.size() > 2 ? parts[1] : std::string_view());
    LexiconDraft::Policy* policy = step == "policy" ? &out_.policies[tag.empty() ? "default" : tag] : nullptr;
    int language = 0;
    if (step == "words" || step == "vendor" || step == "short") {
      if (tag.empty() || tag.size() > kMostTagBytes) return invalid_error("the name of the file has no language", file.name, "call it words.de.tsv or the like");
      MOCKDATA_ASSIGN(language, language_of(tag, file.name));
    }
    std::size_t number = 0;
    for (std::string_view line : split(file.text, '\n')) {
      ++number;
      if (line.empty() || line[0] == '#') continue;
      where_ = file.name + ":" + std::to_string(number);
      const std::vector<std::string_view> cells = split(line, '\t');
      const Status status = step == "atoms" ? atoms(cells) : step == "types" ? type(cells) : step == "concepts" ? concept_row(cells) : step == "hints" ? hint(cells)
                            : step == "short" ? short_forms(cells, language) : policy ? policy_row(cells, *policy) : words(cells, language);
      if (!status.ok()) return status;
    }
    return {};
  }

  Error fault(std::string message, std::string hint = {}) const { return invalid_error(std::move(message), where_, std::move(hint)); }

  Result<int> language_of(const std::string& tag, const std::string& file) {
    for (std::size_t i = 0; i < out_.languages.size(); ++i)
      if (out_.languages[i] == tag) return static_cast<int>(i);
    if (out_.languages.size() == kLanguages) return invalid_error("more than 64 languages", file);
    out_.languages.push_back(tag);
    const int bit = static_cast<int>(out_.languages.size()) - 1;
    if (position(kHeadInitial, tag) >= 0) out_.head_initial |= uint64_t{1} << bit;
    return bit;
  }

  Result<AtomId> make_atom(std::string_view name) {
    if (const auto found = atom_ids_.find(std::string(name)); found != atom_ids_.end()) return found->second;
    if (out_.atoms.size() == 0xFFFF) return fault("too many atoms");
    const AtomId id = static_cast<AtomId>(out_.atoms.size());
    out_.atoms.emplace_back().name = name;
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
      out_.atoms[id].role = static_cast<Role>(role);
      out_.atoms[id].head_penalty = penalty;
      if (!out_.role_atoms[static_cast<std::size_t>(role)]) out_.role_atoms[static_cast<std::size_t>(role)] = id;
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
    const auto [at, fresh] = type_ids_.emplace(made.name, out_.types.size());
    if (fresh) out_.types.push_back(std::move(made));
    else out_.types[at->second] = std::move(made);
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
      std::vector<Sense>& senses = out_.senses[sense_key(ids, count)];
      // A row given again, in a user's file, replaces the earlier one.
      std::erase_if(senses, [&](const Sense& s) { return s.topic == sense.topic; });
      senses.push_back(sense);
    }
    return {};
  }

  Status hint(const std::vector<std::string_view>& cells) {
    if (cells.size() != 4) return fault("expected kind, word, type, weight");
    if (cells[0] != "format" && cells[0] != "shape") return fault("a hint is a format or a shape, found \"" + std::string(cells[0]) + "\"");
    LexiconDraft::Hint made;
    made.key = std::string(cells[0]) + "\t" + std::string(cells[1]);
    made.rule = (cells[0] == "format" ? "FORMAT." : "SHAPE.") + std::string(cells[1]);
    MOCKDATA_ASSIGN(made.type, find_type(cells[2]));
    MOCKDATA_CHECK(number(cells[3], made.weight));
    std::erase_if(out_.hints, [&](const auto& h) { return h.key == made.key; });
    out_.hints.push_back(std::move(made));
    return {};
  }

  Status policy_row(const std::vector<std::string_view>& cells, LexiconDraft::Policy& policy) {
    if (cells.size() == 2 && cells[0] == "threshold") return number(cells[1], policy.threshold);
    if (cells.size() != 5) return fault("expected what, person, organisation, thing, unknown");
    LexiconDraft::Row row{};
    static constexpr int kPlaces[] = {1, 2, 3, 0};  // columns -> Topic
    for (int i = 0; i < 4; ++i) {
      const std::string_view cell = cells[static_cast<std::size_t>(i) + 1];
      if (cell != "yes" && cell != "no") return fault("expected yes or no, found \"" + std::string(cell) + "\"");
      row[static_cast<std::size_t>(kPlaces[i])] = cell == "yes";
    }
    row[4] = row[3];
    if (const int privacy = position(kPrivacy, cells[0]); privacy >= 0) {
      policy.of_class[static_cast<std::size_t>(privacy)] = row;
    } else {
      MOCKDATA_ASSIGN(const uint16_t type, find_type(cells[0]));
      policy.of_type[type] = row;
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
      phrases_.push_back({phrase, ids, weak, language});
      MOCKDATA_CHECK(add_word(letters, ids, weak, language));
      if (!spelled.empty()) MOCKDATA_CHECK(add_word(spelled, ids, weak, language));
    }
    return {};
  }

  Status add_word(const std::string& letters, const std::vector<AtomId>& ids, bool weak, int language) {
    const uint64_t bit = uint64_t{1} << language;
    std::vector<LexiconDraft::Reading>& drafts = out_.words[letters];
    for (LexiconDraft::Reading& draft : drafts) {
      if (draft.atoms == ids) {
        draft.languages |= bit;
        draft.weak = draft.weak && weak;
        if (language == 0) draft.rule = "LEX.en." + letters;
        return {};
      }
    }
    drafts.push_back({ids, bit, weak, "LEX." + out_.languages[static_cast<std::size_t>(language)] + "." + letters});
    return {};
  }

  Status short_forms(const std::vector<std::string_view>& cells, int language) {
    if (cells.size() != 2) return fault("expected a word, its short forms");
    ShortForms& row = short_forms_[static_cast<std::size_t>(language)].emplace_back();
    row.ends_compounds = cells[0].starts_with('*');
    row.word = fold_phrase(cells[0].substr(row.ends_compounds));
    for (std::string_view form : split(cells[1], ',')) row.forms.push_back(fold_phrase(form));
    for (const std::string& form : row.forms)
      if (form.empty() || row.word.empty()) return fault("not a word: \"" + std::string(cells[1]) + "\"");
    return {};
  }

  // The phrases with short forms in place of words, where the letters are no word already.
  Status add_short_forms() {
    std::vector<std::pair<std::string, const Phrase*>> made;
    for (const Phrase& phrase : phrases_) {
      std::vector<std::string> parts;
      for (std::string_view part : words_of(phrase.text)) parts.push_back(fold_phrase(part));
      for (std::string& form : shortened(parts, short_forms_[static_cast<std::size_t>(phrase.language)]))
        if (form.size() >= 4 && form.size() <= kMostWordBytes && !out_.words.contains(form)) made.emplace_back(std::move(form), &phrase);
    }
    for (const auto& [letters, phrase] : made) MOCKDATA_CHECK(add_word(letters, phrase->atoms, phrase->weak, phrase->language));
    return {};
  }

  struct Phrase {
    std::string_view text;
    std::vector<AtomId> atoms;
    bool weak;
    int language;
  };
  std::array<std::vector<ShortForms>, kLanguages> short_forms_;
  std::vector<Phrase> phrases_;
  std::string where_;
  LexiconDraft out_;
  std::unordered_map<std::string, AtomId> atom_ids_;
  std::map<std::string, std::size_t> type_ids_;
};

}  // namespace

Result<LexiconDraft> read_lexicon(std::span<const LexiconFile> files) { return LexiconReader().run(files); }

}  // namespace mockdata::semantics
