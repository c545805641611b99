"""The client and the date that a file's name gives, such as "2024-03-15 Ines R.txt"."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from notes_app.records.reading.dates import DateOrder, WrittenDate, find_date
from notes_app.records.reading.errors import NotUnderstood

_SESSION_NUMBER = re.compile(
    r"(?<![a-z])(?:session|sess\.?|no\.?|nr\.?|s|#)[\s._#-]*([0-9]{1,4})(?![0-9])", re.IGNORECASE
)
_AROUND = " _.,;()[]-\N{EN DASH}\N{EM DASH}"
# A hyphen inside a name belongs to it: Smith-Jones.
_SEPARATORS = re.compile(rf"(?:[\s{re.escape(_AROUND.replace('-', ''))}]|\B-|-\B)+")
_NOT_A_NAME = frozenset(
    (
        *("note", "notes", "session", "sessions", "progress", "therapy", "record", "records"),
        *("copy", "final", "client", "clients", "archive"),
    )
)


@dataclass(frozen=True)
class NameReading:
    """What the name of one file gives.

    `clients` are what may be the client's name, as written first; empty when nothing is left beside
    the date.  `suggestion` is what a new client would be called: the nearest folder, or else what
    the file's name says.  `problem` says why `held_on` is None.  `number` is the session's, where
    one stands.
    """

    held_on: date | None
    clients: tuple[str, ...]
    suggestion: str = ""
    number: int | None = None
    problem: str = ""


def read_name(path: str, order: DateOrder | None) -> NameReading:
    """Read a file's path below the folder that is imported, with slashes; nothing raises."""
    place = PurePosixPath(unicodedata.normalize("NFC", path.replace("\\", "/")))
    folders = [part for part in reversed(place.parent.parts) if part not in ("/", "..")]
    parts = [place.stem, *folders]
    rests = [_without_date(part, order) for part in parts]
    named = [_SESSION_NUMBER.sub(" ", rest) for rest in rests]
    clients = [name for rest in named for name in (rest.strip(_AROUND), _tidy(rest))]
    number = _SESSION_NUMBER.search(rests[0])
    held_on, problem = _date_of(parts, order)
    return NameReading(
        held_on,
        clients=tuple(dict.fromkeys(filter(_has_letters, clients))),
        suggestion=next(filter(_has_letters, map(_tidy, [*named[1:], named[0]])), ""),
        number=int(number[1]) if number else None,
        problem=problem,
    )


def _date_of(parts: list[str], order: DateOrder | None) -> tuple[date | None, str]:
    try:
        for part in parts:
            if (written := find_date(part, order)) is not None:
                return written.day, ""
    except NotUnderstood as unclear:
        return None, unclear.sentence
    return None, "There is no date in its name. Begin the name with one, such as 2024-03-15."


def _tidy(rest: str) -> str:
    words = [word for word in _SEPARATORS.split(rest) if word]
    return " ".join(word for word in words if word.casefold() not in _NOT_A_NAME)


def _has_letters(name: str) -> bool:
    return any(letter.isalpha() for letter in name)


def _without_date(part: str, order: DateOrder | None) -> str:
    try:
        written = find_date(part, order)
    except NotUnderstood:
        return part
    return _cut(part, written) if written else part


def _cut(part: str, written: WrittenDate) -> str:
    return f"{part[: written.start]} {part[written.end :]}"
