"""What is stored by code about clients and their people keeps its code for ever.

`vectors/words.json` was written once from these lists: codes are added to both, never taken away.
`vectors/card.json` is a card as it was stored with every choice of the start.
"""

import json
from pathlib import Path

import pytest

from notes_app.clients import intake, words
from notes_app.clients.events import OWN
from notes_app.clients.payloads import read_client_themes
from notes_app.payload import encode

VECTORS = Path(__file__).parent / "vectors"
FROZEN = json.loads((VECTORS / "words.json").read_text(encoding="utf-8"))
CARD = (VECTORS / "card.json").read_bytes().strip()


def lists() -> dict[str, dict[str, str]]:
    return {
        name: {str(code): word for code, word in value.items()}
        for name, value in sorted(vars(words).items())
        if name.isupper() and isinstance(value, dict)
    }


def codes() -> dict[str, list[str]]:
    return {**{name: list(listed) for name, listed in lists().items()}, "EVENTS": [OWN]}


@pytest.mark.parametrize("name", sorted(FROZEN))
def test_no_stored_code_of_a_card_disappears(name: str) -> None:
    assert [code for code in FROZEN[name] if code not in codes()[name]] == []


def test_every_list_of_a_card_and_every_code_is_frozen() -> None:
    assert codes() == FROZEN


def test_no_two_codes_of_a_list_are_called_the_same() -> None:
    for name, listed in lists().items():
        assert len(listed) == len(set(listed.values())), name


def test_a_card_with_every_choice_of_the_start_reads_as_it_was_stored() -> None:
    """The names of the fields too: under another name a choice would be refused, or lost."""
    card = read_client_themes(CARD)
    for name, listed in intake.WORDS_OF_CODES.items():
        stored = getattr(card, name)
        chosen = {stored} if isinstance(stored, str) else set(stored)
        assert chosen, name
        assert chosen <= listed.keys(), name
    assert encode(card) == CARD
