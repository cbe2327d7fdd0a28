#include "providers/format.h"

#include <algorithm>
#include <cctype>

namespace mockdata {

namespace {

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
  while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
  return s;
}

// "5-12" after '<', up to '>'.
bool range_of(std::string_view text, uint32_t& low, uint32_t& count, std::size_t& size) {
  uint64_t n[2] = {0, 0};
  int part = 0;
  std::size_t digits = 0;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const char c = text[i];
    if (c >= '0' && c <= '9' && n[part] < 100'000'000) n[part] = n[part] * 10 + static_cast<uint64_t>(c - '0'), ++digits;
    else if (c == '-' && part == 0 && digits) part = 1, digits = 0;
    else if (c == '>' && part == 1 && digits && n[1] >= n[0]) {
      low = static_cast<uint32_t>(n[0]), count = static_cast<uint32_t>(n[1] - n[0] + 1), size = i + 1;
      return true;
    } else {
      return false;
    }
  }
  return false;
}

class FormatColumn final : public Column {
 public:
  FormatColumn(Format format, TypeId type, Key key) : Column({type, 0, 0, {}}), format_(std::move(format)), key_(key) {}
  void fill(Scope& scope, Block& out) const override {
    const Rows& rows = scope.rows();
    const auto& columns = format_.columns();
    const Block** blocks = reinterpret_cast<const Block**>(scope.scratch(*this).reserve(columns.size() * sizeof(const Block*)));
    for (std::size_t k = 0; k < columns.size(); ++k) blocks[k] = &scope.get(*columns[k]);
    TextWriter writer(out, rows.count, format_.most() + 16 * columns.size());
    for (uint32_t i = 0; i < rows.count; ++i) {
      std::size_t room = format_.most();
      for (std::size_t k = 0; k < columns.size(); ++k) room += blocks[k]->layout == Layout::kFixed ? kLongestScalar : blocks[k]->text(i).size() + 16;
      CellDraws draws(key_.at(rows[i]));
      writer.advance(format_.write(writer.room(room), draws, [&](char* p, uint32_t k) {
        const Block& b = *blocks[k];
        if (!b.valid(i)) return p;
        return b.layout == Layout::kFixed ? write_scalar(p, columns[k]->type(), b, i) : copy_text(p, b.text(i));
      }));
      writer.end_row();
    }
  }
  std::vector<const Column*> reads() const override { return format_.columns(); }

 private:
  Format format_;
  Key key_;
};

}  // namespace

Result<Format::Alternative> Format::pieces_of(const std::string& text, const Resolver& resolve, const FormatOptions& options, Format& format) {
  Alternative pieces;
  const auto literal = [&](char c) {
    if (pieces.empty() || pieces.back().kind != Kind::kLiteral) pieces.push_back({Kind::kLiteral, 0, 0, 0, {}, {}, nullptr});
    pieces.back().text += c;
  };
  for (std::size_t i = 0; i < text.size();) {
    uint32_t low = 0, count = 0;
    std::size_t size = 0;
    if (text.compare(i, 2, "{{") == 0) {
      const std::size_t end = text.find("}}", i);
      if (end == std::string::npos) return invalid_error("the format \"" + text + "\" has {{ without }}");
      const std::string_view name = trimmed(std::string_view(text).substr(i + 2, end - i - 2));
      MOCKDATA_ASSIGN(Token token, resolve(name));
      Piece piece{Kind::kWords, 0, 0, 0, {}, {}, nullptr};
      if (const Words* words = std::get_if<Words>(&token)) piece.words = *words;
      else if (const auto* nested = std::get_if<std::shared_ptr<const Format>>(&token)) piece.kind = Kind::kFormat, piece.format = *nested;
      else {
        piece.kind = Kind::kColumn;
        piece.low = static_cast<uint32_t>(format.columns_.size());
        format.columns_.push_back(std::get<const Column*>(token));
      }
      pieces.push_back(std::move(piece));
      i = end + 2;
    } else if (options.ranges && text[i] == '<' && range_of(std::string_view(text).substr(i), low, count, size)) {
      pieces.push_back({Kind::kRange, 0, low, count, {}, {}, nullptr});
      i += size;
    } else if (options.marks && std::string_view("#%$!@?").find(text[i]) != std::string_view::npos) {
      if (text[i] == '?' && options.letters.empty()) return invalid_error("\"letters\" is empty");
      pieces.push_back({Kind::kMark, text[i], 0, 0, {}, {}, nullptr});
      ++i;
    } else {
      literal(text[i++]);
    }
  }
  return pieces;
}

