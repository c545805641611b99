"""What changed since a session was sent for review, and a review by one of several supervisors."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from notes_app import db
from notes_app.clients.payloads import ClientThemes, ThemeLabel
from notes_app.clients.queries import ClientCard
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import Tag
from notes_app.notes.service import change_tags, written_note
from notes_app.supervision.sent import as_sent, change_of, removed_since
from tests.cast import Practice
from tests.clocks import TestClock
from tests.pages import Browser
from tests.sharing.builders import introduce, keyring, share
from tests.supervision.test_pages import button, case, sam, session

__all__ = ["sam", "session"]
Browse = Callable[[Any], Browser]
LIMIT, MET = "setting-a-limit", "feeling-met"
TAG = Tag(uuid4(), LIMIT, 4)


class Read:
    """A session as far as these functions look at it."""

    def __init__(self, *tags: Tag) -> None:
        self.session_id, self.tags, self.facts = uuid4(), tags, object()


def card(**more: Any) -> ClientCard:
    return ClientCard(uuid4(), 1, None, ClientThemes("Heron", **more))


SAID = [
    (TAG, ""),
    (replace(TAG, for_supervision=True), ""),
    (replace(TAG, theme=MET), "Changed since it was sent: was Setting a limit"),
    (replace(TAG, strength=2), "Changed since it was sent: was 4 of 5"),
    (
        replace(TAG, theme=MET, strength=2),
        "Changed since it was sent: was Setting a limit and was 4 of 5",
    ),
    (replace(TAG, people=(uuid4(),)), "Changed since it was sent"),
    (replace(TAG, id=uuid4()), "New since it was sent"),
]


@pytest.mark.parametrize(("tag", "said"), SAID, ids=[said or "the same" for _, said in SAID])
def test_what_changed_about_a_passage_since_it_was_sent_is_said(tag: Tag, said: str) -> None:
    assert change_of(tag, as_sent([Read(TAG)]), card()) == said
    assert change_of(tag, None, card()) == ""


def test_a_theme_that_was_merged_since_is_no_change_of_the_passage() -> None:
    merged = card(labels=(ThemeLabel(LIMIT, "Setting a limit", "moves", counts_as=MET),))
    assert change_of(replace(TAG, theme=MET), as_sent([Read(TAG)]), merged) == ""


def test_passages_that_are_tagged_no_more_are_counted_in_their_own_session() -> None:
    read, other = Read(TAG), Read(replace(TAG, id=uuid4()))
    sent = as_sent([read, other])
    read.tags = ()
    assert (removed_since(read, sent), removed_since(other, sent)) == (1, 0)
    assert removed_since(read, None) == 0
    read.facts = None
    assert removed_since(read, sent) == 0


def send(ana: Browser, practice: Practice, session: TherapySession, *to: Any) -> None:
    page = ana.get("presenting.tab", client_id=practice.mira.id)
    who = {"to": [str(one.id) for one in to]} if to else {}
    ana.submit(page, press="Send for review", sessions=[str(session.id)], **who)


def test_the_therapist_writes_on_and_the_supervisor_is_told(
    browse: Browse, practice: Practice, session: TherapySession, sam: Browser
) -> None:
    send(browse(practice.ana), practice, session)
    assert "since it was sent" not in case(sam, practice).text
    keys = keyring(practice, "ana")
    found = db.session.scalars(select(TherapySession).filter_by(id=session.id)).one()
    before = written_note(found, keyring=keys)
    tags = tuple(replace(tag, strength=1) for tag in before.tags)
    change_tags(found, written=replace_tags(before, tags), base=found.version, keyring=keys)
    db.session.commit()
    assert "Changed since it was sent: was" in case(sam, practice).text
    change_tags(found, written=replace_tags(before, ()), base=found.version, keyring=keys)
    db.session.commit()
    assert "tagged no more since it was sent." in case(sam, practice).text


def replace_tags(written: Any, tags: tuple[Tag, ...]) -> Any:
    from dataclasses import replace as with_fields

    kept = {tag.id for tag in tags}
    places = tuple(one for one in written.passages if one.id in kept)
    return with_fields(written, tags=tags, passages=places)


def test_one_of_two_supervisors_reviews_and_it_waits_for_neither(
    browse: Browse, practice: Practice, session: TherapySession, sam: Browser, clock: TestClock
) -> None:
    introduce(practice, "ana", "bea")
    introduce(practice, "bea", "sam")
    share(practice, "bea")
    ana, bea = browse(practice.ana), browse(practice.bea)
    send(ana, practice, session, practice.sam, practice.bea)
    assert "with Sam, Bea since" in ana.get("presenting.tab", client_id=practice.mira.id).text
    for one in (sam, bea):
        assert "Waiting for you (1)" in one.get("supervision.inbox").text
    clock.move(minutes=1)
    page = case(sam, practice)
    sam.follow(sam.submit(page, press=button(page, "Reviewed")))
    for one in (sam, bea):
        assert "Nothing waits for you." in one.get("supervision.inbox").text
    assert "by another supervisor" in bea.get("supervision.inbox").text
    assert "by another supervisor" not in sam.get("supervision.inbox").text
    assert "Waits for review" not in ana.get("presenting.tab", client_id=practice.mira.id).text
