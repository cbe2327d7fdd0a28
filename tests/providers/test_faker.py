"""Every method of Python Faker's standard providers, compared with the installed package: name, arguments, defaults, the
type of what it gives, and over samples the range of numbers and dates and the shape of texts."""

import base64
import csv
import datetime
import decimal
import importlib
import inspect
import io
import json
import re
import tarfile
import xml.etree.ElementTree
import zipfile

import faker
import pytest

import faker_signatures
import mockdata

pytestmark = pytest.mark.skipif(mockdata.PROGRAM is None, reason="mockdata is not built: build it to run these tests")

METHODS = {name: arguments for group in faker_signatures.methods().values() for name, arguments in group.items()}
ROWS = 200


@pytest.fixture(scope="module")
def registry():
    return mockdata.registry()


@pytest.fixture(scope="module")
def fake():
    fake = faker.Faker("en_US")
    fake.seed_instance(4711)
    return fake


def test_every_method_is_there(registry):
    assert len(METHODS) == 282
    assert sorted(set(METHODS) - set(registry)) == []


def test_differences_name_methods_that_exist():
    assert set(faker_signatures.DIFFERENCES) <= set(METHODS)


def plain(value):
    """A Python default as JSON has it."""
    if value is str:
        return "str"
    if isinstance(value, (tuple, list)):
        return [plain(v) for v in value]
    return value


@pytest.mark.parametrize("name", sorted(METHODS))
def test_signature(registry, name):
    ours = {a["name"]: a for a in registry[name]["arguments"]}
    exceptions = faker_signatures.DEFAULTS.get(name, {})
    order = [a["name"] for a in registry[name]["arguments"] if a["name"] in METHODS[name]]
    assert order == list(METHODS[name]), "arguments by position"
    for argument, default in METHODS[name].items():
        if default is inspect.Parameter.empty:
            assert ours[argument]["required"]
            continue
        expected = exceptions.get(argument, plain(default))
        assert ours[argument]["default"] == expected, argument
        if expected is not None:
            assert ours[argument]["kind"] in faker_signatures.KIND_OF_DEFAULT[type(expected)], argument


# The types that a Python value may have here.
TYPES = {
    bool: {"bool"}, int: {"long"}, float: {"double"}, str: {"string", "uuid"}, decimal.Decimal: {"decimal"}, datetime.datetime: {"datetime"},
    datetime.date: {"date"}, datetime.time: {"time"}, datetime.timedelta: {"double"}, bytes: {"binary"}, tuple: {"json"}, list: {"json"},
    set: {"json"}, dict: {"json"},
}
# What cannot be called without more: an example each. Images need Pillow and xml needs xmltodict, which the tests do without.
CALLS = {"enum": None, "image": None, "xml": None, "pyobject": {"object_type": int}, "time_series": None, "pytimezone": None, "null_boolean": None}


@pytest.mark.parametrize("name", sorted(METHODS))
def test_type(registry, fake, name):
    if CALLS.get(name, 0) is None:
        pytest.skip("no value to compare in Python")
    value = getattr(fake, name)(**CALLS.get(name, {}))
    if name in ("random_digit_or_empty", "random_digit_not_null_or_empty"):
        value = str(value)
    if name == "json":  # a text in Python
        value = [value]
    if name == "pyobject":
        assert mockdata.samples(name, {"object_type": "int"})["type"] == "long"
        return
    assert registry[name]["type"] in TYPES[type(value)], f"Faker gives {value!r}"


def shape(text):
    """Runs of digits, letters and spaces as one character each; everything else as it is."""
    text = re.sub(r"[^\W\d_]+", "a", text)
    return re.sub(r"\s+", " ", re.sub(r"\d+", "0", text))


