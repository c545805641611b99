"""Ana with Mira's mother and partner, and what takes changes back."""

from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

import pytest

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.payloads import ClientThemes, Domain, Person, Pole
from notes_app.clients.queries import open_client_themes
from notes_app.clients.service import add_person
from tests.cast import Practice
from tests.pages import Browser

TODAY = date(2026, 4, 30)


@pytest.fixture
def ana(browse: Callable[[User | None], Browser], practice: Practice) -> Browser:
    return browse(practice.ana)


@pytest.fixture
def ida(practice: Practice) -> UUID:
    """Mira's mother."""
    person = Person(uuid4(), "Mother", Pole.PAST, Domain.FAMILY_OF_ORIGIN)
    add_person(practice.mira, person=person, name="Ida", keyring=practice.keyrings["ana"])
    db.session.commit()
    return person.id


@pytest.fixture
def themes(practice: Practice) -> Callable[[], ClientThemes]:
    """What stands on Mira's card now."""

    def read() -> ClientThemes:
        db.session.rollback()
        db.session.refresh(practice.mira)
        return open_client_themes(practice.mira, practice.keyrings["ana"])

    return read
