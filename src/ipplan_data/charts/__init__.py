"""Pictures that answer questions, drawn of the published data; each has a table and words too.

>>> from ipplan_data.charts import PICTURES
>>> list(PICTURES)
['leads_by_part', 'tasks_by_lead', 'workload', 'cooperation', 'work_by_right', 'documents']
"""

from __future__ import annotations

import csv
from importlib import import_module
from io import StringIO
from pathlib import Path

from ipplan_data.export import ExportError, MissingLibraryError, put
from ipplan_data.charts.bodies import COOPERATION, TASKS_BY_LEAD, WORKLOAD
from ipplan_data.charts.counts import DOCUMENTS, LEADS_BY_PART, WORK_BY_RIGHT
from ipplan_data.charts.picture import Answer, Picture
from ipplan_data.plan.plan import load

__all__ = ["FORMS", "PICTURES", "Answer", "Picture", "UnknownPictureError", "answer", "plot"]

PICTURES = {
    "leads_by_part": LEADS_BY_PART,
    "tasks_by_lead": TASKS_BY_LEAD,
    "workload": WORKLOAD,
    "cooperation": COOPERATION,
    "work_by_right": WORK_BY_RIGHT,
    "documents": DOCUMENTS,
}
FORMS = ("svg", "png", "pdf", "csv")


class UnknownPictureError(ExportError, ValueError):
    """There is no such picture, or no such form of it; the message lists those there are."""


def answer(name: str, *, folder: str | None = None) -> Answer:
    """Give the rows behind a picture, and the same in words.

    ``folder`` has the published files, if not those installed. Raises ``UnknownPictureError``,
    ``DamagedDataError``.

    >>> from ipplan_data.charts import answer
    >>> told = answer("leads_by_part")
    >>> told.header, told.rows[0]
    (('body', 'part I', 'part II', 'part III', 'part IV', 'part V'), ('CNIPA', 7, 7, 12, 4, 5))
    """
    return _picture(name).answer(load(folder))


def plot(
    name: str,
    target: str | Path | None = None,
    *,
    replace: bool = False,
    folder: str | None = None,
) -> Path:
    """Draw a picture, and give its file.

    ``target`` ends in ``.svg``, ``.png`` or ``.pdf``, or in ``.csv`` for the rows behind the
    picture; without it, the file is an SVG of the picture's name in the current folder. A file is
    written whole or not at all; another one of that name is kept, unless it may be replaced.
    ``folder`` has the published files, if not those installed. Raises ``ExportError`` where there
    is no such picture or form, another file is in the way or matplotlib is missing;
    ``DamagedDataError``; ``OSError``.

    >>> from tempfile import TemporaryDirectory
    >>> from ipplan_data.charts import plot
    >>> with TemporaryDirectory() as place:
    ...     plot("documents", f"{place}/documents.csv").read_text().splitlines()[0]
    'kind of document,draft,amend,enact,promulgate,publish'
    """
    picture = _picture(name)
    path = Path(target or f"{name}.svg")
    form = path.suffix.removeprefix(".").lower()
    if form not in FORMS:
        message = f"{path} has no form that a picture can have; name a file that ends in "
        raise UnknownPictureError(message + " or ".join(f".{one}" for one in FORMS))
    told = picture.answer(load(folder))
    (written,) = put(path.parent, {path.name: as_file(picture, told, form)}, replace=replace)
    return written


def _picture(name: str) -> Picture:
    if name not in PICTURES:
        message = f"no picture {name!r}; expected {', '.join(PICTURES)}"
        raise UnknownPictureError(message)
    return PICTURES[name]


def as_file(picture: Picture, told: Answer, form: str) -> bytes:
    """Give a picture, or with ``csv`` the rows behind it, as the bytes of a file of that form."""
    if form == "csv":
        text = StringIO()
        csv.writer(text, lineterminator="\n").writerows([told.header, *told.rows])
        return text.getvalue().encode()
    try:
        drawing = import_module("ipplan_data.charts.drawing")
    except ImportError as error:
        if (error.name or "").partition(".")[0] != "matplotlib":
            raise
        raise MissingLibraryError("a picture", "matplotlib", "plots") from error
    data: bytes = drawing.drawn(picture, told, form)
    return data
