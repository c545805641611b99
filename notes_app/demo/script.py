"""The words of one invented client, read from the text file beside the story.

A line of the file is one piece of a note.  It is written in this notation:

    == scenes                         the kind of the lines that follow
    @shop = the bakery | the tram     a list of details that `{@shop}` stands for
    (>20) She said [quiet 4 new marco: nothing until noon]. // She [quiet 3 marco: left {@shop}].

In brackets stands a passage to be tagged: the beginning of a theme's code, how strong it is, then,
in any order, the way (old, var, new), the part of the pattern (wish, expected, actual, self),
`past` for the pole, and whom it is with.  A line may be told in several versions, with `//`
between them.  In front may stand when it fits: after or before a session, between two, or in
exactly one, which then has to use it; `phone` and `present`.
A line of `next time` goes on after `>>` with what came of it.  In any other line `>>` stands where
the therapist's part ends and the client's begins: a note in BIRP has them in two sections.
"""

import re
from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from random import Random

from notes_app.clients.payloads import Pole
from notes_app.notes.payloads import Way
from notes_app.themes.payloads import Component

LAST = 10_000
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Kind(StrEnum):
    """What part of a note a line can be."""

    ARRIVALS = "arrivals"
    SCENES = "scenes"
    COLOUR = "colour"
    ROOM = "between us"
    DID = "what I did"
    ASKED = "asked"
    LANDED = "landed"
    MINE = "my own response"
    NEXT = "next time"
    PROCESS = "process"
    # The five parts of a history session, which is told in these alone.
    FIRST_TIES = "family and first ties"
    LOVES = "loves and losses"
    TURNS = "turning points"
    HELPED = "what helped"
    LEFT = "what it left behind"


PRONOUNS = {
    f"{they}/{them}": {
        "they": (they,),
        "them": (them,),
        "They": (they.capitalize(),),
        "their": (their,),
        "Their": (their.capitalize(),),
    }
    for they, them, their in (
        ("she", "her", "her"),
        ("he", "him", "his"),
        ("they", "them", "their"),
    )
}
WAYS = {"old": Way.OLD, "var": Way.VARIATION, "new": Way.NEW}
PARTS = {
    "wish": Component.WISH,
    "expected": Component.RO_EXPECTED,
    "actual": Component.RO_ACTUAL,
    "self": Component.RS,
}


class BadScript(Exception):
    """A line of a story's file is not written as it should be; the message quotes it."""


@dataclass(frozen=True)
class Mark:
    """A passage to be tagged, as it is written in the file."""

    theme: str
    strength: int
    people: tuple[str, ...] = ()
    way: Way | None = None
    component: Component | None = None
    pole: Pole | None = None


@dataclass(frozen=True)
class Piece:
    """A stretch of words, or the details to choose one from; `mark` is the place of its mark."""

    options: tuple[str, ...]
    mark: int | None = None


@dataclass(frozen=True)
class Version:
    """One way to tell a line, and the passages to be tagged in it.

    The client's part begins with piece `turn`; None where the line is not divided.
    """

    pieces: tuple[Piece, ...]
    marks: tuple[Mark, ...] = ()
    turn: int | None = None

    @property
    def has_details(self) -> bool:
        """Whether it can be said in more than one way."""
        return any(len(piece.options) > 1 for piece in self.pieces)


