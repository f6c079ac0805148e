"""Tables checked in DuckDB: what their schemas declare, compiled to SQL."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from filecmp import cmp
from itertools import compress
from pathlib import Path
from typing import NamedTuple

import duckdb

from ipplan_data.package_check.descriptor import Column, ForeignKey, Table
from ipplan_data.package_check.report import MOST

_BETWEEN = "\x1f"  # between the cells of a key
_PLAIN = "[!-*,./0-<>?A-~][!-~]*( [!-~]+)*"  # no such text has a faulty character
_INVISIBLE = (
    r"[\p{C}\p{Zl}\p{Zp}\x{A0}\x{34F}\x{115F}\x{1160}\x{1680}\x{17B4}\x{17B5}\x{180B}-\x{180F}"
    r"\x{2000}-\x{200A}\x{202F}\x{205F}\x{2800}\x{3000}\x{3164}\x{FE00}-\x{FE0F}\x{FFA0}"
    r"\x{E0100}-\x{E01EF}]"
)
_CHINESE = r"[\x{3007}\x{3400}-\x{9FFF}\x{20000}-\x{3FFFF}]"
_FOREIGN = r"[^\p{Latin}\p{Han}\x{3006}\P{L}]|[\x{2E80}-\x{2FDF}]"
_WIDE = r"\x{2010}\x{2011}\x{2018}-\x{201F}\x{2212}\x{3001}-\x{3006}\x{3008}-\x{303F}"
_OF_CHINESE = rf"[{_WIDE}\x{{FF01}}-\x{{FFEE}}]"


class Check(NamedTuple):
    """A rule about columns of a table, compiled to SQL."""

    columns: tuple[str, ...]
    failures: str  # an aggregate, which is 0 where no row breaks the rule
    code: str  # the number of the rule that a row breaks, or 0


class Fault(NamedTuple):
    """A fault in a row, which counts from 0; ``times`` such faults."""

    code: int
    row: int
    column: str
    found: str | None
    times: int


class Loaded(NamedTuple):
    """A table that was read: its rows, whether the file is canonical, and which rules fail."""

    rows: int
    canonical: bool
    cells: list[Check]
    keys: list[Check]


class Database:
    """A DuckDB database in memory; ``scratch`` is a folder for what doesn't fit there."""

    def __init__(self, scratch: Path) -> None:
        """Start it."""
        self._scratch = scratch
        self._connection = duckdb.connect()
        self._connection.execute("SET threads = 2; SET memory_limit = '320MB'")
        self._connection.execute(f"SET temp_directory = {_text(str(scratch))}")

    def load(self, table: Table, path: Path) -> Loaded | None:
        """Load a table's cells as text, and look for faults; ``None`` if it can't be read."""
        columns = ", ".join(f"{_text(one.name)}: 'VARCHAR'" for one in table.of.fields)
        source = re.sub(r"[*?[]", r"[\g<0>]", str(path.resolve()))  # else it is a pattern
        copy, name = self._scratch / f"{table.name}.csv", _name(table.name)
        connection = self._connection.cursor()  # a thread needs its own
        try:
            connection.execute(
                f"CREATE TABLE {name} AS FROM read_csv({_text(source)}, columns = {{{columns}}}, "
                "auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', "
                "new_line = '\\n', nullstr = '', allow_quoted_nulls = false)"
            )
        except duckdb.InvalidInputException:
            return None
        connection.execute(f"COPY {name} TO {_text(str(copy))} (HEADER)")
        canonical = cmp(path, copy, shallow=False)
        copy.unlink()
        cells, keys, key = [*_cells(table)], [*_keys(table)], _key(table)
        failures = ", ".join(check.failures for check in (*cells, *keys))
        ((rows, *counts),) = connection.execute(
            f"FROM (FROM {name} SELECT *, {key} AS _key, lag({key}) OVER () AS _last) "
            f"SELECT count(*), {failures}"
        ).fetchall()
        failing = [[*compress(cells, counts)], [*compress(keys, counts[len(cells) :])]]
        return Loaded(rows, canonical, *failing)

    def texts(self, tables: list[Table]) -> dict[str, list[Check]]:
        """Find columns that have a text with a faulty character; one query for all is fastest."""
        free = [(table, one) for table in tables for one in table.of.fields if one.free]
        cells = " UNION ALL ".join(
            f"FROM {_name(table.name)} SELECT {i} AS i, {_name(one.name)} AS c"
            for i, (table, one) in enumerate(free)
        )
        odd = f"FROM ({cells}) SELECT DISTINCT i, c WHERE NOT {_is_plain('c')}"
        query = f"FROM ({odd}) SELECT DISTINCT i WHERE {_characters('c')} > 0"
        found = defaultdict(list)
        for (i,) in self._connection.execute(query).fetchall() if free else ():
            table, one = free[i]
            code = f"if({_declared(table, one)} > 0, 0, {_characters(_name(one.name))})"
            found[table.name].append(Check((one.name,), "", code))
        return found

    def faults(self, table: Table, check: Check) -> list[Fault]:
        """Find rows that break a rule; the last of each code is for all that follow."""
        every = f"FROM {_name(table.name)} SELECT {check.code} AS code, rowid AS row, "
        numbered = (
            f"FROM ({every}{_joined(check.columns)} AS found) SELECT *, "
            "row_number() OVER (PARTITION BY code ORDER BY row) AS i, "
            "count(*) OVER (PARTITION BY code) AS n WHERE code > 0"
        )
        query = (
            f"FROM ({numbered}) SELECT code, row, {_text(check.columns[0])}, found, "
            f"if(i = {MOST}, n - i + 1, 1) WHERE i <= {MOST} ORDER BY row"
        )
        return [Fault(*row) for row in self._connection.execute(query).fetchall()]

    def dangling(self, keys: list[tuple[Table, ForeignKey]]) -> dict[int, list[Fault]]:
        """Find values that no row of the other table has: of each key, the first row with each."""
        targets = {
            (one.reference.resource or table.name, *one.reference.fields) for table, one in keys
        }
        places = {target: place for place, target in enumerate(sorted(targets))}
        values = " UNION ALL ".join(
            f"FROM {_name(table.name)} SELECT {i} AS i, "
            f"{places[one.reference.resource or table.name, *one.reference.fields]} AS target, "
            f"{_key_text(one.fields)} AS key, min(rowid) AS row, count(*) AS n "
            f"WHERE {_filled(one.fields)} GROUP BY key"
            for i, (table, one) in enumerate(keys)
        )
        known = " UNION ALL ".join(
            f"FROM {_name(name)} SELECT {place} AS target, {_key_text(fields)} AS key"
            for (name, *fields), place in places.items()
        )
        found: dict[int, list[Fault]] = defaultdict(list)
        query = f"FROM ({values}) ANTI JOIN ({known}) USING (target, key) SELECT i, row, key, n"
        for i, row, key, n in self._connection.execute(f"{query} ORDER BY i, row").fetchall():
            column = keys[i][1].fields[0]
            found[i].append(Fault(963, row, column, key.replace(_BETWEEN, ", "), n))
        return found


