"""Bring a family in, beside the people who are there already."""

from uuid import UUID

from msgspec.structs import replace

from notes_app.clients.models import Client
from notes_app.clients.policy import is_self
from notes_app.clients.queries import open_client_themes, open_identity
from notes_app.clients.service import change_client
from notes_app.crypto.errors import CannotOpen, NoKey
from notes_app.crypto.keyring import Keyring
from notes_app.payload import CannotRead
from notes_app.records.kin.folk import FamilyFile, arriving

MOST_PEOPLE = 400


class TooMany(Exception):
    """With those who are there, more people than a client can have."""


def bring_family_in(client: Client, *, family: FamilyFile, who: int, keyring: Keyring) -> None:
    """Add everybody of a file as new people; number `who` is the client, 0 if nobody is.

    A file has no circle of descent, and shares at most the client with who is there: joined, the
    two have none either.
    Names go into the identity part, where it opens; roles, years and ties into the themes.

    Raises:
        TooMany: more people than fit.
        CannotOpen, CannotRead, NoKey: the themes cannot be opened; nothing is written over.
    """
    themes = open_client_themes(client, keyring)
    own = next(person.id for person in themes.people if is_self(person))
    new = arriving(family, who=who, client=own)
    if len(themes.people) + len(new.people) > MOST_PEOPLE:
        raise TooMany
    change_client(
        client,
        themes=replace(
            themes,
            people=(*themes.people, *new.people),
            couples=(*themes.couples, *new.couples),
            descents=(*themes.descents, *new.descents),
            ties=(*themes.ties, *new.ties),
        ),
        keyring=keyring,
    )
    if new.names:
        _keep_names(client, new.names, keyring)


def _keep_names(client: Client, names: dict[UUID, str], keyring: Keyring) -> None:
    try:
        identity = open_identity(client, keyring)
    except (CannotOpen, CannotRead, NoKey):
        return
    change_client(
        client, identity=replace(identity, names={**identity.names, **names}), keyring=keyring
    )
