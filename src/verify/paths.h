// Paths of columns as steps: "teams[].id" is teams, [], id. A member's name may hold dots only where a schema says so; here it may not.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mockdata::verify {

inline std::vector<std::string> steps_of(std::string_view path) {
  std::vector<std::string> steps;
  while (!path.empty()) {
    const size_t dot = path.find('.');
    std::string_view part = path.substr(0, dot);
    path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
    size_t arrays = 0;
    while (part.size() >= 2 && part.substr(part.size() - 2) == "[]") part.remove_suffix(2), ++arrays;
    if (!part.empty()) steps.emplace_back(part);
    steps.insert(steps.end(), arrays, "[]");
  }
  return steps;
}

}  // namespace mockdata::verify
