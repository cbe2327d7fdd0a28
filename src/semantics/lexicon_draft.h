// A lexicon between its text files and its compiled form.
#pragma once

#include <array>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "semantics/lexicon.h"

namespace mockdata::semantics {

struct LexiconDraft {
  struct Atom { std::string name; Role role = Role::kContent; float head_penalty = 0.5f; };
  struct Reading { std::vector<AtomId> atoms; uint64_t languages; bool weak; std::string rule; };
  struct Hint { std::string key, rule; uint16_t type = 0; float weight = 0; };
  using Row = std::array<bool, 5>;  // by Topic
  struct Policy {
    float threshold = 0.5f;
    std::array<Row, 10> of_class{};
    std::map<uint16_t, Row> of_type;
  };

  std::vector<Atom> atoms = std::vector<Atom>(1);
  std::vector<Type> types = std::vector<Type>(1);  // type 0: nothing known
  std::map<uint64_t, std::vector<Sense>> senses;   // by sense_key
  std::unordered_map<std::string, std::vector<Reading>> words;
  std::vector<Hint> hints;
  std::map<std::string, Policy> policies;
  std::vector<std::string> languages = {"en"};
  uint64_t head_initial = 0;
  std::array<AtomId, 16> role_atoms{};
};

// The files, read in the order in which they refer to one another, whatever order they are given in.
Result<LexiconDraft> read_lexicon(std::span<const LexiconFile> files);

}  // namespace mockdata::semantics
