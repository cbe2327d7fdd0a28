#include "discover/relations/relations.h"

#include <gtest/gtest.h>

#include "discover/relations/names.h"

namespace mockdata::discover {
namespace {

// "employees: id:s! managerId:s team{id:i,name:s} tags[s]" with types i s u d o(bject id).
Field field(std::string_view text) {
  Field out;
  std::size_t cut = text.find_first_of(":{[");
  out.name = std::string(text.substr(0, cut));
  if (text[cut] == '{' || text[cut] == '[') {
    bool object = text[cut] == '{';
    std::string_view inside = text.substr(cut + 1, text.size() - cut - 2);
    std::vector<Field> members;
    if (!object && inside.find(':') == std::string_view::npos) {
      out.type = FieldType::kArray;
      out.items.push_back(field("x:" + std::string(inside)));
      return out;
    }
    std::size_t at = 0;
    while (at < inside.size()) {
      std::size_t comma = std::min(inside.find(',', at), inside.size());
      members.push_back(field(inside.substr(at, comma - at)));
      at = comma + 1;
    }
    if (object) {
      out.type = FieldType::kObject;
      out.fields = std::move(members);
    } else {
      out.type = FieldType::kArray;
      out.items.emplace_back();
      out.items[0].type = FieldType::kObject;
      out.items[0].fields = std::move(members);
    }
    return out;
  }
  char type = text[cut + 1];
  out.type = type == 'i' ? FieldType::kInt : type == 'u' ? FieldType::kUuid : type == 'd' ? FieldType::kDate : type == '?' ? FieldType::kUnknown : FieldType::kString;
  if (type == 'o') out.faker_method = "object_id";
  return out;
}

Template make(const std::vector<std::string>& entities) {
  Template tmpl;
  for (const std::string& text : entities) {
    Entity entity;
    std::size_t colon = text.find(": ");
    entity.name = text.substr(0, colon);
    std::size_t at = colon + 2;
    while (at < text.size()) {
      std::size_t space = std::min(text.find(' ', at), text.size());
      entity.fields.push_back(field(std::string_view(text).substr(at, space - at)));
      at = space + 1;
    }
    tmpl.entities.push_back(std::move(entity));
  }
  find_primary_keys(tmpl);
  return tmpl;
}

std::string relations(const std::vector<std::string>& entities, bool sure = true) {
  std::string out;
  for (const RelationGuess& guess : guess_relations(make(entities))) {
    if (sure && guess.confidence < kSure) continue;
    out += guess.from + ">" + guess.to + " ";
  }
  return out;
}

TEST(Names, Words) {
  EXPECT_EQ(name_words("managerEmployeeIds"), (std::vector<std::string>{"manager", "employee", "ids"}));
  EXPECT_EQ(name_words("SSNLast4"), (std::vector<std::string>{"ssn", "last", "4"}));
  EXPECT_EQ(name_words("EmployeeIDs"), (std::vector<std::string>{"employee", "ids"}));
  EXPECT_EQ(name_words("cost-center_id"), (std::vector<std::string>{"cost", "center", "id"}));
  EXPECT_EQ(bare_name("cost-centers"), bare_name("costCenter"));
  EXPECT_EQ(bare_name("Companies"), "company");
  EXPECT_EQ(singular("status"), "status");
  EXPECT_EQ(last_path_segment("/v1/employees/{id}/children"), "children");
  EXPECT_EQ(last_path_segment("/companies({company_id})/items({item_id})"), "items");
  EXPECT_EQ(last_path_segment("/lists.{format}?q={q}"), "lists");
  EXPECT_EQ(last_path_segment("/users/microsoft.graph.delta()"), "delta");
  EXPECT_EQ(path_segments("/v2/companies(id={id})/prices(a='{a}',b={b})?x=1"), (std::vector<std::string_view>{"v2", "companies", "{id}", "prices", "{a}", "{b}"}));
  EXPECT_TRUE(person_entity("it_requesters"));
  EXPECT_FALSE(person_entity("products"));
}

TEST(PrimaryKeys, ByNameAndEntity) {
  auto key = [](const char* entity) {
    Template tmpl = make({entity});
    for (const Field& f : tmpl.entities[0].fields) {
      if (f.primary_key) return f.name;
    }
    return std::string();
  };
  EXPECT_EQ(key("a: name:s id:i"), "id");
  EXPECT_EQ(key("Contacts: ContactNumber:s ContactID:u Name:s"), "ContactID");
  EXPECT_EQ(key("employees: emp_no:i birth_date:d"), "emp_no");
  EXPECT_EQ(key("users: accountId:s uuid:s"), "uuid");
  EXPECT_EQ(key("incident: number:s sys_id:s"), "sys_id");
  EXPECT_EQ(key("notes: text:s at:d"), "");
  EXPECT_EQ(key("countries: code:s name:s"), "code");
}

TEST(Relations, AlexisHr) {
  EXPECT_EQ(relations({"employees: id:o companyId:o officeId:o managerEmployeeId:o departmentId:o costCenterId:o compensationId:o userId:o employeeNumber:s",
                       "compensation: id:o employeeId:o", "departments: id:o parentId:o name:s", "offices: id:o", "teams: id:o parentId:?"}),
            "employees.officeId>offices.id employees.managerEmployeeId>employees.id employees.departmentId>departments.id "
            "employees.compensationId>compensation.id compensation.employeeId>employees.id departments.parentId>departments.id teams.parentId>teams.id ");
}

TEST(Relations, NestedListsAndIds) {
  EXPECT_EQ(relations({"employees: id:i team{id:i,name:s} manager{id:i,name:s} skillIds[i] groups[id:i,name:s] address{city:s,countryId:i}",
                       "teams: id:i", "skills: id:i", "groups: id:i", "countries: id:i"}),
            "employees.team.id>teams.id employees.manager.id>employees.id employees.skillIds[]>skills.id employees.groups[].id>groups.id "
            "employees.address.countryId>countries.id ");
}

TEST(Relations, OwnersTypeAndPrefixes) {
  EXPECT_EQ(relations({"leave: id:i typeId:i approverEmployeeId:i effectiveCostCenterId:i team_id_2:i dept_id:i", "leave-type: id:i", "employee: id:i",
                       "cost-center: id:i", "teams: id:i", "departments: id:i"}),
            "leave.typeId>leave-type.id leave.approverEmployeeId>employee.id leave.effectiveCostCenterId>cost-center.id leave.team_id_2>teams.id "
            "leave.dept_id>departments.id ");
}

TEST(Relations, KeyNamesAndCodes) {
  EXPECT_EQ(relations({"employees: emp_no:i", "salaries: emp_no:i amount:i", "departments: dept_no:s", "dept_emp: emp_no:i dept_no:s",
                       "countries: code:s", "offices: id:i countryCode:s"}),
            "salaries.emp_no>employees.emp_no dept_emp.emp_no>employees.emp_no dept_emp.dept_no>departments.dept_no offices.countryCode>countries.code ");
}

TEST(Relations, NotEverythingIsAReference) {
  EXPECT_EQ(relations({"users: id:i followers:i following:i", "posts: id:i author:i comments:i", "comments: id:i post:i"}), "posts.author>users.id comments.post>posts.id ");  // plurals are counts
  EXPECT_EQ(relations({"employees: id:i employeeId:s externalId:s nationalId:s status:s team:s createdAt:d", "teams: id:i", "invoices: id:i ownerType:s ownerId:i currencyCode:s",
                       "users: id:i"}),
            "");
  // A number cannot refer to a UUID.
  EXPECT_EQ(relations({"a: id:i teamId:i", "teams: id:u"}), "");
}

TEST(Relations, RolesGoToPeople) {
  EXPECT_EQ(relations({"tickets: id:i requester_id:i responder_id:i created_by:i department_id:i", "requesters: id:i", "agents: id:i", "departments: id:i head_user_id:i"}),
            "tickets.requester_id>requesters.id tickets.responder_id>agents.id tickets.created_by>agents.id tickets.department_id>departments.id ");
}

TEST(Relations, ApplyKeepsSuggestionsApart) {
  Template tmpl = make({"items: id:i center_id:i", "cost_centers: id:i"});
  auto rest = apply_relations(tmpl, guess_relations(tmpl));
  ASSERT_EQ(rest.size(), 1u);
  EXPECT_EQ(rest[0].to, "cost_centers.id");
  EXPECT_TRUE(tmpl.relationships.empty());
}

}  // namespace
}  // namespace mockdata::discover
