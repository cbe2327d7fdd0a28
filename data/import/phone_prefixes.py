"""Telephone prefixes that no number of a country has: what data/identifiers/phones.tsv holds where nothing is reserved for fiction.

    python data/import/phone_prefixes.py MK AM GE      prints a row of the table for each country that has such prefixes

A prefix of two digits qualifies if numbers behind it are possible by length, but of no type at any length, in the installed
libphonenumber (2,000 random numbers each); those that begin like an emergency call do not.
"""

from __future__ import annotations

import datetime
import random
import sys

import phonenumbers

EMERGENCY = ("11", "91", "99", "00")


def length_of(country: str) -> int:
    for kind in (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE):
        if number := phonenumbers.example_number_for_type(country, kind):
            return len(phonenumbers.national_significant_number(number))
    return 0


def free(code: int, prefix: str, digits: int, samples: int) -> bool:
    """No number of that prefix is valid, and those of `digits` digits are possible."""
    for length in range(max(digits - 3, 5), min(digits + 3, 15) + 1):
        for _ in range(samples):
            national = prefix + "".join(random.choice("0123456789") for _ in range(length - len(prefix)))
            number = phonenumbers.PhoneNumber(country_code=code, national_number=int(national), italian_leading_zero=national[0] == "0" or None)
            if phonenumbers.is_valid_number(number) or (length == digits and not phonenumbers.is_possible_number(number)):
                return False
    return True


def ranges(prefixes: list[int]) -> str:
    parts: list[list[int]] = []
    for prefix in prefixes:
        if parts and parts[-1][1] == prefix - 1:
            parts[-1][1] = prefix
        else:
            parts.append([prefix, prefix])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in parts)


def main() -> None:
    random.seed(5)
    for country in sys.argv[1:]:
        code, digits = phonenumbers.country_code_for_region(country), length_of(country)
        found = [p for p in range(10, 100) if digits and str(p) not in EMERGENCY and free(code, str(p), digits, 20) and free(code, str(p), digits, 300)]
        if not found:
            print(f"{country}: none", file=sys.stderr)
            continue
        if len(found) > 20:  # enough for any column
            found = found[:20]
        print(f"phone\t{country}\ttelephone\tS3\t+{code}{{{ranges(found)}}}{'#' * (digits - 2)}\t\tphonenumbers=no\tno reserved range: a prefix of no number type in libphonenumber "
              f"{phonenumbers.__version__}, at any length\t{datetime.date.today()}\tre-run on every update of the numbering metadata")


if __name__ == "__main__":
    main()
