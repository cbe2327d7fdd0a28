"""Names that a source may use and a table may not: written otherwise, told, and still verified, keys and relations included."""
import json
import os
import pathlib
import subprocess

import deltalake
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
MOCKDATA = pathlib.Path(os.environ.get("MOCKDATA_BUILD", ROOT / "build" / "dev")) / "mockdata"
TEMPLATE = {"source": "names", "source_type": "rest_api", "extracted_at": "2026-11-01T00:00:00Z", "entities": [
    {"name": "teams", "row_count": 5, "fields": [{"name": "Team Id", "type": "int", "primary_key": True}, {"name": "team id", "type": "string"}]},
    {"name": "people", "row_count": 50, "fields": [
        {"name": "Id", "type": "int", "primary_key": True}, {"name": "id", "type": "int"}, {"name": "E-Mail Address", "type": "string", "unique": True},
        {"name": "a.b", "type": "int"}, {"name": "$id", "type": "int"}, {"name": "x,y;{}()=", "type": "string"}, {"name": "名前", "type": "string"},
        {"name": "home address", "type": "object", "fields": [{"name": "Street Name", "type": "string"}, {"name": "x.y", "type": "string"}]},
        {"name": "Team Ref", "type": "int", "foreign_key": "teams.Team Id"},
        {"name": "phone numbers", "type": "array", "items": {"type": "object", "fields": [{"name": "Phone Number", "type": "string"}]}}]}]}


@pytest.mark.parametrize("form", ["delta", "delta+json", "parquet", "csv", "ndjson", "json", "arrow"])
def test_names_of_any_kind_are_verified(tmp_path, form):
    path = tmp_path / "metadata.json"
    path.write_text(json.dumps(TEMPLATE))
    done = subprocess.run([MOCKDATA, "generate", path, "--environment", "dev", "--output", tmp_path / "out", "--format", form, "--plain"], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    relation = "All people.Team_Ref exist in teams.Team_Id" if form.startswith("delta") else "All people.Team Ref exist in teams.Team Id"
    assert f"✓ FK integrity: {relation}" in done.stdout
    if form == "delta":
        fields = [field.name for field in deltalake.DeltaTable(str(tmp_path / "out" / "Tables" / "bronze_names_people")).schema().fields]
        assert fields[:10] == ["Id", "id_2", "E-Mail_Address", "a.b", "$id", "x_y______", "名前", "home_address", "Team_Ref", "phone_numbers"]
