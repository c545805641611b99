"""What of a card stays with its therapist until it is shared: closed by keys, not by a page."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from msgspec.structs import replace
from sqlalchemy import update

from notes_app import db
from notes_app.clients.formulating import keep_formulation
from notes_app.clients.kinship import place_loss, tidy_up
from notes_app.clients.losses import Loss, LossKind
from notes_app.clients.marks import Mark
from notes_app.clients.models import Client
from notes_app.clients.parting import WHOLE_CARDS
from notes_app.clients.payloads import ClientThemes, Dyad, Event, Formulation, Goal
from notes_app.clients.placement import Placement
from notes_app.clients.queries import card_of, clients_of, open_client_themes, place_of
from notes_app.clients.service import change_client
from notes_app.crypto.errors import CannotOpen, NoKey
from notes_app.sealed import Scope
from notes_app.sharing.sealing import open_part, seal_part
from tests.cast import Practice
from tests.sharing.builders import introduce, keyring, owner, share

DAY = date(2026, 4, 30)
GOAL = Goal(uuid4(), "Say no once a week.")
EVENT = Event(uuid4(), "own", DAY, DAY, "Her father's funeral.")
WORDS = {"going-quiet-when-hurt": "With me as with him."}
MINE = Formulation(
    uuid4(),
    DAY,
    wish="To be asked.",
    themes=("feeling-met", "", ""),
    therapists_pull="I hurry.",
    exit_after="expectations",
    dyads=(Dyad(uuid4(), "small", "cold"),),
)
MARKS = (Mark(uuid4(), illness=True),)
LOSSES = (
    Loss(uuid4(), (uuid4(),), LossKind.TERMINATION, 1984),
    Loss(uuid4(), (uuid4(),), shown=True, place=Placement(-7254.5, 8)),
)
FREE = (
    *("illness", "termination", '"year"', "-7254.5", "loss"),
    *("funeral", "Say no", "With me as", "To be asked", "I hurry", "small"),
)


@pytest.fixture
def written(practice: Practice) -> Practice:
    introduce(practice, "ana", "sam")
    share(practice)
    ana = keyring(practice, "ana")
    themes = replace(
        open_client_themes(practice.mira, ana),
        goals=(GOAL,),
        events=(EVENT,),
        mirror_words=WORDS,
        formulations=(MINE,),
        marks=MARKS,
        losses=LOSSES,
    )
    change_client(practice.mira, themes=themes, keyring=ana)
    db.session.commit()
    return practice


def seen_by_sam(practice: Practice) -> ClientThemes:
    return open_client_themes(practice.mira, keyring(practice, "sam"))


def behind_the_themes_key(practice: Practice) -> str:
    place = place_of(practice.mira.id, Scope.THEMES)
    return open_part(practice.mira.themes, place, keyring=keyring(practice, "sam")).decode()


def set_columns(practice: Practice, **values: Any) -> None:
    db.session.execute(update(Client).where(Client.id == practice.mira.id).values(values))
    db.session.commit()
    db.session.expire_all()


def test_its_owner_reads_all_of_it_and_a_themes_key_none(written: Practice) -> None:
    mine = open_client_themes(written.mira, keyring(written, "ana"))
    assert (mine.goals, mine.events, mine.mirror_words) == ((GOAL,), (EVENT,), WORDS)
    assert (mine.formulations, mine.marks, mine.parted) == ((MINE,), MARKS, False)
    assert mine.losses == LOSSES
    assert [words for words in FREE if words in behind_the_themes_key(written)] == []
    seen = seen_by_sam(written)
    assert (seen.formulations, seen.marks, seen.losses) == ((), (), ())


def test_a_themes_key_opens_nothing_of_a_loss_shown_or_not(written: Practice) -> None:
    stored = behind_the_themes_key(written)
    ids = [*(loss.id for loss in LOSSES), *(one for loss in LOSSES for one in loss.parents)]
    assert [one for one in ids if str(one) in stored or one.hex in stored] == []
    place = place_of(written.mira.id, Scope.OWN)
    with pytest.raises((CannotOpen, NoKey)):
        open_part(written.mira.own, place, keyring=keyring(written, "sam"))


def test_a_shown_loss_is_moved_and_tidied_without_a_trace_under_the_themes_key(
    written: Practice,
) -> None:
    ana, (_, shown) = keyring(written, "ana"), LOSSES
    place_loss(written.mira, loss_id=shown.id, place=Placement(5, 6), keyring=ana)
    assert open_client_themes(written.mira, ana).losses[1].place == Placement(5, 6)
    assert seen_by_sam(written).placements == {}
    tidy_up(written.mira, keyring=ana)
    assert open_client_themes(written.mira, ana).losses[1].place is None


def test_every_card_of_the_list_is_whole(written: Practice) -> None:
    cards = clients_of(written.ana, keyring(written, "ana"))
    (card,) = [card for card in cards if card.client_id == written.mira.id]
    assert card.themes.goals == (GOAL,)
    assert card == card_of(written.mira, keyring(written, "ana"))


def test_a_formulation_that_is_shown_goes_as_a_copy_of_what_is_read_and_closes_again(
    written: Practice,
) -> None:
    ana = keyring(written, "ana")
    keep_formulation(written.mira, formulation=replace(MINE, shared=True), keyring=ana)
    (copy,) = seen_by_sam(written).formulations
    assert (copy.wish, copy.on, copy.shared) == (MINE.wish, MINE.on, True)
    assert (copy.therapists_pull, copy.dyads, copy.themes, copy.exit_after) == ("", (), (), "")
    assert "I hurry" not in behind_the_themes_key(written)
    later = replace(MINE, id=uuid4(), on=date(2026, 5, 7), wish="To be left alone.")
    keep_formulation(written.mira, formulation=later, keyring=ana)
    assert seen_by_sam(written).formulations == ()
    mine = open_client_themes(written.mira, ana).formulations
    assert [(one.wish, one.shared) for one in mine] == [
        ("To be asked.", True),
        ("To be left alone.", False),
    ]


def whole_as_before(practice: Practice) -> ClientThemes:
    """Mira's card as it was stored when all of it lay under the themes key."""
    ana, client = keyring(practice, "ana"), practice.mira
    whole = open_client_themes(client, ana)
    place = place_of(client.id, Scope.THEMES)
    client.themes = seal_part(whole, place, before=client.themes, keyring=ana)
    db.session.commit()
    set_columns(practice, own_generation=None, own_version=None, own_sealed=None)
    return whole


