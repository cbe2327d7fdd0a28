"""Keys and relations that the reader of API documents finds, against a truth judged by hand (truth/POLICY.md).

    python tests/documents/score.py [--misses]     a table; with --misses what was missed and what was wrong
"""
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
APIS = pathlib.Path(os.environ.get("MOCKDATA_SHARED", ROOT.parent / "shared" / "data")) / "apis"
BUILD = pathlib.Path(os.environ.get("MOCKDATA_BUILD", ROOT / "build" / "release"))
TRUTHS = sorted((ROOT / "tests" / "documents" / "truth").glob("*.json"))


def discover(document):
    """The template that the reader makes of a document."""
    run = subprocess.run([BUILD / "openapi_probe", document], capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    return json.loads(run.stdout)


def score(truth, template):
    """Of one document: what was found, missed and wrong, for keys and for relations."""
    keys = {e["name"]: [f["name"] for f in e["fields"] if f.get("primary_key")] for e in template["entities"]}
    key = {"found": [], "missed": [], "wrong": []}
    for entity, wanted in truth["keys"].items():
        got = keys.get(entity)
        if got == ([wanted] if wanted else []):
            if wanted:
                key["found"].append(entity)
        else:
            if got:
                key["wrong"].append(f"{entity}.{','.join(got)}")
            if wanted or got is None:
                key["missed"].append(f"{entity}.{wanted}")
    wanted = {tuple(r) for r in truth["relations"]}
    judged = {r[0] for r in wanted} | set(truth["plain"])
    got = {(r["from"], r["to"]) for r in template["relationships"] if isinstance(r["from"], str)}
    relation = {
        "found": sorted(wanted & got),
        "missed": sorted(wanted - got),
        # A guess is wrong when it contradicts the truth; a field that the truth leaves open is not counted.
        "wrong": sorted(r for r in got - wanted if r[0] in judged),
        "open": sorted(r for r in got - wanted if r[0] not in judged),
    }
    return key, relation


def ratio(a, b):
    return a / b if b else 1.0


def table(misses=False):
    total = {"found": 0, "missed": 0, "wrong": 0}
    print(f"{'document':18} {'keys P':>7} {'keys R':>7} {'relations':>10} {'P':>6} {'R':>6} {'not judged':>11}")
    results = {}
    for path in TRUTHS:
        truth = json.loads(path.read_text())
        key, relation = score(truth, discover(APIS / truth["document"]))
        n = {k: len(relation[k]) for k in ("found", "missed", "wrong", "open")}
        for k in total:
            total[k] += n[k]
        precision, recall = ratio(n["found"], n["found"] + n["wrong"]), ratio(n["found"], n["found"] + n["missed"])
        kp = ratio(len(key["found"]), len(key["found"]) + len(key["wrong"]))
        kr = ratio(len(key["found"]), len(key["found"]) + len(key["missed"]))
        print(f"{path.stem:18} {kp:7.3f} {kr:7.3f} {n['found'] + n['missed']:10} {precision:6.3f} {recall:6.3f} {n['open']:11}")
        results[path.stem] = (kp, kr, precision, recall)
        if misses:
            for what in ("missed", "wrong"):
                for line in key[what]:
                    print(f"    key {what}: {line}")
                for a, b in relation[what]:
                    print(f"    {what}: {a} -> {b}")
            for a, b in relation["open"]:
                print(f"    not judged: {a} -> {b}")
    precision, recall = ratio(total["found"], total["found"] + total["wrong"]), ratio(total["found"], total["found"] + total["missed"])
    print(f"{'all':18} {'':7} {'':7} {total['found'] + total['missed']:10} {precision:6.3f} {recall:6.3f}")
    return results, precision, recall


if __name__ == "__main__":
    table("--misses" in sys.argv)
