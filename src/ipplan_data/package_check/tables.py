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
_OF_CHINESE = r"[\x{2010}\x{2011}\x{2018}-\x{201F}\x{2212}\x{3001}-\x{3006}\x{3008}-\x{303F}\x{FF01}-\x{FFEE}]"


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
    """A fault of a cell or key, at a row and column that count from 0; ``count`` such faults."""

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
        return self._all("SELECT count(*) FROM reject_errors") == [(0,)]

    def measure(self, table: Table) -> tuple[int, int, list[int]]:
        """Count rows and the bytes of a file with these cells; find columns with faulty cells."""
        fields = table.of.fields
        sizes = "".join(f" + coalesce(sum({_size(one)}), 0)" for one in fields)
        faulty = ", ".join(f"count_if({_declared(table, one)} > 0)" for one in fields)
        header, width = len(",".join(table.columns)) + 1, len(fields)
        query = f"SELECT count(*), {header} + count(*) * {width}{sizes}, {faulty} FROM cells"
        ((rows, size, *counts),) = self._all(query)
        free = ", ".join(one.name for one in fields if _free(one))
        odd = f"FROM (SELECT unnest([{free}]) AS c FROM cells) WHERE {_characters('c')} > 0"
        texts = bool(free) and self._all(f"SELECT count(*) {odd}") != [(0,)]
        return (
            rows,
            int(size),
            [i for i, n in enumerate(counts) if n or (texts and _free(fields[i]))],
        )

    def faults(self, table: Table, suspects: list[int]) -> Iterator[Fault]:
        """Find faulty cells in suspect columns; in sound ones, faulty keys. Keep sound keys."""
        fields, faulty = {one.name: one for one in table.of.fields}, set()
        for i in suspects:
            name = table.columns[i]
            fault = _declared(table, fields[name])
            if _free(fields[name]):
                fault = f"coalesce(nullif({fault}, 0), {_characters(name)})"
            found = [*self._faults(i, fault, name)]
            faulty |= {name} if found else set()
            yield from found

        def sound(names: list[str]) -> bool:
            return not faulty & {*names}

        primary = table.of.primary_key
        if sound(primary):
            key = f"row({', '.join(_typed(fields[name]) for name in primary)})"
            order = f"SELECT {key} AS k, lag({key}) OVER () AS p FROM cells"
            if self._all(f"SELECT count(*) FROM ({order}) WHERE k <= p") != [(0,)]:
                fault = (
                    f"CASE WHEN {_repeated(primary)} THEN 961 "
                    f"WHEN {key} < lag({key}) OVER (ORDER BY rowid) THEN 960 ELSE 0 END"
                )
                yield from self._faults(table.columns.index(primary[0]), fault, _joined(primary))
        single = [[one.name] for one in table.of.fields if one.constraints.unique]
        for names in [
            *table.of.unique_keys,
            *(one for one in single if one not in table.of.unique_keys),
        ]:
            if names != primary and sound(names):
                fault = f"if({_filled(names)} AND {_repeated(names)}, 962, 0)"
                yield from self._faults(table.columns.index(names[0]), fault, _joined(names))
        for target in self._targets:
            if target[0] == table.name and sound([*target[1:]]):
                self._keys[target] = name = f"keys_{len(self._keys)}"
                self._all(f"CREATE TABLE {name} AS SELECT {', '.join(target[1:])} FROM cells")
        for reference in table.of.foreign_keys:
            if sound(reference.fields):
                name, group = f"values_{len(self._references)}", ", ".join(reference.fields)
                self._references.append((table, reference))
                self._all(
                    f"CREATE TABLE {name} AS SELECT {group}, min(rowid) AS row, count(*) AS n "
                    f"FROM cells WHERE {_filled(reference.fields)} GROUP BY {group}"
                )

    def dangling(self) -> Iterator[tuple[Table, Fault]]:
        """Find references to missing keys: the table, and the first row that has each."""
        for i, (table, key) in enumerate(self._references):
            target = _target(table, key)
            if target in self._keys:
                pairs = zip(key.fields, target[1:], strict=True)
                same = " AND ".join(f"v.{one} = k.{other}" for one, other in pairs)
                query = (
                    f"SELECT 963, row, {table.columns.index(key.fields[0])}, "
                    f"{_joined([f'v.{name}' for name in key.fields])}, n "
                    f"FROM values_{i} v ANTI JOIN {self._keys[target]} k ON {same} ORDER BY row"
                )
                yield from ((table, Fault(*row)) for row in self._all(query))

    def _faults(self, column: int, fault: str, cell: str) -> Iterator[Fault]:
        """Find rows where an expression is not 0; the last of each kind is for all that follow."""
        every = f"SELECT {fault} AS fault, rowid AS row, {cell} AS cell FROM cells"
        numbered = (
            "SELECT *, row_number() OVER (PARTITION BY fault ORDER BY row) AS i, "
            f"count(*) OVER (PARTITION BY fault) AS n FROM ({every}) WHERE fault > 0"
        )
        count = f"if(i = {MOST}, n - i + 1, 1)"
        query = f"SELECT fault, row, {column}, cell, {count} FROM ({numbered}) WHERE i <= {MOST}"
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
