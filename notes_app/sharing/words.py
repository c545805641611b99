"""The who-can-see line: who can open what a page shows, by name and until when."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, tzinfo
from uuid import UUID

from notes_app.sealed import Scope
from notes_app.sharing.seeing import Seeing, Seer
from notes_app.web.filters import day as day_words
from notes_app.web.filters import number_word, plural

#: What a themes key opens, in the fewest words; `grants.opening` has all of it, field by field.
THEMES = "themes, ratings and dates"
ONLY_YOU = "Only you."
ONLY_YOU_READ = "Only you read this."
ODD = "Something about who can see this was changed without you: look under Who can see what."


def line_of_client(seeing: Seeing, client_id: UUID, *, zone: tzinfo | None) -> str:
    """Who can see a page about this client's themes."""
    seers = seeing.of_client(client_id)
    told = [_themes(one, zone) for one in seers if one.scope is Scope.THEMES]
    told += _records([one for one in seers if one.is_record], zone)
    told += _loans([one for one in seers if one.is_loan], "{} lent to {} {}", zone)
    return _line(told, is_odd=_is_odd(seeing, client_id))


def line_of_note(seeing: Seeing, session_id: UUID, client_id: UUID, *, zone: tzinfo | None) -> str:
    """Who can read the words of this session's note, and who can see its themes."""
    readers = [f"{one.name} {_until(one, zone)}" for one in seeing.of_record(session_id)]
    themes = [f"{one.name} {_until(one, zone)}" for one in seeing.of_themes(client_id)]
    told = [f"You read this, and {' and '.join(readers)}." if readers else ONLY_YOU_READ]
    told += [f"Its themes and date can be seen by {' and '.join(themes)}."] if themes else []
    lent = _loans(seeing.loans_of(session_id), "{} of it lent to {} {}", zone)
    told += [f"{line[:1].upper()}{line[1:]}." for line in lent]
    told += [ODD] if _is_odd(seeing, client_id) else []
    return " ".join(told)


def line_of_all(seeing: Seeing, *, zone: tzinfo | None) -> str:
    """Who can see something of a page about all clients."""
    names = dict.fromkeys(one.name for one in seeing.seers)
    told = []
    for name in names:
        count = len({one.client_id for one in seeing.seers if one.name == name})
        told.append(f"{name} can see the themes or a record of {_clients(count)}")
    return _line(told, is_odd=bool(seeing.odd))


def day_of(at: int, zone: tzinfo | None) -> date:
    """The calendar day of Unix seconds."""
    return datetime.fromtimestamp(at, zone).date()


def _is_odd(seeing: Seeing, client_id: UUID) -> bool:
    return any(one.client_id in (None, client_id) for one in seeing.odd)


def _themes(seer: Seer, zone: tzinfo | None) -> str:
    return f"{seer.name} can see {THEMES} {_until(seer, zone)}"


def _records(seers: Sequence[Seer], zone: tzinfo | None) -> Iterable[str]:
    for user_id in dict.fromkeys(one.user_id for one in seers):
        theirs = [one for one in seers if one.user_id == user_id]
        last = max(theirs, key=lambda one: one.until)
        count = "one signed record" if len(theirs) == 1 else f"{len(theirs)} signed records"
        yield f"{last.name} can read {count} {_until(last, zone)}"


def _loans(seers: Sequence[Seer], line: str, zone: tzinfo | None) -> Iterable[str]:
    for user_id in dict.fromkeys(one.user_id for one in seers):
        theirs = [one for one in seers if one.user_id == user_id]
        last = max(theirs, key=lambda one: one.until)
        count = f"{number_word(len(theirs))} {plural(len(theirs), 'passage')}"
        days = {day_of(one.until, zone) for one in theirs}
        until = _until(last, zone) if len(days) == 1 else f"(the last {_until(last, zone)})"
        yield line.format(count, last.name, until)


def _until(seer: Seer, zone: tzinfo | None) -> str:
    until = f"until {day_words(day_of(seer.until, zone))}"
    return until if seer.compared else f"{until} (not compared)"


def _clients(count: int) -> str:
    return "one client" if count == 1 else f"{count} clients"


def _line(told: list[str], *, is_odd: bool) -> str:
    line = f"You. {'; '.join(told)}." if told else ONLY_YOU
    return f"{line} {ODD}" if is_odd else line
