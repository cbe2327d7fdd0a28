// Lists of the vocabulary for providers, in the locale of their column.
#pragma once

#include "providers/format.h"
#include "providers/locale.h"

namespace mockdata {

// A column of a list as words, with the list's weights.
Words words_of(const TextList& list, std::size_t column = 0);

// A list of the column's locale ("job.jobs"), or the nearest parent's, which the context's notes then say. Weights are the
// list's own.
Result<Words> listed(const MakeContext& c, std::string_view list, std::size_t column = 0);
// The same in another locale.
Result<Words> listed_in(const MakeContext& c, std::string_view locale, std::string_view list, std::size_t column = 0);
// The words of one group of a list whose first column names groups ("lorem.parts_of_speech").
Result<Words> listed_group(const MakeContext& c, std::string_view list, std::string_view group);
// The rows of a list as texts: formats.
Result<std::vector<std::string>> listed_texts(const MakeContext& c, std::string_view list);
// True where the column's locale or one of its parents has the list.
bool has_list(const MakeContext& c, std::string_view list);

// The make function of a provider that gives one word of a list.
template <const char* kList>
MadeColumn one_of_list(const Arguments&, MakeContext& c) {
  MOCKDATA_ASSIGN(Words words, listed(c, kList));
  return word_column(c, kList, std::move(words));
}

}  // namespace mockdata
