#include "discover/openapi/answers.h"

#include <algorithm>

#include "discover/relations/names.h"

namespace mockdata::discover {
namespace {

constexpr int kMostShapes = 20'000;  // of one answer

bool is_variable(std::string_view segment) {
  return !segment.empty() && (segment[0] == ':' || (segment.find('{') != std::string_view::npos && segment.find('}') != std::string_view::npos && segment.find('{') < 2));
}

std::string variable_name(std::string_view segment) {
  if (segment[0] == ':') return std::string(segment.substr(1));
  const std::size_t open = segment.find('{'), close = segment.find('}', open);
  return std::string(segment.substr(open + 1, close - open - 1));
}

// A last segment that says what is done, not what is read.
bool verb(const std::string& segment) {
  const auto words = name_words(segment);
  return !words.empty() && in(words[0], {"get", "list", "search", "query", "find", "fetch", "lookup", "sync", "all", "index", "export", "read"}) && words.size() <= 3;
}

bool json_type(std::string_view type) { return type.find("json") != std::string_view::npos || type.starts_with("*/*") || type.starts_with("application/*"); }

// {label, value, type}: an object around one value.
bool wraps_a_value(Documents& documents, const At& at) {
  const Schema schema = flatten(documents, at);
  return schema.properties.size() <= 6 && schema.property("value");
}

// Wrappers whose inside matters for finding the record.
bool wrapper_name(std::string_view name) {
  return in(name, {"resource", "node", "_source", "attributes", "relationships", "data", "value", "record", "item", "fields", "properties"});
}

// "_embedded.users" -> "users"
std::string list_name(const FoundRecord& found) { return found.list.substr(found.list.rfind('.') + 1); }

// A list whose name says nothing of what is in it.
bool general_list(const std::string& name) { return in(bare_name(name), {"data", "result", "item", "record", "value", "entry", "list", "content", "row", "resource", "$", ""}); }

}  // namespace

std::vector<Answer> AnswerReader::read(const At& root) {
  std::vector<Answer> out;
  std::size_t operations = 0;
  const At paths = root.find("paths");
  if (!paths) return out;
  for (const Member& member : paths.node->members()) {
    if (member.name.starts_with("x-")) continue;
    const At item = documents_.follow({&member.value, paths.tree});
    if (!item || !item.node->is_map()) {
      if (member.value.size == 0) documents_.lose({&member.value, paths.tree}, "paths " + std::string(member.name), "the path has no operations");
      continue;
    }
    for (const char* method : {"get", "post"}) {
      const At one = documents_.follow(item.find(method));
      if (!one || !one.node->is_map()) continue;
      if (++operations > kMostOperations) {
        documents_.lose(one, "", "more than " + std::to_string(kMostOperations) + " operations; the rest is left out");
        return out;
      }
      operation(root, method, std::string(member.name), one, out);
    }
  }
  return out;
}

AnswerReader::Content AnswerReader::content_of(const At& root, const At& operation) {
  Content out;
  const At responses = documents_.follow(operation.find("responses"));
  At response;
  const auto better = [](std::string_view code) { return code == "200" ? 5 : code == "2XX" || code == "2xx" ? 4 : code == "201" || code == "203" || code == "206" ? 3 : code.starts_with("2") ? 2 : code == "default" ? 1 : 0; };
  int best = 0;
  if (responses)
    for (const Member& member : responses.node->members())
      if (const int rank = better(member.name); rank > best) {
        response = documents_.follow({&member.value, responses.tree});
        best = rank;
      }
  if (!response) {
    out.empty = true;
    return out;
  }
  if (const At examples = response.find("examples"); examples && !response.find("content"))
    for (const Member& member : examples.node->members())
      if (json_type(member.name)) out.example = {&member.value, examples.tree};
  if (const At schema = response.find("schema")) {  // Swagger 2
    At produces = operation.find("produces");
    if (!produces) produces = root.find("produces");
    bool json = !produces || produces.node->size == 0;
    if (produces)
      for (const Node& type : produces.node->items()) json |= json_type(type.text);
    if (!json || schema.node->text_of("type") == "file") out.other_kind = true;
    else out.schema = schema;
    return out;
  }
  const At content = documents_.follow(response.find("content"));
  if (!content || content.node->size == 0) {
    out.empty = !out.example;
    return out;
  }
  out.other_kind = true;
  for (const Member& member : content.node->members()) {
    if (!json_type(member.name)) continue;
    const At media = documents_.follow({&member.value, content.tree});
    if (!media) continue;
    out.other_kind = false;
    if (const At example = documents_.follow(media.find("example"))) out.example = example;
    if (const At examples = documents_.follow(media.find("examples")); examples && examples.node->is_map() && examples.node->size > 0)
      if (const At first = documents_.follow({&examples.node->member_list[0].value, examples.tree})) out.example = documents_.follow(first.find("value"));
    if (const At schema = media.find("schema"); schema && schema.node->size > 0) {
      out.schema = schema;
      if (member.name == "application/json") break;
    }
  }
  return out;
}

bool AnswerReader::takes(const At& operation, std::string_view parameter) {
  const At list = documents_.follow(operation.find("parameters"));
  if (!list || !list.node->is_list()) return false;
  return std::any_of(list.node->items().begin(), list.node->items().end(), [&](const Node& one) {
    const At at = documents_.follow({&one, list.tree});
    return at && at.node->text_of("name") == parameter;
  });
}

void AnswerReader::operation(const At& root, const std::string& method, const std::string& path, const At& operation, std::vector<Answer>& out) {
  Answer base;
  base.method = method;
  base.path = path;
  base.operation = operation;
  const auto segments = path_segments(path);
  for (const std::string_view segment : segments) {
    const bool variable = is_variable(segment);
    base.variables += variable;
    base.variable = variable ? variable_name(segment) : "";
    if (std::string word = path_word(segment); !variable && !word.empty()) base.segment = std::move(word);
  }
  if (method == "post") {
    // A POST reads where its path says so ("/accounts/get", "/contacts/search").
    if (segments.empty() || is_variable(segments.back()) || !verb(base.segment)) return;
    base.rpc = true;
    std::string before;
    for (std::size_t i = 0; i + 1 < segments.size(); ++i)
      if (!is_variable(segments[i]) && !in(segments[i], {"batch", "bulk"})) before = std::string(segments[i]);
    if (!before.empty()) base.segment = before;
  } else if (verb(base.segment) && base.variable.empty() && segments.size() > 1) {
    for (std::size_t i = segments.size() - 1; i-- > 0;)
      if (!is_variable(segments[i])) {
        base.segment = path_word(segments[i]);
        break;
      }
  }
  base.expands = takes(operation, "$expand");
  const std::string what = method + " " + path;
  const Content content = content_of(root, operation);
  if (!content.schema && !content.example) {
    if (method == "post") return;
    if (content.other_kind) documents_.lose(operation, what, "answers with something else than JSON; left out");
    else if (!content.empty) documents_.lose(operation, what, "the answer has no schema; left out");
    else documents_.lose(operation, what, "no answer with content is described; left out");
    return;
  }
  int budget = kMostShapes;
  Shape shape;
  std::string root_name;
  if (content.schema) {
    open_.clear();
    shape = shape_of(content.schema, base.variable.empty() ? 4 : 2, false, budget);
  }
  // A list of objects that have no members is not described either; an example says more.
  const bool bare_list = shape.array && shape.first && shape.first->object && !shape.first->keys_are_data && shape.first->members.empty();
  if ((!described(shape) || bare_list) && content.example) {
    Shape example = shape_of_example(*content.example.node, 0);
    if (described(example)) {
      shape = std::move(example);
      base.from_example = true;
    }
  }
  if (!described(shape)) {
    if (method == "get") documents_.lose(operation, what, shape.scalar() ? "answers with a plain value; left out" : "the schema of the answer names no member; left out");
    return;
  }
  base.found = find_record(shape, {base.segment});
  // What is read by its key is the record, whatever lists stand in it, unless one of them is what the path speaks of.
  if (!base.variable.empty() && shape.object && !shape.keys_are_data && base.found.style != "single") {
    const bool own_key = std::any_of(shape.members.begin(), shape.members.end(), [&](const auto& m) {
      return m.shape.scalar() && (bare_name(m.name) == "id" || bare_name(m.name) == bare_name(base.variable));
    });
    const std::string own = list_name(base.found);
    if (own_key || !(general_list(own) || bare_name(own) == bare_name(base.segment))) {
      FoundRecord single = find_single(shape, {base.segment});
      const bool plain = std::any_of(single.record.members.begin(), single.record.members.end(), [](const auto& m) { return m.shape.scalar(); });
      if (single.state == FoundRecord::State::kRecord && (own_key || plain)) base.found = std::move(single);
    }
  }
  if (base.found.state != FoundRecord::State::kRecord) {
    if (method == "get" && base.found.state != FoundRecord::State::kErrorBody)
      documents_.lose(operation, what, "no record was found in the answer (" + base.found.list + "); left out");
    return;
  }
  base.single = base.found.style == "single";
  // Several lists side by side, none of them called as the path says ("PayItems": earnings, deductions …): each goes by its own name.
  if (!base.found.sideloads.empty() && !base.single && base.variable.empty()) {
    const std::string own = list_name(base.found), parent = base.found.list.substr(0, base.found.list.size() - own.size());
    const bool beside = std::any_of(base.found.sideloads.begin(), base.found.sideloads.end(), [&](const std::string& side) {
      return side.starts_with(parent) && side.find('.', parent.size()) == std::string::npos;
    });
    const auto words = name_words(own);
    const bool same = bare_name(own) == bare_name(base.segment) || (!words.empty() && singular(words.back()) == bare_name(base.segment));
    if (beside && !general_list(own) && !same) base.segment = own;
  }
  const auto keep = [&](Answer answer) {
    // What stands inside its members is read from their schemas.
    for (auto& [name, member] : answer.found.record.members)
      if (!answer.from_example) {
        member.members = {};
        member.first = member.items = nullptr;
      }
    answer.schema = schema_of(answer.found.record);
    if (answer.schema) {
      const Schema schema = flatten(documents_, answer.schema);
      answer.identity = schema.identity;
      answer.schema_name = std::string(schema.name);
      answer.named = !schema.name.empty();
      if (answer.schema_name.empty() && schema.title.size() < 60) answer.schema_name = std::string(schema.title);
    }
    out.push_back(std::move(answer));
  };
  if (base.variable.empty() && !base.from_example) {
    Shape record = std::move(base.found.record);
    for (const std::string& side : base.found.sideloads) {
      const Shape* at = &shape;
      std::string name;
      for (std::size_t from = 0; at && from <= side.size();) {
        const std::size_t dot = std::min(side.find('.', from), side.size());
        name = side.substr(from, dot - from);
        at = at->member(name);
        from = dot + 1;
      }
      if (!at || !at->first || !at->first->object) continue;
      Answer other = base;
      other.sideload = true;
      other.single = false;
      other.segment = name;
      other.found.record = *at->first;
      other.found.list = side;
      other.found.style.clear();
      keep(std::move(other));
    }
    base.found.record = std::move(record);
  }
  keep(std::move(base));
}

std::shared_ptr<const Shape> AnswerReader::element_of(At schema, int& budget) {
  const At behind = documents_.follow(schema);
  const Node* key = behind ? behind.node : schema.node;
  if (const auto known = elements_.find(key); known != elements_.end()) return known->second;
  std::vector<const Node*> around;  // the same whoever asks first
  around.swap(open_);
  auto made = std::make_shared<Shape>(shape_of(schema, 3, true, budget));
  around.swap(open_);
  elements_[key] = made;
  return made;
}

Shape AnswerReader::shape_of(At at, int depth, bool in_element, int& budget, bool attributes) {
  Shape out;
  out.complete = true;
  if (!at || --budget < 0) return out;
  tagged_.push_back(at);
  out.tag = static_cast<uint32_t>(tagged_.size());
  const Schema schema = flatten(documents_, at);
  out.null = schema.nullable;
  const bool scalar = schema.types & (Schema::kString | Schema::kInteger | Schema::kNumber | Schema::kBoolean);
  if (scalar || (!schema.types && (!schema.format.empty() || !schema.enumeration.empty()))) {
    out.text = !schema.types || schema.types & Schema::kString;
    out.integer = schema.types & Schema::kInteger;
    out.fraction = schema.types & Schema::kNumber;
    out.boolean = schema.types & Schema::kBoolean;
    if (out.text) out.form = TextForm::kPlain;
    return out;
  }
  if (schema.types & Schema::kArray && !(schema.types & Schema::kObject)) {
    out.array = true;
    out.count = 1;
    if (depth <= 0 || !schema.items) out.first = std::make_shared<Shape>();
    else out.first = in_element ? std::make_shared<Shape>(shape_of(schema.items, depth - 1, true, budget)) : element_of(schema.items, budget);
    out.items = out.first;
    return out;
  }
  if (!(schema.types & Schema::kObject)) return out;  // anything: nothing is known
  out.object = true;
  const bool again = std::find(open_.begin(), open_.end(), schema.identity) != open_.end();
  if (depth <= 0 || again) return out;
  open_.push_back(schema.identity);
  if (schema.properties.empty() && schema.values) {
    const Schema inner = flatten(documents_, schema.values);
    if (!inner.properties.empty()) {
      out.keys_are_data = true;
      out.count = 1;
      out.first = out.items = in_element ? std::make_shared<Shape>(shape_of(schema.values, depth - 1, true, budget)) : element_of(schema.values, budget);
    }
  }
  for (const Property& property : schema.properties) {
    if (property.name.empty()) continue;
    // Inside a record only what may be a wrapper is opened.
    const bool closed = in_element && depth < 3 && schema.properties.size() > 6 && !wrapper_name(property.name) && !(attributes && wraps_a_value(documents_, property.schema));
    out.members.push_back({std::string(property.name), shape_of(property.schema, closed ? 0 : depth - 1, in_element, budget, in_element && property.name == "attributes")});
  }
  open_.pop_back();
  return out;
}

bool AnswerReader::described(const Shape& shape) { return shape.array || shape.keys_are_data || !shape.members.empty(); }

// The structure of an example. Of its texts remains what the shape of a sample keeps: a word of a closed list.
Shape AnswerReader::shape_of_example(const Node& node, int depth) const {
  Shape out;
  out.complete = true;
  if (depth > 20) return out;
  switch (node.kind) {
    case Node::Kind::kNull: out.null = true; break;
    case Node::Kind::kScalar:
      if (!node.quoted && (node.text == "true" || node.text == "false")) {
        out.boolean = true;
      } else if (node.is_number()) {
        out.integer = node.text.find_first_of(".eE") == std::string_view::npos;
        out.fraction = !out.integer;
        out.wide = out.integer && node.text.size() > 9;
      } else {
        out.text = true;
        out.form = text_form(node.text);
        // An example is often a whole answer written as a text.
        if (depth == 0 && out.form == TextForm::kJson) return shape_of_json(node.text).root;
      }
      break;
    case Node::Kind::kList: {
      out.array = true;
      out.count = node.size;
      if (node.size > 0) out.first = out.items = std::make_shared<Shape>(shape_of_example(node.item_list[0], depth + 1));
      break;
    }
    case Node::Kind::kMap:
      out.object = true;
      for (const Member& member : node.members()) {
        if (name_is_data(member.name)) continue;
        out.members.push_back({std::string(member.name), shape_of_example(member.value, depth + 1)});
      }
      break;
  }
  return out;
}

}  // namespace mockdata::discover
