#include "verify/identifiers.h"

#include <gtest/gtest.h>

#include <string>

namespace mockdata::verify {
namespace {

struct Case {
  const char* type;
  const char* country;
  const char* value;
  bool safe;
};

TEST(Identifiers, EdgesOfRanges) {
  const Case cases[] = {
      {"email", "", "åse.o'neil@example.com", true},       {"email", "", "a@sub.example.org", true},
      {"email", "", "a@example.com.real.net", false},       {"email", "", "@example.com", false},
      {"email", "", "a@acme.example", true},                {"email", "", "a@counterexample", false},
      {"ipv4", "", "192.0.2.0", true},                      {"ipv4", "", "192.0.1.255", false},
      {"ipv4", "", "198.51.100.255", true},                 {"ipv4", "", "198.51.101.0", false},
      {"ipv6", "", "2001:db8:ffff::1", true},               {"ipv6", "", "2001:db7::1", false},
      {"mac", "", "00-00-5E-00-53-FF", true},               {"mac", "", "00-00-5E-00-52-FF", false},
      {"mac", "", "02:00:00:00:00:01", true},               {"mac", "", "01:00:5E:00:53:01", false},
      {"phone", "", "+12125550100", true},                  {"phone", "", "+12125550200", false},
      {"phone", "US", "(212) 555-0199", true},              {"phone", "US", "(212) 555-1199", false},
      {"phone", "GB", "020 7946 0000", true},               {"phone", "GB", "020 7946 1000", false},
      {"phone", "", "+44 (0)20 7946 0999", true},           {"phone", "SE", "070-1740605", true},
      {"phone", "SE", "070-1740604", false},                {"phone", "", "+61491570159", true},
      {"phone", "", "+61491570160", false},                 {"phone", "", "+46031234567", false},
      {"card_number", "", "4242 4242 4242 4242", true},     {"card_number", "", "4242424242424243", true},
      {"card_number", "", "4000000000000002", false},       {"iban", "", "DE36000000000000000000", true},
      {"iban", "", "DE89 3704 0044 0532 0130 00", false},   {"iban", "", "DE88370400440532013000", true},
      {"national_id", "FI", "010180-900A", true},           {"national_id", "FI", "131052-308T", false},
      {"national_id", "US", "900-49-1234", true},           {"national_id", "US", "900-50-1234", false},
      {"national_id", "US", "665-12-1234", false},          {"national_id", "US", "666-12-1234", true},
      {"national_id", "DK", "251248-9996", true},           {"national_id", "DK", "251248-1234", false},
      {"national_id", "", "TEST-0000123", true},            {"national_id", "QQ", "123456789", false},
      {"no_such_type", "", "anything", false},              {"national_id", "NO", "1", false},
      {"national_id", "IT", "", false},
  };
  for (const Case& c : cases) EXPECT_EQ(is_safe(c.type, c.country, c.value), c.safe) << c.type << " " << c.country << " " << c.value;
}

TEST(Identifiers, ScanFindsPlaces) {
  std::vector<Token> tokens;
  const std::string text = "Mail åsa@example.com, bob@real.io; 10.0.0.1";
  scan(text, tokens);
  ASSERT_EQ(tokens.size(), 3u);
  EXPECT_EQ(text.substr(tokens[0].offset, tokens[0].size), "åsa@example.com");
  EXPECT_TRUE(tokens[0].safe);
  EXPECT_EQ(text.substr(tokens[1].offset, tokens[1].size), "bob@real.io");
  EXPECT_FALSE(tokens[1].safe);
  EXPECT_STREQ(tokens[2].type, "ipv4");
}

// Texts of one word are judged by their length and first characters first: what is found in them is what is found in them behind
// a space, where they are scanned in any case.
TEST(Identifiers, ScanOfSingleWordsOverlooksNothing) {
  std::vector<Token> tokens, behind;
  const std::string alphabet = "0123456789012345678901234567890123456789ABCDFHTXab";
  uint64_t state = 11;
  size_t found = 0;
  for (int i = 0; i < 3000000; ++i) {
    std::string text;
    state = state * 6364136223846793005u + 1442695040888963407u;
    const size_t n = (state >> 33) % 24;
    for (size_t k = 0; k < n; ++k) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      text += alphabet[(state >> 33) % alphabet.size()];
    }
    scan(text, tokens);
    scan(" " + text, behind);
    ASSERT_EQ(tokens.size(), behind.size()) << text;
    found += tokens.size();
  }
  for (const char* text : {"GB33BUKB20201555555555", "AB123456C", "RSSMRA85T10A562S", "12345678Z", "131052A308T", "4111111111111111"}) {
    scan(text, tokens);
    EXPECT_EQ(tokens.size(), 1u) << text;
  }
  EXPECT_GT(found, 100u);
}

// No input, however odd, may make the scan read outside of it or run on for ever (run with sanitizers).
TEST(Identifiers, ScanOfOddTexts) {
  std::vector<Token> tokens;
  const std::string alphabet = "0123456789 -.:@+()/ABCxyz\xc3\xa5[]";
  uint64_t state = 7;
  for (int i = 0; i < 200000; ++i) {
    std::string text;
    state = state * 6364136223846793005u + 1442695040888963407u;
    const size_t n = (state >> 33) % 40;
    for (size_t k = 0; k < n; ++k) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      text += alphabet[(state >> 33) % alphabet.size()];
    }
    scan(text, tokens);
    for (const Token& t : tokens) ASSERT_LE(size_t{t.offset} + t.size, text.size()) << text;
    for (const char* type : {"email", "url", "ipv4", "ipv6", "mac", "phone", "card_number", "iban", "vin", "vat_number", "tax_id"}) (void)is_safe(type, "", text);
    for (const char* country : {"US", "SE", "FI", "NO", "IT", "ES", "FR", "CN", "MX", "IE", "CL", "GB", "SG", "AE"}) {
      (void)is_safe("national_id", country, text);
      (void)is_safe("tax_id", country, text);
      (void)is_safe("vat_number", country, text);
      (void)is_safe("licence_plate", country, text);
      (void)is_safe("passport_number", country, text);
      (void)is_safe("driving_licence", country, text);
      (void)is_safe("postal_code", country, text);
    }
  }
}

}  // namespace
}  // namespace mockdata::verify
