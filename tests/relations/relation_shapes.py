"""One template for every shape of relation and for the combinations that schemas show, as functions of the number of rows,
each with the rules that its landed data must keep."""
import math

SHAPES = {}


def shape(function):
    SHAPES[function.__name__] = function
    return function


def field(name, type="int", **settings):
    return {"name": name, "type": type, **settings}


def key(name="id", type="int", **settings):
    return field(name, type, primary_key=True, **settings)


def entity(name, rows, *fields, **settings):
    count = {"row_count": rows} if isinstance(rows, int) else {"rows": rows}
    return {"name": name, **count, **settings, "fields": list(fields)}


def relation(child, parent, **settings):
    return {"from": child, "to": parent, **settings}


def template(*entities, relationships=()):
    return {"source": "truth", "source_type": "sql", "extracted_at": "2026-01-15T00:00:00Z", "entities": list(entities), "relationships": list(relationships)}


def some(n, share=5):
    """Rows of a parent for n children: none for none, else at least one."""
    return math.ceil(n / share)


def pair(n, parents=None, child=(), **settings):
    return template(entity("p", some(n) if parents is None else parents, key()), entity("c", n, key(), field("pid", nullable=False), *child),
                    relationships=[relation("c.pid", "p.id", **settings)])


# n:1

@shape
def uniform(n):
    def check(d):
        d.references("c", "pid", "p", "id")
        if n >= 1000:
            _, most, _ = d.children("c", "pid", "p", "id")
            assert most < 40  # mean 5
    return pair(n), check


@shape
def only_foreign_key(n):
    t = template(entity("p", some(n), key()), entity("c", n, key(), field("pid", foreign_key="p.id", nullable=False)))
    return t, lambda d: d.references("c", "pid", "p", "id")


@shape
def both_notations(n):
    t = pair(n)
    t["entities"][1]["fields"][1]["foreign_key"] = "p.id"
    return t, lambda d: d.references("c", "pid", "p", "id")


@shape
def weighted(n):
    weights = [8, 0, 4, 2, 1, 1, 0]

    def check(d):
        d.references("c", "pid", "p", "id")
        for parent, weight in enumerate(weights, 1):
            share, slack = n * weight / 16, 5 * math.sqrt(n) / 2 + 1
            assert abs(d.one(f"select count(*) from c where pid = {parent}") - share) <= (slack if weight else 0)
    return pair(n, 7, distribution={"type": "weighted", "weights": weights}), check


@shape
def zipf(n):
    def check(d):
        d.references("c", "pid", "p", "id")
        if n >= 1000:
            counts = [c for c, in d.all("select count(*) n from c group by pid order by n desc")]
            total = sum(k ** -1.1 for k in range(1, some(n) + 1))
            for rank in (0, 1, 2):
                expected = n * (rank + 1) ** -1.1 / total
                assert abs(counts[rank] - expected) < 6 * math.sqrt(expected) + 2, (rank, counts[rank], expected)
    return pair(n, distribution={"type": "zipf", "s": 1.1}), check


@shape
def growth_stable(n):
    return pair(n, distribution="growth_stable"), lambda d: d.references("c", "pid", "p", "id")


@shape
def optional(n):
    def check(d):
        d.references("c", "pid", "p", "id", required=False)
        d.null_rate("c", "pid", 0.25)
    t = pair(n, optional=0.25)
    t["entities"][1]["fields"][1]["nullable"] = True
    return t, check


@shape
def optional_parent_empty(n):
    t = pair(n, 0, optional=0.25)
    t["entities"][1]["fields"][1]["nullable"] = True

    def check(d):
        assert d.one("select count(pid) from c") == 0
    return t, check


@shape
def to_unique_column(n):
    t = template(entity("p", some(n), key(), field("code", "string", unique=True, nullable=False, faker_method="bothify", faker_args={"text": "??????-###"})),
                 entity("c", n, key(), field("code", "string", nullable=False)), relationships=[relation("c.code", "p.code")])

    def check(d):
        d.unique("p", "code")
        d.references("c", "code", "p", "code")
    return t, check


