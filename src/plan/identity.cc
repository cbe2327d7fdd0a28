// What a field's column may know of languages and persons: its vocabulary, its locale, and the person that its row describes.
//
// Every row set has an identity of its own once a field reads a person: first_name, e-mail, birth date, city … of one row
// are one person's. `identity` names a domain that several entities share; when the template's `identities` describes it,
// sources share it too, because its key then holds the domain's name and not the source's. Fields that name a role
// ("manager_email", "billing.city") speak of another person, one a role and row.
#include <algorithm>
#include <tuple>

#include "persons/persons.h"
#include "plan/builder.h"
#include "providers/person.h"
#include "providers/provider.h"
#include "vocabulary/vocabulary.h"

namespace mockdata {

namespace {

std::string text_of(const Value& v) { return v.is_string() ? v.text() : std::string(); }

// Words that name somebody other than the row's own person.
constexpr std::string_view kRoles[] = {"manager", "supervisor", "contact", "emergency", "billing", "shipping", "delivery", "spouse", "partner", "father", "mother", "parent", "guardian",
                                       "owner", "author", "approver", "requester", "reporter", "assignee", "recruiter", "sender", "recipient", "beneficiary", "referrer", "doctor"};

std::string role_of(const std::string& path, const std::string& entity) {
  std::string lower;
  for (const char c : path) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  std::string own;
  for (const char c : entity) own += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  for (const std::string_view role : kRoles)
    if (lower.find(role) != std::string::npos && own.find(role) == std::string::npos) return std::string(role);
  return {};
}

// Ages that an entity's name suggests.
std::pair<int, int> ages_of(const std::string& entity) {
  std::string lower;
  for (const char c : entity) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  struct Profile {
    std::string_view word;
    int youngest, oldest;
  };
  static constexpr Profile kProfiles[] = {{"employee", 18, 67}, {"staff", 18, 67}, {"worker", 18, 67}, {"user", 18, 67}, {"candidate", 18, 60}, {"applicant", 18, 60}, {"patient", 0, 95},
                                          {"child", 0, 17}, {"pupil", 6, 18}, {"student", 16, 35}, {"pensioner", 65, 100}};
  for (const Profile& p : kProfiles)
    if (lower.find(p.word) != std::string::npos) return {p.youngest, p.oldest};
  return {18, 90};
}

}  // namespace



// Locale: the field's, else the entity's, else --locale, else the template's, else en_US.
void Builder::set_locale(const Node& node, MakeContext& context) {
  const Entity& entity = this->entity(node.entity);
  for (const std::string& locale : {text_of(node.field->settings.find("locale")), text_of(entity.settings.find("locale")), options_.locale, text_of(template_.settings.find("locale"))})
    if (!locale.empty()) {
      context.locale = locale;
      break;
    }
  if (const auto vocabulary = Vocabulary::open(options_.vocabulary_dir); vocabulary.ok()) context.vocabulary = *vocabulary;
}

Status Builder::set_person(Node& node, const std::string& provider, MakeContext& context, std::string& whose) {
  if (!reads_person(provider) || !context.vocabulary) return {};
  if (text_of(node.field->settings.find("locale")).size()) return {};  // a locale of its own: nobody else's column agrees with it
  const Entity& entity = this->entity(node.entity);
  const Value& identity = entity.settings.find("identity");
  if (identity.is_bool() && !identity.as_bool()) return {};
  std::string role = role_of(node.path, entity.name);
  if (identity.is_object() && role == text_of(identity.find("role"))) role.clear();  // the row itself is about the one in that role
  std::shared_ptr<Persons>& persons = persons_[{node.site, role}];
  if (!persons) {
    MOCKDATA_ASSIGN(persons, make_persons(node, role, context));
  }
  context.persons = persons.get();
  const std::string name = identity_name(entity);
  whose = !role.empty() ? " of the row's " + role : !name.empty() ? " of the identity " + name : " of the row's person";
  return {};
}

// What template and entity say of the persons of a domain.
Result<PersonOptions> Builder::person_options(const Node& node, const std::string& name, const MakeContext& context) {
  const Entity& entity = this->entity(node.entity);
  const Value& identity = entity.settings.find("identity");
  const Value& shared = identity_settings(template_, name);
  const auto setting = [&](std::string_view key) -> const Value& {
    const Value& own = identity.is_object() ? identity.find(key) : identity;
    return identity.is_object() && own ? own : shared.find(key);
  };
  PersonOptions options;
  options.today = plan_.as_of;
  options.validator_safety = context.validator_safety;
  std::tie(options.youngest, options.oldest) = ages_of(entity.name);
  for_each_field(entity.fields, "", [&](const std::string&, const Field& f) {
    if (f.faker_method != "date_of_birth" || !f.faker_args.is_object()) return;
    options.youngest = static_cast<int>(f.faker_args.find("minimum_age").as_int().value_or(options.youngest));
    options.oldest = static_cast<int>(f.faker_args.find("maximum_age").as_int().value_or(options.oldest));
  });
  if (const Value& age = setting("age"); age) {
    const auto& items = age.items();
    if (items.size() != 2 || !items[0].as_int() || !items[1].as_int() || *items[0].as_int() < 0 || *items[1].as_int() < *items[0].as_int() || *items[1].as_int() > 120)
      return invalid_error("\"age\" is [youngest, oldest] in years, found " + age.to_json());
    options.youngest = static_cast<int>(*items[0].as_int());
    options.oldest = static_cast<int>(*items[1].as_int());
  }
  options.youngest = std::clamp(options.youngest, 0, 120);
  options.oldest = std::clamp(options.oldest, options.youngest, 120);
  const Value& locale = setting("locale");
  if (locale.is_object())
    for (const auto& [of, weight] : locale.members()) options.locales.emplace_back(of, weight.as_double().value_or(0));
  for (const Value& of : locale.items()) options.locales.emplace_back(of.text(), 1);
  if (locale.is_string()) options.locales.emplace_back(locale.text(), 1);
  if (options.locales.empty()) options.locales.emplace_back(context.locale, 1);
  double sum = 0;
  for (const auto& [of, weight] : options.locales) sum += weight;
  if (!(sum > 0)) return invalid_error("the weights of \"locale\" are numbers of 0 or more, one above 0, found " + locale.to_json());
  if (const Value& female = setting("female"); female) options.female = female.as_double().value_or(0.5);
  if (const Value& households = setting("households"); households.is_object()) {
    options.household = static_cast<uint32_t>(std::clamp<int64_t>(households.find("size").as_int().value_or(2), 1, 12));
    options.together = households.find("rate").as_double().value_or(0.6);
    options.same_surname = households.find("surname").as_double().value_or(0.8);
  }
  if (const Value& domain = setting("company_domain"); domain.is_string()) {
    if (!reserved_domain(domain.text()))
      return invalid_error("\"" + domain.text() + "\" may be somebody's mail domain", {}, "use a reserved name: one under .example or .test, or example.com, .org or .net");
    options.company_domain = domain.text();
  }
  return options;
}

Result<std::unique_ptr<Persons>> Builder::make_persons(Node& node, const std::string& role, const MakeContext& context) {
  const Entity& entity = this->entity(node.entity);
  std::vector<std::string> notes;
  const auto warn = [&] {
    for (const std::string& note : notes) warning(entity.path, entity.line, note);
  };
  const std::string name = role.empty() && !node.site->outer ? identity_name(entity) : std::string();
  MOCKDATA_ASSIGN(PersonOptions options, person_options(node, name, context));
  if (name.empty()) {
    options.key = node.site->key.with("person").with(role);
    const Column* country = nullptr;
    if (role.empty() && !node.site->outer) {
      MOCKDATA_CHECK(set_country_column(node, *context.vocabulary, options, country));
    }
    MOCKDATA_ASSIGN(auto domain, PersonDomain::make(*context.vocabulary, std::move(options), *node.site->table, country, notes));
    warn();
    plan_.keep.push_back(domain);
    return std::make_unique<Persons>(std::move(domain), *node.site->table, nullptr);
  }
  Identity& shared = identities_[name];
  if (!shared.domain) {
    const Value& described = identity_settings(template_, name);
    if (described && !described.find("age") && (options.youngest != 18 || options.oldest != 90))
      warning("identities." + name, described.line(), "the identity has no \"age\", so " + entity.name + " decides it (" + std::to_string(options.youngest) + " to " + std::to_string(options.oldest) + "), and another source may decide otherwise",
              "add \"age\": [" + std::to_string(options.youngest) + ", " + std::to_string(options.oldest) + "]");
    options.key = (described ? Key(plan_.seed).with(kEngine) : root_).with("identity").with(name);
    plan_.tables.push_back(std::make_unique<Table>("identity " + name, persons_of(name)));
    shared.table = plan_.tables.back().get();
    MOCKDATA_ASSIGN(shared.domain, PersonDomain::make(*context.vocabulary, std::move(options), *shared.table, nullptr, notes));
    warn();
    plan_.keep.push_back(shared.domain);
  }
  const Holding& holding = holding_of(node.entity);
  auto persons = std::make_unique<Persons>(shared.domain, *node.site->table, holding.pick, holding.once);
  set_drift(node.entity, shared.domain, holding.pick, *persons);
  return persons;
}

// {"locale": {"from": "countryCode"}} of an entity: the row's country decides its person's locale.
Status Builder::set_country_column(Node& node, const Vocabulary& vocabulary, PersonOptions& options, const Column*& column) {
  const Entity& entity = this->entity(node.entity);
  const std::string from = text_of(entity.settings.find("locale").find("from"));
  if (from.empty()) return {};
  Node* country = this->node(node.entity, from);
  if (!country) return invalid_error("the entity has no field \"" + from + "\" for its locale", {}, "name the field that holds the country");
  column = column_of(*country);
  if (!column || column->type().id != TypeId::kText) return invalid_error("the locale follows \"" + from + "\", which is not a text");
  // The locales of the countries that the field lists; else of every country whose locale is in the default set.
  std::vector<std::string> locales;
  const auto add = [&](std::string_view locale) {
    if (!locale.empty() && std::find(locales.begin(), locales.end(), locale) == locales.end()) locales.emplace_back(locale);
  };
  for (const Value& value : country->field->settings.find("values").items()) add(vocabulary.locale_of_country(value.text()));
  if (locales.empty()) {
    const TextList& table = *vocabulary.world("world.locales");
    for (uint32_t i = 0; i < table.rows; ++i)
      if (table.text(i, 4) == "default" && !table.text(i, 2).empty()) add(vocabulary.locale_of_country(table.text(i, 2)));
  }
  options.locales.clear();
  for (const std::string& locale : locales) options.locales.emplace_back(locale, 1);
  return {};
}

}  // namespace mockdata
