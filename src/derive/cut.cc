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
      const std::string_view text = in.text(i), end = cut_end(text);
      writer.put(cut(text, most_ - static_cast<uint32_t>(end.size()), type().id == TypeId::kBinary, !end.empty()));
      writer.put(end);
      writer.end_row();
    }
    if (in.validity) std::memcpy(out.own_validity(), in.validity, (in.size + 63) / 64 * 8);
  }
  std::vector<const Column*> reads() const override { return {text_}; }

 private:
  // The end of an address that must not be cut off: whose it is stands there ("@example.org", ".example/"); else empty.
  std::string_view cut_end(std::string_view text) const {
    if (text.size() <= most_ || type().id == TypeId::kBinary || text.find(' ') != std::string_view::npos) return {};
    std::string_view end;
    const std::size_t at = text.find('@'), scheme = text.find("://");
    if (scheme != std::string_view::npos) {
      const std::size_t host = scheme + 3, close = std::min(text.find('/', host), text.size());
      if (close <= most_) return {};  // what follows the host may go
      std::size_t dot = text.rfind('.', close - 1);
      if (dot == std::string_view::npos || dot <= host) return {};
      if (text.substr(dot, close - dot) != ".example") dot = text.rfind('.', dot - 1);  // "example.org": both words are needed
      if (dot == std::string_view::npos || dot <= host) return {};
      end = text.substr(dot, close - dot);
      return end.size() + host < most_ ? end : std::string_view();
    }
    if (at == std::string_view::npos || at == 0) return {};
    end = text.substr(at);
    return end.size() < most_ ? end : std::string_view();
  }

  static std::string_view cut(std::string_view text, uint32_t most, bool binary, bool address) {
    if (text.size() <= most) return text;
    if (binary) return text.substr(0, most);
    uint32_t characters = 0;
    for (std::size_t at = 0; at < text.size(); ++at)
      if ((text[at] & 0xC0) != 0x80 && ++characters > most) {
        while (at && (text[at - 1] == ' ' || (address && (text[at - 1] == '.' || text[at - 1] == '-' || text[at - 1] == '_')))) --at;
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
