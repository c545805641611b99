"""What the pages about who can see what show."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from notes_app.clients.queries import ClientCard
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


def ended_of(contacts: Contacts, client_id: UUID) -> list[Given]:
    """What was once given of this client and is over, the latest first."""
    over = [one for one in contacts.given if one.client == client_id and one.ended_at is not None]
    return sorted(over, key=lambda one: -(one.ended_at or 0))
