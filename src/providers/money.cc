// Currencies, prices, banks and payment cards. Accounts and cards come from the table of safe identifiers (docs/safety.md).
#include <algorithm>

#include "base/date.h"
#include "identifiers/ranges.h"
#include "providers/families.h"
#include "providers/identifier.h"
#include "providers/joined.h"
#include "providers/lists.h"
#include "providers/locale_methods.h"
#include "providers/strftime.h"

namespace mockdata {

namespace {

// The pairs of a list as JSON lists: ["EUR", "Euro"].
MadeColumn pair_column(MakeContext& c, const char* what, std::string_view list) {
  MOCKDATA_ASSIGN(const Found found, find_list(c, list));
  std::vector<std::string> pairs;
  for (uint32_t i = 0; i < found.list->rows; ++i) pairs.push_back("[" + json_quote(found.list->text(i)) + ", " + json_quote(found.list->text(i, 1)) + "]");
  return word_column(c, what, Words(pairs), TypeId::kJson);
}
constexpr char kCurrencies[] = "currency.currencies", kCrypto[] = "currency.cryptocurrencies";
template <const char* kList>
MadeColumn pair(const Arguments&, MakeContext& c) { return pair_column(c, kList, kList); }
template <const char* kList, std::size_t kColumn>
MadeColumn part_of_pair(const Arguments&, MakeContext& c) {
  MOCKDATA_ASSIGN(Words words, listed(c, kList, kColumn));
  return word_column(c, kList, std::move(words));
}
MadeColumn currency_symbol(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const Found found, find_list(c, "currency.currency_symbols"));
  if (a.is_null("code")) return word_column(c, "currency_symbol", words_of(*found.list, 1));
  const std::string& code = a.text("code");
  for (uint32_t i = 0; i < found.list->rows; ++i)
    if (found.list->text(i) == code) return word_column(c, "currency_symbol", Words(std::vector<std::string>{std::string(found.list->text(i, 1))}));
  MOCKDATA_ASSIGN(const Found currencies, find_list(c, "currency.currencies"));
  for (uint32_t i = 0; i < currencies.list->rows; ++i)
    if (currencies.list->text(i) == code) return word_column(c, "currency_symbol", Words(std::vector<std::string>{"\u00a4"}));
  return invalid_error("currency_symbol: \"" + code + "\" is no code of a currency (ISO 4217)");
}
MadeColumn pricetag(const Arguments&, MakeContext& c) {
  MOCKDATA_ASSIGN(const Words codes, listed(c, "currency.currencies"));
  MOCKDATA_ASSIGN(std::vector<std::string> formats, listed_texts(c, "currency.price_formats"));
  for (std::string& f : formats) f = "{{code}}\u00a0" + f;
  const Resolver resolve = [&](std::string_view) -> Result<Token> { return Token(codes); };
  MOCKDATA_ASSIGN(Format format, Format::compile(formats, resolve));
  return format_column(c, "pricetag", std::move(format));
}

// Part of another column's text: from `begin`, at most `size` bytes.
class PartColumn final : public Column {
 public:
  PartColumn(const Column* whole, uint32_t begin, uint32_t size) : Column({TypeId::kText, 0, 0, {}}), whole_(whole), begin_(begin), size_(size) {}
  void fill(Scope& scope, Block& out) const override {
    const Block& in = scope.get(*whole_);
    TextWriter writer(out, in.size, 24);
    for (uint32_t i = 0; i < in.size; ++i) {
      const std::string_view text = in.text(i);
      if (begin_ < text.size()) writer.put(text.substr(begin_, size_));
      writer.end_row();
    }
  }
  std::vector<const Column*> reads() const override { return {whole_}; }

