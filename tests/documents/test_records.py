"""What of an answer is the record, and how much of it: small documents, a rule each."""
import json

import score

TEXT = {"type": "string"}
ID = {"type": "string", "format": "uuid"}


def refer(name):
    return {"$ref": f"#/components/schemas/{name}"}


def many(schema):
    return {"type": "array", "items": schema}


def thing(**members):
    return {"type": "object", "properties": members}


def discovered(tmp_path, schemas, paths, parameters=()):
    """`paths`: the schema that each path's GET answers."""
    answers = {path: {"get": {"parameters": list(parameters), "responses": {"200": {"description": "ok", "content": {"application/json": {"schema": schema}}}}}} for path, schema in paths.items()}
    document = tmp_path / "api.json"
    document.write_text(json.dumps({"openapi": "3.0.0", "info": {"title": "small", "version": "1"}, "paths": answers, "components": {"schemas": schemas}}))
    return score.discover(document)


def entities(template):
    return {e["name"]: {f["name"]: f for f in e["fields"]} for e in template["entities"]}


def relations(template):
    return {(r["from"], r["to"]) for r in template["relationships"]}


def levels(fields):
    inside = [levels(f.get("fields") or f.get("items", {}).get("fields", [])) for f in fields]
    return 1 + max(inside, default=0) if fields else 0


def count(fields):
    return sum(1 + count(f.get("fields") or f.get("items", {}).get("fields", [])) for f in fields)


def test_what_odata_expands_on_request_is_not_in_the_record(tmp_path):
    schemas = {"order": thing(id=ID, number=TEXT, customer=refer("customer"), lines=many(refer("line")), tags=many(TEXT)), "customer": thing(id=ID, displayName=TEXT, note=TEXT), "line": thing(id=ID, text=TEXT)}
    paths = {"/orders": thing(value=many(refer("order"))), "/customers": thing(value=many(refer("customer"))), "/lines": thing(value=many(refer("line")))}
    plain = entities(discovered(tmp_path, schemas, paths))["orders"]
    assert "lines" in plain and "note" in {f["name"] for f in plain["customer"]["fields"]}
    asked = discovered(tmp_path, schemas, paths, [{"name": "$expand", "in": "query", "schema": TEXT}])
    order = entities(asked)["orders"]
    assert set(order) == {"id", "number", "customer", "tags"} and [f["name"] for f in order["customer"]["fields"]] == ["id", "displayName"]
    assert ("orders.customer.id", "customers.id") in relations(asked)


def test_navigations_are_told_by_their_mark_too(tmp_path):
    led = {"x-ms-navigationProperty": True}
    schemas = {"user": thing(id=ID, name=TEXT, boss={**led, "anyOf": [refer("user"), {"type": "object", "nullable": True}]}, photos={**many(thing(id=ID, width=TEXT)), **led}, phones=many(thing(id=ID, number=TEXT)))}
    user = entities(discovered(tmp_path, schemas, {"/users": thing(value=many(refer("user")))}))["users"]
    assert set(user) == {"id", "name", "boss", "phones"} and [f["name"] for f in user["boss"]["fields"]] == ["id", "name"]


def test_a_record_of_thousands_of_fields_is_opened_less_deep(tmp_path):
    def tree(depth, breadth):
        return thing(**{f"part{i}": tree(depth - 1, breadth) if depth else TEXT for i in range(breadth)})
    small, large = (entities(discovered(tmp_path, {}, {"/plants": many(thing(id=ID, root=tree(5, b)))}))["plants"].values() for b in (2, 5))
    assert levels(small) == 7 and count(small) == 2 + 2 + 4 + 8 + 16 + 32 + 64
    assert levels(large) == 5 and count(large) == 2 + 5 + 25 + 125 + 625  # 19,532 with all


