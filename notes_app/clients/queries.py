"""A therapist's clients: one of them, or all of them opened at once."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.models import Client, stored_own
from notes_app.clients.own import joined
from notes_app.clients.payloads import (
    ClientIdentity,
    ClientOwn,
    ClientThemes,
    Person,
    Status,
    read_client_identity,
    read_client_own,
    read_client_themes,
)
from notes_app.clients.policy import is_therapist
from notes_app.crypto.errors import CannotOpen, NoKey
from notes_app.crypto.keyring import Keyring
from notes_app.db import SealedPart
from notes_app.db.errors import NotFound
from notes_app.payload import CannotRead
from notes_app.sealed import Scope
from notes_app.sharing.sealing import PartPlace, open_part

T = TypeVar("T")
NAMELESS = "Cannot be opened"


@dataclass(frozen=True)
class ClientCard:
    """One client as far as the keyring opens them.

    Attributes:
        version: of the row; what a form was based on.
        identity, themes: None where the part cannot be opened or read.
        newer: a part was written by a newer Between, which is no damage.
        unjoined: goals, days, formulations and what else is the therapist's own are missing from
            `themes`, because that part cannot be opened or read.
    """

    client_id: UUID
    version: int
    identity: ClientIdentity | None
    themes: ClientThemes | None
    newer: bool = False
    unjoined: bool = False

    @property
    def damaged(self) -> bool:
        """Whether a part of the card is missing."""
        return self.identity is None or self.themes is None or self.unjoined

    @property
    def name(self) -> str:
        """The full name; empty when none was given or it cannot be opened."""
        return self.identity.name if self.identity else ""

    @property
    def code_name(self) -> str:
        """The code name, or words that say it cannot be opened."""
        return self.themes.code_name if self.themes else NAMELESS

    @property
    def label(self) -> str:
        """First name and last initial ("Ines R."), or else the code name."""
        words = self.name.split()
        if not words:
            return self.code_name
        return words[0] if len(words) == 1 else f"{words[0]} {words[-1][0]}."

    @property
    def initials(self) -> str:
        """For titles, which stay in the task bar: "I. R.", or else the code name."""
        words = self.name.split()
        if not words:
            return self.code_name
        return " ".join(f"{word[0]}." for word in words[:1] + words[1:][-1:])

    @property
    def first_name(self) -> str:
        """What the client is called in a heading: the first name, or else the code name."""
        return (self.name or self.code_name).split()[0]

    @property
    def pronouns(self) -> str:
        """Empty where none are known."""
        return self.identity.pronouns if self.identity else ""

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody in the client's life, removed people too; nobody where it cannot be opened."""
        return self.themes.people if self.themes else ()

    @property
    def present_people(self) -> tuple[Person, ...]:
        """Everybody but those who were removed."""
        return self.themes.present_people if self.themes else ()

    @property
    def status(self) -> Status | None:
        """Whether the work goes on; None when it cannot be opened."""
        return self.themes.status if self.themes else None

    def name_of(self, person_id: UUID) -> str:
        """The name of somebody in the client's life; empty when there is none, or none to see."""
        return self.identity.names.get(person_id, "") if self.identity else ""

    def called(self, person: Person) -> str:
        """Somebody in the client's life by name, or else by role; "You and Ines" for that pair."""
        if is_therapist(person):
            return f"You and {self.first_name}"
        return self.name_of(person.id) or person.role

    @property
    def called_by_person(self) -> dict[UUID, str]:
        """The same for everybody, removed people too."""
        return {person.id: self.called(person) for person in self.people}

    def called_by_id(self, person_id: UUID) -> str:
        """The same for an id that a tie or a passage names; "Not known" if there is nobody."""
        found = next((person for person in self.people if person.id == person_id), None)
        return self.called(found) if found else "Not known"


def client_of(user: User, client_id: UUID) -> Client:
    """Their own client; anyone else's does not exist (NotFound)."""
    client = db.session.scalar(
        select(Client).where(Client.id == client_id, Client.owner_id == user.id)
    )
    if client is None:
        raise NotFound
    return client


def clients_of(user: User, keyring: Keyring) -> list[ClientCard]:
    """All their clients by label, those that cannot be opened last.  One query, and the keys."""
    rows = db.session.execute(
        select(
            Client.id,
            Client.version,
            *(Client.identity_generation, Client.identity_version, Client.identity_sealed),
            *(Client.themes_generation, Client.themes_version, Client.themes_sealed),
            *(Client.own_generation, Client.own_version, Client.own_sealed),
        ).where(Client.owner_id == user.id)
    )
    cards = [
        _card(row[0], row[1], _Parts(*_parts(row[2:8]), stored_own(*row[8:])), keyring)
        for row in rows
    ]
    return sorted(cards, key=lambda card: (card.label == NAMELESS, card.label.casefold()))


