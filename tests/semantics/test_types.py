"""Every semantic type that names a provider fills a field with it."""
import csv
import json
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("MOCKDATA_BUILD", ROOT / "build" / "release"))
# The first kind of a type that a field is declared with here; text goes first, since every provider can be written as text.
DECLARED = {"t": "string", "i": "long", "f": "double", "d": "date", "z": "timestamp", "c": "time", "b": "bool", "u": "uuid", "x": "binary"}


def shipped_types():
    for line in (ROOT / "data" / "lexicon" / "types.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, _, kinds, provider, arguments, _ = line.split("\t")
            yield name, kinds, provider, json.loads(arguments) if arguments else None


def generated(folder, fields):
    folder.mkdir()
    template = {"source": "types", "source_type": "rest_api", "extracted_at": "2026-11-20T08:00:00Z",
                "entities": [{"name": "rows", "row_count": 40, "fields": [{"name": "row_id", "type": "long", "primary_key": True}] + fields}]}
    (folder / "metadata.json").write_text(json.dumps(template), encoding="utf-8")
    done = subprocess.run([BUILD / "mockdata", "generate", folder / "metadata.json", "--output", folder / "out", "--format", "csv", "--seed", "7", "--environment", "dev"],
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stderr + done.stdout
    files = sorted((folder / "out").rglob("*.csv"))
    assert files, done.stdout
    return list(csv.DictReader(files[0].open(encoding="utf-8", newline="")))


def test_a_meaning_fills_its_field_as_its_provider_does(tmp_path):
    types = [t for t in shipped_types() if t[2]]
    assert len(types) >= 250
    meant, named = [], []
    for number, (name, kinds, provider, arguments) in enumerate(types):
        field = {"name": f"c{number}", "type": "string" if "t" in kinds else DECLARED[kinds[0]], "nullable": False, "semantic_type": name}
        meant.append(field)
        named.append(field | {"faker_method": provider} | ({"faker_args": arguments} if arguments is not None else {}))
    by_meaning, by_provider = generated(tmp_path / "meant", meant), generated(tmp_path / "named", named)
    assert len(by_meaning) == 40
    alike = set()
    for number, (name, _, provider, arguments) in enumerate(types):
        values = [row[f"c{number}"] for row in by_meaning]
        assert all(values), f"{name}: {provider} leaves a field empty"
        assert values == [row[f"c{number}"] for row in by_provider], f"{name} is not made by {provider}"
        if provider == "random_element":
            assert set(values) <= {str(e) for e in arguments["elements"]}, name
        if len(set(values)) == 1:
            alike.add(provider)
    # Persons of one country share what belongs to it.
    assert alike <= {"country", "country_code", "timezone", "language_code", "currency_code"}
