"""Tables checked in DuckDB: what their schemas declare, compiled to SQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from ipplan_data.package_check.descriptor import Column, Package, Table
from ipplan_data.package_check.report import MOST

# Texts in other characters are looked at more closely than these, which are always right.
_PLAIN = "[!-*,./0-<>?A-~][!-~]*( [!-~]+)*"
_INVISIBLE = (
    r"[\p{C}\p{Zl}\p{Zp}\x{A0}\x{34F}\x{115F}\x{1160}\x{1680}\x{17B4}\x{17B5}\x{180B}-\x{180F}"
    r"\x{2000}-\x{200A}\x{202F}\x{205F}\x{2800}\x{3000}\x{3164}\x{FE00}-\x{FE0F}\x{FFA0}"
    r"\x{E0100}-\x{E01EF}]"
)
_CHINESE = r"[\x{3007}\x{3400}-\x{9FFF}\x{20000}-\x{3FFFF}]"
_WIDE = (
    r"[\x{2010}\x{2011}\x{2018}-\x{201F}\x{2212}\x{3001}-\x{3006}\x{3008}-\x{303F}"
    r"\x{FF01}-\x{FFEE}]"
)
_FAULTS = {
    940: "the cell is empty",
    941: "the cell is not of its type",
    942: "the cell doesn't match its pattern",
    943: "the value is not in the list",
    944: "the number is out of bounds",
    945: "the text is too short or too long",
    946: "an item of the list is empty or not of its type",
    950: "the text is not in normal form C",
    951: "the text has an invisible character or a line break",
    952: "the text starts like a formula",
    953: "the text has an extra space",
    954: "the text has a letter that is neither Latin nor Chinese",
    955: "the text has Chinese punctuation and no Chinese",
}


class Fault(NamedTuple):
    """A faulty cell or key: the number of the column, and how many such faults it represents."""

    code: str
    row: int
    column: int
    record: str
    message: str
    found: str | None = None
    count: int = 1
    expected: str | None = None


class Database:
    """A DuckDB database in memory, which holds one table at a time and the keys of all."""

    def __init__(self, package: Package, scratch: str) -> None:
        """Start it; ``scratch`` is a folder for what doesn't fit in memory."""
        config = {"threads": "2", "memory_limit": "320MB", "temp_directory": scratch}
        self._con = duckdb.connect(config={**config})
        self._targets = {
            (key.reference.resource or one.name, *key.reference.fields)
            for one in package.resources
            for key in one.of.foreignKeys
        }
        self._keys: dict[tuple[str, ...], str] = {}
        self._references: list[tuple[Table, list[str], tuple[str, ...], str]] = []

    def load(self, table: Table, path: Path) -> bool:
        """Load a table's cells as text; tell whether every row was read."""
        names = ", ".join(f"{_text(name)}: 'VARCHAR'" for name in table.columns)
        for name in ("cells", "reject_errors", "reject_scans"):
            self._con.execute(f"DROP TABLE IF EXISTS {name}")
        try:
            self._con.execute(
                f"CREATE TABLE cells AS FROM read_csv({_text(str(path))}, columns = {{{names}}}, "
                "auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', "
                "new_line = '\\n', nullstr = '', allow_quoted_nulls = false, store_rejects = true)"
            )
        except duckdb.Error:
            return False
        return self._all("SELECT count(*) FROM reject_errors") == [(0,)]

    def measure(self, table: Table) -> tuple[int, int, list[int]]:
        """Count rows, the bytes of a file with these cells, and the faulty cells by column."""
        sizes = "".join(f" + coalesce(sum({_size(one)}), 0)" for one in table.of.fields)
        faulty = ", ".join(f"count_if({_fault(table, one)} > 0)" for one in table.of.fields)
        header, width = len(",".join(table.columns)) + 1, len(table.columns)
        query = f"SELECT count(*), {header} + count(*) * {width}{sizes}, {faulty} FROM cells"
        ((rows, size, *counts),) = self._all(query)
        return rows, int(size), counts

    def faulty_cells(self, table: Table, column: int) -> Iterator[Fault]:
        """Find the cells of a column that break its declaration, each by its first fault."""
        field = table.of.fields[column]
        found = self._numbered(
            f"{_fault(table, field)} AS fault, rowid AS row, {_record(table)} AS record, "
            f"{field.name} AS cell",
            "fault > 0",
            "fault",
        )
        for fault, row, record, cell, count in found:
            rule = field.constraints.model_dump(exclude_defaults=True)
            given = {942: "pattern", 943: "enum"}.get(fault, "")
            wanted = rule.get(given) or {
                941: field.type,
                944: f"{rule.get('minimum', '')} to {rule.get('maximum', '')}",
                945: f"{rule.get('minLength', 0)} to {rule.get('maxLength', '')} characters",
            }.get(fault)
            expected = ", ".join(wanted) if isinstance(wanted, list) else wanted
            yield Fault(f"IPP{fault}", row, column, record, _FAULTS[fault], cell, count, expected)

    def faulty_keys(self, table: Table, faulty: set[str]) -> Iterator[Fault]:
        """Find rows that are out of order, and keys that occur twice; keep keys for references.

        What rests on a column with faulty cells is not checked.
        """
        fields = {one.name: one for one in table.of.fields}
        key = table.of.primaryKey
        if not faulty & {*key}:
            typed = ", ".join(_typed(fields[name]) for name in key)
            before = f"SELECT row({typed}) AS k, lag(row({typed})) OVER () AS p FROM cells"
            if self._all(f"SELECT count(*) FROM ({before}) WHERE k <= p") != [(0,)]:
                yield from self._twice(table, key, "IPP961", "the primary key")
                order = f"row({typed}) < lag(row({typed})) OVER (ORDER BY rowid) AS lower"
                first = f"row_number() OVER (PARTITION BY {', '.join(key)} ORDER BY rowid) AS nth"
                what = f"{order}, {first}, rowid AS row, {_record(table)} AS record"
                for _, _, row, record, count in self._numbered(what, "lower AND nth = 1", "lower"):
                    message = "the row is after one with a higher key"
                    yield Fault(
                        "IPP960", row, table.columns.index(key[0]), record, message, None, count
                    )
        single = [[one.name] for one in table.of.fields if one.constraints.unique]
        for names in {tuple(one): one for one in (*single, *table.of.uniqueKeys)}.values():
            if names != key and not faulty & {*names}:
                yield from self._twice(table, names, "IPP962", "the unique value")
        for target in self._targets:
            if target[0] == table.name and not faulty & {*target[1:]}:
                self._keys[target] = f"keys_{len(self._keys)}"
                self._keep(self._keys[target], ", ".join(target[1:]), "true")
        for reference in table.of.foreignKeys:
            names, other = reference.fields, reference.reference
            values = f"values_{len(self._references)}"
            wanted = (other.resource or table.name, *other.fields)
            self._references.append((table, names, wanted, values))
            good = " AND ".join(f"{name} IS NOT NULL" for name in names)
            good += "".join(f" AND {_fault(table, fields[n])} = 0" for n in names if n in faulty)
            what = f"min(rowid) AS row, arg_min({_record(table)}, rowid) AS record, count(*) AS n"
            grouped = ", ".join(names)
            self._keep(values, f"{grouped}, {what}", f"{good} GROUP BY {grouped}")

    def dangling(self) -> Iterator[tuple[Table, Fault]]:
        """Find references to keys that no row has, each at the first row that has it."""
        for table, names, target, values in self._references:
            if target in self._keys:
                pairs = zip(names, target[1:], strict=True)
                same = " AND ".join(f"v.{one} = k.{other}" for one, other in pairs)
                cell = f"concat_ws(', ', {', '.join(f'v.{name}' for name in names)})"
                query = (
                    f"SELECT row, record, n, {cell} FROM {values} v ANTI JOIN "
                    f"{self._keys[target]} k ON {same} ORDER BY row"
                )
                for row, record, count, found in self._all(query):
                    often = f", which {count:,} rows name" if count > 1 else ""
                    message = f"no row of {target[0]} has this key{often}"
                    yield (
                        table,
                        Fault("IPP963", row, table.columns.index(names[0]), record, message, found),
                    )

    def _twice(self, table: Table, names: list[str], code: str, what: str) -> Iterator[Fault]:
        group = ", ".join(names)
        filled = " AND ".join(f"{name} IS NOT NULL" for name in names)
        if self._all(f"SELECT count(*) = count(DISTINCT ({group})) FROM cells WHERE {filled}") == [
            (True,)
        ]:
            return
        found = self._numbered(
            f"min(rowid) OVER (PARTITION BY {group}) AS first, rowid AS row, "
            f"{_record(table)} AS record, concat_ws(', ', {group}) AS cell, {filled} AS filled",
            "filled AND first < row",
            "filled",
        )
        for first, row, record, cell, _, count in found:
            message = f"row {first + 1} has {what} already"
            yield Fault(code, row, table.columns.index(names[0]), record, message, cell, count)

    def _numbered(self, columns: str, where: str, by: str) -> Iterable[tuple[Any, ...]]:
        """Select the first rows of each kind; the last column says how many rows each is for."""
        numbered = (
            f"SELECT *, row_number() OVER (PARTITION BY {by} ORDER BY row) AS i, "
            f"count(*) OVER (PARTITION BY {by}) AS n FROM (SELECT {columns} FROM cells) "
            f"WHERE {where}"
        )
        count = f"if(i = {MOST}, n - i + 1, 1)"
        return self._all(
            f"SELECT * EXCLUDE (i, n), {count} FROM ({numbered}) WHERE i <= {MOST} ORDER BY row"
        )

    def _keep(self, name: str, columns: str, where: str) -> None:
        self._con.execute(f"CREATE TABLE {name} AS SELECT {columns} FROM cells WHERE {where}")

    def _all(self, query: str) -> list[tuple[Any, ...]]:
        return self._con.execute(query).fetchall()


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _texts(values: list[str]) -> str:
    return f"({', '.join(map(_text, values))})"


