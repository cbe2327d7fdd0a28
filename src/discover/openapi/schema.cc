#include "discover/openapi/schema.h"

#include <algorithm>

namespace mockdata::discover {
namespace {

constexpr int kDeepest = 40;        // allOf, oneOf and anyOf within one another
constexpr std::size_t kMostProperties = 5000;
constexpr int kMostParts = 20'000;   // schemas brought together for one: cyclic and doubling documents end here

unsigned type_of_word(std::string_view word) {
  if (word == "string") return Schema::kString;
  if (word == "integer") return Schema::kInteger;
  if (word == "number") return Schema::kNumber;
  if (word == "boolean") return Schema::kBoolean;
  if (word == "object") return Schema::kObject;
  if (word == "array") return Schema::kArray;
  return 0;
}

class Flattener {
 public:
  explicit Flattener(Documents& documents) : documents_(documents), parts_(&own_parts_) {}

  Schema run(At at) {
    Schema out;
    merge(at, out, true);
    if (parts_ == &own_parts_ && own_parts_ > kMostParts) documents_.lose(at, "", "this schema brings together more than " + std::to_string(kMostParts) + " others; the rest is left out");
    for (Property& property : out.properties)
      property.required = std::find(required_.begin(), required_.end(), property.name) != required_.end();
    out.required_said = !required_.empty();
    if (!out.types && !out.properties.empty()) out.types = Schema::kObject;
    if (!out.types && out.items) out.types = Schema::kArray;
    return out;
  }

 private:
  // `whole`: what `at` says of the value itself (description, references' names) counts, not only of its members.
  void merge(At at, Schema& out, bool whole) {
    if (!at || !at.node->is_map()) return;
    if (std::find(path_.begin(), path_.end(), at.node) != path_.end() || static_cast<int>(path_.size()) > kDeepest || ++*parts_ > kMostParts) return;
    path_.push_back(at.node);
    if (const Node* reference = at.node->find("$ref"); reference && reference->is_text()) {
      if (whole && out.name.empty()) out.name = reference_name(reference->text);
      const At target = documents_.resolve({reference, at.tree}, reference->text);
      merge(target, out, whole);
    } else if (whole && !out.identity) {
      // {allOf: [one reference], description: …} is that reference with a word beside it, as is one that may be null.
      const Node* all = at.node->find("allOf");
      const bool wrapper = !at.node->find("properties") && ((all && all->is_list() && all->size == 1) || (!all && one_or_null(*at.node)));
      if (!wrapper) out.identity = at.node;
    }
    own(at, out, whole);
    if (const At all = at.find("allOf"); all && all.node->is_list()) {
      const bool single = all.node->size == 1;
      for (const Node& part : all.node->items()) merge({&part, at.tree}, out, whole && single);
    }
    for (const char* word : {"oneOf", "anyOf"})
      if (const At choices = at.find(word); choices && choices.node->is_list() && choices.node->size > 0) unite(at, choices, out, whole);
    path_.pop_back();
  }

  // A choice that only says that there may be nothing: {type: null}, or {type: object, nullable: true}.
  static bool nothing(const Node& choice) {
    if (!choice.is_map()) return false;
    if (choice.text_of("type") == "null") return true;
    const Node* nullable = choice.find("nullable");
    return nullable && nullable->is_true() && choice.size == 1u + (choice.text_of("type") == "object");
  }

  static bool one_or_null(const Node& node) {
    for (const char* word : {"anyOf", "oneOf"})
      if (const Node* choices = node.find(word); choices && choices->is_list())
        return std::count_if(choices->items().begin(), choices->items().end(), [](const Node& one) { return !nothing(one); }) == 1;
    return false;
  }

