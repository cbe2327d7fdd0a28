#include "discover/openapi/patterns.h"

#include <algorithm>
#include <vector>

#include "pattern/language.h"

namespace mockdata::discover {
namespace {

using pattern::Nfa;

bool takes(const pattern::Class& on, char32_t c) {
  return std::any_of(on.begin(), on.end(), [&](const pattern::Range& r) { return r.first <= c && c <= r.last; });
}

// Whether the automaton takes a whole text (ASCII).
class Matcher {
 public:
  explicit Matcher(const Nfa& nfa) : nfa_(nfa), mark_(nfa.states.size(), 0) {}

  bool operator()(std::string_view text) {
    std::vector<uint32_t> now, then;
    ++round_;
    reach(nfa_.start, now);
    for (const char c : text) {
      then.clear();
      ++round_;
      for (const uint32_t s : now)
        if (const Nfa::State& state = nfa_.states[s]; takes(state.on, static_cast<unsigned char>(c))) reach(state.next, then);
      now.swap(then);
      if (now.empty()) return false;
    }
    return std::find(now.begin(), now.end(), nfa_.accept) != now.end();
  }

 private:
  void reach(uint32_t from, std::vector<uint32_t>& out) {
    stack_.assign(1, from);
    while (!stack_.empty()) {
      const uint32_t s = stack_.back();
      stack_.pop_back();
      if (s == Nfa::kNone || mark_[s] == round_) continue;
      mark_[s] = round_;
      out.push_back(s);
      if (!nfa_.states[s].on.empty()) continue;
      stack_.push_back(nfa_.states[s].next);
      stack_.push_back(nfa_.states[s].other);
    }
  }

  const Nfa& nfa_;
  std::vector<uint32_t> mark_, stack_;
  uint32_t round_ = 0;
};

// "^https?:", "(www\.)?example\.com/": texts of it lead to a host that exists.
bool names_a_host(std::string_view pattern) {
  for (const char* part : {"http", "www", "\\.com", "\\.org", "\\.net", "\\.io", "[.]com", "://", ":\\/\\/"})
    if (pattern.find(part) != std::string_view::npos) return true;
  return false;
}

PatternKind look_at(std::string_view text, uint32_t longest) {
  const auto nfa = pattern::parse_regex(text);
  if (!nfa.ok()) return names_a_host(text) ? PatternKind::kUrl : PatternKind::kUnread;
  Matcher matches(*nfa);
  const bool word = matches("someone");
  const auto any = [&](std::initializer_list<const char*> probes) { return std::any_of(probes.begin(), probes.end(), [&](const char* probe) { return matches(probe); }); };
  if (matches("someone@example.org")) return word ? PatternKind::kAnything : PatternKind::kEmail;
  if (!word && !any({"1234567890", "12-345-6789", "abcd-ef-gh", "7d7"})) {
    const bool day = matches("2024-02-29");
    if (!day && any({"2024-02-29T12:30:45Z", "2024-02-29T12:30:45.000Z", "2024-02-29T12:30:45+00:00", "2024-02-29T12:30:45", "2024-02-29 12:30:45"})) return PatternKind::kDatetime;
    if (day) return PatternKind::kDate;
    if (any({"8d7a3c1e-94b2-4a6f-8f1d-2f0d5c1b7e90", "8D7A3C1E-94B2-4A6F-8F1D-2F0D5C1B7E90"}) && !any({"8d7a3c1e", "8d7a3c1e-94b2"})) return PatternKind::kUuid;
  }
  if (!word && any({"192.0.2.17", "2001:db8::17", "2001:0db8:0000:0000:0000:0000:0000:0017"}) && !any({"1234567890", "192.0", "12-345"})) return PatternKind::kIp;
  if (names_a_host(text) || (!word && matches("https://www.example.org/some/page"))) return PatternKind::kUrl;
  // A number made from a form with a country's prefix is somebody's.
  if (!word && any({"+441632960123", "+44-1632960123", "+44 1632 960123", "+1-2025550143", "+46701740605"})) return PatternKind::kPhone;
  if (!word && matches("1234567890123456") && matches("123456789012") && pattern::Language::of(text, 12).ok()) return PatternKind::kDigits;
  // An '@' that must stand is an address's; one that may stand among others can make one.
  for (const Nfa::State& state : nfa->states)
    if (takes(state.on, '@')) return state.on.size() == 1 && state.on[0].first == state.on[0].last ? PatternKind::kEmail : PatternKind::kAnything;
  if (nfa->shortest == 0 && !nfa->bounded && word && matches("2024 A-b_c.d,e:f/g")) return PatternKind::kAnything;
  return pattern::Language::of(text, longest).ok() ? PatternKind::kText : PatternKind::kUnread;
}

}  // namespace

PatternKind Patterns::kind(std::string_view pattern, uint32_t longest) {
  const auto [at, added] = known_.try_emplace(std::string(pattern) + "\n" + std::to_string(longest), PatternKind::kText);
  if (added) at->second = look_at(pattern, longest);
  return at->second;
}

}  // namespace mockdata::discover
