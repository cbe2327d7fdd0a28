"""Python Faker in a plain loop, as most scripts use it: ROWS employees of 13 fields as NDJSON to nowhere. Prints rows."""
import json
import os
import sys

from faker import Faker

rows = int(sys.argv[1])
fake = Faker()
Faker.seed(7)
with open(os.devnull, "w") as out:
    for i in range(rows):
        first, last = fake.first_name(), fake.last_name()
        out.write(json.dumps({
            "id": fake.uuid4(), "first": first, "last": last, "email": f"{first}.{last}{i}@example.com".lower(), "title": fake.job(),
            "gender": fake.random_element(("female", "male")), "birth": fake.date_of_birth().isoformat(), "hired": fake.date_this_decade().isoformat(),
            "active": fake.boolean(92), "street": fake.street_address(), "city": fake.city(), "country": fake.country_code(), "phone": fake.phone_number()}))
        out.write("\n")
print(rows)
