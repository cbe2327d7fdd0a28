#include "discover/sourcedoc/source_document.h"

#include <algorithm>
#include <cctype>
#include <cstring>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>

#include "discover/sourcedoc/markdown.h"
#include "discover/sourcedoc/words.h"

namespace mockdata::discover {
namespace {

using Kind = MarkdownBlock::Kind;

std::string trimmed(std::string_view text) {
  static const char kBlank[] = " \t\r\n";
  std::size_t from = text.find_first_not_of(kBlank);
  if (from == std::string_view::npos) return {};
  return std::string(text.substr(from, text.find_last_not_of(kBlank) - from + 1));
}

// A cell that says nothing.
bool empty_cell(const std::string& text) {
  static const char* kNothing[] = {"", "-", "--", "---", "\xE2\x80\x93", "\xE2\x80\x94", "n/a", "N/A", "?", "tbd", "TBD", "none", "None"};
  return std::any_of(std::begin(kNothing), std::end(kNothing), [&](const char* nothing) { return text == nothing; });
}

std::string cell_text(const MarkdownText& cell) { return empty_cell(cell.plain) ? std::string() : cell.plain; }

std::string first_url(const MarkdownText& text) {
  static const std::regex kUrl(R"(https?://[^\s)>\]|,;"'`]+)", std::regex::icase);
  std::smatch found;
  if (std::regex_search(text.plain, found, kUrl)) return found[0];
  for (const std::string& link : text.links) {
    if (link.rfind("http", 0) == 0) return link;
  }
  return {};
}

// The file or URL of an API document; a page that shows one to people (".../docs") is none.
std::string api_document_in(const MarkdownText& text) {
  static const std::regex kDocument(R"((https?://\S*?/)?[^\s()<>"'`|]*(\.(json|ya?ml|avsc)|/(v[23]/)?api-docs|/openapi|/swagger)(\?\S*)?)", std::regex::icase);
  std::vector<std::string> candidates = text.codes;
  candidates.insert(candidates.end(), text.links.begin(), text.links.end());
  std::istringstream words(text.plain);
  for (std::string word; words >> word;) candidates.push_back(word);
  for (std::string& candidate : candidates) {
    while (!candidate.empty() && std::strchr(".,;:()<>", candidate.back())) candidate.pop_back();
    while (!candidate.empty() && std::strchr("(<", candidate.front())) candidate.erase(0, 1);
    if (candidate.size() < 1000 && std::regex_match(candidate, kDocument) && (candidate.rfind("http", 0) == 0 || candidate[0] != '/')) return candidate;
  }
  return {};
}

// "GET /v1/employees?limit=100" -> "/v1/employees"; several: the first without a variable in it.
std::string endpoint_in(const MarkdownText& cell) {
  static const std::regex kPath(R"((https?://[^\s`,;|]+|/[A-Za-z0-9_{}:.$()\[\]'~%@/-]*))");
  std::string fallback, all = cell.plain;
  for (const std::string& code : cell.codes) all += " " + code;
  for (auto i = std::sregex_iterator(all.begin(), all.end(), kPath); i != std::sregex_iterator(); ++i) {
    std::string path = (*i)[1];
    while (path.size() > 1 && (path.back() == '.' || path.back() == ':')) path.pop_back();
    if (path.size() < 2 || path.substr(0, 2) == "//") continue;
    if (path.find('{') == std::string::npos && path.find("/:") == std::string::npos) return path;
    if (fallback.empty()) fallback = path;
  }
  if (!fallback.empty()) return fallback;
  // A bare word in an endpoint column: "employees".
  std::string word = trimmed(cell.codes.empty() ? cell.plain : cell.codes.front());
  bool plain = !word.empty() && std::all_of(word.begin(), word.end(), [](unsigned char c) { return std::isalnum(c) || std::strchr("_-/.{}", c); });
  return plain ? "/" + word : std::string();
}

std::string last_segment(const std::string& endpoint) {
  std::string path = endpoint.substr(0, endpoint.find('?')), name;
  std::istringstream parts(path);
  std::string part;
  while (std::getline(parts, part, '/')) {
    if (!part.empty() && part.front() != '{' && part.front() != ':') name = part;
  }
  return name;
}

// Letters and digits in lower case, without a plural ending: for comparing names.
std::string bare(std::string_view name) {
  std::string out;
  for (unsigned char c : name) {
    if (std::isalnum(c)) out += static_cast<char>(std::tolower(c));
  }
  auto ends = [&](std::string_view end) { return out.size() > end.size() + 1 && out.compare(out.size() - end.size(), end.size(), end) == 0; };
  if (ends("ies")) return out.substr(0, out.size() - 3) + "y";
  if (ends("sses") || ends("xes") || ends("ches") || ends("shes")) return out.substr(0, out.size() - 2);
  if (ends("s") && !ends("ss") && !ends("us") && !ends("is")) out.pop_back();
  return out;
}

std::vector<std::string> split_list(const std::string& text) {
  std::vector<std::string> out;
  std::string part;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i == text.size() || text[i] == ',' || text[i] == ';' || text[i] == '/' || text[i] == '|') {
      if (std::string one = trimmed(part); !one.empty()) out.push_back(one);
      part.clear();
    } else {
      part += text[i];
    }
  }
  return out;
}

class Interpreter {
 public:
  SourceDocument take(std::vector<MarkdownBlock> blocks) {
    // Entities first: tables of fields further up may belong to entities listed further down.
    for (int pass = 0; pass < 2; ++pass) {
      headings_.clear();
      label_ = {};
      for (MarkdownBlock& block : blocks) visit(block, pass);
    }
    decide_kind();
    for (DocumentSecret& secret : doc_.secrets) {
      if (secret.vault.empty()) secret.vault = vault_;
    }
    if (doc_.secrets.empty() && !secret_name_.text.empty()) {
      DocumentSecret secret;
      secret.name = secret_name_.text;
      secret.line = secret_name_.line;
      secret.vault = vault_;
      doc_.secrets.push_back(secret);
    }
    if (!token_url_.empty()) doc_.auth.token_url = token_url_;
    return std::move(doc_);
  }

