// Any bytes as a lexicon file, then any bytes as the name of a column: errors and verdicts, never a fault.
#include <cstddef>
#include <cstdint>

#include "semantics/lexicon.h"
#include "semantics/semantics.h"

using namespace mockdata::semantics;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  static constexpr const char* kNames[] = {"atoms.tsv", "types.tsv", "concepts.tsv", "words.xx.tsv", "short.en.tsv", "vendor.xx.tsv", "hints.tsv", "policy.tsv"};
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (data[0] % 16 < std::size(kNames)) {
    // A small lexicon of its own, so that a run does not read all the shipped words.
    const LexiconFile files[] = {{"atoms.tsv", "person\t0.5\tperson\ngeneric\t0.3\tname id\nflag\t8\tflag\n"},
                                 {"types.tsv", "a.name\tdirect_identifier\tt\tname\t\tname\n"},
                                 {"concepts.tsv", "a.name\t*\t2\tperson name, first name\n"},
                                 {"words.en.tsv", "person\tuser, users\nname\tname\nfirst name\tfirst name, vorname\n"},
                                 {"policy.tsv", "direct_identifier\tyes\tyes\tyes\tyes\n"},
                                 {kNames[data[0] % 16], text}};
    (void)Lexicon::read(files, "default");
    return 0;
  }
  const std::size_t half = text.size() / 2;
  FieldFacts facts;
  facts.name = text.substr(0, half);
  facts.entity = text.substr(half);
  facts.description = text;
  facts.kind = static_cast<Kind>(data[0] / 16 % 13);
  facts.shape = static_cast<ValueShape>(data[0] / 16 % 15);
  FieldFacts again = facts;
  again.name = text.substr(half);
  const FieldFacts table[] = {facts, again, facts, again};
  Verdict verdicts[4];
  Judge::standard().judge_table(table, verdicts);
  for (const Verdict& v : verdicts)
    if (!v.type || v.why().empty()) __builtin_trap();
  return 0;
}
