# Writes data/lexicon as C++ strings, one a file (cut into pieces, which compilers with a limit on literals need).
file(GLOB files ${SOURCE}/data/lexicon/*.tsv)
list(SORT files)
set(text "")
set(rows "")
set(n 0)
foreach(path ${files})
  get_filename_component(name ${path} NAME)
  file(READ ${path} content)
  string(LENGTH "${content}" length)
  string(APPEND text "const char kText${n}[] =\n")
  set(at 0)
  while(at LESS length)
    string(SUBSTRING "${content}" ${at} 8000 piece)
    string(FIND "${piece}" "\n" cut REVERSE)  # at a line's end, so that no character is cut in two
    math(EXPR cut "${cut} + 1")
    string(SUBSTRING "${piece}" 0 ${cut} piece)
    string(APPEND text "R\"DATA(${piece})DATA\"\n")
    math(EXPR at "${at} + ${cut}")
  endwhile()
  string(APPEND text ";\n")
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
