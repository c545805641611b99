"""Expected children and losses on the printed map: at the desk where wished, in no talk."""

from dataclasses import replace
from uuid import uuid4

import pytest
from msgspec.structs import replace as altered

from notes_app.clients.losses import Loss, LossKind
from notes_app.clients.payloads import Descent, Domain, Person, Pole, Shape, Tie, TieKind
from notes_app.patterns.printed.chosen import Chapter, Seen
from notes_app.patterns.printed.document import sheet_of
from tests.patterns.people import IDA, SELF
from tests.patterns.test_printed import DESK, NAMED, TALKED, seen_of, words_on

BABY = Person(uuid4(), "Baby", Pole.CURRENT, Domain.CHILD, Shape.TRIANGLE)
TIE = Tie(uuid4(), TieKind.CLOSE, IDA.id, SELF.id)
LOSSES = (
    Loss(uuid4(), (IDA.id,), LossKind.STILLBIRTH, 1984, shown=True),
    Loss(uuid4(), (IDA.id,), LossKind.STILLBIRTH, 1981),
)


def grieving(*losses: Loss) -> Seen:
    """Ida expects a child, and her tie is drawn in any case."""
    themes = altered(
        NAMED.themes,
        people=(*NAMED.themes.people, BABY),
        descents=(Descent(BABY.id, (IDA.id,)),),
        ties=(TIE,),
        losses=losses,
    )
    return seen_of(card=replace(NAMED, themes=themes))


def test_losses_stand_at_the_desk_where_they_are_ticked_and_the_client_wishes_it():
    told = words_on(sheet_of(grieving(*LOSSES), replace(DESK, losses=True)))
    assert "Loss, 1984" in told
    assert ", 1 loss," in told
    assert "1981" not in told
    assert "stillbirth" not in told.lower()
    assert "1984" not in words_on(sheet_of(grieving(*LOSSES), DESK))


def test_a_talk_is_the_same_with_losses_and_without_whatever_is_ticked():
    talk = replace(TALKED, chapters=frozenset({Chapter.MAP}), losses=True)
    assert sheet_of(grieving(*LOSSES), talk) == sheet_of(grieving(), talk)
    assert "loss" not in words_on(sheet_of(grieving(*LOSSES), talk)).lower()


@pytest.mark.parametrize("choice", [DESK, TALKED], ids=["desk", "talk"])
def test_an_expected_child_is_told_in_words_beside_the_drawing(choice):
    assert "expected child of Mother" in words_on(sheet_of(grieving(), choice))


def test_losses_that_cannot_be_opened_are_named_at_the_desk_alone():
    seen, said = seen_of(card=replace(NAMED, unjoined=True)), "Losses cannot be opened."
    assert said in words_on(sheet_of(seen, replace(DESK, losses=True)))
    assert said not in words_on(sheet_of(seen, replace(TALKED, losses=True)))
