"""Damage records and witness, one value, line or file at a time, and count what no rule finds."""

from __future__ import annotations

import argparse
import importlib
import json
import random
import re
import shutil
import tempfile
import traceback
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from ipplan_data.curation.pipeline import validate
from ipplan_data.curation.records.syntax import parse
from ipplan_data.curation.source.witness_file import NAME as WITNESS

ROOT = Path(__file__).resolve().parents[1]
Steps = tuple[Any, ...]
Operators = dict[str, Callable[[Any], Any]]


class Mutant(NamedTuple):
    """Damage to the file at ``path``: how, to which field, and where; ``None`` deletes it."""

    kind: str
    operator: str
    what: str
    where: str
    path: str
    change: Callable[[bytes], bytes | None]


def _at(make: Callable[[str], str], wanted: Callable[[str], Any] = str.isalnum) -> Any:
    """Change the wanted character that is nearest to the middle."""

    def damage(text: str) -> str | None:
        found = [at for at, one in enumerate(text) if wanted(one)]
        at = min(found, key=lambda at: abs(2 * at - len(text)), default=None)
        return None if at is None else text[:at] + make(text[at]) + text[at + 1 :]

    return damage


def _like(found: str, other: str) -> Any:
    """Change the middle character of those in ``found`` to the one that looks like it."""
    table = dict(zip(found, other, strict=True))
    return _at(table.__getitem__, table.__contains__)


def _before(what: str, one: str) -> str:
    return one + what


def _shifted(text: str) -> str:
    number = re.compile("[0-9]{1,15}")
    return number.sub(lambda one: str(int(one[0]) + 1).rjust(len(one[0]), "0"), text, count=1)


