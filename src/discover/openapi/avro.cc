// Avro schemas (avro.apache.org/docs/1.11.1/specification): records are entities, named types may be used by their name
// after they were declared, a union with null is nullable, logical types say what a number or bytes mean.
#include <algorithm>
#include <unordered_map>

#include "discover/openapi/bare.h"
#include "discover/openapi/describe.h"
#include "discover/sourcedoc/source_document.h"

namespace mockdata::discover {
namespace {

constexpr int kDeepest = 12;

class AvroReader {
 public:
  AvroReader(Documents& documents, const Tree* tree) : documents_(documents), tree_(tree) {}

  std::vector<Entity> run(const Node& root) {
    declare(root, "", 0);
    std::vector<Entity> out;
    const auto take = [&](const Node& record) {
      Entity entity;
      entity.name = entity_id(record.text_of("name"));
      entity.fields = members(record, "", 0);
      if (const std::string about = short_description(record.text_of("doc")); !about.empty()) entity.settings.set("description", Value::string(about));
      if (!entity.name.empty() && !entity.fields.empty()) out.push_back(std::move(entity));
    };
    if (root.is_list()) {
      for (const Node& one : root.items())
        if (one.text_of("type") == "record") take(one);
    } else {
      take(root);
    }
    return out;
  }

 private:
  void declare(const Node& node, std::string_view space, int depth) {
    if (depth > 3 * kDeepest) return;
    for (const Node& one : node.items()) declare(one, space, depth + 1);
    if (!node.is_map()) return;
    if (const std::string_view own = node.text_of("namespace"); !own.empty()) space = own;
    if (const std::string_view name = node.text_of("name"); !name.empty() && node.find("type") && (node.find("fields") || node.find("symbols") || node.find("size"))) {
      named_.emplace(std::string(name), &node);
      if (!space.empty()) named_.emplace(std::string(space) + "." + std::string(name), &node);
    }
    for (const char* inside : {"fields", "type", "items", "values"})
      if (const Node* next = node.find(inside)) declare(*next, space, depth + 1);
  }

  std::vector<Field> members(const Node& record, const std::string& path, int depth) {
    std::vector<Field> out;
    open_.push_back(&record);
    if (const Node* fields = record.find("fields"))
      for (const Node& one : fields->items()) {
        Field field;
        field.name = std::string(one.text_of("name"));
        const Node* type = one.find("type");
        if (field.name.empty() || !type) {
          documents_.lose({&one, tree_}, path, "a field without name or type; left out");
          continue;
        }
        field.nullable = false;
        field.description = short_description(one.text_of("doc"));
        fill(*type, path + field.name, depth, field);
        out.push_back(std::move(field));
      }
    open_.pop_back();
    return out;
  }

  void set(Field& out, FieldType type, const char* rule = "avro.type") {
    out.type = type;
    out.evidence.push_back({rule, 1});
  }

  void fill(const Node& type, const std::string& path, int depth, Field& out) {
    if (type.is_list()) {  // a union
      std::vector<const Node*> kinds;
      for (const Node& one : type.items()) {
        if (one.text == "null" || one.kind == Node::Kind::kNull) out.nullable = true;
        else kinds.push_back(&one);
      }
      if (kinds.size() == 1) return fill(*kinds[0], path, depth, out);
      const bool texts = std::any_of(kinds.begin(), kinds.end(), [](const Node* n) { return n->text == "string"; });
      return set(out, texts ? FieldType::kString : FieldType::kJson, "avro.union");
    }
    const std::string_view word = type.is_text() ? type.text : type.text_of("type");
    const std::string_view meaning = type.is_map() ? type.text_of("logicalType") : std::string_view();
    if (type.is_map() && !type.is_text() && type.find("type") && !type.find("type")->is_text()) return fill(*type.find("type"), path, depth, out);
    if (meaning == "date") return set(out, FieldType::kDate);
    if (meaning.starts_with("timestamp")) return set(out, FieldType::kTimestamp);
    if (meaning.starts_with("local-timestamp")) return set(out, FieldType::kDatetime);
    if (meaning.starts_with("time-")) return set(out, FieldType::kTime);
    if (meaning == "uuid") return set(out, FieldType::kUuid);
    if (meaning == "decimal") {
      set(out, FieldType::kDecimal);
      const auto number = [&](const char* key, int otherwise) {
        const Node* n = type.find(key);
        return n && n->is_number() ? std::clamp(std::atoi(std::string(n->text).c_str()), 0, 38) : otherwise;
      };
      out.precision = std::max(1, number("precision", 18));
      out.scale = std::min(number("scale", 0), out.precision);
      return;
    }
    if (word == "string") return set(out, FieldType::kString);
    if (word == "int") return set(out, FieldType::kInt);
    if (word == "long") return set(out, FieldType::kLong);
    if (word == "float") return set(out, FieldType::kFloat);
    if (word == "double") return set(out, FieldType::kDouble);
    if (word == "boolean") return set(out, FieldType::kBool);
    if (word == "bytes" || word == "fixed") return set(out, FieldType::kBinary);
    if (word == "map") return set(out, FieldType::kJson, "avro.map");
    if (word == "enum") {
      set(out, FieldType::kString, "avro.enum");
      std::vector<Value> values;
      if (const Node* symbols = type.find("symbols"))
        for (const Node& one : symbols->items()) values.push_back(Value::string(one.text));
      if (!values.empty()) out.settings.set("values", Value::array(std::move(values)));
      return;
    }
    if (word == "array") {
      set(out, FieldType::kArray);
      Field item;
      if (const Node* items = type.find("items"); items && depth < kDeepest) fill(*items, path + "[]", depth + 1, item);
      else item.type = FieldType::kJson;
      out.items.push_back(std::move(item));
      return;
    }
    const Node* record = word == "record" && type.is_map() ? &type : nullptr;
    if (!record && type.is_text()) {
      const auto known = named_.find(std::string(word));
      if (known == named_.end()) {
        documents_.lose({&type, tree_}, path, "the type is not declared; read as json");
        return set(out, FieldType::kJson, "avro.unknown");
      }
      if (known->second->text_of("type") != "record") return fill(*known->second, path, depth, out);
      record = known->second;
    }
    if (!record || depth >= kDeepest || std::find(open_.begin(), open_.end(), record) != open_.end()) return set(out, FieldType::kJson, "avro.cycle");
    set(out, FieldType::kObject);
    out.fields = members(*record, path + ".", depth + 1);
    if (out.fields.empty()) out.type = FieldType::kJson;
  }

  Documents& documents_;
  const Tree* tree_;
  std::unordered_map<std::string, const Node*> named_;
  std::vector<const Node*> open_;
};

}  // namespace

bool is_avro(const Node& root) {
  if (root.is_list()) {
    const auto items = root.items();
    return std::any_of(items.begin(), items.end(), [](const Node& one) { return is_avro(one); });
  }
  return root.text_of("type") == "record" && root.find("fields") && root.find("fields")->is_list();
}

std::vector<Entity> entities_of_avro(Documents& documents, const At& root) { return AvroReader(documents, root.tree).run(*root.node); }

}  // namespace mockdata::discover
