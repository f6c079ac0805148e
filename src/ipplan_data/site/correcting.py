"""How a reader proposes a correction of a record: where it stands, and what to type."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

import ipplan_data as ip

_FORM = "correction.yml"


class How(NamedTuple):
    """Where a record stands and how it is edited; ``address`` is that of a form, if there is one.

    ``place`` is the file, with the line where a clone is at hand, ``begins`` how the record begins.
    """

    place: str
    begins: str
    command: str
    address: str


class Correcting:
    """Knows the files of the records, and their lines where they stand beside the data."""

    def __init__(self, folder: str, homepage: str) -> None:
        """Take the folder with the published files, and the address of the repository, if any."""
        self.root = Path(folder)
        self.homepage = homepage
        self._lines: dict[str, list[str]] = {}

    def how(self, record: Any) -> How:
        """Tell how a task, a body, a section or a named thing is corrected."""
        if isinstance(record, ip.Task):
            file, begins = f"records/tasks/{record.section}.yaml", f"- number: {record.number}"
            path, field = f"task/{record.number}", "title"
        else:
            noun, file, field = _KINDS[type(record)]
            begins, path = f"- id: {record.id}", f"{noun}/{record.id}"
        line = self._line(file, begins)
        asked = urlencode({"template": _FORM, "title": f"{path}: ", "record": path})
        address = f"{self.homepage}/issues/new?{asked}" if self.homepage else ""
        place = f"{file}:{line}" if line else file
        return How(place, begins, f"ipplan correct {path} {field} 'What is right'", address)

    def _line(self, file: str, begins: str) -> int | None:
        if file not in self._lines:
            path = self.root / file
            known = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
            self._lines[file] = known
        lines = self._lines[file]
        return lines.index(begins) + 1 if begins in lines else None


_KINDS: dict[type, tuple[str, str, str]] = {
    ip.Agency: ("agency", "records/agencies.yaml", "name"),
    ip.Section: ("section", "records/sections.yaml", "title"),
    ip.Entity: ("entity", "records/entities.yaml", "name"),
}
