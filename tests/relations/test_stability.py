"""What DETERMINISM.md promises: which cells stay when a template or a row count changes, and digests of what they were."""
import copy
import hashlib
import json
import os
import random
import sys
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "guided")]
from guided import MOCKDATA, run  # noqa: E402
from relation_shapes import SHAPES, entity, field, key, relation, template  # noqa: E402


def shop():
    return template(
        entity("tenant", 5, key(), field("name", "string", faker_method="bothify", faker_args={"text": "????"})),
        entity("customer", 60, key("tenant", foreign_key="tenant.id"), key("id"), field("score", "decimal(6,2)", nullable=True, min=0, max=99), field("since", "date", min="2020-01-01", max="2025-12-31", nullable=False),
               field("code", "string", unique=True, nullable=False, faker_method="bothify", faker_args={"text": "???-####"})),
        entity("orders", 200, key(type="uuid"), field("tenant", nullable=False), field("customer", nullable=False), field("referrer", nullable=True), field("channel", "string", values=["web", "shop", "phone"], weights=[5, 3, 1], nullable=False),
               field("tags", "array", nullable=False, length={"min": 0, "max": 3}, items={"type": "int", "foreign_key": "tag.id"}), field("total", "double", min=1, max=500, nullable=True)),
        entity("line", 500, key("order_id", type="uuid", foreign_key="orders.id"), key("number"), field("product", nullable=False), field("quantity", min=1, max=9, nullable=False)),
        entity("product", 40, key(), field("parent", nullable=True), field("price", "decimal(8,2)", min=1, max=1000, nullable=False)),
        entity("tag", 12, key()),
        relationships=[relation(["orders.tenant", "orders.customer"], ["customer.tenant", "customer.id"]), relation("orders.referrer", "tenant.id", optional=0.4, distribution="growth_stable"),
                       relation("line.product", "product.id", distribution={"type": "zipf", "s": 1.2}), relation("product.parent", "product.id", tree={"fanout": 3})])


def cells(made, folder, *words):
    """entity -> field -> column of values."""
    (folder / "t.json").write_text(json.dumps(made))
    out = {}
    for e in made["entities"]:
        lines = run(MOCKDATA, "generate", folder / "t.json", "--output", "-", "--format", "ndjson", "--entity", e["name"], "--environment", "dev", "--plain", "--seed", 11, *words).stdout.splitlines()
        rows = [json.loads(line) for line in lines]
        out[e["name"]] = {f["name"]: [row[f["name"]] for row in rows] for f in e["fields"]}
    return out


def entity_of(made, name):
    return next(e for e in made["entities"] if e["name"] == name)


def same(before, after, but=(), rows=None):
    """All fields of the first are in the second with the same values; `but` fields differ, and really do."""
    for e, fields in before.items():
        for f, values in fields.items():
            n = len(values) if rows is None else rows
            equal = e in after and f in after[e] and after[e][f][:n] == values[:n]
            assert equal == (f"{e}.{f}" not in but), f"{e}.{f} {'changed' if not equal else 'did not change'}"


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    return cells(shop(), tmp_path_factory.mktemp("before"))


def test_a_field_added_in_front(before, tmp_path):
    t = shop()
    for e in t["entities"]:
        e["fields"].insert(0, field("added", "string", faker_method="bothify", faker_args={"text": "##"}))
    same(before, cells(t, tmp_path))


def test_a_field_removed(before, tmp_path):
    t = shop()
    entity_of(t, "customer")["fields"].pop(2)
    entity_of(t, "orders")["fields"].pop(-1)
    same(before, cells(t, tmp_path), but=("customer.score", "orders.total"))


def test_a_field_renamed(before, tmp_path):
    t = shop()
    entity_of(t, "product")["fields"][2]["name"] = "list_price"
    same(before, cells(t, tmp_path), but=("product.price",))