def test_a_card_of_before_is_read_and_parted_by_the_next_save(written: Practice) -> None:
    whole, ana = whole_as_before(written), keyring(written, "ana")
    assert open_client_themes(written.mira, ana) == whole
    change_client(written.mira, themes=replace(whole, code_name="Crane"), keyring=ana)
    db.session.commit()
    assert open_client_themes(written.mira, ana) == replace(whole, code_name="Crane")
    assert [words for words in FREE if words in behind_the_themes_key(written)] == []


def test_a_card_of_before_is_parted_when_its_owner_comes_in(written: Practice) -> None:
    whole = whole_as_before(written)
    assert "I hurry" in behind_the_themes_key(written)
    assert WHOLE_CARDS.is_any(owner(written), DAY)
    WHOLE_CARDS.end(owner(written), DAY)
    db.session.commit()
    assert not WHOLE_CARDS.is_any(owner(written), DAY)
    assert open_client_themes(written.mira, keyring(written, "ana")) == whole
    assert "I hurry" not in behind_the_themes_key(written)


def test_an_own_part_that_was_taken_away_is_missed_and_nothing_is_written_over(
    written: Practice,
) -> None:
    set_columns(written, own_generation=None, own_version=None, own_sealed=None)
    ana = keyring(written, "ana")
    card = card_of(written.mira, ana)
    assert (card.damaged, card.themes.goals) == (True, ())
    with pytest.raises(CannotOpen):
        change_client(written.mira, themes=ClientThemes("Crane"), keyring=ana)


def test_a_damaged_own_part_leaves_the_card_readable_and_is_not_written_over(
    written: Practice,
) -> None:
    set_columns(written, own_sealed=bytes([1]) * 400)
    ana = keyring(written, "ana")
    assert card_of(written.mira, ana).code_name == "Heron"
    assert card_of(written.mira, ana).damaged
    with pytest.raises(CannotOpen):
        change_client(written.mira, themes=ClientThemes("Crane"), keyring=ana)
