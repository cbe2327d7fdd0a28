# Writes data/identifiers as one C++ string: lists first, then the tables that refer to them.
file(GLOB lists ${SOURCE}/data/identifiers/lists/*.txt)
file(GLOB tables ${SOURCE}/data/identifiers/*.tsv)
set(text "")
macro(append kind path)
  get_filename_component(name ${path} NAME_WE)
  file(READ ${path} content)
  string(APPEND text "    R\"DATA(@${kind} ${name}\n${content})DATA\"\n")
endmacro()
foreach(path ${lists})
  append(list ${path})
endforeach()
foreach(path ${tables})
  append(table ${path})
endforeach()
file(WRITE ${OUTPUT} "#include <string_view>
namespace mockdata::identifiers {
extern const std::string_view kRangeData;
const std::string_view kRangeData =
${text}    ;
}  // namespace mockdata::identifiers
")
