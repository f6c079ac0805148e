"""The plan that users load is the published one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ipplan_data
from ipplan_data.curation.model import Plan
from ipplan_data.plan.vocabularies import Sharing

PLAN = ipplan_data.load()


def test_the_loaded_plan_is_the_published_file(root: Path) -> None:
    assert PLAN.as_dict() == json.loads((root / "data" / "ipplan.json").read_text())
    assert ipplan_data.load() is PLAN


def test_the_loaded_plan_is_what_was_typed(plan: Plan) -> None:
    assert [task.agencies for task in PLAN.tasks.values()] == [t.agencies for t in plan.tasks]
    assert set(PLAN.errata) == {erratum.id for erratum in plan.errata}
    assert PLAN.version == plan.package.version


@given(
    st.none() | st.sampled_from(list(PLAN.agencies)),
    st.none() | st.sampled_from(list(PLAN.agencies)),
    st.none() | st.sampled_from(list(PLAN.sections)),
    st.none() | st.sampled_from(get_args(Sharing)),
)
def test_a_selection_holds_exactly_the_tasks_that_meet_all_conditions(
    led_by: str | None, agency: str | None, section: str | None, responsibility: Sharing | None
) -> None:
    selected = PLAN.select(
        led_by=led_by, agency=agency, section=section, responsibility=responsibility
    )
    for task in PLAN.tasks.values():
        meets = (
            led_by in (None, task.lead_agency)
            and (agency is None or agency in {share.agency for share in task.responsibilities})
            and (section is None or f"{task.section}.".startswith(f"{section}."))
            and responsibility in (None, task.responsibility)
        )
        assert (task in selected) == meets
    assert [task.number for task in selected] == sorted(task.number for task in selected)


def test_a_selection_by_something_unknown_is_an_error() -> None:
    with pytest.raises(KeyError, match="did you mean 'cnipa'"):
        PLAN.select(agency="cnpia")


def test_a_selection_by_an_unknown_responsibility_is_an_error() -> None:
    with pytest.raises(ValueError, match="did you mean 'separate'"):
        PLAN.select(responsibility="shared")  # type: ignore[arg-type]


def test_reading_loads_the_standard_library_alone() -> None:
    script = (
        "import sys; import ipplan_data; ipplan_data.load();"
        "print(*{name.partition('.')[0] for name in sys.modules} - set(sys.stdlib_module_names))"
    )
    command = [sys.executable, "-S", "-c", script]
    source = str(Path(ipplan_data.__file__).parents[1])
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={"PYTHONPATH": source}
    )
    assert set(done.stdout.split()) <= {"ipplan_data", "__main__"}
