"""Seal and open one part of one record: the only place where a part's context is put together."""

from dataclasses import dataclass
from uuid import UUID

from notes_app.crypto.envelope import seal, unseal
from notes_app.crypto.keyring import Keyring
from notes_app.crypto.place import Place, Stencil, stored_place
from notes_app.db import SealedPart
from notes_app.payload import Payload, encode
from notes_app.sealed import Scope, Sealed


@dataclass(frozen=True)
class PartPlace:
    """Where a part lives: what kind of record, which one, whose, and under which scope."""

    kind: str
    record: UUID
    client_id: UUID
    scope: Scope

    def at(self, generation: int, version: int) -> Place:
        """The full context of one version of this part (security.md 3.5)."""
        return stored_place(
            self.kind,
            record=self.record,
            client=self.client_id,
            scope=str(self.scope),
            gen=generation,
            version=version,
        )


def seal_part(
    payload: Payload, place: PartPlace, *, before: SealedPart | None, keyring: Keyring
) -> SealedPart:
    """Seal `payload` under the newest key of its scope, one version above `before`.

    Raises:
        NoKey: this keyring holds no key for that client and scope.
    """
    generation = keyring.newest_generation(place.client_id, place.scope)
    version = before.version + 1 if before else 1
    key = keyring.scope_key(place.client_id, place.scope, generation)
    return SealedPart(
        generation, version, seal(encode(payload), key, place.at(generation, version))
    )


def open_part(part: SealedPart, place: PartPlace, *, keyring: Keyring) -> bytes:
    """The stored payload of one part.  Raises NoKey, CannotOpen."""
    key = keyring.scope_key(place.client_id, place.scope, part.generation)
    return unseal(part.sealed, key, place.at(part.generation, part.version))


class BulkOpener:
    """Opens one part of thousands of records: keys and contexts are made once for each client."""

    def __init__(self, kind: str, scope: Scope, keyring: Keyring) -> None:
        self._kind, self._scope, self._keyring = kind, scope, keyring
        self._ready: dict[tuple[UUID, int], tuple[bytes, Stencil]] = {}

    def open(self, record: UUID, client_id: UUID, *part: *tuple[int, int, Sealed]) -> bytes:
        """The stored payload; `part` is generation, version, ciphertext.

        Raises NoKey, CannotOpen.
        """
        generation, version, sealed = part
        ready = self._ready.get((client_id, generation))
        if ready is None:
            ready = self._ready[client_id, generation] = self._made_ready(client_id, generation)
        key, stencil = ready
        return unseal(sealed, key, stencil.at(record, version))

    def _made_ready(self, client_id: UUID, generation: int) -> tuple[bytes, Stencil]:
        key = self._keyring.scope_key(client_id, self._scope, generation)
        return key, Stencil(self._kind, client=client_id, scope=self._scope, gen=generation)
