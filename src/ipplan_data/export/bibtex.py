"""BibTeX: entries for the data, the notice, its translation, and every task.

All entries are ``@misc``, so that classic BibTeX styles, biblatex, Zotero and JabRef read the same
file: what a field of biblatex says (``titleaddon``, ``translator``, ``version``, ``xref``) is said
in ``note`` or ``howpublished`` too. UTF-8; every entry is complete by itself, since not all
programs follow ``crossref``.
"""

from __future__ import annotations

from collections.abc import Iterator

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


def files(package: Package, name: str) -> dict[str, bytes]:
    """Build the BibTeX file: entries sorted by their keys, tasks by their numbers.

    >>> from ipplan_data.plan.files import home
    >>> print(files(Package(home()), "plan.bib")["plan.bib"].decode()[:18])
    @misc{ipplan-data,
    """
    document = {row["field"]: row["value"] for row in package.tables["document"].rows}
    entries = {
        "ipplan-notice": _notice(document),
        **dict(_tasks(package, document)),
        "ipplan-translation": _translation(document),
    }
    texts = [dataset(package.descriptor), *(entry(*one) for one in entries.items())]
    return {name: ("\n\n".join(texts) + "\n").encode()}


def _notice(document: dict[str, str]) -> dict[str, str | None]:
    """Describe the notice in Chinese, with its English titles and issuer."""
    return {
        "author": _agency(document.get("issuer_name_zh") or document["issuer_name"]),
        "title": titled(document["notice_title_zh"]),
        "titleaddon": titled(document["notice_title"]),
        **dated(document["notice_date"]),
        "url": address(document["source_url"]),
        "langid": "chinese",
        "note": escaped(
            f"In English: {document['notice_title']}. Issuer: {document['issuer_name']}. "
            f"Publishes: {document['plan_title']} ({document['plan_title_zh']}). "
            f"Archived at {document['archive_url']}"
        ),
    }


def _translation(document: dict[str, str]) -> dict[str, str | None]:
    """Describe the translation; its names are braced, since a firm has no first name."""
    return {
        "author": _agency(document["issuer_name"]),
        "title": titled(document["plan_title"]),
        "translator": _agency(document["translator"]),
        "editor": _agency(document["editor"]),
        **dated(document["translation_date"]),
        "origdate": escaped(document["notice_date"]),
        "origlanguage": "chinese",
        "langid": "english",
        "xref": "ipplan-notice",
        "note": escaped(
            f"English translation of {document['translation_date']} by {document['translator']}; "
            f"edited by {document['editor']}. Chinese title: {document['plan_title_zh']}"
        ),
    }


def _tasks(
    package: Package, document: dict[str, str]
) -> Iterator[tuple[str, dict[str, str | None]]]:
    """Describe every task, with what other tables say of it."""
    agencies, sections, entities = (
        {row["id"]: row[text] for row in package.tables[table].rows}
        for table, text in (("agencies", "name"), ("sections", "title"), ("entities", "name"))
    )
    named: dict[int, dict[str, None]] = {}
    for row in package.tables["mentions"].rows:
        named.setdefault(row["task"], {})[entities[row["entity"]]] = None
    by = " and ".join(authors(package.descriptor))
    for row in package.tables["tasks"].rows:
        number, heading = row["number"], sections[row["section"]]
        others = "; ".join(agencies[agency] for agency in row["participating_agencies"])
        responsible = f"Lead: {agencies[row['lead_agency']]}" + (
            f". Participants: {others}" if others else ""
        )
        yield (
            f"ipplan-task-{number}",
            {
                "author": _agency(document["issuer_name"]),
                "title": titled(row["title"]),
                **dated(document["notice_date"]),
                "number": str(number),
                "chapter": escaped(f"{row['section']}: {heading}"),
                "howpublished": escaped(f"Task {number} of: {document['plan_title']}"),
                "abstract": escaped(row["summary"]),
                "keywords": keywords(named.get(number, ())),
                "xref": "ipplan-translation",
                "note": escaped(f"{responsible}. Title and abstract by {by}"),
            },
        )


def _agency(name: str) -> str:
    """Write a name that is not to be taken apart into first and last."""
    return f"{{{escaped(name)}}}"