def _cells(table: Table) -> Iterator[Check]:
    for one in table.of.fields:
        code = _declared(table, one)
        yield Check((one.name,), f"count_if({code} > 0)", code)


def _keys(table: Table) -> Iterator[Check]:
    primary, key = tuple(table.of.primary_key), _key(table)
    order = f"WHEN {key} < lag({key}) OVER (ORDER BY rowid) THEN 960"
    code = f"CASE WHEN {_repeated(primary)} THEN 961 {order} ELSE 0 END"
    yield Check(primary, "count_if(_key <= _last)", code)
    single = [(one.name,) for one in table.of.fields if one.constraints.unique]
    for names in sorted({*map(tuple, table.of.unique_keys), *single} - {primary}):
        value = f"if({_filled(names)}, row({', '.join(map(_name, names))}), NULL)"
        code = f"if({_filled(names)} AND {_repeated(names)}, 962, 0)"
        yield Check(names, f"count({value}) - count(DISTINCT {value})", code)


def _declared(table: Table, field: Column) -> str:
    """Compile what a column declares: the number of the first rule that a cell breaks, or 0."""
    cell, rule = _name(field.name), field.constraints
    number, length = f"TRY_CAST({cell} AS BIGINT)", f"length({cell})"
    required = rule.required or field.name in table.of.primary_key
    tests = [(f"{cell} IS NULL", 940 if required else 0)]
    if field.type == "integer":  # the cast reads other spellings too, but writes one
        tests.append((f"{number}::VARCHAR IS DISTINCT FROM {cell}", 941))
    if field.type == "boolean":
        tests.append((_not_in(cell, field.true_values + field.false_values), 941))
    if rule.enum:
        tests.append((_not_in(cell, rule.enum), 943))
    if field.separator:
        item = "[^;]+" if field.item_type == "string" else "-?[0-9]+"
        tests.append((f"NOT regexp_full_match({cell}, '{item}(;{item})*')", 946))
    if rule.pattern is not None:
        tests.append((f"NOT regexp_full_match({cell}, {_text(rule.pattern)})", 942))
    bounds = (
        (f"{number} <", rule.minimum, 944),
        (f"{number} >", rule.maximum, 944),
        (f"{length} <", rule.min_length, 945),
        (f"{length} >", rule.max_length, 945),
    )
    tests += [(f"{test} {bound}", code) for test, bound, code in bounds if bound is not None]
    return f"CASE {' '.join(f'WHEN {test} THEN {code}' for test, code in tests)} ELSE 0 END"


