"""Note, change, attest and take out supervision hours."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from msgspec.structs import replace

from notes_app.accounts.models import User
from notes_app.crypto.keyring import Keyring
from notes_app.db.errors import NotFound
from notes_app.hours.attesting import attestation_of
from notes_app.hours.payloads import PART, Hour, Side, SupervisionHours
from notes_app.hours.queries import hours_of
from notes_app.personal.service import keep_personal_part


class Attested(Exception):
    """It was attested, and changes no more."""


class NotYours(Exception):
    """Only whoever supervised attests the hour."""


def put_hour(user: User, hour: Hour, *, keyring: Keyring) -> None:
    """Add an hour, or change one that was not attested.

    Raises Attested, CannotOpen, CannotRead.
    """
    log = hours_of(user.id, keyring)
    before = next((one for one in log.hours if one.id == hour.id), None)
    if before is not None and before.attested:
        raise Attested
    others = tuple(one for one in log.hours if one.id != hour.id)
    _keep(user, replace(log, hours=(*others, hour)), keyring)


def attest(user: User, hour_id: UUID, *, at: int, keyring: Keyring) -> None:
    """Put the owner's signature under an hour at `at` (Unix seconds); from then on it stays.

    Raises NotFound, NotYours, Attested, CannotOpen, CannotRead.
    """

    def signed(hour: Hour) -> Hour:
        if hour.side != Side.SUPERVISING:
            raise NotYours
        if hour.attested:
            raise Attested
        return replace(hour, attested=attestation_of(hour, at=at, keyring=keyring))

    _change(user, hour_id, signed, keyring)


def take_out(user: User, hour_id: UUID, *, on: date, keyring: Keyring) -> None:
    """Remove an hour; an attested one is struck out and stays.

    Raises NotFound, CannotOpen, CannotRead.
    """
    log = hours_of(user.id, keyring)
    hour = next((one for one in log.hours if one.id == hour_id), None)
    if hour is None:
        raise NotFound
    if hour.attested:
        _change(user, hour_id, lambda one: replace(one, withdrawn=on), keyring)
        return
    left = tuple(one for one in log.hours if one.id != hour_id)
    _keep(user, replace(log, hours=left), keyring)


def bring_back(user: User, hour: Hour, *, keyring: Keyring) -> None:
    """Undo `take_out`.  Raises CannotOpen, CannotRead."""
    log = hours_of(user.id, keyring)
    others = tuple(one for one in log.hours if one.id != hour.id)
    _keep(user, replace(log, hours=(*others, replace(hour, withdrawn=None))), keyring)


def _change(user: User, hour_id: UUID, change: Callable[[Hour], Hour], keyring: Keyring) -> None:
    log = hours_of(user.id, keyring)
    if all(one.id != hour_id for one in log.hours):
        raise NotFound
    changed = tuple(change(one) if one.id == hour_id else one for one in log.hours)
    _keep(user, replace(log, hours=changed), keyring)


def _keep(user: User, log: SupervisionHours, keyring: Keyring) -> None:
    keep_personal_part(user.id, PART, log, keyring=keyring)
