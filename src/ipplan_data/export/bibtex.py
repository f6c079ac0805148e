"""BibTeX: entries for the data, the notice, its translation, and every task.

All entries are ``@misc``, so that classic BibTeX styles, biblatex, Zotero and JabRef read the same
file: what a field of biblatex says (``titleaddon``, ``translator``, ``version``, ``xref``) is said
in ``note`` or ``howpublished`` too. UTF-8; every entry is complete by itself, since not all
programs follow ``crossref``.
"""

from __future__ import annotations

from typing import Any

from ipplan_data.export.package import Package
from ipplan_data.plan.citation import (
    address,
    authors,
    dataset,
    dated,
    entry,
    escaped,
    keywords,
    titled,
)

NOTICE = "ipplan-notice"
TRANSLATION = "ipplan-translation"
TASK = "ipplan-task-{}"


def files(package: Package, name: str) -> dict[str, bytes]:
    """Build the BibTeX file: entries sorted by their keys, tasks by their numbers.

    >>> from ipplan_data.plan.files import home
    >>> print(files(Package(home()), "plan.bib")["plan.bib"].decode()[:18])
    @misc{ipplan-data,
    """
    document = {row["field"]: row["value"] for row in package.tables["document"].rows}
    entries = [
        dataset(package.descriptor),
        _notice(document),
        *_tasks(package, document),
        _translation(document),
    ]
    return {name: ("\n\n".join(entries) + "\n").encode()}


def _notice(document: dict[str, str]) -> str:
    """Describe the notice in Chinese, with its English titles and issuer."""
    plan = f"{document['plan_title']} ({document['plan_title_zh']})"
    return entry(
        NOTICE,
        {
            "author": _agency(document.get("issuer_name_zh") or document["issuer_name"]),
            "title": titled(document["notice_title_zh"]),
            "titleaddon": titled(document["notice_title"]),
            **dated(document["notice_date"]),
            "url": address(document["source_url"]),
            "langid": "chinese",
            "note": escaped(
                f"In English: {document['notice_title']}. Issuer: {document['issuer_name']}. "
                f"Publishes: {plan}. Archived at {document['archive_url']}"
            ),
        },
    )


def _translation(document: dict[str, str]) -> str:
    """Describe the translation; its names are braced, since a firm has no first name."""
    return entry(
        TRANSLATION,
        {
            "author": _agency(document["issuer_name"]),
            "title": titled(document["plan_title"]),
            "translator": _agency(document["translator"]),
            "editor": _agency(document["editor"]),
            **dated(document["translation_date"]),
            "origdate": escaped(document["notice_date"]),
            "origlanguage": "chinese",
            "langid": "english",
            "xref": NOTICE,
            "note": escaped(
                f"English translation of {document['translation_date']} by "
                f"{document['translator']}; edited by {document['editor']}. "
                f"Chinese title: {document['plan_title_zh']}"
            ),
        },
    )


def _tasks(package: Package, document: dict[str, str]) -> list[str]:
    """Describe every task, with what other tables say of it."""
    agencies = {row["id"]: row["name"] for row in package.tables["agencies"].rows}
    headings = {row["id"]: row["title"] for row in package.tables["sections"].rows}
    things = {row["id"]: row["name"] for row in package.tables["entities"].rows}
    named: dict[int, dict[str, None]] = {}
    for row in package.tables["mentions"].rows:
        named.setdefault(row["task"], {})[things[row["entity"]]] = None
    return [
        entry(
            TASK.format(row["number"]),
            {
                "author": _agency(document["issuer_name"]),
                "title": titled(row["title"]),
                **dated(document["notice_date"]),
                "number": str(row["number"]),
                "chapter": f"{escaped(row['section'])}: {escaped(headings[row['section']])}",
                "howpublished": f"Task {row['number']} of: {escaped(document['plan_title'])}",
                "abstract": escaped(row["summary"]),
                "keywords": keywords(named.get(row["number"], ())),
                "xref": TRANSLATION,
                "note": escaped(
                    f"{_responsible(row, agencies)}. Title and abstract by {_by(package)}"
                ),
            },
        )
        for row in sorted(package.tables["tasks"].rows, key=lambda row: int(row["number"]))
    ]


def _responsible(row: dict[str, Any], agencies: dict[str, str]) -> str:
    lead = f"Lead: {agencies[row['lead_agency']]}"
    others = "; ".join(agencies[agency] for agency in row["participating_agencies"])
    return f"{lead}. Participants: {others}" if others else lead


def _by(package: Package) -> str:
    """Name those who wrote titles and summaries, since the issuer didn't."""
    return " and ".join(authors(package.descriptor))


def _agency(name: str) -> str:
    """Write a name that is not to be taken apart into first and last."""
    return f"{{{escaped(name)}}}"
