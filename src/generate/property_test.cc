// Properties over templates at random: a row is the same whether it is read in a range, in a range cut elsewhere, or gathered.
#include <gtest/gtest.h>

#include "block/text_of.h"
#include "generate/generate.h"
#include "generate/random_template.h"

namespace mockdata {
namespace {

void append_cell(std::string& out, const DataType& type, const Block& block, uint32_t i) {
  if (!block.valid(i)) {
    out += "NULL";
  } else if (type.id == TypeId::kStruct) {
    for (std::size_t m = 0; m < type.children.size(); ++m) append_cell(out += '.', type.children[m].type, *block.children[m], i);
  } else if (type.id == TypeId::kList) {
    out += '[';
    for (uint32_t e = block.offsets[i]; e < block.offsets[i + 1]; ++e) append_cell(out += ',', type.children[0].type, *block.children[0], e);
  } else {
    append_text(out, type, block, i);
  }
}

std::vector<std::string> rows_of(EntityReader& reader, std::span<const Block* const> blocks, uint32_t count) {
  std::vector<std::string> rows(count);
  for (uint32_t i = 0; i < count; ++i)
    for (std::size_t c = 0; c < blocks.size(); ++c) append_cell(rows[i] += '|', reader.schema()[c].type, *blocks[c], i);
  return rows;
}

std::vector<std::string> read(EntityReader& reader, uint32_t step) {
  std::vector<std::string> all;
  for (uint64_t first = 0; first < reader.rows(); first += step) {
    const uint32_t n = static_cast<uint32_t>(std::min<uint64_t>(step, reader.rows() - first));
    const auto rows = rows_of(reader, reader.read(first, n), n);
    all.insert(all.end(), rows.begin(), rows.end());
  }
  return all;
}

TEST(Property, GatherEqualsRangeAndAnySplitGivesTheSameCells) {
  int planned = 0;
  for (uint64_t number = 0; number < 120; ++number) {
    const std::string json = RandomTemplate(number).json();
    const auto tmpl = read_template(json);
    ASSERT_TRUE(tmpl.ok()) << json;
    const Planned made = make_plan(*tmpl);
    if (!made.ok()) {  // a required reference to no rows, more pairs than parents: said, with a remedy
      for (const Issue& issue : made.issues)
        EXPECT_TRUE(!issue.error || !issue.hint.empty()) << issue.message << "\n" << json;
      continue;
    }
    ++planned;
    for (std::size_t e = 0; e < made.plan->entities.size(); ++e) {
      EntityReader reader(*made.plan, e);
      const std::vector<std::string> all = read(reader, kBlockRows);
      for (const uint32_t step : {1u, 7u, 1000u}) {
        if (step == 1 && reader.rows() > 300) continue;
        EntityReader fresh(*made.plan, e);
        ASSERT_EQ(read(fresh, step), all) << "step " << step << "\n" << json;
      }
      if (!reader.rows()) continue;
      for (uint64_t round = 0; round < 3; ++round) {
        std::vector<uint64_t> picked;
        for (uint64_t i = 0; i < 300; ++i) picked.push_back(below64(bits(number + round, i), reader.rows()));
        const auto rows = rows_of(reader, reader.gather(picked), 300);
        for (std::size_t i = 0; i < rows.size(); ++i) ASSERT_EQ(rows[i], all[picked[i]]) << "row " << picked[i] << " of e" << e << "\n" << json;
      }
    }
  }
  EXPECT_GT(planned, 40);
}

}  // namespace
}  // namespace mockdata
