"""What the pages about who can see what show."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.queries import ClientCard
from notes_app.db.errors import NotFound
from notes_app.grants.policy import can_be_shown
from notes_app.sharing.contacts import Contact, people_of_practice
from notes_app.sharing.payloads import Contacts, Given
from notes_app.sharing.seeing import Seeing, Seer


@dataclass(frozen=True)
class Row:
    """One client's line in the table: a cell for each person that sees anything of anybody."""

    card: ClientCard
    cells: Sequence[Sequence[Seer]]


def columns_of(seeing: Seeing) -> dict[UUID, str]:
    """Everybody who can open something, by id, with their names."""
    return {one.user_id: one.name for one in seeing.seers}


def rows_of(cards: Sequence[ClientCard], seeing: Seeing) -> list[Row]:
    """The clients of whom somebody else can open something."""
    people = list(columns_of(seeing))
    found = []
    for card in cards:
        seers = seeing.of_client(card.client_id)
        if seers:
            cells = [[one for one in seers if one.user_id == person] for person in people]
            found.append(Row(card, cells))
    return found


def people_to_show(user: User, contacts: Contacts) -> list[Contact]:
    """Everybody else to whom something can be shown, by what they are called."""
    return [one for one in people_of_practice(user, contacts) if can_be_shown(one.roles)]


def person_to_show(user: User, person_id: UUID | None) -> User:
    """Somebody else of the practice to whom something can be shown.  Raises NotFound."""
    found = db.session.scalar(select(User).where(User.id == person_id, ~User.disabled))
    if found is None or found.id == user.id or not can_be_shown(found.roles):
        raise NotFound
    return found


def ended_of(contacts: Contacts, client_id: UUID) -> list[Given]:
    """What was once given of this client and is over, the latest first."""
    over = [one for one in contacts.given if one.client == client_id and one.ended_at is not None]
    return sorted(over, key=lambda one: -(one.ended_at or 0))
