"""What is kept in a session when it is told, and not when its note is saved.

Questionnaires, ruptures and repairs count at once, whatever is being written beside them.  So they
have one home, the session's stored parts: a draft may carry older ones, and the note that comes out
of it keeps those that stand there.
"""

from collections.abc import Container
from uuid import UUID

from msgspec.structs import replace

from notes_app.notes.payloads import NOT_RATED, DraftNote, Ratings, Told
from notes_app.notes.ruptures import strains_of


def with_kept(ratings: Ratings, stored: Ratings) -> Ratings:
    """The ratings of a draft, with what is kept in the session."""
    return replace(
        ratings, measures=stored.measures, ruptures=stored.ruptures, repairs=stored.repairs
    )


def with_kept_lines(told: Told, stored: Told, ratings: Ratings) -> Told:
    """The words of a draft, with the line about each rupture and repair of `ratings` as stored."""
    kept = _ids(ratings)
    words = {**_without(told.words, kept), **_only(stored.words, kept)}
    return replace(told, words=words)


def without_kept(note: DraftNote) -> DraftNote:
    """A state of a note without what is kept apart from it, so that states can be compared."""
    words = _without(note.told.words, _ids(note.ratings))
    return replace(
        note, ratings=with_kept(note.ratings, NOT_RATED), told=replace(note.told, words=words)
    )


def _ids(ratings: Ratings) -> set[UUID]:
    return {strain.id for strain in strains_of(ratings)}


def _only(words: dict[UUID, str], ids: Container[UUID]) -> dict[UUID, str]:
    return {one: line for one, line in words.items() if one in ids}


def _without(words: dict[UUID, str], ids: Container[UUID]) -> dict[UUID, str]:
    return {one: line for one, line in words.items() if one not in ids}