def _record(table: Table) -> str:
    return f"concat_ws('/', {_text(table.name)}, {', '.join(table.of.primaryKey)})"


def _typed(field: Column) -> str:
    return f"TRY_CAST({field.name} AS BIGINT)" if field.type == "integer" else field.name


def _free(field: Column) -> bool:
    """Tell whether a column may hold any text."""
    rule = field.constraints
    return field.type == "string" and not (rule.pattern or rule.enum or field.separator)


def _size(field: Column) -> str:
    """Count the bytes of a cell as it is written, but for quotes where none can be."""
    cell = field.name
    if not _free(field):
        return f"strlen({cell})"
    quoted = " OR ".join(f"contains({cell}, {one})" for one in ("','", "'\"'", "'\n'"))
    doubled = f"strlen({cell}) - strlen(replace({cell}, '\"', ''))"
    return f"strlen({cell}) + if({quoted}, 2 + {doubled}, 0)"


def _fault(table: Table, field: Column) -> str:
    """Compile the declaration of a column: the number of the first rule a cell breaks, or 0."""
    cell, rule = field.name, field.constraints
    required = rule.required or field.name in table.of.primaryKey
    tests: list[tuple[str, int]] = [(f"{cell} IS NULL", 940 if required else 0)]
    if field.type == "integer":
        # The cast reads other spellings too, but writes one.
        number = f"TRY_CAST({cell} AS BIGINT)"
        tests.append((f"{number}::VARCHAR IS DISTINCT FROM {cell}", 941))
        bounds = {"<": rule.minimum, ">": rule.maximum}
        tests += [(f"{number} {op} {n}", 944) for op, n in bounds.items() if n is not None]
    if field.type == "boolean":
        tests.append((f"{cell} NOT IN {_texts(field.trueValues + field.falseValues)}", 941))
    if field.separator:
        tests.append((f"contains(concat(';', {cell}, ';'), ';;')", 946))
        if field.itemType == "integer":
            tests.append((f"NOT regexp_full_match({cell}, '-?[0-9]+(;-?[0-9]+)*')", 946))
    if rule.enum:
        tests.append((f"{cell} NOT IN {_texts(rule.enum)}", 943))
    if rule.pattern is not None:
        tests.append((f"NOT regexp_full_match({cell}, {_text(rule.pattern)})", 942))
    lengths = {"<": rule.minLength, ">": rule.maxLength}
    tests += [(f"length({cell}) {op} {n}", 945) for op, n in lengths.items() if n is not None]
    if _free(field):
        rest = rf"regexp_replace({cell}, '[\p{{Latin}}\p{{Han}}\x{{3006}}]', '', 'g')"
        radical = f"regexp_matches({cell}, '[\\x{{2E80}}-\\x{{2FDF}}]')"
        tests += [
            (f"regexp_full_match({cell}, {_text(_PLAIN)})", 0),
            (f"regexp_matches({cell}, {_text(_INVISIBLE)})", 951),
            (f"nfc_normalize({cell}) <> {cell}", 950),
            (f"regexp_matches({cell}, '^ | $|  ')", 953),
            (f"regexp_matches({cell}, '^[-=+@\uff1d\uff0b\uff0d\uff20]')", 952),
            (rf"regexp_matches({rest}, '\p{{L}}') OR {radical}", 954),
            (
                f"regexp_matches({cell}, {_text(_WIDE)}) "
                f"AND NOT regexp_matches({cell}, {_text(_CHINESE)})",
                955,
            ),
        ]
    return f"CASE {' '.join(f'WHEN {test} THEN {code}' for test, code in tests)} ELSE 0 END"
