// The compiled lexicon as part of the program: the file that lexicon_compile made in the build's folder.
#include "semantics/lexicon.h"

asm(".pushsection .rodata\n"
    ".balign 64\n"
    "mockdata_lexicon_begin:\n"
    ".incbin \"" MOCKDATA_LEXICON_PACK "\"\n"
    ".balign 8\n"
    "mockdata_lexicon_end:\n"
    ".popsection\n");
extern "C" {
extern const uint64_t mockdata_lexicon_begin[] __attribute__((visibility("hidden")));
extern const uint64_t mockdata_lexicon_end[] __attribute__((visibility("hidden")));
}

namespace mockdata::semantics {

std::span<const uint64_t> shipped_lexicon_bytes() { return {mockdata_lexicon_begin, mockdata_lexicon_end}; }

Result<std::shared_ptr<const Lexicon>> Lexicon::shipped(const std::string& policy) { return open(shipped_lexicon_bytes(), {}, policy); }

}  // namespace mockdata::semantics
