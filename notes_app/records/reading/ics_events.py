"""The entries of a calendar file, each with the days on which it was moved or left out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from notes_app.records.reading.errors import NotUnderstood
from notes_app.records.reading.ics_lines import Line
from notes_app.records.reading.ics_times import (
    NO_TIME,
    Stamp,
    read_days,
    read_duration,
    read_stamp,
)

MOST_EVENTS = 20_000
TOO_MANY = "This calendar has more than 20,000 entries. Export a shorter stretch of it."
FROM_THERE_ON = "It was moved from one day on in a way that is not read here. Add it by hand."
EXTRA_DAYS = "It has days beside its rule, which are not read here. Add it by hand."
NEEDED = {
    *("UID", "SUMMARY", "DTSTART", "DTEND", "DURATION", "RRULE", "EXDATE", "RDATE"),
    *("RECURRENCE-ID", "STATUS", "SEQUENCE"),
}


@dataclass
class Entry:
    """One VEVENT as it stands in the file."""

    lines: dict[str, list[Line]] = field(default_factory=dict)

    def one(self, name: str) -> Line | None:
        """The last property of that name."""
        found = self.lines.get(name)
        return found[-1] if found else None

    @property
    def uid(self) -> str:
        """What the calendar knows it by."""
        line = self.one("UID")
        return line.value.strip() if line else ""

    @property
    def title(self) -> str:
        """What it is called."""
        line = self.one("SUMMARY")
        return line.words if line else ""

    @property
    def cancelled(self) -> bool:
        """Whether it does not take place."""
        line = self.one("STATUS")
        return line is not None and line.value.strip().upper() == "CANCELLED"

    @property
    def start(self) -> Stamp:
        """When it begins.  Raises NotUnderstood."""
        line = self.one("DTSTART")
        if line is None:
            raise NotUnderstood(NO_TIME)
        return read_stamp(line)

    @property
    def lasts(self) -> timedelta:
        """How long it is; nothing where the file does not say.  Raises NotUnderstood."""
        end, duration = self.one("DTEND"), self.one("DURATION")
        if end is not None:
            return read_stamp(end).seen_from(self.start) - self.start.wall
        return read_duration(duration.value) if duration else timedelta()


@dataclass
class Told:
    """All that a file says of one entry: as it was made, and what became of single days."""

    uid: str
    made: Entry | None = None
    changed: list[Entry] = field(default_factory=list)

    def left_out(self, start: Stamp) -> set[date]:
        """The days that were taken out of the rule.  Raises NotUnderstood."""
        lines = self.made.lines.get("EXDATE", []) if self.made else []
        return {day for line in lines for day in read_days(line, start)}

    def refuse_what_is_not_read(self) -> None:
        """Raises NotUnderstood: its rule cannot be told by weekdays and single days."""
        if self.made and "RDATE" in self.made.lines:
            raise NotUnderstood(EXTRA_DAYS)
        if any("RANGE" in line.parameters for entry in self.changed for line in _ids(entry)):
            raise NotUnderstood(FROM_THERE_ON)


def read_entries(lines: Iterable[Line]) -> list[Told]:
    """The entries of a file by what it knows them by, in order of appearance.

    Raises:
        NotUnderstood: there are too many.
    """
    told: dict[str, Told] = {}
    for count, entry in enumerate(_entries(lines), start=1):
        if count > MOST_EVENTS:
            raise NotUnderstood(TOO_MANY)
        uid = entry.uid or f"without an id, {count}"
        one = told.setdefault(uid, Told(uid))
        if "RECURRENCE-ID" in entry.lines:
            one.changed.append(entry)
        else:
            one.made = entry
    return list(told.values())


def changed_day(entry: Entry, start: Stamp) -> date:
    """The day of the rule that a changed entry stands for.  Raises NotUnderstood."""
    return read_days(_ids(entry)[-1], start)[0]


def _ids(entry: Entry) -> list[Line]:
    return entry.lines.get("RECURRENCE-ID", [])


def _entries(lines: Iterable[Line]) -> Iterator[Entry]:
    """Only what stands directly in a VEVENT: its alarms have times of their own."""
    inside: list[str] = []
    entry = Entry()
    for line in lines:
        if line.name == "BEGIN":
            inside.append(line.value.strip().upper())
            entry = Entry() if inside[-1] == "VEVENT" else entry
        elif line.name == "END" and inside:
            if inside.pop() == "VEVENT":
                yield entry
        elif inside[-1:] == ["VEVENT"] and line.name in NEEDED:
            entry.lines.setdefault(line.name, []).append(line)
