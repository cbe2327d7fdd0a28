#include "discover/openapi/openapi.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "discover/openapi/bare.h"
#include "discover/openapi/describe.h"
#include "discover/openapi/entities.h"
#include "discover/openapi/facts.h"
#include "discover/openapi/fields.h"
#include "discover/openapi/links.h"
#include "discover/relations/names.h"
#include "semantics/template_judge.h"

namespace mockdata::discover {
namespace {

constexpr std::size_t kMostEntities = 5000;
constexpr std::size_t kMostAllFields = 600'000;

std::string stem_of(const std::string& file_name) { return std::filesystem::path(file_name).stem().string(); }

std::size_t count_fields(const std::vector<Field>& fields) {
  std::size_t n = 0;
  for_each_field(fields, "", [&](const std::string&, const Field&) { ++n; });
  return n;
}

// The template of one document with paths.
class Assembler {
 public:
  Assembler(Documents& documents, const At& root, DocumentTemplate& out) : documents_(documents), root_(root), out_(out), reader_(documents) {}

  void run(std::vector<EntityHints>& hints, const DocumentOptions& options) {
    const std::vector<Answer> answers = reader_.read(root_);
    const std::vector<DocumentedEntity> found = entities_of(answers);
    std::unordered_set<const Node*> identities;
    for (const DocumentedEntity& e : found)
      if (e.answer->identity) {
        identities.insert(e.answer->identity);
        names_[e.answer->identity] = e.name;
        if (!speaks_of(e)) containers_.insert(e.answer->identity);
        if (e.detail) {
          identities.insert(e.detail->identity);
          names_[e.detail->identity] = e.name;
        }
      }
    FieldMaker maker(documents_, identities);
    Value envelopes = Value::object(), paths = Value::object();
    std::size_t all = 0;
    for (const DocumentedEntity& e : found) {
      if (out_.tmpl.entities.size() >= kMostEntities || all > kMostAllFields) {
        documents_.lose(e.answer->operation, e.answer->path, "the document describes more than one template takes; this entity is left out");
        continue;
      }
      Entity entity;
      entity.name = e.name;
      if (!e.answer->sideload) entity.api_endpoint = e.answer->path;  // what comes beside another list has no path of its own
      if (e.once) entity.row_count = 1;
      EntityHints hint{e.aliases, e.key_names, {}, {}, {}, false};
      // Accounts in the answer of /team are no team.
      const std::string list = bare_name(e.answer->found.list.substr(e.answer->found.list.rfind('.') + 1)), path = bare_name(last_path_segment(e.answer->path));
      hint.path_is_another = bare_name(e.name) == list && list != path;
      if (hint.path_is_another) std::erase_if(hint.aliases, [&](const std::string& alias) { return bare_name(alias) == path; });
      fields(*e.answer, e.detail, maker, entity, hint);
      if (entity.fields.empty()) continue;
      all += count_fields(entity.fields);
      envelopes.set(entity.name, envelope_of(e.answer->found));
      if (const std::size_t first = e.answer->sideload ? 0 : 1; e.paths.size() > first) {
        std::vector<Value> others;
        for (std::size_t i = first; i < e.paths.size(); ++i) others.push_back(Value::string(e.paths[i]));
        paths.set(entity.name, Value::array(std::move(others)));
      }
      out_.tmpl.entities.push_back(std::move(entity));
      hints.push_back(std::move(hint));
    }
    take_links(answers, found, hints);
    const ApiFacts facts = facts_of(documents_, root_, answers);
    Template& tmpl = out_.tmpl;
    tmpl.source = !options.source.empty() ? options.source : facts.title;
    tmpl.base_url = facts.base_url;
    Value api = Value::object();
    if (!facts.limit_parameter.empty()) api.set("limit_parameter", Value::string(facts.limit_parameter));
    if (facts.paging != PagingKind::kUnsaid) api.set("paging", Value::string(to_string(facts.paging)));
    if (facts.auth != AuthKind::kUnsaid) api.set("auth", Value::string(to_string(facts.auth)));
    if (!facts.auth_name.empty()) api.set("auth_name", Value::string(facts.auth_name));
    api.set("envelopes", std::move(envelopes));
    if (!paths.members().empty()) api.set("other_paths", std::move(paths));
    tmpl.settings.set("api", std::move(api));
  }

