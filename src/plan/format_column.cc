#include "plan/format_column.h"

#include <new>

#include "base/cpu.h"
#include "block/combine.h"
#include "block/text_of.h"

namespace mockdata {
namespace {

constexpr uint64_t kMost = uint64_t{1} << 62;

std::string_view alphabet_of(char mark) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  return mark == '#' ? PlaceholderRun::kDigits : mark == '%' ? PlaceholderRun::kDigits.substr(1) : kLetters;
}

}  // namespace

uint64_t ranks_of(const std::vector<FormatPart>& parts) {
  unsigned __int128 n = 1;
  for (const FormatPart& p : parts)
    if (p.ranked && n < kMost) n *= alphabet_of(p.mark).size();
  return n < kMost ? static_cast<uint64_t>(n) : kMost;
}

FormatColumn::FormatColumn(const std::vector<FormatPart>& parts, std::vector<const Column*> tokens, Key key, bool unique, const Column* digit, uint64_t radix)
    : Column({TypeId::kText, 0, 0, {}}), tokens_(std::move(tokens)), ranked_(unique || digit), digit_(digit),
      permutation_(digit ? std::max<uint64_t>(radix, 1) : ranks_of(parts), key.with("rank").value()) {
  runs_.emplace_back();
  uint64_t draws = 0;
  for (const FormatPart& p : parts) {
    PlaceholderRun& run = runs_.back();
    if (!p.token.empty()) runs_.emplace_back();
    else if (!p.mark) run.add_literal(p.literal);
    else if (ranked_ && p.ranked) run.add_ranked(alphabet_of(p.mark));
    else run.add_drawn(alphabet_of(p.mark), key.with(++draws));
  }
}

namespace {

// The texts of one token for all rows: where they begin, and their sizes.
struct Texts {
  const char* bytes;
  uint32_t *at, *size;

  // `scratch` has room for two numbers a row. Adds the bytes of all texts to `total`.
  Texts(const Block& in, uint32_t count, uint32_t* scratch, std::size_t& total) : at(scratch), size(scratch + count) {
    const bool pool = in.layout == Layout::kPool;
    bytes = pool ? in.pool->bytes : in.bytes;
    uint64_t sum = 0;
    on_cpu([=, &sum, from = pool ? in.pool->offsets : in.offsets, index = pool ? in.index : nullptr, gap = pool ? 0 : in.gap, at = at, size = size] {
      uint64_t n = 0;
      for (uint32_t i = 0; i < count; ++i) {
        const uint32_t k = index ? index[i] : i;
        at[i] = from[k] + gap;
        size[i] = from[k + 1] - at[i];
        n += size[i];
      }
      sum = n;
    });
    total += sum;
  }
};

// The bytes of a run: those of row i stand i strides behind `bytes`.
struct Fixed {
  const char* bytes;
  std::size_t stride, size;
};

// Puts the rows together, run, text, run …, each after the other, and gives where they end. With `kTokens` the pieces of a row are
// known to the compiler; 0 is any number of them.
template <std::size_t kTokens>
void put_rows(const Fixed* fixed, const Texts* texts, std::size_t tokens, uint32_t count, char* begin, uint32_t* offsets) {
  on_cpu([=] {
    const std::size_t n = kTokens ? kTokens : tokens;
    char* to = begin;
    offsets[0] = 0;
    for (uint32_t i = 0; i < count; ++i) {
      if (fixed[0].size) to = copy_over(to, {fixed[0].bytes + i * fixed[0].stride, fixed[0].size});
      for (std::size_t k = 0; k < n; ++k) {
        to = copy_over(to, {texts[k].bytes + texts[k].at[i], texts[k].size[i]});
        const Fixed& run = fixed[k + 1];
        if (run.size) to = copy_over(to, {run.bytes + i * run.stride, run.size});
      }
      offsets[i + 1] = static_cast<uint32_t>(to - begin);
    }
  });
}

}  // namespace

void FormatColumn::fill(Scope& scope, Block& out) const {
  const Rows& rows = scope.rows();
  const uint32_t count = rows.count;
  for (const Column* t : tokens_) scope.get(*t);
  if (digit_) scope.get(*digit_);
  // Scratch: runs, texts and their places, ranks, then the rows of runs with placeholders.
  std::size_t need = runs_.size() * (sizeof(Fixed) + sizeof(Texts) + count * sizeof(uint64_t)) + (ranked_ ? count * sizeof(uint64_t) : 0);
  for (const PlaceholderRun& run : runs_)
    if (run.has_placeholders()) need += count * run.stride();
  char* scratch = scope.scratch(*this).reserve(need);
  Fixed* const fixed = reinterpret_cast<Fixed*>(scratch);
  Texts* const texts = reinterpret_cast<Texts*>(fixed + runs_.size());
  uint32_t* const places = reinterpret_cast<uint32_t*>(texts + runs_.size());
  scratch = reinterpret_cast<char*>(places + 2 * count * runs_.size());
  uint64_t* ranks = nullptr;
  if (ranked_) {
    ranks = reinterpret_cast<uint64_t*>(scratch);
    scratch += count * sizeof(uint64_t);
    permutation_.fill(rows.first, count, digit_ ? scope.get(*digit_).values<uint64_t>() : rows.list, ranks);
  }
  std::size_t total = 0;
  for (std::size_t k = 0; k < runs_.size(); ++k) {
    const PlaceholderRun& run = runs_[k];
    total += count * static_cast<std::size_t>(run.size());
    fixed[k] = {run.literal().data(), 0, run.size()};
    if (!run.has_placeholders()) continue;
    fixed[k] = {scratch, run.stride(), run.size()};
    run.write(rows, ranks, scratch);
    scratch += count * run.stride();
  }
  bool nulls = false;
  for (std::size_t k = 0; k < tokens_.size(); ++k) {
    const Block& in = scope.get(*tokens_[k]);
    nulls = nulls || in.validity;
    new (&texts[k]) Texts(in, count, places + 2 * count * k, total);
  }
  char* const begin = out.own_text(count, total);
  const std::size_t tokens = tokens_.size();
  const auto put = tokens == 1 ? put_rows<1> : tokens == 2 ? put_rows<2> : tokens == 3 ? put_rows<3> : put_rows<0>;
  put(fixed, texts, tokens, count, begin, out.own_offsets());
  if (!nulls) return;
  write_validity(out.own_validity(), count, [&](uint32_t i) {
    bool valid = true;
    for (const Column* t : tokens_) valid = valid && scope.get(*t).valid(i);
    return valid;
  });
}

std::vector<const Column*> FormatColumn::reads() const {
  std::vector<const Column*> all = tokens_;
  if (digit_) all.push_back(digit_);
  return all;
}

}  // namespace mockdata
