# Writes data/lexicon as C++ strings, one a file.
include(${SOURCE}/cmake/text_literal.cmake)
file(GLOB files ${SOURCE}/data/lexicon/*.tsv)
list(SORT files)
set(text "")
set(rows "")
set(n 0)
foreach(path ${files})
  get_filename_component(name ${path} NAME)
  text_literal(${path} literal)
  string(APPEND text "const char kText${n}[] =\n${literal};\n")
  string(APPEND rows "      {\"${name}\", std::string_view(kText${n}, sizeof kText${n} - 1)},\n")
  math(EXPR n "${n} + 1")
endforeach()
file(WRITE ${OUTPUT} "#include \"semantics/lexicon.h\"

namespace mockdata::semantics {
namespace {
${text}}  // namespace

std::span<const LexiconFile> shipped_lexicon() {
  static const LexiconFile kFiles[] = {
${rows}  };
  return kFiles;
}

}  // namespace mockdata::semantics
")
