#include "plan/format_column.h"

#include <cstring>
#include <new>

#include "base/cpu.h"
#include "base/digits.h"
#include "block/combine.h"
#include "block/text_of.h"

namespace mockdata {
namespace {

constexpr char kLetters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr uint64_t kMost = uint64_t{1} << 62;
constexpr uint32_t kDigitsOfDraw = 8;

uint32_t radix_of(char mark) { return mark == '#' ? 10 : mark == '%' ? 9 : 52; }
char character_of(char mark, uint32_t pick) { return static_cast<char>(mark == '#' ? '0' + pick : mark == '%' ? '1' + pick : kLetters[pick]); }

// From row to row of a run: what is written behind a row must not reach the next one.
std::size_t stride_of(std::size_t size) { return (size + 31) / 16 * 16; }

}  // namespace

uint64_t ranks_of(const std::vector<FormatPart>& parts) {
  unsigned __int128 n = 1;
  for (const FormatPart& p : parts)
    if (p.ranked && n < kMost) n *= radix_of(p.mark);
  return n < kMost ? static_cast<uint64_t>(n) : kMost;
}

FormatColumn::FormatColumn(const std::vector<FormatPart>& parts, std::vector<const Column*> tokens, Key key, bool unique, const Column* digit, uint64_t radix)
    : Column({TypeId::kText, 0, 0, {}}), tokens_(std::move(tokens)), ranked_(unique || digit), digit_(digit),
      permutation_(digit ? std::max<uint64_t>(radix, 1) : ranks_of(parts), key.with("rank").value()) {
  runs_.emplace_back();
  uint64_t draws = 0;
  for (const FormatPart& p : parts) {
    if (!p.token.empty()) {
      runs_.emplace_back();
      continue;
    }
    Run& run = runs_.back();
    run.size += p.mark ? 1 : static_cast<uint32_t>(p.literal.size());
    run.placeholders = run.placeholders || p.mark;
    if (!p.mark) {
      run.steps.push_back({Step::kLiteral, 0, static_cast<uint32_t>(p.literal.size()), 0, static_cast<uint32_t>(literals_.size())});
      literals_ += p.literal;
    } else if (ranked_ && p.ranked) {
      run.steps.push_back({Step::kRanked, p.mark, 1, radix_of(p.mark)});
    } else if (p.mark == '#' && !run.steps.empty() && run.steps.back().kind == Step::kDigits && run.steps.back().size < kDigitsOfDraw) {
      ++run.steps.back().size;
      run.steps.back().radix *= 10;
    } else {
      run.steps.push_back({p.mark == '#' ? Step::kDigits : Step::kMark, p.mark, 1, radix_of(p.mark), 0, key.with(++draws).value()});
    }
  }
  literals_.append(16, '\0');
}

void FormatColumn::write_run(const Run& run, const Rows& rows, uint64_t* ranks, char* out, std::size_t stride) const {
  for (const Step& s : run.steps) {
    const uint32_t radix = s.radix;
    switch (s.kind) {
      case Step::kLiteral:
        for (uint32_t i = 0; i < rows.count; ++i) copy_over(out + i * stride, {literals_.data() + s.at, s.size});
        break;
      case Step::kDigits: {
        uint32_t numbers[kBlockRows];
        on_cpu([=, &numbers, key = s.key, list = rows.list, first = rows.first, count = rows.count] {
          for (uint32_t i = 0; i < count; ++i) numbers[i] = below(bits(key, list ? list[i] : first + i), radix);
        });
        if (s.size <= 4) {
          const uint32_t shift = 8 * (4 - s.size);
          on_cpu([=, &numbers, count = rows.count] {
            for (uint32_t i = 0; i < count; ++i) numbers[i] = (four_digits(numbers[i]) | static_cast<uint32_t>(kAsciiZeros)) >> shift;
          });
          for (uint32_t i = 0; i < rows.count; ++i) std::memcpy(out + i * stride, &numbers[i], 4);
        } else {
          for (uint32_t i = 0; i < rows.count; ++i) write_padded(out + i * stride, numbers[i], s.size);
        }
        break;
      }
      case Step::kMark:
        for (uint32_t i = 0; i < rows.count; ++i) out[i * stride] = character_of(s.mark, below(bits(s.key, rows[i]), radix));
        break;
      case Step::kRanked:
        for (uint32_t i = 0; i < rows.count; ++i) {
          out[i * stride] = character_of(s.mark, static_cast<uint32_t>(ranks[i] % radix));
          ranks[i] /= radix;
        }
        break;
    }
    out += s.size;
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
    on_cpu([=, this, &sum, from = pool ? in.pool->offsets : in.offsets, index = pool ? in.index : nullptr, gap = pool ? 0 : in.gap, at = at, size = size] {
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
  std::string_view operator[](uint32_t i) const { return {bytes + at[i], size[i]}; }
};

// The bytes of a run: those of row i stand i strides behind `bytes`.
struct Fixed {
  const char* bytes;
  std::size_t stride, size;
  std::string_view operator[](uint32_t i) const { return {bytes + i * stride, size}; }
};

}  // namespace

void FormatColumn::fill(Scope& scope, Block& out) const {
  const Rows& rows = scope.rows();
  const uint32_t count = rows.count;
  for (const Column* t : tokens_) scope.get(*t);
  if (digit_) scope.get(*digit_);
  // Scratch: runs, texts and their places, ranks, then the rows of runs with placeholders.
  std::size_t need = runs_.size() * (sizeof(Fixed) + sizeof(Texts) + count * sizeof(uint64_t)) + (ranked_ ? count * sizeof(uint64_t) : 0);
  for (const Run& run : runs_)
    if (run.placeholders) need += count * stride_of(run.size);
  char* scratch = scope.scratch(*this).reserve(need);
  Fixed* const fixed = reinterpret_cast<Fixed*>(scratch);
  Texts* const texts = reinterpret_cast<Texts*>(fixed + runs_.size());
  uint32_t* const places = reinterpret_cast<uint32_t*>(texts + runs_.size());
  scratch = reinterpret_cast<char*>(places + 2 * count * runs_.size());
  uint64_t* ranks = nullptr;
  if (ranked_) {
    ranks = reinterpret_cast<uint64_t*>(scratch);
    scratch += count * sizeof(uint64_t);
    const uint64_t* digits = digit_ ? scope.get(*digit_).values<uint64_t>() : nullptr;
    for (uint32_t i = 0; i < count; ++i) {
      const uint64_t x = digits ? digits[i] : rows[i];
      ranks[i] = permutation_(x < permutation_.size() ? x : x % permutation_.size());
    }
  }
  std::size_t total = 0;
  for (std::size_t k = 0; k < runs_.size(); ++k) {
    const Run& run = runs_[k];
    total += count * static_cast<std::size_t>(run.size);
    fixed[k] = {run.steps.empty() ? literals_.data() : literals_.data() + run.steps[0].at, 0, run.size};
    if (!run.placeholders) continue;
    fixed[k] = {scratch, stride_of(run.size), run.size};
    write_run(run, rows, ranks, scratch, fixed[k].stride);
    scratch += count * fixed[k].stride;
  }
  bool nulls = false;
  for (std::size_t k = 0; k < tokens_.size(); ++k) {
    const Block& in = scope.get(*tokens_[k]);
    nulls = nulls || in.validity;
    new (&texts[k]) Texts(in, count, places + 2 * count * k, total);
  }
  char* const begin = out.own_text(count, total);
  uint32_t* const offsets = out.own_offsets();
  const std::size_t tokens = tokens_.size();
  char* to = begin;
  offsets[0] = 0;
  for (uint32_t i = 0; i < count; ++i) {
    if (fixed[0].size) to = copy_over(to, fixed[0][i]);
    for (std::size_t k = 0; k < tokens; ++k) {
      to = copy_over(to, texts[k][i]);
      if (fixed[k + 1].size) to = copy_over(to, fixed[k + 1][i]);
    }
    offsets[i + 1] = static_cast<uint32_t>(to - begin);
  }
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
