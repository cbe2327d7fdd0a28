"""docs/locales.md is current, and at least 25 locales are whole; their words are not another language's."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "docs"))

import locales as page  # noqa: E402
from vocabulary_files import lists, parents  # noqa: E402


def test_the_page_is_current():
    done = subprocess.run([sys.executable, ROOT / "docs/locales.py", "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_many_locales_are_complete():
    whole = set(page.complete(page.table()))
    countries = {locale for locale in whole if "_" in locale}
    assert len(countries) >= 25
    assert len({page.language(locale) for locale in countries}) >= 20
    for locale in "en_US en_GB de_DE de_AT fr_FR es_ES es_MX it_IT nl_NL nl_BE pt_BR pt_PT sv_SE no_NO da_DK fi_FI pl_PL cs_CZ hu_HU ro_RO el_GR ru_RU".split():
        assert locale in whole


def test_a_complete_locale_has_what_it_says():
    table = page.table()
    assert set(table) == set(parents()) - {"root"}
    for locale in page.complete(table):
        for column, names in page.COLUMNS.items():
            holder, texts = page.holder(locale, names)
            assert page.language(holder) == page.language(locale) and len(texts.rows) >= 1
        assert len(lists(f"places/{table[locale]['country']}.txt")["places"].rows) >= 50 or table[locale]["country"] in ("LI", "LU", "VA")
