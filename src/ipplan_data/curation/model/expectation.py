"""What the document as a whole must come to."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ipplan_data.curation.model.record import Record
from ipplan_data.curation.model.types import Expected, Origin, Text, Vocabulary


class Measure(Vocabulary):
    """Something that can be counted in the plan."""

    TASKS = "tasks", "tasks"
    PARTS = "parts", "parts"
    SECTIONS = "sections", "sections below a part"
    ADDRESSEES = "addressees", "bodies that the notice is addressed to"
    FOOTNOTES = "footnotes", "footnotes"
    RESPONSIBILITIES = "responsibilities", "pairs of a task and a body responsible for it"
    SEPARATE_TASKS = "separate_tasks", "tasks with separate responsibilities"
    SOLE_TASKS = "sole_tasks", "tasks with one body only"
    ENTITIES = "entities", "named things"
    MENTIONS = "mentions", "mentions of named things"
    TERMS = "terms", "terms with Chinese beside them"
    TARGETS = "targets", "numbers to reach and periods"


class Expectation(Record):
    """A count that the records must come to, and why."""

    noun: ClassVar[str] = "expectation"
    key: ClassVar[str] = "measure"

    measure: Annotated[Measure, Origin.SOURCE("What is counted")]
    expected: Annotated[Expected, Origin.SOURCE("What it must come to")]
    reason: Annotated[Text, Origin.CODED("How we know")]