Result<Format> Format::compile(const std::vector<std::string>& alternatives, const Resolver& resolve, const FormatOptions& options, const AliasSlot* weights) {
  Format format;
  format.letters_ = options.letters;
  for (const std::string& text : alternatives) {
    MOCKDATA_ASSIGN(Alternative pieces, pieces_of(text, resolve, options, format));
    format.alternatives_.push_back(std::move(pieces));
  }
  if (format.alternatives_.empty()) return invalid_error("there is no format to choose from");
  format.weights_ = weights;
  format.measure();
  return format;
}

void Format::measure() {
  for (std::size_t a = 0; a < alternatives_.size(); ++a) {
    std::size_t most = 16, varying = 0;
    uint64_t space = 1;
    bool open = false;  // whether the text before may run on into what comes next
    std::string separators;
    std::vector<const Words*> lists;
    for (const Piece& p : alternatives_[a]) {
      if (open && !(p.kind == Kind::kLiteral && std::isalnum(static_cast<unsigned char>(p.text[0])) == 0)) space = 0;
      open = false;
      switch (p.kind) {
        case Kind::kLiteral:
          most += p.text.size();
          separators += p.text;
          break;
        case Kind::kMark: {
          const uint64_t radix = p.mark == '%' || p.mark == '@' ? 9 : p.mark == '$' ? 8 : p.mark == '?' ? letters_.size() : 10;
          most += 1;
          space = space_of({space, radix});
          break;
        }
        case Kind::kRange:
          most += 10;
          space = space_of({space, p.count});
          open = true;
          ++varying;
          break;
        case Kind::kWords:
          most += p.words.longest() + 16;
          space = space_of({space, p.words.size()});
          open = true;
          ++varying;
          lists.push_back(&p.words);
          break;
        case Kind::kFormat:
          most += p.format->most();
          space = 0;
          break;
        case Kind::kColumn: space = 0; break;
      }
    }
    if (varying > 1)
      for (const Words* list : lists)
        for (uint32_t i = 0; i < list->size() && space; ++i)
          if ((*list)[i].find_first_of(separators) != std::string_view::npos) space = 0;
    most_ = std::max(most_, most);
    if (space > space_) space_ = space, largest_ = static_cast<uint32_t>(a);
  }
}

MadeColumn format_column(MakeContext& c, std::string_view what, Format format, TypeId type) {
  if (!format.has_columns()) {
    const std::size_t most = format.most();
    const uint64_t space = format.space();
    return written(c, what, most, space, [format = std::move(format)](char* out, auto& draws) { return format.write(out, draws); }, type);
  }
  MOCKDATA_CHECK(check_space(c, what, 0));
  return std::unique_ptr<Column>(std::make_unique<FormatColumn>(std::move(format), type, c.key));
}

MakeContext helper_context(const MakeContext& c, std::string_view purpose) {
  MakeContext helper = c;
  helper.key = c.key.with(purpose);
  helper.unique = false;
  helper.nullable = false;
  helper.wanted = std::nullopt;
  helper.identifier = std::nullopt;
  return helper;
}

Resolver provider_tokens(MakeContext& c) {
  return [&c, count = 0](std::string_view name) mutable -> Result<Token> {
    if (const std::size_t colon = name.find(':'); colon != std::string_view::npos)
      return invalid_error("{{" + std::string(name) + "}}: groups of arguments (Faker's set_arguments) are not in a template", {}, "write {{" + std::string(name.substr(0, colon)) + "}}, or give that part a field of its own");
    MakeContext helper = helper_context(c, "{{" + std::string(name) + "}}" + std::to_string(count++));
    helper.wanted = DataType{TypeId::kText, 0, 0, {}};
    MOCKDATA_ASSIGN(auto column, make_provider(name, Value(), helper));
    return Token(static_cast<const Column*>(c.table->add(std::move(column))));
  };
}

}  // namespace mockdata
