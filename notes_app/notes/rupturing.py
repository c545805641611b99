"""Keep a rupture, or a repair, in the session in which it happened.

It counts at once, as a questionnaire does (notes.measuring): it is neither in a draft nor lost with
one.  In a signed session it is a dated revision; words are then an addendum's.
"""

from typing import TypeVar
from uuid import UUID

import msgspec

from notes_app.notes.beside import Repair, Rupture
from notes_app.notes.measuring import Hand, keep_draft_current
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import Ratings
from notes_app.notes.queries import open_facts
from notes_app.notes.revising import change_or_revise_ratings, tell_line
from notes_app.notes.ruptures import Strain

T = TypeVar("T", Rupture, Repair)


def keep_strain(session: TherapySession, strain: Strain, *, line: str | None, by: Hand) -> None:
    """Keep a rupture or a repair, new or in place of the one with its id.

    Args:
        line: what was said, in the notes scope under its id; None leaves what stands there.

    Raises:
        Signed: a line is given, and the note is signed.
        Stale: the session is no longer at the version on which it is based.
        CannotOpen, CannotRead: what stands there cannot be opened; nothing is overwritten.
    """
    ratings = open_facts(session, keyring=by.keyring).ratings
    _keep(session, _with(ratings, strain), about=strain.id, line=line, by=by)


def forget_strain(session: TherapySession, strain_id: UUID, *, line: str | None, by: Hand) -> None:
    """Take a rupture or a repair out of the session; `line` "" takes its words with it.

    Raises as `keep_strain`.
    """
    ratings = open_facts(session, keyring=by.keyring).ratings
    left = msgspec.structs.replace(
        ratings,
        ruptures=tuple(one for one in ratings.ruptures if one.id != strain_id),
        repairs=tuple(one for one in ratings.repairs if one.id != strain_id),
    )
    _keep(session, left, about=strain_id, line=line, by=by)


def rupture_in(ratings: Ratings, rupture_id: UUID) -> Rupture | None:
    """One of the ruptures that were opened in a session."""
    return next((one for one in ratings.ruptures if one.id == rupture_id), None)


def repair_in(ratings: Ratings, repair_id: UUID) -> Repair | None:
    """One of the repairs that were made in a session."""
    return next((one for one in ratings.repairs if one.id == repair_id), None)


def _with(ratings: Ratings, strain: Strain) -> Ratings:
    if isinstance(strain, Rupture):
        return msgspec.structs.replace(ratings, ruptures=_placed(ratings.ruptures, strain))
    return msgspec.structs.replace(ratings, repairs=_placed(ratings.repairs, strain))


def _placed(parts: tuple[T, ...], part: T) -> tuple[T, ...]:
    placed = [part if one.id == part.id else one for one in parts]
    if part not in placed:
        placed.append(part)
    return tuple(placed)


def _keep(
    session: TherapySession, ratings: Ratings, *, about: UUID, line: str | None, by: Hand
) -> None:
    change_or_revise_ratings(session, ratings=ratings, base=by.base, now=by.now, keyring=by.keyring)
    if line is not None:
        tell_line(session, about, line=line, keyring=by.keyring)
    keep_draft_current(session, was=by.base, user=by.user, keyring=by.keyring)
