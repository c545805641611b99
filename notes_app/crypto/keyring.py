"""The keys of one open vault, from unlocking to locking.

Python cannot promise that nothing remains in memory.  What can be done is done: one keyring for
each open session, keys in bytearrays, and all of them overwritten when it closes.
"""

import os
from collections.abc import Callable, Iterable
from typing import NoReturn
from uuid import UUID

from notes_app.crypto.derivation import derive_key
from notes_app.crypto.envelope import seal, unwrap
from notes_app.crypto.errors import NoKey
from notes_app.crypto.keypairs import PrivateKeys
from notes_app.crypto.place import Place, stored_place
from notes_app.sealed import Scope, Sealed

SCOPE_KEY_LENGTH = 32
MASTER_KEY_LENGTH = 32

_ScopeId = tuple[UUID, Scope, int]

KeyOpener = Callable[[], bytes]
"""Gives a scope key that somebody else granted.  Raises CannotOpen."""

Wrapped = Sealed | KeyOpener

WrappedKey = tuple[UUID, Scope, int, Wrapped]
"""Client, scope, generation, and the key as `wrap_scope_key` gave it, or what opens a grant."""

KeySource = Callable[[], Iterable[WrappedKey]]


class Keyring:
    """What its owner can open now: her own master key, her key pairs, the scope keys handed in.

    After `close()` everything but `close()` and printing raises NoKey.  It cannot be copied or
    pickled, and printing it shows no key and no name.

    Args:
        master: 32 bytes.
    """

    __slots__ = (
        "_kem_seed",
        "_master",
        "_newest",
        "_open",
        "_others",
        "_records",
        "_scopes",
        "_signing_seed",
        "_source",
        "_user_id",
        "_wrapped",
    )

    def __init__(self, user_id: UUID, master: bytes, private_keys: PrivateKeys) -> None:
        if len(master) != MASTER_KEY_LENGTH:
            raise ValueError("a master key of another length")
        self._user_id = user_id
        self._master = bytearray(master)
        self._kem_seed = bytearray(private_keys.kem_seed)
        self._signing_seed = bytearray(private_keys.signing_seed)
        self._scopes: dict[_ScopeId, bytearray] = {}
        self._wrapped: dict[_ScopeId, Wrapped] = {}
        self._newest: dict[tuple[UUID, Scope], int] = {}
        self._records: dict[tuple[UUID, int], bytearray] = {}
        self._source: KeySource | None = None
        self._others: list[KeySource] = []
        self._open = True

    @property
    def user_id(self) -> UUID:
        """Whose keys these are."""
        self._ask()
        return self._user_id

    @property
    def private_keys(self) -> PrivateKeys:
        """To sign, and to accept what others granted."""
        self._ask()
        return PrivateKeys(bytes(self._kem_seed), bytes(self._signing_seed))

    def derive(self, label: str) -> bytes:
        """The owner's own key for one purpose ("profile", "drafts", ...), 32 bytes."""
        self._ask()
        return derive_key(self._master, label)

    def load_from(self, own: KeySource, *others: KeySource) -> None:
        """Where to find wrapped scope keys: `own` is asked once, when one is first missing.

        `others`, such as grants, are asked only for what is missing then.  Each key is unwrapped
        only when it is used.
        """
        self._ask()
        self._source, self._others = own, list(others)

    def hold(self, client_id: UUID, scope: Scope, generation: int, key: bytes) -> None:
        """Keep the key of one scope of one client, until the keyring closes."""
        self._ask()
        if len(key) != SCOPE_KEY_LENGTH:
            raise ValueError("a scope key of another length")
        _overwrite(self._scopes.get((client_id, scope, generation), bytearray()))
        self._scopes[client_id, scope, generation] = bytearray(key)
        self._notice(client_id, scope, generation)

    def newest_generation(self, client_id: UUID, scope: Scope) -> int:
        """The generation under which new writes are sealed.

        Raises:
            NoKey: there is no key at all for that client and scope.
        """
        self._ask()
        self._load(lambda: (client_id, scope) in self._newest)
        try:
            return self._newest[client_id, scope]
        except KeyError:
            raise NoKey from None

    def has(self, client_id: UUID, scope: Scope, generation: int) -> bool:
        """Whether there is such a key, handed in or at the source (where it may be damaged)."""
        self._ask()
        wanted = (client_id, scope, generation)
        self._load(lambda: wanted in self._wrapped or wanted in self._scopes)
        return wanted in self._scopes or wanted in self._wrapped

    def scope_key(self, client_id: UUID, scope: Scope, generation: int) -> bytes:
        """The key of one scope of one client.

        Raises:
            NoKey: it was not handed in and is not at the source, or the keyring is closed.
            CannotOpen: the wrap at the source is damaged or not the owner's.
        """
        self._ask()
        wanted = (client_id, scope, generation)
        if wanted not in self._scopes:
            self._unwrap(wanted)
        return bytes(self._scopes[wanted])

    def hold_record(self, record_id: UUID, generation: int, key: bytes) -> None:
        """Keep the key of one signed record, or lent passage, that somebody else granted.

        Args:
            record_id: of the record's session, or of the loan.
        """
        self._ask()
        if len(key) != SCOPE_KEY_LENGTH:
            raise ValueError("a record key of another length")
        _overwrite(self._records.get((record_id, generation), bytearray()))
        self._records[record_id, generation] = bytearray(key)

    def record_key(self, client_id: UUID, session_id: UUID, scope: Scope, generation: int) -> bytes:
        """The key of what is signed of one session: derived from the scope key, or granted alone.

        Raises:
            NoKey: there is neither.
            CannotOpen: as `scope_key`.
        """
        self._ask()
        granted = self._records.get((session_id, generation))
        if granted is not None and scope is Scope.NOTES:
            return bytes(granted)
        return derive_record_key(self.scope_key(client_id, scope, generation), session_id)

    def loan_key(self, client_id: UUID, loan_id: UUID, generation: int) -> bytes:
        """The key of one lent passage: granted alone, or derived by its owner.

        Raises:
            NoKey: there is neither.
            CannotOpen: as `scope_key`.
        """
        self._ask()
        granted = self._records.get((loan_id, generation))
        if granted is not None:
            return bytes(granted)
        return derive_loan_key(self.scope_key(client_id, Scope.OWN, generation), loan_id)

    def newest_record_generation(self, client_id: UUID, session_id: UUID, scope: Scope) -> int:
        """Under which generation something signed is added to a session.  Raises NoKey."""
        granted = [gen for session, gen in self._records if session == session_id]
        if granted and scope is Scope.NOTES:
            return max(granted)
        return self.newest_generation(client_id, scope)

    def close(self) -> None:
        """Overwrite every key.  Closing twice does no harm."""
        self._open = False
        held = (*self._scopes.values(), *self._records.values())
        for key in (self._master, self._kem_seed, self._signing_seed, *held):
            _overwrite(key)
        self._scopes.clear()
        self._records.clear()
        self._wrapped.clear()
        self._newest.clear()
        self._source, self._others = None, []

    def __repr__(self) -> str:
        return f"Keyring({'open' if self._open else 'closed'})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a keyring is never copied or stored")

    def _ask(self) -> None:
        if not self._open:
            raise NoKey

    def _load(self, is_there: Callable[[], bool]) -> None:
        source, self._source = self._source, None
        for found in source() if source else ():
            self._take(*found)
        while self._others and not is_there():
            own = set(self._newest)
            for found in self._others.pop(0)():
                # For what is one's own, a grant is a key of somebody else's choosing: nothing may
                # ever be sealed under it.
                if found[:2] not in own:
                    self._take(*found)

    def _take(self, client_id: UUID, scope: Scope, generation: int, wrap: Wrapped) -> None:
        self._wrapped[client_id, scope, generation] = wrap
        self._notice(client_id, scope, generation)

    def _unwrap(self, wanted: _ScopeId) -> None:
        self._load(lambda: wanted in self._wrapped)
        wrap = self._wrapped.get(wanted)
        if wrap is None:
            raise NoKey
        client_id, scope, generation = wanted
        if isinstance(wrap, bytes):
            key = unwrap_scope_key(
                wrap, keyring=self, client_id=client_id, scope=scope, generation=generation
            )
        else:
            key = wrap()
        self.hold(client_id, scope, generation, key)

    def _notice(self, client_id: UUID, scope: Scope, generation: int) -> None:
        known = self._newest.get((client_id, scope), 0)
        self._newest[client_id, scope] = max(known, generation)


