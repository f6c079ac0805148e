"""What a plan knows of its records: the names of its terms, and where what is named stands."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from ipplan_data.curation.model import Plan, Term
from ipplan_data.curation.model.types import Slug
from strategies import changed, owners, plans, updated


def ids(plan: Plan) -> list[str]:
    return [gloss.id for gloss in plan.glosses]


def reworded(plan: Plan) -> Plan:
    """Give the plan with other words for every term and for every title."""
    document = {"notice_title": "Other", "notice_title_zh": "其他"}
    plan = changed(plan, document=plan.document.model_copy(update=document))
    for owner in owners(plan):
        other = (Term(term="Other", term_zh="其他"),) * len(owner.terms)
        plan = updated(plan, owner, terms=other)
    for titled in (*plan.sections, *plan.tasks):
        plan = updated(plan, titled, title=f"Other {titled.label}")
    return plan


@given(plans())
def test_every_term_has_a_name_of_its_own_that_its_words_do_not_change(plan: Plan) -> None:
    slug = TypeAdapter(Slug)
    assert len(set(ids(plan))) == len(ids(plan))
    assert all(slug.validate_python(one) for one in ids(plan))
    assert ids(reworded(plan)) == ids(plan)


@given(plans(), st.data())
def test_a_term_that_comes_last_changes_no_name(plan: Plan, data: st.DataObject) -> None:
    owner = data.draw(st.sampled_from(owners(plan)))
    more = updated(plan, owner, terms=(*owner.terms, Term(term="Other", term_zh="其他")))
    (new,) = set(ids(more)) - set(ids(plan))
    assert [one for one in ids(more) if one != new] == ids(plan)
    gloss = next(gloss for gloss in more.glosses if gloss.id == new)
    assert (gloss.owner.path, gloss.term.term) == (owner.path, "Other")


@given(plans())
def test_terms_come_in_the_order_of_the_document(plan: Plan) -> None:
    first, *rest = plan.glosses
    assert first.term.term_zh == plan.document.notice_title_zh
    kinds = ("document", "section", "task", "footnote")
    assert [gloss.owner.noun for gloss in rest] == sorted(
        (gloss.owner.noun for gloss in rest), key=kinds.index
    )
    assert [gloss.term for gloss in rest] == [t for owner in owners(plan) for t in owner.terms]


@given(plans())
def test_what_is_named_stands_in_the_tasks_that_name_it(plan: Plan) -> None:
    for entity in plan.entities:
        prose = plan.prose(entity.path)
        assert prose
        for task in plan.tasks:
            named = {mention.entity for mention in task.mentions}
            assert (task.path in prose) == (entity.id in named)
    for record in (plan.document, *plan.tasks, *plan.footnotes, *plan.sections):
        assert plan.prose(record.path) == [record.path]