 private:
  void visit(MarkdownBlock& block, int pass) {
    switch (block.kind) {
      case Kind::kHeading:
        while (!headings_.empty() && headings_.back().first >= block.level) headings_.pop_back();
        headings_.emplace_back(block.level, block.text.plain);
        if (doc_.title.empty()) doc_.title = block.text.plain;
        label_ = {};
        break;
      case Kind::kLine:
        label_ = block.text.plain;
        if (pass == 0) line(block);
        break;
      case Kind::kTable:
        table(block, pass);
        break;
      case Kind::kCode:
        if (pass == 1) code(block);
        break;
    }
  }

  bool under(std::initializer_list<const char*> words) const {
    for (const auto& [level, text] : headings_) {
      std::string low = normal_words(text);
      for (const char* word : words) {
        if (low.find(word) != std::string::npos) return level > 1 || headings_.size() == 1;
      }
    }
    return false;
  }

  // ---- lines and key/value pairs

  void line(const MarkdownBlock& block) {
    const std::string& text = block.text.plain;
    static const std::regex kJdbc(R"(jdbc:[a-z0-9]+:[^\s`|]*)", std::regex::icase);
    std::smatch found;
    if (!doc_.connection && std::regex_search(text, found, kJdbc)) connection(found[0], block.line);
    std::size_t colon = text.find(':');
    bool pair = colon != std::string::npos && colon > 0 && colon < 48 && text.compare(colon, 3, "://") != 0;
    if (!pair) {
      colon = text.find(" = ");
      pair = colon != std::string::npos && colon > 0 && colon < 48;
    }
    bool understood = false;
    if (pair) {
      MarkdownText value = block.text;
      value.plain = trimmed(text.substr(colon + (text[colon] == ':' ? 1 : 3)));
      understood = key_value(word_of_key(text.substr(0, colon)), value, block.line);
    }
    if (!understood && block.item && under({"entit", "endpoint", "resource", "object"})) listed_entity(block);
    std::string low = normal_words(text);
    bool about_paging = low.find("paginat") != std::string::npos || low.find("paging") != std::string::npos || under({"paginat", "paging"});
    if (about_paging && !understood) paging_in(text, block.text.codes, block.line, doc_.paging);
    if (!understood && doc_.auth.kind == AuthKind::kUnsaid && under({"authenticat", "authoriz", "authoris"})) {
      DocumentAuth auth = auth_in(text, block.text.codes, block.line);
      if (auth.kind != AuthKind::kUnsaid && auth.kind != AuthKind::kNone) doc_.auth = auth;
    }
    if (vault_.empty() && low.find("key vault") != std::string::npos) vault_ = vault_in(text);
  }

