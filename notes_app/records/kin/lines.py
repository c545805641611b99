"""The lines of a GEDCOM file: level, pointer, tag, value (FamilySearch GEDCOM 7.0.16).

    level [@xref@] tag [value]

Levels nest.  `CONT` goes on in a new line.  A leading @ of a value is doubled.  What is read is
bounded in bytes, lines and depth before anything is built of it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from notes_app.records.reading.errors import NotUnderstood

MOST_BYTES = 2_000_000
MOST_LINES = 40_000
DEEPEST = 20
LONGEST_VALUE = 10_000  # nothing that is taken of a file is longer
POINTER = re.compile(r"@[A-Z0-9_]{1,40}@$", re.IGNORECASE)
_LINE = re.compile(r"(\d{1,3}) +(?:(@[^@ ]{1,40}@) +)?([A-Za-z0-9_]{1,31})(?: (.*))?$", re.DOTALL)
POINTING = frozenset({"ASSO", "FAMC", "FAMS", "HUSB", "WIFE", "CHIL", "SUBM"})
NO_GEDCOM = "This is no GEDCOM file: it begins with “0 HEAD”. Export it again as GEDCOM 7."


@dataclass
class Structure:
    """One line, and those below it."""

    tag: str
    value: str = ""
    xref: str = ""
    below: "list[Structure]" = field(default_factory=list)

    def all(self, *tags: str) -> "Iterator[Structure]":
        """Those below it with one of these tags."""
        return (one for one in self.below if one.tag in tags)

    def first(self, tag: str) -> "Structure | None":
        """The first below it with this tag."""
        return next(self.all(tag), None)

    def text(self, tag: str) -> str:
        """The value of the first below it with this tag; empty where there is none."""
        found = self.first(tag)
        return found.value if found else ""

    @property
    def points_to(self) -> str:
        """The pointer that its value is; empty where it is none, or @VOID@."""
        value = self.value.strip()
        return value if POINTER.match(value) and value.upper() != "@VOID@" else ""


def decoded(content: bytes) -> str:
    """The text of a file.  Raises NotUnderstood: too large, or not UTF-8."""
    if len(content) > MOST_BYTES:
        raise NotUnderstood("This file is larger than 2 MB. A family of this size does not fit.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotUnderstood("This file is not in UTF-8. Export it again as UTF-8.") from None
    if "\0" in text:
        raise NotUnderstood("This file is not text. Export it again as GEDCOM in UTF-8.")
    return text


def read_structures(content: bytes) -> list[Structure]:
    """The records of a GEDCOM file.  Raises NotUnderstood."""
    lines = [line for line in re.split(r"\r\n|\n|\r", decoded(content)) if line.strip()]
    if len(lines) > MOST_LINES:
        raise NotUnderstood("This file has more lines than a family needs. Nothing was read.")
    records: list[Structure] = []
    open_ones: list[Structure] = []
    for number, line in enumerate(lines, 1):
        _hang(line.lstrip(" \t"), number, records, open_ones)
    if not records or records[0].tag != "HEAD":
        raise NotUnderstood(NO_GEDCOM)
    return records


def _hang(line: str, number: int, records: list[Structure], open_ones: list[Structure]) -> None:
    match = _LINE.match(line)
    if match is None:
        raise NotUnderstood(NO_GEDCOM if number == 1 else f"Line {number} is not GEDCOM.")
    level, made = int(match[1]), Structure(match[3].upper(), _unescaped(match[4]), match[2] or "")
    if level > len(open_ones) or level > DEEPEST:
        raise NotUnderstood(f"Line {number} skips a level. Export the file again.")
    del open_ones[level:]
    if made.tag in ("CONT", "CONC") and open_ones:
        joined = open_ones[-1].value + ("\n" if made.tag == "CONT" else "") + made.value
        open_ones[-1].value = joined[:LONGEST_VALUE]
        return
    (open_ones[-1].below if open_ones else records).append(made)
    open_ones.append(made)


def _unescaped(value: str | None) -> str:
    return (value or "")[value.startswith("@@") :] if value else ""


def written(records: Iterable[Structure]) -> bytes:
    """The file of these records, in UTF-8, one line each."""
    return "".join(line for record in records for line in _lines(record, 0)).encode()


def _lines(one: Structure, level: int) -> Iterator[str]:
    first, *rest = one.value.split("\n")
    head = " ".join(part for part in (str(level), one.xref, one.tag) if part)
    value = first if one.tag in POINTING else _escaped(first)
    yield f"{head} {value}\n" if first else f"{head}\n"
    for more in rest:
        yield f"{level + 1} CONT {_escaped(more)}\n" if more else f"{level + 1} CONT\n"
    for below in one.below:
        yield from _lines(below, level + 1)


def _escaped(value: str) -> str:
    return f"@{value}" if value.startswith("@") else value


def line(tag: str, value: str = "", *below: Structure, xref: str = "") -> Structure:
    """A structure with those below it."""
    return Structure(tag, value, xref, list(below))