@shape
def share_of_rows(n):
    t = template(entity("p", n, key()), entity("half", {"share": 0.5, "of": "p"}, key(), field("pid", foreign_key="p.id", nullable=False)),
                 entity("lines", {"per": "p", "mean": 1.5}, key(), field("pid", foreign_key="p.id", nullable=False)))

    def check(d):
        d.rows("half", math.floor(n * 0.5 + 0.5))
        d.rows("lines", math.floor(n * 1.5 + 0.5))
        for c in ("half", "lines"):
            d.references(c, "pid", "p", "id")
    return t, check


# Children per parent.

def fan_out(shape_name):
    def made(n):
        parents = some(n)

        def check(d):
            d.references("c", "pid", "p", "id")
            fewest, most, total = d.children("c", "pid", "p", "id", 1, 12)
            assert total == n
            if n >= 1000:
                assert (fewest, most) == (5, 5) if shape_name == "even" else fewest <= 3 and most >= 7, (fewest, most)
        return pair(n, parents, children={"min": 1, "max": 12, "shape": shape_name}), check
    return made


for name in ("even", "geometric", "poisson", "skewed"):
    SHAPES["children_" + name] = fan_out(name)


@shape
def children_decide_the_rows(n):
    """No row count of its own: so many children a parent."""
    t = template(entity("p", n, key()), entity("c", {"per": "p", "mean": 3}, key(), field("pid", nullable=False)),
                 relationships=[relation("c.pid", "p.id", children={"min": 2, "max": 5})])

    def check(d):
        d.rows("c", 3 * n)
        d.references("c", "pid", "p", "id")
        d.children("c", "pid", "p", "id", 2, 5)
    return t, check


# 1:1