def _characters(cell: str) -> str:
    """Compile what holds for the characters of all text, in the same way."""
    return (
        f"CASE WHEN {cell} IS NULL OR {_is_plain(cell)} THEN 0 "
        f"WHEN regexp_matches({cell}, '{_INVISIBLE}') THEN 951 "
        f"WHEN nfc_normalize({cell}) <> {cell} THEN 950 "
        f"WHEN regexp_matches({cell}, '^ | $|  ') THEN 953 "
        f"WHEN regexp_matches({cell}, '^[-=+@\uff1d\uff0b\uff0d\uff20]') THEN 952 "
        f"WHEN regexp_matches({cell}, '{_FOREIGN}') THEN 954 "
        f"WHEN regexp_matches({cell}, '{_OF_CHINESE}') "
        f"AND NOT regexp_matches({cell}, '{_CHINESE}') THEN 955 ELSE 0 END"
    )


def _key(table: Table) -> str:
    """Return the primary key as a value that sorts as the rows do."""
    whole = {one.name for one in table.of.fields if one.type == "integer"}
    cells = [(_name(name), name in whole) for name in table.of.primary_key]
    parts = [f"TRY_CAST({cell} AS BIGINT)" if number else cell for cell, number in cells]
    return parts[0] if len(parts) == 1 else f"row({', '.join(parts)})"


def _name(name: str) -> str:
    return f'"{name}"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _joined(names: Collection[str]) -> str:
    cells = ", ".join(map(_name, names))
    return cells if len(names) == 1 else f"concat_ws(', ', {cells})"


def _key_text(names: Iterable[str]) -> str:
    return f"concat_ws('{_BETWEEN}', {', '.join(map(_name, names))})"


def _filled(names: Iterable[str]) -> str:
    return " AND ".join(f"{_name(name)} IS NOT NULL" for name in names)


def _repeated(names: Iterable[str]) -> str:
    return f"min(rowid) OVER (PARTITION BY {', '.join(map(_name, names))}) < rowid"


def _not_in(cell: str, values: list[str]) -> str:
    return f"{cell} NOT IN ({', '.join(map(_text, values))})"


def _is_plain(cell: str) -> str:
    return f"regexp_full_match({cell}, '{_PLAIN}')"
