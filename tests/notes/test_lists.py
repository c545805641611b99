"""The codes of the fixed lists are stored for ever: none of those frozen here may go."""

import json
from pathlib import Path

import pytest

from notes_app.notes import lists

FROZEN = json.loads((Path(__file__).parent / "vectors" / "lists.json").read_text())


def codes() -> dict[str, list[str]]:
    named = {name for name in vars(lists) if name.isupper()}
    return {name: [str(code) for code in getattr(lists, name)] for name in sorted(named)}


@pytest.mark.parametrize("name", sorted(FROZEN))
def test_no_stored_code_disappears(name: str) -> None:
    assert [code for code in FROZEN[name] if code not in codes()[name]] == []


def test_every_list_and_every_code_is_frozen() -> None:
    assert codes() == FROZEN


def test_no_two_codes_of_a_list_are_called_the_same() -> None:
    for name in codes():
        words = list(getattr(lists, name).values())
        assert len(words) == len(set(words)), name
