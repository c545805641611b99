"""The lines of an iCalendar file (RFC 5545, 3.1): folded ones joined, names and parameters apart.

Whatever the file holds, the work is bounded by its size, and nothing of it is run or looked up.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from notes_app.records.reading.errors import NotUnderstood

MOST_BYTES = 10_000_000
LONGEST_LINE = 100_000  # characters, joined
TOO_LARGE = (
    "This calendar has more than 10 MB. Export a shorter stretch of it, such as from this month on."
)
NO_CALENDAR = (
    "This is no calendar file. Export your calendar as .ics (iCalendar) and choose that file."
)
_NAME = re.compile(r"[A-Za-z0-9-]+")
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^;:",]*)(?:,(?:"[^"]*"|[^;:",]*))*')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True)
class Line:
    """One property: its name in capitals, its parameters (the first value of each), its value."""

    name: str
    parameters: dict[str, str]
    value: str

    @property
    def words(self) -> str:
        """The value of a text property, on one line."""
        plain = _ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], self.value)
        return " ".join(plain.split())


def calendar_lines(content: bytes) -> Iterator[Line]:
    """The properties of a file, in order; a line that is none is left out.

    Raises:
        NotUnderstood: too large, no text, or no calendar.
    """
    if len(content) > MOST_BYTES:
        raise NotUnderstood(TOO_LARGE)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotUnderstood(NO_CALENDAR) from None
    if not text.lstrip()[:15].upper() == "BEGIN:VCALENDAR":
        raise NotUnderstood(NO_CALENDAR)
    return (line for raw in _unfolded(text) if (line := _line(raw)) is not None)


def _unfolded(text: str) -> Iterator[str]:
    # Only CR LF, LF and CR end a line here: str.splitlines knows others, which titles may hold.
    parts: list[str] = []
    for piece in re.split(r"\r\n|\n|\r", text):
        if piece[:1] in (" ", "\t"):
            parts.append(piece[1:])
            continue
        yield "".join(parts)
        parts = [piece]
    yield "".join(parts)


def _line(raw: str) -> Line | None:
    if len(raw) > LONGEST_LINE:
        return None
    name = _NAME.match(raw)
    if name is None:
        return None
    at, parameters = name.end(), {}
    while found := _PARAMETER.match(raw, at):
        parameters[found[1].upper()] = found[2].strip('"')
        at = found.end()
    if raw[at : at + 1] != ":":
        return None
    return Line(name[0].upper(), parameters, raw[at + 1 :])
