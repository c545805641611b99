"""What hangs from a person's master key, in one place: all of it is sealed anew under a new one.

Accounts seals its own (private keys, profile, pins).  `create_app` names what belongs to the
features above.  So that nothing is forgotten, `tests/accounts/test_rewrapping.py` knows every such
column by name.
"""

from collections.abc import Callable
from typing import Protocol

from sqlalchemy import inspect, update

from notes_app import db
from notes_app.crypto.envelope import seal, unseal
from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.keyring import Keyring
from notes_app.crypto.place import Place
from notes_app.sealed import Sealed

Rewrap = Callable[[Keyring, Keyring], None]
_REWRAPS: dict[str, Rewrap] = {}


def register_rewrap(table: str, rewrap: Rewrap) -> None:
    """Have `rewrap(old, new)` called when a person's master key is replaced.

    It seals under `new` what opens with `old`, flushes at most, and leaves alone what opens with
    neither: that was damaged before.
    """
    _REWRAPS[table] = rewrap


def rewrap_all(old: Keyring, new: Keyring) -> None:
    """Call everybody who registered."""
    for rewrap in _REWRAPS.values():
        rewrap(old, new)


class SealedRow(Protocol):
    """A row with one sealed column of that name."""

    sealed: Sealed


def reseal(row: SealedRow, place: Place, *, key: str, old: Keyring, new: Keyring) -> None:
    """Seal a row under `new`'s key of the name `key`, at the same place and version.

    What `old` does not open was damaged before, and is left as it is.
    """
    try:
        opened = unseal(row.sealed, old.derive(key), place)
    except CannotOpen:
        return
    model, identity = type(row), inspect(row).identity
    columns = inspect(model).primary_key
    mine = [column == value for column, value in zip(columns, identity, strict=True)]
    # Not through the object: to it, this would be a new version.
    sealed = seal(opened, new.derive(key), place)
    db.session.execute(update(model).where(*mine).values(sealed=sealed))


def registered() -> frozenset[str]:
    """The tables that are taken care of."""
    return frozenset(_REWRAPS)
