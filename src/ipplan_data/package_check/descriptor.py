"""The descriptor: what it declares of files and tables, and what is wrong with it."""

from __future__ import annotations

from typing import NamedTuple

from ipplan_data.package_check import shapes
from ipplan_data.package_check.columns import Column
from ipplan_data.package_check.findings import Finding, Findings, near, nearest, shown
from ipplan_data.package_check.patterns import RefusedError, compiled
from ipplan_data.plan.files import DESCRIPTOR

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ipplan_data.package_check.shapes import Shape

    Properties = dict[str, Any]


class Listed(NamedTuple):
    """A file that the descriptor lists; what it doesn't declare of it is ``None``."""

    path: str
    bytes: int | None
    hash: str | None


class Reference(NamedTuple):
    """Columns whose cells are a key of a table."""

    columns: tuple[str, ...]
    table: str
    key: tuple[str, ...]


class Table(NamedTuple):
    """A table as it is declared."""

    name: str
    file: Listed
    rows: int | None
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    unique: tuple[tuple[str, ...], ...]
    references: tuple[Reference, ...]


class Package(NamedTuple):
    """All that is declared, as far as it could be understood.

    Without all files, there is no digest of them.
    """

    name: str
    version: str
    digest: str | None
    tables: tuple[Table, ...]
    files: tuple[Listed, ...]