 private:
  const Column* whole_;
  uint32_t begin_, size_;
};

std::string bank_country_of(const MakeContext& c, const std::string& argument) {
  const std::string country = country_of(c, argument);
  const auto known = identifiers::countries_of("iban");
  if (!argument.empty() || std::find(known.begin(), known.end(), country) != known.end()) return country;
  if (c.notes) c.notes->push_back("iban: " + (country.empty() ? "the locale's country" : country) + " has none; those of GB are used, as Faker does");
  return "GB";
}
MadeColumn iban(const Arguments& a, MakeContext& c) { return make_identifier("iban", bank_country_of(c, a.text("country")), c); }
MadeColumn bban(const Arguments& a, MakeContext& c) {  // the IBAN without country and check digits
  MakeContext helper = helper_context(c, "iban");
  helper.unique = c.unique;
  MOCKDATA_ASSIGN(auto whole, make_identifier("iban", bank_country_of(c, a.text("country")), helper));
  return std::unique_ptr<Column>(std::make_unique<PartColumn>(c.table->add(std::move(whole)), 4, 64));
}
MadeColumn aba(const Arguments&, MakeContext& c) { return make_identifier("routing_number", "US", c); }
MadeColumn bank(const Arguments&, MakeContext& c) {
  MOCKDATA_ASSIGN(Words words, listed(c, has_list(c, "bank.banks") ? "bank.banks" : "company.company_suffixes"));
  if (has_list(c, "bank.banks")) return word_column(c, "bank", std::move(words));
  MOCKDATA_ASSIGN(Words english, listed_in(c, "en_GB", "bank.banks"));
  if (c.notes) c.notes->push_back(c.locale + " has no bank.banks: taken from en_GB, as Faker does");
  return word_column(c, "bank", std::move(english));
}
MadeColumn bank_country(const Arguments&, MakeContext& c) { return word_column(c, "bank_country", Words(std::vector<std::string>{bank_country_of(c, "")})); }

// Test BICs (ISO 9362: 0 in the eighth place): a bank of none, the country, a place, and a branch where the length is 11.
MadeColumn swift_of(MakeContext& c, int64_t length, bool primary, bool dataset) {
  if (length != 0 && length != 8 && length != 11) return invalid_error("swift: \"length\" is 8, 11 or null, found " + std::to_string(length));
  if (dataset && c.notes) c.notes->push_back("swift: use_dataset would give codes of real banks; test codes are used");
  const std::string country = bank_country_of(c, "");
  constexpr std::string_view kPlaces = "23456789ABCDEFGHIJKLMNPQRSTUVWXYZ", kBranches = "ABCDEFGHIJKLMNOPQRSTUVW", kAll = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  const uint64_t branches = length == 8 || primary ? 1 : space_of({kBranches.size(), kAll.size(), kAll.size()});
  c.identifier = IdentifierUse{"bic", "", nullptr};
  return written(c, "swift", 32, length ? space_of({2, kPlaces.size(), branches}) : 0, [=](char* out, auto& draws) {
    out = copy_text(out, draws.below(2) ? "TEST" : "ZZZZ");
    out = copy_text(out, country);
    *out++ = write_one_of(kPlaces, draws);
    *out++ = '0';
    if (length == 8 || (length == 0 && draws.below(2))) return out;
    if (primary) return copy_text(out, "XXX");
    *out++ = write_one_of(kBranches, draws);
    *out++ = write_one_of(kAll, draws);
    *out++ = write_one_of(kAll, draws);
    return out;
  });
}
MadeColumn swift(const Arguments& a, MakeContext& c) { return swift_of(c, a.is_null("length") ? 0 : a.integer("length"), a.boolean("primary"), a.boolean("use_dataset")); }
MadeColumn swift8(const Arguments& a, MakeContext& c) { return swift_of(c, 8, false, a.boolean("use_dataset")); }
MadeColumn swift11(const Arguments& a, MakeContext& c) { return swift_of(c, 11, a.boolean("primary"), a.boolean("use_dataset")); }

// The brands of Faker's cards.
struct Brand {
  std::string_view type, name, code;
  std::vector<std::string> prefixes;
  uint32_t length, code_length;
};
const std::vector<Brand>& brands() {
  static const std::vector<Brand> kAll = {
      {"maestro", "Maestro", "CVV", {"5018", "5020", "5038", "6304", "6759", "6761", "6762", "6763"}, 12, 3},
      {"mastercard", "Mastercard", "CVV", {"51", "52", "53", "54", "55", "23", "24", "25", "26"}, 16, 3},
      {"visa16", "VISA 16 digit", "CVC", {"4"}, 16, 3},
      {"visa13", "VISA 13 digit", "CVC", {"4"}, 13, 3},
      {"visa19", "VISA 19 digit", "CVC", {"4"}, 19, 3},
      {"amex", "American Express", "CID", {"34", "37"}, 15, 4},
      {"discover", "Discover", "CVC", {"6011", "65"}, 16, 3},
      {"diners", "Diners Club / Carte Blanche", "CVC", {"300", "301", "302", "303", "304", "305", "36", "38"}, 14, 3},
      {"jcb15", "JCB 15 digit", "CVC", {"2131", "1800"}, 15, 3},
      {"jcb16", "JCB 16 digit", "CVC", {"35"}, 16, 3},
      {"visa", "VISA 16 digit", "CVC", {"4"}, 16, 3},
      {"jcb", "JCB 16 digit", "CVC", {"35"}, 16, 3}};
  return kAll;
}
Result<std::vector<Brand>> brands_of(const Arguments& a) {
  if (a.is_null("card_type")) return brands();
  std::string names;
  for (const Brand& b : brands()) {
    if (b.type == a.text("card_type")) return std::vector<Brand>{b};
    names += (names.empty() ? "" : ", ") + std::string(b.type);
  }
  return invalid_error("\"card_type\" is one of " + names + ", found \"" + a.text("card_type") + "\"");
}
char luhn_digit(const char* digits, std::size_t count) {
  unsigned sum = 0;
  for (std::size_t i = 0; i < count; ++i) {
    unsigned d = static_cast<unsigned>(digits[i] - '0') * ((count - i) % 2 ? 2 : 1);
    sum += d > 9 ? d - 9 : d;
  }
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}
// The published test numbers of a brand.
std::vector<std::string> test_cards(const Brand& brand) {
  std::vector<std::string> cards;
  const auto& ranges = identifiers::all_ranges();
  if (!ranges.ok()) return cards;
  for (const identifiers::Range& r : *ranges) {
    if (r.type != "card_number" || r.level != identifiers::Level::kReserved || r.pattern.capacity() > 10000) continue;
    for (uint64_t rank = 0; rank < r.pattern.capacity(); ++rank) {
      char text[identifiers::Pattern::kMaxSize];
      const std::string card(text, r.pattern.write(rank, text));
      if (card.size() == brand.length && std::any_of(brand.prefixes.begin(), brand.prefixes.end(), [&](const std::string& p) { return card.starts_with(p); })) cards.push_back(card);
    }
  }
  return cards;
}
// A brand's published test numbers; where there are none, or none twice may come, numbers of the brand with a wrong Luhn digit.
MadeColumn credit_card_number(const Arguments& a, MakeContext& c) {
  if (a.is_null("card_type")) return make_identifier("card_number", "", c);
  MOCKDATA_ASSIGN(const std::vector<Brand> chosen, brands_of(a));
  const Brand& brand = chosen[0];
  c.identifier = IdentifierUse{"card_number", "", nullptr};
  const std::vector<std::string> cards = test_cards(brand);
  if (!cards.empty() && (!c.unique || c.rows <= cards.size())) return word_column(c, "credit_card_number", Words(cards));
  if (c.notes) c.notes->push_back("credit_card_number: " + std::string(brand.name) + " numbers have a wrong check digit (S4), as " + (cards.empty() ? "no test number of the brand is published" : "only " + std::to_string(cards.size()) + " test numbers are published"));
  std::vector<std::string> prefixes;
  for (const std::string& p : brand.prefixes)
    if (p.size() == brand.prefixes[0].size()) prefixes.push_back(p);
  const uint32_t length = brand.length, free = length - 1 - static_cast<uint32_t>(prefixes[0].size());
  return written(c, "credit_card_number", 48, space_of({prefixes.size(), space_power(10, free)}), [words = Words(prefixes), length, free](char* out, auto& draws) {
    char* p = words.write(out, draws);
    write_digits(p, draws, free);
    out[length - 1] = static_cast<char>('0' + (luhn_digit(out, length - 1) - '0' + 1 + (out[length - 2] & 7)) % 10);
    return out + length;
  });
}
MadeColumn credit_card_provider(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const std::vector<Brand> chosen, brands_of(a));
  std::vector<std::string> names;
  for (const Brand& b : chosen)
    if (!c.unique || std::find(names.begin(), names.end(), b.name) == names.end()) names.emplace_back(b.name);
  return word_column(c, "credit_card_provider", Words(names));
}
MadeColumn credit_card_security_code(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const std::vector<Brand> chosen, brands_of(a));
  const uint32_t n = static_cast<uint32_t>(chosen.size());
  std::vector<uint32_t> lengths;
  for (const Brand& b : chosen) lengths.push_back(b.code_length);
  return written(c, "credit_card_security_code", 32, n == 1 ? space_power(10, lengths[0]) : 0,
                 [lengths, n](char* out, auto& draws) { return write_digits(out, draws, lengths[n > 1 ? draws.below(n) : 0]); });
}
MadeColumn credit_card_expire(const Arguments& a, MakeContext& c) {
  const auto start = timestamp_argument(a.get("start"), c.today), end = timestamp_argument(a.get("end"), c.today);
  if (!start || !end || *end < *start) return invalid_error("credit_card_expire: start and end are dates or offsets, and the end is not before the start");
  MOCKDATA_ASSIGN(const TimePattern pattern, TimePattern::compile(a.text("date_format")));
  const uint64_t seconds = static_cast<uint64_t>((*end - *start) / kMicrosPerSecond) + 1;
  return written_freely(c, "credit_card_expire", pattern.longest() + 1, [pattern, seconds, first = *start](char* out, CellDraws& draws) {
    return pattern.write(out, first + static_cast<int64_t>(draws.below64(seconds)) * kMicrosPerSecond);
  });
}
// Name of the brand, owner, number and expiry, and the security code, each on a line.
MadeColumn credit_card_full(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const std::vector<Brand> chosen, brands_of(a));
  const auto column = [&](std::string_view purpose, std::string_view provider, const Value& args) -> Result<Token> {
    MOCKDATA_ASSIGN(const Column* made, helper_column(c, purpose, provider, args));
    return Token(made);
  };
  std::vector<std::string> formats;
  for (const Brand& b : chosen) formats.push_back(std::string(b.name) + "\n{{first_name}} {{last_name}}\n{{number " + std::string(b.type) + "}} {{expire}}\n" + std::string(b.code) + ": " + (b.code_length == 4 ? "####" : "###") + "\n");
  const Resolver resolve = [&](std::string_view token) -> Result<Token> {
    if (token.starts_with("number ")) return column(token, "credit_card_number", Value::object({{"card_type", Value::string(token.substr(7))}}));
    if (token == "expire") return column("expire", "credit_card_expire", Value());
    MOCKDATA_ASSIGN(Words names, listed(c, token == "first_name" ? "person.first_names" : "person.last_names"));
    return Token(std::move(names));
  };
  MOCKDATA_ASSIGN(Format format, Format::compile(formats, resolve));
  return format_column(c, "credit_card_full", std::move(format));
}