@shape
def one_to_one(n):
    t = template(entity("p", n + n // 3, key(type="uuid")), entity("c", n, key(), field("pid", "uuid", nullable=False)),
                 relationships=[relation("c.pid", "p.id", cardinality="1:1")])

    def check(d):
        d.key("c", "pid")
        d.references("c", "pid", "p", "id")
    return t, check


@shape
def one_to_one_optional(n):
    t = template(entity("p", n, key()), entity("c", n, key(), field("pid", nullable=True)), relationships=[relation("c.pid", "p.id", cardinality="1:1", optional=0.5)])

    def check(d):
        d.unique("c", "pid")
        d.references("c", "pid", "p", "id", required=False)
        d.null_rate("c", "pid", 0.5)
    return t, check


def person_chain(n):
    return [entity("person", n, key()), entity("employee", math.ceil(n / 2), key(foreign_key="person.id")),
            entity("sales_person", math.ceil(n / 4), key(foreign_key="employee.id"))]


@shape
def shared_primary_keys(n):
    def check(d):
        for child, parent in (("employee", "person"), ("sales_person", "employee")):
            d.key(child, "id")
            d.references(child, "id", parent, "id")
    return template(*person_chain(n)), check


# Junctions.

def junction(legs, full=False):
    def made(n):
        sizes = [max(math.ceil(n ** (1 / legs)), 1) + (0 if full else 1) for _ in range(legs)]
        names = "abcd"[:legs]
        t = template(*[entity(x, size if n else 0, key()) for x, size in zip(names, sizes)],
                     entity("j", n, *[key(x, foreign_key=f"{x}.id") for x in names]))

        def check(d):
            d.key("j", *names)
            for x in names:
                d.references("j", x, x, "id")
        return t, check
    return made


for legs in (2, 3, 4):
    SHAPES[f"junction_{legs}"] = junction(legs)


@shape
def junction_full(n):
    """Every combination that there is."""
    a = max(int(n ** 0.5), 1) if n else 0
    t = template(entity("a", a, key()), entity("b", a, key()), entity("j", a * a, key("a", foreign_key="a.id"), key("b", foreign_key="b.id")))

    def check(d):
        d.key("j", "a", "b")
        d.references("j", "a", "a", "id")
        d.references("j", "b", "b", "id")
    return t, check


@shape
def junction_fan_out(n):
    t = template(entity("a", some(n, 3), key()), entity("b", max(some(n, 10), 7) if n else 0, key()),
                 entity("j", n, key("a", foreign_key="a.id"), key("b", foreign_key="b.id")),
                 relationships=[relation("j.a", "a.id", children={"min": 1, "max": 6}), relation("j.b", "b.id")])

    def check(d):
        d.key("j", "a", "b")
        d.references("j", "b", "b", "id")
        d.children("j", "a", "a", "id", 1, 6)
    return t, check


@shape
def junction_of_one_entity(n):
    """Friends: both legs lead to the same entity."""
    t = template(entity("u", math.ceil(n ** 0.5) + 1, key()), entity("j", n, key("a", foreign_key="u.id"), key("b", foreign_key="u.id"), field("since", "date")))

    def check(d):
        d.key("j", "a", "b")
        d.references("j", "a", "u", "id")
        d.references("j", "b", "u", "id")
    return t, check


@shape
def junction_unique_set(n):
    """A surrogate key, and the pair unique by a set; two more unique sets share a column with it."""
    t = template(entity("a", some(n, 2), key()), entity("b", max(some(n, 4), 5), key()),
                 entity("j", n, key(), field("a", nullable=False), field("b", nullable=False), field("c", nullable=False), field("rank", nullable=False),
                        unique=[["a", "b"], ["a", "c"], ["a", "rank"]]),
                 relationships=[relation("j.a", "a.id"), relation("j.b", "b.id"), relation("j.c", "b.id")])

    def check(d):
        for column in "bc":
            d.key("j", "a", column)
            d.references("j", column, "b", "id")
        d.key("j", "a", "rank")
        d.references("j", "a", "a", "id")
    return t, check


@shape
def junction_composite_parents(n):
    side = math.ceil(n ** 0.5) + 1
    parent = lambda name: entity(name, side, key("x", sequence=True), key("y", "string", faker_method="bothify", faker_args={"text": "??-##"}))
    t = template(parent("a"), parent("b"), entity("j", n, key("ax"), key("ay", "string"), key("bx"), key("by", "string")),
                 relationships=[relation(["j.ax", "j.ay"], ["a.x", "a.y"]), relation(["j.bx", "j.by"], ["b.x", "b.y"])])

    def check(d):
        d.key("j", "ax", "ay", "bx", "by")
        for x in "ab":
            d.references("j", [x + "x", x + "y"], x, ["x", "y"])
    return t, check


# Self references.

@shape
def tree_of_depth(n):
    t = template(entity("e", n, key(), field("boss", nullable=True)), relationships=[relation("e.boss", "e.id", tree={"depth": 4})])

    def check(d):
        d.references("e", "boss", "e", "id", required=False)
        depth, roots = d.tree("e", "id", "boss")
        assert depth == min(n, 4) and roots == min(n, 1), (depth, roots)
    return t, check


@shape
def tree_with_roots(n):
    t = template(entity("e", n, key(), field("parent", nullable=True)), relationships=[relation("e.parent", "e.id", tree={"root_share": 0.25, "fanout": 2})])

    def check(d):
        d.references("e", "parent", "e", "id", required=False)
        depth, roots = d.tree("e", "id", "parent")
        assert roots == (max(1, n // 4) if n else 0) and depth <= 4
    return t, check


@shape
def tree_required(n):
    """NOT NULL: the root refers to itself."""
    t = template(entity("e", n, key(type="uuid"), field("boss", "uuid", nullable=False)), relationships=[relation("e.boss", "e.id", tree={"fanout": 5})])

    def check(d):
        d.references("e", "boss", "e", "id")
        _, roots = d.tree("e", "id", "boss")
        assert roots == min(n, 1)
    return t, check


@shape
def tree_optional(n):
    """Self and optional: roots by a rate as well."""
    t = template(entity("e", n, key(), field("boss", nullable=True)), relationships=[relation("e.boss", "e.id", optional=0.3)])

    def check(d):
        d.references("e", "boss", "e", "id", required=False)
        d.tree("e", "id", "boss")
        d.null_rate("e", "boss", 0.3)
    return t, check


@shape
def tree_chain(n):
    """Self and 1:1: every row is followed by at most one."""
    t = template(entity("e", n, key(), field("previous", nullable=True, unique=True)), relationships=[relation("e.previous", "e.id")])

    def check(d):
        d.references("e", "previous", "e", "id", required=False)
        d.unique("e", "previous")
        assert d.tree("e", "id", "previous")[1] == min(n, 1)
    return t, check


@shape
def two_self_references(n):
    t = template(entity("e", n, key(), field("boss", nullable=True), field("mentor", nullable=True)),
                 relationships=[relation("e.boss", "e.id"), relation("e.mentor", "e.id", optional=0.5)])

    def check(d):
        for column in ("boss", "mentor"):
            d.references("e", column, "e", "id", required=False)
            d.tree("e", "id", column)
    return t, check


# Cycles.

@shape
def cycle_of_two(n):
    t = template(entity("store", some(n), key(), field("manager", nullable=False)), entity("staff", n, key(), field("store", nullable=False)),
                 relationships=[relation("store.manager", "staff.id", cardinality="1:1"), relation("staff.store", "store.id")])

    def check(d):
        d.key("store", "manager")
        d.references("store", "manager", "staff", "id")
        d.references("staff", "store", "store", "id")
    return t, check


@shape
def cycle_of_three(n):
    t = template(*[entity(x, n, key(), field("next", foreign_key=f"{y}.id", nullable=False)) for x, y in ("ab", "bc", "ca")])

    def check(d):
        for x, y in ("ab", "bc", "ca"):
            d.references(x, "next", y, "id")
    return t, check


# Composite keys.

@shape
def composite(n):
    t = template(entity("o", some(n), key("tenant", min=1, max=9), key("number", "string", faker_method="bothify", faker_args={"text": "?#?#?#"})),
                 entity("l", n, key(), field("tenant", nullable=False), field("number", "string", nullable=False)),
                 relationships=[relation(["l.tenant", "l.number"], ["o.tenant", "o.number"])])

    def check(d):
        d.key("o", "tenant", "number")
        d.references("l", ["tenant", "number"], "o", ["tenant", "number"])
    return t, check


@shape
def composite_optional(n):
    widest = 50 if n < 100_000 else 500  # a date key has 1,827 days, so 50 would leave too few combinations
    t = template(entity("o", some(n), key("a", min=1, max=widest), key("b", "date")), entity("l", n, key(), field("a", nullable=True), field("b", "date", nullable=True)),
                 relationships=[relation(["l.a", "l.b"], ["o.a", "o.b"], optional=0.4)])

    def check(d):
        d.references("l", ["a", "b"], "o", ["a", "b"], required=False)
        d.none("select * from l where (a is null) <> (b is null)", "half a reference")
        d.null_rate("l", "a", 0.4)
    return t, check


@shape
def order_lines(n):
    t = template(entity("o", some(n), key()), entity("l", n, key("order_id", foreign_key="o.id"), key("line"), field("quantity", nullable=False)),
                 entity("shipment", some(n, 2), key(), field("order_id", nullable=False), field("line", nullable=False)),
                 relationships=[relation(["shipment.order_id", "shipment.line"], ["l.order_id", "l.line"])])

    def check(d):
        d.key("l", "order_id", "line")
        d.references("l", "order_id", "o", "id")
        d.references("shipment", ["order_id", "line"], "l", ["order_id", "line"])
        d.none("select order_id from l group by order_id having max(line) <> count(*) or min(line) <> 1", "line numbers have gaps")
    return t, check


def tenants(n, *more, relationships=()):
    """Orders and products of a tenant; what more refers to both."""
    of_tenant = lambda name, rows: entity(name, rows, key("tenant", foreign_key="t.id"), key("id"))
    return template(entity("t", some(n, 50), key()), of_tenant("orders", some(n)), of_tenant("products", some(n, 3)), *more, relationships=relationships)


def legs(child, name, **settings):
    return relation([f"{child}.tenant", f"{child}.{name}"], [f"{name}.tenant", f"{name}.id"], **settings)


@shape
def shared_tenant(n):
    t = tenants(n, entity("lines", n, key(), field("tenant", nullable=False), field("orders", nullable=False), field("products", nullable=False)),
                relationships=[legs("lines", "orders"), legs("lines", "products"), relation("lines.tenant", "t.id")])

    def check(d):
        d.references("lines", "tenant", "t", "id")
        for x in ("orders", "products"):
            d.key(x, "tenant", "id")
            d.references(x, "tenant", "t", "id")
            d.references("lines", ["tenant", x], x, ["tenant", "id"])
    return t, check


@shape
def shared_tenant_optional(n):
    t = tenants(n, entity("lines", n, key(), field("tenant", nullable=False), field("orders", nullable=False), field("products", nullable=True)),
                relationships=[legs("lines", "orders"), legs("lines", "products", optional=0.5)])

    def check(d):
        d.filled("lines", "tenant")
        d.references("lines", ["tenant", "orders"], "orders", ["tenant", "id"])
        d.references("lines", ["tenant", "products"], "products", ["tenant", "id"], required=False)
        d.null_rate("lines", "products", 0.5)
    return t, check


@shape
def shared_tenant_junction(n):
    """The key is the tenant and both references: pairs are unique within a tenant."""
    t = tenants(n, entity("j", some(n, 2), key("tenant"), key("orders"), key("products")), relationships=[legs("j", "orders"), legs("j", "products")])

    def check(d):
        d.key("j", "tenant", "orders", "products")
        for x in ("orders", "products"):
            d.references("j", ["tenant", x], x, ["tenant", "id"])
    return t, check


@shape
def shared_tenant_deep(n):
    """lines(tenant, order, line) <- notes(tenant, order, line, author) with authors of the same tenant."""
    t = tenants(n, entity("lines", n, key("tenant"), key("orders"), key("line")),
                entity("notes", n, key(), field("tenant", nullable=False), field("orders", nullable=False), field("line", nullable=False), field("products", nullable=False)),
                relationships=[legs("lines", "orders"), relation(["notes.tenant", "notes.orders", "notes.line"], ["lines.tenant", "lines.orders", "lines.line"]), legs("notes", "products")])

    def check(d):
        d.key("lines", "tenant", "orders", "line")
        d.references("lines", ["tenant", "orders"], "orders", ["tenant", "id"])
        d.references("notes", ["tenant", "orders", "line"], "lines", ["tenant", "orders", "line"])
        d.references("notes", ["tenant", "products"], "products", ["tenant", "id"])
    return t, check


@shape
def composite_self(n):
    """A tree within each tenant."""
    t = template(entity("t", some(n, 50), key()), entity("node", n, key("tenant", foreign_key="t.id"), key("id"), field("parent", nullable=True)),
                 relationships=[relation(["node.tenant", "node.parent"], ["node.tenant", "node.id"], tree={"fanout": 3})])

    def check(d):
        d.key("node", "tenant", "id")
        d.references("node", "tenant", "t", "id")
        d.references("node", ["tenant", "parent"], "node", ["tenant", "id"], required=False)
        d.db.execute("create view tree as select tenant || '/' || id id, tenant || '/' || parent parent from node")
        depth, roots = d.tree("tree", "id", "parent")
        assert roots <= some(n, 50) and (n < 1000 or depth > 2), (depth, roots)
    return t, check


@shape
def composite_self_plain(n):
    """The same where the tenant refers to nothing."""
    t = template(entity("node", n, key("tenant", min=1, max=20), key("id"), field("parent", nullable=True)),
                 relationships=[relation(["node.tenant", "node.parent"], ["node.tenant", "node.id"])])

    def check(d):
        d.key("node", "tenant", "id")
        d.references("node", ["tenant", "parent"], "node", ["tenant", "id"], required=False)
        d.db.execute("create view tree as select tenant || '/' || id id, tenant || '/' || parent parent from node")
        d.tree("tree", "id", "parent")
        if n >= 1000:
            assert d.one("select count(distinct tenant) from node") > 1 and d.one("select count(parent) from node") > n / 2
    return t, check


# Polymorphic.

def content(n, weights=(None, None, None), nullable=False):
    kinds = [("post", "int"), ("photo", "int"), ("page", "int")]
    legs = [relation("comment.target_id", f"{k}.id", type_field="comment.target_type", type_value=k.title(), **({"weight": w} if w else {})) for (k, _), w in zip(kinds, weights)]
    return template(*[entity(k, some(n, 3 + i), key(type=t, sequence={"start": 1000 * i + 1})) for i, (k, t) in enumerate(kinds)],
                    entity("comment", n, key(), field("target_type", "string", nullable=nullable), field("target_id", nullable=nullable)), relationships=legs)


def content_check(d, required=True):
    for k in ("post", "photo", "page"):
        d.references("comment", "target_id", k, "id", required=required, where=f"target_type = '{k.title()}'")
    d.none("select * from comment where target_type not in ('Post', 'Photo', 'Page')", "unknown target")
    d.none("select * from comment where (target_type is null) <> (target_id is null)", "half a reference")


@shape
def polymorphic(n):
    def check(d):
        content_check(d)
        d.filled("comment", "target_type", "target_id")
        if n >= 1000:
            assert d.one("select min(n) from (select count(*) n from comment group by target_type)") > n / 4
    return content(n), check


@shape
def polymorphic_weighted_optional(n):
    def check(d):
        content_check(d, required=False)
        d.null_rate("comment", "target_id", 0.1)
        if n >= 1000:
            share = d.one("select count(*) from comment where target_type = 'Post'") / n / 0.9
            assert abs(share - 0.7) < 0.05, share
    return content(n, (7, 2, 1), nullable=True), check


# Nested.

@shape
def nested_object(n):
    t = template(entity("p", some(n), key(type="uuid")), entity("c", n, key(), field("address", "object", nullable=False, fields=[field("country", "uuid", foreign_key="p.id", nullable=False), field("street", "string")])))

    def check(d):
        d.db.execute("create view flat as select address.country country from c")
        d.references("flat", "country", "p", "id")
    return t, check


@shape
def nested_array(n):
    t = template(entity("p", some(n) + (3 if n else 0), key()), entity("c", n, key(), field("items", "array", nullable=False, length={"min": 1, "max": 3}, items={"type": "object", "fields": [field("pid", nullable=False), field("n")]})),
                 relationships=[relation("c.items[].pid", "p.id")])

    def check(d):
        d.db.execute("create view flat as select c.id, unnest(c.items).pid pid from c")
        d.references("flat", "pid", "p", "id")
        d.none("select * from c where len(items) not between 1 and 3", "length")
    return t, check


@shape
def array_of_keys(n):
    t = template(entity("p", some(n) + (4 if n else 0), key(type="string", faker_method="bothify", faker_args={"text": "????####"})),
                 entity("c", n, key(), field("teamIds", "array", nullable=False, length={"min": 0, "max": 5}, items={"type": "string", "foreign_key": "p.id"})))

    def check(d):
        d.db.execute("create view flat as select c.id, unnest(c.teamIds) pid from c")
        d.references("flat", "pid", "p", "id")
        d.key("flat", "id", "pid")
        if n >= 1000:
            assert d.one("select count(distinct len(teamIds)) from c") == 6
    return t, check


@shape
def array_of_keys_few_parents(n):
    """Lists may be longer than there are parents to name."""
    t = template(entity("p", 2, key()), entity("c", n, key(), field("ids", "array", nullable=False, length={"min": 0, "max": 5}, items={"type": "int"})),
                 relationships=[relation("c.ids", "p.id")])

    def check(d):
        d.db.execute("create view flat as select c.id, unnest(c.ids) pid from c")
        d.key("flat", "id", "pid")
        d.references("flat", "pid", "p", "id")
    return t, check


# Limits.

@shape
def one_active_per_parent(n):
    t = pair(n, child=[field("active", "bool", nullable=False)], limit={"where": {"active": True}, "max": 1})

    def check(d):
        d.references("c", "pid", "p", "id")
        d.none("select pid from c where active group by pid having count(*) > 1", "two active")
        if n >= 1000:
            assert d.one("select count(*) from c where active") > some(n) / 3 and d.one("select count(*) from c where not active") > n / 2
    return t, check


@shape
def two_primary_per_parent(n):
    t = pair(n, child=[field("kind", "string", nullable=False, values=["primary", "other", "old"])], limit={"where": {"kind": "primary"}, "max": 2})

    def check(d):
        d.references("c", "pid", "p", "id")
        d.none("select pid from c where kind = 'primary' group by pid having count(*) > 2", "three primary")
        d.none("select * from c where kind not in ('primary', 'other', 'old')", "kinds")
        if n >= 1000:
            assert d.one("select count(distinct kind) from c") == 3
    return t, check


# Combinations.

@shape
def shared_key_chain_and_junction(n):
    t = template(*person_chain(4 * n), entity("territory", n + 1, key()), entity("covers", n, key("person", foreign_key="sales_person.id"), key("territory", foreign_key="territory.id")))

    def check(d):
        d.key("covers", "person", "territory")
        d.references("covers", "person", "sales_person", "id")
        d.references("covers", "person", "person", "id")
        d.references("covers", "territory", "territory", "id")
    return t, check


@shape
def cycle_and_polymorphic(n):
    t = content(n)
    t["entities"][0]["fields"].append(field("last_comment", nullable=True))
    t["relationships"].append(relation("post.last_comment", "comment.id", optional=0.2))

    def check(d):
        content_check(d)
        d.references("post", "last_comment", "comment", "id", required=False)
    return t, check


@shape
def cycle_of_composites(n):
    """departments(company, head) -> employees(company, id) -> departments(company, id), of companies."""
    of_company = lambda name, rows, *more: entity(name, rows, key("company", foreign_key="company.id"), key("id"), *more)
    t = template(entity("company", some(n, 50), key()), of_company("department", some(n), field("head", nullable=True)), of_company("employee", n, field("department", nullable=False)),
                 relationships=[relation(["department.company", "department.head"], ["employee.company", "employee.id"], optional=0.3),
                                relation(["employee.company", "employee.department"], ["department.company", "department.id"])])

    def check(d):
        d.key("department", "company", "id")
        d.key("employee", "company", "id")
        d.references("department", ["company", "head"], "employee", ["company", "id"], required=False)
        d.references("employee", ["company", "department"], "department", ["company", "id"])
    return t, check


@shape
def diamond(n):
    """Two ways up to the same entity that nothing forces to agree, and a junction below."""
    t = template(entity("top", some(n, 20), key()), entity("left", some(n), key(), field("top", foreign_key="top.id", nullable=False)), entity("right", some(n), key(), field("top", foreign_key="top.id", nullable=False)),
                 entity("j", n, key("left", foreign_key="left.id"), key("right", foreign_key="right.id"), key("day", "date"), field("again", foreign_key="left.id", nullable=True)))

    def check(d):
        d.key("j", "left", "right", "day")
        for x in ("left", "right"):
            d.references("j", x, x, "id")
            d.references(x, "top", "top", "id")
        d.references("j", "again", "left", "id", required=False)
    return t, check


@shape
def reference_to_reference(n):
    """A foreign key to a column that is itself a foreign key, three steps up."""
    t = template(entity("country", some(n, 20), key("code", "string", faker_method="bothify", faker_args={"text": "???###"})), entity("site", some(n), key("country", "string", foreign_key="country.code")),
                 entity("visit", n, key(), field("country", "string", foreign_key="site.country", nullable=False)))
    t["entities"][1]["row_count"] = some(n, 20)

    def check(d):
        d.key("site", "country")
        d.references("visit", "country", "country", "code")
        d.references("visit", "country", "site", "country")
    return t, check
