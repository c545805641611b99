"""Hours and sessions in a line each."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from notes_app.clients.payloads import ClientIdentity, ClientThemes, StandingHour
from notes_app.clients.queries import ClientCard
from notes_app.diary.slots import Diary
from notes_app.notes.payloads import Attendance, SessionThemes, Tag
from notes_app.notes.queries import ReadSession, number_sessions

THURSDAY = date(2026, 1, 8)
NOON = datetime(2026, 4, 30, 12, tzinfo=UTC)


def hour(since: date = THURSDAY, starts_at: time = time(14), **more: Any) -> StandingHour:
    return StandingHour(id=uuid4(), since=since, starts_at=starts_at, **more)


def read(day: date = THURSDAY, *themes: str, **more: Any) -> ReadSession:
    """A session held on `day` with these themes, tagging complete unless said otherwise."""
    facts = {
        "number": 0,
        "held_on": day,
        "attendance": Attendance.HELD,
        "tagging_complete": True,
        "tags": tuple(Tag(id=uuid4(), theme=theme, strength=3) for theme in themes),
        **more,
    }
    return ReadSession(uuid4(), UUID(int=1), 1, SessionThemes(**facts))


def weekly(heard: str, theme: str = "going-quiet-when-hurt") -> list[ReadSession]:
    """One session a week: x heard, . not heard, ? not heard and tagging not complete."""
    return number_sessions(
        [
            read(
                THURSDAY + timedelta(weeks=week),
                *([theme] if mark == "x" else []),
                tagging_complete=mark != "?",
            )
            for week, mark in enumerate(heard)
        ]
    )


def diary(*reads: ReadSession, hours: tuple[StandingHour, ...] = (), **more: Any) -> Diary:
    """The diary of somebody with one client, at noon of a Thursday in April."""
    themes = ClientThemes(code_name="Heron", standing=hours)
    card = ClientCard(UUID(int=1), 1, ClientIdentity(name="Mira Halt"), themes)
    sessions = {card.client_id: number_sessions(reads)}
    return Diary(**{"now": NOON, "cards": [card], "sessions": sessions, **more})