  void note(Noted& where, const std::string& text, int line) {
    if (!where && !empty_cell(text)) where = {text, line};
  }

  void connection(const std::string& text, int line) {
    if (!doc_.connection) doc_.connection = {without_password(text), line};
  }

  bool key_value(Word word, const MarkdownText& value, int line) {
    const std::string& text = value.plain;
    switch (word) {
      case Word::kSystem: note(doc_.system, text, line); return true;
      case Word::kVendor: note(doc_.vendor, text, line); return true;
      case Word::kDomains:
        if (doc_.domains.empty() && !empty_cell(text)) doc_.domains = split_list(text);
        return true;
      case Word::kAuthentication:
        note(doc_.authentication, text, line);
        if (doc_.auth.kind == AuthKind::kUnsaid) doc_.auth = auth_in(text, value.codes, line);
        return true;
      case Word::kBaseUrl:
        if (std::string url = first_url(value); !url.empty()) note(doc_.base_url, url, line);
        return true;
      case Word::kRateLimits: note(doc_.rate_limits, text, line); return true;
      case Word::kSourceType:
        type_text_ += " " + text;
        return true;
      case Word::kDatabase:
        type_text_ += " " + text;
        database_ = true;
        return true;
      case Word::kPaging:
        paging_in(text, value.codes, line, doc_.paging);
        return true;
      case Word::kLimitParameter:
        if (doc_.paging.limit_parameter.empty()) {
          doc_.paging.limit_parameter = value.codes.empty() ? text.substr(0, text.find(' ')) : value.codes[0];
          if (doc_.paging.line == 0) doc_.paging.line = line;
        }
        return true;
      case Word::kJdbc:
      case Word::kConnection:
        if (!empty_cell(text)) connection(text.rfind("jdbc:", 0) == 0 || word == Word::kConnection ? text : "jdbc:" + text, line);
        return true;
      case Word::kApiDocument: {
        const std::string where = api_document_in(value);
        if (!where.empty()) note(doc_.api_document, where, line);
        return !where.empty();
      }
      case Word::kTokenUrl:
        token_url_ = first_url(value).empty() ? text : first_url(value);
        return true;
      case Word::kKeyVault: {
        std::string vault = vault_in(text);
        if (vault.empty() && text.find(' ') == std::string::npos && !empty_cell(text)) vault = text;
        if (vault_.empty()) vault_ = vault;
        return true;
      }
      case Word::kSecretName:
        if (!secret_name_) secret_name_ = {value.codes.empty() ? text : value.codes[0], line};
        return true;
      case Word::kPiiFields: {
        std::vector<std::string> names = value.codes.empty() ? split_list(text) : value.codes;
        for (std::string& name : names) {
          if (name.find(' ') != std::string::npos) continue;
          DocumentField field;
          field.field = name;
          field.entity = entity_here();
          field.pii = Verdict::kYes;
          field.line = line;
          doc_.key_fields.push_back(field);
        }
        return true;
      }
      default: return false;
    }
  }

  // "- `GET /employees`: all employees"
  void listed_entity(const MarkdownBlock& block) {
    bool has_path = block.text.plain.find('/') != std::string::npos;
    for (const std::string& code : block.text.codes) has_path |= code.find('/') != std::string::npos;
    if (!has_path) return;
    DocumentEntity entity;
    entity.endpoint = endpoint_in(block.text);
    if (entity.endpoint.empty() || entity.endpoint.find('{') != std::string::npos) return;
    std::string before = trimmed(block.text.plain.substr(0, block.text.plain.find_first_of(":(-\xE2")));
    bool name = !before.empty() && before.find('/') == std::string::npos && before.size() < 40 && before != "GET";
    entity.name = name ? before : last_segment(entity.endpoint);
    entity.line = block.line;
    add_entity(entity);
  }

  // ---- tables

  using Columns = std::map<Word, std::size_t>;