def test_lists_inside_a_record_do_not_make_it_an_envelope(tmp_path):
    cart = thing(id=ID, number=TEXT, name=TEXT, street=TEXT, note=TEXT, currency=TEXT, items=many(thing(id=ID, sku=TEXT)), owner=thing(id=ID, photos=many(thing(id=ID, width=TEXT))))
    made = entities(discovered(tmp_path, {"Cart": cart}, {"/me/cart": refer("Cart")}))
    assert list(made) == ["cart"] and "street" in made["cart"] and "items" in made["cart"]
    # With little beside it the list is what was asked for.
    made = entities(discovered(tmp_path, {}, {"/cart": thing(id=ID, items=many(thing(id=ID, sku=TEXT)))}))
    assert set(next(iter(made.values()))) == {"id", "sku"}


def test_odata_keys_in_parentheses_are_no_names(tmp_path):
    schemas = {"company": thing(id=ID, name=TEXT), "price": thing(id=ID, number=TEXT, companyId=ID)}
    template = discovered(tmp_path, schemas, {"/companies": thing(value=many(refer("company"))), "/companies({company_id})": refer("company"), "/companies({company_id})/prices": thing(value=many(refer("price"))),
                                              "/companies({company_id})/prices({price_id})": refer("price"), "/companies/my.space.recent(top={top})": thing(value=many(refer("company")))})
    assert set(entities(template)) == {"companies", "prices"} and ("prices.companyId", "companies.id") in relations(template)
    assert {e["name"]: e["api_endpoint"] for e in template["entities"]}["prices"] == "/companies({company_id})/prices"


def test_a_choice_between_a_record_and_nothing_is_that_record(tmp_path):
    for nothing in ({"type": "object", "nullable": True}, {"type": "null"}, {"nullable": True}):
        both = {"anyOf": [refer("user"), nothing]}
        made = entities(discovered(tmp_path, {"user": thing(id=ID, name=TEXT)}, {"/users": thing(value=many(refer("user"))), "/users/delta": thing(value=many(both)), "/groups": many(thing(id=ID, owner=both))}))
        assert set(made) == {"users", "groups"} and made["groups"]["owner"]["type"] == "object" and made["groups"]["owner"]["nullable"]


def test_a_compact_list_and_the_record_behind_its_key_are_one_entity(tmp_path):
    schemas = {"BookSummary": thing(isbn=TEXT, title=TEXT), "Book": thing(isbn=TEXT, title=TEXT, pages={"type": "integer"}, author=thing(id=ID, name=TEXT)), "Receipt": thing(isbn=TEXT, total=TEXT, paid=TEXT)}
    made = entities(discovered(tmp_path, schemas, {"/books": many(refer("BookSummary")), "/books/{isbn}": refer("Book"), "/loans": many(thing(id=ID, book=refer("Book")))}))
    assert set(made) == {"books", "loans"} and list(made["books"]) == ["isbn", "title", "pages", "author"] and made["books"]["isbn"]["primary_key"]
    made = entities(discovered(tmp_path, schemas, {"/books": many(refer("BookSummary")), "/books/{isbn}": refer("Receipt")}))  # another thing
    assert list(made["books"]) == ["isbn", "title"]


def test_lists_of_one_name_are_called_by_their_whole_paths_before_they_are_numbered(tmp_path):
    paths = {f"/{front}meetings/{{id}}/participants": many(thing(id=ID, **{f"{name}{i}": TEXT for i in range(3)})) for front, name in (("", "a"), ("metrics/", "b"), ("past/", "c"), ("report/", "d"))}
    assert set(entities(discovered(tmp_path, {}, paths))) == {"participants", "meetings_participants", "metrics_meetings_participants", "report_meetings_participants"}


def test_keys_that_the_path_names_with_another_word(tmp_path):
    plan = thing(planCode=TEXT, title=TEXT)
    assert entities(discovered(tmp_path, {"Plan": plan}, {"/offers": many(refer("Plan")), "/offers/{subscription_plan_code}": refer("Plan")}))["offers"]["planCode"]["primary_key"]
    made = entities(discovered(tmp_path, {"Plan": thing(planCode=TEXT, oldPlanCode=TEXT)}, {"/offers": many(refer("Plan")), "/offers/{subscription_plan_code}": refer("Plan")}))["offers"]
    assert not made["oldPlanCode"]["primary_key"]


