"""When two templates of one API, read from its document and from its server, agree.

1. Every entity that was read live is one of the document's.
2. Every field of a record is one of the document's. (One record need not show all: a document's field may be missing.)
3. Its type is the document's or a narrower one: int < long < decimal < float, double; uuid, date, time and datetime < string;
   everything < json; unknown (null, an empty list) < everything. Objects and lists agree member by member.
4. The primary keys are the same.
5. Every relation that the record shows is one of the document's; one of the document's is missing live only where the field
   was missing or unknown in the record, or where the document itself states it (a link, an extension, a schema by name).
"""
WIDER = {
    "int": {"long", "decimal", "float", "double"}, "long": {"int", "decimal", "float", "double"}, "decimal": {"float", "double"}, "float": {"double", "decimal"}, "double": {"decimal", "float"},
    "uuid": {"string"}, "date": {"string"}, "time": {"string"}, "datetime": {"string", "timestamp"}, "timestamp": {"string", "datetime"},
}
STATED = {"document.link", "document.reference", "fk.schema"}


def kind(field):
    return field["type"].split("(")[0]


def compare_fields(said, seen, where, out, unknown):
    named = {f["name"]: f for f in said}
    unknown.update(f"{where}.{name}" for name in set(named) - {f["name"] for f in seen})
    for field in seen:
        path = f"{where}.{field['name']}"
        if field["name"] not in named:
            out.append(f"{path}: not in the document")
            continue
        compare_types(named[field["name"]], field, path, out, unknown)


def compare_types(said, seen, path, out, unknown):
    a, b = kind(said), kind(seen)
    if b == "unknown":
        unknown.add(path)
    elif a == b == "object":
        compare_fields(said["fields"], seen["fields"], path, out, unknown)
    elif a == b == "array":
        compare_types(said["items"], seen["items"], path + "[]", out, unknown)
    elif a != b and a != "json" and a not in WIDER.get(b, ()):
        out.append(f"{path}: {a} in the document, {b} in the record")


def differences(said, seen):
    """What of the template `seen`, read live, contradicts `said`, read from the document."""
    out, unknown = [], set()
    entities = {e["name"]: e for e in said["entities"]}
    for entity in seen["entities"]:
        name = entity["name"]
        if name not in entities:
            out.append(f"{name}: not in the document")
            continue
        compare_fields(entities[name]["fields"], entity["fields"], name, out, unknown)
        keys = [[f["name"] for f in e["fields"] if f.get("primary_key")] for e in (entities[name], entity)]
        if keys[0] != keys[1]:
            out.append(f"{name}: keys {keys[0]} in the document, {keys[1]} in the record")
    live = {e["name"] for e in seen["entities"]}
    relations = [{(r["from"], r["to"]): r for r in t["relationships"] if isinstance(r["from"], str)} for t in (said, seen)]
    out += [f"{a} -> {b}: in the record only" for a, b in sorted(set(relations[1]) - set(relations[0]))]
    for a, b in sorted(set(relations[0]) - set(relations[1])):
        open_field = any(a == u or a.startswith((u + ".", u + "[")) for u in unknown)
        stated = any(e["rule"] in STATED for e in relations[0][a, b].get("evidence", []))
        if {a.split(".")[0], b.split(".")[0]} <= live and not open_field and not stated:
            out.append(f"{a} -> {b}: in the document only")
    return out
