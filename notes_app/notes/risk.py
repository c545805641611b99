"""When risk was raised, and when it was answered (domain.md 4, item 9; 7, "Before you sign").

Pure: it counts on what the themes scope knows, so that Today, the preparation card, the signature
and the supervisor's page all say the same.  What was said stands in the note.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from notes_app.measures.instruments import raises_risk
from notes_app.notes.payloads import Ratings
from notes_app.notes.queries import ReadSession


def item_9_raised(ratings: Ratings) -> bool:
    """Whether a questionnaire of this session raised the risk flag by itself."""
    return any(raises_risk(taken.code, taken.answers) for taken in ratings.measures)


def item_9_unread(ratings: Ratings) -> bool:
    """Whether the therapist has not yet said that they read it."""
    return any(
        raises_risk(taken.code, taken.answers) and not taken.seen for taken in ratings.measures
    )


def open_risk(reads: Sequence[ReadSession]) -> ReadSession | None:
    """The session whose item 9 still waits for an answer in a later one; None where none does.

    Args:
        reads: all sessions of one client, in order of date.  Those that cannot be opened, and
            hours that did not take place, answer nothing; nor does an answer close what the
            therapist has not said they read.
    """
    raised = None
    for read in reads:
        if read.facts is None:
            continue
        ratings = read.facts.ratings
        if read.held and ratings.risk is not None and not _is_unread(raised):
            raised = None
        if item_9_raised(ratings):
            raised = read
    return raised


@dataclass(frozen=True)
class Item9:
    """What a page says about an item 9 above 0.

    Attributes:
        here: it was answered in the session of this page.
        answered: the risk section of that session has an answer.
        unread: the therapist has not yet said that they read it.
    """

    session_id: UUID
    number: int | None
    here: bool
    answered: bool
    unread: bool


def item_9_of(read: ReadSession, reads: Sequence[ReadSession]) -> Item9 | None:
    """What has to be said on a page of `read`: of itself, or carried over from a session before.

    Args:
        reads: all sessions of the client, in order of date.
    """
    index = next((i for i, one in enumerate(reads) if one.session_id == read.session_id), 0)
    raised = read if _raised_in(read) else open_risk(reads[: index + 1])
    if raised is None or raised.facts is None:
        return None
    ratings = raised.facts.ratings
    return Item9(
        session_id=raised.session_id,
        number=raised.number,
        here=raised.session_id == read.session_id,
        answered=ratings.risk is not None,
        unread=item_9_unread(ratings),
    )


def _is_unread(raised: ReadSession | None) -> bool:
    return bool(raised and raised.facts and item_9_unread(raised.facts.ratings))


def _raised_in(read: ReadSession) -> bool:
    return read.facts is not None and item_9_raised(read.facts.ratings)
