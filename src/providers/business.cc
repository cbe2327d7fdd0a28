// What companies write into their systems: numbers, departments and titles, products, durations, remarks. Beyond Faker, in its
// style. Words are English; persons that a remark mentions are synthetic names of the locale.
#include <algorithm>
#include <array>

#include "providers/families.h"
#include "providers/joined.h"
#include "providers/lists.h"
#include "providers/number.h"

namespace mockdata {

namespace {

// A prefix and so many digits: the ranks of a row in unique columns.
MadeColumn numbered(const Arguments& a, MakeContext& c, const char* what) {
  const int64_t digits = a.integer("digits");
  if (digits < 1 || digits > 18) return invalid_error(std::string(what) + ": between 1 and 18 digits, found " + std::to_string(digits));
  const std::string& prefix = a.text("prefix");
  const uint32_t n = static_cast<uint32_t>(digits);
  return written(c, what, prefix.size() + 32, space_power(10, n), [prefix, n](char* out, auto& draws) { return write_digits(copy_text(out, prefix), draws, n); });
}
MadeColumn employee_number(const Arguments& a, MakeContext& c) { return numbered(a, c, "employee_number"); }
MadeColumn order_number(const Arguments& a, MakeContext& c) { return numbered(a, c, "order_number"); }

// Letters of stock-keeping units: those that are not taken for digits.
MadeColumn sku(const Arguments& a, MakeContext& c) {
  FormatOptions options;
  options.letters = "ABCDEFGHJKLMNPQRSTUVWXYZ";
  const Resolver none = [](std::string_view name) -> Result<Token> { return invalid_error("sku: {{" + std::string(name) + "}} has no meaning in a pattern; # is a digit and ? a letter"); };
  MOCKDATA_ASSIGN(Format format, Format::compile(a.text("pattern"), none, options));
  return format_column(c, "sku", std::move(format));
}

// An ISO 8601 duration, or seconds where the field is a number.
MadeColumn duration(const Arguments& a, MakeContext& c) {
  const int64_t lo = a.integer("min"), hi = a.integer("max");
  if (lo < 0 || hi < lo || hi > 4'000'000'000) return invalid_error("duration: 0 <= min <= max seconds, found " + std::to_string(lo) + " and " + std::to_string(hi));
  const uint64_t n = static_cast<uint64_t>(hi - lo) + 1;
  if (c.wanted && c.wanted->id != TypeId::kText && width_of(*c.wanted) && c.wanted->id != TypeId::kUuid) {
    MOCKDATA_CHECK(check_space(c, "duration", n));
    const DataType type = c.wanted->id == TypeId::kInt32 && hi <= INT32_MAX ? *c.wanted : DataType{TypeId::kInt64, 0, 0, {}};
    return std::unique_ptr<Column>(std::make_unique<NumberColumn>(type, c.unique ? unique_draw(c.key.value(), n) : uniform_draw(c.key.value(), n), lo));
  }
  return written(c, "duration", 48, n, [lo, n = static_cast<uint32_t>(n)](char* out, auto& draws) {
    const int64_t seconds = lo + draws.below(n);
    const auto part = [&](int64_t number, char unit) {
      if (!number) return;
      out = write_int(out, number);
      *out++ = unit;
    };
    *out++ = 'P';
    part(seconds / 86400, 'D');
    const int64_t rest = seconds % 86400;
    if (rest || seconds == 0) *out++ = 'T';
    part(rest / 3600, 'H');
    part(rest / 60 % 60, 'M');
    if (rest % 60 || seconds == 0) {
      out = write_int(out, rest % 60);
      *out++ = 'S';
    }
    return out;
  });
}

// <sixteen hexadecimal digits.eight@mail.example>, as message ids of RFC 5322.
MadeColumn email_thread_id(const Arguments&, MakeContext& c) {
  return written(c, "email_thread_id", 64, kLargestSpace, [](char* out, auto& draws) {
    *out++ = '<';
    for (int i = 0; i < 16; ++i) *out++ = "0123456789abcdef"[draws.below(16)];
    return copy_text(out, "@mail.example>");
  });
}

struct Department {
  const char* name;
  std::vector<std::string> titles;
};
const std::vector<Department>& departments() {
  static const std::vector<Department> kAll = {
      {"Engineering", {"Software Engineer", "Senior Software Engineer", "Staff Engineer", "Engineering Manager", "Test Engineer", "Site Reliability Engineer", "Director of Engineering"}},
      {"Product", {"Product Manager", "Senior Product Manager", "Product Analyst", "Head of Product"}},
      {"Design", {"Product Designer", "User Researcher", "Design Lead", "Content Designer"}},
      {"Data", {"Data Engineer", "Data Analyst", "Data Scientist", "Analytics Manager"}},
      {"Sales", {"Account Executive", "Sales Development Representative", "Account Manager", "Sales Director", "Sales Operations Analyst"}},
      {"Marketing", {"Marketing Manager", "Content Specialist", "Brand Manager", "Marketing Analyst", "Head of Marketing"}},
      {"Customer Support", {"Support Agent", "Senior Support Agent", "Support Team Lead", "Customer Success Manager"}},
      {"Finance", {"Accountant", "Financial Analyst", "Controller", "Payroll Specialist", "Finance Director"}},
      {"Human Resources", {"HR Specialist", "Recruiter", "HR Business Partner", "HR Director"}},
      {"Legal", {"Legal Counsel", "Contract Manager", "Compliance Officer"}},
      {"Operations", {"Operations Manager", "Operations Analyst", "Facilities Coordinator", "Office Manager"}},
      {"IT", {"System Administrator", "IT Support Specialist", "Network Engineer", "IT Manager"}},
      {"Security", {"Security Engineer", "Security Analyst", "Chief Information Security Officer"}},
      {"Procurement", {"Buyer", "Procurement Manager", "Sourcing Specialist"}},
      {"Logistics", {"Warehouse Operator", "Logistics Planner", "Supply Chain Manager", "Driver"}},
      {"Production", {"Machine Operator", "Production Planner", "Shift Supervisor", "Plant Manager", "Maintenance Technician"}},
      {"Quality", {"Quality Engineer", "Quality Inspector", "Quality Manager"}},
      {"Research", {"Research Scientist", "Laboratory Technician", "Research Director"}}};
  return kAll;
}
Words department_words() {
  std::vector<std::string> names;
  for (const Department& d : departments()) names.emplace_back(d.name);
  return Words(names);
}
MadeColumn department_name(const Arguments&, MakeContext& c) { return word_column(c, "department_name", department_words()); }

// Titles of the department given, or of the one that the row's own field names, or of all.
MadeColumn job_title(const Arguments& a, MakeContext& c) {
  std::vector<std::string> all;
  for (const Department& d : departments()) {
    if (!a.is_null("department") && a.text("department") == d.name) return word_column(c, "job_title", Words(d.titles));
    all.insert(all.end(), d.titles.begin(), d.titles.end());
  }
  if (!a.is_null("department")) {
    std::string names;
    for (const Department& d : departments()) names += (names.empty() ? "" : ", ") + std::string(d.name);
    return invalid_error("job_title: \"department\" is one of " + names + ", found \"" + a.text("department") + "\"");
  }
  const Column* department = nullptr;
  if (c.sibling)
    for (const char* name : {"department", "department_name", "departmentName"})
      if (!department) department = c.sibling(name);
  if (!department || department->type().id != TypeId::kText || c.unique) return word_column(c, "job_title", Words(all));
  std::vector<std::pair<std::string, Words>> by_name;
  for (const Department& d : departments()) by_name.emplace_back(d.name, Words(d.titles));
  return joined(c, TypeId::kText, {department}, [by_name, others = Words(all)](TextWriter& out, const Block* const* blocks, uint32_t i, CellDraws& draws) {
    const std::string_view name = blocks[0]->valid(i) ? blocks[0]->text(i) : std::string_view();
    for (const auto& [known, titles] : by_name)
      if (known == name) return out.put(titles.pick(draws));
    out.put(others.pick(draws));
  });
}

MadeColumn product_name(const Arguments&, MakeContext& c) {
  static constexpr const char* kQualities[] = {"Compact", "Classic", "Modern", "Light", "Sturdy", "Smart", "Portable", "Premium", "Basic", "Foldable", "Silent", "Outdoor", "Universal", "Slim", "Heavy-Duty", "Refined"};
  static constexpr const char* kMaterials[] = {"Steel", "Oak", "Cotton", "Ceramic", "Bamboo", "Leather", "Glass", "Wool", "Aluminium", "Rubber", "Linen", "Carbon", "Cork", "Copper", "Granite", "Paper"};
  static constexpr const char* kThings[] = {"Chair", "Lamp", "Backpack", "Bottle", "Keyboard", "Table", "Jacket", "Kettle", "Notebook", "Speaker", "Shelf", "Gloves", "Clock", "Toolbox", "Blanket", "Mug", "Desk", "Helmet", "Pan", "Umbrella"};
  return written(c, "product_name", 96, space_of({std::size(kQualities), std::size(kMaterials), std::size(kThings)}), [](char* out, auto& draws) {
    out = copy_text(out, kQualities[draws.below(std::size(kQualities))]);
    *out++ = ' ';
    out = copy_text(out, kMaterials[draws.below(std::size(kMaterials))]);
    *out++ = ' ';
    return copy_text(out, kThings[draws.below(std::size(kThings))]);
  });
}

// Sentences about {{about}}, which may mention a person.
constexpr const char* kRemarks[] = {
    "{{person}} asked for an update on {{about}}.", "Please check {{about}} before {{when}}.", "{{about}} was discussed with {{person}} and needs a decision.",
    "No open questions remain on {{about}}.", "{{person}} confirmed {{about}} by phone.", "Waiting for {{person}} to approve {{about}}.", "{{about}} has been postponed until {{when}}.",
    "The details of {{about}} were sent to {{person}}.", "{{person}} will follow up on {{about}} {{when}}.", "There was a problem with {{about}}, which has been solved.",
    "Costs of {{about}} are within the budget.", "{{person}} took over {{about}} from {{person}}."};
constexpr const char* kTopics[] = {"the order", "the invoice", "the contract", "the delivery", "the schedule", "the migration", "the review", "the onboarding", "the budget", "the complaint", "the report", "the audit"};
constexpr const char* kTimes[] = {"next week", "the end of the month", "Monday", "Friday", "the next meeting", "the release"};

// Names of persons, inline: given and family names of the locale.
Result<Token> remark_token(MakeContext& c, std::string_view name, const std::string& about, bool persons) {
  if (name == "when") return Token(Words(kTimes));
  if (name == "about") return about.empty() ? Token(Words(kTopics)) : Token(Words(std::vector<std::string>{about}));
  if (!persons) return Token(Words(std::vector<std::string>{"the team", "the customer", "the supplier"}));
  const Resolver names = [&](std::string_view part) -> Result<Token> {
    MOCKDATA_ASSIGN(Words words, listed(c, part == "given" ? "person.first_names" : "person.last_names"));
    return Token(std::move(words));
  };
  MOCKDATA_ASSIGN(Format format, Format::compile(std::string("{{given}} {{family}}"), names));
  return Token(std::make_shared<const Format>(std::move(format)));
}
Result<std::shared_ptr<const Format>> remarks(MakeContext& c, const std::string& about, bool persons) {
  FormatOptions options;
  options.marks = false;
  const Resolver resolve = [&](std::string_view name) { return remark_token(c, name, about, persons); };
  MOCKDATA_ASSIGN(Format format, Format::compile(std::vector<std::string>(std::begin(kRemarks), std::end(kRemarks)), resolve, options));
  return std::make_shared<const Format>(std::move(format));
}
char* write_remark(char* out, CellDraws& draws, const Format& format) {
  char* const end = format.write(out, draws);
  if (*out >= 'a' && *out <= 'z') *out = static_cast<char>(*out - 32);
  return end;
}
MadeColumn sentence_about(const Arguments& a, MakeContext& c) {
  MOCKDATA_ASSIGN(const auto format, remarks(c, a.text("about"), a.boolean("persons")));
  return written_freely(c, "sentence_about", format->most(), [format](char* out, CellDraws& draws) { return write_remark(out, draws, *format); });
}
MadeColumn free_text(const Arguments& a, MakeContext& c) {
  const int64_t least = a.integer("min_sentences"), most = a.integer("max_sentences");
  if (least < 1 || most < least || most > 1000) return invalid_error("free_text: 1 <= min_sentences <= max_sentences <= 1,000, found " + std::to_string(least) + " and " + std::to_string(most));
  MOCKDATA_ASSIGN(const auto format, remarks(c, a.text("about"), a.boolean("persons")));
  return written_freely(c, "free_text", (format->most() + 1) * static_cast<std::size_t>(most), [=](char* out, CellDraws& draws) {
    const uint32_t n = static_cast<uint32_t>(least) + draws.below(static_cast<uint32_t>(most - least + 1));
    for (uint32_t i = 0; i < n; ++i) {
      if (i) *out++ = ' ';
      out = write_remark(out, draws, *format);
    }
    return out;
  });
}

constexpr Parameter kEmployee[] = {{"prefix", ArgKind::kText, "\"E\""}, {"digits", ArgKind::kInt, "6"}};
constexpr Parameter kOrder[] = {{"prefix", ArgKind::kText, "\"ORD-\""}, {"digits", ArgKind::kInt, "10"}};
constexpr Parameter kSku[] = {{"pattern", ArgKind::kText, "\"?\?\?-####-?\?\""}};
constexpr Parameter kDuration[] = {{"min", ArgKind::kInt, "60"}, {"max", ArgKind::kInt, "86400"}};
constexpr Parameter kTitle[] = {{"department", ArgKind::kText, "null"}};
constexpr Parameter kAbout[] = {{"about", ArgKind::kText, "\"\""}, {"persons", ArgKind::kBool, "true"}};
constexpr Parameter kFreeText[] = {{"about", ArgKind::kText, "\"\""}, {"persons", ArgKind::kBool, "true"}, {"min_sentences", ArgKind::kInt, "1"}, {"max_sentences", ArgKind::kInt, "4"}};
constexpr Provider kRows[] = {
    {"employee_number", kEmployee, TypeId::kText, "a staff number: a prefix and digits", R"({"prefix": "P", "digits": 5})", employee_number},
    {"order_number", kOrder, TypeId::kText, "the number of an order: a prefix and digits", "{}", order_number},
    {"sku", kSku, TypeId::kText, "a stock-keeping unit by a pattern of # digits and ? letters", R"({"pattern": "??-#####"})", sku},
    {"duration", kDuration, TypeId::kText, "a span of time as ISO 8601 text, or as seconds where the field is a number", R"({"min": 60, "max": 7200})", duration},
    {"email_thread_id", {}, TypeId::kText, "the message id of an e-mail thread, on a reserved host", "{}", email_thread_id},
    {"department_name", {}, TypeId::kText, "a department of a company", "{}", department_name},
    {"job_title", kTitle, TypeId::kText, "a job title of the department: the one given, or that of the row's field \"department\"", R"({"department": "Finance"})", job_title},
    {"product_name", {}, TypeId::kText, "the name of a product", "{}", product_name},
    {"sentence_about", kAbout, TypeId::kText, "an English sentence about something; persons in it are synthetic", R"({"about": "the new office"})", sentence_about},
    {"free_text", kFreeText, TypeId::kText, "English remarks that mention only synthetic persons", R"({"max_sentences": 2})", free_text},
};

}  // namespace

const std::span<const Provider> kBusinessProviders = kRows;

}  // namespace mockdata
