// Any bytes as YAML or JSON: every node that comes back is walked.
#include <cstdint>

#include "discover/openapi/tree.h"

namespace {

std::size_t walk(const mockdata::discover::Node& node, std::size_t& budget) {
  if (budget == 0) return 0;
  --budget;
  std::size_t sum = node.text.empty() ? 0 : static_cast<unsigned char>(node.text.back());
  for (const auto& item : node.items()) sum += walk(item, budget);
  for (const auto& member : node.members()) sum += member.name.size() + walk(member.value, budget);
  return sum;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
  auto tree = mockdata::discover::Tree::parse(std::string(reinterpret_cast<const char*>(data), size), "fuzz");
  std::size_t budget = 100'000;
  volatile std::size_t sum = tree.ok() ? walk(tree->root(), budget) : 0;
  (void)sum;
  return 0;
}
