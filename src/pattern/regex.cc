#include "pattern/regex.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace mockdata::pattern {

namespace {

constexpr char32_t kFirstPrintable = 0x20, kLastPrintable = 0x7E;
constexpr std::size_t kMostStates = 20'000;
constexpr uint64_t kMostRepeats = 1'000;

Class normalized(Class c) {
  std::sort(c.begin(), c.end(), [](const Range& a, const Range& b) { return a.first < b.first; });
  Class out;
  for (const Range& r : c) {
    if (!out.empty() && r.first <= out.back().last + 1) out.back().last = std::max(out.back().last, r.last);
    else out.push_back(r);
  }
  return out;
}

// Printable ASCII without the class.
Class complement(const Class& c) {
  Class out;
  char32_t from = kFirstPrintable;
  for (const Range& r : c) {
    if (r.first > kLastPrintable) break;
    if (r.first > from) out.push_back({from, r.first - 1});
    from = std::max<char32_t>(from, r.last + 1);
  }
  if (from <= kLastPrintable) out.push_back({from, kLastPrintable});
  return out;
}

Class named_class(std::string_view name) {
  if (name == "alpha") return {{'A', 'Z'}, {'a', 'z'}};
  if (name == "digit") return {{'0', '9'}};
  if (name == "alnum") return {{'0', '9'}, {'A', 'Z'}, {'a', 'z'}};
  if (name == "upper") return {{'A', 'Z'}};
  if (name == "lower") return {{'a', 'z'}};
  if (name == "xdigit") return {{'0', '9'}, {'A', 'F'}, {'a', 'f'}};
  if (name == "space" || name == "blank") return {{' ', ' '}};
  if (name == "punct") return {{'!', '/'}, {':', '@'}, {'[', '`'}, {'{', '~'}};
  return {};
}

// A part of the expression: its automaton's ends and the lengths of its texts. `text` is where it can be read again, as
// a bounded repetition copies its part.
struct Part {
  uint32_t start, accept;
  uint64_t shortest = 0, longest = 0;
  bool bounded = true;
};

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Result<Nfa> all() {
    MOCKDATA_ASSIGN(const Part part, alternatives());
    if (at_ < text_.size()) return fault(text_[at_] == ')' ? "a \")\" that closes nothing" : "something that cannot stand here");
    nfa_.start = part.start;
    nfa_.accept = part.accept;
    nfa_.shortest = part.shortest;
    nfa_.longest = part.longest;
    nfa_.bounded = part.bounded;
    return std::move(nfa_);
  }

 private:
  Error fault(const std::string& what) const {
    return invalid_error("the pattern \"" + std::string(text_) + "\" has " + what + " at character " + std::to_string(at_ + 1));
  }
  Error unknown(const std::string& what) const {
    Error e = fault(what);
    e.hint = "a pattern describes each character by itself; write what the text may hold with classes, groups and repetitions";
    return e;
  }
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  uint32_t state(Class on = {}, uint32_t next = Nfa::kNone, uint32_t other = Nfa::kNone) {
    nfa_.states.push_back({std::move(on), next, other});
    return static_cast<uint32_t>(nfa_.states.size() - 1);
  }
  Part nothing() {
    const uint32_t s = state();
    return {s, s};
  }
  void link(uint32_t from, uint32_t to) {
    Nfa::State& s = nfa_.states[from];
    (s.next == Nfa::kNone ? s.next : s.other) = to;
  }

  Result<Part> alternatives() {
    if (++depth_ > 100) return fault("groups more than 100 deep");
    MOCKDATA_ASSIGN(Part left, sequence());
    while (take('|')) {
      MOCKDATA_ASSIGN(const Part right, sequence());
      const uint32_t start = state({}, left.start, right.start), accept = state();
      link(left.accept, accept);
      link(right.accept, accept);
      left = {start, accept, std::min(left.shortest, right.shortest), std::max(left.longest, right.longest), left.bounded && right.bounded};
    }
    --depth_;
    return left;
  }

  static Part joined(const Part& a, const Part& b) { return {a.start, b.accept, a.shortest + b.shortest, a.longest + b.longest, a.bounded && b.bounded}; }

  Result<Part> sequence() {
    Part all = nothing();
    if (depth_ == 1) take('^');
    while (at_ < text_.size() && text_[at_] != '|' && text_[at_] != ')') {
      if (text_[at_] == '$') {
        ++at_;
        if (depth_ > 1 || (at_ < text_.size() && text_[at_] != '|')) return unknown("a \"$\" that is not at the end");
        break;
      }
      MOCKDATA_ASSIGN(const Part next, repeated());
      link(all.accept, next.start);
      all = joined(all, next);
      if (nfa_.states.size() > kMostStates) return fault("more than 20,000 parts once its repetitions are written out");
    }
    return all;
  }

