#include "semantics/semantics.h"

#include <gtest/gtest.h>

#include <cctype>
#include <chrono>
#include <fstream>

#include "semantics/lexicon.h"
#include "semantics/reading.h"

namespace mockdata::semantics {
namespace {

FieldFacts facts(std::string_view entity, std::string_view name, Kind kind = Kind::kText) {
  FieldFacts out;
  out.entity = entity;
  out.name = name;
  out.kind = kind;
  return out;
}
Verdict judged(std::string_view entity, std::string_view name, Kind kind = Kind::kText) { return Judge::standard().judge(facts(entity, name, kind)); }
std::string meaning(std::string_view entity, std::string_view name, Kind kind = Kind::kText) { return judged(entity, name, kind).type->name; }
bool personal(std::string_view entity, std::string_view name, Kind kind = Kind::kText) { return judged(entity, name, kind).pii; }

TEST(Semantics, TheShippedFilesAreRead) {
  Result<Judge> made = Judge::make();
  ASSERT_TRUE(made.ok()) << made.error().to_string();
  EXPECT_TRUE(Judge::make({"", "strict"}).ok());
  Result<Judge> unknown = Judge::make({"", "lenient"});
  ASSERT_FALSE(unknown.ok());
  EXPECT_NE(unknown.error().message.find("lenient"), std::string::npos);
}

// What the build compiled is what the text says: a start reads nothing else.
TEST(Semantics, TheCompiledLexiconIsTheText) {
  Result<LexiconBytes> compiled = compile_lexicon(shipped_lexicon());
  ASSERT_TRUE(compiled.ok()) << compiled.error().to_string();
  const std::span<const uint64_t> shipped = shipped_lexicon_bytes();
  EXPECT_TRUE(std::equal(compiled->begin(), compiled->end(), shipped.begin(), shipped.end())) << "other bytes than the build compiled";
}

// reference/pii.md section 5: what other detectors got wrong.
TEST(Semantics, KnownFailuresOfOthers) {
  EXPECT_FALSE(personal("users", "email_verified", Kind::kInteger));
  EXPECT_FALSE(personal("tests", "scenario_code"));
  EXPECT_FALSE(personal("samples", "acid_level"));
  EXPECT_FALSE(personal("media", "decoder"));
  EXPECT_FALSE(personal("courses", "ACADEMIC_YEAR_CODE"));
  for (const char* word : {"security", "check", "save", "call"}) EXPECT_FALSE(personal("", word)) << word;
  EXPECT_FALSE(personal("events", "event_timestamp", Kind::kDatetime));
  EXPECT_FALSE(personal("events", "updated_timestamp", Kind::kDatetime));
  EXPECT_EQ(meaning("travellers", "passport"), "government.passport");
  EXPECT_EQ(meaning("employees", "salary", Kind::kFraction), "person.salary");
  EXPECT_FALSE(personal("employees", "education_code_status"));
  EXPECT_EQ(meaning("", "fl_nm"), "person.full_name");
  EXPECT_EQ(meaning("", "normalizedEmail"), "person.email");
  EXPECT_EQ(meaning("", "phoneNumber"), "person.phone");
  EXPECT_EQ(meaning("", "ipAddr"), "device.ip");
  EXPECT_EQ(meaning("", "displayName"), "person.full_name");
  EXPECT_FALSE(personal("mails", "email_sent"));
  EXPECT_FALSE(personal("mails", "email_received"));
  EXPECT_EQ(meaning("hr_person", "known_as"), "person.first_name");
  EXPECT_EQ(judged("hr_person", "hr_person_id").privacy(), Privacy::kPseudonymous);
  EXPECT_EQ(meaning("", "phone no"), "person.phone");
  EXPECT_EQ(meaning("settings", "time_zone"), "time.zone");
  EXPECT_FALSE(personal("charges", "statement_descriptor"));
  for (const char* name : {"hostname", "version_name", "os_name", "voicemail", "source_name", "filename", "company_name", "wallet_status", "birth_weight", "cell_line", "sex_ratio",
                           "race_time", "page", "storage", "percentage", "description", "confirma", "multipass_identifier", "address_zip_check"})
    EXPECT_FALSE(personal("devices", name)) << name;
  for (const char* name : {"alias_name", "address_nickname", "paid", "prepaid", "valid", "grid"}) {
    EXPECT_FALSE(personal("users", name)) << name;
    EXPECT_NE(judged("users", name).privacy(), Privacy::kPseudonymous) << name << " ends in id";
  }
  EXPECT_FALSE(personal("devices", "nickname"));
  EXPECT_FALSE(personal("stats", "userCount", Kind::kInteger));
  EXPECT_EQ(meaning("", "mac_address"), "device.mac");
  EXPECT_EQ(meaning("", "ip_address"), "device.ip");
  EXPECT_EQ(meaning("", "wallet_address"), "crypto.wallet");
  EXPECT_FALSE(personal("contracts", "contract_address"));
}

TEST(Semantics, GenericHeadsFollowWhatIsAroundThem) {
  EXPECT_EQ(meaning("employees", "name"), "person.full_name");
  EXPECT_EQ(meaning("products", "name"), "thing.name");
  EXPECT_EQ(meaning("companies", "name"), "organisation.name");
  EXPECT_EQ(meaning("orders", "customer_name"), "person.full_name");
  EXPECT_EQ(meaning("users", "file_name"), "thing.file_name");
  EXPECT_EQ(meaning("user", "email_addresses[].value"), "person.email");
  EXPECT_EQ(meaning("user", "phone_numbers[].value"), "person.phone");
  EXPECT_EQ(meaning("orders", "customer.name"), "person.full_name");
  EXPECT_EQ(meaning("users", "company.name"), "organisation.name");
  EXPECT_FALSE(personal("users", "emails[].id"));
  EXPECT_EQ(meaning("jira", "avatarUrls.48x48"), "person.photo");
}

// A table of its own for what others keep in a column.
TEST(Semantics, TheEntityIsWhatAGenericNameIsAbout) {
  EXPECT_EQ(meaning("phone_numbers", "number"), "person.phone");
  EXPECT_EQ(meaning("email_addresses", "value"), "person.email");
  EXPECT_EQ(meaning("passports", "number"), "government.passport");
  EXPECT_EQ(meaning("countries", "name"), "address.country");
  EXPECT_FALSE(personal("countries", "name"));
  EXPECT_FALSE(personal("genders", "code"));
  EXPECT_FALSE(personal("countries", "country_name"));
  EXPECT_TRUE(personal("customers", "country"));
  EXPECT_EQ(meaning("suppliers", "contact_title"), "person.job_title");
  EXPECT_EQ(meaning("user_properties", "value"), "text.json");
}

TEST(Semantics, WhoIsMeantIsReadFromTheWholePath) {
  EXPECT_EQ(meaning("tickets", "via.source.from.name"), "person.full_name");
  EXPECT_EQ(meaning("calls", "from"), "person.phone");
  EXPECT_EQ(meaning("messages", "to"), "person.email");
  EXPECT_FALSE(personal("rates", "from"));
  EXPECT_EQ(meaning("charges", "owner.verified_email"), "person.email");
  EXPECT_FALSE(personal("users", "email_verified"));
  EXPECT_EQ(meaning("users", "legal_name"), "person.full_name");
  EXPECT_EQ(meaning("companies", "legal_name"), "organisation.name");
  EXPECT_FALSE(personal("employees", "employee_group_name"));
  EXPECT_EQ(meaning("users", "image.height", Kind::kInteger), "thing.size");
  EXPECT_FALSE(personal("users", "disabled", Kind::kBool));
}

// Who has a list of things is not what their names are.
TEST(Semantics, ListsOfTheirOwnAreNotTheEntity) {
  EXPECT_FALSE(personal("contacts", "custom_fields[].name"));
  EXPECT_TRUE(personal("contacts", "attributes.name"));
  EXPECT_FALSE(personal("prospects", "stage.name"));
  EXPECT_TRUE(personal("users", "profile.name"));
  EXPECT_TRUE(personal("users", "passport.name"));
  EXPECT_FALSE(personal("companies", "ownership"));
  EXPECT_TRUE(personal("contacts", "data[].name"));
  EXPECT_TRUE(personal("charges", "billing_details.name"));
  EXPECT_TRUE(personal("store_locations", "manager_name"));
  EXPECT_EQ(meaning("orders", "billing_address.name"), "person.full_name");
  EXPECT_EQ(meaning("contacts", "social_profiles.data[].url"), "person.social_handle");
  EXPECT_FALSE(personal("campaigns", "statistics.leads"));
  EXPECT_TRUE(personal("meetings", "attendees[]"));
}

// What the newer types are called elsewhere: glued, apart, and as parts of compounds.
TEST(Semantics, NewerTypesHaveWordsInEveryLanguage) {
  struct Row { const char *entity, *name, *type; Kind kind = Kind::kText; };
  const Row rows[] = {
      {"Mitarbeiter", "Steuerklasse", "payroll.tax_class"}, {"mitarbeiter", "urlaubs_anspruch", "job.vacation_days", Kind::kFraction}, {"Verträge", "VERSICHERUNGSPRÄMIE", "insurance.premium", Kind::kFraction},
      {"bestellungen", "lieferstatus", "logistics.delivery_status"}, {"salaries", "solde_conges", "job.vacation_days", Kind::kFraction}, {"contrats", "tauxInteret", "bank.interest_rate", Kind::kFraction},
      {"patients", "tension_arterielle", "health.blood_pressure"}, {"vehicules", "kilométrage", "measure.mileage", Kind::kInteger}, {"empleados", "parentesco", "person.relationship"}, {"creditos", "tasa_interes", "bank.interest_rate", Kind::kFraction},
      {"pedidos", "estadoEnvio", "logistics.delivery_status"}, {"dipendenti", "ore_settimanali", "job.weekly_hours", Kind::kFraction}, {"polizze", "massimale", "insurance.coverage", Kind::kFraction}, {"pazienti", "frequenza_cardiaca", "health.heart_rate", Kind::kInteger},
      {"funcionarios", "carga_horaria_semanal", "job.weekly_hours", Kind::kFraction}, {"pacientes", "pressao_arterial", "health.blood_pressure"}, {"medewerkers", "opzegtermijn", "job.notice_period", Kind::kInteger}, {"polissen", "eigen_risico", "insurance.deductible", Kind::kFraction},
      {"voertuigen", "kilometerstand", "measure.mileage", Kind::kInteger}, {"anställda", "semesterdagar", "job.vacation_days", Kind::kFraction}, {"lån", "räntesats", "bank.interest_rate", Kind::kFraction}, {"ansatte", "feriedager", "job.vacation_days", Kind::kFraction},
      {"pasienter", "blodtrykk", "health.blood_pressure"}, {"medarbejdere", "opsigelsesvarsel", "job.notice_period", Kind::kInteger}, {"skader", "skadedato", "insurance.loss_date", Kind::kDate}, {"työntekijät", "viikkotyöaika", "job.weekly_hours", Kind::kFraction},
      {"vakuutukset", "omavastuu", "insurance.deductible", Kind::kFraction}, {"autot", "polttoaine", "thing.fuel_type"}, {"pracownicy", "okres_wypowiedzenia", "job.notice_period", Kind::kInteger}, {"kredyty", "oprocentowanie", "bank.interest_rate", Kind::kFraction}};
  for (const Row& row : rows) EXPECT_EQ(meaning(row.entity, row.name, row.kind), row.type) << row.entity << "." << row.name;
  // What others hold for a word of theirs is none in English.
  EXPECT_FALSE(personal("users", "existing_operation"));
  EXPECT_FALSE(personal("messages", "direction"));
}

// Names that say nothing are no "none": somebody is asked.
TEST(Semantics, WhatNothingTellsIsAsked) {
  for (const char* entity : {"customers", "orders", "zz7"}) {
    for (const char* name : {"field_12", "attr3", "value", "custom_text_1", "X__c", "Custom_Field_7__c", "udf1", "num1", "date1", "extra1", "string_3", "attribute15", "customfield_10021", "misc", "f1"}) {
      const Verdict v = judged(entity, name);
      EXPECT_TRUE(v.asks) << entity << "." << name;
      EXPECT_STREQ(to_string(v.privacy()), "unknown") << entity << "." << name;
      EXPECT_FALSE(v.pii) << entity << "." << name;
      EXPECT_FALSE(v.why().empty()) << entity << "." << name;
    }
  }
  // The kind may settle it: a truth, an amount, a moment, an object (its members are asked) hold nobody's name.
  for (Kind kind : {Kind::kBool, Kind::kFraction, Kind::kDatetime, Kind::kObject}) EXPECT_FALSE(judged("customers", "field_12", kind).asks);
  for (Kind kind : {Kind::kText, Kind::kInteger, Kind::kNumber, Kind::kJson, Kind::kUnknown}) EXPECT_TRUE(judged("customers", "field_12", kind).asks);
  FieldFacts key = facts("rows", "field_12", Kind::kInteger);
  key.primary_key = true;
  EXPECT_FALSE(Judge::standard().judge(key).asks);
  FieldFacts reference = facts("rows", "field_12", Kind::kInteger);
  reference.reference = true;
  EXPECT_FALSE(Judge::standard().judge(reference).asks);
  // Numbers at the end of names that do say something ask nothing.
  for (const char* name : {"name1", "address2", "phone_3", "street1", "notes1", "email2", "sku1", "order_number"}) EXPECT_FALSE(judged("customers", name).asks) << name;
  EXPECT_EQ(meaning("phone_numbers", "value"), "person.phone");
  // One value settles it where its shape proves something; a date in a text may be anybody's birthday.
  FieldFacts opaque = facts("customers", "attr3");
  opaque.shape = ValueShape::kEmail;
  EXPECT_TRUE(Judge::standard().judge(opaque).pii);
  opaque.shape = ValueShape::kUuid;
  EXPECT_FALSE(Judge::standard().judge(opaque).asks);
  opaque.shape = ValueShape::kDate;
  EXPECT_TRUE(Judge::standard().judge(opaque).asks);
  opaque.shape = ValueShape::kNationalNumber;
  EXPECT_TRUE(Judge::standard().judge(opaque).asks);
  opaque.shape = ValueShape::kNone;
  opaque.description = "Telephone number";
  EXPECT_EQ(Judge::standard().judge(opaque).type->name, "person.phone");
  // Neighbours do not tell what an opaque column holds, but whose: beside persons and beside things it is asked.
  const FieldFacts people[] = {facts("t9", "first_name"), facts("t9", "birth_date", Kind::kDate), facts("t9", "attr1"), facts("t9", "attr2", Kind::kInteger), facts("t9", "name")};
  Verdict of_people[5];
  Judge::standard().judge_table(people, of_people);
  EXPECT_TRUE(of_people[2].asks && of_people[3].asks);
  EXPECT_FALSE(of_people[4].asks);  // their first name tells
  EXPECT_TRUE(of_people[4].pii);
  // A bare name with nothing around it is held personal.
  EXPECT_TRUE(personal("zz7", "name"));
}

TEST(Semantics, HeadsThatChangeTheMeaning) {
  EXPECT_EQ(meaning("employees", "job_title_code"), "person.job_title");  // the same, coded
  EXPECT_EQ(meaning("employees", "ethnicity_code"), "person.ethnicity");
  EXPECT_EQ(meaning("employees", "qwrt_code"), "key.code");               // the code of something, not the employee's
  EXPECT_EQ(meaning("employees", "email_code"), "key.code");
  for (const char* name : {"num_credit_cards", "num_bank_accounts", "no_addresses"}) EXPECT_FALSE(personal("customers", name, Kind::kInteger)) << name;
  EXPECT_TRUE(personal("customers", "credit_card_num", Kind::kInteger));
  EXPECT_FALSE(personal("employees", "phone_number_id"));
  EXPECT_EQ(meaning("employees", "email_id"), "person.email");
  EXPECT_FALSE(personal("employees", "salary_structure"));                // text: no amount
  EXPECT_TRUE(personal("employees", "salary_eur", Kind::kFraction));
  EXPECT_FALSE(personal("requests", "details_of_sponsor"));               // "of": the first word is the head
  EXPECT_EQ(meaning("requests", "name_of_organizer"), "person.full_name");
  EXPECT_EQ(meaning("requests", "address_of_organizer"), "address.full");
}

// Words that are something personal only where persons are spoken of.
TEST(Semantics, TheTableDecidesWhatAWordIs) {
  EXPECT_EQ(meaning("relatives", "relationship"), "person.relationship");
  EXPECT_FALSE(personal("entities", "relationship"));
  EXPECT_EQ(meaning("patients", "nic"), "government.national_id");
  EXPECT_FALSE(personal("servers", "nic"));
  EXPECT_EQ(meaning("employees", "hourly_rate", Kind::kFraction), "person.salary");
  EXPECT_FALSE(personal("products", "hourly_rate", Kind::kFraction));
}

TEST(Semantics, WishesAndMachinesAreNobody) {
  EXPECT_FALSE(personal("users", "settings.notifications.email.new_follower"));
  EXPECT_FALSE(personal("users", "permissions.manager"));
  EXPECT_TRUE(personal("shops", "settings.contact_email"));
  EXPECT_FALSE(personal("cache_locks", "owner"));
  EXPECT_TRUE(personal("projects", "owner"));
  const FieldFacts queue[] = {facts("jobs", "worker"), facts("jobs", "queue"), facts("jobs", "attempts", Kind::kInteger), facts("jobs", "payload")};
  Verdict of_queue[4];
  Judge::standard().judge_table(queue, of_queue);
  EXPECT_FALSE(of_queue[0].pii);
  EXPECT_TRUE(personal("patients", "is_pregnant", Kind::kBool));
  EXPECT_FALSE(personal("services", "health_status"));
}

TEST(Semantics, TypesAndKeysContradict) {
  EXPECT_FALSE(personal("users", "email", Kind::kBool));
  EXPECT_FALSE(personal("users", "phone", Kind::kDate));
  EXPECT_FALSE(personal("users", "first_name", Kind::kFraction));
  FieldFacts reference = facts("orders", "contact_name");
  reference.reference = true;
  EXPECT_FALSE(Judge::standard().judge(reference).pii);
  EXPECT_EQ(meaning("people", "homeAddress", Kind::kObject), "");
}

TEST(Semantics, ShapesConfirmAndOnlySelfProvingOnesDecide) {
  FieldFacts opaque = facts("rows", "fld17");
  opaque.shape = ValueShape::kEmail;
  EXPECT_EQ(Judge::standard().judge(opaque).type->name, "person.email");
  opaque.shape = ValueShape::kDate;
  EXPECT_FALSE(Judge::standard().judge(opaque).pii);
  opaque.shape = ValueShape::kNationalId;
  EXPECT_EQ(Judge::standard().judge(opaque).type->name, "government.national_id");
  for (ValueShape chance : {ValueShape::kNationalNumber, ValueShape::kCard}) {
    opaque.shape = chance;
    EXPECT_FALSE(Judge::standard().judge(opaque).pii);
  }
  FieldFacts card = facts("payments", "card_no");
  card.shape = ValueShape::kCard;
  const Verdict confirmed = Judge::standard().judge(card);
  EXPECT_EQ(confirmed.type->name, "card.number");
  EXPECT_TRUE(std::any_of(confirmed.why().begin(), confirmed.why().end(), [](const Reason& r) { return r.rule == "SHAPE.card"; }));
  FieldFacts order = facts("orders", "order_number");
  order.shape = ValueShape::kNationalNumber;
  EXPECT_EQ(Judge::standard().judge(order).type->name, "key.order_number");
  FieldFacts format = facts("rows", "fld17");
  format.format = "Email";
  EXPECT_EQ(Judge::standard().judge(format).type->name, "person.email");
  FieldFacts described = facts("rows", "fld17");
  described.description = "Date of birth";
  EXPECT_EQ(Judge::standard().judge(described).type->name, "person.birth_date");
}

TEST(Semantics, TablesTellWhatASingleNameCannot) {
  const FieldFacts people[] = {facts("t1", "name"), facts("t1", "birth_date", Kind::kDate), facts("t1", "gender"), facts("t1", "state"), facts("t1", "city")};
  Verdict of_people[5];
  Judge::standard().judge_table(people, of_people);
  EXPECT_EQ(of_people[0].type->name, "person.full_name");
  EXPECT_GT(of_people[0].score, 0.9f);
  EXPECT_EQ(of_people[3].type->name, "address.region");
  const FieldFacts things[] = {facts("t2", "name"), facts("t2", "sku"), facts("t2", "unit_price", Kind::kFraction), facts("t2", "state")};
  Verdict of_things[4];
  Judge::standard().judge_table(things, of_things);
  EXPECT_EQ(of_things[0].type->name, "thing.name");
  EXPECT_EQ(of_things[3].type->name, "flag.status");
  // Siblings tell the language: "by" is a town among Danish columns.
  const FieldFacts danish[] = {facts("kunder", "fornavn"), facts("kunder", "efternavn"), facts("kunder", "postnummer"), facts("kunder", "by")};
  Verdict of_danish[4];
  Judge::standard().judge_table(danish, of_danish);
  EXPECT_EQ(of_danish[3].type->name, "address.city");
  // A prefix of every column says nothing.
  const FieldFacts prefixed[] = {facts("llx_user", "zzq_name"), facts("llx_user", "zzq_firstname"), facts("llx_user", "zzq_email"), facts("llx_user", "zzq_town")};
  Verdict of_prefixed[4];
  Judge::standard().judge_table(prefixed, of_prefixed);
  EXPECT_EQ(of_prefixed[0].type->name, "person.full_name");
}

TEST(Semantics, TheStateOfAnIssueIsNoRegion) {
  const auto type_of_state = [](std::initializer_list<std::string_view> members) {
    std::vector<FieldFacts> fields;
    for (const std::string_view name : members) {
      fields.push_back(facts("events", name));
      fields.back().parents = "payload.thing";
    }
    std::vector<Verdict> verdicts(fields.size());
    Judge::standard().judge_table(fields, verdicts);
    return verdicts[0].type->name;
  };
  EXPECT_EQ(type_of_state({"state", "title", "number", "closed_at"}), "flag.status");
  EXPECT_EQ(type_of_state({"state", "city", "number", "closed_at"}), "address.region");
}

TEST(Semantics, NumbersAndCodesBesideAStreetAreTheAddress) {
  const auto types = [](std::initializer_list<std::string_view> names) {
    std::vector<FieldFacts> fields;
    for (const std::string_view name : names) fields.push_back(facts("pracownik", name));
    std::vector<Verdict> verdicts(fields.size());
    Judge::standard().judge_table(fields, verdicts);
    std::vector<std::string> out;
    for (const Verdict& v : verdicts) out.push_back(v.type->name);
    return out;
  };
  const std::vector<std::string> address = types({"nazwisko", "ulica", "numer", "kod", "miasto"});
  EXPECT_EQ(address[2], "address.house_number");
  EXPECT_EQ(address[3], "address.postal_code");
  const std::vector<std::string> keyed = types({"numer", "kod", "nazwisko", "ulica", "numer_domu", "kod_pocztowy"});
  EXPECT_NE(keyed[0], "address.house_number");
  EXPECT_NE(keyed[1], "address.postal_code");
}

TEST(Semantics, EveryVerdictHasAReason) {
  for (const char* name : {"first_name", "qqq", "email_verified", "id", "created_at", "state", ""}) {
    const Verdict v = judged("users", name);
    EXPECT_NE(v.type, nullptr);
    EXPECT_FALSE(v.why().empty()) << name;
  }
}

TEST(Semantics, ThePolicyIsAChoice) {
  Result<Judge> strict = Judge::make({"", "strict"});
  ASSERT_TRUE(strict.ok());
  EXPECT_FALSE(Judge::standard().judge(facts("users", "user_id")).pii);
  EXPECT_TRUE(strict->judge(facts("users", "user_id")).pii);
  EXPECT_FALSE(Judge::standard().judge(facts("companies", "city")).pii);
  EXPECT_TRUE(strict->judge(facts("companies", "city")).pii);
}

TEST(Semantics, AFolderAddsALanguage) {
  const std::string folder = testing::TempDir() + "/lexicon_et";
  ASSERT_EQ(std::system(("mkdir -p " + folder).c_str()), 0);
  std::ofstream(folder + "/words.et.tsv") << "# Estonian\nfirst name\teesnimi\nlast name\tperekonnanimi\n";
  Result<Judge> judge = Judge::make({folder, "default"});
  ASSERT_TRUE(judge.ok()) << judge.error().to_string();
  EXPECT_EQ(judge->judge(facts("isikud", "EesNimi")).type->name, "person.first_name");
  EXPECT_EQ(judge->judge(facts("isikud", "perekonnanimi")).type->name, "person.last_name");
  std::ofstream(folder + "/words.et.tsv") << "frist name\teesnimi\n";
  judge = Judge::make({folder, "default"});
  ASSERT_FALSE(judge.ok());
  EXPECT_NE(judge.error().to_string().find("words.et.tsv:1"), std::string::npos);
  EXPECT_NE(judge.error().to_string().find("frist"), std::string::npos);
}

TEST(Semantics, GluedCompoundsAreCutIntoKnownWordsOnly) {
  EXPECT_EQ(meaning("", "kundenvorname"), "person.first_name");
  EXPECT_EQ(meaning("", "customeremail"), "person.email");
  EXPECT_EQ(meaning("", "asiakkaansukunimi"), "person.last_name");
  EXPECT_EQ(meaning("", "patientbirthdate"), "person.birth_date");
  for (const char* word : {"storage", "message", "percentage", "acidlevel", "decoder", "maintenance", "phonetics", "emailable", "addressable", "renames"}) EXPECT_FALSE(personal("", word)) << word;
}

TEST(Semantics, VendorCodes) {
  EXPECT_EQ(meaning("PA0002", "NACHN"), "person.last_name");
  EXPECT_EQ(meaning("PA0002", "GBDAT", Kind::kDate), "person.birth_date");
  EXPECT_EQ(meaning("KNA1", "STRAS"), "address.street");
  EXPECT_EQ(meaning("KNA1", "ORT01"), "address.city");
  EXPECT_EQ(meaning("ADR6", "SMTP_ADDR"), "person.email");
  EXPECT_EQ(meaning("contact", "emailaddress1"), "person.email");
  EXPECT_EQ(meaning("Contact", "MailingPostalCode"), "address.postal_code");
  EXPECT_FALSE(personal("Contact", "HasOptedOutOfEmail"));
}

TEST(Semantics, Kinds) {
  EXPECT_EQ(kind_from("VARCHAR(20)"), Kind::kText);
  EXPECT_EQ(kind_from("string[]"), Kind::kText);
  EXPECT_EQ(kind_from("timestamp(6) with time zone"), Kind::kDatetime);
  EXPECT_EQ(kind_from("tinyint(1)"), Kind::kBool);
  EXPECT_EQ(kind_from("bigint unsigned"), Kind::kInteger);
  EXPECT_EQ(kind_from("Edm.Guid"), Kind::kUuid);
  EXPECT_EQ(kind_from("decimal(12,2)"), Kind::kFraction);
  EXPECT_EQ(kind_from("number(12,2)"), Kind::kFraction);
  EXPECT_EQ(kind_from("numeric(8)"), Kind::kInteger);
  EXPECT_EQ(kind_from("NUMBER(10,0)"), Kind::kInteger);
  EXPECT_EQ(kind_from("number"), Kind::kNumber);
  EXPECT_EQ(kind_from("whatever"), Kind::kUnknown);
}

}  // namespace
}  // namespace mockdata::semantics
