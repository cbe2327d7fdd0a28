# Writes data/persons/nicknames.tsv as one C++ text.
include(${SOURCE}/cmake/text_literal.cmake)
text_literal(${SOURCE}/data/persons/nicknames.tsv text)
file(WRITE ${OUTPUT} "#include <string_view>
namespace mockdata {
extern const std::string_view kNicknameData;
const std::string_view kNicknameData =
${text};
}  // namespace mockdata
")
