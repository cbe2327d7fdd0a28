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

// The last segment of a path, and what stands before it. "a.b[].c" -> "c", "a.b[]".
std::string_view last_segment(std::string_view path, std::string_view& before) {
  while (path.ends_with("[]")) path.remove_suffix(2);
  const std::size_t dot = path.rfind('.');
  if (dot == std::string_view::npos || dot + 1 == path.size()) {
    before = {};
    return path;
  }
  before = path.substr(0, dot);
  return path.substr(dot + 1);
}

}  // namespace

const char* to_string(Privacy privacy) {
  static constexpr const char* kNames[] = {"none", "direct_identifier", "government_id", "quasi_identifier", "special_category", "financial", "credential", "pseudonymous", "organisation", "free_text", "unknown"};
  return kNames[static_cast<int>(privacy)];
}

const char* to_string(Topic topic) {
  static constexpr const char* kNames[] = {"unknown", "person", "organisation", "thing", "event"};
  return kNames[static_cast<int>(topic)];
}

Result<Judge> Judge::make(const JudgeOptions& options) {
  if (options.folder.empty()) {
    MOCKDATA_ASSIGN(std::shared_ptr<const Lexicon> shipped, Lexicon::shipped(options.policy));
    return Judge(std::move(shipped));
  }
  std::vector<LexiconFile> files(shipped_lexicon().begin(), shipped_lexicon().end());
  std::vector<std::string> texts;
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

// Objects that are something, but nothing of a person's: "stage" has a name of its own, "passport" and "profile" have the person's.
static bool has_own_name(const Lexicon& lexicon, const Parsed& parsed) {
  if (parsed.count == 0) return false;
  const Item& head = parsed.items[parsed.head_initial ? 0 : parsed.count - 1];
  if (head.role != Role::kContent && head.role != Role::kTail && head.role != Role::kFlag) return false;
  return std::none_of(parsed.items, parsed.items + parsed.count, [&](const Item& item) {
    const auto senses = item.atom ? lexicon.senses(&item.atom, 1) : std::span<const Sense>();
    return std::any_of(senses.begin(), senses.end(), [&](const Sense& s) { return lexicon.pii(s.type, Topic::kPerson); });
  });
}

void look_around(const Lexicon& lexicon, std::string_view parents, Parsed& parent, Surroundings& around) {
  around.parent = nullptr;
  around.parent_topic = Topic::kUnknown;
  around.settings = false;
  around.named = false;
  bool list = false;  // of what is between the field and the nearest object that says something
  parent.clear();
  while (!parents.empty()) {
    std::string_view rest;
    const std::string_view segment = last_segment(parents, rest);
    Parsed parsed;
    parse(lexicon, segment, parsed, &around.votes);
    if (!around.parent) {
      list |= parents.ends_with("[]");
      // "attributes.name" is what the object around the attributes is, "attributes[].name" the name of one of them.
      const bool bag = list && parsed.count > 0 && parsed.items[parsed.count - 1].atom && parsed.items[parsed.count - 1].atom == lexicon.special().bag;
      const bool which = std::any_of(parsed.items, parsed.items + parsed.count, [](const Item& i) { return i.role == Role::kNeutral; });  // "billing.name"
      if (bag || which || !transparent(lexicon, parsed)) {
        parent = parsed;
        around.parent = &parent;
        around.named = topic_of_items(parsed) == Topic::kUnknown && (list || has_own_name(lexicon, parsed));
      }
    }
    if (around.parent_topic == Topic::kUnknown) around.parent_topic = topic_of_items(parsed);
    // "from.name": the sender's.
    const AtomId only = parsed.count == 1 ? parsed.items[0].atom : AtomId{0};
    if (around.parent_topic == Topic::kUnknown && only && (only == lexicon.special().from || only == lexicon.special().to)) around.parent_topic = Topic::kPerson;
    for (int i = 0; i < parsed.count; ++i) around.settings |= parsed.items[i].atom && (parsed.items[i].atom == lexicon.special().settings || parsed.items[i].atom == lexicon.special().preference);
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
  Parsed entity;
  parse(*lexicon_, facts.entity, entity);
  around.entity = &entity;
  around.entity_topic = topic_of_items(entity);
  around.machine = of_machines(entity);
  std::string_view parents;
  const std::string_view name = name_and_parents(facts, parents);
  Parsed parsed, parent;
  look_around(*lexicon_, parents, parent, around);
  parse(*lexicon_, name, parsed, &around.votes);
  Verdict verdict;
  judge_parsed(*lexicon_, facts, parsed, around, verdict);
  return verdict;
}

}  // namespace mockdata::semantics
