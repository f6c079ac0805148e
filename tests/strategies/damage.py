"""Files and trees of JSON that are damaged."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

# Parts of YAML, JSON and CSV, and what breaks their readers.
_BITS = (
    st.binary(max_size=6)
    | st.sampled_from([b"\n", b"\r\n", b"\t", b" ", b"\0", b"\xff", b"\xef\xbb\xbf", b"\xf0\x9f"])
    | st.sampled_from([b": ", b"- ", b"[", b"]", b"{", b"}", b'"', b"'", b",", b";", b"|", b"&a "])
    | st.sampled_from([b"*a", b"!!b ", b"null", b"true", b"NaN", b"1e999", b"9" * 5000, b"%A\n"])
    | st.sampled_from([b"\\ud800", b"\\u0000", b"--- ", b"\xe2\x80\x8b"])
)


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """The bytes of a file with spans of them left out, put in or moved."""
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(data)))
        size = draw(st.sampled_from([0, 1, 2, 8, 40, 400]))
        span = data[start : start + size]
        rest = data[:start] + data[start + size :]
        place = draw(st.sampled_from([start, 0, len(rest)]))
        instead = draw(_BITS | st.just(span) | st.just(span * 2))
        data = rest[:place] + instead + rest[place:]
    return data


_LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["cnipa", "task/1", "2020-05-13", "sha256:", "\u200b", "=1", "河"])
)


def structures(keys: list[str], *, most: int = 12) -> st.SearchStrategy[Any]:
    """Whatever JSON can hold, under these keys and others."""
    names = st.sampled_from(keys) | st.text(max_size=4)
    return st.recursive(
        _LEAVES,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=5),
        max_leaves=most,
    )


def places(tree: Any) -> list[tuple[str | int, ...]]:
    """Give the steps to everything in a tree of JSON, the tree itself among it."""
    pairs: list[tuple[str | int, Any]] = []
    if isinstance(tree, dict):
        pairs = [*tree.items()]
    elif isinstance(tree, list):
        pairs = [*enumerate(tree)]
    return [(), *((key, *steps) for key, inner in pairs for steps in places(inner))]


def keys_of(tree: Any) -> list[str]:
    """Give all keys in a tree of JSON, each once."""
    steps = (step for place in places(tree) for step in place)
    return sorted({step for step in steps if isinstance(step, str)})


@st.composite
def altered(draw: st.DrawFn, tree: Any) -> Any:
    """A tree of JSON in which one thing is replaced by something else of any structure."""
    place = draw(st.sampled_from(places(tree)))
    return _put(tree, place, draw(structures(keys_of(tree), most=6)))


def _put(tree: Any, place: tuple[str | int, ...], value: Any) -> Any:
    if not place:
        return value
    other = tree.copy()
    other[place[0]] = _put(tree[place[0]], place[1:], value)
    return other