  // An atom and its repetition; the atom is read once for each copy.
  Result<Part> repeated() {
    const std::size_t begin = at_;
    MOCKDATA_ASSIGN(Part part, atom());
    uint64_t least = 1, most = 1;
    bool endless = false;
    if (take('?')) least = 0;
    else if (take('*')) least = 0, endless = true;
    else if (take('+')) endless = true;
    else if (at_ < text_.size() && text_[at_] == '{') {
      MOCKDATA_CHECK(bounds(least, most, endless));
    } else {
      return part;
    }
    if (take('+')) return unknown("a possessive repetition");
    take('?');  // a lazy one means the same texts
    if (at_ < text_.size() && (text_[at_] == '*' || text_[at_] == '{')) return fault("two repetitions in a row");
    const std::size_t end = at_;
    const auto again = [&]() -> Result<Part> {
      at_ = begin;
      auto copy = atom();
      at_ = end;
      if (nfa_.states.size() > kMostStates) return fault("more than 20,000 parts once its repetitions are written out");
      return copy;
    };
    const Part once = part;
    Part all = nothing();
    bool used = false;
    const auto next = [&]() -> Result<Part> {
      if (!used) {
        used = true;
        return once;
      }
      return again();
    };
    for (uint64_t k = 0; k < least; ++k) {
      MOCKDATA_ASSIGN(const Part copy, next());
      link(all.accept, copy.start);
      all = joined(all, copy);
    }
    if (endless) {
      MOCKDATA_ASSIGN(const Part copy, next());
      const uint32_t loop = state({}, copy.start), out = state();
      link(copy.accept, loop);
      link(loop, out);
      link(all.accept, loop);
      return Part{all.start, out, all.shortest, 0, false};
    }
    std::vector<uint32_t> exits;
    for (uint64_t k = least; k < most; ++k) {
      MOCKDATA_ASSIGN(const Part copy, next());
      const uint32_t gate = state({}, copy.start);
      link(all.accept, gate);
      exits.push_back(gate);
      all = {all.start, copy.accept, all.shortest, all.longest + copy.longest, all.bounded && copy.bounded};
    }
    if (exits.empty()) return all;
    const uint32_t out = state();
    link(all.accept, out);
    for (const uint32_t gate : exits) link(gate, out);
    all.accept = out;
    return all;
  }

  Status bounds(uint64_t& least, uint64_t& most, bool& endless) {
    ++at_;
    const auto number = [&](uint64_t& n) {
      const std::size_t first = at_;
      for (n = 0; at_ < text_.size() && std::isdigit(static_cast<unsigned char>(text_[at_])) && n < 1'000'000; ++at_) n = n * 10 + static_cast<uint64_t>(text_[at_] - '0');
      return at_ > first;
    };
    const bool lower = number(least);
    if (!lower) least = 0;
    most = least;
    if (take(',')) {
      endless = !number(most);
      if (endless && !lower) return fault("a repetition {n}, {n,} or {n,m} that is not complete");
      if (endless) most = least;
    } else if (!lower) {
      return fault("a \"{\" that begins no repetition; write \\{ for the character");
    }
    if (!take('}')) return fault("a repetition that does not end with \"}\"");
    if (most < least) return fault("a repetition whose bounds are the wrong way round");
    if (most > kMostRepeats) return fault("a repetition of more than 1,000 times");
    return {};
  }

  Result<Part> atom() {
    if (at_ >= text_.size()) return fault("an end where a character is expected");
    const char c = text_[at_];
    switch (c) {
      case '(': return group();
      case '[': {
        MOCKDATA_ASSIGN(Class on, bracket());
        return one(std::move(on));
      }
      case '.': ++at_; return one({{kFirstPrintable, kLastPrintable}});
      case '*': case '+': case '?': return fault("a repetition of nothing");
      case '^': return unknown("a \"^\" that is not at the beginning");
      case '\\': {
        ++at_;
        MOCKDATA_ASSIGN(Class on, escape(false));
        return one(std::move(on));
      }
      default: {
        const char32_t literal = character();
        return one({{literal, literal}});
      }
    }
  }

  // Where an '@' stands among many characters it is left out: by chance it would make addresses, and somebody may have one.
  Result<Part> one(Class on) {
    for (std::size_t i = 0; i < on.size(); ++i)
      if (on[i].first < '@' && on[i].last > '@') {
        on.insert(on.begin() + static_cast<std::ptrdiff_t>(i) + 1, {'@' + 1, on[i].last});
        on[i].last = '@' - 1;
      }
    if (on.empty()) return fault("a class without any character");
    const uint32_t accept = state();
    const uint32_t start = state(std::move(on), accept);
    return Part{start, accept, 1, 1, true};
  }

