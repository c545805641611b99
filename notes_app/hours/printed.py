"""The supervision log as a document: totals, one line for each hour, and what was attested."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from notes_app.hours.attesting import Attested
from notes_app.hours.payloads import Hour, Setting, Side
from notes_app.hours.totals import in_hours, own_practice, totals
from notes_app.paper.sheet import Block, Heading, Sheet, Table, Words
from notes_app.web.filters import day as day_words

TITLE = "Supervision log"


@dataclass(frozen=True)
class Line:
    """An hour, and its attestation where it has one that holds."""

    hour: Hour
    attested: Attested | None
    attested_at: datetime | None = None
    """In the owner's zone."""


@dataclass(frozen=True)
class LogOf:
    """Whose log it is, of which period, made when; `whom`: only hours with this person."""

    name: str
    credential: str
    first: date | None
    last: date | None
    made_on: date
    whom: str = ""


def log_sheet(lines: Sequence[Line], whose: LogOf) -> Sheet:
    """One document of all these hours, newest first.  No client's name can stand in it."""
    hours = [line.hour for line in lines]
    blocks: list[Block] = []
    for side, words in ((Side.SUPERVISED, "Supervision received"), (Side.SUPERVISING, "Given")):
        blocks += _summed(hours, side, words)
    practice = own_practice(hours)
    if practice:
        blocks.append(Words(f"Hours with clients noted beside them: {practice:g}."))
    blocks.append(Heading("Hours"))
    blocks += [block for line in lines for block in _hour(line)] or [Words("No hours.")]
    return Sheet(TITLE, _head(whose), tuple(blocks))


def _head(whose: LogOf) -> tuple[str, ...]:
    owner = ", ".join(part for part in (whose.name, whose.credential) if part)
    start = day_words(whose.first) if whose.first else "the beginning"
    period = f"From {start} until {day_words(whose.last or whose.made_on)}."
    only = f"Only hours with {whose.whom}." if whose.whom else ""
    made = f"Made on {day_words(whose.made_on)}."
    return tuple(line for line in (owner, period, only, made) if line)


def _summed(hours: Iterable[Hour], side: Side, words: str) -> list[Block]:
    lines = totals(hours, side)
    if not lines:
        return []
    whole = sum(line.minutes for line in lines)
    rows = [(line.category, str(line.count), in_hours(line.minutes)) for line in lines]
    rows.append(("All", str(sum(line.count for line in lines)), in_hours(whole)))
    columns = ("Category", "Meetings", "Time")
    return [Heading(words), Table(words, columns, tuple(rows), frozenset({1, 2}))]


def _hour(line: Line) -> list[Block]:
    hour = line.hour
    setting = "group" if hour.setting == Setting.GROUP else "individual"
    side = "gave" if hour.side == Side.SUPERVISING else "received"
    heading = f"{day_words(hour.on)}, {in_hours(hour.minutes)}, {setting}, {side}"
    told = [
        ("", hour.category),
        ("With", hour.with_whom),
        ("Cases", ", ".join(hour.cases)),
        ("Topics", hour.topics),
        ("Risk and ethics", hour.risk),
        ("How it was settled", hour.settled),
        ("Recommendations", hour.recommendations),
    ]
    words = [f"{name}: {text}" if name else text for name, text in told if text]
    return [Heading(heading, 2), *map(Words, words), *_signature(line)]


def _signature(line: Line) -> list[Block]:
    if line.hour.withdrawn:
        return [Words(f"Struck out on {day_words(line.hour.withdrawn)}. It counts nowhere.")]
    if line.attested and line.attested_at:
        at = f"{day_words(line.attested_at.date())}, {line.attested_at:%H:%M}"
        words = line.attested.words
        signed = f"Attested {at}. Unchanged since. Words of the key: {words}."
        return [Words(signed, small=True)]
    if line.hour.attested:
        return [Words("The attestation does not fit this entry.", small=True)]
    return []
