"""Offline proof that the data of this installation are those that were published."""

from __future__ import annotations

import os

from ipplan_data import digests
from ipplan_data.plan.files import DESCRIPTOR, DamagedDataError, home, parsed, present

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike
    from typing import Any

_PREFIX = "sha256:"


class AlteredDataError(DamagedDataError):
    """The data differ from what was published; ``faults`` has a line for each file."""

    def __init__(self, folder: str, faults: tuple[str, ...]) -> None:
        """Report every file that differs."""
        super().__init__(f"the data in {folder} are not those published: {'; '.join(faults)}")
        self.folder = folder
        self.faults = faults

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle both."""
        return AlteredDataError, (self.folder, self.faults)


def verify(digest: str | None = None, *, folder: str | PathLike[str] | None = None) -> str:
    """Prove that the published files are unaltered, and return the digest of them all.

    Checks every file against its digest in the descriptor, and the descriptor with these digests
    against the digest of them all. The release notes have that one: passed as ``digest``, it proves
    which release the data are. ``folder`` is another folder with published files. The package's
    code isn't checked. Raises ``AlteredDataError``, which names every file that differs, is missing
    or was never published.

    >>> import ipplan_data as ip
    >>> f"sha256:{ip.verify()}" == ip.descriptor()["digest"]
    True
    """
    where = home() if folder is None else os.path.abspath(folder)
    try:
        listed, declared = _listed(parsed(where, DESCRIPTOR))
    except (OSError, DamagedDataError, KeyError, TypeError, AttributeError):
        raise AlteredDataError(where, (f"{DESCRIPTOR} is missing, or can't be read",)) from None
    faults = [*_altered(where, listed), *_added(where, listed)]
    with open(os.path.join(where, DESCRIPTOR), "rb") as file:
        sealed = file.read().replace(declared.encode(), digests.OPEN.encode())
    rolled = digests.rolled({**listed, DESCRIPTOR: digests.of(sealed)})
    if rolled != declared:
        faults.append(f"{DESCRIPTOR} was altered: its digest should be {rolled}, not {declared}")
    if digest is not None and digest.removeprefix(_PREFIX).lower() != declared:
        faults.append(f"the digest of the data is {declared}, not {digest}")
    if faults:
        raise AlteredDataError(where, tuple(faults))
    return declared


def _listed(descriptor: dict[str, Any]) -> tuple[dict[str, str], str]:
    """Return the digest of each file that the descriptor lists, and that of them all."""
    files = [*descriptor["resources"], *descriptor["files"]]
    listed = {str(one["path"]): str(one["hash"]).removeprefix(_PREFIX) for one in files}
    return listed, str(descriptor["digest"]).removeprefix(_PREFIX)


def _altered(folder: str, listed: dict[str, str]) -> Iterator[str]:
    there = set(present(folder))
    for path, expected in listed.items():
        if path not in there:
            yield f"{path} is missing"
            continue
        try:
            with open(os.path.join(folder, *path.split("/")), "rb") as file:
                found = digests.of(file.read())
        except OSError as error:
            yield f"{path} can't be read: {error.strerror}"
            continue
        if found != expected:
            yield f"{path} was altered: its digest is {found}, not {expected}"


def _added(folder: str, listed: dict[str, str]) -> Iterator[str]:
    for path in present(folder):
        if path not in listed and path != DESCRIPTOR:
            yield f"{path} was never published"