  Result<Part> group() {
    ++at_;
    if (take('?')) {
      if (take(':')) {
      } else if (at_ < text_.size() && (text_[at_] == '=' || text_[at_] == '!')) {
        return unknown("a look-ahead");
      } else if (text_.substr(at_).starts_with("<=") || text_.substr(at_).starts_with("<!")) {
        return unknown("a look-behind");
      } else if (take('>')) {
        return unknown("an atomic group");
      } else if (text_.substr(at_).starts_with("<") || text_.substr(at_).starts_with("P<") || text_.substr(at_).starts_with("'")) {
        const std::size_t end = text_.find_first_of(">'", at_ + (text_[at_] == '\'' ? 1 : 0));
        if (end == std::string_view::npos) return fault("a group whose name does not end");
        at_ = end + 1;
      } else {
        return unknown("a flag or a group of a kind that is not known");
      }
    }
    MOCKDATA_ASSIGN(const Part part, alternatives());
    if (!take(')')) return fault("a \"(\" that is not closed");
    return part;
  }

  char32_t character() {
    const unsigned char first = static_cast<unsigned char>(text_[at_++]);
    const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
    if (!more || at_ + static_cast<std::size_t>(more) > text_.size()) return first;
    char32_t c = first & (0x3Fu >> more);
    for (int k = 0; k < more; ++k) c = c << 6 | (static_cast<unsigned char>(text_[at_++]) & 0x3F);
    return c;
  }

  // Behind a backslash.
  Result<Class> escape(bool in_class) {
    if (at_ >= text_.size()) return fault("a \"\\\" at its end");
    const char c = text_[at_++];
    const Class digit{{'0', '9'}}, word{{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}}, space{{' ', ' '}};
    const auto single = [](char32_t x) { return Class{{x, x}}; };
    switch (c) {
      case 'd': return digit;
      case 'D': return complement(digit);
      case 'w': return word;
      case 'W': return complement(word);
      case 's': return space;
      case 'S': return complement(space);
      case 't': return single('\t');
      case 'n': return single('\n');
      case 'r': return single('\r');
      case 'x': return hexadecimal(2);
      case 'u': return hexadecimal(4);
      case 'b': case 'B': case 'A': case 'Z': case 'z': case 'G':
        --at_;
        return unknown(std::string("an assertion \\") + c);
      case 'p': case 'P':
        --at_;
        return unknown("a Unicode property");
      case 'k':
        --at_;
        return unknown("a back-reference");
      default: break;
    }
    if (c >= '1' && c <= '9' && !in_class) {
      --at_;
      return unknown("a back-reference");
    }
    if (std::isalnum(static_cast<unsigned char>(c))) {
      --at_;
      return unknown(std::string("an escape \\") + c + " that is not known");
    }
    --at_;
    return single(character());
  }
  Result<Class> hexadecimal(int digits) {
    char32_t c = 0;
    for (int k = 0; k < digits; ++k, ++at_) {
      if (at_ >= text_.size() || !std::isxdigit(static_cast<unsigned char>(text_[at_]))) return fault("an escape that lacks hexadecimal digits");
      const char h = text_[at_];
      c = c * 16 + static_cast<char32_t>(h <= '9' ? h - '0' : (h | 32) - 'a' + 10);
    }
    if (c >= 0xD800 && c < 0xE000) return fault("half of a surrogate pair");
    return Class{{c, c}};
  }

  Result<Class> bracket() {
    ++at_;
    const bool negated = take('^');
    Class all;
    bool first = true;
    while (true) {
      if (at_ >= text_.size()) return fault("a \"[\" that is not closed");
      if (text_[at_] == ']' && !first) break;
      first = false;
      if (text_.substr(at_).starts_with("[:")) {
        const std::size_t end = text_.find(":]", at_);
        const Class named = end == std::string_view::npos ? Class() : named_class(text_.substr(at_ + 2, end - at_ - 2));
        if (named.empty()) return fault("a class of an unknown name");
        all.insert(all.end(), named.begin(), named.end());
        at_ = end + 2;
        continue;
      }
      MOCKDATA_ASSIGN(const Class low, member());
      if (low.size() == 1 && low[0].first == low[0].last && at_ + 1 < text_.size() && text_[at_] == '-' && text_[at_ + 1] != ']') {
        ++at_;
        MOCKDATA_ASSIGN(const Class high, member());
        if (high.size() != 1 || high[0].first != high[0].last || high[0].first < low[0].first) return fault("a range whose ends are not in order");
        all.push_back({low[0].first, high[0].first});
      } else {
        all.insert(all.end(), low.begin(), low.end());
      }
    }
    ++at_;
    all = normalized(std::move(all));
    return negated ? complement(all) : all;
  }
  Result<Class> member() {
    if (take('\\')) return escape(true);
    const char32_t c = character();
    return Class{{c, c}};
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  Nfa nfa_;
};

}  // namespace

Result<Nfa> parse_regex(std::string_view text) { return Parser(text).all(); }

}  // namespace mockdata::pattern
