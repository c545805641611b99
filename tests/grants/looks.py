"""Who read an opened record, as somebody's keys of this moment tell it."""

from uuid import UUID

from sqlalchemy import select

from notes_app import db
from notes_app.notes.models import TherapySession
from notes_app.sharing.accepting import take_record
from notes_app.signing.looks import Look, looks_of_client, note_look
from notes_app.signing.models import RecordLook
from notes_app.signing.queries import authors_met
from notes_app.signing.verifying import known_authors, own_author
from tests.cast import Practice
from tests.pages import Browser, Page
from tests.sharing.builders import DAY, keyring, now


def opened(reader: Browser, record: UUID, **expected: int) -> Page:
    return reader.get("grants.opened", session_id=record, **expected)


def look(practice: Practice, record: UUID, *, name: str = "sam", days: int = 0) -> None:
    """What the page does, some days later."""
    mine, user = keyring(practice, name), getattr(practice, name)
    assert take_record(user, record, keyring=mine, now=now()) is not None
    session = db.session.get_one(TherapySession, record)
    note_look(session, at=now() + days * DAY, keyring=mine)
    db.session.commit()


def note_of(ana: Browser, record: UUID) -> Page:
    return ana.get("notes.read", session_id=record)


def looks(practice: Practice, name: str = "ana") -> list[Look]:
    db.session.expire_all()
    user, mine = getattr(practice, name), keyring(practice, name)
    for record in db.session.scalars(select(RecordLook.session_id).distinct()).all():
        take_record(user, record, keyring=mine, now=now())
    known = {**authors_met(user, keyring=mine), **known_authors(own_author(mine))}
    return looks_of_client(practice.mira.id, keyring=mine, known=known)


def told(practice: Practice, name: str = "ana") -> list[tuple[UUID, int, str, bool]]:
    """Whose look, which of theirs, on which day, and whether it holds."""
    return [
        (one.author_id, one.number, f"{one.at:%d %B}" if one.at else "", one.holds)
        for one in looks(practice, name)
    ]
