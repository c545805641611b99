"""Ana meets Sam and shares with him, by the services that her pages call."""

from uuid import UUID

from notes_app import db
from notes_app.accounts.models import User
from notes_app.accounts.service import keyring_of
from notes_app.crypto.errors import CannotOpen, NoKey
from notes_app.crypto.keyring import Keyring
from notes_app.sealed import Scope
from notes_app.sharing.contacts import meet
from notes_app.sharing.generations import Owner
from notes_app.sharing.payloads import Basis, Mode
from notes_app.sharing.service import Wish, end_grant, open_record, share_themes
from tests.cast import Practice, clock_of_app, find_keys

DAY = 24 * 3600


def now() -> int:
    return int(clock_of_app().now().wall)


def keyring(practice: Practice, name: str) -> Keyring:
    """Their keys as a request of this moment finds them."""
    user: User = getattr(practice, name)
    opened = keyring_of(user, practice.masters[name])
    find_keys(user, opened)
    return opened


def owner(practice: Practice, name: str = "ana") -> Owner:
    return Owner(getattr(practice, name), keyring(practice, name), now())


def introduce(practice: Practice, one: str, other: str, *, compared: bool = True) -> None:
    """Both pin the other's keys."""
    for me, them in ((one, other), (other, one)):
        user, found = getattr(practice, me), getattr(practice, them)
        name = them.capitalize()
        meet(user, found, compared=compared, name=name, now=now(), keyring=keyring(practice, me))
    db.session.commit()


def wish(to: User, *, days: float = 30) -> Wish:
    return Wish(to, Basis.TRAINING, "Weekly supervision", now() + int(days * DAY))


def share(practice: Practice, to: str = "sam", *, days: float = 30, client: str = "mira") -> UUID:
    found = getattr(practice, client)
    name = "bea" if client == "lena" else "ana"
    grant = share_themes(
        found.id, wish(getattr(practice, to), days=days), owner=owner(practice, name)
    )
    db.session.commit()
    return grant


def open_for(
    practice: Practice, session_id: UUID, to: str = "sam", mode: Mode = Mode.COSIGN
) -> UUID:
    """One signed record of Mira's."""
    found = wish(getattr(practice, to))
    grant = open_record(practice.mira.id, session_id, found, mode=mode, owner=owner(practice))
    db.session.commit()
    return grant


def end(practice: Practice, grant_id: UUID, name: str = "ana") -> None:
    end_grant(grant_id, owner=owner(practice, name))
    db.session.commit()


def opens(practice: Practice, name: str, client_id: UUID, scope: Scope = Scope.THEMES) -> bool:
    """Whether somebody's keys of this moment open that scope, newest generation."""
    found = keyring(practice, name)
    try:
        return bool(found.scope_key(client_id, scope, found.newest_generation(client_id, scope)))
    except (NoKey, CannotOpen):
        return False
