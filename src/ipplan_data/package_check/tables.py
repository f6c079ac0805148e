"""Tables checked in DuckDB: what their schemas declare, compiled to SQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from ipplan_data.package_check.descriptor import Column, ForeignKey, Table
from ipplan_data.package_check.report import MOST

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


def _characters(cell: str) -> str:
    """Compile what holds for the characters of all text."""
    return (
        f"CASE WHEN {cell} IS NULL OR regexp_full_match({cell}, '{_PLAIN}') THEN 0 "
        f"WHEN regexp_matches({cell}, '{_INVISIBLE}') THEN 951 "
        f"WHEN nfc_normalize({cell}) <> {cell} THEN 950 "
        f"WHEN regexp_matches({cell}, '^ | $|  ') THEN 953 "
        f"WHEN regexp_matches({cell}, '^[-=+@\uff1d\uff0b\uff0d\uff20]') THEN 952 "
        f"WHEN regexp_matches({cell}, '{_FOREIGN}') THEN 954 "
        f"WHEN regexp_matches({cell}, '{_OF_CHINESE}') "
        f"AND NOT regexp_matches({cell}, '{_CHINESE}') THEN 955 ELSE 0 END"
    )


class Fault(NamedTuple):
    """A fault of a cell or key, at a row and column that count from 0; ``times`` such faults."""

    number: int
    row: int
    column: int
    found: str | None
    times: int


class Database:
    """A DuckDB database in memory, which holds one table at a time and the keys of all."""

    def __init__(self, tables: list[Table], scratch: str) -> None:
        """Start it; ``scratch`` is a folder for what doesn't fit in memory."""
        config: dict[str, Any] = {"threads": 2, "memory_limit": "320MB", "temp_directory": scratch}
        self._connection = duckdb.connect(config=config)
        self._targets = {_target(one, key) for one in tables for key in one.of.foreign_keys}
        self._keys: dict[tuple[str, ...], str] = {}
        self._references: list[tuple[Table, ForeignKey]] = []

    def load(self, table: Table, path: Path) -> bool:
        """Load a table's cells as text; tell whether every row was read."""
        names = ", ".join(f"{name}: 'VARCHAR'" for name in table.columns)
        for name in ("cells", "reject_errors", "reject_scans"):
            self._all(f"DROP TABLE IF EXISTS {name}")
        try:
            self._all(
                f"CREATE TABLE cells AS FROM read_csv({_text(str(path))}, columns = {{{names}}}, "
                "auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', "
                "new_line = '\\n', nullstr = '', allow_quoted_nulls = false, store_rejects = true)"
            )
        except duckdb.Error:
            return False
        return self._all("FROM reject_errors SELECT count(*)") == [(0,)]

    def measure(self, table: Table) -> tuple[int, int, list[int]]:
        """Count rows and the bytes of a file with these cells; find columns with faulty cells."""
        fields, header = table.of.fields, ",".join(table.columns) + "\n"
        sizes = "".join(f" + coalesce(sum({_size(one)}), 0)" for one in fields)
        suspect = ", ".join(
            f"count_if({_declared(table, one)} > 0 OR {_odd(one)})" for one in fields
        )
        size = f"{len(header)} + count(*) * {len(fields)}{sizes}"
        ((rows, found, *counts),) = self._all(f"FROM cells SELECT count(*), {size}, {suspect}")
        suspects = [i for i, count in enumerate(counts) if count]
        free = ", ".join(table.columns[i] for i in suspects if _free(fields[i]))
        if free:  # most texts with odd characters are fine; one query for all of them is fastest
            faulty = " + ".join(f"count_if({_declared(table, one)} > 0)" for one in fields)
            odd = f"count_if({_characters('c')} > 0)"
            texts = f"FROM (FROM cells SELECT unnest([{free}]) AS c) SELECT {odd}"
            if self._all(f"FROM cells SELECT {faulty} + ({texts})") == [(0,)]:
                suspects = []
        return rows, int(found), suspects

    def faulty_cells(self, table: Table, column: int) -> Iterator[Fault]:
        """Find the cells of a column that break a rule."""
        field = table.of.fields[column]
        fault = _declared(table, field)
        if _free(field):
            fault = f"coalesce(nullif({fault}, 0), {_characters(field.name)})"
        yield from self._faults(column, fault, field.name)

    def faulty_keys(self, table: Table, sound: set[str]) -> Iterator[Fault]:
        """Find rows out of order and keys that occur twice, in columns without faulty cells."""
        fields, primary = {one.name: one for one in table.of.fields}, table.of.primary_key
        if {*primary} <= sound:
            key = f"row({', '.join(_typed(fields[name]) for name in primary)})"
            pairs = f"FROM cells SELECT {key} AS k, lag({key}) OVER () AS p"
            if self._all(f"FROM ({pairs}) SELECT count_if(k <= p)") != [(0,)]:
                fault = (
                    f"CASE WHEN {_repeated(primary)} THEN 961 "
                    f"WHEN {key} < lag({key}) OVER (ORDER BY rowid) THEN 960 ELSE 0 END"
                )
                yield from self._faults(table.columns.index(primary[0]), fault, _joined(primary))
        single = [[one.name] for one in table.of.fields if one.constraints.unique]
        for names in {tuple(one): one for one in (*table.of.unique_keys, *single)}.values():
            if names != primary and {*names} <= sound:
                fault = f"if({_filled(names)} AND {_repeated(names)}, 962, 0)"
                yield from self._faults(table.columns.index(names[0]), fault, _joined(names))

    def keep_keys(self, table: Table, sound: set[str]) -> None:
        """Keep the keys that others refer to, and those that the table refers to."""
        for target in self._targets:
            if target[0] == table.name and {*target[1:]} <= sound:
                self._keys[target] = name = f"keys_{len(self._keys)}"
                self._all(f"CREATE TABLE {name} AS FROM cells SELECT {', '.join(target[1:])}")
        for reference in table.of.foreign_keys:
            if {*reference.fields} <= sound:
                name, group = f"values_{len(self._references)}", ", ".join(reference.fields)
                self._references.append((table, reference))
                self._all(
                    f"CREATE TABLE {name} AS FROM cells SELECT {group}, min(rowid) AS row, "
                    f"count(*) AS n WHERE {_filled(reference.fields)} GROUP BY {group}"
                )

    def dangling(self) -> Iterator[tuple[Table, Fault]]:
        """Find references to missing keys: the table, and the first row that has each."""
        for i, (table, key) in enumerate(self._references):
            target = _target(table, key)
            if target in self._keys:
                pairs = zip(key.fields, target[1:], strict=True)
                same = " AND ".join(f"v.{one} = k.{other}" for one, other in pairs)
                found = _joined([f"v.{name}" for name in key.fields])
                column = table.columns.index(key.fields[0])
                query = (
                    f"FROM values_{i} v ANTI JOIN {self._keys[target]} k ON {same} "
                    f"SELECT 963, row, {column}, {found}, n ORDER BY row"
                )
                yield from ((table, Fault(*row)) for row in self._all(query))

    def _faults(self, column: int, fault: str, cell: str) -> Iterator[Fault]:
        """Find rows where an expression is not 0; the last of each kind is for all that follow."""
        every = f"FROM cells SELECT {fault} AS fault, rowid AS row, {cell} AS cell"
        numbered = (
            f"FROM ({every}) SELECT *, row_number() OVER (PARTITION BY fault ORDER BY row) AS i, "
            "count(*) OVER (PARTITION BY fault) AS n WHERE fault > 0"
        )
        count = f"if(i = {MOST}, n - i + 1, 1)"
        query = f"FROM ({numbered}) SELECT fault, row, {column}, cell, {count} WHERE i <= {MOST}"
        yield from (Fault(*row) for row in self._all(f"{query} ORDER BY row"))

    def _all(self, query: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(query).fetchall()


def _target(table: Table, key: ForeignKey) -> tuple[str, ...]:
    return key.reference.resource or table.name, *key.reference.fields


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _filled(names: list[str]) -> str:
    return " AND ".join(f"{name} IS NOT NULL" for name in names)


def _repeated(names: list[str]) -> str:
    return f"min(rowid) OVER (PARTITION BY {', '.join(names)}) < rowid"


def _joined(names: list[str]) -> str:
    return f"concat_ws(', ', {', '.join(names)})"


def _typed(field: Column) -> str:
    return f"TRY_CAST({field.name} AS BIGINT)" if field.type == "integer" else field.name


def _free(field: Column) -> bool:
    """Tell whether a column may hold any text."""
    rule = field.constraints
    return field.type == "string" and not (rule.pattern or rule.enum)


def _odd(field: Column) -> str:
    return f"NOT regexp_full_match({field.name}, '{_PLAIN}')" if _free(field) else "false"


def _size(field: Column) -> str:
    """Count the bytes of a cell as it is written: with quotes, where there may be any."""
    cell = field.name
    if not _free(field):
        return f"strlen({cell})"
    quoted = " OR ".join(f"contains({cell}, '{one}')" for one in (",", '"', "\n"))
    return (
        f"strlen({cell}) + if({quoted}, 2 + strlen({cell}) - strlen(replace({cell}, '\"', '')), 0)"
    )


def _declared(table: Table, field: Column) -> str:
    """Compile what a column declares: the number of the first rule that a cell breaks, or 0."""
    cell, rule = field.name, field.constraints
    required = rule.required or field.name in table.of.primary_key
    tests: list[tuple[str, int]] = [(f"{cell} IS NULL", 940 if required else 0)]
    number = f"TRY_CAST({cell} AS BIGINT)"
    if field.type == "integer":  # the cast reads other spellings too, but writes one
        tests.append((f"{number}::VARCHAR IS DISTINCT FROM {cell}", 941))
    lists = {
        941: field.type == "boolean" and field.true_values + field.false_values,
        943: rule.enum,
    }
    tests += [
        (f"{cell} NOT IN ({', '.join(map(_text, one))})", n) for n, one in lists.items() if one
    ]
    if field.separator:
        item = "[^;]+" if field.item_type == "string" else "-?[0-9]+"
        tests.append((f"NOT regexp_full_match({cell}, '{item}(;{item})*')", 946))
    if rule.pattern is not None:
        tests.append((f"NOT regexp_full_match({cell}, {_text(rule.pattern)})", 942))
    bounds = (
        (number, "<", rule.minimum, 944),
        (number, ">", rule.maximum, 944),
        (f"length({cell})", "<", rule.min_length, 945),
        (f"length({cell})", ">", rule.max_length, 945),
    )
    tests += [(f"{one} {than} {n}", code) for one, than, n, code in bounds if n is not None]
    return f"CASE {' '.join(f'WHEN {test} THEN {code}' for test, code in tests)} ELSE 0 END"