# Methods whose texts have one form, whatever the values: the set of shapes is compared.
SAME_SHAPE = """am_pm bothify century color country_calling_code credit_card_expire credit_card_security_code cryptocurrency_code currency_code
date day_of_month day_of_week ean ean13 ean8 ein hex_color hexify http_method ipv4 ipv4_private ipv4_public ipv4_network_class isbn10 isbn13
iso8601 language_code lexify localized_ean localized_ean13 localized_ean8 mime_type month month_name nic_handle numerify pystr
random_letter random_lowercase_letter random_uppercase_letter rgb_color rgb_css_color safe_color_name safe_domain_name safe_hex_color sbn9 ssn swift8
tld time unix_device unix_partition upc_a upc_e uri_page uri_extension uuid1 uuid4 uuid7 word year windows_platform_token linux_processor
mac_processor linux_platform_token ios_platform_token mac_platform_token company_suffix iana_id ripe_id doi""".split()
ONLY_LENGTH = {"hexify", "mac_address", "uuid1", "uuid4", "uuid7", "ipv6", "md5", "sha1", "sha256", "hex_color", "safe_hex_color", "password", "swift8", "swift11", "vin", "color", "doi", "isbn10", "sbn9", "iban"}


@pytest.mark.parametrize("name", [n for n in SAME_SHAPE if n not in ONLY_LENGTH])
def test_shape(fake, name):
    ours = {shape(v) for v in mockdata.samples(name, {}, ROWS)["samples"]}
    theirs = {shape(str(getattr(fake, name)())) for _ in range(2000)}
    assert ours <= theirs, f"{sorted(ours - theirs)} are not among {sorted(theirs)}"


@pytest.mark.parametrize("name", sorted(ONLY_LENGTH - {"vin", "iban"}))
def test_length_and_alphabet(fake, name):
    ours = mockdata.samples(name, {}, ROWS)["samples"]
    theirs = [str(getattr(fake, name)()) for _ in range(1000)]
    assert {len(v) for v in ours} <= {len(v) for v in theirs} or name in ("doi", "ipv6")
    alphabet = set("".join(theirs))
    assert set("".join(ours)) <= alphabet


RANGES = """pyint random_digit random_digit_above_two random_digit_not_null random_int random_number randomize_nb_elements http_status_code port_number
unix_time pyfloat latitude longitude coordinate""".split()


@pytest.mark.parametrize("name", RANGES)
def test_range_of_numbers(fake, name):
    ours = [float(v) for v in mockdata.samples(name, {}, 1000)["samples"]]
    theirs = [float(getattr(fake, name)()) for _ in range(4000)]
    span = max(theirs) - min(theirs)
    assert min(theirs) - span * 0.1 <= min(ours) and max(ours) <= max(theirs) + span * 0.1
    if name != "pyfloat":  # six digits by default, where Faker takes up to fifteen
        assert max(ours) - min(ours) > span * 0.5


DATES = """date date_between date_object date_of_birth date_this_century date_this_decade date_this_month date_this_year date_time date_time_ad date_time_between
date_time_this_century date_time_this_decade date_time_this_month date_time_this_year future_date future_datetime past_date past_datetime passport_dob""".split()


@pytest.mark.parametrize("name", DATES)
def test_range_of_dates(fake, name):
    """As of today, the same span as Faker's within three days (five hundred years for date_time_ad)."""
    today = datetime.date.today()

    def day(v):
        return datetime.date.fromisoformat(str(v)[:10])

    ours = [day(v) for v in mockdata.samples(name, {}, 2000, as_of=today)["samples"]]
    theirs = [day(getattr(fake, name)()) for _ in range(4000)]
    # Two samples of one distribution: their ends are as near as the number of values makes them.
    slack = max(datetime.timedelta(days=3), (max(theirs) - min(theirs)) / 50)
    assert abs(min(ours) - min(theirs)) <= slack and abs(max(ours) - max(theirs)) <= slack


