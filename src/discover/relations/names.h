// Names of entities and fields, taken apart: "managerEmployeeIds" -> manager employee ids.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace mockdata::discover {

// Whether a word stands in a list of words that are written out where it is asked.
inline bool in(std::string_view word, std::initializer_list<std::string_view> list) {
  for (const std::string_view one : list)
    if (one.size() == word.size() && std::char_traits<char>::compare(one.data(), word.data(), word.size()) == 0) return true;
  return false;
}

// Lower-case words of a name: split at separators, at lower->Upper, Acronym->Word and letter->digit borders.
std::vector<std::string> name_words(std::string_view name);
// "companies" -> "company", "addresses" -> "address", "status" -> "status": good enough to compare names, not for people.
std::string singular(std::string_view word);
// All words glued, the last one singular: "cost-centers" and "costCenter" both give "costcenter".
std::string bare_name(std::string_view name);
std::string glued(const std::vector<std::string>& words);
// "dept" -> "department"; a word that is no known abbreviation comes back as it is.
std::string full_word(const std::string& word);
// An entity whose rows are people ("employees", "users", "Mitarbeiter").
bool person_entity(std::string_view name);
// What stands between a path's slashes, without its query; OData's keys are segments of their own: "/items({id})" -> "items", "{id}".
std::vector<std::string_view> path_segments(std::string_view path);
// What a segment calls its thing: "lists.{format}" -> "lists", "microsoft.graph.delta()" -> "delta"; of a variable nothing.
std::string path_word(std::string_view segment);
// The word of the last segment that has one: "/v1/employees/{id}" -> "employees".
std::string last_path_segment(std::string_view path);

}  // namespace mockdata::discover
