"""The command line as a newcomer mistypes it: each slip is named, with the word that was meant; help that fits its terminal, and whose examples run."""
import fcntl
import json
import os
import pty
import re
import shlex
import shutil
import struct
import subprocess
import termios
import unicodedata

import pytest
from guided import GUIDED, HR, MOCKDATA, environment, files, project, run

TEMPLATE = HR / "source" / "metadata.json"
COMMANDS = ["guide", "discover", "generate", "verify", "check", "explain", "sample", "classify", "providers", "functions", "serve"]


def said(*words, code, program=MOCKDATA, cwd=None, **env):
    """What stands on standard error of a run that fails with `code` and prints nothing else."""
    done = run(program, *words, code=code, cwd=cwd, **env)
    assert done.stdout == "", done.stdout
    return done.stderr


@pytest.mark.parametrize("words, meant", [
    (["genrate", TEMPLATE], 'did you mean "generate"?'),
    (["generate", TEMPLATE, "--outptu", "x"], "did you mean --output?"),
    (["generate", TEMPLATE, "--output", "x", "--sead=7"], "did you mean --seed?"),
    (["generate", TEMPLATE, "--output", "x", "--threads", "-1"], 'of 0 or more is expected, found "-1"'),
    (["generate", TEMPLATE, "--output", "x", "--threads", "all"], 'found "all"'),
    (["generate", TEMPLATE, "--output", "x", "--level", "99"], "from 1 to 19"),
    (["generate", TEMPLATE, "spare", "--output", "x"], '"spare" is one word more'),
    (["generate", TEMPLATE], "--output is required"),
    (["sample", TEMPLATE, "teams", "--rows", "-1"], 'found "-1"'),
    (["sample", TEMPLATE, "teams", "--at", "1e3"], 'found "1e3"'),
    (["serve", TEMPLATE, "--port", "70000"], "from 0 to 65535"),
    (["discover", TEMPLATE, "--output", "x", "--children", "entitys"], "nested|entities"),
    (["generate", TEMPLATE, "--output", "-", "--format", "csv", "--entity", "teams", "--environment", "dev", "--json"], "cannot both go to standard output"),
    ([], "a command is missing"),
    (["help", "genrate"], 'did you mean "generate"?'),
    (["generate", TEMPLATE, "--output", "x", "--environment", "dev", "--ingested-at", "yesterday"], '--ingested-at: "yesterday" is not a moment'),
    (["generate", TEMPLATE, "--output", "x", "--environment", "dev", "--rows", "teams=1o"], 'found "1o"'),
])
def test_slips_are_named_with_what_was_meant(tmp_path, words, meant):
    answer = said(*words, code=2, cwd=tmp_path)
    assert meant in answer and answer.startswith("error: "), answer
    assert files(tmp_path) == {}


def test_a_repeated_option_takes_one_value_each(tmp_path):
    run(MOCKDATA, "generate", "--rows", "teams=4", "--output", tmp_path / "out", "--entity", "teams", TEMPLATE, "--environment", "dev", "--format", "ndjson")
    assert len((tmp_path / "out/teams.ndjson").read_text().splitlines()) == 4


@pytest.mark.parametrize("name, edit, words", [
    ("type", ('"type": "date"', '"type": "dtae"'), [':20 ', 'did you mean "date"?']),
    ("entities", ('"entities"', '"entites"'), [':5 ', 'is "entites" meant to be it?']),
    ("key", ('"row_count": 50', '"row_cuont": 50'), [":6 ", 'did you mean "row_count"?']),
])
def test_typing_errors_in_a_template(tmp_path, name, edit, words):
    text = TEMPLATE.read_text()
    assert edit[0] in text
    template = tmp_path / f"{name}.json"
    template.write_text(text.replace(*edit, 1))
    done = run(MOCKDATA, "check", template, code=3)
    assert [w for w in words if w not in done.stdout + done.stderr] == [], done.stdout + done.stderr
    listed = run(MOCKDATA, "check", template, "--json", code=3)
    answer = json.loads(listed.stdout)
    assert answer["ok"] is False and words[1] in json.dumps(answer, ensure_ascii=False).replace('\\"', '"') and listed.stderr == ""


