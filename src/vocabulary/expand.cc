#include "vocabulary/expand.h"

namespace mockdata {

namespace {

class Expander {
 public:
  Expander(const Locale& locale, uint64_t key) : locale_(locale), key_(key) {}

  std::optional<std::string> format(std::string_view text) {
    if (++depth_ > 8) return std::nullopt;
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
      if (!text.substr(i).starts_with("{{")) {
        out += text[i++];
        continue;
      }
      const std::size_t end = text.find("}}", i);
      if (end == std::string_view::npos) return std::nullopt;
      std::string_view token = text.substr(i + 2, end - i - 2);
      while (token.starts_with(' ')) token.remove_prefix(1);
      while (token.ends_with(' ')) token.remove_suffix(1);
      auto value = method(token);
      if (!value) return std::nullopt;
      out += *value;
      i = end + 2;
    }
    --depth_;
    return out;
  }

 private:
  uint64_t draw() { return bits(key_, ++draws_); }
  std::string_view pick(const TextList& list) { return list.text(list.pick(draw())); }

  std::optional<std::string> method(std::string_view name) {
    for (const Locale* l = &locale_; l; l = l->parent())
      if (const TextList* methods = l->own("methods"))
        for (uint32_t i = 0; i < methods->rows; ++i)
          if (methods->text(i, 0) == name)
            if (const Found found = locale_.find(methods->text(i, 2))) return shaped(pick(*found.list), methods->text(i, 1));
    // Methods that are code in Faker, but only pick from lists.
    static constexpr std::pair<std::string_view, std::string_view> kLists[] = {
        {"first_name", "person.first_names"}, {"first_name", "person.first_names_male"}, {"first_name_male", "person.first_names_male"},
        {"first_name_female", "person.first_names_female"}, {"first_name_male", "person.first_names"}, {"first_name_female", "person.first_names"},
        {"last_name", "person.last_names"}, {"last_name", "person.last_names_male"}, {"last_name_male", "person.last_names_male"},
        {"last_name_female", "person.last_names_female"}, {"street_suffix", "address.street_suffixes"}, {"street_prefix", "address.street_prefixes"},
        {"city", "address.cities"}, {"street_title", "address.street_titles"}};
    for (const auto& [token, list] : kLists)
      if (token == name)
        if (const Found found = locale_.find(list); found && !found.fallback) return std::string(pick(*found.list));
    return std::nullopt;
  }

  std::optional<std::string> shaped(std::string_view text, std::string_view shape) {
    if (shape == "format") return format(text);
    std::string out(text);
    if (shape == "pool") return out;
    std::string marked;
    for (const char c : out) {
      const bool digits = shape != "lexify", letters = shape != "numerify";
      if (digits && c == '#') marked += static_cast<char>('0' + below(draw(), 10));
      else if (digits && (c == '%' || c == '@')) marked += static_cast<char>('1' + below(draw(), 9));
      else if (digits && c == '!') marked += below(draw(), 2) ? std::string(1, static_cast<char>('0' + below(draw(), 10))) : std::string();
      else if (letters && c == '?') marked += static_cast<char>('A' + below(draw(), 26));
      else marked += c;
    }
    return marked;
  }

  const Locale& locale_;
  uint64_t key_;
  uint64_t draws_ = 0;
  int depth_ = 0;
};

}  // namespace

std::optional<std::string> expand(const Locale& locale, std::string_view format, uint64_t key) { return Expander(locale, key).format(format); }

}  // namespace mockdata
