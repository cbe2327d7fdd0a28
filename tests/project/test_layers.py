"""The dependency rule of ARCHITECTURE.md: arrows only point down, and the core knows neither files nor the network."""
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCES = [p for p in (ROOT / "src").rglob("*") if p.suffix in (".h", ".cc")]
FOLDERS = re.findall(r"^mockdata_folder\((\w+)((?: [\w-]+)*)\)", (ROOT / "cmake/folders.cmake").read_text(), re.M)
ORDER = [name for name, _ in FOLDERS]
ALLOWED = {name: set(links.split()) & set(ORDER) for name, links in FOLDERS}
# The core: what makes cells. No files, no network, no JSON text, no clock.
CORE = ["block", "random", "pattern", "derive", "identifiers", "providers", "relations", "plan", "generate"]
HELPERS = ("_test", "_main", "_probe", "_bench", "_fuzz")
OUTSIDE = {"fstream", "filesystem", "ctime", "chrono", "iostream", "nlohmann/json.hpp", "simdjson.h", "curl/curl.h", "httplib.h", "fcntl.h", "unistd.h", "sys/socket.h"}


def includes(path):
    return re.findall(r'^\s*#\s*include\s+["<]([^">]+)[">]', path.read_text(), re.M)


def folder_of(path):
    return path.relative_to(ROOT / "src").parts[0]


def below(name):
    """Folders that a folder may reach: those it links, and those that they link."""
    reached, todo = set(), list(ALLOWED[name])
    while todo:
        one = todo.pop()
        if one not in reached:
            reached.add(one)
            todo += ALLOWED[one]
    return reached


def test_every_folder_has_its_line():
    assert {folder_of(p) for p in SOURCES} <= set(ORDER)


def test_links_point_to_earlier_lines():
    for name, links in ALLOWED.items():
        up = [link for link in links if ORDER.index(link) >= ORDER.index(name)]
        assert not up, f"{name} links {up}, which stand below it in cmake/folders.cmake"


def upward(folder, names):
    """Those of the included names that the folder may not reach."""
    reachable = below(folder) | {folder}
    return [name for name in names if "/" in name and name.split("/")[0] in ORDER and name.split("/")[0] not in reachable]


def test_includes_follow_the_links():
    # A test may use what it tests with; a program of the tests may as well.
    wrong = [f"{path.relative_to(ROOT)} includes {name}" for path in SOURCES if not path.stem.endswith(HELPERS) for name in upward(folder_of(path), includes(path))]
    assert not wrong, "\n".join(wrong)
    assert upward("plan", ["land/land.h", "base/date.h", "vector", "plan/plan.h"]) == ["land/land.h"]


def test_the_core_knows_nothing_of_the_outside():
    wrong = [f"{path.relative_to(ROOT)} includes {name}" for path in SOURCES if folder_of(path) in CORE and not path.stem.endswith(HELPERS)
             for name in includes(path) if name in OUTSIDE]
    assert not wrong, "\n".join(wrong)


def test_verification_shares_no_code_with_the_encoders():
    assert not below("verify") & {"formats", "generate", "plan", "block", "land"}