  static Columns columns(const MarkdownBlock& block) {
    Columns out;
    for (std::size_t i = 0; i < block.rows[0].size(); ++i) {
      Word word = word_of_column(block.rows[0][i].plain);
      if (word != Word::kNone) out.emplace(word, i);
    }
    return out;
  }

  void table(const MarkdownBlock& block, int pass) {
    if (block.rows.empty()) return;
    Columns has = columns(block);
    auto column = [&](Word word) { return has.count(word) > 0; };
    bool fields_here = under({"field", "attribute", "column", "schema"});
    if (column(Word::kNameOnly)) {  // a column called "Name": of what, the neighbours and the heading tell
      Word as = column(Word::kEndpoint) || column(Word::kBronzeTable)                ? Word::kEntity
                : column(Word::kLocation) && !column(Word::kType)                     ? Word::kSecretName
                : column(Word::kPii) || (column(Word::kType) && fields_here)          ? Word::kField
                                                                                      : Word::kNone;
      if (as != Word::kNone && !column(as)) has[as] = has[Word::kNameOnly];
    }
    bool entities = (column(Word::kEndpoint) && !column(Word::kField)) ||
                    (column(Word::kEntity) && !column(Word::kField) && (column(Word::kBronzeTable) || column(Word::kSilverTable) || column(Word::kFrequency)));
    if (!entities && column(Word::kEntity) && !column(Word::kField) && under({"entit", "object", "resource", "table"})) entities = true;
    bool secrets = !entities && column(Word::kSecretName) && (column(Word::kLocation) || column(Word::kDescription));
    bool fields = !entities && !secrets && column(Word::kField) && (column(Word::kType) || column(Word::kPii) || column(Word::kDescription) || column(Word::kReferences));
    // "Property | Value" is an overview, unless it lists fields.
    if (fields && block.rows[0].size() == 2 && (column(Word::kValueOnly) || overview_rows(block))) fields = false;
    if (entities) {
      if (pass == 0) entity_table(block, has);
    } else if (secrets) {
      if (pass == 0) secret_table(block, has);
    } else if (fields) {
      if (pass == 1) field_table(block, has);
    } else if (pass == 0 && block.rows[0].size() >= 2) {
      overview(block);
    }
  }

  static bool overview_rows(const MarkdownBlock& block) {
    for (const auto& row : block.rows) {
      if (row.size() >= 2 && word_of_key(row[0].plain) == Word::kBaseUrl) return true;
    }
    return false;
  }

  void overview(const MarkdownBlock& block) {
    int known = 0;
    for (std::size_t r = 0; r < block.rows.size(); ++r) {
      const auto& row = block.rows[r];
      if (row.size() < 2) continue;
      Word word = word_of_key(row[0].plain);
      if (r == 0 && word_of_column(row[1].plain) == Word::kValueOnly) continue;  // "Property | Value"
      if (word == Word::kNone || empty_cell(row[1].plain)) continue;
      known += key_value(word, row[1], row[1].line);
    }
    if (known == 0) {
      doc_.remarks.push_back({"a table of unknown meaning, beginning with '" + block.rows[0][0].plain + "'", block.line});
    }
  }

  static const MarkdownText* cell(const std::vector<MarkdownText>& row, const Columns& has, Word word) {
    auto found = has.find(word);
    return found != has.end() && found->second < row.size() ? &row[found->second] : nullptr;
  }
  static std::string text(const std::vector<MarkdownText>& row, const Columns& has, Word word) {
    const MarkdownText* found = cell(row, has, word);
    return found ? cell_text(*found) : std::string();
  }
  // The name in a cell: its code span if it has one, otherwise its words.
  static std::string name(const std::vector<MarkdownText>& row, const Columns& has, Word word) {
    const MarkdownText* found = cell(row, has, word);
    if (!found || empty_cell(found->plain)) return {};
    return trimmed(found->codes.empty() ? found->plain : found->codes.front());
  }

