// Identifiers of persons, organisations, payments and things, by country: every one from the table of safe ranges
// (docs/safety.md), so that none can belong to anybody.
#include "providers/families.h"
#include "providers/identifier.h"
#include "providers/person.h"

namespace mockdata {

namespace {

// A type of the table whose ranges depend on the country.
template <const char* kType>
Result<std::unique_ptr<Column>> by_country(const Arguments& a, MakeContext& c) {
  return make_identifier(kType, country_of(c, a.text("country")), c);
}

// A type that is the same everywhere.
template <const char* kType>
Result<std::unique_ptr<Column>> anywhere(const Arguments&, MakeContext& c) {
  return make_identifier(kType, "", c);
}

constexpr char kNationalId[] = "national_id", kTaxId[] = "tax_id", kVatNumber[] = "vat_number", kCompanyNumber[] = "company_number",
               kPassport[] = "passport_number", kDrivingLicence[] = "driving_licence", kHealthId[] = "health_id", kLicencePlate[] = "licence_plate",
               kNhsNumber[] = "nhs_number", kImei[] = "imei", kImsi[] = "imsi", kIccid[] = "iccid", kCardNumber[] = "card_number", kBic[] = "bic",
               kBankAccount[] = "bank_account", kSortCode[] = "sort_code", kRoutingNumber[] = "routing_number", kAsn[] = "asn", kHandle[] = "handle";

// The id of the row's person, where the row has one.
Result<std::unique_ptr<Column>> national_id(const Arguments& a, MakeContext& c) {
  return c.persons ? person_national_id(c, a.text("country").empty() ? c.country : a.text("country")) : by_country<kNationalId>(a, c);
}

constexpr Parameter kCountry[] = {{"country", ArgKind::kText, "\"\""}};
constexpr Provider kRows[] = {
    {"national_id", kCountry, TypeId::kText, "a national id of the country (default: the row's or the locale's); carries the birth date and sex of its person", R"({"country": "FI"})", national_id},
    {"tax_id", kCountry, TypeId::kText, "a tax number of the country", R"({"country": "US"})", by_country<kTaxId>},
    {"vat_number", kCountry, TypeId::kText, "a VAT number of the country", R"({"country": "DE"})", by_country<kVatNumber>},
    {"company_number", kCountry, TypeId::kText, "a number of the country's register of companies", R"({"country": "SE"})", by_country<kCompanyNumber>},
    {"passport_number", kCountry, TypeId::kText, "a passport number of the country", R"({"country": "GB"})", by_country<kPassport>},
    {"driving_licence", kCountry, TypeId::kText, "a driving licence number of the country", R"({"country": "GB"})", by_country<kDrivingLicence>},
    {"health_id", kCountry, TypeId::kText, "a number of the country's health insurance", R"({"country": "DE"})", by_country<kHealthId>},
    {"licence_plate", kCountry, TypeId::kText, "a vehicle registration plate of the country", R"({"country": "SE"})", by_country<kLicencePlate>},
    {"nhs_number", {}, TypeId::kText, "an NHS number of the range for tests", "{}", [](const Arguments&, MakeContext& c) { return make_identifier(kNhsNumber, "GB", c); }},
    {"sort_code", {}, TypeId::kText, "a sort code of no bank of the United Kingdom", "{}", [](const Arguments&, MakeContext& c) { return make_identifier(kSortCode, "GB", c); }},
    {"routing_number", {}, TypeId::kText, "an ABA routing number with an unassigned prefix", "{}", [](const Arguments&, MakeContext& c) { return make_identifier(kRoutingNumber, "US", c); }},
    {"bank_account", {}, TypeId::kText, "an account number of no bank", "{}", anywhere<kBankAccount>},
    {"bic", {}, TypeId::kText, "a BIC whose last character of the place marks it as a test code", "{}", anywhere<kBic>},
    {"card_number", {}, TypeId::kText, "a payment card number published for tests; unique ones have a wrong check digit", "{}", anywhere<kCardNumber>},
    {"imei", {}, TypeId::kText, "the number of a mobile device, in the range for tests", "{}", anywhere<kImei>},
    {"imsi", {}, TypeId::kText, "the number of a subscriber of the test network 001-01", "{}", anywhere<kImsi>},
    {"iccid", {}, TypeId::kText, "the number of a SIM card, with a wrong check digit", "{}", anywhere<kIccid>},
    {"asn", {}, TypeId::kText, "an autonomous system number reserved for documentation", "{}", anywhere<kAsn>},
    {"social_handle", {}, TypeId::kText, "a profile on a social network that does not exist", "{}", anywhere<kHandle>},
};

}  // namespace

const std::span<const Provider> kIdentifierProviders = kRows;

}  // namespace mockdata
