"""DuckDB SQL to Parquet: ROWS of the 8-column row, on one thread. Arguments: ROWS, codec. Prints rows."""
import sys
import tempfile

import duckdb

rows, codec = int(sys.argv[1]), sys.argv[2]
with duckdb.connect() as db, tempfile.TemporaryDirectory() as folder:
    db.execute("set threads = 1")
    db.execute(f"""copy (select i as id, uuid() as uuid, 'First' || (random() * 2000)::int as first, 'Last' || (random() * 4000)::int as last,
                  'first' || i || '@example.com' as email, timestamp '2016-01-01' + to_microseconds((random() * 315e12)::bigint) as created,
                  (random() * 99999)::decimal(12, 2) as balance, chr(65 + (random() * 25)::int) || 'X' as country from range({rows}) t(i))
                  to '{folder}/rows.parquet' (format parquet, compression {codec})""")
print(rows)
