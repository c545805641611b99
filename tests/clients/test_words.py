"""What is stored by code about clients and their people keeps its code for ever.

`vectors/words.json` was written once from these lists: codes are added to both, never taken away.
`vectors/card.json` is a card as it was stored with every choice of the start; `own_marks.json` and
`own_losses.json` are own parts with illness and addiction, and with losses.
"""

import json
from pathlib import Path
from uuid import UUID

import pytest

from notes_app.clients import intake, words
from notes_app.clients.events import OWN
from notes_app.clients.losses import Loss, LossKind
from notes_app.clients.marks import Mark
from notes_app.clients.payloads import read_client_own, read_client_themes
from notes_app.clients.placement import Placement
from notes_app.payload import encode

VECTORS = Path(__file__).parent / "vectors"
FROZEN = json.loads((VECTORS / "words.json").read_text(encoding="utf-8"))
OWN_MARKS, OWN_LOSSES = (
    (VECTORS / f"own_{name}.json").read_bytes().strip() for name in ("marks", "losses")
)
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


def test_an_own_part_with_illness_and_addiction_reads_as_it_was_stored() -> None:
    own, one, other = read_client_own(OWN_MARKS), UUID(int=1), UUID(int=2)
    assert own.marks == (Mark(one, illness=True), Mark(other, illness=True, addiction=True))
    assert encode(own) == OWN_MARKS


def test_an_own_part_with_losses_reads_as_it_was_stored() -> None:
    own, ids = read_client_own(OWN_LOSSES), [UUID(int=n) for n in range(1, 5)]
    one, other, first, second = ids
    place = Placement(-72.0, 120.5)
    assert own.losses == (
        Loss(first, (one, other), LossKind.STILLBIRTH, 1984, shown=True, place=place),
        Loss(second, (one,)),
    )
    assert encode(own) == OWN_LOSSES
