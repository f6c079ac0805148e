"""The damages that are listed by hand, one or more for each rule, judged like the others."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from checking import packages, test_check
from curation.rules.test_mutants import MUTANTS
from ipplan_data.package_check import check
from ipplan_data.curation.document import read, reading_of
from ipplan_data.curation.machine_made import resealed
from ipplan_data.curation.pipeline import build, release, validate
from ipplan_data.curation.rules import RULES
from ipplan_data.curation.rules.reading import DOCUMENT
from mutants.judging import Verdict, tried
from mutants.mutant import Bytes, Content, Odd, Workspace

KIND = "listed by hand"


def judged(root: Path, folder: Path, clone: Bytes) -> Iterator[Verdict]:
    """Judge the examples of all rules, and the damages to the real records and to a package."""
    yield from _examples(root / "tests" / "example", folder / "example")
    yield from _of_records(Workspace(folder / "real", clone))
    yield from _of_packages(folder / "packages")


def _examples(source: Path, folder: Path) -> Iterator[Verdict]:
    """Judge the examples of rules: changes to the invented plan, or to its document."""
    made = folder / "made"
    shutil.copytree(source / "records", made / "records")
    shutil.copy(source / DOCUMENT, made)
    read(made, made / DOCUMENT)
    build(made)
    (made / "news").mkdir()
    release(made)
    paths = [path for path in made.rglob("*") if path.is_file()]
    files = {path.relative_to(made).as_posix(): path.read_bytes() for path in paths}
    workspace = Workspace(folder / "again", files)
    for rule in RULES.values():
        for example in rule.examples:
            content: Content = Odd.MISSING
            if example.valid is None:
                content = str(example.invalid).encode()
            elif example.invalid is not None:
                valid, invalid = example.valid.encode(), example.invalid.encode()
                content = resealed(rule.code, files[example.file].replace(valid, invalid))
            yield _judged(workspace, "example of a rule", example.file, content)


def _of_records(workspace: Workspace) -> Iterator[Verdict]:
    """Judge what the tests do to the real records, but for what needs a copy of the document."""
    for code, file, damaged, instead in MUTANTS:
        if file == DOCUMENT:
            continue
        content: Content = Odd.MISSING if code == "IPP601" else b" " * 2_000_000
        if damaged is None:
            content = str(instead).encode()
        elif instead is not None:
            text = re.sub(damaged, instead, workspace.files[file].decode(), count=1)
            content = resealed(code, text.encode())
        yield _judged(workspace, "damage to the real records", file, content)


def _judged(workspace: Workspace, operator: str, file: str, content: Content) -> Verdict:
    with workspace.damaged({file: content}) as folder:
        found = _in_document if file == DOCUMENT else _in_records
        codes, crash = tried(partial(found, folder))
    return Verdict(KIND, operator, file, file, codes, crash=crash)


def _in_document(folder: Path) -> list[str]:
    return [one.code for one in reading_of(folder / DOCUMENT).findings]


def _in_records(folder: Path) -> list[str]:
    return [one.code for one in validate(folder).findings]


def _in_package(folder: Path) -> list[str]:
    return [one.code for one in check(folder).findings]


def _of_packages(folder: Path) -> Iterator[Verdict]:
    """Judge what the tests do to a small package, sealed anew where that hides nothing."""
    for code, name, damage in test_check.EXAMPLES:
        place = folder / f"{code}-{name}".replace(os.sep, "-")
        place.mkdir(parents=True)
        packages.small(place)
        damage(place)
        test_check.seal_what_is_not_damaged(place, code)
        codes, crash = tried(partial(_in_package, place))
        yield Verdict(KIND, "damage to a small package", name, name, codes, crash=crash)
