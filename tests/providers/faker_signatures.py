"""What Python Faker's standard providers offer, read from the installed package: the methods of en_US by provider, their
arguments and defaults. And what we mean differently, with the reason: one table for the test and for docs/faker.md."""

import inspect

from faker import Factory
from faker.generator import Generator
from faker.providers import BaseProvider

# Names that are parts of Faker's machinery, not values.
MACHINERY = {"add_provider", "random_seed", "enum_class", "locale_data"}

# method -> argument -> our default, where it is written another way
DEFAULTS = {
    "uuid1": {"cast_to": "str"},
    "uuid4": {"cast_to": "str"},
    "uuid7": {"cast_to": "str"},
    "passport_dates": {"birthday": None},
}

# method -> what a user of Faker should know. A method that is not here means the same.
DIFFERENCES = {
    "address": "lines in the country's order; a city that exists, an invented street",
    "administrative_unit": "the region of a city that exists",
    "ascii_company_email": "at a reserved domain; never repeats",
    "ascii_email": "at a reserved domain; never repeats",
    "ascii_free_email": "at a reserved domain, never that of a mail provider; never repeats",
    "ascii_safe_email": "at a reserved domain; never repeats",
    "basic_phone_number": "a number that belongs to nobody",
    "city": "a city that exists, by population",
    "company_email": "at a reserved domain; never repeats",
    "email": "at a reserved domain whatever `safe` says; `domain` must be reserved; never repeats",
    "free_email": "at a reserved domain, never that of a mail provider; never repeats",
    "free_email_domain": "a reserved domain",
    "msisdn": "a number that belongs to nobody",
    "phone_number": "a number that belongs to nobody",
    "postcode_in_state": "states of the United States; other locales take these",
    "profile": "`sex` M or F; the coordinates lie on a grid of 0.1 degrees",
    "safe_email": "at a reserved domain; never repeats",
    "simple_profile": "`sex` M or F",
    "state": "the state of a city that exists",
    "state_abbr": "the state of a city that exists: no territories, whatever the arguments say",
    "street_name": "an invented street",
    "user_name": "made of the names; never repeats",
    "aba": "prefix of no Federal Reserve district, so that no bank has the number",
    "bank_country": "GB where the locale's country has no safe IBAN range",
    "bban": "of no bank (docs/safety.md); takes `country`",
    "binary": "no more than 1 MiB",
    "chrome": "newer platforms",
    "coordinate": "on a grid of 0.1 degrees, unless a center is given",
    "credit_card_full": "card numbers as in credit_card_number",
    "credit_card_number": "a number published for tests; where none is left, one with a wrong check digit",
    "date_between": "-5y means five calendar years (Faker: 5 * 365.24 days)",
    "date_time": "whole seconds",
    "date_time_between": "whole seconds",
    "dga": "under the reserved .example",
    "doi": "registrants of eight digits only, which do not exist",
    "domain_name": "a made-up word under the reserved .example",
    "domain_word": "a made-up word, not a company's name",
    "dsv": "`fmtparams` are delimiter, quotechar, lineterminator and quoting (0 or 1)",
    "ein": "a prefix that is not issued",
    "enum": "`enum_cls` is a list of values, as a template holds no Python class",
    "firefox": "newer platforms; a build date as Firefox has today",
    "hostname": "under the reserved .example",
    "iana_id": "above all ids that exist",
    "iban": "of no bank (docs/safety.md); takes `country`",
    "image": "png or bmp; colours are random",
    "image_url": "on a reserved host",
    "invalid_ssn": "never an ITIN either",
    "ipv4": "documentation and benchmark networks (RFC 5737, RFC 2544); private ones for private=true",
    "ipv4_private": "RFC 1918",
    "ipv4_public": "documentation and benchmark networks (RFC 5737, RFC 2544)",
    "ipv6": "the documentation network 2001:db8::/32",
    "itin": "a group that is not issued",
    "json": "groups of arguments (`pyint:group`) are not in a template; `cls` cannot be given",
    "latitude": "on a grid of 0.1 degrees, so that a point is nobody's house",
    "latlng": "on a grid of 0.1 degrees",
    "license_plate": "a plate that is never issued",
    "longitude": "on a grid of 0.1 degrees, so that a point is nobody's house",
    "mac_address": "locally administered, so that no device was given it",
    "md5": "random digits that never repeat, not the digest of anything",
    "passport_gender": "`seed` changes nothing: the template's seed decides",
    "passport_number": "a number that is never issued; takes `country`",
    "pydecimal": "at most 15 digits (Faker: up to 200); six before the point unless told otherwise",
    "pyfloat": "six digits before the point and four behind unless told otherwise (Faker: random)",
    "pyobject": "`object_type` is the type's name as a text",
    "pytimezone": "the name of the time zone",
    "ripe_id": "a leading zero, which RIPE's ids lack",
    "sha1": "random digits that never repeat, not the digest of anything",
    "sha256": "random digits that never repeat, not the digest of anything",
    "ssn": "a national id that is never issued, of the locale's country",
    "swift": "marked as a test code; use_dataset changes nothing",
    "swift11": "marked as a test code; use_dataset changes nothing",
    "swift8": "marked as a test code; use_dataset changes nothing",
    "tar": "stored, whatever `compression` says",
    "time_delta": "seconds as a number",
    "time_series": "a JSON list of [time, value]; `distrib` cannot be given",
    "unix_time": "whole seconds where the field is a whole number",
    "upc_e": "with safe_mode=false a random base is used where none is given (Faker leaves it out)",
    "url": "on a reserved host",
    "uri": "on a reserved host",
    "user_agent": "newer platforms",
    "vin": "of no maker (docs/safety.md)",
    "xml": "one line behind the declaration",
    "zip": "stored, whatever `compression` says",
}

# The kinds of our arguments that a Python default may have.
KIND_OF_DEFAULT = {bool: {"bool", "any"}, int: {"int", "number", "any"}, float: {"number", "any"}, str: {"text", "date", "any"}, list: {"list", "any"}, tuple: {"list", "any"}}


def methods():
    """provider -> method -> {argument: default, or inspect.Parameter.empty}: all 282 methods of the standard providers."""
    fake = Factory.create("en_US")
    found = {}
    for name in dir(fake):
        if name.startswith("_") or name in MACHINERY or name in dir(Generator) or not callable(getattr(fake, name)):
            continue
        method = getattr(fake, name)
        parts = type(method.__self__).__module__.split(".")  # faker.providers.address.en_US
        provider = parts[2] if len(parts) > 2 else "base"
        if name in vars(BaseProvider):
            provider = "base"
        found.setdefault(provider, {})[name] = _arguments(method)
    return {provider: found[provider] for provider in sorted(found)}


def _arguments(method):
    return {
        p.name: p.default
        for p in inspect.signature(method).parameters.values()
        if p.kind not in (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    }
