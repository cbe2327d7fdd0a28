// The compiled lexicon: one block of bytes that is used where it lies. It is made by compile_lexicon(), at build time for the
// shipped files and at run time when a user brings files of his own; both are the same. Little-endian; positions are bytes from
// the beginning of the block, and every table begins at a multiple of 8.
#pragma once

#include <cstddef>
#include <cstdint>

namespace mockdata::semantics::layout {

struct Text { uint32_t at, size; };
struct Table { uint32_t at, count; };

struct AtomRow { Text name; float head_penalty; uint8_t role, joins, unused[2]; };  // joins: stands in a pattern of several atoms
struct TypeRow { Text rule; Text provider, arguments, about; uint16_t kinds; uint8_t privacy, unused[5]; };  // rule: "CON." and the name
struct HintRow { Text key, rule; float weight; uint16_t type, unused; };                             // key: "format\temail"
struct PolicyRow { Text name; float threshold; uint32_t first; };  // first of its bytes in `allowed`: one a type, a bit per Topic
struct LanguageRow { Text name; uint32_t head_initial; };

// A whole run of letters. Open addressing by hash; size 0 is an empty slot.
struct WordSlot { uint32_t hash, text, first; uint8_t size, readings, unused[2]; };
// A bit set tells most runs of letters that are no word without looking for them: bit likely_bit(hash) of as many words as there are.
constexpr std::size_t kLikelyBits = 1 << 17;
constexpr std::size_t likely_bit(uint32_t hash) { return (hash * 0x9E3779B9u) >> 15; }
// Senses of a set of atoms. Open addressing; key 0 is an empty slot.
struct SenseSlot { uint64_t key; uint32_t first, count; };

// A node of the automaton that knows where words end: bits 0..35 say which letters and digits lead on, 36..62 the number of
// the node behind the first of them (the others follow it), 63 whether a word ends here. Equal ends of words share nodes.
using Node = uint64_t;
constexpr int kSymbols = 36;
constexpr uint64_t kChildren = (uint64_t{1} << kSymbols) - 1, kEndsWord = uint64_t{1} << 63;
constexpr int symbol(char c) { return c >= 'a' && c <= 'z' ? c - 'a' : c >= '0' && c <= '9' ? c - '0' + 26 : -1; }

struct Header {
  uint64_t bytes;
  Table atoms, atom_lists, readings, words, likely, nodes, sense_sets, senses, types, policies, allowed, hints, languages;
  uint16_t role_atoms[16];
  uint32_t root, unused;
};

}  // namespace mockdata::semantics::layout
