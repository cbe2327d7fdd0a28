"""`mockdata classify` from outside, and the bounds of what it measures."""
import csv
import io
import json
import os
import pathlib
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("MOCKDATA_BUILD", ROOT / "build" / "release"))
SHARED = pathlib.Path(os.environ.get("MOCKDATA_SHARED", ROOT.parent / "shared"))


def classify(text, *arguments, code=0):
    done = subprocess.run([BUILD / "mockdata", "classify", "-", *arguments], input=text, capture_output=True, text=True)
    assert done.returncode == code, done.stderr
    return done.stdout if code == 0 else done.stderr


def rows(text, *arguments):
    return list(csv.DictReader(io.StringIO(classify(text, *arguments))))


def test_columns_are_kept_and_judged():
    out = rows('entity,field,type,owner\nusers,email,string,"a, ""b"""\nusers,email_verified,boolean,\n')
    assert list(out[0]) == ["entity", "field", "type", "owner", "semantic_type", "privacy", "pii", "score", "reasons"]
    assert out[0]["owner"] == 'a, "b"'
    assert (out[0]["semantic_type"], out[0]["privacy"], out[0]["pii"]) == ("person.email", "direct_identifier", "true")
    assert 0.9 < float(out[0]["score"]) <= 1
    assert "CON.person.email" in out[0]["reasons"].split("|")
    assert out[1]["pii"] == "false" and out[1]["reasons"]


def test_rows_keep_their_order_and_entities_are_judged_together():
    out = rows("entity,field,type\nt,state,string\nu,name,string\nt,city,string\nu,unit_price,decimal\nu,sku,string\n")
    assert [r["field"] for r in out] == ["state", "name", "city", "unit_price", "sku"]
    assert out[0]["semantic_type"] == "address.region"
    assert out[1]["semantic_type"] == "thing.name"


def test_json():
    out = json.loads(classify("\ufefffield\r\nvorname\r\n\r\n", "--json"))
    assert out[0]["field"] == "vorname" and out[0]["semantic_type"] == "person.first_name" and out[0]["pii"] is True
    assert isinstance(out[0]["score"], float) and isinstance(out[0]["reasons"], list)


def test_file(tmp_path):
    (tmp_path / "c.csv").write_text("field\niban\n")
    done = subprocess.run([BUILD / "mockdata", "classify", tmp_path / "c.csv"], capture_output=True, text=True)
    assert done.returncode == 0 and "bank.iban" in done.stdout


@pytest.mark.parametrize("text, says", [("", "empty"), ("a,b\n1,2\n", "field"), ('field\n"open\n', "quoted"), ("entity,field\nx\n", "expected 2 cells")])
def test_bad_input_is_told(text, says):
    assert says in classify(text, code=3)


def test_policy_and_language_of_ones_own(tmp_path):
    text = "entity,field,type\nisikud,eesnimi,string\nusers,user_id,integer\n"
    assert rows(text)[0]["pii"] == "false"
    assert rows(text, "--policy", "strict")[1]["pii"] == "true"
    (tmp_path / "words.et.tsv").write_text("first name\teesnimi\n")
    (tmp_path / "policy.keys.tsv").write_text("pseudonymous\tyes\tyes\tyes\tyes\ndirect_identifier\tyes\tyes\tyes\tyes\n")
    own = rows(text, "--lexicon", str(tmp_path), "--policy", "keys")
    assert own[0]["semantic_type"] == "person.first_name" and own[0]["pii"] == "true" and own[1]["pii"] == "true"
    (tmp_path / "words.et.tsv").write_text("frist name\teesnimi\n")
    assert "words.et.tsv:1" in classify(text, "--lexicon", str(tmp_path), code=3)


def test_bounds_of_the_measurement():
    if not (SHARED / "data" / "pii").is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{SHARED}/data/pii is not there")
        pytest.skip(f"{SHARED}/data/pii is not there")
    done = subprocess.run([sys.executable, ROOT / "bench" / "semantics" / "measure.py", "--program", f"{BUILD}/mockdata classify", "--shared", SHARED], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr
    assert "MISSED" not in done.stdout


def test_what_nothing_tells_is_unknown():
    out = rows("entity,field,type\ncustomers,attr3,string\ncustomers,unit_price,decimal\ncustomers,email,string\n")
    assert [r["privacy"] for r in out] == ["unknown", "none", "direct_identifier"]
    assert (out[0]["semantic_type"], out[0]["pii"]) == ("", "false")
