// Which words of a source document mean what.
#pragma once

#include <string>
#include <string_view>

#include "discover/sourcedoc/source_document.h"

namespace mockdata::discover {

// What a key ("Base URL", "Rate limits") or a table's column ("API Endpoint", "Contains PII?") stands for.
enum class Word {
  kNone, kSystem, kVendor, kDomains, kAuthentication, kBaseUrl, kRateLimits, kSourceType, kPaging, kLimitParameter, kJdbc,
  kConnection, kDatabase, kTokenUrl, kKeyVault, kSecretName, kLocation, kDescription, kEntity, kEndpoint, kBronzeTable,
  kSilverTable, kFrequency, kField, kType, kPii, kPiiFields, kKey, kReferences, kApiDocument, kNameOnly, kValueOnly
};
Word word_of_key(std::string_view key);     // left of a colon, or first cell of an overview row
Word word_of_column(std::string_view head);  // cell of a table's header

// "Base URL (prod)" -> "base url"
std::string normal_words(std::string_view text);

// What a cell of a PII column says.
Verdict verdict(std::string_view cell);

// The platform or database that a text names ("salesforce", "postgresql"); "" if none. `saas`: which kind it is.
std::string platform_in(std::string_view text, bool& saas);

DocumentAuth auth_in(std::string_view text, const std::vector<std::string>& codes, int line);
// Adds what a sentence about paging says.
void paging_in(std::string_view text, const std::vector<std::string>& codes, int line, DocumentPaging& paging);
// The Key Vault that a location names, "" if none.
std::string vault_in(std::string_view location);
// A connection string without password.
std::string without_password(std::string_view connection);

}  // namespace mockdata::discover
