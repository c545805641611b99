"""Notes with words below them that somebody signed who had no right to, and files of such notes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from flask import current_app

from notes_app import db
from notes_app.notes.models import TherapySession
from notes_app.sealed import Scope
from notes_app.sharing.accepting import take_record
from notes_app.signing import exporting
from notes_app.signing.composing import Moment
from notes_app.signing.payloads import EntryKind, SignedEntry, Signer
from notes_app.signing.queries import Below, authors_met, record_below
from notes_app.signing.service import _store_entry
from notes_app.signing.verifying import KnownAuthor, known_authors, own_author, spelled
from tests.cast import Practice
from tests.sharing.builders import keyring, now
from tests.signing.test_pages import WHO

LIE = "She had threatened him."


def below(practice: Practice, session_id: UUID, name: str = "ana") -> Below:
    """Ana's signed note as somebody reads it who holds its key."""
    user, keys = getattr(practice, name), keyring(practice, name)
    take_record(user, session_id, keyring=keys, now=now())
    known = {**authors_met(user, keyring=keys), **known_authors(own_author(keys))}
    session = db.session.get_one(TherapySession, session_id)
    found = record_below(session, Scope.NOTES, author=known, others=known, keyring=keys)
    assert found is not None
    return found


def plant(practice: Practice, session_id: UUID, kind: EntryKind) -> None:
    """What Sam's own key signs, with Ana's name in it."""
    keys, there = keyring(practice, "sam"), below(practice, session_id, "sam")
    take_record(practice.sam, session_id, keyring=keys, now=now())
    moment = Moment(Signer(WHO["name"], WHO["credential"]), datetime.fromtimestamp(now(), UTC))
    amends = spelled(there.record.digest)
    entry = SignedEntry(kind=kind, amends=amends, covers=(), reason=LIE, text=LIE, **moment.told)
    session = db.session.get_one(TherapySession, session_id)
    _store_entry(session, there, entry, moment=moment, keyring=keys)
    db.session.commit()


def forged_files(practice: Practice, session_id: UUID) -> dict[str, str]:
    """Files of this note that every signature in them fits, by what is wrong with each."""
    found = below(practice, session_id)
    plant(practice, session_id, EntryKind.CORRECTION)
    ana, sam = (own_author(keyring(practice, name)) for name in ("ana", "sam"))
    planted = replace(below(practice, session_id).entries[-1], holds=True, author=sam)
    answered = replace(found, entries=[*found.entries, planted])
    return {
        "nothing": file_of(found, [ana]),
        "somebody else adds in its author's name": file_of(answered, [ana, sam]),
        "somebody else's key stands first": file_of(found, [sam, ana]),
        "a key that signs nothing stands in it": file_of(found, [ana, sam]),
    }


def file_of(found: Below, authors: Sequence[KnownAuthor]) -> str:
    """The file of one note, with these keys in it."""
    note = exporting.exported_note(found, added=len(found.entries))
    assert note is not None
    script, style = exporting.verifier(), exporting.styles()
    page = current_app.jinja_env.get_template("signing/exported.html")
    return page.render(
        format=exporting.FORMAT,
        policy=exporting.policy_of(script, style),
        script=script,
        style=style,
        words=exporting.word_list(),
        authors=exporting.authors_of([replace(note, authors=tuple(authors))]),
        notes=[note],
        made_on=date(2026, 4, 30),
    )
