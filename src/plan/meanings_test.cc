// The meanings of src/semantics name providers of src/providers: two folders that do not know each other.
#include <gtest/gtest.h>

#include "providers/provider.h"
#include "semantics/semantics.h"

namespace mockdata {
namespace {

TEST(Meanings, NameProvidersThatExistWithArgumentsThatBind) {
  int named = 0;
  for (const semantics::Type& type : semantics::Judge::standard().types()) {
    if (type.provider.empty()) {
      EXPECT_TRUE(type.arguments.empty()) << type.name;
      continue;
    }
    const Provider* provider = find_provider(type.provider);
    EXPECT_NE(provider, nullptr) << type.name << " wants \"" << type.provider << "\"; nearest: " << nearest_provider(type.provider);
    if (!provider) continue;
    ++named;
    Value arguments;
    if (!type.arguments.empty()) {
      auto parsed = parse_json(type.arguments);
      ASSERT_TRUE(parsed.ok()) << type.name;
      arguments = std::move(*parsed);
    }
    const auto bound = Arguments::bind(*provider, arguments);
    EXPECT_TRUE(bound.ok()) << type.name << ": " << (bound.ok() ? "" : bound.error().to_string());
  }
  EXPECT_GT(named, 40);
}

}  // namespace
}  // namespace mockdata
