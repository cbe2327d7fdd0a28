"""A large API document, made by program: what the reader's time is measured on.

    python tests/documents/large.py json|yaml MEGABYTES > large.json
    build/release/openapi_probe large.json --time

Seventeen members an object, a third of them references to other objects, lists of them or unions; descriptions of a dozen
words; for each object a list in an envelope, one by its key, and a way to make one. About 8,600 fields in a megabyte.
"""
import json
import random
import re
import sys

WORDS = "account order invoice employee team office product price customer payment ticket address contact company department contract shipment item tax event".split()


def member(kind, names, rng):
    said = "The " + " ".join(rng.choice(WORDS) for _ in range(12)) + " of the record, as it is shown to people in the application. It can be changed later on."
    reference = {"$ref": f"#/components/schemas/{rng.choice(names)}"}
    return {
        0: {"type": "string", "format": "uuid", "description": said, "readOnly": True},
        1: {"type": "string", "format": "date-time", "description": said, "example": "2020-01-01T00:00:00Z"},
        2: {"type": "string", "enum": ["open", "closed", "pending", "archived"], "description": said},
        3: reference,
        4: {"type": "array", "items": reference, "description": said},
        5: {"type": "integer", "format": "int64", "minimum": 0, "maximum": 100000, "description": said},
        6: {"type": "number", "description": said, "nullable": True},
        7: {"type": "boolean", "description": said},
        8: {"allOf": [reference], "description": said},
        9: {"type": "string", "pattern": "^[A-Z]{2}[0-9]{4}$", "description": said},
    }.get(kind, {"type": "string", "maxLength": rng.choice([40, 100, 255]), "description": said, "example": "Text of an example"})


def document(megabytes):
    rng = random.Random(7)
    names = [f"{rng.choice(WORDS).title()}{rng.choice(WORDS).title()}{i}" for i in range(max(4, int(megabytes * 150)))]
    schemas, paths = {}, {}
    answer = lambda schema: {"description": "ok", "content": {"application/json": {"schema": schema}}}  # noqa: E731
    for name in names:
        properties = {"id": {"type": "string", "format": "uuid"}}
        for j in range(16):
            ending = rng.choice(["Id", "Name", "Code", "Date", "Status", "No", "Total", ""])
            properties[f"{rng.choice(WORDS)}{ending}{j}"] = member(rng.randrange(17), names, rng)
        schemas[name] = {"type": "object", "required": ["id"], "description": f"A {name} of the system, with all that belongs to it.", "properties": properties}
        own, failed = {"$ref": f"#/components/schemas/{name}"}, answer({"$ref": f"#/components/schemas/{names[0]}"})
        query = [{"name": "limit", "in": "query", "description": "How many records at most", "schema": {"type": "integer"}}, {"name": "offset", "in": "query", "schema": {"type": "integer"}}]
        listed = {"type": "object", "properties": {"data": {"type": "array", "items": own}, "total": {"type": "integer"}, "next": {"type": "string"}}}
        paths[f"/v1/{name}"] = {
            "get": {"summary": "List", "description": "Lists all of them. " * 6, "operationId": f"list{name}", "tags": [name], "parameters": query,
                    "responses": {"200": answer(listed), "400": failed, "500": failed}},
            "post": {"operationId": f"create{name}", "requestBody": {"content": {"application/json": {"schema": own}}}, "responses": {"201": answer(own)}}}
        paths[f"/v1/{name}/{{id}}"] = {"get": {"operationId": f"get{name}", "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
                                               "responses": {"200": answer(own), "404": failed}}}
    return {"openapi": "3.0.3", "info": {"title": "Large", "version": "1"}, "servers": [{"url": "https://api.example.com"}], "paths": paths, "components": {"schemas": schemas}}


PLAIN = re.compile(r"[A-Za-z/_$][A-Za-z0-9/_$ .,{}-]{0,400}(?<! )")


def scalar(value):
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return value if PLAIN.fullmatch(value) else "'" + value.replace("'", "''") + "'"
    return str(value)


def yaml(value, indent, out):
    pad = "  " * indent
    pairs = value.items() if isinstance(value, dict) else ((None, v) for v in value)
    for key, inner in pairs:
        lead = f"{pad}{scalar(key)}:" if key is not None else f"{pad}-"
        if not isinstance(inner, (dict, list)):
            out.append(f"{lead} {scalar(inner)}")
        elif key is not None:
            out.append(lead)
            yaml(inner, indent + 1, out)
        else:
            first = len(out)
            yaml(inner, indent + 1, out)
            out[first] = f"{pad}- {out[first].lstrip()}"
    return out


if __name__ == "__main__":
    made = document(float(sys.argv[2]))
    print(json.dumps(made, indent=1) if sys.argv[1] == "json" else "\n".join(yaml(made, 0, [])))
