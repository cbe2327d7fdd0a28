#include "pattern/pattern_column.h"

#include <algorithm>

#include "block/text_of.h"
#include "random/permutation.h"

namespace mockdata {

namespace {

class PatternColumn final : public Column {
 public:
  PatternColumn(pattern::Language language, Key key, bool unique, const Column* digit, uint64_t radix)
      : Column({TypeId::kText, 0, 0, {}}), language_(std::move(language)), key_(key), noise_key_(key.with("noise").value()), unique_(unique), digit_(digit),
        stride_(digit && radix ? std::max<uint64_t>(language_.ranks() / radix, 1) : 1), permutation_(unique || digit ? digit ? std::max<uint64_t>(radix, 1) : language_.ranks() : 1, key.with("rank").value()) {}

  void fill(Scope& scope, Block& out) const override {
    const Rows& rows = scope.rows();
    const std::size_t most = language_.most_bytes();
    TextWriter writer(out, rows.count, most < 32 ? most : 32);
    const uint64_t* digits = digit_ ? scope.get(*digit_).values<uint64_t>() : nullptr;
    for (uint32_t i = 0; i < rows.count; ++i) {
      char* p = writer.room(most);
      if (digits || unique_) {
        const uint64_t x = digits ? digits[i] : rows[i];
        writer.advance(language_.unrank(p, permutation_(x < permutation_.size() ? x : x % permutation_.size()) * stride_, bits(noise_key_, x)));
      } else {
        writer.advance(language_.draw(p, key_.at(rows[i])));
      }
      writer.end_row();
    }
  }
  std::vector<const Column*> reads() const override { return digit_ ? std::vector<const Column*>{digit_} : std::vector<const Column*>(); }

 private:
  pattern::Language language_;
  Key key_;
  uint64_t noise_key_;
  bool unique_;
  const Column* digit_;
  uint64_t stride_;   // fewer digits than texts: spread over them
  Permutation permutation_;
};

}  // namespace

std::unique_ptr<Column> pattern_column(pattern::Language language, Key key, bool unique, const Column* digit, uint64_t radix) {
  return std::make_unique<PatternColumn>(std::move(language), key, unique, digit, radix);
}

}  // namespace mockdata