@dataclass(frozen=True)
class Line:
    """One piece of a note, and when it fits."""

    key: str
    kind: Kind
    versions: tuple[Version, ...]
    first: int = 1
    last: int = LAST
    phone: bool | None = None
    follow: "Line | None" = None

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The passages of its first version; the others show the same themes."""
        return self.versions[0].marks

    @property
    def pinned(self) -> int | None:
        """The one session that has to use this line."""
        return self.first if self.first == self.last else None

    def fits(self, number: int, *, phone: bool) -> bool:
        """Whether a session may use it; pinned lines are not for the taking."""
        there = self.first <= number <= self.last and self.pinned is None
        return there and self.phone in (None, phone)


@dataclass(frozen=True)
class Said:
    """A line as it stands in one note: the words, and where each mark begins and ends.

    The client's part begins at `turn`; None where the line is not divided.
    """

    line: Line
    text: str
    spans: tuple[tuple[int, int, Mark], ...] = ()
    turn: int | None = None

    def halves(self) -> tuple["Said", "Said"] | None:
        """What the therapist did, and what the client did with it; None if it is not divided."""
        if self.turn is None:
            return None
        first = tuple(span for span in self.spans if span[1] <= self.turn)
        second = tuple(
            (start - self.turn, end - self.turn, mark)
            for start, end, mark in self.spans
            if start >= self.turn
        )
        return (
            Said(self.line, self.text[: self.turn].rstrip(), first),
            Said(self.line, self.text[self.turn :], second),
        )


_CONDITION = re.compile(r"^\(([<>\d\- a-z]+)\) ")
_PART = re.compile(r"\[([^\]:]+): |\]|\{@(\w+)\}|(?<= )(>>) ")


def read_script(
    path: Path,
    *,
    themes: tuple[str, ...] = (),
    people: Set[str] = frozenset(),
    pronouns: str = "they/them",
) -> tuple[Line, ...]:
    """Read a story's file.  Raises BadScript.

    Args:
        themes: the codes that marks may begin.
        people: the keys of those whom marks may name.
    """
    kind, pools, lines = Kind.SCENES, {"day": DAYS, **PRONOUNS[pronouns]}, []
    for place, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        text = raw.strip()
        if text.startswith("== "):
            kind = Kind(text[3:])
        elif text.startswith("@"):
            name, options = text[1:].split(" = ")
            pools[name] = tuple(options.split(" | "))
        elif text and not text.startswith("#"):
            key = f"{path.stem}:{place}"
            lines.append(_line(key, kind, text, _Reader(pools, themes, people)))
    return tuple(lines)


def say(line: Line, rng: Random, version: Version | None = None) -> Said:
    """Choose the details of a version of `line`, and the version too where none is given."""
    version = version or rng.choice(line.versions)
    text = ""
    turn: int | None = None
    begins: dict[int, int] = {}
    ends: dict[int, int] = {}
    for at, piece in enumerate(version.pieces):
        turn = len(text) if at == version.turn else turn
        chosen = rng.choice(piece.options)
        if piece.mark is not None:
            begins.setdefault(piece.mark, len(text))
            ends[piece.mark] = len(text) + len(chosen)
        text += chosen
    spans = tuple((begins[at], ends[at], mark) for at, mark in enumerate(version.marks))
    return Said(line, _typeset(text), spans, turn)


@dataclass(frozen=True)
class _Reader:
    pools: dict[str, tuple[str, ...]]
    themes: tuple[str, ...]
    people: Set[str]

    def mark(self, head: str) -> Mark:
        beginning, strength, *rest = head.split()
        codes = [code for code in self.themes if code.startswith(beginning)]
        if len(codes) != 1:
            raise BadScript(f"{beginning!r} begins {codes}")
        ways = [WAYS[word] for word in rest if word in WAYS]
        parts = [PARTS[word] for word in rest if word in PARTS]
        known = {*WAYS, *PARTS, "past"}
        strangers = [word for word in rest if word not in known | self.people]
        if strangers:
            raise BadScript(f"{strangers} are neither people nor parts of a mark")
        return Mark(
            theme=codes[0],
            strength=int(strength),
            people=tuple(word for word in rest if word not in known),
            way=ways[0] if ways else None,
            component=parts[0] if parts else None,
            pole=Pole.PAST if "past" in rest else None,
        )


def _line(key: str, kind: Kind, text: str, reader: _Reader) -> Line:
    first, last, phone = 1, LAST, None
    condition = _CONDITION.match(text)
    if condition:
        first, last, phone = _when(condition[1])
        text = text[condition.end() :]
    text, _, after = text.partition(" >> ") if kind is Kind.NEXT else (text, "", "")
    versions = tuple(_version(told, reader) for told in text.split(" // "))
    if len({tuple(sorted(mark.theme for mark in one.marks)) for one in versions}) > 1:
        raise BadScript(f"{key}: the versions show different themes")
    follow = _line(f"{key}+", Kind.ARRIVALS, after, reader) if after else None
    return Line(key, kind, versions, first, last, phone, follow)


def _when(words: str) -> tuple[int, int, bool | None]:
    first, last, phone = 1, LAST, None
    for word in words.split():
        if word in ("phone", "present"):
            phone = word == "phone"
        elif word.startswith(">"):
            first = int(word[1:])
        elif word.startswith("<"):
            last = int(word[1:])
        else:
            begin, _, end = word.partition("-")
            first, last = int(begin), int(end or begin)
    return first, last, phone


def _version(text: str, reader: _Reader) -> Version:
    pieces: list[Piece] = []
    marks: list[Mark] = []
    at, current, turn = 0, None, None
    for found in _PART.finditer(text):
        if found.start() > at:
            pieces.append(Piece((text[at : found.start()],), current))
        at = found.end()
        if found[1]:
            marks.append(reader.mark(found[1]))
            current = len(marks) - 1
        elif found[2] is not None:
            pieces.append(Piece(reader.pools[found[2]], current))
        elif found[3]:
            if current is not None or turn is not None:
                raise BadScript(f"divided within a passage, or twice: {text!r}")
            turn = len(pieces)
        else:
            current = None
    if at < len(text):
        pieces.append(Piece((text[at:],), current))
    return Version(tuple(pieces), tuple(marks), turn)


def _typeset(text: str) -> str:
    # One character for one, so that the marks stay where they are.
    opened = re.sub(r'(^|(?<=[\s(—]))"', "“", text)
    return opened.replace('"', "”").replace("'", "\u2019")
