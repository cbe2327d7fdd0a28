#include <algorithm>
#include <cmath>

#include "base/decimal.h"
#include "base/nearest.h"
#include "providers/families.h"
#include "providers/locale.h"
#include "providers/locale_methods.h"
#include "providers/number.h"

namespace mockdata {

std::vector<const Provider*> all_providers() {
  std::vector<const Provider*> all;
  for (const std::span<const Provider>* family : kFamilies)
    for (const Provider& p : *family) all.push_back(&p);
  std::sort(all.begin(), all.end(), [](const Provider* a, const Provider* b) { return std::string_view(a->name) < b->name; });
  return all;
}

const Provider* find_provider(std::string_view name) {
  static const std::vector<const Provider*> all = all_providers();
  const auto it = std::lower_bound(all.begin(), all.end(), name, [](const Provider* p, std::string_view n) { return p->name < n; });
  return it != all.end() && (*it)->name == name ? *it : nullptr;
}

std::string nearest_provider(std::string_view name) {
  std::vector<std::string> names;
  for (const Provider* p : all_providers()) names.emplace_back(p->name);
  return nearest(name, names);
}

Result<std::unique_ptr<Column>> make_provider(std::string_view name, const Value& args, MakeContext& context) {
  const Provider* provider = find_provider(name);
  if (!provider) {
    auto of_locale = make_locale_method(context, name);
    if (of_locale.ok() ? *of_locale != nullptr : vocabulary_of(context).ok()) return of_locale;
    const std::string near = nearest_provider(name);
    return invalid_error("no provider is called \"" + std::string(name) + "\"", {},
                         near.empty() ? "`mockdata providers` lists them" : "did you mean \"" + near + "\"?");
  }
  MOCKDATA_ASSIGN(const Arguments arguments, Arguments::bind(*provider, args));
  if (context.notes && arguments.given("tzinfo") && !arguments.is_null("tzinfo"))
    context.notes->push_back(std::string(name) + ": instants are kept in UTC; tzinfo " + arguments.get("tzinfo").to_json() + " changes nothing");
  return provider->make(arguments, context);
}

bool provides(std::string_view name, const Value& args, int precision, int scale) {
  if (!find_provider(name)) return false;
  if (precision <= 0) return true;
  Table table("", 0);
  MakeContext context;
  context.table = &table;
  context.wanted = DataType::decimal(static_cast<uint8_t>(precision), static_cast<uint8_t>(scale));
  const auto made = make_provider(name, args, context);
  if (!made.ok()) return false;
  const auto* numbers = dynamic_cast<const NumberColumn*>(made->get());
  if (!numbers) return true;  // its values were listed, and read as the type
  const DataType& own = numbers->type();
  const double unit = static_cast<double>(wide_power_of_ten(own.id == TypeId::kDecimal ? own.scale : numbers->digits()));
  const double most = std::max(std::abs(static_cast<double>(numbers->lowest())), std::abs(static_cast<double>(numbers->highest()))) / unit;
  return most < static_cast<double>(wide_power_of_ten(std::clamp(precision - scale, 0, 38)));
}

}  // namespace mockdata
