"""Telephone prefixes that no number of a country has: what data/identifiers/phones.tsv holds where nothing is reserved for fiction.

    python data/import/phone_prefixes.py MK AM GE      prints a row of the table for each country that has such prefixes

A prefix of two digits qualifies if numbers behind it are possible by length, but of no type at any length, in the installed
libphonenumber; those that begin like an emergency call do not. That no number of the prefix is of a type is decided exactly, by
matching the prefix against the beginning of each type's pattern: a few thousand random numbers miss ranges of a thousand.
"""

from __future__ import annotations

import datetime
import sys

import phonenumbers
import regex

EMERGENCY = ("11", "91", "99", "00")


def length_of(country: str) -> int:
    for kind in (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE):
        if number := phonenumbers.example_number_for_type(country, kind):
            return len(phonenumbers.national_significant_number(number))
    return 0


KINDS = ("fixed_line", "mobile", "toll_free", "premium_rate", "shared_cost", "voip", "uan", "pager", "voicemail", "personal_number")


def free(code: int, prefix: str, digits: int) -> bool:
    """No number of that prefix is of a type, in any region of the code, and those of `digits` digits are possible."""
    for region in phonenumbers.region_codes_for_country_code(code):
        metadata = phonenumbers.PhoneMetadata.metadata_for_region(region)
        for kind in KINDS:
            described = getattr(metadata, kind)
            if described and described.national_number_pattern and regex.fullmatch(described.national_number_pattern, prefix, partial=True):
                return False
    number = phonenumbers.PhoneNumber(country_code=code, national_number=int(prefix + "0" * (digits - len(prefix))))
    return phonenumbers.is_possible_number(number)


def ranges(prefixes: list[int]) -> str:
    parts: list[list[int]] = []
    for prefix in prefixes:
        if parts and parts[-1][1] == prefix - 1:
            parts[-1][1] = prefix
        else:
            parts.append([prefix, prefix])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in parts)


def main() -> None:
    for country in sys.argv[1:]:
        code, digits = phonenumbers.country_code_for_region(country), length_of(country)
        found = [p for p in range(10, 100) if digits and str(p) not in EMERGENCY and free(code, str(p), digits)]
        if not found:
            print(f"{country}: none", file=sys.stderr)
            continue
        if len(found) > 20:  # enough for any column
            found = found[:20]
        print(f"phone\t{country}\ttelephone\tS3\t+{code}{{{ranges(found)}}}{'#' * (digits - 2)}\t\tphonenumbers=no\tno reserved range: a prefix of no number type in libphonenumber "
              f"{phonenumbers.__version__}, at any length\t{datetime.date.today()}\tre-run on every update of the numbering metadata")


if __name__ == "__main__":
    main()