def test_a_number_called_an_id_is_whole(tmp_path):
    number = {"type": "number"}
    payment = entities(discovered(tmp_path, {}, {"/payments": many(thing(payment_id=number, rate=number))}))["payments"]
    assert payment["payment_id"]["type"] == "long" and payment["payment_id"]["primary_key"] and payment["rate"]["type"] == "double"


def test_what_has_no_room_for_an_address_is_another_thing(tmp_path):
    fields = {f"{name}_{size}": {"type": "string", "maxLength": size} for name in ("email", "website", "phone") for size in (8, 24)}
    people = entities(discovered(tmp_path, {}, {"/people": many(thing(id=ID, **fields))}))["people"]
    assert {name: f["semantic_type"] == "text.generic" for name, f in people.items() if name != "id"} == {name: name.endswith("_8") for name in fields}


def test_addresses_and_numbers_are_not_made_from_patterns(tmp_path):
    patterns = {"place": r"^s3:\/\/(.+)$", "page": "^ftp://.+$", "mobile": r"^\+[1-9]\d{1,14}$", "fax": r"\+[0-9]{1,3}-[0-9()+\-]{1,30}", "code": "^[A-Z]{3}-[0-9]{4}$"}
    made = entities(discovered(tmp_path, {}, {"/sites": many(thing(id=ID, **{name: {"type": "string", "pattern": p} for name, p in patterns.items()}))}))["sites"]
    assert [name for name, f in made.items() if "pattern" in f] == ["code"]


def test_bounds_that_no_number_is_drawn_with_are_left_out(tmp_path):
    amount = {"type": "number", "multipleOf": 0.01, "minimum": 0, "maximum": 99999999999999.98}
    made = entities(discovered(tmp_path, {}, {"/sums": many(thing(id=ID, amount=amount, share={**amount, "maximum": 1000}))}))["sums"]
    assert "max" not in made["amount"] and made["amount"]["min"] == 0 and made["share"]["max"] == 1000


def test_digits_that_may_be_few_are_too_few_for_a_card(tmp_path):
    patterns = {"post": "^[0-9]{1,19}$", "fixed": "^[0-9]{16}$", "short": "^[0-9]{1,9}$"}
    made = entities(discovered(tmp_path, {}, {"/posts": many(thing(id=ID, **{name: {"type": "string", "pattern": p} for name, p in patterns.items()}))}))["posts"]
    assert {name: made[name].get("max_length") for name in patterns} == {"post": 12, "fixed": None, "short": None}


def test_an_example_says_what_a_schema_without_members_does_not(tmp_path):
    record = {"id": 7, "serialNumber": "x", "owner": {"id": 3}}
    media = {"/devices": {"schema": many({"type": "object"}), "examples": {"one": {"value": [record]}}},  # OpenAPI 3
             "/networks/{id}": {"schema": {"type": "object"}, "examples": {"one": {"value": record}}},
             "/sites": {"examples": {"one": {"value": json.dumps({"results": [record]})}}}}               # a text of JSON
    paths = {path: {"get": {"responses": {"200": {"description": "ok", "content": {"application/json": content}}}}} for path, content in media.items()}
    document = tmp_path / "api.json"
    document.write_text(json.dumps({"openapi": "3.0.0", "info": {"title": "small", "version": "1"}, "paths": paths}))
    found = entities(score.discover(document))
    assert set(found) == {"devices", "networks", "sites"} and all(set(fields) == set(record) for fields in found.values())
    answer = {"description": "ok", "schema": {"type": "object"}, "examples": {"application/json": {"items": [record]}}}
    document.write_text(json.dumps({"swagger": "2.0", "info": {"title": "small", "version": "1"}, "paths": {"/devices": {"get": {"responses": {"200": answer}}}}}))
    assert set(entities(score.discover(document))["devices"]) == set(record)