 private:
  // What the answers' links say: each becomes a reference of the entity whose record holds the value.
  void take_links(const std::vector<Answer>& answers, const std::vector<DocumentedEntity>& found, std::vector<EntityHints>& hints) {
    const std::vector<Link> links = links_of(documents_, root_, answers);
    if (links.empty()) return;
    std::unordered_map<std::string, std::string> by_path;
    for (const DocumentedEntity& e : found)
      for (const std::string& path : e.paths) by_path.emplace(path, e.name);
    for (const Answer& answer : answers)
      if (const auto name = names_.find(answer.identity); answer.identity && name != names_.end()) by_path.emplace(answer.path, name->second);
    const auto named = [&](const std::string& path) {
      const auto at = by_path.find(path);
      return at == by_path.end() ? std::string() : at->second;
    };
    for (const Link& link : links) {
      const std::string& path = answers[link.answer].path;
      const std::string from = named(path);
      std::string to = named(link.target);
      if (to.empty()) to = named(link.target.substr(0, link.target.rfind('/')));
      if (from.empty() || to.empty()) continue;
      for (std::size_t e = 0; e < out_.tmpl.entities.size(); ++e)
        if (out_.tmpl.entities[e].name == from) hints[e].links.emplace_back(link.field, to);
    }
  }

  // Whether the schema's name has a word of the paths that give it: a "NamedResource" of /favorites may be any thing by its name.
  static bool speaks_of(const DocumentedEntity& e) {
    std::set<std::string> words;
    for (std::string& word : name_words(e.answer->schema_name)) words.insert(singular(word));
    if (words.empty() || e.paths.size() > 1) return true;
    const std::vector<std::string> path = name_words(e.answer->path);
    return std::any_of(path.begin(), path.end(), [&](const std::string& word) { return words.contains(singular(word)); });
  }

  static Value envelope_of(const FoundRecord& found) {
    Value out = Value::object({{"list", Value::string(found.list)}});
    if (!found.style.empty()) out.set("style", Value::string(found.style));
    std::vector<Value> members;
    for (const std::string& member : found.members) members.push_back(Value::string(member));
    if (!members.empty()) out.set("members", Value::array(std::move(members)));
    return out;
  }

  void fields(const Answer& answer, const Answer* detail, FieldMaker& maker, Entity& entity, EntityHints& hint) {
    const Shape& record = answer.found.record;
    if (answer.from_example) {
      std::vector<Question> questions;
      entity.fields = fields_of(record, entity.name, questions);
      // An example that shows nothing is no answer: the question stays, and the field can be generated meanwhile.
      for (Field& field : entity.fields) settle(field);
      out_.questions.insert(out_.questions.end(), questions.begin(), questions.end());
      return;
    }
    if (!record.object || record.keys_are_data) {  // a list of plain values
      Field field;
      maker.begin(nullptr);
      if (maker.make("value", answer.schema, true, true, field)) entity.fields.push_back(std::move(field));
      return;
    }
    const Schema schema = flatten(documents_, answer.schema);
    // Of a record with thousands of fields less is opened: what stands deep inside is json.
    for (const int deepest : {FieldMaker::kDeepest, 5, 4, 3, 2}) {
      entity.fields.clear();
      maker.begin(schema.identity, answer.expands, deepest);
      members(record, schema, maker, entity);
      if (detail) members(detail->found.record, flatten(documents_, detail->schema), maker, entity);
      if (maker.made() <= FieldMaker::kManyFields) break;
    }
    maker.apply_lists(schema, entity.fields);
    for (const StatedReference& reference : maker.references()) hint.references.emplace_back(reference.path, reference.target);
    for (const auto& [path, identity] : maker.embedded())
      if (!containers_.contains(identity)) hint.embedded.emplace_back(path, names_[identity]);
    if (maker.cut() > 0)
      documents_.lose(answer.operation, entity.name, std::to_string(maker.cut()) + " objects of this entity are too many or too deep to open; read as json");
    if (const std::string about = short_description(schema.description); about.size() > 8) entity.settings.set("description", Value::string(about));
  }

