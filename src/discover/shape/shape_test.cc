#include "discover/shape/shape.h"

#include <gtest/gtest.h>

namespace mockdata::discover {
namespace {

TEST(TextForm, AnchoredForms) {
  struct Case {
    const char* text;
    TextForm form;
  };
  for (Case c : std::initializer_list<Case>{
           {"", TextForm::kEmpty}, {"00123", TextForm::kDigits}, {"12.50", TextForm::kNumber}, {"-3", TextForm::kNumber},
           {"-", TextForm::kPlain}, {"True", TextForm::kBool}, {"9f1c2f40-6c5b-4b1a-9d3a-0c1d2e3f4a5b", TextForm::kUuid},
           {"507f1f77bcf86cd799439011", TextForm::kObjectId}, {"01ARZ3NDEKTSV4RRFFQ69G5FAV", TextForm::kUlid},
           {"0013000000GkXAZ", TextForm::kSalesforceId}, {"2024-02-29", TextForm::kDate}, {"2023-02-29", TextForm::kPlain},
           {"2024-13-01", TextForm::kPlain}, {"08-10", TextForm::kPlain}, {"23:59:59", TextForm::kTime},
           {"2024-02-29T10:00:00Z", TextForm::kDatetime}, {"2024-02-29T10:00:00.123+02:00", TextForm::kDatetime},
           {"2024-02-29 10:00:00", TextForm::kLocalDatetime}, {"2024-02-29T10:00:00X", TextForm::kPlain},
           {"/Date(1439434356790+0000)/", TextForm::kDotnetDate}, {"a.b@example.org", TextForm::kEmail},
           {"a@b@example.org", TextForm::kPlain}, {"https://x.example/a", TextForm::kUrl}, {"10.0.0.1", TextForm::kIp},
           {"fe80::1", TextForm::kIp}, {"+46 70 123 45 67", TextForm::kPhone}, {"GB82WEST12345698765432", TextForm::kIban},
           {"GB83WEST12345698765432", TextForm::kPlain}, {"#a0b1c2", TextForm::kColor}, {"{\"a\":1}", TextForm::kJson},
           {"{hello}", TextForm::kPlain}, {"Engineering", TextForm::kPlain}, {"internationalize", TextForm::kPlain}}) {
    EXPECT_STREQ(to_string(text_form(c.text)), to_string(c.form)) << c.text;
  }
}

TEST(Shape, KindsAndOrder) {
  ShapeOf got = shape_of_json(R"({"id":1,"big":3000000000,"pay":1.5,"no":null,"ok":true,"tags":["a"],"none":[],"at":{"x":1}})");
  EXPECT_EQ(got.end, ShapeEnd::kWhole);
  ASSERT_EQ(got.root.members.size(), 8u);
  EXPECT_EQ(got.root.members[0].name, "id");
  EXPECT_TRUE(got.root.member("id")->integer && !got.root.member("id")->wide);
  EXPECT_TRUE(got.root.member("big")->wide && !got.root.member("big")->huge);
  EXPECT_TRUE(got.root.member("pay")->fraction);
  EXPECT_TRUE(got.root.member("no")->nothing());
  EXPECT_TRUE(got.root.member("tags")->array && got.root.member("tags")->items->text);
  EXPECT_EQ(got.root.member("none")->count, 0u);
  EXPECT_TRUE(got.root.member("at")->member("x")->integer);
}

TEST(Shape, ElementsMergeAndTheFirstStaysAlone) {
  ShapeOf got = shape_of_json(R"([{"a":null},{"a":"2024-01-01","b":2},{"a":"x"}])");
  EXPECT_EQ(got.root.count, 3u);
  EXPECT_TRUE(got.root.first->member("a")->nothing());
  EXPECT_EQ(got.root.first->member("b"), nullptr);
  EXPECT_EQ(got.root.items->member("a")->form, TextForm::kMixed);
  EXPECT_TRUE(got.root.items->member("b")->integer);
}

TEST(Shape, NamesThatAreDataAreForgotten) {
  ShapeOf got = shape_of_json(R"({"507f1f77bcf86cd799439011":{"name":"a"},"507f1f77bcf86cd799439012":{"name":"b"}})");
  EXPECT_TRUE(got.root.keys_are_data);
  EXPECT_TRUE(got.root.members.empty());
  EXPECT_TRUE(got.root.first->member("name")->text);
  got = shape_of_json(R"({"name":"x","kind":"y","anna@example.org":1})");
  EXPECT_FALSE(got.root.keys_are_data);
  EXPECT_EQ(got.root.members.size(), 2u);
  EXPECT_FALSE(name_is_data("address_1"));
  EXPECT_FALSE(name_is_data("addressLine2"));
  EXPECT_FALSE(name_is_data("iso-8601-week"));
  EXPECT_TRUE(name_is_data("emp_81237"));
  EXPECT_TRUE(name_is_data("cus_9s6XKzkNRiz8i3"));
}

TEST(Shape, CutTextsGiveWhatWasRead) {
  ShapeOf got = shape_of_json(R"({"data":[{"id":1,"name":"a"},{"id":2,"na)");
  EXPECT_EQ(got.end, ShapeEnd::kCut);
  const Shape* data = got.root.member("data");
  ASSERT_NE(data, nullptr);
  EXPECT_FALSE(data->complete);
  EXPECT_TRUE(data->first->complete);
  got = shape_of_json(R"([{"id":1,"blob":"aaaaaaaa)");
  ASSERT_NE(got.root.first, nullptr);
  EXPECT_FALSE(got.root.first->complete);
  EXPECT_EQ(got.root.first->members.size(), 1u);
}

TEST(Shape, LinesOfDocumentsAreAList) {
  ShapeOf got = shape_of_json("{\"id\":1}\n{\"id\":2}\n{\"id\":3}\n");
  EXPECT_EQ(got.end, ShapeEnd::kWhole);
  EXPECT_TRUE(got.root.array);
  EXPECT_EQ(got.root.count, 3u);
}

TEST(Shape, BrokenAndDeepTexts) {
  EXPECT_EQ(shape_of_json("<!DOCTYPE html>").end, ShapeEnd::kBroken);
  EXPECT_EQ(shape_of_json(std::string(100'000, '[')).end, ShapeEnd::kTooDeep);
  EXPECT_EQ(shape_of_json("").end, ShapeEnd::kCut);
  EXPECT_TRUE(shape_of_json(R"({"a":1,"a":"x"})").root.repeats);
  EXPECT_TRUE(shape_of_json(R"({"a":NaN})").root.member("a")->not_a_number);
}

}  // namespace
}  // namespace mockdata::discover
