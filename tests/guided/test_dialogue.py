"""The guided command as a dialogue on a pseudo-terminal, and the same with flags only: the same files, to the byte."""
import re

import pexpect
import pytest
from guided import GUIDED, TOKEN, environment, files, project, run, served

ENDPOINTS = "employees=/employee compensation=/compensation departments=/department offices=/office teams=/team"


@pytest.fixture(scope="module")
def source():
    with served() as url:
        yield url


class Dialogue:
    """Types answers when their question stands there; remembers everything shown."""

    def __init__(self, cwd, *words, **env):
        self.child = pexpect.spawn(str(GUIDED), [str(w) for w in words], cwd=str(cwd), env=environment(**{"TERM": "dumb"} | env), encoding="utf-8", timeout=30, dimensions=(40, 200))
        self.shown = ""

    def wait(self, text):
        self.child.expect_exact(text)
        self.shown += self.child.before + self.child.after

    def answer(self, question, text):
        self.wait(question)
        self.child.sendline(text)

    def end(self):
        self.child.expect(pexpect.EOF)
        self.shown += self.child.before
        self.child.close()
        return self.child.exitstatus


def test_every_prompt_and_the_same_with_flags(tmp_path, source):
    by_hand = project(tmp_path / "a" / "repo")
    d = Dialogue(by_hand, "alexsi", "--environment", "dev")
    d.wait('Did you mean "alexis"?')
    d.answer("Name of the source", "no such/name")
    d.answer("Name of the source", "people-api")
    d.wait("There is no source document")
    d.answer("Name of the source", "")
    d.answer("Type of the source (rest/sql/saas):", "soap")
    d.answer("Type of the source (rest/sql/saas):", "rest")
    d.answer("Enter choice (1 or 2):", "3")
    d.answer("Enter choice (1 or 2):", "1")
    d.answer("Base URL of the API:", "ftp://nowhere")
    d.answer("Base URL of the API:", source)
    d.answer("Endpoints", "")
    d.answer("Endpoints", ENDPOINTS)
    d.answer("API token for people-api", TOKEN)
    d.wait("Held personal:")
    d.wait("employees.managerEmployeeId -> employees.id")
    d.answer("Corrections", "-employees.titel")
    d.wait('did you mean "employees.title"?')
    d.answer("Corrections", "-employees.title +employees.employeeNumber")
    d.wait("employees.employeeNumber")
    d.answer("Corrections", "departments.parentId=")
    d.answer("Corrections", "")
    d.answer("Other row counts", "employees=many")
    d.answer("Other row counts", "persons=3")
    d.answer("Other row counts", "employees=40, compensation=40 teams=4")
    d.wait("employees 40")
    d.answer("Other row counts", "")
    d.wait("✓ Template saved:")
    d.wait("✓ Generation script saved:")
    d.wait("✓ FK integrity: All compensation.employeeId exist in employees.id")
    d.wait("- bronze_people-api_employees (40 rows)")
    d.wait("Next steps")
    assert d.end() == 0, d.shown
    assert TOKEN not in d.shown

    with_flags = project(tmp_path / "b" / "repo")
    corrections = ["-employees.title", "+employees.employeeNumber", "departments.parentId="]
    done = run(GUIDED, "people-api", "--source-type", "rest", "--extract", "--base-url", source, *(w for e in ENDPOINTS.split() for w in ("--endpoint", e)),
               "--token-env", "TOKEN", *(f"--correct={c}" for c in corrections), "--rows", "employees=40", "--rows", "compensation=40", "--rows", "teams=4",
               "--environment", "dev", "--yes", cwd=with_flags)
    assert "\x1b" not in done.stdout + done.stderr
    mine, theirs = files(by_hand), files(with_flags)
    assert sorted(mine) == sorted(theirs)
    assert [name for name in mine if mine[name] != theirs[name]] == []
    assert len(mine) > 16 and not any(TOKEN.encode() in content for content in mine.values())


def test_saved_template_by_number_with_summary(tmp_path, source):
    root = project(tmp_path)
    run(GUIDED, "alexis", "--extract", "--base-url", source, "--token-env", "TOKEN", "--environment", "dev", "--yes", cwd=root)
    before = files(root / "projects/people/docs")
    d = Dialogue(root, "alexis")
    d.answer("Enter choice (1 or 2):", "2")
    d.answer("Which environment is this?", "")
    d.answer("Which environment is this?", "dev")
    d.wait("1. alexis")
    d.wait("extracted 2026-")
    d.answer("Which template? (name or number)", "9")
    d.wait('There is no template "9"')
    d.answer("Which template? (name or number)", "1")
    d.wait("employees: 200 rows, 20 fields")
    d.answer("Proceed with data generation? (yes/no)", "perhaps")
    d.answer("Proceed with data generation? (yes/no)", "yes")
    d.wait("✓ Generated 200 employees")
    assert d.end() == 0
    assert files(root / "projects/people/docs") == before


