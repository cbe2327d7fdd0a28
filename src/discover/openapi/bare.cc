#include "discover/openapi/bare.h"

#include <unordered_set>

#include "discover/openapi/entities.h"
#include "discover/openapi/fields.h"

namespace mockdata::discover {
namespace {

// Schemas that others hold as members are parts; the rest stand for themselves.
void collect_parts(Documents& documents, const At& schema, int depth, std::unordered_set<const Node*>& seen, std::unordered_set<const Node*>& parts) {
  if (depth > 12 || !schema || !seen.insert(schema.node).second) return;
  const Schema flat = flatten(documents, schema);
  for (const Property& property : flat.properties) {
    Schema inner = flatten(documents, property.schema);
    At next = property.schema;
    if (inner.types == Schema::kArray && inner.items) {
      next = inner.items;
      inner = flatten(documents, next);
    }
    if (inner.identity) parts.insert(inner.identity);
    collect_parts(documents, next, depth + 1, seen, parts);
  }
}

bool request_only(std::string_view name) {
  for (const char* word : {"Request", "request", "Create", "Update", "Patch", "Input", "Params", "Filter", "Error", "error", "Problem", "problem"})
    if (name.find(word) != std::string_view::npos) return true;
  for (const char* word : {"response", "Response", "xml", "meta", "links", "pagination", "status"})
    if (name == word) return true;
  return false;
}

bool entity_from(Documents& documents, const At& at, const std::string& name, const std::unordered_set<const Node*>& identities, std::vector<Entity>& out) {
  const Schema schema = flatten(documents, at);
  if (schema.properties.empty()) return false;
  Entity entity;
  entity.name = entity_id(name);
  for (const Entity& other : out)
    if (other.name == entity.name) return false;
  FieldMaker maker(documents, identities);
  maker.begin(schema.identity);
  for (const Property& property : schema.properties) {
    Field field;
    if (maker.make(property.name, property.schema, property.required, schema.required_said, field)) entity.fields.push_back(std::move(field));
  }
  maker.apply_lists(schema, entity.fields);
  if (entity.name.empty() || entity.fields.empty()) return false;
  out.push_back(std::move(entity));
  return true;
}

}  // namespace

std::vector<Entity> entities_of_json_schema(Documents& documents, const At& root, const std::string& file_stem) {
  std::vector<Entity> out;
  const Schema whole = flatten(documents, root);
  const Schema item = whole.types == Schema::kArray ? flatten(documents, whole.items) : Schema();
  std::unordered_set<const Node*> none;
  if (!whole.properties.empty() || !item.properties.empty()) {
    const Schema& one = whole.properties.empty() ? item : whole;
    std::string name = !one.title.empty() && one.title.size() < 60 ? std::string(one.title) : file_stem;
    if (const std::size_t dot = name.find(".schema"); dot != std::string::npos) name.resize(dot);
    entity_from(documents, whole.properties.empty() ? whole.items : root, name, none, out);
    return out;
  }
  for (const At& group : {root.find("components").find("schemas"), root.find("definitions"), root.find("$defs")}) {
    if (!group || !group.node->is_map()) continue;
    std::unordered_set<const Node*> seen, parts;
    for (const Member& member : group.node->members()) collect_parts(documents, {&member.value, group.tree}, 0, seen, parts);
    // With parts left out first; when everything is a part of something (cycles), all are taken.
    for (const bool skip_parts : {true, false}) {
      for (const Member& member : group.node->members()) {
        const At at{&member.value, group.tree};
        if (request_only(member.name) || (skip_parts && parts.contains(flatten(documents, at).identity))) continue;
        entity_from(documents, at, schema_stem(member.name), none, out);
      }
      if (!out.empty()) break;
    }
  }
  return out;
}

}  // namespace mockdata::discover