RADICALS = {unicodedata.normalize("NFKC", chr(one)): chr(one) for one in range(0x2F00, 0x2FD6)}
TEXT: Operators = {
    "letter dropped": _at(lambda _: ""),
    "letter doubled": _at(lambda one: one * 2),
    "another letter": _at(lambda one: chr(ord(one) + 1) if chr(ord(one) + 1).isalnum() else "a"),
    "case changed": _at(str.swapcase, lambda one: one.swapcase() != one),
    "all capitals": str.upper,
    "full width": _at(lambda one: chr(ord(one) + 0xFEE0), re.compile("[0-9A-Za-z]").match),
    "digit for letter": _like("loIOSB", "101058"),
    "look-alike": _like("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ"),
    "similar character": _like("未末己已日曰土士人入大太", "末未已己曰日士土入人太大"),
    "traditional character": _like("国产权识务业动关护发", "國產權識務業動關護發"),
    "radical": _like("".join(RADICALS), "".join(RADICALS.values())),
    "combining accent": _at(lambda one: one + "\u0301", re.compile("[aeiouAEIOU]").match),
    "other quote or hyphen": _like("'\"-", "\u2019\u201d\u2010"),
    **{ascii(one): _at(partial(_before, one)) for one in "\u200b\u202e\u3164\ufe0f\u00a0\t\n"},
    "space at the end": lambda text: text + " ",
    "two spaces": _at(lambda one: one * 2, " ".__eq__),
    "word dropped": lambda text: text.partition(" ")[2] or None,
    "word doubled": lambda text: f"{text.partition(' ')[0]} {text}",
    "words swapped": lambda text: " ".join(reversed(text.split(" ", 1))),
    "cut": lambda text: text[: len(text) // 2],
    "blank": lambda _: "",
    "formula": lambda text: "=" + text,
    "number shifted by one": _shifted,
}
RETYPED: Operators = {
    "retyped: number": lambda value: int(value) if str(value).isdecimal() else 2020,
    "retyped: text": lambda value: str(value).lower(),
    "retyped: truth": lambda _: True,
    "retyped: nothing": lambda _: None,
    "retyped: list": lambda value: [value],
    "retyped: mapping": lambda value: {"value": value},
}
NUMBER: Operators = {
    "one more": lambda value: value + 1,
    "one less": lambda value: value - 1,
    "negative": lambda value: -value,
    "huge": lambda value: value + 10**17,
    "decimal": float,
    **RETYPED,
}
FILE: Operators = {
    "file missing": lambda _: None,
    "file emptied": lambda _: b"",
    "cut to a half": lambda data: data[: len(data) // 2],
    "last byte dropped": lambda data: data[:-1],
    "byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "as UTF-16": lambda data: data.decode().encode("utf-16"),
    "read as Latin-1": lambda data: data.decode("latin-1").encode(),
    "line ends CR LF": lambda data: data.replace(b"\n", b"\r\n"),
    "doubled": lambda data: data * 2,
}
LINE: Operators = {
    "line dropped": lambda _: b"",
    "line doubled": lambda line: line * 2,
    "line cut": lambda line: line[: len(line) // 2] + b"\n",
    "line moved in": lambda line: b"  " + line,
    "empty line": lambda line: line + b"\n",
    "bit turned": lambda line: bytes([line[0] ^ 1]) + line[1:],
    "control character": lambda line: b"\x07" + line,
}


def of_tree(tree: Any, steps: Steps = ()) -> Iterator[tuple[str, Steps, Steps, Any]]:
    """Yield each damage: its operator, where it is, and what to put at which steps."""
    inner: list[tuple[Any, Any]] = []
    if isinstance(tree, dict):
        inner = [*tree.items()]
        yield "unknown key", steps, steps, {**tree, "colour": "red"}
        for key in tree:
            rest = {one: value for one, value in tree.items() if one != key}
            yield "dropped", (*steps, key), steps, rest
            yield "key misspelled", (*steps, key), steps, {**rest, key[1:] + key[0]: tree[key]}
    elif isinstance(tree, list):
        inner = [*enumerate(tree)]
        yield "emptied", steps, steps, []
        yield "reversed", steps, steps, tree[::-1]
        for at, item in inner:
            yield "item dropped", (*steps, at), steps, tree[:at] + tree[at + 1 :]
            yield "item doubled", (*steps, at), steps, [*tree[:at], item, *tree[at:]]
            swapped = [*tree[:at], *tree[at : at + 2][::-1], *tree[at + 2 :]]
            yield "items swapped", (*steps, at), steps, swapped
    else:
        numeric = isinstance(tree, int) and not isinstance(tree, bool)
        operators = {**TEXT, **RETYPED} if isinstance(tree, str) else NUMBER if numeric else RETYPED
        for operator, change in operators.items():
            if (other := change(tree)) is not None or operator == "retyped: nothing":
                yield operator, steps, steps, other
    for key, value in inner:
        yield from of_tree(value, (*steps, key))


def put(tree: Any, steps: Steps, other: Any) -> Any:
    """Return a tree with something else at some steps."""
    if not steps:
        return other
    new = tree.copy()
    new[steps[0]] = put(tree[steps[0]], steps[1:], other)
    return new


def retyped(tree: Any, steps: Steps, other: Any, _: bytes) -> bytes:
    """Type a file anew, as JSON, which is YAML and what the witness is written as."""
    return (json.dumps(put(tree, steps, other), ensure_ascii=False, indent=1) + "\n").encode()


def mutants(root: Path) -> Iterator[Mutant]:
    """Yield all mutants of the records and the witness."""
    for file in sorted([*root.glob("records/**/*.yaml"), root / WITNESS]):
        path, data = file.relative_to(root).as_posix(), file.read_bytes()
        kind = "witness" if path == WITNESS else "records"
        name = "tasks" if "/tasks/" in path else file.stem
        node = None if path == WITNESS else parse(data.decode(), path)[0]
        tree = json.loads(json.dumps(node.data()) if node else data)
        for operator, at, steps, other in of_tree(tree):
            what = ".".join([name, *(one for one in at if isinstance(one, str))])
            where = f"{path} {'.'.join(map(str, at))}"
            yield Mutant(kind, operator, what, where, path, partial(retyped, tree, steps, other))
        for operator, change in FILE.items():
            yield Mutant(kind, operator, name, path, path, change)
        for line in range(data.count(b"\n")):
            for operator, change in LINE.items():
                changed = partial(on_line, line, change)
                yield Mutant(kind, operator, name, f"{path}:{line + 1}", path, changed)


def on_line(at: int, change: Callable[[bytes], bytes], data: bytes) -> bytes:
    """Change one line of a file."""
    lines = data.splitlines(keepends=True)
    return b"".join([*lines[:at], change(lines[at]), *lines[at + 1 :]])


def drawn(every: Iterator[Mutant], number: int, seed: int) -> list[Mutant]:
    """Draw so many mutants of every operator on every field, the same ones each time."""
    groups: dict[tuple[str, str, str], list[Mutant]] = {}
    for mutant in every:
        groups.setdefault((mutant.kind, mutant.what, mutant.operator), []).append(mutant)
    lots = ((random.Random(f"{seed}{key}"), found) for key, found in groups.items())  # noqa: S311
    return [one for lot, found in lots for one in lot.sample(found, min(number, len(found)))]


def judged(folder: Path, mutant: Mutant, before: bytes) -> str:
    """Say what finds a mutant in the clone at ``folder``, whose file is ``before``."""
    after, file = mutant.change(before), folder / mutant.path
    if after == before:
        return "no change"
    try:
        file.unlink() if after is None else file.write_bytes(after)
        codes = {one.code for one in validate(folder).findings}
    except Exception:
        traceback.print_exc()
        return "traceback"
    finally:
        file.write_bytes(before)
    if codes:
        return "rule" if min(codes) < "IPP6" else "only shown by the diff"
    if after is None or mutant.kind == "witness":
        return "survivor"
    old, new = (parse(data.decode(), "")[0] for data in (before, after))
    return "equivalent" if old and new and values(old.data()) == values(new.data()) else "survivor"


def values(tree: Any) -> Any:
    """Sort the records of each list, whose order says nothing where no published file has it."""
    if isinstance(tree, dict):
        return {key: values(value) for key, value in tree.items()}
    if isinstance(tree, tuple) and all(isinstance(one, dict) for one in tree):
        return sorted(map(values, tree), key=repr)
    return type(tree).__name__, tree


def main() -> None:
    """Judge the drawn mutants, print how many each way found, and every survivor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=1, help="mutants per operator and field")
    parser.add_argument("--every", type=int, default=1, help="judge only every Nth of them")
    parser.add_argument("--seed", type=int, default=2020)
    given = parser.parse_args()
    # Only one file differs in a mutant: the others are parsed once.
    loading = importlib.import_module("ipplan_data.curation.records.load")
    vars(loading)["parse"] = lru_cache(64)(parse)
    counted: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("records", "data", "schema", "docs"):
            shutil.copytree(ROOT / part, folder / part)
        shutil.copy(ROOT / "datapackage.json", folder)
        for mutant in drawn(mutants(ROOT), given.sample, given.seed)[:: given.every]:
            way = judged(folder, mutant, (ROOT / mutant.path).read_bytes())
            counted[mutant.kind, way] += 1
            if way in ("survivor", "traceback"):
                print(f"{way}: {mutant.operator}: {mutant.where}")
    for (kind, way), count in sorted(counted.items()):
        print(f"{kind:8} {way:24} {count:6,}")


if __name__ == "__main__":
    main()