  void entity_table(const MarkdownBlock& block, const Columns& has) {
    for (std::size_t r = 1; r < block.rows.size(); ++r) {
      const auto& row = block.rows[r];
      DocumentEntity entity;
      if (const MarkdownText* endpoint = cell(row, has, Word::kEndpoint); endpoint && !empty_cell(endpoint->plain)) entity.endpoint = endpoint_in(*endpoint);
      entity.name = name(row, has, Word::kEntity);
      entity.bronze_table = name(row, has, Word::kBronzeTable);
      entity.silver_table = name(row, has, Word::kSilverTable);
      entity.frequency = text(row, has, Word::kFrequency);
      entity.description = text(row, has, Word::kDescription);
      entity.line = row.empty() ? block.line : row[0].line;
      if (entity.name.empty()) entity.name = last_segment(entity.endpoint);
      if (entity.name.empty() && entity.bronze_table.rfind("bronze_", 0) == 0) entity.name = entity.bronze_table.substr(7);
      if (entity.name.empty()) entity.name = entity.bronze_table;
      if (!entity.name.empty()) add_entity(entity);
    }
  }

  void add_entity(DocumentEntity entity) {
    entity.id = entity_id(entity.name);
    if (entity.id.empty()) return;
    for (DocumentEntity& known : doc_.entities) {
      if (known.id != entity.id) continue;
      auto fill = [](std::string& into, const std::string& from) {
        if (into.empty()) into = from;
      };
      fill(known.endpoint, entity.endpoint);
      fill(known.bronze_table, entity.bronze_table);
      fill(known.silver_table, entity.silver_table);
      fill(known.frequency, entity.frequency);
      fill(known.description, entity.description);
      return;
    }
    doc_.entities.push_back(std::move(entity));
  }

  void secret_table(const MarkdownBlock& block, const Columns& has) {
    for (std::size_t r = 1; r < block.rows.size(); ++r) {
      const auto& row = block.rows[r];
      DocumentSecret secret;
      secret.name = name(row, has, Word::kSecretName);
      secret.description = text(row, has, Word::kDescription);
      secret.location = text(row, has, Word::kLocation);
      secret.vault = vault_in(secret.location);
      // A column called "Key Vault" holds the bare name.
      if (secret.vault.empty() && secret.location.find_first_of("-0123456789") != std::string::npos &&
          secret.location.find_first_of(" /") == std::string::npos) {
        secret.vault = secret.location;
      }
      secret.line = row.empty() ? block.line : row[0].line;
      if (!secret.name.empty()) doc_.secrets.push_back(std::move(secret));
    }
  }

  // The entity that the headings, or the line just above, speak of.
  std::string entity_here() const {
    std::vector<std::string> candidates{label_};
    for (auto i = headings_.rbegin(); i != headings_.rend(); ++i) candidates.push_back(i->second);
    for (const std::string& candidate : candidates) {
      std::string words = normal_words(candidate);
      const DocumentEntity* best = nullptr;
      std::size_t longest = 0;
      for (const DocumentEntity& entity : doc_.entities) {
        for (const std::string& form : {entity.name, entity.id, last_segment(entity.endpoint)}) {
          std::string wanted = bare(form);
          if (wanted.size() <= longest) continue;
          // Whole words of the heading, one to four glued together.
          std::vector<std::string> parts;
          std::istringstream stream(words);
          for (std::string word; stream >> word;) parts.push_back(word);
          for (std::size_t from = 0; from < parts.size(); ++from) {
            std::string glued;
            for (std::size_t to = from; to < parts.size() && to < from + 4; ++to) {
              glued += parts[to];
              if (bare(glued) == wanted) {
                best = &entity;
                longest = wanted.size();
              }
            }
          }
        }
      }
      if (best) return best->id;
    }
    return doc_.entities.size() == 1 ? doc_.entities[0].id : std::string();
  }

  const DocumentEntity* named(const std::string& name) const {
    for (const DocumentEntity& entity : doc_.entities) {
      if (bare(entity.name) == bare(name) || bare(entity.id) == bare(name) || bare(last_segment(entity.endpoint)) == bare(name)) return &entity;
    }
    return nullptr;
  }

