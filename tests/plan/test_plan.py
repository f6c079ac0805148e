"""The plan is the published one, and its catalogues are read-only mappings that help."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ipplan_data as ip
from ipplan_data import Catalogue, Plan, Task, UnknownKeyError
from ipplan_data.curation import model

PLAN = ip.load()
# The values of each condition of `select` that a task meets.
MET: dict[str, Callable[[Task], Sequence[str]]] = {
    "led_by": lambda task: [task.responsibilities[0].agency],
    "agency": lambda task: [share.agency for share in task.responsibilities],
    "section": lambda task: [task.section, task.section.partition(".")[0]],
    "mentions": lambda task: [mention.entity for mention in task.mentions],
    "responsibility": lambda task: [task.responsibility],
    "ip_right": lambda task: task.ip_rights,
    "activity": lambda task: task.activity,
}
keys = st.text(max_size=5) | st.integers()
items = st.dictionaries(keys, st.integers(), max_size=8)


def catalogue(rows: Mapping[Any, int]) -> Catalogue[Any, str]:
    return Catalogue("thing", rows.items(), str)


@given(items, keys)
def test_a_catalogue_is_the_mapping_it_was_made_of(rows: dict[Any, int], key: str | int) -> None:
    made, expected = catalogue(rows), {one: str(value) for one, value in rows.items()}
    assert made == expected
    with pytest.raises(TypeError):
        made[key] = "2"  # type: ignore[index]
    assert list(made) == list(rows)
    assert str(len(rows)) in repr(made)
    assert (key in made) == (key in rows)
    assert made.get(key, "none") == expected.get(key, "none")
    if key not in rows:
        with pytest.raises(KeyError, match="no thing"):
            made[key]


def test_a_record_is_made_when_it_is_used() -> None:
    things = Catalogue("thing", [("a", "1"), ("b", "not a number")], int)
    assert list(things) == ["a", "b"]
    assert things["a"] == 1


@pytest.mark.parametrize(
    ("row", "key", "message"),
    [
        ("river", "rivr", "no thing 'rivr'; did you mean 'river'?"),
        (48, "48", "no thing '48'; did you mean 48?"),
        (48, 50, "no thing 50; keys run from 48 to 48"),
    ],
)
def test_the_error_for_a_wrong_key_suggests_one(row: object, key: object, message: str) -> None:
    with pytest.raises(UnknownKeyError) as error:
        catalogue({row: 1})[key]
    assert str(error.value) == message


def test_an_id_that_was_replaced_gives_its_record_and_a_warning() -> None:
    redirects = [
        {"old": "agency/sipo", "new": "agency/cnipa", "reason": "It was renamed."},
        {"old": "entity/sword", "new": "entity/sword-net", "reason": "It was cut."},
        {"old": "erratum/none", "new": None, "reason": "It was no error."},
        {"old": "agency/old", "new": "agency/gone", "reason": "Edited by hand."},
    ]
    plan = Plan("/nowhere", {**PLAN.as_dict(), "redirects": redirects})
    with pytest.warns(DeprecationWarning, match="the body 'sipo' is 'cnipa' now; It was renamed"):
        assert plan.agencies["sipo"] is plan.agencies["cnipa"]
    with pytest.warns(DeprecationWarning, match="It was cut"):
        assert plan.entities.get("sword") is plan.entities["sword-net"]
    assert "sipo" not in plan.agencies
    assert plan.errata.get("none") is None
    with pytest.raises(UnknownKeyError, match="no erratum 'none' any more; It was no error"):
        plan.errata["none"]
    with pytest.raises(UnknownKeyError, match="it led to 'gone', which isn't there"):
        plan.agencies["old"]
    with pytest.raises(UnknownKeyError, match="did you mean"):
        plan.entities["sipo"]  # an id of another kind
    led = [redirect.leads_to for redirect in list(plan.redirects.values())[:3]]
    assert led == [plan.agencies["cnipa"], plan.entities["sword-net"], None]


def test_the_loaded_plan_is_the_published_file_of_the_records(root: Path, plan: model.Plan) -> None:
    assert PLAN.as_dict() == json.loads((root / "data" / "ipplan.json").read_text())
    assert [task.agencies for task in PLAN.tasks.values()] == [t.agencies for t in plan.tasks]
    assert PLAN.version == plan.package.version


@given(st.sampled_from([*PLAN.tasks.values()]), st.sets(st.sampled_from([*MET])), st.data())
def test_select_gives_exactly_the_tasks_that_meet_all_conditions(
    task: Task, names: set[str], data: st.DataObject
) -> None:
    conditions: dict[str, Any] = {
        name: data.draw(st.sampled_from(values))
        for name, value in MET.items()
        if name in names and (values := value(task))
    }
    assert PLAN.select(**conditions) == [
        task
        for task in PLAN.tasks.values()
        if all(value in MET[name](task) for name, value in conditions.items())
    ]


def test_select_refuses_unknown_ids_and_values() -> None:
    with pytest.raises(KeyError, match="did you mean 'cnipa'"):
        PLAN.select(agency="cnpia")
    with pytest.raises(ValueError, match="no responsibility 'shared'; did you mean 'separate'"):
        PLAN.select(responsibility="shared")  # type: ignore[arg-type]


def test_reading_loads_only_the_standard_library() -> None:
    script = "import sys; import ipplan_data; ipplan_data.load(); print(*sys.modules)"
    command = [sys.executable, "-S", "-c", script]
    env = {"PYTHONPATH": str(Path(ip.__file__).parents[1])}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert loaded - sys.stdlib_module_names <= {"ipplan_data", "__main__"}
    assert loaded.isdisjoint({"dataclasses", "typing", "pathlib", "difflib"})
