"""An earlier state of a note beside what stands now: which moment, and what differs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from notes_app.formats.built_in import Heading
from notes_app.notes.differences import Difference, difference
from notes_app.notes.formats import words_of
from notes_app.notes.journal import Entry
from notes_app.notes.journal_payloads import Kind
from notes_app.notes.service import Written

PROCESS_NOTE = "Private process note"
MINUTE, HOUR = 60, 3_600
NEAR = 2 * HOUR  # up to here minutes are counted, then hours
NOT_OPENED = "An entry that cannot be opened (damaged or moved)"
SAID = {
    Kind.MINUTE: "{when}",
    Kind.SAVED: "Saved note, {when}",
    Kind.FOUND: "Before the note was saved, {when}",
    Kind.ASIDE: "Set aside, {when}",
}


@dataclass(frozen=True)
class Moment:
    """One line of the list: which entry, and its moment in words; `opens` False: it is damaged."""

    entry_id: UUID
    words: str
    opens: bool = True


@dataclass(frozen=True)
class Part:
    """One headed part of the note, then and now."""

    label: str
    difference: Difference


def moments(entries: Iterable[Entry], *, now: datetime) -> list[Moment]:
    """The entries in words, in the order given; `now` is in the therapist's zone."""
    return [
        Moment(one.entry_id, NOT_OPENED, opens=False)
        if one.at is None
        else Moment(one.entry_id, moment_words(one.at, one.kind, now=now))
        for one in entries
    ]


def moment_words(at: int, kind: Kind, *, now: datetime) -> str:
    """19:42, 12 minutes ago; with its date where that is not today, or it is a saved note's."""
    then = datetime.fromtimestamp(at, now.tzinfo)
    clock, day = f"{then:%H:%M}", f"{then.day} {then:%B}"
    if then.year != now.year:
        day += f" {then.year}"
    if kind in (Kind.SAVED, Kind.FOUND) or then.date() != now.date():
        return SAID[kind].format(when=f"{day} {clock}")
    ago = _ago(int(now.timestamp()) - at)
    return SAID[kind].format(when=f"{clock}, {ago}")


def compared(then: Written, now: Written, headings: Sequence[Heading]) -> list[Part]:
    """The parts of a note that have words in one state or the other, in the order of `headings`."""
    old, new = words_of(then.sections), words_of(now.sections)
    texts = [(one.label, old.get(one.key, ""), new.get(one.key, "")) for one in headings]
    texts.append((PROCESS_NOTE, then.process, now.process))
    return [Part(label, difference(a, b)) for label, a, b in texts if a.strip() or b.strip()]


def said_of(parts: Iterable[Part]) -> str:
    """What differs, as a sentence."""
    gone, added = 0, 0
    for part in parts:
        gone, added = gone + part.difference.gone, added + part.difference.added
    if not gone and not added:
        return "The words are the same as now."
    return f"Since then {_words(added)} came in and {_words(gone)} went out."


def _words(count: int) -> str:
    return "1 word" if count == 1 else f"{count or 'no'} words"


def _ago(seconds: int) -> str:
    if seconds < MINUTE:
        return "less than a minute ago"
    if seconds < NEAR:
        count, unit = seconds // MINUTE, "minute"
    else:
        count, unit = seconds // HOUR, "hour"
    return f"{count} {unit}{'s' if count > 1 else ''} ago"
