#include "template/template.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "base/nearest.h"
#include "template/keys.h"

namespace mockdata {

namespace {

struct TypeWord {
  const char* word;
  FieldType type;
};
// The first word of each type is its canonical one.
constexpr TypeWord kTypeWords[] = {
    {"unknown", FieldType::kUnknown},   {"string", FieldType::kString},     {"str", FieldType::kString},
    {"text", FieldType::kString},       {"varchar", FieldType::kString},    {"char", FieldType::kString},
    {"nvarchar", FieldType::kString},   {"int", FieldType::kInt},           {"integer", FieldType::kInt},
    {"int32", FieldType::kInt},         {"smallint", FieldType::kInt},      {"tinyint", FieldType::kInt},
    {"long", FieldType::kLong},         {"bigint", FieldType::kLong},       {"int64", FieldType::kLong},
    {"float", FieldType::kFloat},       {"real", FieldType::kFloat},        {"double", FieldType::kDouble},
    {"number", FieldType::kDouble},     {"float64", FieldType::kDouble},    {"decimal", FieldType::kDecimal},
    {"numeric", FieldType::kDecimal},   {"money", FieldType::kDecimal},     {"bool", FieldType::kBool},
    {"boolean", FieldType::kBool},      {"bit", FieldType::kBool},          {"date", FieldType::kDate},
    {"time", FieldType::kTime},         {"datetime", FieldType::kDatetime}, {"datetime2", FieldType::kDatetime},
    {"timestamp", FieldType::kTimestamp}, {"timestamptz", FieldType::kTimestamp}, {"uuid", FieldType::kUuid},
    {"guid", FieldType::kUuid},         {"uniqueidentifier", FieldType::kUuid}, {"binary", FieldType::kBinary},
    {"bytes", FieldType::kBinary},      {"blob", FieldType::kBinary},       {"json", FieldType::kJson},
    {"jsonb", FieldType::kJson},        {"object", FieldType::kObject},     {"struct", FieldType::kObject},
    {"dict", FieldType::kObject},       {"array", FieldType::kArray},       {"list", FieldType::kArray}};

// Collects structural faults while reading.
struct Reader {
  const Template& owner;
  std::vector<std::string> faults;

  void fault(const std::string& path, const Value& at, const std::string& what) {
    faults.push_back(owner.where(path, at.line()) + ": " + what);
  }
  void no_type(const std::string& path, const Value& at, const std::string& word) {
    std::vector<std::string> words;
    for (const TypeWord& t : kTypeWords) words.push_back(t.word);
    const std::string near = nearest(word, words);
    fault(path, at, "no type is called \"" + word + "\"" + (near.empty() ? "" : ": did you mean \"" + near + "\"?") +
                        " (types: string, int, long, float, double, decimal(p,s), bool, date, time, datetime, timestamp, uuid, binary, json, object, array)");
  }
  static std::string join(const std::string& path, const char* key) { return path.empty() ? key : path + "." + key; }
  std::string string(const Value& object, const char* key, const std::string& path) {
    const Value& v = object.find(key);
    if (v.missing() || v.is_null()) return {};
    if (!v.is_string()) fault(join(path, key), v, "expected a text, found " + v.to_json());
    return v.is_string() ? v.text() : std::string();
  }
  bool boolean(const Value& object, const char* key, const std::string& path) {
    const Value& v = object.find(key);
    if (v.missing() || v.is_null()) return false;
    if (!v.is_bool()) fault(join(path, key), v, "expected true or false, found " + v.to_json());
    return v.is_bool() && v.as_bool();
  }
  std::vector<Evidence> evidence(const Value& object) {
    std::vector<Evidence> out;
    for (const Value& item : object.find("evidence").items())
      out.push_back({item.find("rule").text(), item.find("confidence").as_double().value_or(0)});
    return out;
  }
  std::vector<std::string> legs(const Value& object, const char* key, const std::string& path) {
    const Value& v = object.find(key);
    if (v.is_string()) return {v.text()};
    std::vector<std::string> out;
    for (const Value& item : v.items()) {
      if (!item.is_string()) fault(join(path, key), item, "expected \"entity.field\", found " + item.to_json());
      out.push_back(item.text());
    }
    if (out.empty()) fault(path, object, std::string("a relationship needs \"") + key + "\": \"entity.field\"");
    return out;
  }

  // Sorts the members that are not in `typed` into settings (known to generation) and unknown.
  void rest(const Value& object, KeyPlace place, Value& settings, Value& unknown) {
    for (const auto& [key, value] : object.members()) {
      const KeyInfo* info = find_key(place, key);
      if (!info) unknown.members().emplace_back(key, value);
      else if (!info->typed) settings.members().emplace_back(key, value);
    }
  }

