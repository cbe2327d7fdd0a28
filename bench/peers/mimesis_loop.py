"""Mimesis in a plain loop: ROWS employees of 13 fields as NDJSON to nowhere. Prints rows."""
import json
import os
import sys

from random import Random

from mimesis import Address, Datetime, Person
from mimesis.locales import Locale

rows = int(sys.argv[1])
person, address, dates, random = Person(Locale.EN, seed=7), Address(Locale.EN, seed=7), Datetime(seed=7), Random(7)
with open(os.devnull, "w") as out:
    for i in range(rows):
        first, last = person.first_name(), person.last_name()
        out.write(json.dumps({
            "id": f"{random.getrandbits(128):032x}", "first": first, "last": last, "email": f"{first}.{last}{i}@example.com".lower(), "title": person.occupation(),
            "gender": person.gender(), "birth": person.birthdate().isoformat(), "hired": dates.date(2016, 2026).isoformat(),
            "active": random.random() < 0.92, "street": address.address(), "city": address.city(), "country": address.country_code(), "phone": person.phone_number()}))
        out.write("\n")
print(rows)