def shared_cards(clients: Collection[UUID], *, keyring: Keyring) -> dict[UUID, ClientCard]:
    """The cards of clients whose themes others shared, in one query: code names and roles."""
    rows = db.session.execute(
        select(
            Client.id,
            Client.version,
            *(Client.themes_generation, Client.themes_version, Client.themes_sealed),
        ).where(Client.id.in_(clients))
    )
    return {row[0]: _shared_card(row[0], row[1], SealedPart(*row[2:]), keyring) for row in rows}


def card_of(client: Client, keyring: Keyring) -> ClientCard:
    """One client's card; what cannot be opened is missing from it and harms nothing else."""
    parts = _Parts(client.identity, client.themes, client.own)
    return _card(client.id, client.version, parts, keyring)


def open_identity(client: Client, keyring: Keyring) -> ClientIdentity:
    """Who the client is.  Raises NoKey, CannotOpen, CannotRead."""
    place = place_of(client.id, Scope.IDENTITY)
    return read_client_identity(open_part(client.identity, place, keyring=keyring))


def open_client_themes(client: Client, keyring: Keyring) -> ClientThemes:
    """What the work is about: all of it for its owner, for whoever else what goes with the themes.

    Raises NoKey, CannotOpen, CannotRead.
    """
    place = place_of(client.id, Scope.THEMES)
    shown = read_client_themes(open_part(client.themes, place, keyring=keyring))
    if keyring.user_id != client.owner_id:
        return shown
    own = open_own(client.id, client.own, keyring=keyring)
    return _whole(shown, own)


def open_own(client_id: UUID, part: SealedPart | None, *, keyring: Keyring) -> ClientOwn | None:
    """The therapist's own part; None where the two are not parted yet.

    Raises NoKey, CannotOpen, CannotRead.
    """
    if part is None:
        return None
    return read_client_own(open_part(part, place_of(client_id, Scope.OWN), keyring=keyring))


def place_of(client_id: UUID, scope: Scope) -> PartPlace:
    """Where a part of a client's card lives (security.md 3.5)."""
    return PartPlace(f"client.{scope}", client_id, client_id, scope)


def _shared_card(client_id: UUID, version: int, themes: SealedPart, keyring: Keyring) -> ClientCard:
    """A card without its identity: no key for that part was asked for."""
    place = place_of(client_id, Scope.THEMES)
    work, newer = _opened(themes, place, read_client_themes, keyring)
    return ClientCard(client_id, version, None, work, newer=newer)


@dataclass(frozen=True)
class _Parts:
    """The parts of one row as they are stored."""

    identity: SealedPart
    themes: SealedPart
    own: SealedPart | None


def _parts(row: Sequence[Any]) -> tuple[SealedPart, SealedPart]:
    return SealedPart(*row[:3]), SealedPart(*row[3:])


def _card(client_id: UUID, version: int, parts: _Parts, keyring: Keyring) -> ClientCard:
    who, newer_who = _opened(
        parts.identity, place_of(client_id, Scope.IDENTITY), read_client_identity, keyring
    )
    work, newer_work = _opened(
        parts.themes, place_of(client_id, Scope.THEMES), read_client_themes, keyring
    )
    newer, unjoined = newer_who or newer_work, False
    if work is not None:
        try:
            work = _whole(work, open_own(client_id, parts.own, keyring=keyring))
        except (CannotOpen, CannotRead, NoKey) as error:
            newer, unjoined = newer or isinstance(error, CannotRead), True
    return ClientCard(client_id, version, who, work, newer=newer, unjoined=unjoined)


def _whole(shown: ClientThemes, own: ClientOwn | None) -> ClientThemes:
    """Raises CannotOpen where the themes say that there is another part, and there is none."""
    if own is not None:
        return joined(shown, own)
    if shown.parted:
        raise CannotOpen
    return shown


def _opened(
    part: SealedPart, place: PartPlace, read: Callable[[bytes], T], keyring: Keyring
) -> tuple[T | None, bool]:
    try:
        return read(open_part(part, place, keyring=keyring)), False
    except CannotRead:
        return None, True
    except (CannotOpen, NoKey):
        return None, False
