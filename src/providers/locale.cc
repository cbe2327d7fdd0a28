#include "providers/locale.h"

#include <algorithm>

namespace mockdata {

Result<const Vocabulary*> vocabulary_of(const MakeContext& context) {
  if (context.vocabulary) return context.vocabulary;
  return Vocabulary::open();
}

Result<const Locale*> locale_of(const MakeContext& context) {
  MOCKDATA_ASSIGN(const Vocabulary* vocabulary, vocabulary_of(context));
  return vocabulary->locale(context.locale);
}

Result<Found> find_list(const MakeContext& context, std::string_view list) {
  MOCKDATA_ASSIGN(const Locale* locale, locale_of(context));
  const Found found = locale->find(list);
  if (!found) return invalid_error("no list " + std::string(list) + " for the locale " + std::string(locale->name()));
  if (found.fallback && context.notes && std::find(context.notes->begin(), context.notes->end(), found.note()) == context.notes->end())
    context.notes->push_back(found.note());
  return found;
}

}  // namespace mockdata
