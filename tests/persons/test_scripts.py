"""Names in all scripts come out of every format as they stand in the vocabulary: the same rows, landed six ways, read by readers of
others."""

import csv
import json
import os
import subprocess
import unicodedata
from pathlib import Path

import deltalake
import duckdb
import pyarrow
import pyarrow.ipc
import pyarrow.parquet
import pytest

from vocabulary_files import find, lists

BUILD = Path(os.environ.get("MOCKDATA_BUILD", Path(__file__).resolve().parents[2] / "build/release"))
SCRIPTS = {"ru_RU": "CYRILLIC", "uk_UA": "CYRILLIC", "bg_BG": "CYRILLIC", "mk_MK": "CYRILLIC", "el_GR": "GREEK", "ar_SA": "ARABIC", "fa_IR": "ARABIC", "he_IL": "HEBREW", "hi_IN": "DEVANAGARI",
           "ne_NP": "DEVANAGARI", "ta_IN": "TAMIL", "bn_BD": "BENGALI", "or_IN": "ORIYA", "gu_IN": "GUJARATI", "si_LK": "SINHALA", "ja_JP": "CJK", "zh_CN": "CJK", "zh_TW": "CJK", "ko_KR": "HANGUL",
           "ka_GE": "GEORGIAN", "hy_AM": "ARMENIAN", "th_TH": "THAI", "vi_VN": "LATIN", "is_IS": "LATIN", "pl_PL": "LATIN", "tr_TR": "LATIN"}
COLUMNS = ["id", "first", "last", "name", "city", "street", "job", "note"]
ROWS = 200
FORMATS = ("parquet", "delta", "csv", "ndjson", "json", "arrow")


def template() -> dict:
    """An entity a locale: a country may have several languages."""
    fields = {"first": "first_name", "last": "last_name", "name": "name", "city": "city", "street": "street_address", "job": "job", "note": "sentence"}
    made = [{"name": "id", "type": "long", "primary_key": True, "nullable": False}]
    made += [{"name": name, "type": "string", "nullable": False, "faker_method": method} for name, method in fields.items()]
    return {"source": "world", "source_type": "sql", "extracted_at": "2026-11-28",
            "entities": [{"name": locale.lower(), "bronze_table": locale.lower(), "row_count": ROWS, "locale": locale, "fields": made} for locale in SCRIPTS]}


def table_files(folder: Path, locale: str, suffix: str) -> Path:
    return next(path for path in folder.rglob(f"*{suffix}") if locale.lower() in str(path.relative_to(folder)) and "_delta_log" not in str(path) and "_mockdata" not in str(path))


def read(folder: Path, form: str, locale: str) -> list[dict]:
    if form == "delta":
        rows = deltalake.DeltaTable(str(next(folder.rglob(f"{locale.lower()}/_delta_log")).parent)).to_pyarrow_table().to_pylist()
    elif form == "parquet":
        rows = pyarrow.parquet.read_table(table_files(folder, locale, ".parquet")).to_pylist()
    elif form == "arrow":
        with pyarrow.memory_map(str(table_files(folder, locale, ".arrow"))) as file:
            rows = pyarrow.ipc.open_file(file).read_all().to_pylist()
    elif form == "csv":
        with open(table_files(folder, locale, ".csv"), encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    elif form == "ndjson":
        rows = [json.loads(line) for line in table_files(folder, locale, ".ndjson").read_text(encoding="utf-8").split("\n") if line]
    else:
        rows = json.loads(table_files(folder, locale, ".json").read_text(encoding="utf-8"))
    return [{name: str(row[name]) for name in COLUMNS} for row in rows]


@pytest.fixture(scope="module")
def landed(tmp_path_factory):
    """format -> folder"""
    folders = {}
    for form in FORMATS:
        folder = folders[form] = tmp_path_factory.mktemp(form)
        (folder / "metadata.json").write_text(json.dumps(template()))
        done = subprocess.run([BUILD / "mockdata", "generate", folder / "metadata.json", "--output", folder / "out", "--format", form, "--environment", "dev"], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    return folders


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("locale", SCRIPTS)
def test_names_are_those_of_the_vocabulary(landed, form, locale):
    rows = read(landed[form] / "out", form, locale)
    assert len(rows) == ROWS
    surnames = [f"person.{name}" for name in ("last_name_pairs", "last_names", "last_names_male", "last_names_female")]
    own = lists(f"locales/{find(locale, *surnames)[0]}.txt")
    names = {row[0] for name in surnames if name in own for row in own[name].rows}
    assert {row["last"] for row in rows} <= names
    letters = [unicodedata.name(c, "").split()[0] for row in rows for c in row["last"] if c.isalpha()]
    assert letters.count(SCRIPTS[locale]) > 0.9 * len(letters)
    assert any(not c.isascii() for row in rows for c in row["name"] + row["street"])
    assert all(row["first"] in row["name"] and row["last"] in row["name"] for row in rows)


@pytest.mark.parametrize("locale", SCRIPTS)
def test_every_format_says_the_same(landed, locale):
    first = read(landed["parquet"] / "out", "parquet", locale)
    for form in FORMATS[1:]:
        assert read(landed[form] / "out", form, locale) == first, form


@pytest.mark.parametrize("form", ("parquet", "csv", "ndjson", "json"))
def test_duckdb_reads_the_same(landed, form):
    reader = {"parquet": "read_parquet", "csv": "read_csv", "ndjson": "read_json", "json": "read_json"}[form]
    for locale in SCRIPTS:
        path = table_files(landed[form] / "out", locale, "." + form)
        rows = duckdb.sql(f"SELECT CAST(id AS VARCHAR), first, last, name, city, street, job, note FROM {reader}('{path}') ORDER BY id").fetchall()
        assert rows == [tuple(row[name] for name in COLUMNS) for row in read(landed["parquet"] / "out", "parquet", locale)], locale
