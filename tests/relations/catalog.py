"""Schemas as databases know them, and templates made from them.

A `Table` holds what a catalog says of a table: columns with type, length, nullability and simple checks, keys, unique sets,
foreign keys with their columns in order. `template()` turns tables into a metadata template and says nothing that the
catalog does not."""
import re
from dataclasses import dataclass, field


@dataclass
class Column:
    name: str
    type: str                      # of the template
    nullable: bool = True
    settings: dict = field(default_factory=dict)
    items: str = None              # of an array
    skip: bool = False             # the database fills it, or its type has no counterpart and NULL will do


@dataclass
class Table:
    name: str
    columns: list
    key: list = field(default_factory=list)
    unique: list = field(default_factory=list)
    references: list = field(default_factory=list)   # ([columns], table, [columns])
    of_parts: list = field(default_factory=list)     # the same, stated by partitions of the table only

    def column(self, name):
        return next(c for c in self.columns if c.name == name)


def text(length=None):
    return "string", {"max_length": length} if length else {}


def whole(low, high):
    return ("int" if -2**31 <= low and high < 2**31 else "long"), {"min": max(low, 0), "max": high} if high < 2**31 - 1 else {}


def sql_type(declared):
    """(template type, settings) of a type as SQL dialects write it; (None, {}) when there is no counterpart."""
    words = re.sub(r"\s+", " ", declared.strip().lower())
    unsigned = "unsigned" in words
    listed = re.match(r"enum\((.*)\)$", words)
    if listed:
        return "string", {"values": re.findall(r"'((?:[^']|'')*)'", declared)}
    match = re.match(r"([a-z_0-9 ]*[a-z_0-9])\s*(?:\(\s*(\d+|max)(?: char| byte)?\s*(?:,\s*(-?\d+)\s*)?\))?", words)
    if not match:
        return "string", {}
    name, size, scale = match.group(1).replace(" unsigned", "").strip(), match.group(2), match.group(3)
    size = int(size) if size and size.isdigit() else None
    if name in ("decimal", "numeric", "dec", "number", "money", "smallmoney"):
        if name == "number" and scale is None:
            return whole(0, 10**size - 1) if size and size < 18 else ("long", {"min": 0, "max": 10**9}) if size is None else ("decimal", {"precision": size, "scale": 0})
        precision, digits = (19, 4) if "money" in name else (size or 18, int(scale or 0) if size else 2)
        return "decimal", {"precision": precision, "scale": max(digits, 0)}
    if name in ("bit", "boolean", "bool") or (name == "tinyint" and size == 1):
        return "bool", {}
    if name == "tinyint":
        return whole(0, 127)
    if name in ("smallint", "int2", "smallserial", "year"):
        return ("int", {"min": 1950, "max": 2050}) if name == "year" else whole(0, 32767)
    if name in ("bigint", "int8", "bigserial"):
        return "long", {}
    if re.match(r"(int|integer|int4|serial|mediumint|counter)$", name):
        return "int", {}
    if name in ("real", "float4"):
        return "float", {}
    if name.startswith(("double", "float")):
        return "double", {}
    if name.startswith("timestamp with") or name == "timestamptz" or name == "datetimeoffset":
        return "timestamp", {}
    if name.startswith(("timestamp", "datetime", "smalldatetime")):
        return "datetime", {}
    if name == "date":
        return "date", {}
    if name.startswith("time"):
        return "time", {}
    if name in ("uuid", "uniqueidentifier"):
        return "uuid", {}
    if name in ("bytea", "blob", "binary", "varbinary", "image", "longblob", "mediumblob", "raw", "long raw", "bfile"):
        return "binary", {"max_length": size} if size else {}
    if name in ("json", "jsonb"):
        return "json", {}
    if re.search(r"char|text|clob|string", name) or name in ("set", "xml"):
        return text(size)
    return None, {}


