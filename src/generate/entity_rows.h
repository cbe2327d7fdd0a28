// An entity of a plan as rows to land or serve.
#pragma once

#include "block/row_source.h"
#include "generate/generate.h"

namespace mockdata {

// The plan must outlive it.
class EntityRows final : public RowSource {
 public:
  EntityRows(const Plan& plan, std::size_t entity)
      : plan_(plan), entity_(entity), schema_(plan.entities[entity].schema()) {}
  const Schema& schema() const override { return schema_; }
  uint64_t rows() const override { return plan_.entities[entity_].rows(); }
  std::unique_ptr<RowReader> reader() const override { return std::make_unique<Reader>(plan_, entity_); }

 private:
  class Reader final : public RowReader {
   public:
    Reader(const Plan& plan, std::size_t entity) : reader_(plan, entity) {}
    std::span<const Block* const> read(uint64_t first, uint32_t count) override { return reader_.read(first, count); }

   private:
    EntityReader reader_;
  };
  const Plan& plan_;
  std::size_t entity_;
  Schema schema_;
};

}  // namespace mockdata