def test_arguments_of_dates():
    day = datetime.date.fromisoformat
    for v in mockdata.samples("date_between", {"start_date": "-5y", "end_date": "-1w"}, as_of="2026-03-15")["samples"]:
        assert day("2021-03-15") <= day(v) <= day("2026-03-08")
    for v in mockdata.samples("date_time_this_year", {"before_now": False, "after_now": True}, as_of="2026-03-15")["samples"]:
        assert "2026-03-15" <= v < "2027-01-01"
    assert {v[:10] for v in mockdata.samples("date_between_dates", {"date_start": "2020-02-28", "date_end": "2020-03-01"})["samples"]} == {"2020-02-28", "2020-02-29", "2020-03-01"}
    for v in mockdata.samples("date", {"pattern": "%d %B %Y, %A, week %V, day %j"}, 500)["samples"]:
        parsed = datetime.datetime.strptime(v.split(",")[0], "%d %B %Y")
        assert v == parsed.strftime("%d %B %Y, %A, week %V, day %j")
    points = json.loads(json.dumps(mockdata.samples("time_series", {"start_date": "-1d", "precision": 3600}, 3)["samples"]))
    assert [len(p) for p in points] == [24, 24, 24]
    assert points[0][1][0] > points[0][0][0] and 0 <= float(points[0][0][1]) <= 3600


def test_lists_of_elements():
    elements = ["a", "b", "c", "d"]
    for v in mockdata.samples("random_sample", {"elements": elements, "length": 3})["samples"]:
        assert len(set(v)) == 3 and set(v) <= set(elements)
    lengths = {len(v) for v in mockdata.samples("random_elements", {"elements": elements})["samples"]}
    assert lengths == {1, 2, 3, 4}
    weighted = mockdata.samples("random_element", {"elements": {"yes": 0.9, "no": 0.1}}, 2000)["samples"]
    assert 0.85 < weighted.count("yes") / 2000 < 0.95
    for v in mockdata.samples("random_elements", {"elements": {"x": 1, "y": 1, "z": 0}, "length": 2, "unique": True})["samples"]:
        assert sorted(v) == ["x", "y"]


def test_structures():
    rows = mockdata.samples("csv", {"header": ["n", "text"], "data_columns": ["{{random_int}}", '"{{bothify}}", ##'], "num_rows": 4, "include_row_ids": True}, 50)["samples"]
    for text in rows:
        table = list(csv.reader(io.StringIO(text, newline="")))
        assert table[0] == ["ID", "n", "text"] and len(table) == 5
        assert [line[0] for line in table[1:]] == ["1", "2", "3", "4"]
        assert all(line[1].isdigit() and re.fullmatch(r'"\d\d [A-Za-z]{2}", \d\d', line[2]) for line in table[1:])
    records = mockdata.samples("json", {"data_columns": {"id": "pyint", "fixed": "@v1", "inner": {"on": "pybool"}, "list": ["pyint", "pyint"]}, "num_rows": 3}, 20)["samples"]
    for record in (r for v in records for r in v):
        assert type(record["id"]) is int and record["fixed"] == "v1" and type(record["inner"]["on"]) is bool and len(record["list"]) == 2
    one = mockdata.samples("json", {"data_columns": [["points", "pyint", {"min_value": 50, "max_value": 100}]], "num_rows": 1, "indent": 2}, 20)["samples"]
    assert all(50 <= r["points"] <= 100 for r in one)
    for text in mockdata.samples("fixed_width", {"data_columns": [[12, "bothify"], [4, "pyint", {"max_value": 9}]], "num_rows": 3, "align": "right"}, 20)["samples"]:
        assert [len(line) for line in text.split("\n")] == [16, 16, 16] and text.split("\n")[0].endswith("   " + text.split("\n")[0][-1])
    for text in mockdata.samples("xml", {"nb_elements": 5, "value_types": ["int", "date_time"]}, 20)["samples"]:
        root = xml.etree.ElementTree.fromstring(text.encode())
        assert 3 <= len(root) <= 7
    for v in mockdata.samples("pystruct", {"count": 3, "value_types": ["int"]}, 20)["samples"]:
        assert len(v[0]) == 3 and len(v[1]) == 3 and len(v[2]) == 3
        for i, inner in enumerate(v[2].values()):
            assert list(inner) == [str(i), str(i + 1), str(i + 2)] and len(inner[str(i + 1)]) == 3


