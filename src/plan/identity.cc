// What a field's column may know of languages and persons: its vocabulary and its locale.
#include "plan/builder.h"
#include "providers/provider.h"
#include "vocabulary/vocabulary.h"

namespace mockdata {

// Locale: the field's, else the entity's, else --locale, else the template's, else en_US.
void Builder::set_locale(const Node& node, MakeContext& context) {
  const auto text = [](const Value& v) { return v.is_string() ? v.text() : std::string(); };
  const Entity& entity = template_.entities[node.entity];
  for (const std::string& locale : {text(node.field->settings.find("locale")), text(entity.settings.find("locale")), options_.locale, text(template_.settings.find("locale"))})
    if (!locale.empty()) {
      context.locale = locale;
      break;
    }
  if (const auto vocabulary = Vocabulary::open(options_.vocabulary_dir); vocabulary.ok()) context.vocabulary = *vocabulary;
}

}  // namespace mockdata
