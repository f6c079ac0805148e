"""The reference of the reading API, made of the source: signatures, fields and docstrings."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

from ipplan_data.curation.publish.docs.markdown import block, code, page, table
from ipplan_data.curation.tables import DOCUMENT_FIELDS, PUBLISHED, Column

PACKAGE = Path(__file__).resolve().parents[3]
_SECTIONS = {
    "The plan": ("load", "Plan", "Catalogue", "Named", "Found", "Candidate", "Hit"),
    "Records": (
        "Record",
        "Task",
        "Responsibility",
        "Mention",
        "Target",
        "Code",
        "Decision",
        "Agency",
        "Alias",
        "Fact",
        "Section",
        "Entity",
        "Term",
        "Footnote",
        "Erratum",
        "Redirect",
        "Document",
    ),
    "Files and proof": ("path", "schema", "descriptor", "citation", "verify"),
    "Exports": ("export", "Form"),
    "Pictures": ("plot", "answer", "Answer", "Picture"),
    "Errors": (
        "UnknownKeyError",
        "UnknownNameError",
        "AmbiguousNameError",
        "UnknownTableError",
        "UnknownValueError",
        "UnknownFileError",
        "UnlinkedError",
        "DamagedDataError",
        "AlteredDataError",
        "ExportError",
        "UnknownFormError",
        "UnknownPictureError",
        "ExistsError",
        "MissingLibraryError",
        "UnfitError",
    ),
}
# The packages whose names are public.
_ROOMS = ("ipplan_data", "ipplan_data.export", "ipplan_data.plots")
# What only the package itself calls.
_HIDDEN = {"read", "reference", "relations"}
_Made = ast.ClassDef | ast.FunctionDef


def reference() -> str:
    """Give the page."""
    return page("Python API", _page())


def public() -> dict[str, _Made]:
    """Give where each public class and function is made: in a room itself, or imported there."""
    found: dict[str, _Made] = {}
    for room in _ROOMS:
        init = _parsed(f"{room}.__init__")
        names = _made(init)
        for node in ast.walk(init):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{room}."):
                names |= _made(_parsed(str(node.module)))
        found |= {name: names[name] for name in _listed(init) if name in names}
    return found


def _parsed(module: str) -> ast.Module:
    file = PACKAGE.parent / f"{module.replace('.', '/')}.py"
    return ast.parse(file.read_text(encoding="utf-8"))


def _made(module: ast.Module) -> dict[str, _Made]:
    return {one.name: one for one in module.body if isinstance(one, _Made)}


def _listed(init: ast.Module) -> list[str]:
    """Give what a room lists as public."""
    (names,) = (
        node.value
        for node in init.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    )
    return list(ast.literal_eval(names))


def _page() -> Iterator[str]:
    nodes = public()
    yield (
        "All of it is imported from `ipplan_data`, exports with their errors from "
        "`ipplan_data.export`, and pictures from `ipplan_data.plots`. It is typed, "
        "and needs the standard library alone, but for what an "
        "extra says. "
        "Two constants, `__version__` and `DATA_VERSION`, have the version of package and data. "
        "Every example runs as shown; [depend.md](depend.md) tells how it hangs together."
    )
    yield (
        "Types such as `Relation` and `AgencyKind` are the strings of a closed vocabulary, which "
        "type checkers know; [the codebook](codebook.md) has their values."
    )
    for title, names in _SECTIONS.items():
        yield f"## {title}"
        for name in names:
            yield from _entry(nodes[name])


def _entry(node: _Made) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef):
        yield f"### `{_signature(node)}`"
        yield from _docstring(node)
        return
    bases = [ast.unparse(base) for base in node.bases]
    listed = f"({', '.join(bases)})" if bases else ""
    yield f"### `class {node.name}{listed}`"
    yield from _docstring(node)
    members = [one for one in node.body if isinstance(one, ast.FunctionDef) and _shown(one)]
    yield from _fields(node)
    properties = [one for one in members if _is_property(one)]
    if properties:
        yield table(
            ["Property", "Type", "Meaning"],
            [[code(one.name), _type(one.returns), _told(one)] for one in properties],
        )
    for method in members:
        if method not in properties:
            yield f"#### `{node.name}.{_signature(method)}`"
            yield from _docstring(method)


def _shown(node: ast.FunctionDef) -> bool:
    return not node.name.startswith("_") and node.name not in _HIDDEN


def _is_property(node: ast.FunctionDef) -> bool:
    return any(isinstance(one, ast.Name) and one.id == "property" for one in node.decorator_list)


def _signature(node: ast.FunctionDef) -> str:
    arguments = ast.unparse(node.args).removeprefix("self, ").removeprefix("self")
    arguments = re.sub(r"(: [^,=]+)=", r"\1 = ", arguments)
    return f"{node.name}({arguments}) -> {ast.unparse(node.returns) if node.returns else 'None'}"


def _fields(node: ast.ClassDef) -> Iterator[str]:
    annotated = {
        one.target.id: one.annotation
        for one in node.body
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
    }
    fields = {name: kind for name, kind in annotated.items() if not name.startswith("_")}
    meanings = _meanings(set(fields))
    if meanings:
        rows = [[code(name), _type(kind), *meanings[name]] for name, kind in fields.items()]
        yield table(["Field", "Type", "Meaning", "Origin"], rows)
    elif fields:
        rows = [[code(name), _type(kind)] for name, kind in fields.items()]
        yield table(["Field", "Type"], rows)


def _meanings(fields: set[str]) -> dict[str, tuple[str, str]]:
    """Give meaning and origin of the columns of the table that a record with these fields is of.

    What is nested there has an origin for each of its fields.
    """
    for one in PUBLISHED:
        nested = {
            inner.inside: (inner.description, "of each field")
            for inner in PUBLISHED
            if inner.inside and inner.parent == one.name
        }
        without = one.parent_column.name if one.inside else ""
        columns = _described(one.columns)
        columns.pop(without, None)
        if fields == {*columns, *nested}:
            return columns | nested
    return _described(DOCUMENT_FIELDS) if fields == {*_described(DOCUMENT_FIELDS)} else {}


def _described(columns: tuple[Column, ...]) -> dict[str, tuple[str, str]]:
    return {column.name: (column.description, column.origin.value) for column in columns}


def _type(node: ast.expr | None) -> str:
    return code(ast.unparse(node)) if node else ""


def _told(node: ast.FunctionDef) -> str:
    return " ".join(_prose(inspect.cleandoc(ast.get_docstring(node) or "")).split())


def _docstring(node: _Made) -> Iterator[str]:
    """Give a docstring: its paragraphs as prose, its examples as blocks of code."""
    for part in (ast.get_docstring(node) or "").split("\n\n"):
        # Without the empty line, the end of the block would be taken for output.
        yield block("python", f"{part}\n") if part.startswith(">>>") else _prose(part)


def _prose(text: str) -> str:
    return re.sub(r"``([^`]+)``", r"`\1`", text)