  void field_table(const MarkdownBlock& block, const Columns& has) {
    std::string heading_entity = entity_here();
    for (std::size_t r = 1; r < block.rows.size(); ++r) {
      const auto& row = block.rows[r];
      DocumentField field;
      field.field = name(row, has, Word::kField);
      if (field.field.empty()) continue;
      field.entity = heading_entity;
      if (std::string own = name(row, has, Word::kEntity); !own.empty()) {
        const DocumentEntity* entity = named(own);
        field.entity = entity ? entity->id : entity_id(own);
      } else if (std::size_t dot = field.field.find('.'); dot != std::string::npos) {
        if (const DocumentEntity* entity = named(field.field.substr(0, dot)); entity && heading_entity.empty()) {
          field.entity = entity->id;
          field.field = field.field.substr(dot + 1);
        }
      }
      field.type = name(row, has, Word::kType);
      field.description = text(row, has, Word::kDescription);
      if (const MarkdownText* pii = cell(row, has, Word::kPii)) field.pii = verdict(pii->plain);
      field.line = row.empty() ? block.line : row[0].line;
      std::string key = normal_words(text(row, has, Word::kKey)), about = normal_words(field.description);
      field.primary_key = key == "pk" || key.rfind("primary", 0) == 0 || key.rfind("pk ", 0) == 0 || about.rfind("primary key", 0) == 0 ||
                          (has.count(Word::kKey) && verdict(text(row, has, Word::kKey)) == Verdict::kYes && normal_words(block.rows[0][has.at(Word::kKey)].plain) != "key");
      field.references = reference(text(row, has, Word::kReferences), field.description);
      doc_.key_fields.push_back(std::move(field));
    }
  }

  // "FK to departments.id", "-> teams", "references Employee (id)"
  std::string reference(const std::string& column, const std::string& description) const {
    static const std::regex kReference(
        R"((?:\bfk\b|foreign key|references?|refers to|points to|links? to|->|\xE2\x86\x92)\s*(?:to|:|->|\xE2\x86\x92|\()*\s*`?([A-Za-z_][A-Za-z0-9_ -]*?)(?:\s*[.(]\s*([A-Za-z_][A-Za-z0-9_]*)\)?)?`?(?:[\s,;.)]|$))",
        std::regex::icase);
    static const std::regex kBare(R"(^`?([A-Za-z_][A-Za-z0-9_-]*)(?:\s*[.(]\s*([A-Za-z_][A-Za-z0-9_]*)\)?)?`?$)");
    std::smatch found;
    bool matched = (!column.empty() && std::regex_search(column, found, kBare)) || std::regex_search(description, found, kReference);
    if (!matched) return {};
    const DocumentEntity* entity = named(trimmed(found[1].str()));
    if (!entity) return {};
    return entity->id + "." + (found[2].matched ? found[2].str() : "id");
  }

  // ---- examples

  void code(const MarkdownBlock& block) {
    static const std::regex kJdbc(R"(jdbc:[a-z0-9]+:[^\s`|"']*)", std::regex::icase), kConnection(R"(^\s*Connection String\s*[:=]\s*(.+)$)", std::regex::icase),
        kBase(R"(^\s*base[ _]?url\s*[:=]\s*["']?(https?://[^\s"']+))", std::regex::icase);
    std::smatch found;
    std::istringstream lines(block.code);
    int number = block.line;
    for (std::string one; std::getline(lines, one);) {
      ++number;
      if (one.size() > 2000) continue;
      if (std::regex_search(one, found, kJdbc)) connection(found[0], number);
      else if (std::regex_search(one, found, kConnection)) connection(trimmed(found[1].str()), number);
      else if (!doc_.base_url && std::regex_search(one, found, kBase)) note(doc_.base_url, found[1], number);
    }
    std::string text = trimmed(block.code);
    if (text.empty() || (text[0] != '{' && text[0] != '[')) return;
    ShapeOf shape = shape_of_json(text);
    if (!shape.root.object && !shape.root.array) return;
    if (shape.end == ShapeEnd::kBroken) {
      doc_.remarks.push_back({"a JSON example that does not parse; what could be read of its structure is used", block.line});
    }
    DocumentExample example;
    example.entity = entity_here();
    example.shape = std::move(shape.root);
    example.line = block.line;
    doc_.examples.push_back(std::move(example));
  }

  // ---- conclusions

