"""C23: whoever can write to the database takes entries of a conversation away, the newest too.

Or looks at a record that was opened: by numbers that run on, and by what others say was there.
"""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete

from notes_app import db
from notes_app.signing.looks import looks_of_client
from notes_app.signing.models import RecordLook
from notes_app.signing.numbering import missing_of
from notes_app.supervision.models import Comment
from notes_app.supervision.payloads import Comment as Said
from notes_app.supervision.payloads import Question
from notes_app.supervision.queries import conversation_of
from notes_app.supervision.service import say
from tests.cast import Practice
from tests.grants.looks import look, looks
from tests.sharing.builders import introduce, keyring, now, open_for, share
from tests.signing.test_asking import signed
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
    assert missing_of(heard) == {}  # nobody's signature is known here


def test_c23_a_number_that_was_taken_again_hides_nothing(browse, practice, talk):
    remove(talk[1])
    say(practice.mira.id, Question("Three?"), at=now(), keyring=keyring(practice, "sam"))
    db.session.commit()
    page = browse(practice.ana).get("presenting.tab", client_id=practice.mira.id)
    assert "One entry of Sam is missing." in page.text


@pytest.fixture
def read(practice: Practice, browse: Any) -> UUID:
    """A signed record of Mira's that Sam read on two days, and Bea after him."""
    record = signed(browse(practice.ana), practice)
    for one in ("ana", "sam"):
        introduce(practice, one, "bea")
    for reader in ("sam", "bea"):
        open_for(practice, record, to=reader)
    for days, reader in enumerate(("sam", "sam", "bea")):
        look(practice, record, name=reader, days=days)
    return record


def remove_looks(practice: Practice, *numbers: int) -> None:
    """Of Sam's."""
    his = (RecordLook.author_id == practice.sam.id, RecordLook.number.in_(numbers))
    db.session.execute(delete(RecordLook).where(*his))
    db.session.commit()


def both_sides(browse: Any, practice: Practice, record: UUID) -> list[str]:
    """What Ana reads of it, and what Sam does."""
    tab = browse(practice.ana).get("presenting.tab", client_id=practice.mira.id)
    return [tab.text, browse(practice.sam).get("grants.opened", session_id=record).text]


def test_c23_no_look_is_missed_where_none_is_gone(browse, practice, read):
    assert not any("missing" in text for text in both_sides(browse, practice, read))


@pytest.mark.parametrize("gone", [(2,), (1, 2), (1,)], ids=["newest", "all", "first"])
def test_c23_a_look_after_which_another_looked_is_missed_on_both_sides(
    browse, practice, read, gone
):
    remove_looks(practice, *gone)
    count = "One look of {} at a signed record is" if len(gone) == 1 else "2 looks of {} at signed"
    for text, whose in zip(both_sides(browse, practice, read), ("Sam", "yours"), strict=True):
        assert count.format(whose) in text
        assert "missing" in text


def test_c23_a_look_under_a_number_that_was_taken_again_hides_nothing(browse, practice, read):
    remove_looks(practice, 2)
    look(practice, read, days=3)
    assert max(one.number for one in looks(practice) if one.author_id == practice.sam.id) == 2
    page = browse(practice.ana).get("presenting.tab", client_id=practice.mira.id)
    assert "One look of Sam at a signed record is missing." in page.text


def test_c23_a_look_that_is_nobodys_says_of_no_other_that_it_is_gone(practice, read):
    remove_looks(practice, 2)
    mine = keyring(practice, "ana")
    assert missing_of(looks_of_client(practice.mira.id, keyring=mine, known={})) == {}
