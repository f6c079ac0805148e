"""The file of the witness: what is written is read back, and no damage ends in an exception."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipplan_data.curation import machine_made
from ipplan_data.curation.document import RefusedError, verify
from ipplan_data.curation.findings import Finding
from ipplan_data.curation.pipeline import validate
from ipplan_data.curation.witness import file
from ipplan_data.curation.source.witness import Witness


def damaged(root: Path, data: bytes) -> str:
    """Write such a witness, and give the code of what is found."""
    (root / file.NAME).write_bytes(data)
    finding = file.load(root)
    assert isinstance(finding, Finding)
    assert "\n" not in str(finding)
    assert [one.code for one in validate(root).findings] == [finding.code]
    return finding.code


def test_what_is_written_is_read_back(example: Path, root: Path) -> None:
    for folder in (example, root):
        witness = file.load(folder)
        assert isinstance(witness, Witness)
        assert file.dump(witness) == (folder / file.NAME).read_bytes()


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda _: b"",
    "half of it": lambda data: data[: len(data) // 2],
    "no last line break": bytes.strip,
    "another indent": lambda data: json.dumps(json.loads(data), indent=2).encode(),
    "a byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "another encoding": lambda data: data.decode().encode("utf-16"),
    "no UTF-8": lambda data: data.replace("浅滩".encode(), b"\xff\xfe"),
    "half a character": lambda data: data.replace("浅滩".encode(), b"\\ud800"),
    "escapes": lambda data: json.dumps(json.loads(data), indent=1).encode() + b"\n",
    "a text for a number": lambda data: data.replace(b'"start": 0', b'"start": "0"'),
    "a decimal for a number": lambda data: data.replace(b'"start": 0', b'"start": 0.0'),
    "truth for a number": lambda data: data.replace(b'"start": 0', b'"start": true'),
    "a negative number": lambda data: data.replace(b'"start": 0', b'"start": -1'),
    "no number": lambda data: data.replace(b'"start": 0', b'"start": NaN'),
    "no finite number": lambda data: data.replace(b'"start": 0', b'"start": Infinity'),
    "a number of many digits": lambda data: data.replace(b'"start": 0', b'"start": ' + b"9" * 9999),
    "a large power": lambda data: data.replace(b'"start": 0', b'"start": 1e999'),
    "a key twice": lambda data: data.replace(b'"start": 0', b'"start": 0,\n   "start": 0'),
    "an unknown key": lambda data: data.replace(b'"start": 0', b'"start": 0,\n   "colour": 0'),
    "a missing key": lambda data: data.replace(b'   "start": 0,\n', b""),
    "another digest": lambda data: data.replace(b'"sha256": "', b'"sha256": "g', 1),
    "a list": lambda data: b"[" + data + b"]",
    "a text": lambda _: b'"witness"\n',
    "nothing at all": lambda _: b"null\n",
    "deep lists": lambda _: b"[" * 100_000,
    "deep lists in a field": lambda data: data.replace(
        b'"front": [', b'"front": [' + b"[" * 99_999 + b"]" * 99_999 + b","
    ),
    "deep mappings": lambda _: b'{"front":' * 100_000,
    "bytes": lambda _: bytes(range(256)),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_file_that_the_reader_did_not_write_is_one_finding(example: Path, name: str) -> None:
    data = (example / file.NAME).read_bytes()
    other = DAMAGE[name](data)
    assert other != data
    assert damaged(example, other) == "IPP401"


def test_a_witness_that_is_no_file_is_one_finding(example: Path) -> None:
    path = example / file.NAME
    path.rename(example / "away.json")
    assert [finding.code for finding in validate(example).findings] == ["IPP401"]
    path.symlink_to(example / "away.json")
    assert [finding.code for finding in validate(example).findings] == ["IPP401"]
    path.unlink()
    path.mkdir()
    assert [finding.code for finding in validate(example).findings] == ["IPP401"]
    path.rmdir()
    os.mkfifo(path)
    assert [finding.code for finding in validate(example).findings] == ["IPP401"]


def test_a_large_witness_is_refused_unread(example: Path) -> None:
    with (example / file.NAME).open("wb") as large:
        large.truncate(machine_made.MAX_BYTES + 1)
    (finding,) = validate(example).findings
    assert (finding.code, finding.message) == (
        "IPP401",
        f"found more than {machine_made.MAX_BYTES:,} bytes",
    )


def test_every_place_in_a_witness_that_is_moved_is_found(example: Path) -> None:
    data = (example / file.NAME).read_bytes()
    lines = data.splitlines(keepends=True)
    for index, line in enumerate(lines):
        key, colon, value = line.partition(b": ")
        if key.strip() in (b'"start"', b'"end"', b'"length"'):
            moved = value.replace(digits(value), str(int(digits(value)) + 1).encode())
            changed = b"".join([*lines[:index], key + colon + moved, *lines[index + 1 :]])
            assert damaged(example, changed) == "IPP401"
            assert damaged(example, machine_made.sealed(changed)) == "IPP402"


def test_whatever_is_edited_breaks_the_seal(example: Path) -> None:
    data = (example / file.NAME).read_bytes()
    for good, bad in (
        ("浅滩", "浅水"),
        ('"at": 1', '"at": 2'),
        ('"sha256": "', '"sha256": "0'),
        ('"seal": "', '"seal": "0'),
    ):
        assert good in data.decode(), good
        changed = data.replace(good.encode(), bad.encode(), 1)
        # A digest has as many digits as before.
        changed = re.sub(rb'"(0[0-9a-f]{63})[0-9a-f]"', rb'"\1"', changed)
        assert damaged(example, changed) == "IPP401", good


def test_a_witness_without_its_seal_was_not_written_by_the_reader(example: Path) -> None:
    data = (example / file.NAME).read_bytes()
    without = re.sub(rb',\n "seal": "[0-9a-f]*"', b"", data)
    assert machine_made.sealed(without) == without != data
    assert damaged(example, without) == "IPP401"


def digits(value: bytes) -> bytes:
    return value.strip(b",\n")


def test_numbers_that_jump_are_found(example: Path) -> None:
    data = (example / file.NAME).read_bytes()
    for number, after in ((4, b'"section"'), (1, b'"labelled"')):
        good = f'"number": {number},\n   '.encode() + after
        assert data.count(good) == 1
        bad = good.replace(str(number).encode(), b"9", 1)
        assert damaged(example, machine_made.sealed(data.replace(good, bad))) == "IPP402"


def test_nothing_is_verified_with_a_damaged_witness(example: Path) -> None:
    damaged(example, b"{}")
    with pytest.raises(RefusedError, match="IPP401"):
        verify(example, example / "document.md")


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_damage_to_bytes_ends_in_an_exception(example: Path, data: st.DataObject) -> None:
    path = example / file.NAME
    witness = file.load(example)
    assert isinstance(witness, Witness)
    whole = path.read_bytes()
    start = data.draw(st.integers(0, len(whole)))
    length = data.draw(st.integers(0, 40))
    instead = data.draw(st.binary(max_size=8) | st.sampled_from([b"\n", b'"', b"9" * 50, b"{"]))
    path.write_bytes(whole[:start] + instead + whole[start + length :])
    found = file.load(example)
    unchanged = path.read_bytes() == whole
    path.write_bytes(whole)
    if isinstance(found, Finding):
        assert found.code in ("IPP401", "IPP402")
        assert "\n" not in str(found)
    else:
        assert (found == witness) == unchanged
