"""What a client's concordance says beside the words: when each session was, and its tags.

    days    of each note, in the order of the edition
    tags    for each tag one letter in every column: its theme, its people, its pole, its strength

Theme, person, pole and strength are asked of one and the same tag, so they are kept by tags, not by
notes: a note is ruled out exactly where reading it would have shown no tag that fits.  Nothing is
here that the sealed themes of the notes do not say.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, time
from itertools import accumulate, chain, pairwise
from typing import Generic, TypeVar
from uuid import UUID

import msgspec

from notes_app.clients.payloads import Pole
from notes_app.notes.payloads import Tag
from notes_app.payload import Part, Payload, encode
from notes_app.search.asked import Only

_LETTERS = (range(0x30, 0xD800), range(0xE000, 0x110000))  # between them are halves of letters
# A concordance is at least so long: then its size does not say how many tags or themes there are,
# as that of a note's themes part does not (crypto.padding).
LEAST, LEAST_FOR_A_NOTE = 4096, 128

V = TypeVar("V")


class Day(Part, frozen=True, array_like=True):
    """When a session was held, its number among the client's (None: it has none), and whether a
    note stands there."""

    held_on: date
    starts_at: time | None
    number: int | None
    written: bool


class Column(Part, Generic[V], frozen=True):
    """One letter for each tag, and what the letters stand for, the first of them first."""

    values: tuple[V, ...] = ()
    letters: str = ""

    def bits(self, fits: Callable[[V], bool]) -> int:
        """The tags whose value fits; the last tag is the lowest bit."""
        signs = zip(chain(*_LETTERS), ["01"[fits(value)] for value in self.values], strict=False)
        return int(self.letters.translate(dict(signs)), 2)


class Tags(Part, frozen=True):
    """The tags of all notes of a client; those of the nth note end before `ends[n]`."""

    ends: tuple[int, ...] = ()
    themes: Column[str] = Column()
    people: Column[tuple[UUID, ...]] = Column()
    poles: Column[Pole | None] = Column()
    strengths: Column[int] = Column()

    def notes_with(self, only: Only) -> set[int]:
        """The notes that have a tag which fits all that is asked of one."""
        if not self.ends or not self.ends[-1]:
            return set()
        bits = self.themes.bits(only.admits_theme) & self.people.bits(only.admits_people)
        bits &= self.poles.bits(only.admits_pole) & self.strengths.bits(only.admits_strength)
        if not bits:
            return set()
        signs = f"{bits:0{self.ends[-1]}b}"
        bounds = pairwise((0, *self.ends))
        return {nth for nth, (start, end) in enumerate(bounds) if "1" in signs[start:end]}


class Facts(Payload, frozen=True, tag=2):
    """The days and tags of one client's notes.

    None of them, and `whole` is false, where one of the notes could not be opened or read: they are
    then tried anew by every search.  `filling` says nothing, and hides how much the rest is.
    """

    stamp: bytes
    days: tuple[Day, ...] = ()
    tags: Tags = Tags()
    whole: bool = True
    filling: str = ""

    def admitted(self, only: Only) -> set[int]:
        """The notes that reading them would admit."""
        on = self._admitted_hours(only) if only.of_hours else set(range(len(self.days)))
        return on & self.tags.notes_with(only) if only.of_tags else on

    def filled(self, notes: int) -> "Facts":
        """The same, as long as that of most clients with so many notes."""
        missing = LEAST + LEAST_FOR_A_NOTE * notes - len(encode(self))
        return msgspec.structs.replace(self, filling=" " * max(0, missing))

    def _admitted_hours(self, only: Only) -> set[int]:
        days = enumerate(self.days)
        return {n for n, day in days if only.admits_hour(day.held_on, written=day.written)}


def gather_tags(notes: Sequence[Sequence[Tag]]) -> Tags:
    """The tags of each note, in columns."""
    tags = [tag for its in notes for tag in its]
    return Tags(
        tuple(accumulate(map(len, notes))),
        _column(tag.theme for tag in tags),
        _column(tag.people for tag in tags),
        _column(tag.pole for tag in tags),
        _column(tag.strength for tag in tags),
    )


def _column(values: Iterable[V]) -> Column[V]:
    values = list(values)
    known = dict.fromkeys(values)
    letters = dict(zip(known, map(chr, chain(*_LETTERS)), strict=False))
    return Column(tuple(known), "".join(letters[value] for value in values))