def simple_check(condition):
    """(column, settings) of a check over one column, or over the order of two: col IN (...), bounds, col <= other."""
    plain = re.sub(r"::[a-z_ ]+(\[\])?(\(\d+\))?", "", condition)
    name = r'\(*"?\[?([A-Za-z_][\w ]*?)"?\]?\)*'
    listed = re.match(rf"^\W*{name}\s*(?:=\s*ANY\s*\(+ARRAY\[(.*)\]\)*|IN\s*\((.*)\))\W*$", plain, re.I | re.S)
    if listed:
        values = re.findall(r"'((?:[^']|'')*)'", listed.group(2) or listed.group(3))
        return [(listed.group(1), {"values": values})] if values else None
    likes = [re.match(rf"^\W*{name}\s+like\s+'%?([^%_']+)%?'\W*$", part.strip(), re.I) for part in re.split(r"\bor\b", plain, flags=re.I)
             if not re.search(r"is null", part, re.I)]
    if likes and all(likes):
        return [(likes[0].group(1), {"values": [like.group(2) for like in likes]})]
    found = []
    for part in re.split(r"\band\b", plain, flags=re.I):
        between = re.match(rf"^\W*{name}\s*between\s*(\S+)$", part.strip(), re.I)
        bound = re.match(rf"^\W*?{name}\s*(>=|<=|>|<)\s*\(?'?(-?\d[\d.:+ -]*?)'?\)*$", part.strip())
        two = re.match(rf'^\W*?{name}\s*(>=|<=|>|<)\s*"?\[?([A-Za-z_]\w*)"?\]?\)*$', part.strip())
        if bound:
            column, sign, value = bound.groups()
            number = re.fullmatch(r"-?\d+(\.\d+)?", value)
            value = (float(value) if "." in value else int(value)) if number else value.strip()
            if number and sign in "<>":
                value += 1 if sign == ">" else -1
            found.append((column, {"min" if ">" in sign else "max": value, **({"open_max": True} if sign == "<" and not number else {})}))
        elif two and two.group(3).upper() not in ("DATE", "CURRENT_DATE", "NOW", "GETDATE"):
            later, earlier = (two.group(1), two.group(3)) if ">" in two.group(2) else (two.group(3), two.group(1))
            found.append((later, {"after": earlier}))
        elif re.search(r"DATE\s*\(\s*'now'|CURRENT_DATE|now\(\)|getdate\(\)", part, re.I):
            pass  # a birth date before today: dates of the template lie before its as-of day
        else:
            return None
    return found


def apply_check(table, condition, left_out):
    found = simple_check(condition)
    names = {c.name.lower(): c for c in table.columns}
    if not found or any(name.lower() not in names for name, _ in found):
        left_out.append(f"{table.name}: {condition}")
        return
    for name, settings in found:
        column = names[name.lower()]
        if "after" in settings:
            settings["after"] = names[settings["after"].lower()].name if settings["after"].lower() in names else None
        open_max = settings.pop("open_max", False)
        if open_max and column.type in ("date", "datetime", "timestamp"):
            from datetime import date, timedelta
            settings["max"] = str(date.fromisoformat(settings["max"][:10]) - timedelta(days=1))
        for key, value in settings.items():
            if key in ("min", "max") and column.type in ("date", "datetime", "timestamp"):
                value = str(value)[:10]
            if key == "min" and "min" in column.settings:
                value = max(value, column.settings["min"])
            if key == "max" and "max" in column.settings:
                value = min(value, column.settings["max"])
            column.settings[key] = value


def capacity(column):
    """How many values a key column can tell apart, as far as its type bounds them."""
    if "values" in column.settings:
        return len(column.settings["values"])
    if column.type == "bool":
        return 2
    if column.type in ("int", "long") and "max" in column.settings:
        return column.settings["max"] - column.settings.get("min", 0) + 1
    if column.type == "decimal":
        return 10 ** min(column.settings["precision"], 18)
    if column.type == "string" and "max_length" in column.settings:
        return 26 ** min(column.settings["max_length"], 9)
    return 10**12


def row_counts(tables, wanted):
    """So many rows for each table, fewer where its keys cannot tell as many apart."""
    counts = {t.name: wanted for t in tables}
    for _ in tables:
        for t in tables:
            owned = {c for columns, _, _ in t.references for c in columns}
            for key in [t.key, *t.unique]:
                space = 1
                for columns, parent, _ in t.references:
                    if set(columns) & set(key) and parent != t.name:
                        space *= counts[parent]
                for name in key:
                    if name not in owned:
                        space *= capacity(t.column(name))
                if key and not all(t.column(c).nullable for c in key):
                    counts[t.name] = min(counts[t.name], space)
    return counts


def template(tables, source, wanted=1000):
    counts = row_counts(tables, wanted)
    entities, relationships = [], []
    for t in tables:
        fields = []
        for c in t.columns:
            if c.skip:
                continue
            f = {"name": c.name, "type": c.type, "nullable": c.nullable and c.name not in t.key}
            if c.name in t.key:
                f["primary_key"] = True
            if c.items:
                f["items"] = c.items
            fields.append(f | c.settings)
        entity = {"name": t.name, "table_name": t.name, "row_count": counts[t.name], "fields": fields}
        if t.key:
            entity["primary_key"] = t.key
        sets = [u for u in t.unique if u != t.key]
        if sets:
            entity["unique"] = sets
        entities.append(entity)
        for columns, parent, keys in t.references + t.of_parts:
            relationships.append({"from": [f"{t.name}.{c}" for c in columns], "to": [f"{parent}.{k}" for k in keys]})
    return {"source": source, "source_type": "sql", "database_name": source, "extracted_at": "2026-01-15T00:00:00Z", "entities": entities, "relationships": relationships}
