"""Catalogues: mappings that can't be changed and help with wrong keys."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipplan_data.reading.catalogue import Catalogue, UnknownKeyError


@given(st.dictionaries(st.text() | st.integers(), st.integers()))
def test_a_catalogue_is_the_mapping_it_was_made_of(items: dict[str | int, int]) -> None:
    catalogue = Catalogue("thing", items.items())
    assert dict(catalogue) == items
    assert list(catalogue) == list(items)
    assert catalogue == items
    assert pickle.loads(pickle.dumps(catalogue)) == catalogue  # noqa: S301 - our own bytes
    assert str(len(items)) in repr(catalogue)


@given(st.dictionaries(st.text(), st.integers()), st.text() | st.integers())
def test_a_missing_key_is_a_key_error_with_a_hint(items: dict[str, int], key: str) -> None:
    catalogue = Catalogue("thing", items.items())
    if key in items:
        assert catalogue[key] == items[key]
    else:
        with pytest.raises(KeyError, match="no thing"):
            catalogue[key]


@given(st.dictionaries(st.text(), st.integers()))
def test_equal_catalogues_have_equal_hashes(items: dict[str, int]) -> None:
    other = Catalogue("other", reversed(items.items()))
    assert Catalogue("thing", items.items()) == other
    assert hash(Catalogue("thing", items.items())) == hash(other)


def test_the_message_of_a_wrong_key_is_plain() -> None:
    with pytest.raises(UnknownKeyError) as error:
        Catalogue("thing", [("river", 1)])["rivr"]
    assert str(error.value) == "no thing 'rivr'; did you mean 'river'?"


def test_a_catalogue_cannot_be_changed() -> None:
    catalogue = Catalogue("thing", [("a", 1)])
    with pytest.raises(TypeError):
        catalogue["a"] = 2  # type: ignore[index]
    with pytest.raises(AttributeError):
        catalogue.colour = 1  # type: ignore[attr-defined]
