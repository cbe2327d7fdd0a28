"""The labelled columns that are measured on: each set is a list of rows (set, part, language, entity, group, field, type,
label, cls, personal, direct)."""
import csv, hashlib, os

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
DIRECT = {"user.name", "user.name.first", "user.name.last", "user.contact", "user.contact.email", "user.contact.phone_number", "user.contact.address",
          "user.contact.address.street", "user.account.username", "user.contact.fax_number", "user.financial.bank_account", "user.government_id"}
# Labels under "user." that our policy does not hold personal, with the reason (docs/labelling.md).
NOT_OURS = {"user.unique_id": "a key: pseudonymous", "user": "whatever a vendor's object holds", "user.content": "free content", "user.content.public": "scores of reviews",
            "user.privacy_preferences": "consents", "user.content.private": "free content"}


def types():
    out = {}
    with open(f"{ROOT}/data/lexicon/types.tsv", encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#"):
                name, privacy = line.split("\t")[:2]
                out[name] = privacy
    return out


def topic_is_organisation(entity):
    return entity.lower() in {"accounts", "tbl_vendor_contact"}


def gold():
    privacy = types()
    rows, language, entity = [], "", ""
    with open(f"{HERE}/gold.txt", encoding="utf-8") as file:
        for line in file:
            parts = line.split()
            if not parts or parts[0] == "#" or line.startswith("#"):
                continue
            if parts[0] == "@":
                language, entity = parts[1], parts[2]
                continue
            field, kind, meaning = parts
            hidden = hashlib.sha256(f"{language} {entity}".encode()).digest()[0] % 3 == 0
            rows.append(dict(set="gold", part="hidden" if hidden else "open", language=language, entity=entity, group=f"{language}.{entity}", field=field, type=kind,
                             **labelled(meaning, entity, privacy)))
    return rows


def labelled(meaning, entity, privacy):
    """What a label in the form of gold.txt says: "person.email", "address.city!", "-"."""
    name = meaning.rstrip("+!")
    cls = privacy.get(name, "none")
    personal = cls in ("direct_identifier", "government_id", "quasi_identifier", "special_category", "financial", "credential")
    if cls == "quasi_identifier" and topic_is_organisation(entity):
        personal = False
    personal = meaning.endswith("+") or (personal and not meaning.endswith("!"))
    return dict(label="" if name == "-" else name, cls=cls, personal=personal, direct=personal and cls in ("direct_identifier", "government_id"))


def labelled_file(name, group, part_of):
    """The columns of a labelled file of this folder, as part `part_of(source)` of a set."""
    privacy, rows = types(), []
    with open(f"{HERE}/{name}.tsv", encoding="utf-8") as file:
        for line in file:
            if line.startswith("#"):
                continue
            language, source, entity, field, kind, meaning = line.rstrip("\n").split("\t")
            rows.append(dict(set=group, part=part_of(source), language=language, entity=entity, group=f"{language}.{source}.{entity}", field=field, type=kind,
                             **labelled(meaning, entity, privacy)))
    return rows


def every_second(word):
    """Whether a source, by its hash, is one of every two."""
    return hashlib.sha256(word.encode()).digest()[0] % 2 == 0


def public():
    """Columns of public schemas: those that were learned from, half by half (field_public.tsv), and those that are never listed
    (field_kept.tsv)."""
    return (labelled_file("field_public", "public", lambda source: "later" if every_second(f"kept {source}") else "open") +
            labelled_file("field_kept", "public", lambda source: "hidden"))


def systems():
    """Columns as real systems have them (field_systems.tsv); those of every second source, by its hash, are never listed."""
    return labelled_file("field_systems", "systems", lambda source: "hidden" if every_second(f"systems {source}") else "open")


def fides(shared):
    rows = []
    for r in csv.DictReader(open(f"{shared}/data/pii/fides-development.csv", encoding="utf-8")):
        if r["is_leaf"] != "1" or not r["data_categories"]:
            continue
        labels = r["data_categories"].split("|")
        strict = any(x.startswith("user") for x in labels)
        personal = any(x.startswith("user") and x not in NOT_OURS for x in labels)
        rows.append(dict(set="fides", part="open", language="en", entity=r["collection"], group=r["vendor"] + "." + r["collection"], field=r["path"], type=r["data_type"],
                         label=labels[0], cls="", personal=personal, strict=strict, direct=any(x in DIRECT for x in labels)))
    return rows


def trl(shared):
    # Organisations, URLs and keys of things are labelled there, but describe no person.
    rows = []
    for r in csv.DictReader(open(f"{shared}/data/pii/trl-train-names.csv", encoding="utf-8")):
        label = r["pii_label"]
        rows.append(dict(set="trl", part="open", language="en", entity="", group=r["column"] + label, field=r["column"], type="", label=label, cls="",
                         personal=label not in ("None", "GENERIC_ID", "ORGANIZATION_NAME", "URL"),
                         direct=label in ("PERSON_NAME", "EMAIL_ADDRESS", "PHONE_NUMBER", "STREET_ADDRESS")))
    return rows


def datahub(shared):
    rows = []
    for r in csv.DictReader(open(f"{shared}/data/pii/datahub-classify-headers.csv", encoding="utf-8")):
        label = r["infotype"]
        rows.append(dict(set="datahub", part="open", language="en", entity="", group=r["file"], field=r["column"], type="", label=label, cls="",
                         personal=bool(label) and label != "Swift_Code", direct=label in ("Full_Name", "Email_Address", "Phone_Number", "Street_Address", "US_Social_Security_Number", "US_Driving_License_Number")))
    return rows


def argued():
    with open(f"{HERE}/argued.tsv", encoding="utf-8") as file:
        return {tuple(line.split("\t")[:3]) for line in file if not line.startswith("#")}


def technical():
    """Columns of tables that hold no person (technical.txt)."""
    rows = []
    with open(f"{HERE}/technical.txt", encoding="utf-8") as file:
        for line in file:
            if line.startswith("#"):
                continue
            entity, *fields = line.split()
            for field, kind in (x.rsplit(":", 1) for x in fields):
                rows.append(dict(set="technical", part="open", language="en", entity=entity, group=entity, field=field, type=kind, label="", cls="", personal=False, direct=False))
    return rows
