"""Mira's people, and sessions in which they are heard with something."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from notes_app import db
from notes_app.clients.payloads import Domain, Person, Pole
from notes_app.clients.queries import open_client_themes
from notes_app.clients.service import add_person
from notes_app.notes.payloads import Attendance, Section, SessionText, SessionThemes, Tag
from notes_app.notes.service import write_session
from tests.notes.builders import passage_at

WORDS = "She told him so."


@pytest.fixture
def people(practice) -> dict[str, UUID]:
    """Mira's mother and partner, by name; and the two that everybody has."""
    keyring = practice.keyrings["ana"]
    you, oneself = open_client_themes(practice.mira, keyring).people
    made = {"you": you.id, "self": oneself.id}
    for role, name, pole in (("Mother", "Ida", Pole.PAST), ("Partner", "Paul", Pole.CURRENT)):
        person = Person(uuid4(), role, pole, Domain.FAMILY_OF_ORIGIN)
        made[name] = add_person(practice.mira, person=person, name=name, keyring=keyring)
    db.session.commit()
    return made


@pytest.fixture
def hold(practice, clock):
    """Writes sessions, each a list of (theme, person); None for nobody."""

    def hold_all(*sessions: list[tuple[str, UUID | None]]) -> list[UUID]:
        first = clock.local().date() - timedelta(weeks=len(sessions))
        made = []
        for week, heard in enumerate(sessions):
            tags = tuple(
                Tag(uuid4(), theme, 3, (person,) if person else ()) for theme, person in heard
            )
            facts = SessionThemes(
                number=0,
                held_on=first + timedelta(weeks=week),
                attendance=Attendance.HELD,
                tagging_complete=True,
                written=True,
                tags=tags,
            )
            places = tuple(passage_at(WORDS, "told him", tag.id) for tag in tags)
            text = SessionText((Section("brought", WORDS),), places)
            keyring = practice.keyrings["ana"]
            made.append(write_session(practice.mira, facts=facts, text=text, keyring=keyring).id)
        db.session.commit()
        return made

    return hold_all
