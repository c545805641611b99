"""What comes back from supervision: the list of Today, the questions of the card.  Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from notes_app.clients.queries import ClientCard
from notes_app.diary.slots import Diary
from notes_app.notes.queries import ReadSession
from notes_app.signing.payloads import SignedEntry
from notes_app.signing.policy import State
from notes_app.signing.queries import Told
from notes_app.signing.questions import Question, has_lost_answer, is_back
from notes_app.signing.verifying import Read
from notes_app.supervision.policy import Entry, open_questions, suggestions

A_WEEK = 7 * 24 * 60 * 60  # seconds
SHOWN = 8


@dataclass(frozen=True)
class Back:
    """A note that supervision answered; one that is not `open` is co-signed."""

    card: ClientCard
    read: ReadSession
    told: Told

    @property
    def number(self) -> int | None:
        """The number of its session."""
        return self.read.number

    @property
    def returned(self) -> bool:
        """Whether it waits for its author."""
        return is_back(self.told)

    @property
    def lost(self) -> bool:
        """Whether the answer cannot be opened."""
        return has_lost_answer(self.told)

    @property
    def open(self) -> bool:
        """Whether something is left to do."""
        return self.returned or self.lost


@dataclass(frozen=True)
class Asked:
    """What was asked about one session; `entry` None where it cannot be opened."""

    read: ReadSession
    entry: Read[SignedEntry] | None


@dataclass(frozen=True)
class Waits:
    """A client about whom a supervisor waits for the therapist.

    Attributes:
        by: who asked or suggested last.
        questions, suggestions: how many are open.
    """

    card: ClientCard
    by: UUID
    questions: int
    suggestions: int


def waits_in(
    cards: Sequence[ClientCard], said: Mapping[UUID, Sequence[Entry]], therapist: UUID
) -> list[Waits]:
    """The clients about whom something was asked or suggested and not answered, in their order.

    Args:
        said: what holds of the conversation about each client; others are left out.
    """
    found = []
    for card in cards:
        entries = said.get(card.client_id, ())
        asked = open_questions(entries, therapist)
        others = [one for one in suggestions(entries, therapist) if one.taken is None]
        last = [*((one.at, one.author_id) for one in asked), *((one.at, one.by) for one in others)]
        if last:
            found.append(Waits(card, max(last)[1], len(asked), len(others)))
    return found


def back_from_supervision(diary: Diary, told: Mapping[UUID, Told]) -> list[Back]:
    """What came back: first what waits for its author, then what was co-signed in seven days.

    Each newest first.  All that waits is there; of the rest, what still fits into a short list.
    """
    found = [
        Back(card, read, told[read.session_id])
        for card in diary.cards
        for read in diary.of(card)
        if read.session_id in told
    ]
    found.sort(key=lambda back: -back.told.since)
    waiting = [back for back in found if back.open]
    signed = [back for back in found if _was_cosigned(back, diary.now)]
    return waiting + signed[: max(SHOWN - len(waiting), 0)]


def asked_about(questions: Sequence[Question], reads: Sequence[ReadSession]) -> list[Asked]:
    """What was asked, with its session, in the order of the questions."""
    sessions = {read.session_id: read for read in reads}
    return [
        Asked(sessions[one.session_id], one.entry)
        for one in questions
        if one.session_id in sessions
    ]


def _was_cosigned(back: Back, now: datetime) -> bool:
    standing, ago = back.told.standing, now.timestamp() - back.told.since
    return standing.state is State.COSIGNED and not standing.in_error and ago < A_WEEK