def test_answers_that_cannot_be_are_asked_again(tmp_path):
    root = project(tmp_path)
    before = files(root)
    d = Dialogue(root)
    d.answer("Which source? (documents: alexis)", "no such/name")
    d.answer("Which source? (documents: alexis)", "alexis")
    d.wait("(projects/people/docs/sources/alexis.md)")  # as seen from here
    d.answer("Enter choice (1 or 2):", "2")
    d.wait("The project has no saved template yet: answer 1")
    d.answer("Enter choice (1 or 2):", "1")
    d.answer("Which environment is this?", "devel")
    d.wait("Please answer dev, test or prod.")
    d.answer("Which environment is this?", "prod")
    assert d.end() == 6 and files(root) == before, d.shown


def test_a_vault_that_is_out_of_reach_is_no_error_where_the_token_can_be_typed(tmp_path):
    d = Dialogue(project(tmp_path), "alexis", "--extract", "--environment", "dev")
    d.wait("is not at hand: Key Vault cannot be opened")
    d.wait("API token for alexis")
    d.child.sendintr()
    assert d.end() == 130 and "error" not in d.shown, d.shown


def test_no_to_proceed_writes_nothing(tmp_path, source):
    root = project(tmp_path)
    run(GUIDED, "alexis", "--extract", "--base-url", source, "--token-env", "TOKEN", "--environment", "dev", "--yes", "--output", tmp_path / "elsewhere", cwd=root)
    before = files(tmp_path)
    d = Dialogue(root, "alexis", "--environment", "dev")
    d.answer("Enter choice (1 or 2):", "2")
    d.answer("Which template?", "alexis")
    d.answer("Proceed with data generation?", "no")
    assert d.end() == 130 and files(tmp_path) == before


def test_interrupt_at_a_prompt_leaves_nothing(tmp_path, source):
    root = project(tmp_path)
    before = files(root)
    d = Dialogue(root, "alexis", "--environment", "dev", "--extract", "--base-url", source, "--token-env", "TOKEN")
    d.wait("Corrections")
    d.child.sendintr()
    assert d.end() == 130
    assert files(root) == before


def test_interrupt_while_generating_leaves_no_half_files(tmp_path, source):
    root = project(tmp_path)
    d = Dialogue(root, "alexis", "--environment", "dev", "--extract", "--base-url", source, "--token-env", "TOKEN", "--yes", "--rows", "employees=30000000")
    d.wait("rows/s")
    d.child.sendintr()
    assert d.end() == 130, d.shown
    assert "Stopped" in d.shown
    mock = root / "projects/people/mock"
    assert not [name for name in files(mock) if "employees" in name]
    assert not [name for name in files(root) if re.search(r"tmp|partial|~", name.rsplit("/", 1)[-1])]


def test_colour_only_where_it_is_wanted(tmp_path, source):
    root = project(tmp_path)
    words = ["alexis", "--environment", "dev", "--extract", "--base-url", source, "--token-env", "TOKEN", "--yes"]
    with_colour = Dialogue(root, *words, TERM="xterm")
    assert with_colour.end() == 0 and "\x1b[32m✓\x1b[0m Generated" in with_colour.shown
    without = Dialogue(root, *words, TERM="xterm", NO_COLOR="1")
    assert without.end() == 0 and "\x1b[3" not in without.shown and "\x1b[1m" not in without.shown


def test_several_projects_are_asked_for(tmp_path, source):
    root = project(tmp_path)
    (root / "projects/other/docs/sources").mkdir(parents=True)
    words = ["fresh", "--environment", "dev", "--source-type", "rest", "--extract", "--base-url", source, "--endpoint", "/team", "--token-env", "TOKEN"]
    done = run(GUIDED, *words, "--yes", code=2, cwd=root)
    assert "1. other" in done.stderr and "--project" in done.stderr
    done = run(GUIDED, *words, "--yes", "--project", "peopel", code=2, cwd=root)
    assert 'did you mean "people"?' in done.stderr
    d = Dialogue(root, *words)
    d.answer("Which project? (name or number)", "3")
    d.answer("Which project? (name or number)", "people")
    d.answer("Corrections", "")
    d.answer("Other row counts", "")
    assert d.end() == 0 and (root / "projects/people/mock/fresh").is_dir()
