#include "generate/generate.h"

namespace mockdata {

EntityReader::EntityReader(const Plan& plan, std::size_t entity)
    : entity_(plan.entities[entity]), schema_(entity_.schema()), rows_(entity_.rows()), scope_(*entity_.table), blocks_(entity_.fields.size()) {}

std::span<const Block* const> EntityReader::read(uint64_t first, uint32_t count) {
  scope_.start({first, count, nullptr});
  return evaluate();
}

std::span<const Block* const> EntityReader::gather(std::span<const uint64_t> rows) {
  scope_.start({0, static_cast<uint32_t>(rows.size()), rows.data()});
  return evaluate();
}

std::span<const Block* const> EntityReader::evaluate() {
  for (std::size_t i = 0; i < blocks_.size(); ++i) blocks_[i] = &scope_.get(*entity_.fields[i].column);
  return blocks_;
}

}  // namespace mockdata
