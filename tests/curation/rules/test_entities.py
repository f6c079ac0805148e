"""Laws of what tasks name: whatever is lost, doubled or renamed is found, and nothing cascades."""

from __future__ import annotations

from pathlib import Path

from hypothesis import assume, given
from hypothesis import strategies as st

from ipplan_data.curation.model import Entity, Mention, Plan, Task
from ipplan_data.curation.model.entity import EntityKind, Relation
from ipplan_data.curation.model.erratum import ErratumStatus
from ipplan_data.curation.records import Loaded, load
from ipplan_data.curation.rules import run
from strategies import changed, expecting, plans, updated

ABOUT_THINGS = {"IPP216", "IPP217", "IPP218", "IPP219", "IPP220", "IPP221", "IPP222"}
naming = plans().filter(lambda plan: bool(plan.entities))


def told(plan: Plan) -> set[tuple[str, str]]:
    return {(finding.code, finding.record) for finding in run(Loaded(plan, (), ()), None)}


def thing_of(plan: Plan, data: st.DataObject) -> Entity:
    return data.draw(st.sampled_from(plan.entities))


def naming_task(plan: Plan, thing: Entity) -> tuple[Task, int, Mention]:
    """Give the first mention of a thing: its task, its place there, and itself."""
    return next(
        (task, index, mention)
        for task in plan.tasks
        for index, mention in enumerate(task.mentions)
        if mention.entity == thing.id
    )


@given(naming, st.data())
def test_a_thing_that_no_task_names_is_found(plan: Plan, data: st.DataObject) -> None:
    thing = thing_of(plan, data)
    for task in plan.tasks:
        rest = tuple(one for one in task.mentions if one.entity != thing.id)
        plan = updated(plan, task, mentions=rest)
    spelt = {
        ("IPP221", erratum.label)
        for erratum in plan.errata
        if (erratum.record, erratum.status) == (thing.path, ErratumStatus.APPLIED)
    }
    assert told(plan) == {("IPP216", thing.label)} | spelt


@given(naming, st.data())
def test_a_thing_that_is_gone_is_one_finding(plan: Plan, data: st.DataObject) -> None:
    thing = thing_of(plan, data)
    rest = tuple(one for one in plan.entities if one is not thing)
    task, _, _ = naming_task(plan, thing)
    about = {("IPP213", one.label) for one in plan.errata if one.record == thing.path}
    assert told(changed(plan, entities=rest)) == {("IPP201", task.label)} | about


@given(naming, st.data())
def test_a_word_that_is_not_printed_is_found(plan: Plan, data: st.DataObject) -> None:
    thing = thing_of(plan, data)
    for task in plan.tasks:
        # Typed out, and with a word more, since the name alone is not typed twice.
        spelt = [(m, {"as_printed": f"{plan.printed(m)} too"}) for m in task.mentions]
        plan = updated(plan, task, mentions=tuple(m.model_copy(update=u) for m, u in spelt))
    assert told(plan) == set()
    # Without the Chinese, which a term of the old name has.
    other = updated(plan, thing, name=f"{thing.name} beyond", name_zh=None)
    assert told(other) == {("IPP218", thing.label)}
    # Case and the plural don't count.
    assert told(updated(plan, thing, name=f"{thing.name.upper()}S", name_zh=None)) <= {
        # The correct reading of an erratum is looked for as it is spelt.
        ("IPP221", erratum.label)
        for erratum in plan.errata
        if erratum.record == thing.path
    }


@given(naming, st.data())
def test_a_name_that_two_share_is_found(plan: Plan, data: st.DataObject) -> None:
    thing = thing_of(plan, data)
    body = data.draw(st.sampled_from(plan.agencies))
    twin = Entity(id="the-twin", name=thing.name.swapcase(), kind=EntityKind.PLACE)
    task = plan.tasks[0]
    named = (*task.mentions, Mention(entity=twin.id, relation=Relation.CONCERN))
    more = changed(updated(plan, task, mentions=named), entities=(*plan.entities, twin))
    chinese = {code for code, record in told(more) if record == twin.label} - {"IPP219"}
    assert chinese == {"IPP217"}
    for name in (body.name, body.printed, body.abbreviation, *(a.alias for a in body.aliases)):
        if name:
            namesake = updated(more, twin, name=name.swapcase())
            assert told(namesake) == {("IPP217", twin.label)}


