#include "providers/placeholder_run.h"

#include <algorithm>
#include <cstring>

#include "base/cpu.h"
#include "base/digits.h"
#include "block/each_row.h"
#include "block/text_of.h"

namespace mockdata {
namespace {

constexpr uint32_t kDigitsOfDraw = 8;

}  // namespace

void PlaceholderRun::add(Step step, std::string_view text) {
  step.at = static_cast<uint32_t>(texts_.size() - 16);
  texts_.insert(step.at, text);
  size_ += step.size;
  placeholders_ = placeholders_ || step.kind != Step::kLiteral;
  steps_.push_back(step);
}

void PlaceholderRun::add_literal(std::string_view text) {
  if (!text.empty()) add({Step::kLiteral, static_cast<uint32_t>(text.size())}, text);
}

void PlaceholderRun::add_drawn(std::string_view alphabet, Key key) {
  const bool digits = alphabet == kDigits;
  if (digits && !steps_.empty() && steps_.back().kind == Step::kDigits && steps_.back().size < kDigitsOfDraw) {
    ++steps_.back().size;
    steps_.back().radix *= 10;
    ++size_;
    return;
  }
  add({digits ? Step::kDigits : Step::kDrawn, 1, static_cast<uint32_t>(alphabet.size()), 0, key.value()}, digits ? std::string_view() : alphabet);
}

void PlaceholderRun::add_ranked(std::string_view alphabet) { add({Step::kRanked, 1, static_cast<uint32_t>(alphabet.size())}, alphabet); }

void PlaceholderRun::write(const Rows& rows, uint64_t* ranks, char* out) const {
  for (uint32_t from = 0; from < rows.count; from += kBlockRows)  // the elements of lists are more than a block
    write_some({rows.first + from, std::min(kBlockRows, rows.count - from), rows.list ? rows.list + from : nullptr}, ranks ? ranks + from : nullptr, out + from * stride());
}

void PlaceholderRun::write_some(const Rows& rows, uint64_t* ranks, char* out) const {
  const std::size_t stride = this->stride();
  const uint32_t count = rows.count;
  uint32_t numbers[kBlockRows];
  for (const Step& s : steps_) {
    const char* text = texts_.data() + s.at;
    if (s.kind == Step::kDigits || s.kind == Step::kDrawn)
      for_each_row(rows, [to = numbers, key = s.key, radix = s.radix](std::size_t i, uint64_t at) { to[i] = below(drawn(at, key), radix); });
    switch (s.kind) {
      case Step::kLiteral:
        for (uint32_t i = 0; i < count; ++i) copy_over(out + i * stride, {text, s.size});
        break;
      case Step::kDigits:
        if (s.size <= 4) {
          on_cpu([=, &numbers, shift = 8 * (4 - s.size)] {
            for (uint32_t i = 0; i < count; ++i) numbers[i] = (four_digits(numbers[i]) | static_cast<uint32_t>(kAsciiZeros)) >> shift;
          });
          for (uint32_t i = 0; i < count; ++i) std::memcpy(out + i * stride, &numbers[i], 4);
        } else {
          for (uint32_t i = 0; i < count; ++i) write_padded(out + i * stride, numbers[i], s.size);
        }
        break;
      case Step::kDrawn:
        for (uint32_t i = 0; i < count; ++i) out[i * stride] = text[numbers[i]];
        break;
      case Step::kRanked:
        for (uint32_t i = 0; i < count; ++i) {
          const uint64_t rest = ranks[i] / s.radix;
          out[i * stride] = text[ranks[i] - rest * s.radix];
          ranks[i] = rest;
        }
        break;
    }
    out += s.size;
  }
}

}  // namespace mockdata
