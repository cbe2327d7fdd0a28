"""An independent look at landed data: DuckDB over the Parquet files, one view an entity. Every check states a rule of the
relational model and fails with an example; none of them knows how the rows were made."""
import math

import duckdb


def quoted(names):
    return ", ".join('"' + n.replace('"', '""') + '"' for n in names)


class Landed:
    def __init__(self, folder, entities):
        self.db = duckdb.connect()
        self.db.execute("set threads = 2")
        for name in entities:
            files = sorted((folder / name).rglob("*.parquet")) if (folder / name).is_dir() else [folder / f"{name}.parquet"]
            self.db.execute(f'create view "{name}" as select * from read_parquet({[str(f) for f in files]})')

    def all(self, sql):
        return self.db.execute(sql).fetchall()

    def one(self, sql):
        return self.all(sql)[0][0]

    def none(self, sql, what):
        found = self.all(f"select * from ({sql}) limit 3")
        assert not found, f"{what}: {found}"

    def rows(self, table, n=None):
        count = self.one(f'select count(*) from "{table}"')
        assert n is None or count == n, f"{table}: {count} rows, {n} expected"
        return count

    def unique(self, table, *columns):
        names = quoted(columns)
        self.none(f'select {names}, count(*) from "{table}" where ' + " and ".join(f"{quoted([c])} is not null" for c in columns) +
                  f" group by all having count(*) > 1", f"{table} ({names}) repeats")

    def filled(self, table, *columns):
        for c in columns:
            self.none(f'select * from "{table}" where {quoted([c])} is null', f"{table}.{c} is NULL")

    def key(self, table, *columns):
        self.filled(table, *columns)
        self.unique(table, *columns)

    def references(self, child, columns, parent, keys, required=True, where="true"):
        """Every reference finds its row; a required one is there; a composite one is whole or absent."""
        columns, keys = ([columns], [keys]) if isinstance(columns, str) else (columns, keys)
        on = " and ".join(f'c.{quoted([a])} = p.{quoted([b])}' for a, b in zip(columns, keys))
        there = " and ".join(f"c.{quoted([a])} is not null" for a in columns)
        source = child if child.startswith("(") else f'"{child}"'
        self.none(f'select {", ".join("c." + quoted([a]) for a in columns)} from {source} c anti join "{parent}" p on {on} where {there} and {where}',
                  f"{child} {columns} has orphans")
        if required:
            self.none(f"select * from {source} c where not ({there}) and {where}", f"{child} {columns} is missing")

    def children(self, child, column, parent, key, low=0, high=None):
        """Children per parent, parents without any included."""
        fewest, most, total = self.all(f'select min(n), max(n), sum(n) from (select count(c.{quoted([column])}) n from "{parent}" p left join "{child}" c '
                                       f"on c.{quoted([column])} = p.{quoted([key])} group by p.{quoted([key])})")[0]
        if fewest is None:
            return 0, 0, 0
        assert fewest >= low and (high is None or most <= high), f"{child} per {parent}: {fewest} to {most}, {low} to {high} allowed"
        return fewest, most, total

    def null_rate(self, table, column, rate, where="true"):
        nulls, n = self.all(f'select count(*) filter ({quoted([column])} is null), count(*) from "{table}" where {where}')[0]
        slack = 5 * math.sqrt(max(n * rate * (1 - rate), 1)) + 1
        assert abs(nulls - n * rate) <= slack, f"{table}.{column}: {nulls} of {n} are NULL, {rate} expected"

    def tree(self, table, key, parent):
        """Depth of the deepest row and number of roots (NULL, or a row that refers to itself); fails on a cycle."""
        pairs = self.all(f'select {quoted([key])}::varchar, {quoted([parent])}::varchar from "{table}"')
        keys, parents = [k for k, _ in pairs], [p for _, p in pairs]
        row = {k: i for i, k in enumerate(keys)}
        up = [i if p is None or p == keys[i] else row[p] for i, p in enumerate(parents)]
        level = [0] * len(up)
        for i in range(len(up)):
            path, at = [], i
            while level[at] == 0 and up[at] != at:
                path.append(at)
                level[at] = -1
                at = up[at]
            assert level[at] != -1, f"{table}: {keys[at]} is its own ancestor"
            depth = level[at] or 1
            level[at] = depth
            for below in reversed(path):
                depth += 1
                level[below] = depth
        return max(level, default=0), sum(up[i] == i for i in range(len(up)))