  Field field(const Value& v, const std::string& path, bool element) {
    Field f;
    f.path = path;
    f.line = v.line();
    if (v.is_string() && element) {  // items: "string"
      f.type = field_type_from(v.text());
      f.type_text = v.text();
      return f;
    }
    if (!v.is_object()) {
      fault(path, v, "expected an object that describes a field, found " + v.to_json());
      return f;
    }
    f.name = string(v, "name", path);
    if (f.name.empty() && !element) fault(path, v, "a field needs a \"name\"");
    const std::string word = string(v, "type", path);
    f.type = word.empty() ? FieldType::kUnknown : field_type_from(word);
    if (f.type == FieldType::kUnknown && !word.empty() && word != "unknown") no_type(path + ".type", v.find("type"), word);
    if (word != to_string(f.type)) f.type_text = word;
    if (f.type == FieldType::kDecimal) decimal(v, word, path, f);
    f.pii = boolean(v, "pii", path);
    f.primary_key = boolean(v, "primary_key", path);
    if (const std::string key = string(v, "foreign_key", path); !key.empty()) f.foreign_key = key;
    if (v.find("nullable").is_bool()) f.nullable = v.find("nullable").as_bool();
    else boolean(v, "nullable", path);
    f.faker_method = string(v, "faker_method", path);
    if (!v.find("faker_args").is_null()) f.faker_args = v.find("faker_args");
    if (f.faker_args && !f.faker_args.is_object() && !f.faker_args.is_array())
      fault(path + ".faker_args", f.faker_args, "expected an object of arguments, found " + f.faker_args.to_json());
    f.semantic_type = string(v, "semantic_type", path);
    f.privacy = string(v, "privacy", path);
    f.description = string(v, "description", path);
    f.confirmed_by = string(v, "confirmed_by", path);
    f.evidence = evidence(v);
    f.fields = fields(v.find("fields"), path);
    if (const Value& items = v.find("items")) f.items.push_back(field(items, path + ".items", true));
    if (f.type == FieldType::kArray && f.items.empty()) {
      f.items.emplace_back();
      f.items[0].type = FieldType::kUnknown;
      f.items[0].path = path + ".items";
      f.items[0].line = f.line;
    }
    if (!f.fields.empty() && f.type == FieldType::kUnknown) f.type = FieldType::kObject;
    rest(v, KeyPlace::kField, f.settings, f.unknown);
    return f;
  }

  void decimal(const Value& v, const std::string& word, const std::string& path, Field& f) {
    int p = 0, s = 0;
    if (std::sscanf(word.c_str(), "%*[a-zA-Z](%d,%d)", &p, &s) < 1) {
      p = static_cast<int>(v.find("precision").as_int().value_or(18));
      s = static_cast<int>(v.find("scale").as_int().value_or(2));
    }
    if (p < 1 || p > 38 || s < 0 || s > p)
      fault(path + ".type", v.find("type"), "a decimal has a precision of 1..38 and a scale of 0..precision, found " + word);
    f.precision = p;
    f.scale = s;
  }

  std::vector<Field> fields(const Value& v, const std::string& path) {
    std::vector<Field> out;
    if (v && !v.is_array()) fault(path + ".fields", v, "expected a list of fields");
    for (std::size_t i = 0; i < v.items().size(); ++i) {
      out.push_back(field(v.items()[i], path + ".fields[" + std::to_string(i) + "]", false));
      for (std::size_t j = 0; j < i; ++j)
        if (out[j].name == out[i].name) fault(out[i].path, v.items()[i], "the field \"" + out[i].name + "\" stands here twice");
    }
    return out;
  }

