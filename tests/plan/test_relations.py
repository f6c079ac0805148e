"""Relations hold both ways, and say what the tables say."""

from __future__ import annotations

import pytest

import ipplan_data as ip
from ipplan_data import Agency, Document, Entity, Footnote, Plan, Section, Task

PLAN = ip.load()


def table(name: str) -> list[dict[str, object]]:
    return PLAN.table(name)


def test_lead_and_participants_are_those_of_the_table() -> None:
    pairs = [
        (task.number, body.id)
        for task in PLAN.tasks.values()
        for body in (task.lead, *task.participants)
    ]
    assert pairs == [(row["task"], row["agency"]) for row in table("responsibilities")]


@pytest.mark.parametrize(("relation", "role"), [("leads", "lead"), ("participates", "participant")])
def test_a_body_has_the_tasks_that_have_it(relation: str, role: str) -> None:
    found = {
        (task.number, body.id)
        for body in PLAN.agencies.values()
        for task in getattr(body, relation)
    }
    rows = table("responsibilities")
    assert found == {(row["task"], row["agency"]) for row in rows if row["role"] == role}


def test_counts_of_a_body_are_those_of_its_relations() -> None:
    for body in PLAN.agencies.values():
        assert len(body.leads) == body.tasks_led
        assert len(body.tasks) == body.tasks_total
        assert {*body.leads, *body.participates} == {*body.tasks}
        numbers = [task.number for task in body.tasks]
        assert numbers == sorted(set(numbers))


def test_headings_hold_their_tasks_and_each_other() -> None:
    for section in PLAN.sections.values():
        if section.part:
            assert section in section.part.sections
            assert section.tasks == tuple(
                task for task in PLAN.tasks.values() if task.section == section.id
            )
        below = tuple(task for one in section.sections for task in one.tasks)
        assert below in ((), section.tasks)
    assert all(task in task.heading.tasks for task in PLAN.tasks.values())


def test_things_and_tasks_name_each_other() -> None:
    pairs = {(task.number, entity.id) for task in PLAN.tasks.values() for entity in task.entities}
    back = {(task.number, thing.id) for thing in PLAN.entities.values() for task in thing.tasks}
    assert pairs == back == {(row["task"], row["entity"]) for row in table("mentions")}
    for task in PLAN.tasks.values():
        assert [mention.thing.id for mention in task.mentions] == [m.entity for m in task.mentions]
        assert [share.body.id for share in task.responsibilities] == list(task.agencies)


def test_a_thing_that_a_task_names_twice_has_the_task_once() -> None:
    data = PLAN.as_dict()
    (named,) = (row for row in data["tasks"] if row["number"] == 41)
    again = {**named["mentions"][0], "position": len(named["mentions"]) + 1}
    named["mentions"].append(again)
    plan = Plan("", data)
    thing = plan.tasks[41].mentions[0].thing
    assert [task.number for task in thing.tasks] == [
        task.number for task in PLAN.entities[thing.id].tasks
    ]
    assert plan.tasks[41].entities == plan.tasks[41].entities[:1]


def test_every_term_and_erratum_is_one_of_the_record_it_stands_in() -> None:
    for term in PLAN.terms.values():
        assert term in term.stands_in.terms
    for erratum in PLAN.errata.values():
        assert erratum in erratum.about.errata
    for note in PLAN.footnotes.values():
        assert note in note.stands_in.notes


def test_no_record_has_terms_or_errata_of_another() -> None:
    holders: tuple[Document | Task | Section | Footnote, ...] = (
        PLAN.document,
        *PLAN.tasks.values(),
        *PLAN.sections.values(),
        *PLAN.footnotes.values(),
    )
    assert sum(len(one.terms) for one in holders) == len(PLAN.terms)
    named: tuple[Agency | Entity, ...] = (*PLAN.agencies.values(), *PLAN.entities.values())
    told = sum(len(one.errata) for one in holders) + sum(len(one.errata) for one in named)
    assert told == len(PLAN.errata)


def test_superiors_and_subordinates_are_each_others() -> None:
    for body in PLAN.agencies.values():
        assert all(one.superior == body for one in body.subordinates)
        if body.superior:
            assert body in body.superior.subordinates


def test_a_record_is_the_same_object_wherever_it_is_reached() -> None:
    task = PLAN.tasks[48]
    assert task.lead is PLAN.agencies[task.lead_agency]
    assert task.lead.leads[0] is PLAN.tasks[task.lead.leads[0].number]
