"""The bench of mutants runs: on the invented plan, no mutant ends in a traceback or goes unseen."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import pytest

# A reason is published nowhere, and nobody but its author knows what it should say.
UNSEEN = {"expectations", "expectations.reason"}
FORGED = "sealed anew"


@pytest.fixture
def bench(root: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, ModuleType]:
    monkeypatch.syspath_prepend(str(root / "bench"))
    names = ("catalogue", "judging", "published", "told")
    return {name: importlib.import_module(f"mutants.{name}") for name in names}


def test_mutants_of_the_invented_plan_are_found(
    bench: dict[str, ModuleType], example: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    judge = bench["judging"].Judge(example, tmp_path_factory.mktemp("judge"))
    clone = bench["catalogue"].drawn(bench["catalogue"].of_clone(judge.files), 1, seed=1)
    edited = bench["catalogue"].drawn(bench["published"].of_package(judge.published), 1, seed=1)
    package = [*bench["published"].forged(edited)]
    taken = [*clone[:: len(clone) // 25], *package[:: len(package) // 75]]
    found = [one for one in map(judge.of, taken) if one is not None]
    assert len(found) > 80
    assert [one.crash for one in found if one.crash] == []
    # What is sealed anew is known by its digest alone, or by a copy of the document.
    left = [one for one in found if one.survivor and one.what not in UNSEEN]
    assert [one for one in left if FORGED not in one.kind] == []
    assert all(one.later for one in left if "witness" not in one.kind)


def test_what_found_a_mutant_is_read_off_its_codes(bench: dict[str, ModuleType]) -> None:
    told, verdict = bench["told"], bench["judging"].Verdict
    for codes, way in (
        (("IPP201", "IPP602"), "content"),
        (("IPP602", "IPP701"), "stability"),
        (("IPP602",), "stale files"),
        ((), "survivor"),
    ):
        assert told.found_by(verdict("records", "cut", "tasks", "a", codes)) == way
