"""What the rules say of a mutant: in a clone, and of a package alone."""

from __future__ import annotations

import importlib
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from ipplan_data.package_check import check
from ipplan_data.curation import publish
from ipplan_data.curation.pipeline import validate
from ipplan_data.curation.records import TextAt, load
from ipplan_data.curation.rules import registry
from ipplan_data.plan.proof import AlteredDataError, verify
from mutants import catalogue, published, records
from mutants.mutant import Bytes, Files, Mutant, Workspace

# Of more files than there are, what is parsed is kept.
_KEPT, _NODES, _TEXTS = 64, 20_000, 50_000


@dataclass(frozen=True)
class Verdict:
    """What came of a mutant.

    ``codes`` are the rules that found something, ``later`` what a package alone can't know: that
    the records give other files, or that the digest is not the one in the notes of the release.
    """

    kind: str
    operator: str
    what: str
    where: str
    codes: tuple[str, ...]
    equivalent: bool = False
    later: tuple[str, ...] = ()
    crash: str = ""
    shown: str = field(default="", compare=False)

    @property
    def killed(self) -> bool:
        """Whether a rule found something."""
        return bool(self.codes)

    @property
    def survivor(self) -> bool:
        """Whether it says something else than before, and no rule told."""
        return not (self.killed or self.equivalent or self.crash)


class Judge:
    """Judges mutants, in folders of its own."""

    def __init__(self, root: Path, folder: Path) -> None:
        """Copy what rules look at; nothing below ``root`` is changed."""
        self.files = catalogue.clone(root)
        self.published = catalogue.package(self.files)
        self.clone = Workspace(folder / "clone", self.files)
        self.package = Workspace(folder / "package", self.published)
        plan = load(root).plan
        assert plan is not None  # noqa: S101 - the bench begins with a sound clone
        made = publish.render(plan)
        self._made = {path: data for path, data in made.items() if published.published(path)}
        self._digest = verify(folder=self.package.folder)

    def of(self, mutant: Mutant) -> Verdict | None:
        """Judge a mutant by what it is done to."""
        return self.of_clone(mutant) if self.is_of_clone(mutant) else self.of_package(mutant)

    @staticmethod
    def is_of_clone(mutant: Mutant) -> bool:
        """Tell whether a mutant is one of records or witness."""
        return mutant.kind in (records.RECORDS, records.OF_WITNESS, records.RESEALED)

    def of_clone(self, mutant: Mutant) -> Verdict | None:
        """Judge a mutant of records or witness by all rules; nothing where none was made."""
        changes = mutant.change(self.files)
        if _nothing(self.files, changes):
            return None
        with self.clone.damaged(changes) as folder:
            codes, crash = tried(lambda: (one.code for one in validate(folder).findings))
        equivalent = not codes and records.equivalent(self.files, changes)
        return _verdict(mutant, codes, crash, equivalent=equivalent)

    def of_package(self, mutant: Mutant) -> Verdict | None:
        """Judge a mutant of the package by its descriptor alone; nothing where none was made."""
        changes = mutant.change(self.published)
        if _nothing(self.published, changes):
            return None
        with self.package.damaged(changes) as folder:
            codes, crash = tried(lambda: (one.code for one in check(folder).findings))
            later = [] if codes else self._later(folder)
        equivalent = not codes and published.equivalent(self.published, changes)
        return _verdict(mutant, codes, crash, equivalent=equivalent, later=later)

    def _later(self, folder: Path) -> list[str]:
        found = sorted({one.code for one in publish.compare(folder, self._made)})
        try:
            verify(self._digest, folder=folder)
        except AlteredDataError:
            found.append("digest")
        return found


def _nothing(files: Bytes, changes: Files) -> bool:
    return all(path in files and files[path] == content for path, content in changes.items())


def tried(judge: Callable[[], Any]) -> tuple[tuple[str, ...], str]:
    """Give the codes of all findings, and how it ended where it did not end well."""
    try:
        return tuple(sorted(set(judge()))), ""
    except Exception:
        return (), traceback.format_exc(limit=-3)


def _verdict(
    mutant: Mutant,
    codes: tuple[str, ...],
    crash: str,
    *,
    equivalent: bool,
    later: list[str] | None = None,
) -> Verdict:
    return Verdict(
        mutant.kind,
        mutant.operator,
        mutant.what,
        mutant.where,
        codes,
        equivalent,
        tuple(later or ()),
        crash,
    )


def remember() -> None:
    """Let what depends on the same bytes, or on nothing, be worked out once in this process.

    Only one file is another in a mutant; the rest of the work would be the same each time.
    """
    loading = importlib.import_module("ipplan_data.curation.records.load")
    _instead(loading, "parse", lru_cache(_KEPT))
    _instead(loading, "_texts", _by_node)
    _instead(registry, "_all", _by_text)
    for name, function in (
        ("recordschemas", "render"),
        ("jsonschema", "schemas"),
        ("blank", "text"),
        ("docs.api", "reference"),
    ):
        module = importlib.import_module(f"ipplan_data.curation.publish.{name}")
        _instead(module, function, cache)


def _instead(module: ModuleType, name: str, make: Callable[[Any], Any]) -> None:
    vars(module)[name] = make(vars(module)[name])


def _by_node(texts: Any) -> Any:
    """Remember the texts of each node that is parsed once; it is kept, so that its id stays."""
    known: dict[int, tuple[Any, list[Any]]] = {}

    def remembered(node: Any, *given: Any) -> list[Any]:
        if id(node) not in known:
            if len(known) > _NODES:
                known.clear()
            known[id(node)] = (node, [*texts(node, *given)])
        return known[id(node)][1]

    return remembered


def _by_text(run: Any) -> Any:
    of_text = lru_cache(_TEXTS)(run)

    def remembered(subject: Any, *given: Any, **how: Any) -> Any:
        if subject is TextAt:
            return [finding for text in given for finding in of_text(TextAt, text)]
        return run(subject, *given, **how)

    return remembered
