"""Columns that are made of others, tied to others or of a form, in landed files: judged by Python alone."""
import datetime
import decimal
import json
import os
import pathlib
import re
import subprocess

import pytest

BUILD = pathlib.Path(os.environ.get("MOCKDATA_BUILD", "build/release")).resolve()
TEMPLATE = pathlib.Path(__file__).parent / "shop.json"


def generate(folder, *more):
    subprocess.run([BUILD / "mockdata", "generate", TEMPLATE, "--output", folder, "--format", "ndjson", "--environment", "dev", *more], check=True, capture_output=True, timeout=300)
    return {path.stem: [json.loads(line, parse_float=decimal.Decimal) for line in path.read_text().splitlines()] for path in folder.glob("*.ndjson")}


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    return generate(tmp_path_factory.mktemp("shop"))


def test_patterns_conditions_and_ages(rows):
    codes = {row["code"] for row in rows["customers"]}
    assert len(codes) == len(rows["customers"]) == 200
    for row in rows["customers"]:
        assert re.fullmatch(r"(VIP-)?[A-HJ-NP-Z]{2}\d{4,6}", row["code"]), row
        assert row["currency"] == {"FI": "EUR", "SE": "SEK", "US": "USD"}[row["country"]]
        born = datetime.date.fromisoformat(row["birth"])
        assert row["age"] == 2026 - born.year - ((1, 1) < (born.month, born.day))


def test_copies_formats_and_order(rows):
    customers = {row["id"]: row for row in rows["customers"]}
    assert len({row["number"] for row in rows["orders"]}) == 2000
    for row in rows["orders"]:
        assert row["country"] == customers[row["customerId"]]["country"]
        assert customers[row["customerId"]]["since"] <= row["placed"] <= "2025-11-30"
        assert re.fullmatch("SO-" + row["placed"][:7].replace("-", "") + r"-\d{5}", row["number"]), row


def test_rollups_and_times(rows):
    orders = {row["id"]: row for row in rows["orders"]}
    sums, counts = {}, {}
    for row in rows["lines"]:
        assert row["amount"] == row["quantity"] * row["price"]
        sums[row["orderId"]] = sums.get(row["orderId"], 0) + row["amount"]
        counts[row["orderId"]] = counts.get(row["orderId"], 0) + 1
        shipped = datetime.datetime.fromisoformat(row["shipped"].replace("Z", "+00:00"))
        placed = datetime.datetime.fromisoformat(orders[row["orderId"]]["placed"] + "T00:00:00+00:00")
        assert datetime.timedelta(days=1) <= shipped - placed <= datetime.timedelta(days=14)
        assert shipped.weekday() < 5 and 8 <= shipped.hour < 18
    for key, order in orders.items():
        assert order["total"] == sums.get(key, 0) and order["lines"] == counts.get(key, 0)
    assert any(order["lines"] == 0 for order in orders.values())


def test_impossible_uniqueness_is_an_error_with_numbers(tmp_path):
    done = subprocess.run([BUILD / "mockdata", "check", TEMPLATE, "--rows", "orders=100001"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 3
    assert "100001 rows asked" in done.stdout + done.stderr and "100000 texts apart" in done.stdout + done.stderr


def test_a_pattern_is_unique_at_a_million_rows_in_little_memory(tmp_path):
    template = {"source": "u", "source_type": "sql", "extracted_at": "2026-01-01", "entities": [{"name": "t", "row_count": 1_000_000, "fields": [
        {"name": "code", "type": "string", "pattern": "[A-Z]{4}\\d{3}", "unique": True}, {"name": "key", "type": "decimal(10,2)", "unique": True, "min": 0, "max": 9_999.99}]}]}
    (tmp_path / "t.json").write_text(json.dumps(template))
    subprocess.run([BUILD / "mockdata", "generate", tmp_path / "t.json", "--output", tmp_path / "out", "--format", "csv", "--environment", "dev"], check=True, capture_output=True, timeout=300)
    lines = next((tmp_path / "out").rglob("t*.csv")).read_text().splitlines()[1:]
    assert len(lines) == len({line.split(",")[0] for line in lines}) == len({line.split(",")[1] for line in lines}) == 1_000_000
