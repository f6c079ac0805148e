"""The strict subset of YAML: what it means, where values are, and what it rejects."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ipplan_data.curation.findings import Place
from ipplan_data.curation.records.syntax import _CORE, MAX_DEPTH, parse

scalars = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**17), 10**17), st.text(max_size=20)
).filter(lambda value: not isinstance(value, str) or value.isprintable())


@pytest.fixture(autouse=True, params=["CSafeLoader", "SafeLoader"])
def _with_either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML has a parser in C and one in Python; both must do."""
    monkeypatch.setattr("ipplan_data.curation.records.syntax._LOADER", getattr(yaml, request.param))


trees = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("abc_", min_size=1), inner, max_size=4)
    ),
    max_leaves=12,
)


class Dumper(yaml.SafeDumper):
    """Quotes what YAML 1.2 takes for numbers, though the older YAML of the library does not."""


Dumper.add_implicit_resolver("core", _CORE, None)


def plain(value: object) -> object:
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value


@given(trees)
def test_what_a_yaml_library_writes_is_read_back(tree: object) -> None:
    text = yaml.dump(tree, Dumper=Dumper, allow_unicode=True)
    node, findings = parse(text, "a.yaml")
    assert findings == []
    assert node is not None
    assert plain(node.data()) == tree


@given(st.text("-:[]{}&*!|>#'\"% \n\tab0", max_size=40))
def test_no_text_ends_in_an_exception(text: str) -> None:
    node, findings = parse(text, "a.yaml")
    assert node is not None or findings
    assert all(finding.place.path == "a.yaml" for finding in findings)


def test_values_know_their_line_and_column() -> None:
    node, _ = parse("- title: Fords\n  agencies: [a, 河, b]\n", "a.yaml")
    assert node is not None
    assert node.at(0, "title") == Place("a.yaml", 1, 10)
    assert node.at(0, "agencies", 2) == Place("a.yaml", 2, 20)
    assert node.key_at(0, "agencies") == Place("a.yaml", 2, 3)
    assert node.at(0, "missing") == Place("a.yaml", 1, 3)
    assert node.key_at(0, "missing") == Place("a.yaml", 1, 3)
    assert node.key_at(9, "missing") == Place("a.yaml", 1, 1)


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("a: &x 1", "IPP104", "a.yaml:1:4"),
        ("a: 1\nb: *x", "IPP104", "a.yaml:2:4"),
        ("a: !!str 1", "IPP104", "a.yaml:1:4"),
        ("? [a]\n: 1", "IPP104", "a.yaml:1:3"),
        ("a: 1\n---\nb: 2", "IPP104", "a.yaml:2:1"),
        ("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), "IPP104", f"a.yaml:1:{MAX_DEPTH + 1}"),
        ("a: 1\na: 2", "IPP105", "a.yaml:2:1"),
        ("a: [1\nb: 2", "IPP103", "a.yaml:2:2"),
        ("a:\n\t- 1", "IPP103", "a.yaml:2:1"),
        ("%YAML 1.1\n---\na: 1", "IPP104", "a.yaml:1:1"),
        ("a: 007", "IPP104", "a.yaml:1:4"),
        ("a: .inf", "IPP104", "a.yaml:1:4"),
        ("a: [1, Null]", "IPP104", "a.yaml:1:8"),
        ("~: 1", "IPP104", "a.yaml:1:1"),
        ("", "IPP103", "a.yaml"),
        ("# nothing\n", "IPP103", "a.yaml"),
    ],
)
def test_what_misleads_is_rejected_at_its_place(text: str, code: str, place: str) -> None:
    _, findings = parse(text, "a.yaml")
    assert [(finding.code, str(finding.place)) for finding in findings] == [(code, place)]