def test_an_entity_added_and_one_removed(before, tmp_path):
    t = shop()
    t["entities"].insert(0, entity("account", 30, key(), field("product", foreign_key="product.id")))
    t["entities"] = [e for e in t["entities"] if e["name"] != "line"]
    t["relationships"] = [r for r in t["relationships"] if r["from"] != "line.product"]
    after = cells(t, tmp_path)
    same({name: fields for name, fields in before.items() if name != "line"}, after)


def test_order_of_keys_entities_fields_and_relationships(before, tmp_path):
    shuffled = random.Random(3)

    def mixed(value):
        if isinstance(value, dict):
            items = list(value.items())
            shuffled.shuffle(items)
            return {k: mixed(v) if k not in ("where",) else v for k, v in items}
        if isinstance(value, list) and value and isinstance(value[0], dict):
            value = [mixed(v) for v in value]
            shuffled.shuffle(value)
        return value
    same(before, cells(mixed(shop()), tmp_path))


def test_another_fields_relation_changed(before, tmp_path):
    t = shop()
    t["relationships"][2]["distribution"] = "uniform"
    t["relationships"][1]["optional"] = 0.1
    same(before, cells(t, tmp_path), but=("line.product", "orders.referrer"))


def test_another_entity_grows(before, tmp_path):
    t = shop()
    entity_of(t, "product")["row_count"] = 50
    after = cells(t, tmp_path)
    same(before, after, but=("line.product",))


def test_the_entity_itself_grows(before, tmp_path):
    t = shop()
    entity_of(t, "product")["row_count"] = 90
    entity_of(t, "orders")["row_count"] = 300
    after = cells(t, tmp_path)
    same({e: before[e] for e in ("product", "orders", "tenant", "customer", "tag")}, after)


def test_a_unique_column_grows(before, tmp_path):
    t = shop()
    entity_of(t, "customer")["row_count"] = 90
    after = cells(t, tmp_path)
    assert after["customer"]["code"][:60] == before["customer"]["code"] and after["customer"]["score"][:60] == before["customer"]["score"]


def test_growth_stable_references_move_only_to_new_parents(tmp_path):
    def made(n):
        return template(entity("p", n, key()), entity("c", 20000, key(), field("pid", nullable=False)), relationships=[relation("c.pid", "p.id", distribution="growth_stable")])
    few, many = cells(made(1000), tmp_path)["c"]["pid"], cells(made(1250), tmp_path)["c"]["pid"]
    moved = [b for a, b in zip(few, many) if a != b]
    assert all(b > 1000 for b in moved) and abs(len(moved) / len(few) - 0.2) < 0.012


def test_descriptions_and_evidence_change_nothing(before, tmp_path):
    t = shop()
    for e in t["entities"]:
        e["description"] = "words"
        for f in e["fields"]:
            f |= {"description": "words", "evidence": [{"rule": "name.id", "confidence": 0.5}], "privacy": "none"}
    same(before, cells(t, tmp_path))


# Digests of the rows that the engine number stands for. A change here means other data for everybody who keeps a seed: raise
# kEngine, say why in the commit, and renew them with MOCKDATA_RENEW=1.
GOLDEN = Path(__file__).with_name("golden.json")


def digests(folder):
    found = {"shop": shop()} | {name: function(200)[0] for name, function in SHAPES.items()}
    out = {}
    for name, made in found.items():
        made = copy.deepcopy(made)
        place = folder / name
        (folder / f"{name}.json").write_text(json.dumps(made))
        run(MOCKDATA, "generate", folder / f"{name}.json", "--output", place, "--format", "ndjson", "--environment", "dev", "--plain", "--no-verify", "--seed", 2026)
        digest = hashlib.sha256()
        for e in sorted(e["name"] for e in made["entities"]):
            digest.update((place / f"{e}.ndjson").read_bytes())
        out[name] = digest.hexdigest()[:32]
    return out


def test_golden_digests(tmp_path):
    made = digests(tmp_path)
    if os.environ.get("MOCKDATA_RENEW"):
        GOLDEN.write_text(json.dumps(made, indent=1) + "\n")
    kept = json.loads(GOLDEN.read_text())
    assert made == kept, sorted(name for name in made if made[name] != kept.get(name))
