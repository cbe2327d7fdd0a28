#include "discover/openapi/openapi.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "discover/openapi/entities.h"

namespace mockdata::discover {
namespace {

DocumentTemplate read(const std::string& text) {
  auto made = read_api_text(text, "api.yaml", {"demo", "2026-01-01T00:00:00Z", {}});
  if (!made.ok()) {
    DocumentTemplate none;
    none.kind = "error: " + made.error().message;
    return none;
  }
  return std::move(*made);
}

// "name:type" of all fields, nested ones in braces, "?" behind what may be null.
std::string shown(const std::vector<Field>& fields) {
  std::string out;
  for (const Field& f : fields) {
    out += (out.empty() ? "" : " ") + f.name + ":" + to_string(f.type) + (f.nullable.value_or(false) ? "?" : "") + (f.primary_key ? "!" : "");
    if (!f.fields.empty()) out += "{" + shown(f.fields) + "}";
    if (!f.items.empty()) out += "[" + std::string(to_string(f.items[0].type)) + (f.items[0].fields.empty() ? "" : "{" + shown(f.items[0].fields) + "}") + "]";
  }
  return out;
}

std::string entity(const DocumentTemplate& made, const char* name) {
  const Entity* e = made.tmpl.entity(name);
  return e ? shown(e->fields) : made.kind.starts_with("error") ? made.kind : "no such entity";
}

// One list of items of the schema `schema` (YAML, indented by 8).
std::string api(const std::string& schemas, const std::string& extra = "") {
  return "openapi: 3.0.3\ninfo: {title: Demo}\npaths:\n  /things:\n    get:\n      responses:\n        '200':\n          content:\n            application/json:\n"
         "              schema:\n                type: array\n                items: {$ref: '#/components/schemas/Thing'}\n" + extra + "components:\n  schemas:\n" + schemas;
}

TEST(OpenApi, TypesBoundsAndEnumerations) {
  const auto made = read(api(R"(    Thing:
      type: object
      required: [id, name]
      properties:
        id: {type: string, format: UUID}
        name: {type: string, maxLength: 40}
        code: {type: string, minLength: 3, maxLength: 3, pattern: '^[A-Z]{3}$'}
        born: {type: string, format: dateTime}
        day: {type: string, format: date}
        size: {type: integer, format: int32, minimum: 0, exclusiveMinimum: true, maximum: 9}
        count: {type: integer}
        price: {type: number}
        ratio: {type: number, format: float}
        state: {type: string, enum: [open, no, null, open]}
        kind: {type: string, description: 'One of: red, green'}
        note: {type: string, nullable: true, example: Elon Musk, default: Grimes}
        secret: {type: string, writeOnly: true}
        free: {type: object}
        tags: {type: array, minItems: 1, maxItems: 2, items: {type: string}}
)"));
  EXPECT_EQ(entity(made, "things"),
            "id:uuid! name:string code:string? born:datetime? day:date? size:int? count:long? price:decimal? ratio:float? state:string? kind:string? note:string? free:json? tags:array?[string]");
  const Entity& e = *made.tmpl.entity("things");
  EXPECT_EQ(e.field("name")->settings.find("max_length").text(), "40");
  EXPECT_EQ(e.field("code")->settings.find("length").text(), "3");
  EXPECT_EQ(e.field("code")->settings.find("pattern").text(), "^[A-Z]{3}$");
  EXPECT_EQ(e.field("size")->settings.find("min").text(), "1");
  EXPECT_EQ(e.field("size")->settings.find("max").text(), "9");
  EXPECT_EQ(e.field("state")->settings.find("values").to_json(), R"(["open","no"])");
  EXPECT_EQ(e.field("kind")->settings.find("values").to_json(), R"(["red","green"])");
  EXPECT_EQ(e.field("tags")->settings.find("length").to_json(), R"({"min":1,"max":2})");
  EXPECT_EQ(write_template(made.tmpl).find("Elon"), std::string::npos);
  EXPECT_EQ(write_template(made.tmpl).find("Grimes"), std::string::npos);
}

TEST(OpenApi, TypeArraysUnionsAndAllOf) {
  const auto made = read(api(R"(    Base:
      properties:
        id: {type: integer}
        kind: {type: string}
    Thing:
      allOf:
        - $ref: '#/components/schemas/Base'
        - type: object
          properties:
            a: {type: [string, 'null']}
            b: {oneOf: [{type: 'null'}, {type: integer}]}
            owner: {anyOf: [{type: string}, {$ref: '#/components/schemas/Base'}]}
            shape:
              oneOf:
                - {type: object, properties: {radius: {type: number, format: double}}}
                - {type: object, properties: {side: {type: number, format: double}}}
            any: {}
            strange: {type: invalidtype}
)"));
  EXPECT_EQ(entity(made, "things"), "id:long! kind:string a:string? b:long? owner:string shape:object{radius:double side:double} any:json strange:string");
}

TEST(OpenApi, CyclesEnd) {
  const auto made = read(api(R"(    Thing:
      allOf: [{$ref: '#/components/schemas/Thing'}]
      properties:
        id: {type: string}
        parent: {$ref: '#/components/schemas/Thing'}
        children: {type: array, items: {$ref: '#/components/schemas/Thing'}}
        self: {$ref: '#/components/schemas/Self'}
    Self: {$ref: '#/components/schemas/Self'}
)"));
  EXPECT_EQ(entity(made, "things"), "id:string! parent:object{id:string} children:array[object{id:string}] self:json");
  ASSERT_FALSE(made.tmpl.relationships.empty());
  EXPECT_EQ(made.tmpl.relationships[0].from[0], "things.parent.id");
  EXPECT_EQ(made.tmpl.relationships[0].to[0], "things.id");
}

TEST(OpenApi, DoublingSchemasEndInALoss) {
  std::string schemas = "    Thing:\n      type: object\n      properties: {id: {type: string}, x: {$ref: '#/components/schemas/S0'}}\n";
  for (int i = 0; i < 40; ++i) {
    const std::string next = "{$ref: '#/components/schemas/S" + std::to_string(i + 1) + "'}";
    schemas += "    S" + std::to_string(i) + ": {oneOf: [" + next + ", " + next + "], allOf: [" + next + ", " + next + "]}\n";
  }
  schemas += "    S40: {type: object, properties: {end: {type: string}}}\n";
  const auto made = read(api(schemas));
  EXPECT_EQ(made.tmpl.entities.size(), 1u);
  EXPECT_GT(made.loss_count, 0u);
}

TEST(OpenApi, EnvelopesNamesAndKeys) {
  const auto made = read(R"(swagger: '2.0'
info: {title: Shop API}
host: api.example.com
basePath: /v1
schemes: [https]
securityDefinitions: {key: {type: apiKey, in: header, name: X-Key}}
paths:
  /customers:
    get:
      parameters: [{name: per_page, in: query, type: integer}, {name: page, in: query, type: integer}]
      responses:
        200: {schema: {type: object, properties: {data: {type: array, items: {$ref: '#/definitions/CustomerDto'}}, total: {type: integer}}}}
  /customers/{customerNo}:
    get: {responses: {200: {schema: {$ref: '#/definitions/CustomerDto'}}}}
  /customers/{customerNo}/orders:
    get: {responses: {200: {schema: {type: array, items: {$ref: '#/definitions/Order'}}}}}
  /settings:
    get: {responses: {200: {schema: {type: object, properties: {theme: {type: string}, size: {type: integer}}}}}}
  /broken:
    get: {responses: {200: {schema: {$ref: '#/definitions/Nowhere'}}}}
  /ping:
    get: {responses: {200: {schema: {type: object, properties: {ok: {type: boolean}, at: {type: string}}}}}}
  /reports/search:
    post: {responses: {200: {schema: {type: object, properties: {results: {type: array, items: {type: object, properties: {id: {type: string}, title: {type: string}}}}}}}}}
definitions:
  CustomerDto: {type: object, properties: {customerNo: {type: string}, name: {type: string}}}
  Order: {type: object, properties: {id: {type: integer, format: int64}, customerNo: {type: string}, total: {type: number}}}
)");
  EXPECT_EQ(made.kind, "Swagger 2.0");
  EXPECT_EQ(entity(made, "customers"), "customerNo:string! name:string");
  EXPECT_EQ(entity(made, "orders"), "id:long! customerNo:string total:decimal");
  EXPECT_EQ(entity(made, "settings"), "theme:string size:long");
  EXPECT_EQ(entity(made, "reports"), "id:string! title:string");
  EXPECT_EQ(made.tmpl.entities.size(), 4u);
  EXPECT_EQ(made.tmpl.base_url, "https://api.example.com/v1");
  EXPECT_EQ(made.tmpl.settings.find("api").find("limit_parameter").text(), "per_page");
  EXPECT_EQ(made.tmpl.settings.find("api").find("paging").text(), "page");
  EXPECT_EQ(made.tmpl.settings.find("api").find("auth").text(), "api_key_header");
  EXPECT_EQ(made.tmpl.settings.find("api").find("auth_name").text(), "X-Key");
  EXPECT_EQ(made.tmpl.settings.find("api").find("envelopes").find("customers").find("list").text(), "data");
  ASSERT_EQ(made.tmpl.relationships.size(), 1u);
  EXPECT_EQ(made.tmpl.relationships[0].from[0], "orders.customerNo");
  ASSERT_EQ(made.loss_count, 2u);
  EXPECT_EQ(made.losses[0].problem, "the reference \"#/definitions/Nowhere\" leads nowhere");
}

// What stands in public documents of many vendors, in small.
std::string relations(const DocumentTemplate& made) {
  std::string all;
  for (const Relationship& r : made.tmpl.relationships) all += r.from[0] + ">" + r.to[0] + " ";
  return all;
}

TEST(OpenApi, PatternsAreTypesAndMeanings) {
  const auto made = read(api(R"(    Thing:
      type: object
      properties:
        id: {type: string, pattern: '^th_[a-z0-9]{6}$'}
        at: {type: string, minLength: 20, maxLength: 64, pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[1-2][0-9]|3[0-1])[T,t]([0-1][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)([.][0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})$'}
        day: {type: string, pattern: '^\d{4}-\d{2}-\d{2}$'}
        ref: {type: string, pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'}
        mail: {type: string, pattern: '^[^@]+@corp\.com$'}
        page: {type: string, pattern: '^https://assets\.vendor\.com/[a-z]+$'}
        host: {type: string, pattern: '^(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])$'}
        note: {type: string, pattern: '^.*$'}
        code: {type: string, pattern: '^[-0-9]{4,12}$'}
        odd: {type: string, pattern: '^(?=.*[A-Z]).{8,}$'}
)"));
  EXPECT_EQ(entity(made, "things"), "id:string! at:datetime day:date ref:uuid mail:string page:string host:string note:string code:string odd:string");
  std::string kept;
  for (const Field& f : made.tmpl.entity("things")->fields) kept += f.settings.find("pattern") ? f.name + " " : "";
  EXPECT_EQ(kept, "id code ");  // the others could make somebody's address, or say nothing
  EXPECT_EQ(made.tmpl.entity("things")->field("mail")->semantic_type, "person.email");
  ASSERT_EQ(made.loss_count, 1u);
  EXPECT_NE(made.losses[0].problem.find("regular expression"), std::string::npos);
}

TEST(OpenApi, EnvelopesOfTheWild) {
  const auto made = read(R"(openapi: 3.0.0
info: {title: Demo}
paths:
  /offices:      # no generic name, and words about pages that look like a record
    get: {responses: {'200': {content: {application/json: {schema: {type: object, properties: {officeSummaries: {type: array, items: {$ref: '#/components/schemas/Office'}},
      resultSetSize: {type: integer}, startPosition: {type: integer}, endPosition: {type: integer}, nextUri: {type: string}}}}}}}}
  /templates:    # two lists: the one whose name ends as the path does
    get: {responses: {'200': {content: {application/json: {schema: {type: object, properties: {folders: {type: array, items: {type: object, properties: {folderId: {type: string}, name: {type: string}}}},
      envelopeTemplates: {type: array, items: {$ref: '#/components/schemas/Template'}}}}}}}}}
  /templates/{templateId}:   # read by its key: a record, whatever lists stand in it
    get: {responses: {'200': {content: {application/json: {schema: {type: object, properties: {name: {type: string}, documents: {type: array, items: {type: object, properties: {documentId: {type: string}}}}}}}}}}}
  /employees:    # the base says "data: {type: object}", the derived answer what is in it
    get: {responses: {'200': {content: {application/json: {schema: {allOf: [{$ref: '#/components/schemas/Answer'}, {type: object, properties: {data: {type: array, items: {type: object, properties: {
      type: {example: Employee}, attributes: {$ref: '#/components/schemas/Employee'}}}}}}]}}}}}}
  /profile:      # an object with an id and lists is no envelope
    get: {responses: {'200': {content: {application/json: {schema: {type: object, properties: {data: {type: object, properties: {id: {type: integer}, nick: {type: string}, traits: {type: array, items: {type: object, properties: {id: {type: integer}, v: {type: string}}}}}}}}}}}}}
  /company-info: # an envelope that says more about itself than a record would
    get: {responses: {'200': {content: {application/json: {schema: {type: object, properties: {status: {type: string}, service: {type: string}, resource: {type: string}, operation: {type: string},
      data: {type: object, properties: {id: {type: string}, title: {type: string}}}}}}}}}}
components:
  schemas:
    Answer: {type: object, properties: {success: {type: boolean}, data: {type: object}}}
    Office: {type: object, properties: {officeId: {type: integer}, name: {type: string}}}
    Template: {type: object, properties: {templateId: {type: string}, name: {type: string}}}
    Employee: {type: object, properties: {
      id: {$ref: '#/components/schemas/Number'}, first_name: {$ref: '#/components/schemas/Text'}, last_name: {$ref: '#/components/schemas/Text'}, city: {$ref: '#/components/schemas/Text'},
      hired: {$ref: '#/components/schemas/Day'}, fte: {$ref: '#/components/schemas/Number'}, team: {$ref: '#/components/schemas/Text'}, note: {$ref: '#/components/schemas/Text'}}}
    Text: {type: object, properties: {label: {example: x}, value: {example: Words}, type: {type: string}, universal_id: {example: x}}}
    Number: {type: object, properties: {label: {example: x}, value: {example: 1}, type: {type: string}, universal_id: {example: x}}}
    Day: {type: object, properties: {label: {example: x}, value: {example: '2020-02-29'}, type: {type: string}, universal_id: {example: x}}}
)");
  EXPECT_EQ(entity(made, "offices"), "officeId:long! name:string");
  EXPECT_EQ(entity(made, "templates"), "templateId:string! name:string");
  EXPECT_EQ(entity(made, "employees"), "id:long! first_name:string last_name:string city:string hired:date fte:long team:string note:string");
  EXPECT_EQ(entity(made, "profile"), "id:long! nick:string traits:array[object{id:long v:string}]");
  EXPECT_EQ(entity(made, "company_info"), "id:string! title:string");
}

TEST(OpenApi, RelationsOfTheWild) {
  const auto list = [](const char* path, const char* schema) {
    return "  " + std::string(path) + ":\n    get: {responses: {'200': {content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/" + schema + "'}}}}}}}\n";
  };
  const auto made = read("openapi: 3.0.0\ninfo: {title: Demo}\npaths:\n" + list("/workspaces", "Workspace") + list("/queues", "Queue") + list("/tasks", "Task") + list("/favorites", "NamedThing") + list("/ledgers", "Ledger") +
                         list("/bills", "Bill") + R"(components:
  schemas:
    Workspace: {type: object, properties: {sid: {type: string}, name: {type: string}}}
    Queue: {type: object, properties: {sid: {type: string}, workspace_sid: {type: string}}}
    Task: {type: object, properties: {sid: {type: string}, queue_sid: {type: string}, queue_key: {type: string, enum: [a, b]}, what: {$ref: '#/components/schemas/NamedThing'}}}
    NamedThing: {type: object, properties: {sid: {type: string}, label: {type: string}}}
    Ledger: {type: object, properties: {sid: {type: string}, parent_sid: {type: string}}}
    Bill: {type: object, properties: {sid: {type: string}, ledger: {type: object, properties: {sid: {type: string}, parent_sid: {type: string}}}}}
)");
  EXPECT_EQ(relations(made), "queues.workspace_sid>workspaces.sid tasks.queue_sid>queues.sid ledgers.parent_sid>ledgers.sid bills.ledger.sid>ledgers.sid bills.ledger.parent_sid>ledgers.sid ");
}

TEST(OpenApi, TheSourceMayNameItsKeysAfterItself) {
  const auto list = [](const char* path, const char* schema) {
    return "  " + std::string(path) + ":\n    get: {responses: {'200': {content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/" + schema + "'}}}}}}}\n";
  };
  const auto made = read("openapi: 3.0.0\ninfo: {title: Demo API}\npaths:\n" + list("/plans", "Plan") + list("/customers", "Customer") + list("/invoices", "Invoice") + R"(components:
  schemas:
    Plan: {type: object, properties: {demo_id: {type: string, format: uuid}, code: {type: string}}}
    Customer: {type: object, properties: {demo_id: {type: string, format: uuid}, slug: {type: string}, external_id: {type: string}}}
    Invoice: {type: object, properties: {demo_id: {type: string, format: uuid}, number: {type: string}, demo_customer_id: {type: string, format: uuid}, plan_code: {type: string}, external_customer_id: {type: string}}}
)");
  EXPECT_EQ(entity(made, "plans"), "demo_id:uuid! code:string");
  EXPECT_EQ(entity(made, "invoices"), "demo_id:uuid! number:string demo_customer_id:uuid plan_code:string external_customer_id:string");
  EXPECT_EQ(relations(made), "invoices.demo_customer_id>customers.demo_id ");
}

TEST(OpenApi, ReferencesAnywhere) {  // an operation, its answers and its content by reference, as split documents have them
  const auto made = read(R"(openapi: 3.0.0
info: {title: Demo}
paths:
  /teams: {get: {$ref: '#/x/get'}}
x:
  get: {responses: {$ref: '#/x/responses'}}
  responses: {'200': {content: {$ref: '#/x/content'}}}
  content: {application/json: {schema: {type: array, items: {type: object, properties: {id: {type: integer}}}}}}
)");
  EXPECT_EQ(entity(made, "teams"), "id:long!");
}

// A name that no rule could connect: only the link says whose key it is.
TEST(OpenApi, LinksAreRelations) {
  const auto made = read(R"(openapi: 3.0.3
info: {title: Demo}
paths:
  /tickets:
    get:
      responses:
        '200':
          content: {application/json: {schema: {type: object, properties: {data: {type: array, items: {$ref: '#/components/schemas/Ticket'}}}}}}
          links:
            Desk: {operationId: getQueue, parameters: {queue: '$response.body#/data/0/desk'}}
            Self: {operationId: getTicket, parameters: {id: '$response.body#/data/0/id'}}
            Lines: {operationId: getLines, parameters: {id: '$response.body#/data/0/id'}}
            Outside: {operationId: getQueue, parameters: {queue: '$response.body#/total'}}
            Nowhere: {operationId: gone, parameters: {id: '$response.body#/data/0/desk'}}
  /tickets/{id}:
    get:
      operationId: getTicket
      responses:
        '200':
          content: {application/json: {schema: {$ref: '#/components/schemas/Ticket'}}}
          links: {Place: {$ref: '#/components/links/Place'}}
  /tickets/{id}/lines:
    get: {operationId: getLines, responses: {'200': {content: {application/json: {schema: {type: array, items: {type: object, properties: {lineId: {type: string}, text: {type: string}}}}}}}}}
  /queues:
    get: {responses: {'200': {content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Queue'}}}}}}}
  /queues/{queue}:
    get: {operationId: getQueue, responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/Queue'}}}}}}
components:
  links:
    Place: {operationRef: '#/paths/~1queues~1{queue}/get', parameters: {path.queue: '$response.body#/where/at'}}
  schemas:
    Ticket: {type: object, properties: {id: {type: string}, desk: {type: string}, where: {type: object, properties: {at: {type: string}}}}}
    Queue: {type: object, properties: {id: {type: string}, title: {type: string}}}
)");
  std::string all;
  for (const Relationship& r : made.tmpl.relationships) all += r.from[0] + ">" + r.to[0] + " " + r.evidence[0].rule + "\n";
  EXPECT_EQ(all, "tickets.desk>queues.id document.link\ntickets.where.at>queues.id document.link\n");
}

TEST(OpenApi, ExtensionsSayWhatIsPersonalAndWhatRefers) {
  const auto made = read(api(R"(    Thing:
      type: object
      x-pii: [name]
      properties:
        number: {type: integer, x-primary-key: true}
        name: {type: string}
        mail: {type: string, x-pii: false}
        boss: {type: integer, x-foreign-key: Thing}
)"));
  const Entity& e = *made.tmpl.entity("things");
  EXPECT_TRUE(e.field("name")->pii);
  EXPECT_EQ(e.field("name")->confirmed_by, "document");
  EXPECT_FALSE(e.field("mail")->pii);
  EXPECT_EQ(e.field("mail")->confirmed_by, "document");
  EXPECT_TRUE(e.field("number")->primary_key);
  EXPECT_EQ(e.field("boss")->foreign_key.value_or(""), "things.number");
}

TEST(OpenApi, AnExampleGivesStructureOnly) {
  const auto made = read(R"(openapi: 3.0.0
paths:
  /people:
    get:
      responses:
        '200':
          content:
            application/json:
              example: {items: [{id: 7, name: Elon Musk, born: '1971-06-28', gone: null}], total: 1}
)");
  EXPECT_EQ(entity(made, "people"), "id:int! name:string born:date gone:json?");
  EXPECT_EQ(write_template(made.tmpl).find("Musk"), std::string::npos);
  EXPECT_EQ(made.questions.size(), 1u);
}

TEST(OpenApi, BareSchemas) {
  EXPECT_EQ(entity(read(R"({"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Person", "type": "object", "properties": {"id": {"type": "integer"}, "name": {"type": "string"}}})"), "person"),
            "id:long! name:string");
  const auto avro = read(R"({"type": "record", "name": "User", "namespace": "x.y", "fields": [
      {"name": "id", "type": "long"}, {"name": "mail", "type": ["null", "string"]}, {"name": "born", "type": {"type": "int", "logicalType": "date"}},
      {"name": "money", "type": {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}},
      {"name": "kind", "type": {"type": "enum", "name": "Kind", "symbols": ["A", "B"]}}, {"name": "also", "type": "x.y.Kind"},
      {"name": "home", "type": {"type": "record", "name": "Address", "fields": [{"name": "city", "type": "string"}]}},
      {"name": "past", "type": {"type": "array", "items": "Address"}}, {"name": "boss", "type": ["null", "User"]}]})");
  EXPECT_EQ(avro.kind, "Avro");
  EXPECT_EQ(entity(avro, "user"), "id:long! mail:string? born:date money:decimal kind:string also:string home:object{city:string} past:array[object{city:string}] boss:json?");
}

TEST(OpenApi, SeveralFiles) {
  const auto folder = std::filesystem::temp_directory_path() / "mockdata_openapi_test";
  std::filesystem::create_directories(folder / "schemas");
  std::ofstream(folder / "api.yaml") << "openapi: 3.1.0\ninfo: {title: Two files}\npaths:\n  /pets: {$ref: 'paths.yaml#/pets'}\n  /evil:\n    get: {responses: {'200': {$ref: '../../../etc/passwd'}}}\n";
  std::ofstream(folder / "paths.yaml") << "pets:\n  get:\n    responses:\n      '200':\n        content:\n          application/json:\n            schema: {type: array, items: {$ref: schemas/Pet.json}}\n";
  std::ofstream(folder / "schemas" / "Pet.json") << R"({"type": "object", "properties": {"id": {"type": "integer"}, "owner": {"$ref": "#/$defs/Owner"}}, "$defs": {"Owner": {"type": "object", "properties": {"name": {"type": "string"}}}}})";
  for (const std::string& path : {(folder / "api.yaml").string(), folder.string()}) {
    const auto made = read_api_document(path, {});
    ASSERT_TRUE(made.ok()) << made.error().to_string();
    EXPECT_EQ(entity(*made, "pets"), "id:long! owner:object{name:string}");
    EXPECT_NE(made->losses[0].problem.find("lies outside the folder"), std::string::npos);
  }
  std::filesystem::remove_all(folder);
}

TEST(OpenApi, WhatIsNoDocument) {
  EXPECT_EQ(read("just: text\n").kind, "error: this is no API document that is known: no OpenAPI, Swagger, JSON Schema or Avro");
  EXPECT_TRUE(read("openapi: 3.0.0\npaths: {}\n").kind.starts_with("error: the document describes no list and no record"));
  EXPECT_EQ(read("").kind, "error: the file is empty");
}

TEST(Entities, StemsOfSchemaNames) {
  EXPECT_EQ(schema_stem("Billbee.Interfaces.BillbeeAPI.Model.CustomerApiModel"), "Customer");
  EXPECT_EQ(schema_stem("EmployeeResponse"), "Employee");
  EXPECT_EQ(schema_stem("UserRepresentation"), "User");
  EXPECT_EQ(schema_stem("PaymentListing"), "Payment");
  EXPECT_EQ(schema_stem("Model"), "Model");
}

}  // namespace
}  // namespace mockdata::discover
