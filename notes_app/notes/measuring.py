"""Keep what a questionnaire was answered with, in the session in which it was.

A measure counts at once, whatever is being written: item 9 must raise the risk flag before the note
is saved.  So measures have one home, the session's themes part; a draft never carries them, and the
note that comes out of it keeps those that stand there.
"""

from contextlib import suppress
from dataclasses import dataclass

import msgspec

from notes_app import db
from notes_app.accounts.models import User
from notes_app.crypto.envelope import seal
from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.keyring import Keyring
from notes_app.measures.instruments import raises_risk
from notes_app.notes.beside import Taken
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import Frame, Ratings
from notes_app.notes.places import draft_place
from notes_app.notes.queries import draft_of, open_draft, open_facts
from notes_app.notes.revising import change_or_revise_ratings
from notes_app.payload import CannotRead, encode


@dataclass(frozen=True)
class Hand:
    """Who keeps it, with which keys, on which version of the session (Stale otherwise), when."""

    user: User
    keyring: Keyring
    base: int
    now: int


def take_measure(session: TherapySession, *, taken: Taken, by: Hand) -> None:
    """Keep the answers of one questionnaire; those given before in this session are replaced.

    Raises:
        Stale: the session is no longer at the version on which it is based.
        CannotOpen, CannotRead: what stands there cannot be opened; nothing is overwritten.
    """
    ratings = open_facts(session, keyring=by.keyring).ratings
    others = tuple(one for one in ratings.measures if one.code != taken.code)
    _keep(session, with_measures(ratings, (*others, taken)), by)


def take_back_measure(session: TherapySession, *, code: str, by: Hand) -> None:
    """Forget the answers of one questionnaire in this session.  Raises as `take_measure`."""
    ratings = open_facts(session, keyring=by.keyring).ratings
    others = tuple(one for one in ratings.measures if one.code != code)
    _keep(session, with_measures(ratings, others), by)


def say_read(session: TherapySession, *, by: Hand) -> None:
    """Note that the therapist has read that item 9 was above 0.  Raises as `take_measure`."""
    ratings = open_facts(session, keyring=by.keyring).ratings
    read = tuple(
        msgspec.structs.replace(one, seen=one.seen or raises_risk(one.code, one.answers))
        for one in ratings.measures
    )
    _keep(session, with_measures(ratings, read), by)


def with_measures(ratings: Ratings, measures: tuple[Taken, ...]) -> Ratings:
    """The same ratings with other measures."""
    return msgspec.structs.replace(ratings, measures=measures)


def keep_draft_current(
    session: TherapySession, *, was: int, user: User, keyring: Keyring, frame: Frame | None = None
) -> None:
    """Let a draft that was begun on version `was` go on from the version that stands now.

    Only what a draft does not carry was changed, or `frame`, which it then takes over.  A draft
    that cannot be opened stays as it is.
    """
    db.session.flush()
    draft = draft_of(user, session.id)
    if draft is None:
        return
    with suppress(CannotOpen, CannotRead):
        note = open_draft(draft, keyring=keyring)
        if note.base != was:
            return
        note = msgspec.structs.replace(note, base=session.version, frame=frame or note.frame)
        place = draft_place(draft.id, draft.user_id, session.id, draft.version + 1)
        draft.sealed = seal(encode(note), keyring.derive("drafts"), place)
        draft.version += 1


def _keep(session: TherapySession, ratings: Ratings, by: Hand) -> None:
    change_or_revise_ratings(session, ratings=ratings, base=by.base, now=by.now, keyring=by.keyring)
    keep_draft_current(session, was=by.base, user=by.user, keyring=by.keyring)
