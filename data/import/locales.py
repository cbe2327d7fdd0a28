"""The table of locales: parent (whose lists fill holes), country, whether it is its language's main one, and which pack."""

from __future__ import annotations

ROOT = "root"

# The locale that a bare language means.
MAIN = {
    "ar": "ar_SA", "de": "de_DE", "en": "en_US", "es": "es_ES", "fr": "fr_FR", "it": "it_IT", "nl": "nl_NL", "pt": "pt_PT", "zh": "zh_CN",
    "el": "el_GR", "th": "th_TH", "fil": "fil_PH", "sw": "sw", "la": "la",
}
# Parents that the language alone does not give.
PARENT = {
    "en_CA": "en_US", "en_AU": "en_GB", "en_NZ": "en_GB", "en_IE": "en_GB", "en_IN": "en_GB", "en_KE": "en_GB", "en_NG": "en_GB",
    "en_PK": "en_GB", "en_BD": "en_GB", "en_PH": "en_US", "en_TH": "en_US", "en_MS": "en_GB", "en_GB": "en_US",
    "es_MX": "es_ES", "fr_QC": "fr_CA", "fr_CA": "fr_FR", "pt_BR": "pt_PT", "es_CA": "es_ES",
    "hi_IN": "en_IN", "gu_IN": "en_IN", "mr_IN": "hi_IN", "ta_IN": "en_IN", "or_IN": "en_IN", "ne_NP": "hi_IN",
    "tl_PH": "fil_PH", "fil_PH": "en_PH", "ga_IE": "en_IE", "zu_ZA": "en_GB", "yo_NG": "en_NG", "ha_NG": "en_NG", "ig_NG": "en_NG",
    "ng_NG": "en_NG", "tw_GH": "en_GB", "sw": "en_KE", "dk_DK": "da_DK", "lb_LU": "de_LU", "de_LU": "de_DE", "de_LI": "de_CH",
    "de_CH": "de_DE", "bs_BA": "hr_HR", "sr_BA": "bs_BA", "th_TH": "th", "el_CY": "el_GR", "th": "en_TH", "bn_BD": "en_BD",
    "ar_SA": "ar_AA", "ar_AA": "en_US", "es": "es_ES", "de": "de_DE", "en": "en_US",
}
COUNTRY = {
    "ar_AA": "SA", "de": "DE", "en": "US", "es": "ES", "es_CA": "ES", "fr_QC": "CA", "la": "VA", "sw": "TZ", "th": "TH", "en_MS": "MY",
}
DEFAULT = """
en_US en_GB en_CA en_AU en_IN de_DE de_AT de_CH fr_FR fr_CA es_ES es_MX it_IT nl_NL nl_BE pt_BR pt_PT sv_SE no_NO da_DK fi_FI pl_PL cs_CZ
hu_HU ro_RO el_GR tr_TR ru_RU uk_UA ja_JP ko_KR zh_CN la en de es
""".split()
# Countries whose people another language's locale serves better than the first official language does.
OF_COUNTRY = {
    "BE": "nl_BE", "CH": "de_CH", "CA": "en_CA", "IN": "en_IN", "PH": "en_PH", "NG": "en_NG", "KE": "en_KE", "PK": "en_PK", "IE": "en_IE",
    "MY": "en_MS", "BD": "bn_BD", "LU": "de_LU", "ZA": "zu_ZA", "GH": "tw_GH", "TZ": "sw", "DZ": "ar_DZ", "BA": "bs_BA", "TH": "th_TH", "DK": "da_DK",
    "BR": "pt_BR", "HK": "zh_TW", "MO": "zh_TW", "SG": "en_GB", "NP": "ne_NP", "LK": "si_LK", "CY": "el_CY", "SN": "fr_FR", "SA": "ar_SA",
    "US": "en_US", "GB": "en_GB", "VA": "it_IT", "PR": "es_MX", "RS": "bs_BA", "ME": "bs_BA", "NO": "no_NO", "BY": "ru_RU", "KZ": "ru_RU", "KG": "ru_RU",
    "ES": "es_ES", "FI": "fi_FI",
}


def parent_of(name: str, known: set[str]) -> str:
    if name in PARENT:
        return PARENT[name]
    if name in ("en_US", ROOT):
        return ROOT if name == "en_US" else ""
    language = name.split("_")[0]
    main = MAIN.get(language)
    return main if main in known and main != name else "en_US"


def country_of(name: str) -> str:
    return COUNTRY.get(name) or (name.split("_")[1] if "_" in name else "")


def locale_rows(known: set[str]) -> list[tuple[str, str, str, str, str]]:
    rows = []
    for name in sorted(known | {ROOT}):
        language = name.split("_")[0]
        same = [k for k in known if k.split("_")[0] == language]
        main = name == MAIN.get(language) or (language not in MAIN and len(same) == 1)
        if name == ROOT:
            rows.append((ROOT, "", "", "", "default"))
        else:
            rows.append((name, parent_of(name, known), country_of(name), "main" if main else "", "default" if name in DEFAULT else "more"))
    by_name = {row[0]: row for row in rows}
    for name in known:  # every chain ends at the root
        seen = set()
        while name != ROOT:
            assert name not in seen and name in by_name, (name, seen)
            seen.add(name)
            name = by_name[name][1]
    return rows


def locale_for_country(country: str, languages: list[str], known: set[str]) -> str:
    if country in OF_COUNTRY:
        return OF_COUNTRY[country]
    for language in languages:
        exact = f"{language}_{country}"
        if exact in known:
            return exact
    for name in sorted(known):
        if country_of(name) == country and "_" in name:
            return name
    for language in languages:
        main = MAIN.get(language) or next((k for k in sorted(known) if k.startswith(language + "_")), None)
        if main in known:
            return main
    return "en_US"
