"""JSON that can be read in one way only."""

from __future__ import annotations

import json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class UnreadableError(ValueError):
    """Bytes that are no JSON object; ``line`` and ``column`` count from 1, or are 0."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        """Say why, and where it is known."""
        super().__init__(message)
        self.line, self.column = line, column


def parsed(data: bytes) -> dict[str, Any]:
    r"""Read a JSON object.

    Raises ``UnreadableError`` for bytes that are no UTF-8 or no JSON, for a name that stands twice
    in an object, for what JSON doesn't know (``NaN``), and for nesting without end.

    >>> parsed(b'{"a": 1, "a": 2}')
    Traceback (most recent call last):
    ...
    ipplan_data.package_check.strict.UnreadableError: 'a' stands twice in an object
    """
    try:
        given = json.loads(data.decode(), object_pairs_hook=_once, parse_constant=_unknown)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        raise UnreadableError("this byte is not UTF-8", line, column) from error
    except json.JSONDecodeError as error:
        raise UnreadableError(f"this is no JSON: {error.msg}", error.lineno, error.colno) from error
    except RecursionError:
        raise UnreadableError("it is nested too deeply") from None
    except UnreadableError:
        raise
    except ValueError:
        raise UnreadableError("it has a number that is too long") from None
    if not isinstance(given, dict):
        raise UnreadableError("it holds no object")
    return given


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                raise UnreadableError(f"'{name[:60]}' stands twice in an object")
            seen.add(name)
    return found


def _unknown(name: str) -> Any:
    raise UnreadableError(f"{name} is no JSON")