def test_what_is_no_template(tmp_path):
    (tmp_path / "utf16.json").write_bytes(TEMPLATE.read_text().encode("utf-16"))
    for command in (["check"], ["generate", "--output", tmp_path / "x", "--environment", "dev"], ["sample"]):
        name, *more = command
        assert "UTF-16: save it as UTF-8" in said(name, tmp_path / "utf16.json", *more, *(["teams"] if name == "sample" else []), code=3)
    for path, cause in ((tmp_path, "Is a directory"), (tmp_path / "none.json", "No such file or directory")):
        for command in ("check", "explain"):
            assert cause in said(command, path, code=3)
        assert cause in said("generate", path, "--output", tmp_path / "x", "--environment", "dev", code=3)
    assert "a template already" in said("discover", TEMPLATE, "--output", tmp_path / "x.json", code=3)
    assert sorted(files(tmp_path)) == ["utf16.json"]


def test_files_that_are_not_there(tmp_path):
    assert "No such file" in said("verify", TEMPLATE, tmp_path / "none", code=5)
    assert "No such file" in said("classify", tmp_path / "none.csv", code=3)
    assert "Is a directory" in said("classify", tmp_path, code=3)


def test_the_ending_of_the_output_is_its_format(tmp_path):
    words = [TEMPLATE, "--entity", "teams", "--environment", "dev", "--output"]
    for ending in ("csv", "parquet", "ndjson.gz", "json"):
        done = run(MOCKDATA, "generate", *words, tmp_path / f"teams.{ending}")
        assert f"Landed in {tmp_path}/teams.{ending}" in done.stdout
        assert (tmp_path / f"teams.{ending}").is_file()
    assert "5 entities cannot go into the one file" in said("generate", TEMPLATE, "--environment", "dev", "--output", tmp_path / "all.csv", code=2)
    (tmp_path / "folder.csv").mkdir()  # a folder stays one
    run(MOCKDATA, "generate", *words, tmp_path / "folder.csv")
    assert (tmp_path / "folder.csv/Tables").is_dir()


def test_a_column_option_names_a_column(tmp_path):
    words = ["generate", TEMPLATE, "--environment", "dev", "--format", "parquet", "--output", tmp_path / "out"]
    assert 'did you mean "homeAddress.city"?' in said(*words, "--column", "homeAddress.cty=plain", code=2)
    assert files(tmp_path) == {}
    run(MOCKDATA, *words, "--column", "homeAddress.city=plain", "--column", "_environment=dictionary")


def test_json_of_a_run_that_lands_nowhere():
    assert [e["name"] for e in json.loads(run(MOCKDATA, "generate", TEMPLATE, "--output", "null:", "--environment", "dev", "--json").stdout)["entities"]][0] == "employees"


def test_the_source_by_its_path_or_not_at_all(tmp_path):
    root = project(tmp_path)
    assert "give its name: alexis" in said("projects/people/docs/sources/alexis.md", program=GUIDED, code=2, cwd=root)
    assert "alexis" in run(GUIDED, code=2, cwd=root).stderr
    for path in (root / "projects/people/docs/sources").iterdir():
        path.unlink()
    assert "has no source documents yet" in run(GUIDED, "alexis", code=2, cwd=root).stderr


def test_to_extract_and_to_use_a_template_are_two_ways(tmp_path):
    root = project(tmp_path)
    before = files(root)
    assert "are two ways to begin" in run(GUIDED, "alexis", "--extract", "--template", TEMPLATE, "--environment", "dev", "--yes", code=2, cwd=root).stderr
    assert files(root) == before


def test_a_vault_that_cannot_be_opened_names_the_other_ways(tmp_path):
    done = run(GUIDED, "alexis", "--extract", "--environment", "dev", "--yes", code=4, cwd=project(tmp_path))
    assert "AZURE_TENANT_ID" in done.stderr and "--token-env" in done.stderr


