"""The data of Python Faker's standard providers as lists, by locale; the root locale holds what no locale owns.

Left out, because the values could be somebody's or lead somewhere: identity numbers, telephone formats, number plates,
free e-mail domains and picture services. Those come from data/identifiers.
"""

from __future__ import annotations

import ast
import collections
import dataclasses
import importlib
import inspect
import pkgutil
import re
import textwrap

from faker.config import PROVIDERS
from faker.providers import BaseProvider

from textlists import TextList

LEFT_OUT = re.compile(
    r"^(ssn\.|passport\.|phone_number\.(?!country_calling_codes$)|automotive\.license|automotive\..*plate"
    r"|internet\.(free_email_domains|image_placeholder_services|tlds|hostname_prefixes_ip)|bank\.(bban|country_code|swift)"
    r"|isbn\.|sbn\.|barcode\.|doi\.|company\.\w*(ssn|vat|inn|orgnr|siren|pib|rut)\w*$|credit_card\.luhn|address\.ALPHA|.*\._)"
)
ROOT = "root"
LONGEST_ROW = 12  # longer inner lists are lists of alternatives, not rows


def short(provider: str) -> str:
    return provider.split(".")[2]


def provider_classes():
    """(provider name, locale or root, class), in a fixed order."""
    for provider in PROVIDERS:
        module = importlib.import_module(provider)
        yield short(provider), ROOT, module.Provider
        if not hasattr(module, "__path__"):
            continue
        for found in sorted(pkgutil.iter_modules(module.__path__), key=lambda m: m.name):
            if found.ispkg:
                localized = importlib.import_module(f"{provider}.{found.name}")
                if hasattr(localized, "Provider"):
                    yield short(provider), found.name, localized.Provider


def own_attributes(cls, root) -> dict[str, object]:
    """Class data that the locale owns: its own and that of locales it inherits from, not that of the root class."""
    attributes: dict[str, object] = {}
    for base in reversed(cls.__mro__):
        if base in (object, BaseProvider) or (cls is not root and base is root) or not issubclass(base, BaseProvider):
            continue
        for name, value in vars(base).items():
            if name.startswith("__") or callable(value) or isinstance(value, (staticmethod, classmethod, property)):
                continue
            if type(value).__name__ in ("cached_property", "Pattern"):
                continue
            attributes[name] = value
    return attributes


def cells(value) -> list[tuple[str, ...]]:
    """Nested data as rows: the keys on the way down, then the scalars."""
    if value is None:
        return [("",)]
    if isinstance(value, (str, int, float)):
        return [(str(value),)]
    if dataclasses.is_dataclass(value) or type(value).__name__ in ("Country", "CreditCard"):
        parts = dataclasses.asdict(value) if dataclasses.is_dataclass(value) else vars(value)
        return [tuple("|".join(map(str, v)) if isinstance(v, (list, tuple)) else str(v) for v in parts.values())]
    if isinstance(value, dict):
        rows = []
        for key, inner in value.items():
            if isinstance(inner, (list, tuple)) and inner and all(isinstance(i, (int, float)) for i in inner):
                rows.append((str(key), *map(str, inner)))  # a range
            else:
                rows.extend((str(key), *row) for row in cells(inner))
        return rows
    value = list(value)
    groups = [v for v in value if isinstance(v, (list, tuple)) and all(isinstance(p, str) for p in v)]
    if len(groups) == len(value) and max(map(len, groups), default=0) > LONGEST_ROW:
        return [(str(i), text) for i, group in enumerate(groups) for text in group]  # lists of texts, numbered
    rows = []
    for inner in value:
        if isinstance(inner, (list, tuple)):
            flat = []
            for part in inner:
                flat.extend(str(p) for p in part) if isinstance(part, (list, tuple)) else flat.append("" if part is None else str(part))
            rows.append(tuple(flat))
        else:
            rows.extend(cells(inner))
    return rows


def to_list(name: str, value) -> TextList | None:
    weights = None
    if isinstance(value, collections.OrderedDict) and value and all(isinstance(w, (int, float)) for w in value.values()):
        rows = [key if isinstance(key, tuple) else (str(key),) for key in value]
        weights = [float(w) for w in value.values()]
        if sum(weights) <= 0:
            weights = None
    else:
        if isinstance(value, (set, frozenset, type({}.keys()))):
            value = sorted(value)
        rows = cells(value)
    width = max((len(row) for row in rows), default=0)
    if width == 0:
        return None
    rows = [row + ("",) * (width - len(row)) for row in rows]
    if len(set(rows)) < len(rows):  # a text that stands there twice is twice as likely
        merged: dict[tuple[str, ...], float] = collections.defaultdict(float)
        for i, row in enumerate(rows):
            merged[row] += weights[i] if weights else 1
        rows, weights = list(merged), list(merged.values())
    return TextList(name, rows, weights, ["faker"])


SHAPES = {"random_element": "pool", "parse": "format", "numerify": "numerify", "bothify": "bothify", "lexify": "lexify"}


def method_shape(function) -> tuple[str, str] | None:
    """(shape, attribute) of a method that only picks from one list and expands what it picked."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    except (OSError, TypeError, SyntaxError):
        return None
    attributes, calls = [], []
    for node in ast.walk(tree):
        if isinstance(node, (ast.If, ast.For, ast.While, ast.IfExp, ast.BinOp, ast.JoinedStr, ast.Try)):
            return None
        if isinstance(node, ast.Call):
            if not isinstance(node.func, ast.Attribute):
                return None
            calls.append(node.func.attr)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self":
            attributes.append(node.attr)
    attributes = [a for a in attributes if a not in SHAPES and a not in ("generator", "random_elements")]
    if len(attributes) != 1 or calls.count("random_element") != 1 or any(c not in SHAPES for c in calls):
        return None
    rest = [c for c in calls if c != "random_element"]
    if len(rest) > 1:
        return None
    return (SHAPES[rest[0]] if rest else "pool"), attributes[0]


def faker_lists() -> dict[str, dict[str, TextList]]:
    """locale -> list name -> list. The list `methods` says which method picks from which list, and how."""
    found: dict[str, dict[str, TextList]] = collections.defaultdict(dict)
    methods: dict[str, list[tuple[str, ...]]] = collections.defaultdict(list)
    roots = {}
    for provider, locale, cls in provider_classes():
        root = roots.setdefault(provider, cls)
        for attribute, value in own_attributes(cls, root).items():
            name = f"{provider}.{attribute}"
            if LEFT_OUT.match(name):
                continue
            entry = to_list(name, value)
            if entry:
                found[locale][name] = entry
        for method, function in inspect.getmembers(cls, inspect.isfunction):
            defined = next(c for c in cls.__mro__ if method in vars(c))
            if method.startswith("_") or defined is BaseProvider or (cls is not root and defined is root):
                continue
            shape = method_shape(function)
            if shape and not LEFT_OUT.match(f"{provider}.{shape[1]}"):
                methods[locale].append((method, shape[0], f"{provider}.{shape[1]}"))
    for locale, rows in methods.items():
        found[locale]["methods"] = TextList("methods", sorted(set(rows)), None, ["faker"])
    return found


def cited(provider: str, locale: str) -> list[str]:
    """Addresses that the module's own comments name as the origin of its lists."""
    name = f"faker.providers.{provider}" + ("" if locale == ROOT else f".{locale}")
    try:
        source = inspect.getsource(importlib.import_module(name))
    except (ImportError, OSError):
        return []
    return sorted(set(re.findall(r"https?://[^\s)\"'>]+", source)))
