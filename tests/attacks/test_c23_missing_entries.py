"""C23: whoever can write to the database takes entries of a conversation away, the newest too."""

from uuid import UUID

import pytest
from sqlalchemy import delete

from notes_app import db
from notes_app.supervision.models import Comment
from notes_app.supervision.payloads import Comment as Said
from notes_app.supervision.payloads import Question
from notes_app.supervision.queries import conversation_of, missing_entries
from notes_app.supervision.service import say
from tests.cast import Practice
from tests.sharing.builders import introduce, keyring, now, share
from tests.supervision.test_pages import case

pytestmark = pytest.mark.attack


@pytest.fixture
def talk(practice: Practice) -> list[UUID]:
    """Sam asks twice, Ana answers."""
    introduce(practice, "ana", "sam")
    share(practice)
    said = [
        say(practice.mira.id, words, at=now() + nth, keyring=keyring(practice, who))
        for nth, (who, words) in enumerate(
            [("sam", Question("One?")), ("sam", Question("Two?")), ("ana", Said("Yes."))]
        )
    ]
    db.session.commit()
    return said


def remove(*entries: UUID) -> None:
    db.session.execute(delete(Comment).where(Comment.id.in_(entries)))
    db.session.commit()


def test_c23_nothing_is_missed_where_nothing_is_gone(browse, practice, talk):
    for page in (
        case(browse(practice.sam), practice),
        browse(practice.ana).get("presenting.tab", client_id=practice.mira.id),
    ):
        assert "missing" not in page.text


@pytest.mark.parametrize("gone", [(1,), (0, 1), (0,)], ids=["newest", "all", "first"])
def test_c23_what_was_answered_is_missed_on_both_sides(browse, practice, talk, gone):
    remove(*(talk[nth] for nth in gone))
    count = "One entry" if len(gone) == 1 else "2 entries"
    page = browse(practice.ana).get("presenting.tab", client_id=practice.mira.id)
    assert f"{count} of Sam" in page.text
    assert "missing" in case(browse(practice.sam), practice).text


def test_c23_only_who_signed_says_how_far_it_went(practice, talk):
    remove(talk[1])
    heard = conversation_of(practice.mira.id, keyring=keyring(practice, "ana"), known={})
    assert missing_entries(heard) == {}  # nobody's signature is known here


def test_c23_a_number_that_was_taken_again_hides_nothing(browse, practice, talk):
    remove(talk[1])
    say(practice.mira.id, Question("Three?"), at=now(), keyring=keyring(practice, "sam"))
    db.session.commit()
    page = browse(practice.ana).get("presenting.tab", client_id=practice.mira.id)
    assert "One entry of Sam is missing." in page.text