  void own(const At& at, Schema& out, bool whole) {
    bool extended = false;
    for (const Member& member : at.node->members()) {
      const Node& value = member.value;
      const std::string_view key = member.name;
      const auto first = [&](std::string_view& to) {
        if (to.empty() && value.is_text()) to = value.text;
      };
      const auto first_node = [&](const Node*& to) {
        if (!to && value.is_number()) to = &value;
      };
      if (key == "type") {
        if (value.is_list()) {
          for (const Node& one : value.items()) add_type(one.is_text() ? one.text : std::string_view("null"), out);
        } else if (value.is_text()) {
          add_type(value.text, out);
        }
      } else if (key == "properties") {
        for (const Member& property : value.members()) add_property(property.name, {&property.value, at.tree}, out);
      } else if (key == "required") {
        for (const Node& name : value.items())
          if (name.is_text()) required_.push_back(name.text);
      } else if (key == "items" || key == "prefixItems") {
        const Node* one = value.is_list() ? (value.size ? value.item_list : nullptr) : &value;
        if (!out.items && one) out.items = {one, at.tree};
      } else if (key == "additionalProperties" || key == "patternProperties") {
        if (value.is_map()) {
          const Node* inner = key[0] == 'a' ? &value : value.size ? &value.member_list[0].value : nullptr;
          if (inner && !out.values) out.values = {inner, at.tree};
          out.open = true;
        } else if (value.is_true()) {
          out.open = true;
        }
      } else if (key == "enum" || key == "x-extensible-enum") {
        if (out.enumeration.empty())
          for (const Node& one : value.items()) {
            if (one.kind == Node::Kind::kNull) out.nullable = true;
            else if (one.is_text()) out.enumeration.push_back(&one);
          }
      } else if (key == "const") {
        if (out.enumeration.empty() && value.is_text()) out.enumeration.push_back(&value);
      } else if (key == "nullable" || key == "x-nullable") {
        out.nullable |= whole && value.is_true();
      } else if (key == "readOnly") {
        out.read_only |= whole && value.is_true();
      } else if (key == "writeOnly" || key == "x-writeOnly") {
        out.write_only |= whole && value.is_true();
      } else if (key == "example") {
        if (!out.example && value.is_text()) out.example = &value;
      } else if (key == "format") {
        first(out.format);
      } else if (key == "pattern") {
        first(out.pattern);
      } else if (key == "description") {
        if (whole) first(out.description);
      } else if (key == "title") {
        if (whole) first(out.title);
      } else if (key == "minimum") {
        first_node(out.minimum);
      } else if (key == "maximum") {
        first_node(out.maximum);
      } else if (key == "exclusiveMinimum") {
        if (value.is_number()) first_node(out.minimum);
        out.minimum_exclusive |= value.is_number() || value.is_true();
      } else if (key == "exclusiveMaximum") {
        if (value.is_number()) first_node(out.maximum);
        out.maximum_exclusive |= value.is_number() || value.is_true();
      } else if (key == "multipleOf") {
        first_node(out.multiple_of);
      } else if (key == "minLength") {
        first_node(out.min_length);
      } else if (key == "maxLength") {
        first_node(out.max_length);
      } else if (key == "minItems") {
        first_node(out.min_items);
      } else if (key == "maxItems") {
        first_node(out.max_items);
      } else if (key.starts_with("x-") && !extended) {
        extended = true;
        out.extensions.push_back(at);
      }
    }
  }

  static void add_type(std::string_view word, Schema& out) {
    if (word == "null" || word == "nil") {
      out.nullable = true;
    } else if (const unsigned type = type_of_word(word)) {
      out.types |= type;
    } else if (out.type_word.empty()) {
      out.type_word = word;
    }
  }

  static void add_property(std::string_view name, At schema, Schema& out) {
    // A later part of an allOf counts for the same property where it says more of what is inside: an envelope's "data: {type:
    // object}" of the base becomes the list of the derived one.
    const auto same = std::find_if(out.properties.begin(), out.properties.end(), [&](const Property& p) { return p.name == name; });
    if (same == out.properties.end()) {
      if (out.properties.size() < kMostProperties) out.properties.push_back({name, schema, false});
    } else if (same->schema.node->size == 0 || inside(*schema.node, 0) > inside(*same->schema.node, 0)) {
      same->schema = schema;
    }
  }

