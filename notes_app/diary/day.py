"""One day, and seven in a row.  Pure."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from notes_app.diary.slots import Diary, Slot, State, slots_between
from notes_app.diary.waiting import NotSeen, not_seen, waiting_notes

A_DAY = timedelta(days=1)
DAYS = 7


@dataclass(frozen=True)
class Day:
    """One page of Today.

    Attributes:
        minutes: until the next session begins; None where none is still to come on that day.
    """

    on: date
    slots: list[Slot]
    waiting: list[Slot]
    not_seen: list[NotSeen]
    tomorrow: list[Slot]
    minutes: int | None = None

    @property
    def to_come(self) -> int:
        """How many hours have not begun."""
        return sum(1 for slot in self.slots if slot.state is State.PLANNED)

    @property
    def next(self) -> Slot | None:
        """The session that comes next, today."""
        return next((slot for slot in self.slots if slot.is_next), None)


@dataclass(frozen=True)
class Week:
    """Seven days, Monday first."""

    monday: date
    days: dict[date, list[Slot]]

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=DAYS - 1)

    @property
    def count(self) -> int:
        """How many hours stand in it."""
        return sum(len(slots) for slots in self.days.values())


def day_of(on: date, diary: Diary) -> Day:
    """Put one day together; nothing is asked of the database here."""
    both = slots_between(diary, on, on + A_DAY)
    slots = [slot for slot in both if slot.on == on]
    to_come = (slot for slot in slots if slot.state is State.PLANNED)
    upcoming = next(to_come, None) if on == diary.today else None
    return Day(
        on=on,
        slots=[replace(slot, is_next=slot is upcoming) for slot in slots],
        waiting=waiting_notes(diary),
        not_seen=not_seen(diary),
        tomorrow=[slot for slot in both if slot.on != on],
        minutes=_minutes_until(upcoming, diary.now) if upcoming else None,
    )


def week_of(on: date, diary: Diary) -> Week:
    """The week in which that day lies."""
    monday = on - timedelta(days=on.weekday())
    days = [monday + timedelta(days=nth) for nth in range(DAYS)]
    slots = slots_between(diary, days[0], days[-1])
    return Week(monday, {day: [slot for slot in slots if slot.on == day] for day in days})


def _minutes_until(slot: Slot, now: datetime) -> int | None:
    if slot.starts_at is None:
        return None
    begins = datetime.combine(slot.on, slot.starts_at, now.tzinfo)
    return -(-int((begins - now).total_seconds()) // 60)
