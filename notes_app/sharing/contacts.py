"""Meeting each other: whose keys are whose, pinned where the server cannot edit them.

The public keys in `users` are only what the database says.  What counts is the pin: the keys as
they were when two people met, sealed under the master key of the one who met.
"""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

import msgspec
from sqlalchemy import select, update

from notes_app import db
from notes_app.accounts.models import User
from notes_app.crypto.envelope import seal, unseal
from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.keypairs import PublicKeys, check_public_keys, fingerprint
from notes_app.crypto.keyring import Keyring
from notes_app.crypto.place import Place, stored_place
from notes_app.crypto.words import fingerprint_words
from notes_app.db.errors import Stale
from notes_app.payload import encode
from notes_app.sharing.payloads import Contacts, Pin, read_contacts


class Standing(StrEnum):
    """How well somebody's keys are known."""

    NO_KEYS = "no-keys"
    NOT_MET = "not-met"
    NOT_COMPARED = "not-compared"
    COMPARED = "compared"
    CHANGED = "changed"


class KeysChanged(Exception):
    """The keys in the database are not those that were pinned, or do not belong together."""


class NotMet(Exception):
    """Their keys were not pinned yet, or they have none."""


@dataclass(frozen=True)
class Contact:
    """Somebody else of the practice, as far as their keys are known."""

    user_id: UUID
    username: str
    roles: str
    standing: Standing
    words: str = ""
    name: str = ""

    @property
    def called(self) -> str:
        """What they are called on the page."""
        return self.name or self.username

    @property
    def can_be_given(self) -> bool:
        """Whether a key may be wrapped for them now."""
        return self.standing in (Standing.COMPARED, Standing.NOT_COMPARED)


def open_contacts(user: User, *, keyring: Keyring) -> Contacts:
    """A person's own contacts.  Raises CannotOpen, CannotRead."""
    if user.pins is None:
        return Contacts()
    return read_contacts(unseal(user.pins, keyring.derive("pins"), pins_place(user)))


def keep_contacts(user: User, contacts: Contacts, *, keyring: Keyring) -> None:
    """Store a person's contacts.

    Raises:
        Stale: they were changed in between.
        CannotOpen, CannotRead: those that stand there cannot be opened; they are not overwritten.
    """
    open_contacts(user, keyring=keyring)
    before = user.pins_version
    place = stored_place("pins", user=user.id, version=before + 1)
    sealed = seal(encode(contacts), keyring.derive("pins"), place)
    kept = db.session.execute(
        update(User)
        .where(User.id == user.id, User.pins_version == before)
        .values(pins=sealed, pins_version=before + 1)
        .returning(User.id)
    )
    if kept.scalar() is None:
        raise Stale
    db.session.refresh(user, ["pins", "pins_version"])


def pins_place(user: User) -> Place:
    """Where a person's contacts live at their present version."""
    return stored_place("pins", user=user.id, version=user.pins_version)


def own_words(keyring: Keyring) -> str:
    """One's own eight words, by the private keys and not by the database."""
    return fingerprint_words(fingerprint(keyring.user_id, keyring.private_keys.public()))


def people_of_practice(user: User, contacts: Contacts) -> list[Contact]:
    """Everybody else who may log in, by what they are called."""
    others = db.session.scalars(select(User).where(User.id != user.id, ~User.disabled))
    found = [contact_of(other, contacts) for other in others]
    return sorted(found, key=lambda one: one.called.casefold())


def contact_of(other: User, contacts: Contacts) -> Contact:
    """How well somebody's keys are known; the words are of the pin where there is one."""
    pin = contacts.pin_of(other.id)
    standing = _standing(other, pin)
    keys = PublicKeys(pin.kem, pin.verification) if pin else public_keys(other)
    words = fingerprint_words(fingerprint(other.id, keys)) if keys else ""
    name = pin.name if pin else ""
    return Contact(other.id, other.username, other.roles, standing, words, name)


def meet(
    user: User, other: User, *, compared: bool, name: str = "", now: int, keyring: Keyring
) -> None:
    """Pin somebody's keys, or say of pinned ones that the words were compared.

    Args:
        compared: the eight words were compared by voice, now.  It takes nothing back.

    Raises:
        KeysChanged: they are not those that were pinned.
        NotMet: they have no keys yet.
    """
    contacts = open_contacts(user, keyring=keyring)
    pin = contacts.pin_of(other.id)
    keys = public_keys(other)
    if _standing(other, pin) is Standing.CHANGED:
        raise KeysChanged
    if keys is None:
        raise NotMet
    pin = pin or Pin(other.id, keys.kem, keys.verification, pinned_at=now)
    at = now if compared else pin.compared_at
    met = msgspec.structs.replace(pin, name=name or pin.name, compared_at=at)
    others = tuple(one for one in contacts.people if one.user_id != other.id)
    told = msgspec.structs.replace(contacts, people=(*others, met))
    keep_contacts(user, told, keyring=keyring)


def keys_of(other: User, contacts: Contacts) -> PublicKeys:
    """The keys for which something may be wrapped: the pinned ones, if the database agrees.

    Raises:
        NotMet, KeysChanged: nothing is wrapped.
    """
    pin = contacts.pin_of(other.id)
    if pin is None:
        raise NotMet
    if _standing(other, pin) is Standing.CHANGED:
        raise KeysChanged
    return PublicKeys(pin.kem, pin.verification)


def public_keys(other: User) -> PublicKeys | None:
    """What the database says, if the owner signed it so; None where there is nothing."""
    if not (other.kem_public and other.verification_key and other.self_signature):
        return None
    found = PublicKeys(other.kem_public, other.verification_key)
    try:
        check_public_keys(found, other.id, other.self_signature)
    except CannotOpen:
        return None
    return found


def _standing(other: User, pin: Pin | None) -> Standing:
    keys = public_keys(other)
    claims_keys = other.kem_public is not None or other.verification_key is not None
    if pin is None:
        if keys is None:
            return Standing.CHANGED if claims_keys else Standing.NO_KEYS
        return Standing.NOT_MET
    if keys != PublicKeys(pin.kem, pin.verification):
        return Standing.CHANGED
    return Standing.COMPARED if pin.compared_at else Standing.NOT_COMPARED