  // How much a schema says of what is inside: nothing, a list of anything, members.
  static int inside(const Node& node, int depth) {
    if (depth > 4) return 0;
    for (const Member& member : node.members()) {
      if (member.name == "$ref" || member.name == "properties" || member.name == "allOf" || member.name == "oneOf" || member.name == "anyOf") return 4;
      if (member.name == "items") return 1 + inside(member.value, depth + 1);
      if (member.name == "additionalProperties" && member.value.is_map()) return 1;
    }
    return 0;
  }

  void unite(const At& at, const At& choices, Schema& out, bool whole) {
    std::vector<Schema> parts;
    std::vector<At> nodes;
    for (const Node& choice : choices.node->items()) {
      if (nothing(choice)) {
        out.nullable |= whole;
        continue;
      }
      Flattener inner(documents_);
      inner.path_ = path_;
      inner.parts_ = parts_;
      Schema part = inner.run({&choice, at.tree});
      const bool null = !part.types && part.nullable && part.properties.empty() && part.enumeration.empty();
      if (null) {
        out.nullable = true;
        continue;
      }
      out.nullable |= part.nullable;
      parts.push_back(std::move(part));
      nodes.push_back({&choice, at.tree});
    }
    if (parts.size() == 1) return merge(nodes[0], out, whole);
    if (parts.empty()) return;
    out.any_of = true;
    const auto is_scalar = [](const Schema& s) { return s.types && !(s.types & (Schema::kObject | Schema::kArray)); };
    const auto scalar = std::find_if(parts.begin(), parts.end(), is_scalar);
    if (scalar != parts.end()) {
      // An id or the thing itself ("string or Customer"): the plain form is what a table holds.
      unsigned types = 0;
      bool closed = true;
      std::vector<const Node*> values;
      for (const Schema& part : parts) {
        if (!is_scalar(part)) continue;
        types |= part.types;
        closed &= !part.enumeration.empty();
        values.insert(values.end(), part.enumeration.begin(), part.enumeration.end());
        if (out.format.empty() && part.types == scalar->types) out.format = part.format;
      }
      out.types |= types;
      if (closed && out.enumeration.empty()) out.enumeration = std::move(values);
      return;
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
      out.types |= parts[i].types;
      if (!out.items) out.items = parts[i].items;
      for (const Property& property : parts[i].properties) add_property(property.name, property.schema, out);
      out.open |= parts[i].open;
    }
    if (out.types & Schema::kObject && out.types & Schema::kArray) out.types = Schema::kObject;  // an array of them or one: one
  }

  Documents& documents_;
  std::vector<const Node*> path_;           // schemas that are being merged
  std::vector<std::string_view> required_;
  int own_parts_ = 0;
  int* parts_;                              // shared by all that make one schema
};

}  // namespace

const Property* Schema::property(std::string_view wanted) const {
  for (const Property& property : properties)
    if (property.name == wanted) return &property;
  return nullptr;
}

Schema flatten(Documents& documents, At at) {
  // A bare reference: what it leads to is asked for as often as it is referred to.
  const Node* reference = at && at.node->is_map() && at.node->size == 1 ? at.node->find("$ref") : nullptr;
  if (!reference || !reference->is_text()) return Flattener(documents).run(at);
  const At target = documents.follow(at);
  if (!target) return Flattener(documents).run(at);
  std::shared_ptr<const Schema>& known = documents.schemas()[target.node];
  if (!known) known = std::make_shared<const Schema>(Flattener(documents).run(at));
  Schema out = *known;
  out.name = reference_name(reference->text);
  return out;
}

std::string_view reference_name(std::string_view reference) {
  const std::size_t slash = reference.rfind('/');
  std::string_view name = slash == std::string_view::npos ? reference : reference.substr(slash + 1);
  // "schemas/Employee.yaml" -> "Employee"
  if (reference.find('#') == std::string_view::npos)
    for (const char* end : {".yaml", ".yml", ".json"})
      if (name.ends_with(end)) name.remove_suffix(std::string_view(end).size());
  return name;
}

}  // namespace mockdata::discover
