#include "discover/openapi/describe.h"

#include <gtest/gtest.h>

namespace mockdata::discover {
namespace {

using Values = std::vector<std::string>;

TEST(Describe, ValuesInProse) {
  EXPECT_EQ(described_values("Status. One of: active, inactive or on_leave."), (Values{"active", "inactive", "on_leave"}));
  EXPECT_EQ(described_values("The kind; possible values are `A`, `B` and `C`. Default `A`."), (Values{"A", "B", "C"}));
  EXPECT_EQ(described_values("Can be one of \"daily\", \"weekly\""), (Values{"daily", "weekly"}));
  EXPECT_EQ(described_values("Allowed values:\n- `new`: not seen yet\n- `done`: closed"), (Values{"new", "done"}));
  EXPECT_EQ(described_values("Valid values:\n* LOW\n* HIGH: urgent"), (Values{"LOW", "HIGH"}));
  EXPECT_EQ(described_values("Must be either `in` or `out`"), (Values{"in", "out"}));
  EXPECT_EQ(described_values("<p>Possible values: <code>X</code>, <code>Y</code></p>"), (Values{"X", "Y"}));
}

TEST(Describe, ProseIsNoList) {
  EXPECT_EQ(described_values("The name of one of our customers, such as Anna or Bob"), Values());
  EXPECT_EQ(described_values("One of the most important fields of this entity"), Values());
  EXPECT_EQ(described_values("A short text, e.g. `Anna`, `Bob`"), Values());
  EXPECT_EQ(described_values("possible values depend on the plan"), Values());
  EXPECT_EQ(described_values(""), Values());
}

TEST(Describe, ShortWithoutExamples) {
  EXPECT_EQ(short_description("The <b>e-mail</b> of the person, e.g. elon@example.com"), "The e-mail of the person");
  EXPECT_EQ(short_description("Write to anna@example.com"), "");
  EXPECT_EQ(short_description("First sentence of it all. Second sentence."), "First sentence of it all.");
  EXPECT_LE(short_description(std::string(400, 'x') + " y").size(), 160u);
  EXPECT_EQ(short_description("ends in the middle of \xC3\xA4" + std::string(300, 'a')).find('\xC3'), std::string("ends in the middle of ").size() > 160 ? 0 : std::string::npos);
}

}  // namespace
}  // namespace mockdata::discover
