#include "workflow/discover.h"

#include <algorithm>
#include <cctype>
#include <filesystem>

#include "base/nearest.h"
#include "discover/relations/children.h"
#include "http/url.h"
#include "land/sink.h"
#include "providers/provider.h"
#include "semantics/template_judge.h"
#include "template/merge.h"
#include "workflow/corrections.h"
#include "workflow/described.h"
#include "workflow/findings.h"
#include "workflow/row_counts.h"

namespace fs = std::filesystem;

namespace mockdata {

namespace {

enum class Form { kUrl, kSourceDocument, kFiles, kSql, kSaas };

struct KindWord {
  const char* word;
  Form form;
};
constexpr KindWord kKinds[] = {
    {"rest", Form::kUrl},         {"document", Form::kSourceDocument}, {"openapi", Form::kFiles}, {"swagger", Form::kFiles},    {"json-schema", Form::kFiles},
    {"avro", Form::kFiles},       {"sql", Form::kSql},                 {"ddl", Form::kSql},       {"odata", Form::kSaas},       {"salesforce", Form::kSaas},
    {"dataverse", Form::kSaas},   {"servicenow", Form::kSaas},         {"hubspot", Form::kSaas},  {"snowflake", Form::kSaas}};

bool starts(const std::string& text, std::initializer_list<const char*> beginnings) {
  std::string low = text.substr(0, 24);
  std::transform(low.begin(), low.end(), low.begin(), [](unsigned char c) { return std::tolower(c); });
  return std::any_of(beginnings.begin(), beginnings.end(), [&](const char* b) { return low.rfind(b, 0) == 0; });
}

// A connection string, never repeated in a message: it may hold a password.
bool connection_string(const std::string& text) {
  return starts(text, {"jdbc:", "odbc:", "postgres:", "postgresql:", "mysql:", "mariadb:", "sqlserver:", "mssql:", "oracle:", "sqlite:", "duckdb:", "db2:", "server=",
                       "data source=", "driver=", "dsn=", "host="});
}

Result<Form> form_of(const DiscoverOptions& o) {
  if (!o.kind.empty()) {
    std::vector<std::string> words;
    for (const KindWord& k : kKinds) {
      if (o.kind == k.word) return k.form;
      words.push_back(k.word);
    }
    const std::string near = nearest(o.kind, words);
    return usage_error("no kind of source is called \"" + o.kind + "\"", near.empty() ? std::string("kinds: ") + discover_kinds() : "did you mean \"" + near + "\"?");
  }
  if (starts(o.source, {"http://", "https://"})) return o.endpoints.empty() && names_api_document(o.source) ? Form::kFiles : Form::kUrl;
  if (connection_string(o.source)) return Form::kSql;
  if (starts(o.source, {"salesforce:", "snowflake:", "dataverse:", "servicenow:", "hubspot:"})) return Form::kSaas;
  std::error_code error;
  if (!fs::exists(o.source, error)) {
    return usage_error("there is no file or folder \"" + o.source + "\", and it is no URL", "give a URL, an API document, a folder of them, or a source document (.md)");
  }
  const std::string ending = fs::path(o.source).extension().string();
  if (ending == ".md" || ending == ".markdown") return Form::kSourceDocument;
  if (ending == ".sql" || ending == ".ddl" || ending == ".sqlite" || ending == ".db" || ending == ".duckdb") return Form::kSql;
  return Form::kFiles;
}

// "https://api.example.com/v1" -> "example"; "apis/hr.openapi.yaml" -> "hr".
std::string name_of(const DiscoverOptions& o) {
  if (!o.name.empty()) return o.name;
  std::string name;
  if (starts(o.source, {"http://", "https://"})) {
    const auto url = http::parse_url(o.source);
    if (!url.ok()) return "source";
    name = url->host;
    for (const char* front : {"www.", "api."})
      if (name.rfind(front, 0) == 0) name = name.substr(std::string(front).size());
    const bool address = name.find_first_not_of("0123456789.:[]abcdef") == std::string::npos || name == "localhost";
    name = address ? "local" : name.substr(0, name.find('.'));
  } else {
    fs::path path = fs::absolute(o.source).lexically_normal();
    if (!path.has_filename()) path = path.parent_path();
    name = path.filename().string();
    name = name.substr(0, name.find('.', 1));
  }
  return discover::entity_id(name);
}

Result<Discovered> from_rest(const std::string& name, const RestFlags& flags, Terminal& terminal) {
  MOCKDATA_ASSIGN(discover::Extraction extraction, read_rest(name, flags, nullptr, terminal.can_ask(), terminal));
  return Discovered{std::move(extraction.tmpl), std::move(extraction.suggested), {}, {}};
}

Result<Discovered> from_document(const DiscoverOptions& o, Terminal& terminal) {
  if (!starts(o.source, {"http://", "https://"})) {
    auto found = discover_files(o.source, nullptr, o.name, terminal);
    if (!found.ok() && load_template(o.source).ok()) return invalid_error("this is a template already", o.source, "mockdata check, sample and generate take it as it is");
    return found;
  }
  MOCKDATA_ASSIGN(const std::string text, fetch_document(o.source, o.base_url, o.name, o, terminal));
  return discover_files(o.source, &text, o.name, terminal);
}

// A URL without --endpoint is an endpoint itself: what stands before its last segment is the base.
Result<Discovered> from_url(const DiscoverOptions& o, const std::string& name, Terminal& terminal) {
  RestFlags flags = o;
  if (flags.base_url.empty()) flags.base_url = o.source;
  if (flags.endpoints.empty()) {
    MOCKDATA_ASSIGN(http::Url url, http::parse_url(o.source));
    while (url.path.size() > 1 && url.path.back() == '/') url.path.pop_back();
    if (url.path.size() > 1) {
      const std::size_t slash = url.path.rfind('/');
      flags.endpoints.push_back(url.path.substr(slash) + (url.query.empty() ? "" : "?" + url.query));
      url.path.resize(std::max<std::size_t>(slash, 1));
      url.query.clear();
      flags.base_url = url.to_string();
    }
  }
  return from_rest(name, flags, terminal);
}

Result<Discovered> from_source_document(const DiscoverOptions& o, const std::string& name, Terminal& terminal) {
  MOCKDATA_ASSIGN(const discover::SourceDocument document, discover::load_source_document(o.source));
  if (document.kind == discover::SourceKind::kSql) return usage_error("the document describes a SQL database, whose catalog this version does not read yet", "describe a REST source, or write the template by hand");
  if (document.kind == discover::SourceKind::kSaas) return usage_error("the document describes a SaaS platform (" + document.platform + "), which this version does not read yet", "describe a REST source, or write the template by hand");
  return discover_described(name, o, &document, o.source, terminal.can_ask(), terminal);
}

Value suggestion_json(const discover::RelationGuess& guess) {
  return Value::object({{"from", Value::string(guess.from)}, {"to", Value::string(guess.to)}, {"rule", Value::string(guess.rule)}, {"confidence", Value::number(guess.confidence)}});
}

Value strings(const std::vector<std::string>& lines) {
  std::vector<Value> out;
  for (const std::string& line : lines) out.push_back(Value::string(line));
  return Value::array(std::move(out));
}

}  // namespace

const char* discover_kinds() {
  static const std::string all = [] {
    std::string text;
    for (const KindWord& k : kKinds) text += (text.empty() ? "" : ", ") + std::string(k.word);
    return text;
  }();
  return all.c_str();
}

Result<int> run_discover(const DiscoverOptions& o, Terminal& terminal) {
  const bool to_stdout = o.output == "-";
  terminal.set_quiet(o.json || to_stdout);
  MOCKDATA_ASSIGN(const Form form, form_of(o));
  const std::string name = name_of(o);
  Result<Discovered> read = [&]() -> Result<Discovered> {
    switch (form) {
      case Form::kUrl: return from_url(o, name, terminal);
      case Form::kSourceDocument: return from_source_document(o, name, terminal);
      case Form::kFiles: return from_document(o, terminal);
      case Form::kSql: return usage_error("reading SQL databases and DDL files is not there yet", "this version reads REST APIs and API documents");
      case Form::kSaas: break;
    }
    return usage_error("reading SaaS platforms and OData metadata is not there yet", "this version reads REST APIs and API documents");
  }();
  if (!read.ok()) return read.error();
  Template& tmpl = read->tmpl;
  if (tmpl.source.empty() || !o.name.empty()) tmpl.source = name;
  if (o.children == "entities") discover::split_children(tmpl);
  semantics::name_providers(tmpl, semantics::Judge::standard(), provides);
  std::vector<std::string> appeared, vanished, disagreements = std::move(read->disagreements);
  std::error_code error;
  const bool merging = !to_stdout && fs::exists(o.output, error);
  if (merging) {
    MOCKDATA_ASSIGN(const Template earlier, load_template(o.output));
    Merged merged = merge_templates(earlier, tmpl);
    tmpl = std::move(merged.tmpl);
    appeared = std::move(merged.appeared);
    vanished = std::move(merged.vanished);
    disagreements.insert(disagreements.end(), merged.disagreements.begin(), merged.disagreements.end());
  }
  for (const std::string& c : o.corrections) MOCKDATA_CHECK(apply_corrections(c, tmpl));
  usual_row_counts(tmpl);  // the guided command asks; here what is usual is written down
  const std::vector<std::string> unknown = unknown_fields(tmpl);
  if (to_stdout) {
    terminal.set_quiet(false);
    terminal.line(write_template(tmpl));
    for (const std::string& loss : read->losses) terminal.note("not used: " + loss);
    return 0;
  }
  if (const fs::path folder = fs::path(o.output).parent_path(); !folder.empty()) MOCKDATA_CHECK(make_folders(folder.string()));
  MOCKDATA_CHECK(save_template(tmpl, o.output));
  if (o.json) {
    terminal.set_quiet(false);
    std::vector<Value> entities, guesses;
    for (const Entity& e : tmpl.entities) entities.push_back(Value::object({{"name", Value::string(e.name)}, {"fields", Value::number(static_cast<int64_t>(e.fields.size()))}}));
    for (const discover::RelationGuess& guess : read->suggested) guesses.push_back(suggestion_json(guess));
    terminal.line(Value::object({{"output", Value::string(o.output)}, {"source", Value::string(tmpl.source)}, {"entities", Value::array(std::move(entities))},
                                 {"relations", Value::number(static_cast<int64_t>(tmpl.relationships.size()))}, {"suggested", Value::array(std::move(guesses))},
                                 {"unknown", strings(unknown)}, {"asked", strings(asked_fields(tmpl))}, {"losses", strings(read->losses)}, {"appeared", strings(appeared)}, {"vanished", strings(vanished)}, {"disagreements", strings(disagreements)}})
                      .to_json(true));
    return 0;
  }
  show_findings(tmpl, read->suggested, terminal);
  show_lines("Not used", read->losses, terminal);
  if (merging) show_merge(appeared, vanished, terminal);
  show_lines("Documents and records disagree", disagreements, terminal);
  terminal.line();
  terminal.line("✓ Template saved: " + o.output);
  if (!unknown.empty()) terminal.line("Give the fields of unknown type one, in the file or with --correct entity.field:type, before generating.");
  return 0;
}

}  // namespace mockdata
