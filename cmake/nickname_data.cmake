# Writes data/persons/nicknames.tsv as one C++ text (cut into pieces, which compilers with a limit on literals need).
file(READ ${SOURCE}/data/persons/nicknames.tsv content)
string(LENGTH "${content}" length)
set(text "")
set(at 0)
while(at LESS length)
  string(SUBSTRING "${content}" ${at} 8000 piece)
  string(FIND "${piece}" "\n" cut REVERSE)  # at a line's end, so that no character is cut in two
  math(EXPR cut "${cut} + 1")
  string(SUBSTRING "${piece}" 0 ${cut} piece)
  string(APPEND text "    R\"DATA(${piece})DATA\"\n")
  math(EXPR at "${at} + ${cut}")
endwhile()
file(WRITE ${OUTPUT} "#include <string_view>
namespace mockdata {
extern const std::string_view kNicknameData;
const std::string_view kNicknameData =
${text}    ;
}  // namespace mockdata
")