constexpr Parameter kCode[] = {{"code", ArgKind::kText, "null"}};
constexpr Parameter kCountry[] = {{"country", ArgKind::kText, "\"\""}};
constexpr Parameter kSwift[] = {{"length", ArgKind::kInt, "null"}, {"primary", ArgKind::kBool, "false"}, {"use_dataset", ArgKind::kBool, "false"}};
constexpr Parameter kSwift8[] = {{"use_dataset", ArgKind::kBool, "false"}};
constexpr Parameter kSwift11[] = {{"primary", ArgKind::kBool, "false"}, {"use_dataset", ArgKind::kBool, "false"}};
constexpr Parameter kCard[] = {{"card_type", ArgKind::kText, "null"}};
constexpr Parameter kExpire[] = {{"start", ArgKind::kDate, "\"now\""}, {"end", ArgKind::kDate, "\"+10y\""}, {"date_format", ArgKind::kText, "\"%m/%y\""}};
constexpr Provider kRows[] = {
    {"currency", {}, TypeId::kJson, "a currency as a list of code and name", "{}", pair<kCurrencies>},
    {"currency_code", {}, TypeId::kText, "the code of a currency (ISO 4217)", "{}", part_of_pair<kCurrencies, 0>},
    {"currency_name", {}, TypeId::kText, "the name of a currency", "{}", part_of_pair<kCurrencies, 1>},
    {"currency_symbol", kCode, TypeId::kText, "the symbol of a currency", R"({"code": "EUR"})", currency_symbol},
    {"cryptocurrency", {}, TypeId::kJson, "a cryptocurrency as a list of code and name", "{}", pair<kCrypto>},
    {"cryptocurrency_code", {}, TypeId::kText, "the code of a cryptocurrency", "{}", part_of_pair<kCrypto, 0>},
    {"cryptocurrency_name", {}, TypeId::kText, "the name of a cryptocurrency", "{}", part_of_pair<kCrypto, 1>},
    {"pricetag", {}, TypeId::kText, "a price with its currency, as the locale writes it", "{}", pricetag},
    {"aba", {}, TypeId::kText, "an ABA routing number with an unassigned prefix", "{}", aba},
    {"bank", {}, TypeId::kText, "the name of a bank", "{}", bank},
    {"bank_country", {}, TypeId::kText, "the country of the locale's banks (ISO 3166)", "{}", bank_country},
    {"bban", kCountry, TypeId::kText, "a basic bank account number of no bank", R"({"country": "DE"})", bban},
    {"iban", kCountry, TypeId::kText, "an IBAN of no bank, with right check digits where they can be had", R"({"country": "FI"})", iban},
    {"swift", kSwift, TypeId::kText, "a BIC that is marked as a test code", R"({"length": 8})", swift},
    {"swift8", kSwift8, TypeId::kText, "a BIC of eight characters that is marked as a test code", "{}", swift8},
    {"swift11", kSwift11, TypeId::kText, "a BIC of eleven characters that is marked as a test code", R"({"primary": true})", swift11},
    {"credit_card_number", kCard, TypeId::kText, "a payment card number published for tests; others have a wrong check digit", R"({"card_type": "visa"})", credit_card_number},
    {"credit_card_provider", kCard, TypeId::kText, "the brand of a payment card", "{}", credit_card_provider},
    {"credit_card_expire", kExpire, TypeId::kText, "the month in which a card expires", R"({"date_format": "%Y-%m"})", credit_card_expire},
    {"credit_card_security_code", kCard, TypeId::kText, "the security code of a card", R"({"card_type": "amex"})", credit_card_security_code},
    {"credit_card_full", kCard, TypeId::kText, "brand, owner, number, expiry and security code on lines", R"({"card_type": "visa"})", credit_card_full},
};

}  // namespace

const std::span<const Provider> kMoneyProviders = kRows;

}  // namespace mockdata
