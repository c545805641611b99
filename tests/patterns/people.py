"""Sessions in a line each: who is heard with what."""

from datetime import date, timedelta
from uuid import UUID, uuid4

from notes_app.clients.payloads import ClientThemes, Domain, Person, Pole
from notes_app.clients.queries import ClientCard
from notes_app.notes.payloads import Attendance, SessionThemes, Tag
from notes_app.notes.queries import ReadSession

FIRST = date(2026, 1, 8)
YOU = Person(uuid4(), "You and the client", Pole.THERAPIST, Domain.THERAPIST)
SELF = Person(uuid4(), "Self", Pole.SELF, Domain.ONESELF)
IDA = Person(uuid4(), "Mother", Pole.PAST, Domain.FAMILY_OF_ORIGIN)
PAUL = Person(uuid4(), "Partner", Pole.CURRENT, Domain.PARTNER)
RIA = Person(uuid4(), "Sister", Pole.CURRENT, Domain.FAMILY_OF_ORIGIN)
EVERYBODY = (YOU, SELF, IDA, PAUL, RIA)
CARD = ClientCard(uuid4(), 1, None, ClientThemes("Heron", people=EVERYBODY))
QUIET, TALK = "going-quiet-when-hurt", "direct-honest-talk"


def tag(theme: str, *people: Person, **more: object) -> Tag:
    """A passage with these people, without a place of its own."""
    return Tag(uuid4(), theme, 3, tuple(person.id for person in people), **more)  # type: ignore[arg-type]


def session(week: int, *tags: Tag, complete: bool = True, **more: object) -> ReadSession:
    """An hour that took place in this week."""
    facts = SessionThemes(
        number=0,
        held_on=FIRST + timedelta(weeks=week),
        attendance=Attendance.HELD,
        tagging_complete=complete,
        tags=tags,
        **more,  # type: ignore[arg-type]
    )
    return ReadSession(UUID(int=week, version=4), CARD.client_id, 1, facts, number=week + 1)
