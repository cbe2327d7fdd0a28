// What people have written down about a source: an ordinary markdown page, of many hands.
//
// Recognised by content, not by layout: key/value pairs (table rows, "**Key:** value" lines, list items, front matter),
// tables by the words of their header in any order and with columns missing, JSON examples in fenced blocks. Every
// finding carries its line. What a person has marked as personal, or as not personal, is a verdict.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "discover/shape/shape.h"

namespace mockdata::discover {

// A piece of the document and where it stands; empty text: not found.
struct Noted {
  std::string text;
  int line = 0;
  explicit operator bool() const { return !text.empty(); }
};

enum class SourceKind { kUnknown, kRest, kSql, kSaas };

enum class AuthKind { kUnsaid, kNone, kBearer, kApiKeyHeader, kApiKeyQuery, kBasic, kOauthClient, kLogin };
const char* to_string(AuthKind kind);

struct DocumentAuth {
  AuthKind kind = AuthKind::kUnsaid;
  std::string name;       // of the header or query parameter of an API key; may be empty
  std::string token_url;  // of OAuth and login; may be empty
  std::string user_member, password_member;  // what a login calls them; empty: "username", "password"
  int line = 0;
};

enum class PagingKind { kUnsaid, kNone, kOffset, kPage, kCursor, kLink };
const char* to_string(PagingKind kind);

struct DocumentPaging {
  PagingKind kind = PagingKind::kUnsaid;
  std::string limit_parameter;     // "limit", "per_page" …; empty: unsaid
  std::string position_parameter;  // "offset", "page", "cursor" …; empty: unsaid
  int line = 0;
};

struct DocumentEntity {
  std::string name;        // as written, or made from the endpoint
  std::string id;          // the name as an entity of a template: "Employee Teams" -> "employee_teams"
  std::string endpoint;    // "/employees" without method; empty: unsaid
  std::string bronze_table, silver_table, frequency, description;
  int line = 0;
};

struct DocumentSecret {
  std::string name, description, location;
  std::string vault;       // name or URL of the Key Vault that the location speaks of; may be empty
  int line = 0;
};

enum class Verdict { kUnsaid, kYes, kNo };

struct DocumentField {
  std::string entity;      // id of the entity that the table belongs to; empty: unsaid, it holds for every field of that name
  std::string field;       // as written, may be a path ("address.city")
  std::string type, description;
  Verdict pii = Verdict::kUnsaid;
  bool primary_key = false;
  std::string references;  // "teams.id" when the table or description says so
  int line = 0;
};

struct DocumentExample {
  std::string entity;      // id, when the heading above names one; may be empty
  Shape shape;             // only the structure: values of examples are never kept
  int line = 0;
};

struct SourceDocument {
  std::string title;
  Noted system, vendor, authentication, base_url, rate_limits;
  std::vector<std::string> domains;
  SourceKind kind = SourceKind::kUnknown;
  std::string platform;    // "salesforce", "postgresql" …; lower case
  Noted connection;        // JDBC or other connection string, without its password
  Noted api_document;      // an OpenAPI or Swagger document: a URL, or a file relative to this one
  DocumentAuth auth;
  DocumentPaging paging;
  std::vector<DocumentEntity> entities;
  std::vector<DocumentSecret> secrets;
  std::vector<DocumentField> key_fields;
  std::vector<DocumentExample> examples;
  std::vector<Noted> remarks;  // what was seen and not understood, for `check` to show

  const DocumentEntity* entity(std::string_view id) const;
  // The secret that opens the source: the one called token or key before others, nullptr if none is listed.
  const DocumentSecret* access_secret() const;
};

// Never fails for odd content, only for what is no document at all (too large, binary). An empty result is possible:
// then `kind` is kUnknown and the caller asks. `file_name` is for messages.
Result<SourceDocument> read_source_document(std::string_view markdown, const std::string& file_name = {});
Result<SourceDocument> load_source_document(const std::string& path);

// "Employee Teams" -> "employee_teams", "costCenters" -> "costCenters": a name that can stand in a template as it is.
std::string entity_id(std::string_view name);

}  // namespace mockdata::discover
