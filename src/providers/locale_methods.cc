#include "providers/locale_methods.h"

#include "providers/lists.h"

namespace mockdata {

namespace {

// Tokens whose list has another name, or more than one.
struct TokenList {
  std::string_view token, list;
};
constexpr TokenList kLists[] = {{"last_name", "person.last_names"},
                                {"last_name_male", "person.last_names_male"},
                                {"last_name_female", "person.last_names_female"},
                                {"first_name", "person.first_names"},
                                {"first_name_male", "person.first_names_male"},
                                {"first_name_female", "person.first_names_female"},
                                {"company_suffix", "company.company_suffixes"},
                                {"company_prefix", "company.company_prefixes"},
                                {"company_category", "company.company_categories"},
                                {"city_name", "address.cities"},
                                {"city_suffix", "address.city_suffixes"},
                                {"country", "address.countries"},
                                {"word", "lorem.word_list"}};

// The row of the nearest locale that has the method.
struct Method {
  std::string shape, list;
};
Result<std::optional<Method>> method_of(const MakeContext& c, std::string_view name) {
  MOCKDATA_ASSIGN(const Locale* locale, locale_of(c));
  const TextList* methods = locale->own("methods");
  if (!methods) return std::optional<Method>();
  for (uint32_t i = 0; i < methods->rows; ++i)
    if (methods->text(i) == name) return std::optional(Method{std::string(methods->text(i, 1)), std::string(methods->text(i, 2))});
  return std::optional<Method>();
}

Result<Token> format_token(MakeContext& c, std::string_view list, bool marks, bool tokens, const std::string& letters, int depth) {
  MOCKDATA_ASSIGN(const Found found, find_list(c, list));
  std::vector<std::string> formats;
  for (uint32_t i = 0; i < found.list->rows; ++i) formats.emplace_back(found.list->text(i));
  FormatOptions options;
  options.marks = marks;
  options.letters = letters;
  const Resolver none = [](std::string_view name) -> Result<Token> { return invalid_error("a token {{" + std::string(name) + "}} where none is allowed"); };
  if (depth > 4) return invalid_error("formats nested too deeply");
  MOCKDATA_ASSIGN(Format format, Format::compile(formats, tokens ? locale_tokens(c) : none, options));
  if (format.has_columns()) return invalid_error("a format within a format needs other columns");
  return Token(std::make_shared<const Format>(std::move(format)));
}

}  // namespace

Result<std::optional<Token>> locale_method(MakeContext& c, std::string_view name) {
  MOCKDATA_ASSIGN(const auto method, method_of(c, name));
  if (!method) return std::optional<Token>();
  const auto& [shape, list] = *method;
  if (shape == "pool") {
    MOCKDATA_ASSIGN(Words words, listed(c, list));
    return std::optional<Token>(std::move(words));
  }
  const bool marks = shape == "numerify" || shape == "bothify" || shape == "lexify";
  if (!marks && shape != "format") return std::optional<Token>();
  MOCKDATA_ASSIGN(Token token, format_token(c, list, marks, !marks, shape == "numerify" ? "?" : "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", 0));
  return std::optional<Token>(std::move(token));
}

Result<std::unique_ptr<Column>> make_locale_method(MakeContext& c, std::string_view name) {
  MOCKDATA_ASSIGN(auto token, locale_method(c, name));
  if (!token) return std::unique_ptr<Column>();
  if (const Words* words = std::get_if<Words>(&*token)) return word_column(c, name, *words);
  return format_column(c, name, Format(*std::get<std::shared_ptr<const Format>>(*token)));
}

Resolver locale_tokens(MakeContext& c) {
  return [&c, providers = provider_tokens(c)](std::string_view name) -> Result<Token> {
    MOCKDATA_ASSIGN(auto token, locale_method(c, name));
    if (token) return std::move(*token);
    for (const TokenList& known : kLists)
      if (known.token == name && has_list(c, known.list)) {
        MOCKDATA_ASSIGN(Words words, listed(c, known.list));
        return Token(std::move(words));
      }
    for (const char* provider : {"company.", "person.", "address."})
      for (const char* ending : {"s", "es", ""}) {
        const std::string list = provider + std::string(name) + ending;
        MOCKDATA_ASSIGN(const Locale* locale, locale_of(c));
        if (!locale->own(list)) continue;
        MOCKDATA_ASSIGN(Words words, listed(c, list));
        return Token(std::move(words));
      }
    return providers(name);
  };
}

MadeColumn locale_format_column(MakeContext& c, std::string_view what, std::string_view list) {
  MOCKDATA_ASSIGN(const Found found, find_list(c, list));
  std::vector<std::string> formats;
  const Resolver resolve = locale_tokens(c);
  std::string last_error = "it has none";
  for (uint32_t i = 0; i < found.list->rows; ++i) {
    const std::string format(found.list->text(i));
    const auto compiled = Format::compile(format, resolve, {});
    if (compiled.ok()) formats.push_back(format);
    else last_error = compiled.error().message;
  }
  if (formats.empty()) return invalid_error(std::string(what) + ": no format of " + c.locale + " can be written: " + last_error);
  FormatOptions options;
  options.marks = false;
  const bool all = formats.size() == found.list->rows;
  MOCKDATA_ASSIGN(Format format, Format::compile(formats, resolve, options, all ? found.list->alias : nullptr));
  return format_column(c, what, std::move(format));
}

}  // namespace mockdata
