#include "verify/json_extract.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>

#include "verify/paths.h"
#include "verify/utf8.h"

namespace mockdata::verify {
namespace {

constexpr int kMaxDepth = 256;

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Bytes that end the plain part of a string: quote, backslash, control characters; and bytes beyond ASCII.
uint64_t special_bytes(uint64_t eight) {
  constexpr uint64_t kOnes = 0x0101010101010101u, kHighs = 0x8080808080808080u;
  const auto zero_bytes = [](uint64_t word) { return (word - kOnes) & ~word & kHighs; };
  return zero_bytes(eight ^ kOnes * '"') | zero_bytes(eight ^ kOnes * '\\') | ((eight - kOnes * 0x20) & ~eight & kHighs) | (eight & kHighs);
}

}  // namespace

JsonExtractor::JsonExtractor(const std::vector<std::string>& paths, bool note_unknown) : column_count_(paths.size()), note_unknown_(note_unknown) {
  nodes_.emplace_back();
  for (size_t i = 0; i < paths.size(); ++i) {
    int node = 0;
    nodes_[0].below.push_back(i);
    for (const std::string& step : steps_of(paths[i])) {
      node = add(node, step);
      nodes_[static_cast<size_t>(node)].below.push_back(i);
    }
    nodes_[static_cast<size_t>(node)].column = static_cast<int>(i);
  }
  for (Node& node : nodes_) node.seen.assign(node.members.size(), 0);
}

int JsonExtractor::add(int parent, const std::string& step) {
  const size_t p = static_cast<size_t>(parent);
  if (step == "[]") {
    if (nodes_[p].element >= 0) return nodes_[p].element;
  } else {
    for (int member : nodes_[p].members)
      if (nodes_[static_cast<size_t>(member)].name == step) return member;
  }
  const int made = static_cast<int>(nodes_.size());
  Node node;
  node.name = step;
  node.path = step == "[]" ? nodes_[p].path + "[]" : nodes_[p].path.empty() ? step : nodes_[p].path + "." + step;
  node.step = parent == 0 ? 0 : static_cast<uint8_t>(nodes_[p].step + 1);
  nodes_.push_back(std::move(node));
  if (step == "[]") nodes_[p].element = made;
  else nodes_[p].members.push_back(made);
  return made;
}

int JsonExtractor::find(const std::vector<std::string>& steps) const {
  int node = 0;
  for (const std::string& step : steps) {
    int next = -1;
    const Node& at = nodes_[static_cast<size_t>(node)];
    if (step == "[]") next = at.element;
    else
      for (int member : at.members)
        if (nodes_[static_cast<size_t>(member)].name == step) next = member;
    if (next < 0) return -1;
    node = next;
  }
  return node;
}

std::vector<size_t> JsonExtractor::columns_below(const std::vector<std::string>& steps) const {
  const int node = find(steps);
  return node < 0 ? std::vector<size_t>{} : nodes_[static_cast<size_t>(node)].below;
}

bool JsonExtractor::bad(const char* what) {
  if (outcome_ == Outcome::kDone) problem_ = what;
  outcome_ = Outcome::kBad;
  return false;
}

void JsonExtractor::spaces() {
  while (at_ != end_ && is_space(*at_)) ++at_;
}

JsonExtractor::Outcome JsonExtractor::row(const char*& at, const char* end, std::vector<CellColumn>& columns) {
  at_ = at, end_ = end, columns_ = &columns;
  outcome_ = Outcome::kDone, depth_ = 0;
  spaces();
  const char* begin = at_;
  if (at_ == end_) return Outcome::kMore;
  if (*at_ != '{') bad("a row is not an object");
  if (outcome_ == Outcome::kDone && value(0)) {
    at = at_;
    for (size_t i = 0; i < column_count_; ++i) columns[i].first_cell.push_back(static_cast<uint32_t>(columns[i].cells.size()));
    return Outcome::kDone;
  }
  for (size_t i = 0; i < column_count_; ++i) columns[i].cells.resize(columns[i].first_cell.back());
  at = outcome_ == Outcome::kBad ? at_ : begin;
  return outcome_;
}

bool JsonExtractor::member(const std::vector<std::string>& steps, std::string_view text, std::vector<CellColumn>& columns) {
  at_ = text.data(), end_ = at_ + text.size(), columns_ = &columns;
  outcome_ = Outcome::kDone, depth_ = 0;
  const bool read = value(find(steps));
  if (read) spaces();
  if (read && at_ == end_) return true;
  if (outcome_ != Outcome::kBad) outcome_ = Outcome::kDone, bad(read ? "something follows the JSON value" : "the JSON text is cut off");
  return false;
}

void JsonExtractor::null_member(const std::vector<std::string>& steps, std::vector<CellColumn>& columns) {
  columns_ = &columns;
  absent(find(steps), true);
}

// The cells of all columns at or below a node whose value is null, or for which there is no element.
void JsonExtractor::absent(int node, bool is_member) {
  const Node& here = nodes_[static_cast<size_t>(node)];
  for (size_t column : here.below) {
    Cell cell;
    if (!is_member || static_cast<int>(column) != here.column) {
      cell.type = CellType::kAbsent;
      cell.integer = here.step;
    }
    put(static_cast<int>(column), cell);
  }
}

bool JsonExtractor::value(int node) {
  spaces();
  if (at_ == end_) return more();
  if (++depth_ > kMaxDepth) return bad("the JSON is nested too deeply");
  const int column = node < 0 ? -1 : nodes_[static_cast<size_t>(node)].column;
  const char* begin = at_;
  Cell cell;
  bool container = false, is_null = false;
  switch (*at_) {
    case '{':
      container = true;
      if (!object(node)) return false;
      break;
    case '[':
      container = true;
      if (!array(node)) return false;
      break;
    case '"': {
      std::string_view raw;
      bool escaped = false;
      if (!string(raw, escaped)) return false;
      if (column >= 0 && !unescape(raw, (*columns_)[static_cast<size_t>(column)].arena, cell)) return false;
      break;
    }
    case 't':
    case 'f':
      cell.type = CellType::kBool;
      cell.integer = *at_ == 't';
      if (!literal(*at_ == 't' ? "true" : "false")) return false;
      break;
    case 'n':
      is_null = true;
      if (!literal("null")) return false;
      break;
    default:
      if (!number(cell)) return false;
  }
  --depth_;
  if (node < 0) return true;
  if (is_null) {
    absent(node, true);
    return true;
  }
  const Node& here = nodes_[static_cast<size_t>(node)];
  if (container && column >= 0) {
    const std::string_view text(begin, static_cast<size_t>(at_ - begin));
    cell.type = CellType::kJson;
    cell.bytes = (*columns_)[static_cast<size_t>(column)].arena.keep(text);
    cell.length = static_cast<uint32_t>(text.size());
  }
  if (!container && (here.element >= 0 || !here.members.empty())) {
    bad("a single value stands where an object or array is expected");
    problem_ += ": " + here.path;
    return false;
  }
  if (column >= 0) put(column, cell);
  return true;
}

bool JsonExtractor::object(int node) {
  const size_t n = static_cast<size_t>(node);
  if (node >= 0) {
    if (nodes_[n].element >= 0) return bad("an object stands where an array is expected");
    std::fill(nodes_[n].seen.begin(), nodes_[n].seen.end(), 0);
    nodes_[n].expected = 0;
  }
  const bool of_interest = node >= 0 && !nodes_[n].members.empty();
  ++at_;
  spaces();
  if (at_ == end_) return more();
  if (*at_ == '}') {
    ++at_;
  } else {
    for (;;) {
      spaces();
      if (at_ == end_) return more();
      if (*at_ != '"') return bad("a key is expected");
      std::string_view key;
      bool escaped = false;
      if (!string(key, escaped)) return false;
      if (escaped) {
        Arena arena;
        Cell cell;
        if (!unescape(key, arena, cell)) return false;
        key_.assign(cell.text());
        key = key_;
      }
      int child = -1;
      if (of_interest) {
        Node& here = nodes_[n];
        const size_t count = here.members.size();
        for (size_t i = 0, m = here.expected; i < count; ++i, m = m + 1 == count ? 0 : m + 1) {
          if (nodes_[static_cast<size_t>(here.members[m])].name != key) continue;
          child = here.members[m];
          if (here.seen[m]) return bad("a key stands twice in an object");
          here.seen[m] = 1;
          here.expected = m + 1 == count ? 0 : m + 1;
          break;
        }
        if (child < 0 && note_unknown_ && unknown_.size() < 100) unknown_.insert(here.path.empty() ? std::string(key) : here.path + "." + std::string(key));
      }
      spaces();
      if (at_ == end_) return more();
      if (*at_++ != ':') return bad("a colon is expected");
      if (!value(child)) return false;
      spaces();
      if (at_ == end_) return more();
      const char next = *at_++;
      if (next == '}') break;
      if (next != ',') return bad("a comma or the end of an object is expected");
    }
  }
  if (of_interest) {
    for (size_t m = 0; m < nodes_[n].members.size(); ++m)
      if (!nodes_[n].seen[m]) absent(nodes_[n].members[m], true);
  }
  return true;
}

bool JsonExtractor::array(int node) {
  if (node > 0 && !nodes_[static_cast<size_t>(node)].members.empty()) return bad("an array stands where an object is expected");
  const int element = node < 0 ? -1 : nodes_[static_cast<size_t>(node)].element;
  ++at_;
  spaces();
  if (at_ == end_) return more();
  if (*at_ == ']') {
    ++at_;
    if (element >= 0) absent(element, false);
    return true;
  }
  for (;;) {
    if (!value(element)) return false;
    spaces();
    if (at_ == end_) return more();
    const char next = *at_++;
    if (next == ']') return true;
    if (next != ',') return bad("a comma or the end of an array is expected");
  }
}

// The raw text between the quotes, checked for UTF-8 and control characters.
bool JsonExtractor::string(std::string_view& text, bool& escaped) {
  const char* begin = ++at_;
  bool ascii = true;
  for (;;) {
    uint64_t eight;
    while (end_ - at_ >= 8) {
      std::memcpy(&eight, at_, 8);
      const uint64_t special = special_bytes(eight);
      at_ += special ? std::countr_zero(special) / 8 : 8;  // the lowest mark is exact, those above it may not be
      if (special) break;
    }
    if (at_ == end_) return more();
    const uint8_t c = static_cast<uint8_t>(*at_);
    if (c == '"') break;
    if (c == '\\') {
      escaped = true;
      if (end_ - at_ < 2) return more();
      at_ += 2;
      continue;
    }
    if (c < 0x20) return bad("a control character stands in a string");
    ascii = ascii && c < 0x80;
    ++at_;
  }
  text = {begin, static_cast<size_t>(at_ - begin)};
  ++at_;
  if (!ascii && !valid_utf8(text)) return bad("a string is not valid UTF-8");
  return true;
}

bool JsonExtractor::unescape(std::string_view raw, Arena& arena, Cell& cell) {
  char* out = arena.reserve(raw.size());
  char* begin = out;
  const auto hex = [&](size_t at, uint32_t& code) {
    if (raw.size() - at < 4) return false;
    const auto end = std::from_chars(raw.data() + at, raw.data() + at + 4, code, 16);
    return end.ec == std::errc() && end.ptr == raw.data() + at + 4;
  };
  for (size_t i = 0; i < raw.size();) {
    const size_t plain = std::min(raw.find('\\', i), raw.size()) - i;
    if (plain) std::memcpy(out, raw.data() + i, plain);
    out += plain, i += plain;
    if (i == raw.size()) break;
    const char kind = raw[i + 1];
    i += 2;
    switch (kind) {
      case '"': case '\\': case '/': *out++ = kind; break;
      case 'b': *out++ = '\b'; break;
      case 'f': *out++ = '\f'; break;
      case 'n': *out++ = '\n'; break;
      case 'r': *out++ = '\r'; break;
      case 't': *out++ = '\t'; break;
      case 'u': {
        uint32_t code = 0, low = 0;
        if (!hex(i, code)) return bad("a \\u escape is damaged");
        i += 4;
        if (code >= 0xD800 && code < 0xDC00) {
          if (raw.substr(i, 2) != "\\u" || !hex(i + 2, low) || low < 0xDC00 || low > 0xDFFF) return bad("half of a surrogate pair stands alone");
          code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
          i += 6;
        } else if (code >= 0xDC00 && code <= 0xDFFF) {
          return bad("half of a surrogate pair stands alone");
        }
        if (code < 0x80) {
          *out++ = static_cast<char>(code);
        } else if (code < 0x800) {
          *out++ = static_cast<char>(0xC0 | code >> 6), *out++ = static_cast<char>(0x80 | (code & 63));
        } else if (code < 0x10000) {
          *out++ = static_cast<char>(0xE0 | code >> 12), *out++ = static_cast<char>(0x80 | (code >> 6 & 63)), *out++ = static_cast<char>(0x80 | (code & 63));
        } else {
          *out++ = static_cast<char>(0xF0 | code >> 18), *out++ = static_cast<char>(0x80 | (code >> 12 & 63));
          *out++ = static_cast<char>(0x80 | (code >> 6 & 63)), *out++ = static_cast<char>(0x80 | (code & 63));
        }
        break;
      }
      default: return bad("an escape in a string is unknown");
    }
  }
  cell.type = CellType::kText;
  cell.bytes = begin;
  cell.length = static_cast<uint32_t>(out - begin);
  return true;
}

bool JsonExtractor::literal(std::string_view word) {
  const size_t left = static_cast<size_t>(end_ - at_);
  if (std::string_view(at_, std::min(left, word.size())) != word.substr(0, left)) return bad("an unknown word stands for a value");
  if (left < word.size()) return more();
  at_ += word.size();
  return true;
}

bool JsonExtractor::number(Cell& cell) {
  const char* begin = at_;
  const bool negative = *at_ == '-';
  if (negative) ++at_;
  unsigned __int128 digits = 0;
  int count = 0, scale = 0;
  bool exponent = false;
  const auto read_digits = [&] {
    const char* first = at_;
    for (; at_ != end_ && is_digit(*at_); ++at_) {
      if (count < 39 && !exponent) digits = digits * 10 + static_cast<unsigned>(*at_ - '0'), count += digits != 0;
    }
    return at_ - first;
  };
  if (at_ == end_) return more();
  const char* first = at_;
  const auto whole = read_digits();
  if (at_ == end_) return more();
  if (whole == 0 || (whole > 1 && *first == '0')) return bad("a number is damaged");
  if (*at_ == '.') {
    ++at_;
    const auto fraction = read_digits();
    if (at_ == end_) return more();
    if (fraction == 0) return bad("a number is damaged");
    scale = static_cast<int>(std::min<ptrdiff_t>(fraction, 100));
  }
  if (*at_ == 'e' || *at_ == 'E') {
    exponent = true;
    if (++at_ != end_ && (*at_ == '+' || *at_ == '-')) ++at_;
    const auto power = read_digits();
    if (at_ == end_) return more();
    if (power == 0) return bad("a number is damaged");
  }
  if (!exponent && count <= 38 && scale <= 38) {
    const __int128 value = negative ? -static_cast<__int128>(digits) : static_cast<__int128>(digits);
    if (scale == 0 && value >= INT64_MIN && value <= INT64_MAX) {
      cell.type = CellType::kInteger;
      cell.integer = static_cast<int64_t>(value);
    } else {
      cell.set_decimal(value, static_cast<uint8_t>(scale));
    }
    return true;
  }
  cell.type = CellType::kDouble;
  double real = 0;
  const auto end = std::from_chars(begin, at_, real);
  if (end.ec != std::errc() || end.ptr != at_) return bad("a number is out of range");
  cell.real = real;
  return true;
}

}  // namespace mockdata::verify
