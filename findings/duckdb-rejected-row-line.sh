#!/usr/bin/env bash
# DuckDB 2.0.1 gives a rejected CSV row a line that is not its line in the file, and count(*) leaves
# a ragged row out without noting it.
#
# Surprises whoever shows reject_errors to the person who has to correct the file: the column "line"
# counts records and blank lines, so every cell with a newline before the row moves it up; only the
# byte positions are those of the file. And count(*) over the same file returns one row less, without
# the table reject_errors that store_rejects asks for.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check duckdb==2.0.1
cd "$work"
printf 'id,note\n1,"three\nlines\nhere"\n2,b\n3,c,extra\n' >rows.csv
"$work/venv/bin/python" - <<'PY'
import sys

import duckdb

reader = (
    "read_csv('rows.csv', auto_detect=false, header=true, delim=',', quote='\"', "
    "columns={'id': 'VARCHAR', 'note': 'VARCHAR'}, store_rejects=true)"
)
data = open("rows.csv", "rb").read()
physical = next(n for n, line in enumerate(data.splitlines(), 1) if line.endswith(b"extra"))

one = duckdb.connect()
one.execute(f"SELECT * FROM {reader}").fetchall()
line, start = one.execute("SELECT line, line_byte_position FROM reject_errors").fetchone()
by_bytes = data[: start - 1].count(b"\n") + 1

other = duckdb.connect()
(count,) = other.execute(f"SELECT count(*) FROM {reader}").fetchone()
noted = bool(other.execute("FROM duckdb_tables() WHERE table_name = 'reject_errors'").fetchall())

print(f"duckdb {duckdb.__version__}")
print(f"the ragged row is on line {physical}; reject_errors says {line}; its byte position, line {by_bytes}")
print(f"count(*) of the three rows: {count}; noted in reject_errors: {noted}")
sys.exit((physical, line, by_bytes, count, noted) != (6, 4, 6, 2, False))
PY