  Entity entity(const Value& v, const std::string& path) {
    Entity e;
    e.path = path;
    e.line = v.line();
    e.name = string(v, "name", path);
    if (e.name.empty()) fault(path, v, "an entity needs a \"name\"");
    e.api_endpoint = string(v, "api_endpoint", path);
    e.table_name = string(v, "table_name", path);
    e.bronze_table = string(v, "bronze_table", path);
    const Value& rows = v.find("row_count");
    if (rows && !rows.is_null()) {
      e.row_count = rows.as_int();
      if (!e.row_count || *e.row_count < 0) fault(path + ".row_count", rows, "expected a number of rows, 0 or more, found " + rows.to_json());
    }
    e.fields = fields(v.find("fields"), path);
    rest(v, KeyPlace::kEntity, e.settings, e.unknown);
    return e;
  }
};

std::vector<Value> evidence_values(const std::vector<Evidence>& evidence) {
  std::vector<Value> out;
  for (const Evidence& e : evidence)
    out.push_back(Value::object({{"rule", Value::string(e.rule)}, {"confidence", Value::number(e.confidence)}}));
  return out;
}

void put_text(Value& object, const char* key, const std::string& text) {
  if (!text.empty()) object.members().emplace_back(key, Value::string(text));
}
void put_rest(Value& object, const Value& settings, const Value& unknown) {
  for (const auto& member : settings.members()) object.members().push_back(member);
  for (const auto& member : unknown.members()) object.members().push_back(member);
}
void put_evidence(Value& object, const std::vector<Evidence>& evidence, const std::string& confirmed_by) {
  if (!evidence.empty()) object.members().emplace_back("evidence", Value::array(evidence_values(evidence)));
  put_text(object, "confirmed_by", confirmed_by);
}

Value field_value(const Field& f) {
  Value v = Value::object();
  auto& m = v.members();
  put_text(v, "name", f.name);
  std::string type = f.type_text.empty() ? to_string(f.type) : f.type_text;
  if (f.type == FieldType::kDecimal && f.type_text.empty())
    type = "decimal(" + std::to_string(f.precision) + "," + std::to_string(f.scale) + ")";
  m.emplace_back("type", Value::string(type));
  if (!f.name.empty() || f.pii) m.emplace_back("pii", Value::boolean(f.pii));
  if (!f.name.empty() || f.primary_key) m.emplace_back("primary_key", Value::boolean(f.primary_key));
  if (f.foreign_key) m.emplace_back("foreign_key", Value::string(*f.foreign_key));
  if (f.nullable) m.emplace_back("nullable", Value::boolean(*f.nullable));
  put_text(v, "faker_method", f.faker_method);
  if (f.faker_args) m.emplace_back("faker_args", f.faker_args);
  put_text(v, "semantic_type", f.semantic_type);
  put_text(v, "privacy", f.privacy);
  put_text(v, "description", f.description);
  put_rest(v, f.settings, f.unknown);
  put_evidence(v, f.evidence, f.confirmed_by);
  if (!f.fields.empty()) {
    std::vector<Value> children;
    for (const Field& child : f.fields) children.push_back(field_value(child));
    m.emplace_back("fields", Value::array(std::move(children)));
  }
  if (!f.items.empty()) m.emplace_back("items", field_value(f.items[0]));
  return v;
}

Value legs_value(const std::vector<std::string>& legs) {
  if (legs.size() == 1) return Value::string(legs[0]);
  std::vector<Value> out;
  for (const std::string& leg : legs) out.push_back(Value::string(leg));
  return Value::array(std::move(out));
}

Value entity_value(const Entity& e) {
  Value v = Value::object();
  put_text(v, "name", e.name);
  put_text(v, "api_endpoint", e.api_endpoint);
  put_text(v, "table_name", e.table_name);
  put_text(v, "bronze_table", e.bronze_table);
  if (e.row_count) v.members().emplace_back("row_count", Value::number(*e.row_count));
  put_rest(v, e.settings, e.unknown);
  std::vector<Value> fields;
  for (const Field& f : e.fields) fields.push_back(field_value(f));
  v.members().emplace_back("fields", Value::array(std::move(fields)));
  return v;
}

Value relationship_value(const Relationship& r) {
  Value v = Value::object({{"from", legs_value(r.from)}, {"to", legs_value(r.to)}});
  put_rest(v, r.settings, r.unknown);
  put_evidence(v, r.evidence, r.confirmed_by);
  return v;
}

// A template's members in canonical order: `put` takes a key and its value, `put_list` a key, what is listed and what makes
// a value of one, since the values of all entities together would be several times the text.
template <class Put, class PutList>
void each_member(const Template& t, const Put& put, const PutList& put_list) {
  const auto text = [&](const char* key, const std::string& said) {
    if (!said.empty()) put(key, Value::string(said));
  };
  for (const char* first : {"$schema", "version"})
    if (const Value& v = t.settings.find(first)) put(first, v);
  put("source", Value::string(t.source));
  put("source_type", Value::string(t.source_type));
  text("base_url", t.base_url);
  text("database_name", t.database_name);
  text("extracted_at", t.extracted_at);
  for (const auto& [key, value] : t.settings.members())
    if (key != "$schema" && key != "version") put(key, value);
  put_list("entities", t.entities, entity_value);
  put_list("relationships", t.relationships, relationship_value);
  for (const auto& [key, value] : t.unknown.members()) put(key, value);
}

// Keys that an old file lacks and that say nothing (false, null) are not added to it; "foreign_key": null stays null.
void drop_silent_additions(const Value& was, Value& now) {
  if (was.is_object() && now.is_object()) {
    for (const auto& [key, value] : was.members())
      if (value.is_null() && now.find(key).missing()) now.set(key, Value::null());
    auto& members = now.members();
    members.erase(std::remove_if(members.begin(), members.end(),
                                 [&](const Value::Member& m) { return m.second.is_bool() && !m.second.as_bool() && was.find(m.first).missing(); }),
                  members.end());
    for (auto& [key, value] : members) drop_silent_additions(was.find(key), value);
  } else if (was.is_array() && now.is_array()) {
    for (std::size_t i = 0; i < now.items().size(); ++i) {
      const std::string& name = now.items()[i].find("name").text();
      const Value* old = i < was.items().size() ? &was.items()[i] : nullptr;
      if (!name.empty()) {
        old = nullptr;
        for (const Value& candidate : was.items())
          if (candidate.find("name").text() == name) old = &candidate;
      }
      if (old) drop_silent_additions(*old, now.items()[i]);
    }
  } else if (was.is_string() && now.is_object() && now.members().size() == 1) {
    now = Value(was);  // items: "string" stays short
  }
}

}  // namespace

const char* to_string(FieldType type) {
  for (const TypeWord& w : kTypeWords)
    if (w.type == type) return w.word;
  return "unknown";
}

FieldType field_type_from(std::string_view word) {
  std::string lower;
  for (const char c : word) {
    if (c == '(' || c == '<') break;
    if (c != ' ') lower += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  }
  for (const TypeWord& w : kTypeWords)
    if (lower == w.word) return w.type;
  return FieldType::kUnknown;
}

const Field* Entity::field(std::string_view wanted) const {
  for (const Field& f : fields)
    if (f.name == wanted) return &f;
  return nullptr;
}

const Entity* Template::entity(std::string_view wanted) const {
  for (const Entity& e : entities)
    if (e.name == wanted) return &e;
  return nullptr;
}

std::string Template::where(const std::string& path, uint32_t line) const {
  std::string out = file_name.empty() ? "template" : file_name;
  if (line) out += ":" + std::to_string(line);
  return path.empty() ? out : out + " " + path;
}

const Field* find_field(const Entity& entity, std::string_view path) {
  const std::vector<Field>* fields = &entity.fields;
  const Field* found = nullptr;
  while (true) {
    // A field's own name may hold a dot, so the longest name that fits wins.
    const Field* best = nullptr;
    for (const Field& f : *fields)
      if (path.substr(0, f.name.size()) == f.name && (path.size() == f.name.size() || path[f.name.size()] == '.' || path[f.name.size()] == '[') &&
          (!best || f.name.size() > best->name.size()))
        best = &f;
    if (!best) return nullptr;
    found = best;
    path.remove_prefix(best->name.size());
    while (path.substr(0, 2) == "[]") {
      if (found->items.empty()) return nullptr;
      found = &found->items[0];
      path.remove_prefix(2);
    }
    if (path.empty()) return found;
    path.remove_prefix(1);
    fields = &found->fields;
  }
}

Result<Template> read_template(std::string_view text, const std::string& file_name) {
  MOCKDATA_ASSIGN(const Value root, parse_json(text, file_name));
  Template t;
  t.file_name = file_name;
  if (!root.is_object()) return invalid_error("a template is a JSON object with \"source\" and \"entities\"", t.where("", 1));
  Reader reader{t, {}};
  t.source = reader.string(root, "source", "");
  t.source_type = reader.string(root, "source_type", "");
  t.base_url = reader.string(root, "base_url", "");
  t.database_name = reader.string(root, "database_name", "");
  t.extracted_at = reader.string(root, "extracted_at", "");
  const Value& entities = root.find("entities");
  if (!entities.is_array()) {
    std::vector<std::string> keys;
    for (const auto& [key, value] : root.members()) keys.push_back(key);
    const std::string near = entities.missing() ? nearest("entities", keys) : "";
    reader.fault("entities", near.empty() ? root : root.find(near), "a template needs a list \"entities\"" + (near.empty() ? "" : ": is \"" + near + "\" meant to be it?"));
  }
  for (std::size_t i = 0; i < entities.items().size(); ++i) {
    t.entities.push_back(reader.entity(entities.items()[i], "entities[" + std::to_string(i) + "]"));
    for (std::size_t j = 0; j < i; ++j)
      if (t.entities[j].name == t.entities[i].name)
        reader.fault(t.entities[i].path, entities.items()[i], "the entity \"" + t.entities[i].name + "\" stands here twice");
  }
  const Value& relationships = root.find("relationships");
  for (std::size_t i = 0; i < relationships.items().size(); ++i) {
    const Value& v = relationships.items()[i];
    Relationship r;
    r.path = "relationships[" + std::to_string(i) + "]";
    r.line = v.line();
    r.from = reader.legs(v, "from", r.path);
    r.to = reader.legs(v, "to", r.path);
    r.evidence = reader.evidence(v);
    r.confirmed_by = reader.string(v, "confirmed_by", r.path);
    reader.rest(v, KeyPlace::kRelationship, r.settings, r.unknown);
    t.relationships.push_back(std::move(r));
  }
  reader.rest(root, KeyPlace::kTemplate, t.settings, t.unknown);
  if (!reader.faults.empty()) {
    std::string all = reader.faults[0];
    for (std::size_t i = 1; i < reader.faults.size(); ++i) all += "\n" + reader.faults[i];
    return invalid_error(all);
  }
  return t;
}

Result<std::string> read_template_file(const std::string& file_path) {
  struct stat there;
  const bool folder = ::stat(file_path.c_str(), &there) == 0 && S_ISDIR(there.st_mode);
  std::ifstream in(file_path, std::ios::binary);
  if (!in || folder) return invalid_error(std::string("cannot read the template: ") + std::strerror(folder ? EISDIR : errno), file_path, "give the path of a metadata.json");
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

Result<Template> load_template(const std::string& file_path) {
  MOCKDATA_ASSIGN(const std::string text, read_template_file(file_path));
  return read_template(text, file_path);
}

Value to_value(const Template& t) {
  Value root = Value::object();
  each_member(
      t, [&](std::string_view key, Value value) { root.members().emplace_back(key, std::move(value)); },
      [&](std::string_view key, const auto& list, Value (*value_of)(const typename std::decay_t<decltype(list)>::value_type&)) {
        std::vector<Value> items;
        for (const auto& one : list) items.push_back(value_of(one));
        root.members().emplace_back(key, Value::array(std::move(items)));
      });
  return root;
}

std::string write_template(const Template& t) {
  std::string out = "{";
  const auto begin = [&](std::string_view key) {
    out += out.size() > 1 ? ",\n  " : "\n  ";
    append_quoted(out, key);
    out += ": ";
  };
  each_member(
      t,
      [&](std::string_view key, const Value& value) {
        begin(key);
        value.append_json(out, true, 1);
      },
      [&](std::string_view key, const auto& list, Value (*value_of)(const typename std::decay_t<decltype(list)>::value_type&)) {
        begin(key);
        out += '[';
        for (const auto& one : list) {
          out += &one == list.data() ? "\n    " : ",\n    ";
          value_of(one).append_json(out, true, 2, true);
        }
        out += list.empty() ? "]" : "\n  ]";
      });
  return out + "\n}\n";
}

Result<std::string> update_template(const std::string& earlier_text, const Template& t) {
  MOCKDATA_ASSIGN(const Value was, parse_json(earlier_text, t.file_name));
  Value now = to_value(t);
  drop_silent_additions(was, now);
  return rewrite_json(earlier_text, was, now);
}

Status save_template(const Template& t, const std::string& file_path) {
  std::string text;
  if (std::ifstream in(file_path, std::ios::binary); in) {
    std::stringstream earlier;
    earlier << in.rdbuf();
    MOCKDATA_ASSIGN(text, update_template(earlier.str(), t));
  } else {
    text = write_template(t);
  }
  const std::string temporary = file_path + ".tmp" + std::to_string(getpid());
  const auto failed = [&](const char* what) {
    const Error error = destination_error(std::string(what) + ": " + std::strerror(errno), file_path, "check that the folder exists and may be written");
    unlink(temporary.c_str());
    return error;
  };
  const int fd = open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (fd < 0) return failed("cannot write the template");
  std::size_t done = 0;
  while (done < text.size()) {
    const ssize_t n = write(fd, text.data() + done, text.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) {
      close(fd);
      return failed("cannot write the template");
    }
    done += static_cast<std::size_t>(n);
  }
  fsync(fd);
  close(fd);
  if (rename(temporary.c_str(), file_path.c_str()) != 0) return failed("cannot put the template in place");
  return {};
}

}  // namespace mockdata
