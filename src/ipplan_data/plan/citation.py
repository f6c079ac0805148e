"""How to cite the data, in words and in the formats of reference managers.

The BibTeX is for both classic BibTeX and biblatex: entries are ``@misc``, with ``year`` and
``date``; classic BibTeX ignores fields that only biblatex knows.
"""

from __future__ import annotations

from ipplan_data.plan.files import descriptor as published

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

KEY = "ipplan-data"
# A brace may not stand alone in a BibTeX file, not even behind a backslash.
_NAMED = {
    "\\": "backslash",
    "{": "braceleft",
    "}": "braceright",
    "~": "asciitilde",
    "^": "asciicircum",
    "`": "asciigrave",
    "<": "less",
    ">": "greater",
    "|": "bar",
}
_LATEX = str.maketrans(
    {mark: rf"\text{name}{{}}" for mark, name in _NAMED.items()}
    | {mark: f"\\{mark}" for mark in "&%$#_"}
)
# Marks of which TeX joins two that are side by side.
_JOINING = "-',"


def citation(form: str = "text") -> str:
    """Return the citation of the installed version of the data.

    ``form`` is ``text``, ``bibtex`` or ``csl-json``. Raises ``ValueError`` for another form.

    >>> import ipplan_data as ip
    >>> print(ip.citation())  # doctest: +ELLIPSIS
    ipplan-data contributors. China's 2020 intellectual property promotion plan as data, version ...
    """
    if form not in FORMS:
        message = f"no form {form!r} of a citation; expected one of {', '.join(FORMS)}"
        raise ValueError(message)
    return FORMS[form](published())


def text(descriptor: Mapping[str, Any]) -> str:
    """Cite the data of a descriptor in a line of plain text."""
    year = f" ({descriptor['created'][:4]})" if "created" in descriptor else ""
    named = " and ".join(authors(descriptor))
    return f"{named}{year}. {descriptor['title']}, version {descriptor['version']}."


def dataset(descriptor: Mapping[str, Any]) -> str:
    """Return the BibTeX entry for the data of a descriptor.

    The note repeats the version, since classic BibTeX styles have no other field for it.
    """
    version = descriptor["version"]
    return entry(
        KEY,
        {
            "author": " and ".join(f"{{{escaped(one)}}}" for one in authors(descriptor)),
            "title": titled(descriptor["title"]),
            **dated(descriptor.get("created")),
            "version": escaped(version),
            "howpublished": "Data set",
            "url": address(descriptor.get("homepage")),
            "copyright": escaped("; ".join(one["title"] for one in descriptor["licenses"])),
            "keywords": keywords(descriptor["keywords"]),
            "note": escaped(f"Version {version}, digest {descriptor['digest']}"),
        },
    )


def csl_json(descriptor: Mapping[str, Any]) -> str:
    """Return the item in CSL JSON, which Zotero, Mendeley and Pandoc read."""
    import json

    item: dict[str, Any] = {
        "id": KEY,
        "type": "dataset",
        "title": descriptor["title"],
        "author": [{"literal": one} for one in authors(descriptor)],
        "version": descriptor["version"],
        "keyword": ", ".join(descriptor["keywords"]),
        "note": f"digest {descriptor['digest']}",
    }
    if "created" in descriptor:
        parts = descriptor["created"][:10].split("-")
        item["issued"] = {"date-parts": [[int(part) for part in parts]]}
    return json.dumps([item], ensure_ascii=False, indent=2)


FORMS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "text": text,
    "bibtex": dataset,
    "csl-json": csl_json,
}


def authors(descriptor: Mapping[str, Any]) -> list[str]:
    """Return the names of the authors of the data."""
    return [one["title"] for one in descriptor["contributors"] if "author" in one["roles"]]


def entry(key: str, fields: Mapping[str, str | None]) -> str:
    """Return a BibTeX entry of fields that are already escaped, without the empty ones.

    >>> print(entry("river", {"title": titled("Bridges of the USA"), "url": None}))
    @misc{river,
      title = {Bridges of the {USA}},
    }
    """
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@misc{{{key},\n{''.join(lines)}}}"


def escaped(words: str) -> str:
    r"""Escape a text for LaTeX; runs of white space become a space, as in BibTeX.

    >>> print(escaped("S&T, 50% -- #1"))
    S\&T, 50\% -{}- \#1
    """
    return _latex(" ".join(words.split()))


def titled(words: str) -> str:
    """Escape a title, and protect capitals except the first from styles that lower them.

    >>> print(titled("Sword Net in China's WTO report"))
    Sword {Net} in {China's} {WTO} report
    """
    import re

    plain = " ".join(words.split())
    written = ""
    for found in re.finditer(r"([^\W_][\w'’&-]*)|[\W_]+", plain):
        changing = found[1] and (found[1] if found.start() else found[1][1:])
        piece = _latex(found[0])
        written += f"{{{piece}}}" if changing and changing != changing.lower() else piece
    return written


def keywords(names: Iterable[str]) -> str:
    """Join keywords, without the commas and semicolons in them, which would separate more.

    >>> print(keywords(["patents", "science, technology"]))
    patents, science technology
    """
    plain = str.maketrans("", "", ",;")
    return ", ".join(escaped(name.translate(plain)) for name in names)


def dated(day: str | None) -> dict[str, str | None]:
    """Return the fields for a day in ISO 8601: ``date`` for biblatex, ``year`` for BibTeX.

    >>> dated("2020-05-13")
    {'date': '2020-05-13', 'year': '2020'}
    """
    return {"date": day and escaped(day[:10]), "year": day and escaped(day[:4])}


def address(url: str | None) -> str | None:
    """Return an address with percent codes for the characters that BibTeX can't hold.

    >>> address("https://example.org/{a}?b=1%2D2")
    'https://example.org/%7Ba%7D?b=1%2D2'
    """
    return url and url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def _latex(words: str) -> str:
    written = words.translate(_LATEX)
    for mark in _JOINING:
        while mark + mark in written:
            written = written.replace(mark + mark, f"{mark}{{}}{mark}")
    return written
