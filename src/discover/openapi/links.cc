#include "discover/openapi/links.h"

#include <unordered_map>

namespace mockdata::discover {
namespace {

// "/data/0/departmentId" below the steps to the record ("data", "[]") -> "departmentId"; empty: not inside the record.
std::string field_at(std::string_view pointer, const std::vector<std::string>& steps) {
  std::vector<std::string> parts;
  while (!pointer.empty()) {
    if (pointer[0] != '/') return {};
    const std::size_t slash = std::min(pointer.find('/', 1), pointer.size());
    parts.push_back(pointer_step(pointer.substr(1, slash - 1)));
    pointer.remove_prefix(slash);
  }
  const auto index = [](const std::string& part) { return part == "*" || (!part.empty() && part.find_first_not_of("0123456789") == std::string::npos); };
  std::size_t at = 0;
  for (; at < steps.size(); ++at)
    if (at >= parts.size() || !(steps[at] == "[]" ? index(parts[at]) : steps[at] == parts[at])) return {};
  std::string out;
  for (; at < parts.size(); ++at) {
    if (index(parts[at])) out += "[]";
    else out += (out.empty() ? "" : ".") + parts[at];
  }
  return out;
}

// The name of the path's last variable, where the path ends in it.
std::string_view last_variable(std::string_view path) {
  if (!path.ends_with('}')) return {};
  const std::size_t open = path.rfind('{');
  return open == std::string_view::npos ? std::string_view() : path.substr(open + 1, path.size() - open - 2);
}

}  // namespace

std::vector<Link> links_of(Documents& documents, const At& root, const std::vector<Answer>& answers) {
  std::vector<Link> out;
  std::unordered_map<std::string_view, std::string_view> paths;  // of operations that read, by their ids; made when first needed
  const auto path_of = [&](std::string_view id) {
    if (paths.empty())
      for (const Member& path : root.find("paths").node->members())
        if (const std::string_view own = path.value.find("get") ? path.value.find("get")->text_of("operationId") : std::string_view(); !own.empty()) paths.emplace(own, path.name);
    const auto found = paths.find(id);
    return found == paths.end() ? std::string_view() : found->second;
  };
  for (std::size_t a = 0; a < answers.size(); ++a) {
    if (answers[a].sideload) continue;
    const At responses = answers[a].operation.find("responses");
    if (!responses) continue;
    for (const Member& member : responses.node->members()) {
      if (!member.name.starts_with("2") && member.name != "default") continue;
      const At links = documents.follow({&member.value, responses.tree}).find("links");
      if (!links) continue;
      for (const Member& one : links.node->members()) {
        const At link = documents.follow({&one.value, links.tree});
        if (!link) continue;
        std::string target;
        if (const std::string_view reference = link.node->text_of("operationRef"); reference.starts_with("#/paths/")) {
          const std::string_view rest = reference.substr(8);
          if (rest.ends_with("/get")) target = pointer_step(rest.substr(0, rest.size() - 4));
        } else if (const std::string_view id = link.node->text_of("operationId"); !id.empty()) {
          target = std::string(path_of(id));
        }
        const At parameters = link.find("parameters");
        const std::string_view variable = last_variable(target);
        if (!parameters || variable.empty()) continue;
        for (const Member& parameter : parameters.node->members()) {
          std::string_view name = parameter.name, value = parameter.value.is_text() ? parameter.value.text : std::string_view();
          if (name.starts_with("path.")) name.remove_prefix(5);
          constexpr std::string_view kBody = "$response.body#";
          if (name != variable || !value.starts_with(kBody)) continue;
          if (std::string field = field_at(value.substr(kBody.size()), answers[a].found.steps); !field.empty()) out.push_back({a, std::move(field), target});
        }
      }
    }
  }
  return out;
}

}  // namespace mockdata::discover
