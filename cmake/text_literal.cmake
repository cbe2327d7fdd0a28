# text_literal(FILE VARIABLE): the file's text as C++ string literals, one behind the other: pieces of at most 8,000 bytes, as
# compilers limit the length of one.
function(text_literal path variable)
  file(READ ${path} content)
  string(LENGTH "${content}" length)
  set(text "")
  set(at 0)
  while(at LESS length)
    string(SUBSTRING "${content}" ${at} 8000 piece)
    string(FIND "${piece}" "\n" cut REVERSE)  # at a line's end, so that no character is cut in two
    math(EXPR cut "${cut} + 1")
    string(SUBSTRING "${piece}" 0 ${cut} piece)
    string(APPEND text "R\"DATA(${piece})DATA\"\n")
    math(EXPR at "${at} + ${cut}")
  endwhile()
  set(${variable} "${text}" PARENT_SCOPE)
endfunction()