def make_scope_key() -> bytes:
    """A new key for one scope of one client and one generation."""
    return os.urandom(SCOPE_KEY_LENGTH)


def derive_record_key(scope_key: bytes, session_id: UUID) -> bytes:
    """The key of what is signed of one session, 32 bytes: it opens that and nothing else.

    So one signed record can be granted without the scope that it belongs to.
    """
    return derive_key(scope_key, f"record/{session_id.hex}")


def derive_loan_key(scope_key: bytes, loan_id: UUID) -> bytes:
    """The key of one lent passage, 32 bytes: it opens that and nothing else."""
    return derive_key(scope_key, f"loan/{loan_id.hex}")


def wrap_scope_key(
    key: bytes, *, keyring: Keyring, client_id: UUID, scope: Scope, generation: int
) -> Sealed:
    """Wrap a scope key for the owner of the keyring.  For others there is `sharing.make_grant`."""
    place = _scope_place(keyring, client_id, scope, generation)
    return seal(key, keyring.derive("scopes"), place)


def unwrap_scope_key(
    wrap: bytes, *, keyring: Keyring, client_id: UUID, scope: Scope, generation: int
) -> bytes:
    """The scope key that its owner wrapped.

    Raises:
        CannotOpen: it is not hers, or not of this client, scope and generation.
        NoKey: the keyring is closed.
    """
    place = _scope_place(keyring, client_id, scope, generation)
    return unwrap(wrap, keyring.derive("scopes"), place, length=SCOPE_KEY_LENGTH)


def _scope_place(keyring: Keyring, client_id: UUID, scope: Scope, generation: int) -> Place:
    return stored_place(
        "scope", user=keyring.user_id, client=client_id, scope=scope, gen=generation
    )


def _overwrite(key: bytearray) -> None:
    key[:] = bytes(len(key))
