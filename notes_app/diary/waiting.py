"""What waits: notes not written or not signed, and clients who have not been seen.  Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from notes_app.clients.payloads import Status
from notes_app.clients.queries import ClientCard
from notes_app.diary.occurrences import unmet
from notes_app.diary.slots import (
    Diary,
    Slot,
    State,
    in_order,
    planned_of,
    sessions_of,
    standing_of,
)

NOT_SEEN = timedelta(weeks=3)
LOOK_AHEAD = timedelta(weeks=13)


@dataclass(frozen=True)
class NotSeen:
    """A client who has not come for three weeks; `next_on` None: nothing is planned."""

    card: ClientCard
    weeks: int
    next_on: date | None


def waiting_notes(diary: Diary) -> list[Slot]:
    """The hours whose note is not written or not signed, the oldest first.

    Today's sessions stand on today's page; of them only what was begun to be written waits.
    """
    found = [
        slot
        for card in diary.cards
        for slot in (
            *sessions_of(diary, card, date.min, date.max),
            *planned_of(diary, card, date.min, diary.today),
        )
    ]
    return in_order(slot for slot in found if _waits(slot, diary))


def not_seen(diary: Diary) -> list[NotSeen]:
    """The clients whose work goes on and who have not come for three weeks, longest first."""
    gone = [_gone(diary, card) for card in diary.cards if card.status == Status.ACTIVE]
    return sorted((one for one in gone if one is not None), key=lambda one: -one.weeks)


def _waits(slot: Slot, diary: Diary) -> bool:
    if slot.state is State.BEGUN:
        return slot.on < diary.today
    return slot.state in (State.DRAFTED, State.WRITTEN)


def _gone(diary: Diary, card: ClientCard) -> NotSeen | None:
    told = [(read.held, read.facts) for read in diary.of(card) if read.facts]
    came = [facts.held_on for held, facts in told if held and facts.held_on <= diary.today]
    if not came or diary.today - max(came) < NOT_SEEN:
        return None
    planned = [f.held_on for _, f in told if f.held_on >= diary.today and f.attendance is None]
    ahead = unmet(standing_of(card), diary.of(card), diary.today, diary.today + LOOK_AHEAD)
    planned += [one.on for one in ahead]
    return NotSeen(card, (diary.today - max(came)).days // 7, min(planned, default=None))