  void decide_kind() {
    bool saas = false;
    std::string platform;
    if (doc_.connection) {
      std::string text = doc_.connection.text;
      platform = platform_in(std::regex_replace(text, std::regex("[:/]"), " "), saas);
      if (platform.empty()) {
        std::string low = normal_words(text);
        if (low.find("initial catalog") != std::string::npos || low.find("trustservercertificate") != std::string::npos) platform = "sqlserver";
      }
      doc_.kind = saas ? SourceKind::kSaas : SourceKind::kSql;
      doc_.platform = platform;
      return;
    }
    std::string said = type_text_ + " " + doc_.system.text + " " + doc_.vendor.text + " " + doc_.title;
    platform = platform_in(said, saas);
    bool endpoints = std::any_of(doc_.entities.begin(), doc_.entities.end(), [](const DocumentEntity& e) { return !e.endpoint.empty(); });
    if (!platform.empty() && saas && !(doc_.base_url && endpoints)) {
      doc_.kind = SourceKind::kSaas;
      doc_.platform = platform;
    } else if (doc_.base_url || doc_.api_document) {
      doc_.kind = SourceKind::kRest;
      if (saas) doc_.platform = platform;
    } else if (!platform.empty()) {
      doc_.kind = SourceKind::kSql;
      doc_.platform = platform;
    } else if (endpoints || normal_words(type_text_).find("rest") != std::string::npos) {
      doc_.kind = SourceKind::kRest;
    } else if (database_ || normal_words(type_text_).find("sql") != std::string::npos) {
      doc_.kind = SourceKind::kSql;
    }
  }

  SourceDocument doc_;
  std::vector<std::pair<int, std::string>> headings_;
  std::string label_, type_text_, token_url_, vault_;
  Noted secret_name_;
  bool database_ = false;
};

}  // namespace

const DocumentEntity* SourceDocument::entity(std::string_view id) const {
  for (const DocumentEntity& entity : entities) {
    if (entity.id == id) return &entity;
  }
  return nullptr;
}

const DocumentSecret* SourceDocument::access_secret() const {
  const DocumentSecret* best = nullptr;
  int most = -1;
  for (const DocumentSecret& secret : secrets) {
    std::string text = normal_words(secret.name + " " + secret.description);
    int score = 0;
    if (text.find("token") != std::string::npos) score += 4;
    if (text.find("api key") != std::string::npos || text.find("apikey") != std::string::npos) score += 4;
    if (text.find("key") != std::string::npos || text.find("password") != std::string::npos) score += 2;
    if (text.find("secret") != std::string::npos) score += 1;
    if (text.find("client id") != std::string::npos || text.find("user name") != std::string::npos || text.find("webhook") != std::string::npos) score -= 3;
    if (score > most || !best) {
      best = &secret;
      most = score;
    }
  }
  return best;
}

std::string entity_id(std::string_view name) {
  bool spaced = name.find_first_of(" -/") != std::string_view::npos;
  bool all_upper = std::none_of(name.begin(), name.end(), [](unsigned char c) { return std::islower(c); });
  bool title = !name.empty() && std::isupper(static_cast<unsigned char>(name[0])) &&
               std::none_of(name.begin() + 1, name.end(), [](unsigned char c) { return std::isupper(c); });
  std::string out;
  for (unsigned char c : name) {
    if (std::isalnum(c) || c == '_' || c >= 0x80) {
      out += spaced || all_upper || title ? static_cast<char>(std::tolower(c)) : static_cast<char>(c);
    } else if ((c == ' ' || c == '-' || c == '/' || c == '.') && !out.empty() && out.back() != '_') {
      out += '_';
    }
  }
  while (!out.empty() && out.back() == '_') out.pop_back();
  return out;
}

Result<SourceDocument> read_source_document(std::string_view markdown, const std::string& file_name) {
  if (markdown.substr(0, 4096).find('\0') != std::string_view::npos) {
    return invalid_error("this is not a text file", file_name, "a source document is a markdown page");
  }
  auto blocks = read_markdown(markdown);
  if (!blocks.ok()) {
    blocks.error().where = file_name;
    return std::move(blocks.error());
  }
  return Interpreter().take(std::move(*blocks));
}

Result<SourceDocument> load_source_document(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return invalid_error("the source document cannot be read", path);
  std::ostringstream text;
  text << file.rdbuf();
  return read_source_document(text.str(), path);
}

}  // namespace mockdata::discover