def test_bytes_are_what_they_say():
    for text in mockdata.samples("zip", {"uncompressed_size": 5000, "num_files": 4, "min_file_size": 100}, 5)["samples"]:
        archive = zipfile.ZipFile(io.BytesIO(base64.b64decode(text)))
        assert archive.testzip() is None
        assert len(archive.infolist()) == 4 and sum(i.file_size for i in archive.infolist()) == 5000
    for text in mockdata.samples("tar", {"uncompressed_size": 5000, "num_files": 3, "min_file_size": 100}, 5)["samples"]:
        members = tarfile.open(fileobj=io.BytesIO(base64.b64decode(text))).getmembers()
        assert len(members) == 3 and sum(m.size for m in members) == 5000
    for text in mockdata.samples("image", {"size": [300, 100]}, 3)["samples"]:
        raw = base64.b64decode(text)
        assert raw.startswith(b"\x89PNG\r\n\x1a\n") and raw.endswith(b"IEND\xaeB`\x82")
        assert len(png_pixels(raw)) == 100 * (300 * 3 + 1)
    assert all(len(base64.b64decode(v)) == 20 for v in mockdata.samples("sha1", {"raw_output": True}, 5)["samples"])


def png_pixels(raw):
    """The bytes of a PNG's picture; raises where a checksum is wrong."""
    import struct
    import zlib

    at, data = 8, b""
    while at < len(raw):
        size, kind = struct.unpack(">I4s", raw[at : at + 8])
        body = raw[at + 8 : at + 8 + size]
        assert struct.unpack(">I", raw[at + 8 + size : at + 12 + size])[0] == zlib.crc32(kind + body)
        data += body if kind == b"IDAT" else b""
        at += 12 + size
    return zlib.decompress(data)


def test_check_digits():
    from stdnum import ean, isbn

    for name in ("ean13", "ean8", "upc_a", "localized_ean13"):
        assert all(ean.is_valid(v) for v in mockdata.samples(name, {})["samples"]), name
    for name in ("isbn10", "isbn13"):
        assert all(isbn.is_valid(v) for v in mockdata.samples(name, {})["samples"]), name
    for v in mockdata.samples("ean13", {"prefixes": ["45", 49, [7, 3]]})["samples"]:
        assert v[:2] in ("45", "49", "73")


def test_colours_lie_where_faker_puts_them():
    """Red is red in both: the hue of each colour is one that Faker gives for the name, and luminosity orders lightness."""
    for name, low, high in (("red", 334, 378), ("green", 62, 179), ("blue", 178, 258)):
        for v in mockdata.samples("color_hsv", {"hue": name})["samples"]:
            assert low <= v[0] + (360 if v[0] < low else 0) <= high
    light = [sum(v) for v in mockdata.samples("color_rgb", {"luminosity": "light"}, 500)["samples"]]
    dark = [sum(v) for v in mockdata.samples("color_rgb", {"luminosity": "dark"}, 500)["samples"]]
    assert sum(light) / 500 > sum(dark) / 500 + 100
    for text in mockdata.samples("color", {"color_format": "hsl"})["samples"]:
        h, s, lightness = map(int, re.findall(r"\d+", text))
        assert h <= 360 and s <= 100 and lightness <= 100


def test_passwords():
    for v in mockdata.samples("password", {"length": 6}, 500)["samples"]:
        assert len(v) == 6 and re.search(r"\d", v) and re.search("[a-z]", v) and re.search("[A-Z]", v) and re.search(r"[!@#$%^&*()_+]", v)
    assert all(v.isdigit() for v in mockdata.samples("password", {"special_chars": False, "upper_case": False, "lower_case": False})["samples"])