  // The fields of a record's members that the entity has not yet.
  void members(const Shape& record, const Schema& schema, FieldMaker& maker, Entity& entity) {
    for (const auto& [name, shape] : record.members) {
      const Property* property = schema.property(name);
      const At at = reader_.schema_of(shape);
      if (!at || entity.field(name)) continue;
      Field field;
      if (maker.make(name, at, property && property->required, property && schema.required_said, field)) entity.fields.push_back(std::move(field));
    }
  }

  static void settle(Field& field) {
    if (field.type == FieldType::kUnknown) {
      field.type = FieldType::kJson;
      field.evidence.push_back({"example.unknown", 0.1});
    }
    for (Field& member : field.fields) settle(member);
    for (Field& item : field.items) {
      if (field.type == FieldType::kArray && item.type == FieldType::kArray) {  // a list of lists (coordinates): no table holds one
        item = Field();
        item.type = FieldType::kJson;
        item.evidence.push_back({"document.list_of_lists", 0.7});
      }
      settle(item);
    }
  }

  Documents& documents_;
  At root_;
  DocumentTemplate& out_;
  AnswerReader reader_;
  std::unordered_map<const Node*, std::string> names_;  // of the entities, by their schemas
  std::unordered_set<const Node*> containers_;          // schemas of entities that stand for many things
};

// Names that stand twice among several documents of one folder get their document's name in front.
void add_entities(std::vector<Entity>&& from, const std::string& stem, Template& tmpl) {
  for (Entity& entity : from) {
    if (tmpl.entity(entity.name)) entity.name = entity_id(stem + "_" + entity.name);
    if (!tmpl.entity(entity.name)) tmpl.entities.push_back(std::move(entity));
  }
}

// A schema that says no type at all ("created_at: {}"): what its name surely means has one.
void type_by_meaning(std::vector<Field>& fields, const semantics::Judge& judge) {
  for (Field& field : fields) {
    type_by_meaning(field.fields, judge);
    type_by_meaning(field.items, judge);
    const auto rule = [&](std::string_view front) { return std::find_if(field.evidence.begin(), field.evidence.end(), [&](const Evidence& e) { return e.rule.starts_with(front); }); };
    if (field.type != FieldType::kJson || rule("document.untyped") == field.evidence.end()) continue;
    const auto sure = rule("meaning.");
    const semantics::Type* meaning = field.semantic_type.empty() ? nullptr : judge.find_type(field.semantic_type);
    if (!meaning || meaning->provider.empty() || sure == field.evidence.end() || sure->confidence < 0.6) continue;
    const bool date = meaning->provider.find("date") != std::string_view::npos, time = meaning->provider.find("time") != std::string_view::npos;
    field.type = date && time ? FieldType::kDatetime : date ? FieldType::kDate : FieldType::kString;
    field.evidence.push_back({"document.type_by_meaning", 0.6});
  }
}

// Characters that an address or number of nobody's takes at least: where a field has fewer, it holds something else, whatever its name.
int64_t least_room(std::string_view provider) {
  if (in(provider, {"email", "url"})) return 20;
  return in(provider, {"phone_number", "msisdn"}) ? 12 : 0;
}

void drop_what_has_no_room(std::vector<Field>& fields, const semantics::Judge& judge) {
  for (Field& field : fields) {
    drop_what_has_no_room(field.fields, judge);
    drop_what_has_no_room(field.items, judge);
    const semantics::Type* meaning = field.semantic_type.empty() ? nullptr : judge.find_type(field.semantic_type);
    const auto longest = field.settings.find("max_length").as_int(), exact = field.settings.find("length").as_int();
    if (!meaning || !field.confirmed_by.empty() || !(longest || exact) || longest.value_or(exact.value_or(0)) >= least_room(meaning->provider)) continue;
    field.semantic_type = "text.generic";
    field.evidence.push_back({"document.no_room", 0.9});
  }
}

Result<DocumentTemplate> read(Documents& documents, const std::string& where, const DocumentOptions& options) {
  DocumentTemplate out;
  Template& tmpl = out.tmpl;
  tmpl.source_type = "rest_api";
  tmpl.extracted_at = options.extracted_at;
  std::vector<EntityHints> hints;
  for (const Tree* tree : documents.given()) {
    const At root{&tree->root(), tree};
    std::string kind;
    if (const std::string_view v = root.node->text_of("openapi"); !v.empty()) kind = "OpenAPI " + std::string(v);
    else if (const std::string_view s = root.node->text_of("swagger"); !s.empty()) kind = "Swagger " + std::string(s);
    else if (root.find("paths") && root.find("paths").node->is_map() && documents.given().size() == 1) kind = "OpenAPI without a version";
    if (kind.empty()) continue;
    if (out.kind.empty()) out.kind = kind;
    if (root.find("paths")) {
      DocumentTemplate one;
      std::vector<EntityHints> its_hints;
      DocumentOptions its_options = options;
      Assembler(documents, root, one).run(its_hints, its_options);
      const bool first = tmpl.entities.empty();
      if (first) {
        one.tmpl.source_type = tmpl.source_type;
        one.tmpl.extracted_at = tmpl.extracted_at;
        tmpl = std::move(one.tmpl);
        hints = std::move(its_hints);
      } else {
        const std::size_t before = tmpl.entities.size();
        add_entities(std::move(one.tmpl.entities), stem_of(tree->file_name()), tmpl);
        hints.resize(tmpl.entities.size());
        for (std::size_t i = before; i < tmpl.entities.size(); ++i) hints[i] = its_hints[std::min(i - before, its_hints.size() - 1)];
      }
      out.questions.insert(out.questions.end(), one.questions.begin(), one.questions.end());
    }
    if (tmpl.entities.empty()) {
      add_entities(entities_of_json_schema(documents, root, stem_of(tree->file_name())), stem_of(tree->file_name()), tmpl);
      if (tmpl.source.empty())
        if (const At info = root.find("info")) tmpl.source = std::string(info.node->text_of("title"));
    }
  }
  if (out.kind.empty()) {  // no API: bare schemas
    for (const Tree* tree : documents.given()) {
      const At root{&tree->root(), tree};
      if (is_avro(*root.node)) {
        if (out.kind.empty()) out.kind = "Avro";
        add_entities(entities_of_avro(documents, root), stem_of(tree->file_name()), tmpl);
      } else {
        auto entities = entities_of_json_schema(documents, root, stem_of(tree->file_name()));
        if (entities.empty()) continue;
        if (out.kind.empty()) out.kind = "JSON Schema";
        add_entities(std::move(entities), stem_of(tree->file_name()), tmpl);
      }
    }
    if (out.kind.empty()) return invalid_error("this is no API document that is known: no OpenAPI, Swagger, JSON Schema or Avro", where);
  }
  if (tmpl.entities.empty()) {
    std::string why = "the document describes no list and no record";
    if (documents.loss_count() > 0) why += "; " + std::to_string(documents.loss_count()) + " parts could not be used, the first: " + documents.losses()[0].place + ": " + documents.losses()[0].problem;
    return invalid_error(why, where);
  }
  tmpl.source = !options.source.empty() ? options.source : entity_id(tmpl.source.empty() ? stem_of(where) : tmpl.source);
  hints.resize(tmpl.entities.size());
  find_primary_keys(tmpl, hints);
  out.suggested = apply_relations(tmpl, guess_relations(tmpl, hints));
  const semantics::Judge& judge = options.judge ? *options.judge : semantics::Judge::standard();
  semantics::judge_template(tmpl, judge);
  for (Entity& e : tmpl.entities) {
    type_by_meaning(e.fields, judge);
    drop_what_has_no_room(e.fields, judge);
  }
  out.losses = documents.losses();
  out.loss_count = documents.loss_count();
  return out;
}

}  // namespace

Result<DocumentTemplate> read_api_document(const std::string& path, const DocumentOptions& options) {
  MOCKDATA_ASSIGN(Documents documents, Documents::open(path));
  return read(documents, path, options);
}

Result<DocumentTemplate> read_api_text(std::string text, const std::string& file_name, const DocumentOptions& options) {
  MOCKDATA_ASSIGN(Documents documents, Documents::from_text(std::move(text), file_name));
  return read(documents, file_name, options);
}

bool looks_like_api_document(std::string_view beginning) {
  for (const char* word : {"\"openapi\"", "\"swagger\"", "\"$schema\"", "\"paths\"", "\nopenapi:", "\nswagger:", "\npaths:", "\n$schema:", "\"fields\"", "\"properties\""})
    if (beginning.find(word) != std::string_view::npos) return true;
  return beginning.starts_with("openapi:") || beginning.starts_with("swagger:") || beginning.starts_with("openapi :");
}

}  // namespace mockdata::discover
