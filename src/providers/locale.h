// How a provider reaches the vocabulary of its column's locale.
#pragma once

#include "providers/provider.h"
#include "vocabulary/vocabulary.h"

namespace mockdata {

// The vocabulary of the context, or the one installed with the program.
Result<const Vocabulary*> vocabulary_of(const MakeContext& context);
Result<const Locale*> locale_of(const MakeContext& context);
// A list in the column's locale ("job.jobs"). Where a parent locale had to help, the context's notes say so. An error
// where no locale of the chain has it.
Result<Found> find_list(const MakeContext& context, std::string_view list);

}  // namespace mockdata