def test_texts_keep_to_their_length():
    for most in (5, 10, 24, 25, 60, 99, 100, 200, 1000):
        texts = mockdata.samples("text", {"max_nb_chars": most}, 300)["samples"]
        assert all(0 < len(t) <= most and t.endswith(".") for t in texts), most
    assert all(set(re.findall(r"\w+", t.lower())) <= {"abc", "def"} for t in mockdata.samples("text", {"max_nb_chars": 50, "ext_word_list": ["abc", "def"]})["samples"])
    assert all(3 <= len(s.split()) <= 8 for s in mockdata.samples("sentence", {"nb_words": 6})["samples"])
    assert all(len(s.split()) == 6 for s in mockdata.samples("sentence", {"nb_words": 6, "variable_nb_words": False})["samples"])
    assert all(len(w) == len(set(w)) == 5 for w in mockdata.samples("words", {"nb": 5, "unique": True})["samples"])


@pytest.mark.parametrize("locale", ["de_DE", "fr_FR", "pl_PL", "ja_JP", "ru_RU", "el_GR"])
def test_locales_speak_their_language(locale):
    theirs = faker.Faker(locale)
    words = set(theirs.get_words_list())
    assert set(mockdata.samples("word", {}, 500, locale=locale)["samples"]) <= words
    jobs = mockdata.samples("job", {}, 300, locale=locale)
    if jobs["notes"]:  # the locale has none; the note says whose they are
        assert "job.jobs" in jobs["notes"][0]
    else:
        assert set(jobs["samples"]) <= set(importlib.import_module(f"faker.providers.job.{locale}").Provider.jobs)


def test_unique_values():
    for name, arguments in (("company", {}), ("file_path", {"extension": "txt"}), ("password", {}), ("ipv4", {"private": True}), ("domain_name", {}), ("sku", {}), ("url", {}), ("isbn13", {}),
                            ("catch_phrase", {}), ("order_number", {}), ("job", {}), ("currency_code", {}), ("color_name", {})):
        rows = 100 if name in ("job", "currency_code", "color_name") else 5000
        values = mockdata.samples(name, arguments, rows, unique=True)["samples"]
        assert len(set(values)) == rows, name
    refused = mockdata.run("providers", "http_method", "--rows", 10, "--unique", check=False)
    assert refused.returncode == 3 and "10 rows asked, 9 values of http_method exist" in refused.stderr
    assert "cannot promise values without a repeat" in mockdata.run("providers", "paragraph", "--unique", check=False).stderr


def test_profiles_are_of_one_person():
    for sex in ("F", "M"):
        for v in mockdata.samples("profile", {"sex": sex}, 100)["samples"]:
            assert v["sex"] == sex and v["residence"] == v["address"]
            assert re.search(r"@([a-z0-9-]+\.)*example(\.(com|org|net))?$", v["mail"]) and v["website"][0].split("/")[2].endswith(".example")
            family = re.sub("[^a-z]", "", v["name"].split()[-1].lower())
            assert family[:3] in re.sub("[^a-z]", "", (v["mail"] + v["username"]).lower()) or len(v["name"].split()) > 2
    assert list(mockdata.samples("simple_profile", {}, 1)["samples"][0]) == ["username", "name", "sex", "address", "mail", "birthdate"]
    assert [list(v) for v in mockdata.samples("profile", {"fields": ["mail", "name"]}, 1)["samples"]] == [["name", "mail"]]


def test_nearest_names():
    assert 'did you mean "random_int"' in mockdata.run("providers", "random_itn", check=False).stderr
    assert 'did you mean "max_nb_chars"' in mockdata.run("providers", "text", "--args", '{"max_chars": 3}', check=False).stderr or "its arguments: max_nb_chars" in mockdata.run(
        "providers", "text", "--args", '{"max_chars": 3}', check=False).stderr
