"""`check`, `explain` and `sample`: all that is wrong at once with its place and remedy, in milliseconds, and rows from anywhere."""
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "guided")]
from guided import MOCKDATA, environment, run  # noqa: E402
from relation_shapes import entity, field, key, relation, template  # noqa: E402

def checked(made, folder, code=3):
    path = folder / "metadata.json"
    path.write_text(json.dumps(made, indent=1) if isinstance(made, dict) else made)
    done = run(MOCKDATA, "check", path, "--json", code=code)
    return {(i["path"], i["level"]): i for i in json.loads(done.stdout)["issues"]}, path.read_text().splitlines()


def test_everything_that_is_wrong_at_once(tmp_path):
    made = template(
        entity("teams", 5, key()),
        entity("people", 9, key(), field("teamId", foreign_key="team.id"), field("boss", nullable=False), field("age", faker_method="random_intt"), field("note", "string", nul_rate=0.5)),
        entity("seats", 9, key("a", foreign_key="teams.id"), key("b", foreign_key="teams.id")), entity("many", 99, key("a", foreign_key="teams.id"), key("b", foreign_key="teams.id")),
        entity("empty", 0, key()), entity("child", 3, key(), field("e", foreign_key="empty.id", nullable=False)),
        relationships=[relation("people.boss", "people.id", optional=0.5), relation("people.teamId", "teams.idd"), relation(["seats.a", "seats.b"], "teams.id"),
                       relation("child.id", "teams.id", children={"min": -1}, distribution="zip")])
    issues, lines = checked(made, tmp_path)
    expected = {
        "entities[1].fields[1].foreign_key": ("refers to an entity that is not in the template", "did you mean \"teams.id\"?"),
        "entities[1].fields[3].faker_method": ("random_intt", "random_int"),
        "relationships[0].optional": ("not nullable", "nullable"),
        "relationships[1].to": ("has no field \"idd\"", "did you mean \"teams.id\"?"),
        "relationships[2]": ("2 fields on one side and 1 on the other", "same number"),
        "entities[3]": ("99 rows asked, 25 combinations of (a, b) exist", "fewer rows"),
        "entities[5].fields[1].foreign_key": ("\"empty\", which has no rows", "make the relation optional"),
    }
    for path, (message, hint) in expected.items():
        issue = issues[path, "error"]
        assert message in issue["message"] and hint in issue["hint"], issue
        assert issue["line"] > 0 and lines[issue["line"] - 1].strip(), issue
    assert "did you mean \"null_rate\"" in issues["entities[1].fields[4].nul_rate", "warning"]["hint"]


def old(fields_fk=None, relationships=()):
    fk = {"foreign_key": fields_fk} if fields_fk else {}
    return {"source": "old", "source_type": "rest_api", "base_url": "https://api.example.com", "extracted_at": "2025-03-01T10:00:00", "entities": [
        {"name": "teams", "api_endpoint": "/teams", "bronze_table": "bronze_teams", "row_count": 10, "fields": [{"name": "id", "type": "string", "pii": False, "primary_key": True, "faker_method": "uuid4"}]},
        {"name": "employees", "api_endpoint": "/employees", "bronze_table": "bronze_employees", "row_count": 100, "fields": [
            {"name": "id", "type": "string", "pii": False, "primary_key": True, "faker_method": "uuid4"}, {"name": "age", "type": "integer", "pii": True, "faker_method": "random_int", "faker_args": {"min": 18, "max": 70}},
            {"name": "teamId", "type": "string", "pii": False, "primary_key": False, "nullable": False, **fk}]}], "relationships": list(relationships)}


@pytest.mark.parametrize("made", [old("teams.id"), old(None, [{"from": "employees.teamId", "to": "teams.id"}]), old("teams.id", [{"from": "employees.teamId", "to": "teams.id"}])],
                         ids=["only foreign_key", "only relationships", "both"])
def test_templates_of_older_tools(made, tmp_path):
    issues, _ = checked(made, tmp_path, code=0)
    assert issues == {}
    rows = {}
    for name in ("teams", "employees"):
        rows[name] = [json.loads(line) for line in run(MOCKDATA, "generate", tmp_path / "metadata.json", "--output", "-", "--format", "ndjson", "--entity", name, "--environment", "dev", "--plain").stdout.splitlines()]
    teams = {t["id"] for t in rows["teams"]}
    assert len(teams) == 10 and len(rows["employees"]) == 100 and all(e["teamId"] in teams and 18 <= e["age"] <= 70 for e in rows["employees"])


def test_notations_that_disagree(tmp_path):
    made = old("teams.id", [{"from": "employees.teamId", "to": "employees.id"}])
    issues, lines = checked(made, tmp_path)
    issue = issues["entities[1].fields[2].foreign_key", "error"]
    assert "refers to \"teams.id\", but relationships[0] says \"employees.id\"" in issue["message"] and "agree" in issue["hint"]
    assert '"name": "teamId"' in lines[issue["line"] - 1] or '"name": "teamId"' in lines[issue["line"]]


def thousand_tables():
    entities, relationships = [], []
    for i in range(1000):
        fields = [key(), *[field(f"c{j}", t, nullable=True) for j, t in enumerate(["string", "date", "decimal(10,2)", "bool", "double", "datetime"])]]
        for j in range(1, 4):
            if i >= j:
                fields.append(field(f"fk{j}", nullable=False))
                relationships.append(relation(f"t{i}.fk{j}", f"t{i - j}.id"))
        entities.append(entity(f"t{i}", 1000, *fields))
    return template(*entities, relationships=relationships)


def test_a_thousand_tables_in_milliseconds(tmp_path):
    path = tmp_path / "big.json"
    path.write_text(json.dumps(thousand_tables(), indent=1))
    took = []
    for _ in range(3):
        process = subprocess.Popen([MOCKDATA, "check", path], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment())
        said = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0 and "1000 entities" in said, said
        took.append(usage.ru_utime + usage.ru_stime)
    assert min(took) < 0.4, took  # seconds of processor: other work on the machine does not count


def test_a_sample_from_far_away(tmp_path):
    made = template(entity("p", 10, key()), entity("c", 5_000_000_000, key(type="long"), field("pid", nullable=False, foreign_key="p.id")))
    (tmp_path / "t.json").write_text(json.dumps(made))  # five billion rows, of which five are made
    rows = [json.loads(line) for line in run(MOCKDATA, "sample", tmp_path / "t.json", "c", "--rows", 5, "--at", 4_000_000_000, "--json").stdout.splitlines()]
    assert [r["id"] for r in rows] == list(range(4_000_000_001, 4_000_000_006)) and all(1 <= r["pid"] <= 10 for r in rows)


def test_explain_tells_how_a_reference_is_made(tmp_path):
    made = template(entity("t", 3, key()), entity("e", 50, key(), field("t", nullable=False), field("boss", nullable=True)),
                    relationships=[relation("e.t", "t.id", distribution={"type": "zipf", "s": 1.5}), relation("e.boss", "e.id")])
    (tmp_path / "t.json").write_text(json.dumps(made))
    assert "reference to t.id (Zipf s=1.5)" in run(MOCKDATA, "explain", tmp_path / "t.json", "e.t").stdout
    assert "roots NULL" in run(MOCKDATA, "explain", tmp_path / "t.json", "e.boss").stdout
