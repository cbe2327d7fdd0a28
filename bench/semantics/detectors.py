"""The name rules of other detectors (baselines.tsv), as functions from a column's name to yes or no."""
import collections, os, re

HERE = os.path.dirname(os.path.abspath(__file__))


def _rule(mode, text):
    pattern = re.compile(text)
    if mode == "find":
        return lambda name: pattern.search(name)
    if mode == "start":
        return lambda name: pattern.match(name)
    if mode == "full":
        return lambda name: pattern.fullmatch(name)
    if mode == "letters":
        return lambda name: pattern.fullmatch("".join(c for c in name if c.isalpha()))
    raise ValueError(f"baselines.tsv: no mode is called {mode}")


def baselines():
    """Detector -> function of the last segment of a column's path."""
    finds, exempt = collections.OrderedDict(), collections.defaultdict(list)
    with open(f"{HERE}/baselines.tsv", encoding="utf-8") as file:
        for line in file:
            if line.startswith("#"):
                continue
            name, mode, text = line.rstrip("\n").split("\t")
            rules = finds.setdefault(name, [])
            if mode == "like":
                rules.extend(finds[text])
            elif mode == "except":
                exempt[name].append(_rule("full", text))
            else:
                rules.append(_rule(mode, text))

    def judge(name):
        def judged(field):
            field = field.split(".")[-1].lower()
            return not any(rule(field) for rule in exempt[name]) and any(rule(field) for rule in finds[name])
        return judged
    return collections.OrderedDict((name, judge(name)) for name in finds)
