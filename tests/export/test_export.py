"""Writing an export: whole or not at all, and nothing of the user's is lost."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import ipplan_data as ip
from ipplan_data.export import FORMS, ExistsError, UnknownFormError, export
from ipplan_data.plan.files import home, present

SCRIPT = """
import sys
sys.modules[sys.argv[1]] = None
from ipplan_data.export import MissingLibraryError, export
try:
    export(sys.argv[2], sys.argv[3])
except MissingLibraryError as error:
    print(error)
"""


@pytest.mark.parametrize("form", FORMS)
def test_every_format_is_written_under_its_usual_name(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    written = export(form)
    assert (tmp_path / FORMS[form].name).exists()
    found = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert {path.resolve() for path in written} == found
    again = {path: path.read_bytes() for path in found}
    assert export(form) == written
    assert {path: path.read_bytes() for path in found} == again


@pytest.mark.parametrize("form", FORMS)
def test_another_file_in_the_way_is_kept_until_it_may_be_replaced(
    form: str, tmp_path: Path
) -> None:
    target = tmp_path / "mine"
    *_, last = export(form, target)
    last.write_bytes(b"my own notes")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(ExistsError, match=re.escape(str(last))):
        export(form, target)
    assert {path: path.read_bytes() for path in before} == before
    export(form, target, replace=True)
    assert last.read_bytes() != b"my own notes"


def test_the_published_files_are_a_package_that_proves_itself(tmp_path: Path) -> None:
    export("csv", tmp_path / "copy")
    assert ip.verify(folder=tmp_path / "copy") == ip.verify()
    assert ip.load(tmp_path / "copy") == ip.load()
    for path in present(home()):
        assert (tmp_path / "copy" / path).read_bytes() == (Path(home()) / path).read_bytes()


def test_another_folder_of_published_files_can_be_exported(copy: Path, tmp_path: Path) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    (one,) = export("bibtex", folder / "a.bib", folder=str(copy))
    (other,) = export("bibtex", folder / "b.bib")
    assert one.read_bytes() == other.read_bytes()


def test_an_unknown_format_lists_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormError, match="expected xlsx, sqlite, parquet, bibtex, csv"):
        export("doc", tmp_path / "x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("library", "form", "extra"),
    [("xlsxwriter", "xlsx", "excel"), ("pyarrow", "parquet", "parquet")],
)
def test_a_missing_library_names_its_extra(
    library: str, form: str, extra: str, tmp_path: Path
) -> None:
    command = [sys.executable, "-c", SCRIPT, library, form, str(tmp_path / "x")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert f"pip install 'ipplan-data[{extra}]'" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_folder_where_a_file_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "plan.bib").mkdir()
    with pytest.raises(OSError, match=re.escape("plan.bib")):
        export("bibtex", tmp_path / "plan.bib", replace=True)
