"""The data package: what it says about itself, ids that moved, and counts it must have."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ipplan_data.curation.model.record import Record
from ipplan_data.curation.model.types import (
    CODED,
    SOURCE,
    Expected,
    IdPath,
    Slug,
    Text,
    Url,
    Vocabulary,
)

Version = Annotated[str, Field(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")]


class Package(Record):
    """What the published package says of itself."""

    name: Slug = CODED("Name of the package")
    title: Text = CODED("Its title")
    description: Text = CODED("What it is")
    version: Version = CODED("Version of the data")
    repository: Url | None = CODED(
        "Address of the repository for everything that links to it", None
    )
    contributors: Text = CODED("Whom to cite as the author")
    keywords: tuple[Text, ...] = CODED("What it is about")


class Redirect(Record, key="old"):
    """Where an id that was once published leads now: ids are never reused."""

    old: IdPath = CODED("The id that was published, with its kind, as in entity/patent-law")
    new: IdPath | None = CODED("What has its place now, likewise; empty where nothing has", None)
    reason: Text = CODED("Why it moved or went")


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


class Expectation(Record, key="measure"):
    """A count that the records must come to, and why."""

    measure: Measure = SOURCE("What is counted")
    expected: Expected = SOURCE("What it must come to")
    reason: Text = CODED("How we know")