@given(naming, st.data())
def test_a_chinese_name_is_that_of_its_term(plan: Plan, data: st.DataObject) -> None:
    thing = thing_of(plan, data)
    assert told(updated(plan, thing, name_zh="无此名")) == {("IPP219", thing.label)}
    glossed = any(gloss.term.term.casefold() == thing.name.casefold() for gloss in plan.glosses)
    expected = {("IPP219", thing.label)} if glossed else set()
    assert told(updated(plan, thing, name_zh=None)) == expected


@given(naming, st.data())
def test_an_order_that_is_given_again_is_found(plan: Plan, data: st.DataObject) -> None:
    task, index, mention = naming_task(plan, thing_of(plan, data))
    again = (*task.mentions[: index + 1], mention, *task.mentions[index + 1 :])
    assert told(updated(plan, task, mentions=again)) == {("IPP220", task.label)}
    others = set(Relation) - {m.relation for m in task.mentions if m.entity == mention.entity}
    other = mention.model_copy(update={"relation": data.draw(st.sampled_from(sorted(others)))})
    more = updated(plan, task, mentions=(*task.mentions, other))
    assert told(expecting(more)) == set()


@given(naming, st.data())
def test_an_applied_erratum_that_does_not_show_is_found(plan: Plan, data: st.DataObject) -> None:
    applied = [
        erratum
        for erratum in plan.errata
        if erratum.record.startswith(Entity.noun) and erratum.status is ErratumStatus.APPLIED
    ]
    assume(applied)
    erratum = data.draw(st.sampled_from(applied))
    assert told(updated(plan, erratum, as_printed="beyond")) == {("IPP221", erratum.label)}
    # Nor does the name follow it then.
    code = told(updated(plan, erratum, correct="beyond"))
    assert code - {("IPP218", f"entity {erratum.record.partition('/')[2]}")} == {
        ("IPP221", erratum.label)
    }


@given(plans().filter(lambda plan: len(plan.tasks) > 1), st.data())
def test_a_task_that_is_missing_says_nothing_of_what_it_names(
    plan: Plan, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(plan.tasks) - 1))
    fewer = changed(plan, tasks=plan.tasks[:index] + plan.tasks[index + 1 :])
    assert ("IPP301", f"task {index + 1}") in told(fewer)
    assert {code for code, _ in told(fewer)} & ABOUT_THINGS == set()


def test_a_thing_printed_without_its_first_words_has_them_from_the_mention_before(
    example: Path,
) -> None:
    plan = load(example).plan
    assert plan is not None
    task = next(one for one in plan.tasks if len(one.mentions) > 1)
    *others, last = task.mentions
    assert last.as_printed is not None
    missing = set(plan.entity[last.entity].name.split()) - set(last.as_printed.split())
    assert missing
    assert told(plan) == set()
    (other,) = (
        m
        for t in plan.tasks
        for m in t.mentions
        if m.entity not in (o.entity for o in task.mentions)
    )
    for mentions in ((last, *others), (last,), (*others, other, last)):
        findings = told(updated(plan, task, mentions=mentions))
        assert ("IPP218", plan.entity[last.entity].label) in findings


@given(naming, st.data())
def test_print_that_is_the_name_anyway_is_found(plan: Plan, data: st.DataObject) -> None:
    thing = thing_of(plan, data)
    task, index, mention = naming_task(plan, thing)
    same = mention.model_copy(update={"as_printed": thing.name})
    again = (*task.mentions[:index], same, *task.mentions[index + 1 :])
    corrected = any(erratum.record == thing.path for erratum in plan.errata)
    code = told(updated(plan, task, mentions=again))
    assert ("IPP222", task.label) in code
    assert corrected or code == {("IPP222", task.label)}


@given(plans(), st.data())
def test_chinese_print_that_is_the_term_anyway_is_found(plan: Plan, data: st.DataObject) -> None:
    owners = [record for record in plan.glossed if record.terms]
    assume(owners)
    owner = data.draw(st.sampled_from(owners))
    first, *others = owner.terms
    same = first.model_copy(update={"as_printed_zh": first.term_zh})
    assert told(updated(plan, owner, terms=(same, *others))) == {("IPP222", owner.label)}
