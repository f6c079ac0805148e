"""Sizes, digests and numbers of rows declared anew, as someone would who forges a package."""

from __future__ import annotations

import json
from typing import Any

from ipplan_data import digests
from mutants.mutant import Bytes, Content, Files

DESCRIPTOR = "datapackage.json"
PREFIX = "sha256:"


def text(given: Any, indent: int | None = 2) -> bytes:
    """Give JSON as it is published."""
    return (json.dumps(given, ensure_ascii=False, indent=indent) + "\n").encode()


def sealed(files: Bytes, changes: Files) -> Files:
    """Let the descriptor declare the files as they are after some changes.

    Nothing is sealed where the descriptor can't be read, or declares nothing that can be.
    """
    after: dict[str, Content] = {**files, **changes}
    data = after[DESCRIPTOR]
    if not isinstance(data, bytes):
        return changes
    try:
        given = json.loads(data)
        listed = [*given["resources"], *given["files"]]
        for one in listed:
            content = after.get(one["path"])
            # Whoever names a file by another path, or twice, has something else to hide.
            if isinstance(content, bytes) and one["path"] in changes:
                one["hash"], one["bytes"] = PREFIX + digests.of(content), len(content)
                if "rows" in one:
                    one["rows"] = content.count(b"\n") - 1
        return {**changes, DESCRIPTOR: stamped(given)}
    except (ValueError, LookupError, TypeError, AttributeError):
        return changes


def stamped(given: dict[str, Any]) -> bytes:
    """Give the descriptor with the digest of all files that it lists."""
    listed = [*given["resources"], *given["files"]]
    hashes = {one["path"]: one["hash"].removeprefix(PREFIX) for one in listed}
    opened = text({**given, "digest": PREFIX + digests.OPEN})
    whole = digests.rolled({**hashes, DESCRIPTOR: digests.of(opened)})
    return opened.replace(digests.OPEN.encode(), whole.encode(), 1)
