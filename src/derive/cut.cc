#include "derive/cut.h"

#include <algorithm>
#include <cstring>

#include "block/text_of.h"

namespace mockdata {

namespace {

class CutColumn final : public Column {
 public:
  CutColumn(const Column* text, uint32_t most) : Column(text->type()), text_(text), most_(most) {}
  void fill(Scope& scope, Block& out) const override {
    const Block& in = scope.get(*text_);
    uint32_t i = 0;
    while (i < in.size && in.text(i).size() <= most_) ++i;
    if (i == in.size) {
      out.share(in);
      return;
    }
    TextWriter writer(out, in.size);
    for (i = 0; i < in.size; ++i) {
      writer.put(cut(in.text(i)));
      writer.end_row();
    }
    if (in.validity) std::memcpy(out.own_validity(), in.validity, (in.size + 63) / 64 * 8);
  }
  std::vector<const Column*> reads() const override { return {text_}; }

 private:
  std::string_view cut(std::string_view text) const {
    if (text.size() <= most_) return text;
    if (type().id == TypeId::kBinary) return text.substr(0, most_);
    uint32_t characters = 0;
    for (std::size_t at = 0; at < text.size(); ++at)
      if ((text[at] & 0xC0) != 0x80 && ++characters > most_) {
        while (at && text[at - 1] == ' ') --at;
        return text.substr(0, at);
      }
    return text;
  }
  const Column* text_;
  uint32_t most_;
};

}  // namespace

std::unique_ptr<Column> cut_column(const Column* text, uint32_t most) { return std::make_unique<CutColumn>(text, most); }

}  // namespace mockdata