class Reader:
    """Reads a descriptor, and tells what is wrong with it."""

    def __init__(self, findings: Findings) -> None:
        """Put what is wrong there."""
        self._findings = findings

    def package(self, given: Properties) -> Package:
        """Understand as much as can be understood."""
        held = self._shaped(given, shapes.PACKAGE, "")
        for name, shape in shapes.LISTED_IN_PACKAGE.items():
            for index, one in enumerate(held.get(name, ())):
                self._shaped(one, shape, f"{name}[{index}]")
        tables = [*self._each(held.get("resources", ()), self._table, "resources")]
        files = [*self._each(held.get("files", ()), self._file, "files")]
        self._once((table.name for table in tables), "resources", "name")
        declared = len(held.get("resources", ())) + len(held.get("files", ()))
        every = [*(table.file for table in tables), *files]
        self._once((file.path for file in every), "resources, files", "path")
        unlike = {table.name: table for table in tables}
        tables = [self._joined(table, unlike) for table in tables]
        return Package(
            held.get("name", ""),
            held.get("version", ""),
            held.get("digest") if len(every) == declared else None,
            tuple(tables),
            tuple(files),
        )

    def _each(self, given: Any, read: Any, where: str) -> Iterator[Any]:
        for index, one in enumerate(given):
            found = read(one, f"{where}[{index}]")
            if found is not None:
                yield found

    def _tell(self, code: str, where: str, message: str, found: str, expected: str = "") -> None:
        self._findings.add(
            Finding(code, DESCRIPTOR, message, field=where, found=found, expected=expected)
        )

    def _shaped(self, given: Any, shape: Shape, where: str) -> Properties:
        """Give the properties that hold what they should; tell of the others."""
        if not isinstance(given, dict):
            self._tell("IPP912", where, "this is no object", shown(given), "an object")
            return {}
        absent = [name for name in shape.required if name not in given]
        held = {}
        for name, value in given.items():
            place = f"{where}.{name}" if where else name
            kind = shape.kind(name)
            if kind is None:
                known = [one for one in (*shape.required, *shape.optional) if one not in given]
                close = nearest(name, absent or known) or nearest(name, known)
                absent = [one for one in absent if one != close]
                meant = f"'{close}'" if close else ""
                self._tell("IPP911", where, "the property is not known", shown(name), meant)
            elif not kind.holds(value):
                self._tell("IPP912", place, "the value is none for it", shown(value), kind.what)
            else:
                held[name] = value
        for name in absent:
            message = f"the property '{name}' is missing"
            self._tell("IPP912", where, message, "", shape.required[name].what)
        return held

    def _once(self, names: Iterator[str], where: str, what: str) -> None:
        seen: set[str] = set()
        for name in names:
            if name in seen:
                self._tell("IPP914", where, f"two have the same {what}", shown(name))
            seen.add(name)

    def _path(self, path: str, where: str) -> bool:
        parts = path.split("/")
        plain = path.isprintable() and "\\" not in path and ":" not in path
        if (
            not plain
            or path == DESCRIPTOR
            or any(part.strip(" ") in ("", ".", "..") for part in parts)
        ):
            message = "this is no path of a file in the package"
            self._tell("IPP913", f"{where}.path", message, shown(path), "such as data/tasks.csv")
            return False
        return True

    def _file(self, given: Any, where: str) -> Listed | None:
        return self._listed(self._shaped(given, shapes.FILE, where), where)

    def _listed(self, held: Properties, where: str) -> Listed | None:
        if "path" not in held or not self._path(held["path"], where):
            return None
        return Listed(held["path"], held.get("bytes"), held.get("hash"))

    def _table(self, given: Any, where: str) -> Table | None:
        held = self._shaped(given, shapes.RESOURCE, where)
        file = self._listed(held, where)
        if file is None:
            return None
        inside = f"{where}.schema"
        schema = self._shaped(held["schema"], shapes.SCHEMA, inside) if "schema" in held else {}
        fields = schema.get("fields", ())
        columns = tuple(self._each(fields, self._column, f"{inside}.fields"))
        self._once((column.name for column in columns), f"{inside}.fields", "name")
        if len(columns) < len(fields):
            columns = ()
        # Where a column isn't understood, nothing is said of what names it.
        sure = columns and all(column.kind for column in columns)
        names = {column.name for column in columns} if sure else None
        key = self._named(schema.get("primaryKey", ()), names, f"{inside}.primaryKey")
        for column in columns:
            column.required |= column.name in key
        unique: dict[tuple[str, ...], None] = {
            (column.name,): None for column in columns if column.unique and (column.name,) != key
        }
        for index, one in enumerate(schema.get("uniqueKeys", ())):
            place = f"{inside}.uniqueKeys[{index}]"
            if not shapes.TEXTS.holds(one):
                self._tell("IPP912", place, "this is no key", shown(one), shapes.TEXTS.what)
            elif (named := self._named(one, names, place)) and named != key:
                unique[named] = None
        references = [
            self._reference(one, names, f"{inside}.foreignKeys[{index}]", held.get("name", ""))
            for index, one in enumerate(schema.get("foreignKeys", ()))
        ]
        return Table(
            held.get("name", ""),
            file,
            held.get("rows"),
            columns,
            key,
            tuple(unique),
            tuple(one for one in references if one),
        )

    def _named(self, given: Any, names: set[str] | None, where: str) -> tuple[str, ...]:
        """Give the columns that a key names, or none where one isn't declared."""
        missing = [name for name in given if names is not None and name not in names]
        for name in missing:
            message = "no column is called so"
            self._tell("IPP914", where, message, shown(name), near(name, sorted(names or ())))
        return () if missing or names is None else tuple(given)

    def _reference(
        self, given: Any, names: set[str] | None, where: str, table: str
    ) -> Reference | None:
        held = self._shaped(given, shapes.FOREIGN, where)
        inside = f"{where}.reference"
        target = self._shaped(held.get("reference", {}), shapes.REFERENCE, inside) if held else {}
        if "fields" not in held or len(target) < len(shapes.REFERENCE.required):
            return None
        columns = self._named(held["fields"], names, f"{where}.fields")
        if columns and len(columns) != len(target["fields"]):
            message = "it names another number of columns than it refers to"
            self._tell("IPP914", where, message, "")
            return None
        return (
            Reference(columns, target["resource"] or table, tuple(target["fields"]))
            if columns
            else None
        )

    def _joined(self, table: Table, tables: dict[str, Table]) -> Table:
        """Keep the references to keys that there are; tell of the others."""
        kept = []
        for one in table.references:
            target, where = tables.get(one.table), f"{table.name}.foreignKeys"
            if target is None:
                expected = near(one.table, tables)
                self._tell("IPP914", where, "no table is called so", shown(one.table), expected)
            elif one.key == target.key or one.key in target.unique:
                kept.append(one)
            elif target.key:
                key = ", ".join(one.key)
                message = f"it refers to what is no key of '{one.table}'"
                self._tell("IPP914", where, message, shown(key), shown(", ".join(target.key)))
        return table._replace(references=tuple(kept))

    def _column(self, given: Any, where: str) -> Column | None:
        kind = given.get("type") if isinstance(given, dict) else None
        shape = shapes.BOOLEAN if kind == "boolean" else shapes.FIELD
        if isinstance(given, dict) and ("separator" in given or "itemType" in given):
            shape = shapes.LISTED
        held = self._shaped(given, shape, where)
        if "name" not in held:
            return None
        if any(name not in held for name in shape.required):
            return Column(held["name"], "", {})  # of another type, or of none
        inside = f"{where}.constraints"
        limits = self._shaped(held.get("constraints", {}), shapes.CONSTRAINTS[held["type"]], inside)
        if "pattern" in limits:
            try:
                compiled(limits["pattern"])
            except RefusedError as error:
                message = f"the pattern can't be used: {error}"
                self._tell("IPP912", f"{inside}.pattern", message, shown(limits.pop("pattern")))
        for least, most in (("minimum", "maximum"), ("minLength", "maxLength")):
            if least in limits and most in limits and limits[least] > limits[most]:
                message = f"{least} is above {most}"
                found = f"{limits.pop(least)} and {limits.pop(most)}"
                self._tell("IPP914", inside, message, found)
        self._categories(held, limits, where)
        return Column.declared(held, limits)

    def _categories(self, held: Properties, limits: Properties, where: str) -> None:
        """Hold the meanings of a closed list against the list."""
        place = f"{where}.categories"
        given = [
            self._shaped(one, shapes.CATEGORY, f"{place}[{index}]")
            for index, one in enumerate(held.get("categories", ()))
        ]
        values = [one["value"] for one in given if "value" in one]
        if "categories" in held and values != limits.get("enum") and len(values) == len(given):
            message = "the values are not those of constraints.enum"
            self._tell("IPP914", place, message, "", "the same values in both")
