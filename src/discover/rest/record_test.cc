#include "discover/rest/record.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace mockdata::discover {
namespace {

using State = FoundRecord::State;

FoundRecord find(const char* json, const char* entity = "employees") { return find_record(shape_of_json(json).root, {entity}); }

// "list style: members" of what was found.
std::string found(const char* json, const char* entity = "employees") {
  FoundRecord record = find(json, entity);
  if (record.state == State::kEmpty) return "empty " + record.list;
  if (record.state == State::kErrorBody) return "error";
  if (record.state == State::kNothing) return "nothing";
  if (record.state == State::kRows) return "rows";
  std::string out = record.list + " " + record.style + ":";
  for (const auto& [name, shape] : record.record.members) out += " " + name;
  return out;
}

TEST(Record, RootsAndEnvelopes) {
  EXPECT_EQ(found(R"([{"id":1,"a":2}])"), "$ : id a");
  EXPECT_EQ(found(R"({"data":[{"id":1}],"meta":{"list":[{"x":1}]}})"), "data : id");
  EXPECT_EQ(found(R"({"status":"success","total":1,"count":1,"offset":0,"data":[{"id":"x","name":"y"}],"relations":{"office":[{"id":"z"}]}})"), "data : id name");
  EXPECT_EQ(found(R"({"Id":"9f1c2f40-6c5b-4b1a-9d3a-0c1d2e3f4a5b","Status":"OK","Employees":[{"EmployeeID":"x","Name":"n"}]})"), "Employees : EmployeeID Name");
  EXPECT_EQ(found(R"({"links":[{"rel":"next"}],"page":{"size":1},"employeeList":[{"id":1}]})"), "employeeList : id");
  EXPECT_EQ(found(R"({"response":{"docs":[{"id":1,"x":"a"}],"numFound":1}})"), "response.docs : id x");
  EXPECT_EQ(found(R"({"warnings":[{"m":1}],"staff":[{"id":1}]})"), "staff : id");
  EXPECT_EQ(found("{\"id\":1}\n{\"id\":2}\n"), "$ : id");
  EXPECT_EQ(found(R"([[{"id":1}]])"), "$ : id");
  EXPECT_EQ(found(R"([null,null,{"id":1}])"), "$ : id");
  EXPECT_EQ(found(R"({"columns":["id","name"],"rows":[[1,"x"],[2,"y"]]})"), "rows");
  EXPECT_EQ(found(R"({"totalSize":1,"done":true,"records":[{"attributes":{"type":"Account","url":"/a/1"},"Id":"1","Name":"x"}]})"), "records : Id Name");
}

TEST(Record, Styles) {
  EXPECT_EQ(found(R"({"_embedded":{"employees":[{"id":1,"_links":{"self":{"href":"x"}}}]},"_links":{},"page":{"size":20}})"), "_embedded.employees hal: id");
  EXPECT_EQ(found(R"({"@odata.context":"c","value":[{"@odata.etag":"e","id":1,"_owner_value":"x"}],"@odata.nextLink":"https://x"})"), "value odata: id _owner_value");
  EXPECT_EQ(found(R"({"resourceType":"Bundle","type":"searchset","total":1,"entry":[{"fullUrl":"https://x/1","resource":{"resourceType":"Patient","id":"1","name":[{"family":"x"}]}}]})", "patients"),
            "entry fhir: resourceType id name");
  EXPECT_EQ(found(R"({"data":[{"type":"employees","id":"1","attributes":{"first":"x","age":3},"relationships":{"team":{"data":{"type":"teams","id":"7"}}}}]})"),
            "data json_api: id first age team");
  EXPECT_EQ(found(R"({"success":true,"data":[{"type":"Employee","attributes":{"id":{"label":"ID","value":1,"type":"integer"},"first_name":{"label":"First name","value":"x","type":"standard"},)"
                  R"("department":{"label":"D","value":{"type":"Department","attributes":{"id":3,"name":"n"}},"type":"standard"}}}]})"),
            "data attributes: id first_name department");
  EXPECT_EQ(found(R"({"hits":{"total":{"value":1},"hits":[{"_id":"1","_score":1.0,"_source":{"name":"x","age":2}}]}})"), "hits.hits search: name age");
  EXPECT_EQ(found(R"({"data":{"employees":{"edges":[{"cursor":"c","node":{"id":"x"}}],"pageInfo":{"hasNextPage":true}}}})"), "data.employees.edges edges: id");
  EXPECT_EQ(found(R"({"data":{"507f1f77bcf86cd799439011":{"name":"a","x":1},"507f1f77bcf86cd799439012":{"name":"b","x":1}}})"), "data by_id: name x");
  EXPECT_EQ(found(R"({"1001":{"name":"a"},"1002":{"name":"b"}})"), "$ by_id: name");
  EXPECT_EQ(found(R"([{"employee":{"id":1,"name":"x"}}])"), "$ wrapped: id name");
}

TEST(Record, AttributeValuesAreOneLevelUp) {
  FoundRecord record = find(R"({"data":[{"type":"Employee","attributes":{"first_name":{"label":"First name","value":"x","type":"standard"},"department":{"label":"D","value":{"type":"Department","attributes":{"id":3}},"type":"s"}}}]})");
  EXPECT_TRUE(record.record.member("first_name")->text);
  EXPECT_TRUE(record.record.member("department")->member("id")->integer);
}

TEST(Record, SingleObjects) {
  EXPECT_EQ(found(R"({"id":1,"name":"x","addresses":[{"street":"s"}]})", "organisation"), " single: id name addresses");
  EXPECT_EQ(found(R"({"status":"ok","data":{"id":1,"name":"x"}})", "company"), "data single: id name");
  EXPECT_EQ(found(R"({"company":{"legalName":"x","vat":"y","city":"z"}})", "company"), "company single: legalName vat city");
}

TEST(Record, EmptyAndErrors) {
  EXPECT_EQ(found("[]"), "empty $");
  EXPECT_EQ(found(R"({"data":[],"total":0})"), "empty data");
  EXPECT_EQ(found(R"({"items":[],"employees":[]})"), "empty employees");
  EXPECT_EQ(found(R"({"error":{"code":401,"message":"x"}})"), "error");
  EXPECT_EQ(found(R"({"success":false,"message":"token expired","code":17})"), "error");
  EXPECT_EQ(found(R"({"status":"error","errors":[{"detail":"x"}],"data":null})"), "error");
  EXPECT_EQ(found("42"), "nothing");
  EXPECT_EQ(found("{}"), "empty ");
}

TEST(Record, Paging) {
  EXPECT_EQ(find(R"({"data":[{"id":1}],"next_cursor":"x"})").paging.kind, PagingKind::kCursor);
  EXPECT_EQ(find(R"({"data":[{"id":1}],"offset":0,"total":9})").paging.kind, PagingKind::kOffset);
  EXPECT_EQ(find(R"({"data":[{"id":1}],"meta":{"current_page":1}})").paging.kind, PagingKind::kPage);
  EXPECT_EQ(find(R"({"value":[{"id":1}],"@odata.nextLink":"https://x"})").paging.kind, PagingKind::kLink);
}

// Kind, parameter, the path that leads on, that of the count, that of has_more.
std::string paging(const char* json, std::string_view next = {}, std::string_view header = {}) {
  Paging paging = find(json).paging;
  learn_from_next(next, paging);
  learn_from_header(header, paging);
  return std::string(to_string(paging.kind)) + " " + paging.parameter + "," + paging.limit_parameter + " " + (paging.header ? "Link" : dotted(paging.next)) + " " + paging.total + " " + paging.more;
}

TEST(Record, PagingTellsHowToGoOn) {
  EXPECT_EQ(paging(R"({"count":9,"next":"https://x/y?page=2","previous":null,"results":[{"id":1}]})", "https://x/y?page=2&page_size=1"), "link page,page_size next count ");
  EXPECT_EQ(paging(R"({"count":9,"next":null,"previous":null,"results":[{"id":1}]})"), "link , next count ");
  EXPECT_EQ(paging(R"({"data":[{"id":1}],"total":5,"next":"/t/rows?_page=2","previous":false})", "/t/rows?_page=2&_limit=1"), "link _page,_limit next total ");
  EXPECT_EQ(paging(R"({"data":[{"id":1}],"next":"b3BhcXVl"})", "b3BhcXVl"), "cursor , next  ");
  EXPECT_EQ(paging(R"({"data":[{"id":1}],"paging":{"cursors":{"after":"x"},"next":"https://x?after=x&limit=1"}})"), "cursor , paging.cursors.after  ");
  EXPECT_EQ(paging(R"({"data":[{"id":1}],"meta":{"pagination":{"total":5,"current_page":1,"total_pages":5}}})"), "page ,  meta.pagination.total ");
  EXPECT_EQ(paging(R"({"data":[{"id":1}],"page":1,"hasMore":true})"), "page page,   hasMore");
  EXPECT_EQ(paging(R"({"data":[{"id":1}],"startAt":0,"maxResults":50,"total":5,"isLast":false})"), "offset startAt,  total isLast");
  EXPECT_EQ(paging(R"({"_embedded":{"users":[{"id":1}]},"_links":{"self":{"href":"/u"},"next":{"href":"/u?page=1"}}})", "/u?page=1&size=1"), "link page,size _links.next.href  ");
  EXPECT_EQ(paging(R"({"value":[{"Id":1}],"@odata.context":"x","@odata.nextLink":"https://x?$skip=1"})", "https://x?%24skip=1&$top=1"), "link $skip,$top @odata.nextLink  ");
  EXPECT_EQ(paging(R"([{"id":1}])", {}, R"(<http://x/e?_page=1&_limit=1>; rel="first", <http://x/e?_page=2&_limit=1>; rel="next")"), "link _page,_limit Link  ");
  EXPECT_EQ(paging(R"([{"id":1}])", {}, R"(<http://x/e?_page=1>; rel="last")"), "unsaid ,   ");
  EXPECT_EQ(paging(R"({"data":[{"id":1,"page":3,"offset":1}]})"), "unsaid ,   ");
}

TEST(Record, RealSamples) {
  std::string folder = MOCKDATA_SOURCE_DIR "/../shared/data/samples/";
  if (!std::ifstream(folder + "MANIFEST.md")) {
    ASSERT_STRNE(std::getenv("CI"), "true") << "the samples are missing: " << folder;
    GTEST_SKIP() << "THE SAMPLES ARE MISSING: " << folder;
  }
  struct Case {
    const char* file;
    const char* entity;
    const char* list;
    const char* first;
  };
  for (Case c : std::initializer_list<Case>{{"atlassian.com-rest-api-3-auditing-record.json", "record", "records", "id"},
                                            {"atlassian.com-rest-api-3-users-search.json", "users", "$", "self"},
                                            {"formapi.io-submissions.json", "submissions", "submissions", "actions"},
                                            {"mist.com-api-v1-orgs-org_id-guests-search.json", "guests", "results", "ap"},
                                            {"plaid.com-accounts-get.json", "accounts", "accounts", "account_id"},
                                            {"plaid.com-identity-get.json", "identity", "accounts", "account_id"},
                                            {"plaid.com-transactions-sync.json", "transactions", "added", "account_id"},
                                            {"truora.com-v1-hooks.json", "hooks", "hooks", ""},
                                            {"xero.com-Contacts.json", "Contacts", "Contacts", "ContactID"},
                                            {"xero.com-Employees.json", "Employees", "Employees", "EmployeeID"},
                                            {"xero.com-Files.json", "Files", "Items", "Name"},
                                            {"xero.com-Invoices.json", "Invoices", "Invoices", "Type"},
                                            {"xero.com-LeaveApplications.json", "LeaveApplications", "LeaveApplications", "LeaveApplicationID"},
                                            {"xero.com-Organisation.json", "Organisation", "Organisations", "APIKey"},
                                            {"xero.com-Users.json", "Users", "Users", "UserID"}}) {
    std::ifstream file(folder + c.file);
    std::ostringstream text;
    text << file.rdbuf();
    FoundRecord record = find_record(shape_of_json(text.str()).root, {c.entity});
    ASSERT_EQ(record.state, State::kRecord) << c.file;
    EXPECT_EQ(record.list, c.list) << c.file;
    ASSERT_FALSE(record.record.members.empty()) << c.file;
    if (*c.first) {
      EXPECT_EQ(record.record.members[0].name, c.first) << c.file;
    }
  }
}

}  // namespace
}  // namespace mockdata::discover
