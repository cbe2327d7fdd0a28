#include "semantics/template_judge.h"

#include <gtest/gtest.h>

namespace mockdata::semantics {
namespace {

Field text_field(const char* name) {
  Field field;
  field.name = name;
  field.type = FieldType::kString;
  return field;
}

bool has_rule(const Field& field, std::string_view rule) {
  for (const Evidence& e : field.evidence)
    if (e.rule == rule) return true;
  return false;
}

Template of_fields(std::vector<Field> fields) {
  Template out;
  Entity entity;
  entity.name = "users";
  entity.fields = std::move(fields);
  out.entities.push_back(std::move(entity));
  return out;
}

// What an earlier run of the rules said is no verdict: rules that improve are applied again.
TEST(TemplateJudge, VerdictsOfRulesAreNeverFrozen) {
  Field field = text_field("email");
  field.semantic_type = "thing.colour";
  field.pii = false;
  field.evidence = {{"meaning.CON.thing.colour", 0.9}, {"sample.text", 0.8}};
  Template tmpl = of_fields({field});
  judge_template(tmpl, Judge::standard());
  const Field& judged = tmpl.entities[0].fields[0];
  EXPECT_EQ(judged.semantic_type, "person.email");
  EXPECT_EQ(judged.privacy, "direct_identifier");
  EXPECT_TRUE(judged.pii);
  EXPECT_FALSE(has_rule(judged, "meaning.CON.thing.colour"));
  EXPECT_TRUE(has_rule(judged, "meaning.CON.person.email"));
  EXPECT_TRUE(has_rule(judged, "sample.text"));
}

TEST(TemplateJudge, ListedChoicesAreNobodysName) {
  const auto listed = [](const char* name, std::vector<Value> values) {
    Field field = text_field(name);
    field.evidence = {{"document.enum", 1}};
    field.settings.set("values", Value::array(std::move(values)));
    return field;
  };
  const std::vector<Value> rights = {Value::string("read"), Value::string("write")};
  std::vector<Value> regions;
  for (char c = 'A'; c <= 'Z'; ++c) regions.push_back(Value::string(std::string(1, c)));
  Template tmpl = of_fields({listed("password", rights), listed("province", rights), listed("province", regions), listed("gender", rights), listed("first_name", rights)});
  tmpl.entities[0].fields[4].evidence.clear();  // listed by hand
  judge_template(tmpl, Judge::standard());
  std::vector<std::string> types;
  for (const Field& field : tmpl.entities[0].fields) types.push_back(field.semantic_type);
  EXPECT_EQ(types, (std::vector<std::string>{"flag.status", "flag.status", "address.region", "person.gender", "person.first_name"}));
  EXPECT_FALSE(tmpl.entities[0].fields[0].pii);
  EXPECT_TRUE(has_rule(tmpl.entities[0].fields[0], "meaning.DOC.choices"));
}

TEST(TemplateJudge, APersonsWordStays) {
  Field field = text_field("email");
  field.semantic_type = "text.note";
  field.privacy = "free_text";
  field.pii = false;
  field.confirmed_by = "user";
  Template tmpl = of_fields({field});
  judge_template(tmpl, Judge::standard());
  EXPECT_EQ(tmpl.entities[0].fields[0].semantic_type, "text.note");
  EXPECT_FALSE(tmpl.entities[0].fields[0].pii);
}

TEST(TemplateJudge, ShapesOfSingleValuesAreEvidence) {
  Field field = text_field("fld17");
  field.evidence = {{"shape.national_id", 0.9}};
  Template tmpl = of_fields({field});
  judge_template(tmpl, Judge::standard());
  EXPECT_EQ(tmpl.entities[0].fields[0].semantic_type, "government.national_id");
  EXPECT_TRUE(tmpl.entities[0].fields[0].pii);
}

TEST(TemplateJudge, ProvidersFollowMeaningsThatFit) {
  Field number = text_field("interest_rate"), key = text_field("customer_email");
  number.type = FieldType::kDouble;
  key.primary_key = true;
  Field created = text_field("created_at");
  created.type = FieldType::kLong;  // an epoch takes no date
  Template tmpl = of_fields({text_field("first_name"), number, key, created});
  judge_template(tmpl, Judge::standard());
  name_providers(tmpl, Judge::standard(), [](std::string_view, const Value&, int, int) { return true; });
  const std::vector<Field>& fields = tmpl.entities[0].fields;
  EXPECT_EQ(fields[0].faker_method, "first_name");
  EXPECT_EQ(fields[1].faker_method, "percentage");
  EXPECT_EQ(fields[2].faker_method, "");
  EXPECT_EQ(fields[3].faker_method, "");
}

// The template says that nothing is known; not that there is nothing.
TEST(TemplateJudge, WhatNothingTellsIsWritten) {
  Template tmpl = of_fields({text_field("attr3"), text_field("email")});
  judge_template(tmpl, Judge::standard());
  const Field& opaque = tmpl.entities[0].fields[0];
  EXPECT_EQ(opaque.semantic_type, "");
  EXPECT_EQ(opaque.privacy, "unknown");
  EXPECT_FALSE(opaque.pii);
  EXPECT_TRUE(has_rule(opaque, "meaning.NONE"));
  EXPECT_EQ(tmpl.entities[0].fields[1].privacy, "direct_identifier");
}

// Whether a decimal has room is the providers' word.
TEST(TemplateJudge, ProvidersAreAskedForRoom) {
  Field share = text_field("discount_percent");
  share.type = FieldType::kDecimal;
  share.precision = 4;
  share.scale = 2;
  for (const bool room : {true, false}) {
    Template tmpl = of_fields({share});
    judge_template(tmpl, Judge::standard());
    int precision = 0, scale = 0;
    name_providers(tmpl, Judge::standard(), [&](std::string_view, const Value&, int p, int s) { return precision = p, scale = s, room; });
    EXPECT_EQ(precision, 4);
    EXPECT_EQ(scale, 2);
    EXPECT_EQ(tmpl.entities[0].fields[0].faker_method, room ? "percentage" : "");
  }
}

// A decimal without digits behind the point may be a house number.
TEST(TemplateJudge, DecimalsOfWholeNumbersAreNumbers) {
  Field number = text_field("house_number");
  number.type = FieldType::kDecimal;
  for (const auto& [precision, scale, meaning] : {std::tuple(5, 0, "address.house_number"), std::tuple(0, 0, "address.house_number"), std::tuple(5, 2, "")}) {
    number.precision = precision;
    number.scale = scale;
    Template tmpl = of_fields({number});
    judge_template(tmpl, Judge::standard());
    EXPECT_EQ(tmpl.entities[0].fields[0].semantic_type, meaning) << precision;
  }
}

}  // namespace
}  // namespace mockdata::semantics
