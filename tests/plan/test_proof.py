"""The proof that installed data are the published ones: any change is found and named."""

from __future__ import annotations

import hashlib
import json
import pickle
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ipplan_data as ip
from ipplan_data import AlteredDataError

FILES = sorted(
    path.relative_to(ip.path("datapackage.json").parent).as_posix()
    for path in (
        ip.path("datapackage.json"),
        *ip.path("tasks.csv").parent.iterdir(),
        *ip.path("task.schema.json").parent.iterdir(),
    )
)


def faults(folder: Path, digest: str | None = None) -> tuple[str, ...]:
    with pytest.raises(AlteredDataError) as error:
        ip.verify(digest, folder=folder)
    again = pickle.loads(pickle.dumps(error.value))  # noqa: S301 - our own bytes
    assert str(again) == str(error.value)
    return error.value.faults


def test_published_data_are_proved_by_their_digest(root: Path) -> None:
    digest = ip.verify()
    assert ip.descriptor()["digest"] == f"sha256:{digest}"
    assert ip.verify(digest) == ip.verify(f"sha256:{digest.upper()}") == digest
    assert ip.verify(folder=root) == digest


def test_the_digest_is_what_sha256sum_and_sed_give(root: Path) -> None:
    digest = ip.verify()
    lines = []
    for path in sorted(FILES):
        data = (root / path).read_bytes()
        if path == "datapackage.json":
            data = data.replace(digest.encode(), b"0" * 64)
        lines.append(f"{hashlib.sha256(data).hexdigest()}  {path}\n")
    assert hashlib.sha256("".join(lines).encode()).hexdigest() == digest


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(FILES), st.data())
def test_any_changed_byte_is_found_and_its_file_named(
    copy: Path, path: str, data: st.DataObject
) -> None:
    file = copy / path
    before = file.read_bytes()
    place = data.draw(st.integers(0, len(before) - 1))
    bit = data.draw(st.integers(0, 7))
    altered = bytearray(before)
    altered[place] ^= 1 << bit
    file.write_bytes(altered)
    try:
        (fault,) = (one for one in faults(copy) if one.startswith(path))
        assert fault
    finally:
        file.write_bytes(before)


@pytest.mark.parametrize("path", FILES)
def test_a_missing_or_shortened_file_is_named(copy: Path, path: str) -> None:
    file = copy / path
    file.write_bytes(file.read_bytes()[:-1])
    assert any(one.startswith(path) for one in faults(copy))
    file.unlink()
    (fault,) = faults(copy)
    assert fault.startswith(f"{path} is missing")


def test_a_file_that_was_never_published_is_named(copy: Path) -> None:
    (copy / "data" / "more.csv").write_text("a\n1\n")
    assert faults(copy) == ("data/more.csv was never published",)


def test_a_descriptor_that_lists_other_digests_is_named(copy: Path) -> None:
    file = copy / "data" / "tasks.csv"
    file.write_bytes(file.read_bytes().replace(b"cnipa", b"cnipb", 1))
    path = copy / "datapackage.json"
    listed = json.loads(path.read_text(encoding="utf-8"))
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            listed["resources"][0]["hash"], f"sha256:{digest}"
        ),
        encoding="utf-8",
    )
    (fault,) = faults(copy)
    assert fault.startswith("datapackage.json was altered")


def test_another_release_than_the_expected_is_told(copy: Path) -> None:
    (fault,) = faults(copy, "0" * 64)
    assert ip.verify() in fault


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"digest": 1, "resources": [1], "files": []}', "\x00"]
)
def test_a_descriptor_that_is_none_is_told(copy: Path, text: str) -> None:
    (copy / "datapackage.json").write_text(text)
    assert faults(copy) == ("datapackage.json is missing, or can't be read",)