def test_the_script_repeats_factors_and_crosswalks(tmp_path):
    """`x3` multiplies the sizes of identities too, which no list of row counts says."""
    root = project(tmp_path)
    people = {"source": "hr", "source_type": "sql", "extracted_at": "2026-01-15", "relationships": [], "identities": {"staff": {"size": 40, "age": [18, 67]}},
              "entities": [{"name": "workers", "row_count": 20, "identity": "staff",
                            "fields": [{"name": "id", "type": "long", "primary_key": True}, {"name": "email", "type": "string", "faker_method": "email"}]}]}
    (root / "hr.json").write_text(json.dumps(people))
    people["source"], people["entities"][0]["name"] = "crm", "contacts"
    (root / "crm.json").write_text(json.dumps(people))
    run(GUIDED, "hr", "--template", "hr.json", "--rows", "x3", "--crosswalk", "crm.json", "--environment", "dev", "--yes", "--format", "ndjson", cwd=root)
    made = files(root / "projects/people/mock/hr")
    assert len(made) > 2
    shutil.rmtree(root / "projects/people/mock/hr")
    subprocess.run(["python3", root / "projects/people/scripts/generate_mock_hr.py"], check=True, env=environment(MOCKDATA=str(MOCKDATA)), stdout=subprocess.DEVNULL)
    again = files(root / "projects/people/mock/hr")
    assert sorted(made) == sorted(again) and [n for n in made if made[n] != again[n] and "manifest" not in n] == []


def on_a_terminal(columns, *words):
    """What the program shows on a terminal so wide."""
    main, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    child = subprocess.Popen([MOCKDATA, *map(str, words)], stdin=subprocess.DEVNULL, stdout=side, stderr=side, env=environment(TERM="xterm"))
    os.close(side)
    shown = b""
    while True:
        try:
            piece = os.read(main, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(main)
    assert child.wait() == 0, shown
    return shown.decode()


def shown_width(line):
    plain = re.sub(r"\x1b\[[0-9;]*m", "", line)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in plain)


def test_help_is_a_command_too():
    assert run(MOCKDATA, "help").stdout == run(MOCKDATA, "--help").stdout
    text = run(MOCKDATA, "help", "generate").stdout
    assert text == run(MOCKDATA, "generate", "--help").stdout and text.startswith("generate: ")
    assert "-o, --output PLACE" in text and "--rows ENTITY=N|xN" in text and "\n\n\n" not in text
    assert "TEXT" not in text.replace("--null-text TEXT", "")


def test_rows_that_do_not_fit_the_terminal_stand_one_below_the_other():
    wide = on_a_terminal(80, "sample", TEMPLATE, "employees", "--rows", "2")
    assert len([line for line in wide.splitlines() if re.match(r"(\x1b\[1m)?firstName", line)]) == 2
    assert all(shown_width(line) <= 200 for line in wide.splitlines())
    assert "firstName" in run(MOCKDATA, "sample", TEMPLATE, "employees", "--rows", "2").stdout.splitlines()[0]  # a pipe has no width
    assert len(on_a_terminal(80, "sample", TEMPLATE, "offices", "--rows", "2").splitlines()) == 3


def test_what_a_provider_makes_is_said_whole():
    assert [line for line in run(MOCKDATA, "providers").stdout.splitlines() if line.endswith("…")] == []


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("command", COMMANDS)
def test_help_fits_the_terminal(command, columns):
    for line in on_a_terminal(columns, command, "--help").splitlines():
        example = line.startswith("  mockdata") or line.startswith("  generate-mock-data")  # to be copied whole
        assert example or shown_width(line) <= max(columns, 40) or " " not in line.strip(), line


def test_examples_of_the_help_run(tmp_path):
    """Every example but those that read an API or serve one, which have tests of their own: in a folder that holds what they name."""
    root = project(tmp_path)
    shutil.copy(TEMPLATE, root / "metadata.json")
    (root / "columns.csv").write_text("entity,field,type\nemployees,firstName,string\n")
    tried = 0
    for command in COMMANDS:
        text = run(MOCKDATA, command, "--help").stdout
        examples = [line[2:] for line in text.split("Examples:\n")[1].split("\n\n")[0].splitlines()]
        assert examples and all(e.startswith(("mockdata " + command, "generate-mock-data")) for e in examples)
        for example in examples:
            if command in ("guide", "discover", "serve"):
                continue
            line = example.replace("employees=1000000", "employees=2000").replace("employees=100000000", "employees=2000")
            done = subprocess.run(["bash", "-o", "pipefail", "-c", f"mockdata() {{ {shlex.quote(str(MOCKDATA))} \"$@\"; }}; {line}"], cwd=root, env=environment(), capture_output=True, text=True, timeout=60)
            assert done.returncode == 0 and done.stdout, (example, done.stderr)
            tried += 1
    assert tried > 14
