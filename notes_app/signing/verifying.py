"""Whether a signed body is what its author signed, by keys that the reader knows."""

import base64
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Generic, TypeVar
from uuid import UUID

from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.keypairs import fingerprint
from notes_app.crypto.keyring import Keyring
from notes_app.crypto.place import Field
from notes_app.crypto.signing import check_body, parts_of_body, sign_body
from notes_app.payload import CannotRead
from notes_app.signing.payloads import SignedEntry, SignedProcess, SignedRecord, in_utc
from notes_app.signing.places import SignedPlace

W = TypeVar("W", SignedRecord, SignedProcess, SignedEntry)


@dataclass(frozen=True)
class KnownAuthor:
    """Somebody whose keys the reader holds or has pinned: never taken from the database.

    Attributes:
        kem: the other public key, which the fingerprint covers; empty of keys that were replaced.
        name: what the reader calls somebody else; signed words may tell any name.
    """

    user_id: UUID
    fingerprint: bytes
    verification: bytes
    kem: bytes = b""
    name: str = ""


Known = Mapping[bytes, KnownAuthor]
"""Authors by fingerprint, former keys included."""

NOBODY: Known = MappingProxyType({})


@dataclass(frozen=True)
class Read(Generic[W]):
    """One signed body as it was found.

    Attributes:
        words: None where it cannot be opened or read.
        holds: a known author signed exactly this, here, at the time that its words tell.
        author: None where the signature does not hold.
        digest: SHA-256 of the body; what entries below it name.
    """

    place: SignedPlace
    words: W | None = None
    holds: bool = False
    author: KnownAuthor | None = None
    digest: bytes = b""
    body: bytes = b""

    @property
    def at(self) -> datetime:
        """When it was signed, UTC."""
        return datetime.fromtimestamp(parts_of_body(self.body).time, UTC)


def own_author(keyring: Keyring) -> KnownAuthor:
    """The owner of the keyring, as an author."""
    public = keyring.private_keys.public()
    mark = fingerprint(keyring.user_id, public)
    return KnownAuthor(keyring.user_id, mark, public.verification, public.kem)


def signed_body(
    text: bytes, *, kind: str, at: int, fields: Mapping[str, Field], keyring: Keyring
) -> bytes:
    """`text`, signed by the owner of the keyring as a `kind`, at `at` (Unix seconds)."""
    author = own_author(keyring)
    return sign_body(
        text,
        kind=kind,
        author_id=author.user_id,
        author=keyring.private_keys,
        author_fingerprint=author.fingerprint,
        time=at,
        **fields,
    )


def known_authors(*authors: KnownAuthor) -> Known:
    """Authors by fingerprint."""
    return {author.fingerprint: author for author in authors}


def digest_of(body: bytes) -> bytes:
    """What stands for one signed body: SHA-256 over all of it."""
    return hashlib.sha256(body).digest()


def spelled(digest: bytes) -> str:
    """A digest as signed texts name it."""
    return base64.b64encode(digest).decode()


def verify(
    body: bytes, place: SignedPlace, *, known: Known, reader: Callable[[bytes], W]
) -> Read[W]:
    """Read a signed body and say whether it holds; what does not hold is still read."""
    try:
        parts = parts_of_body(body)
    except CannotOpen:
        return Read(place)
    author = known.get(parts.fingerprint)
    try:
        words = reader(parts.text)
    except CannotRead:
        words = None
    holds = author is not None and is_signed_by(author, body, kind=place.kind, fields=place.fields)
    holds = holds and (words is None or words.signed_at == in_utc(parts.time))
    found = author if holds else None
    return Read(place, words, holds=holds, author=found, digest=digest_of(body), body=body)


def is_signed_by(
    author: KnownAuthor, body: bytes, *, kind: str, fields: Mapping[str, Field]
) -> bool:
    """Whether this author signed exactly this body as a `kind`, bound to these fields."""
    try:
        check_body(
            body,
            kind=kind,
            author_id=author.user_id,
            fingerprint=author.fingerprint,
            verification_key=author.verification,
            **fields,
        )
    except CannotOpen:
        return False
    return True


def is_by(
    author_id: UUID, body: bytes, *, known: Known, kind: str, fields: Mapping[str, Field]
) -> bool:
    """The same of whom a row names, by the keys that the reader knows.  Raises CannotOpen."""
    author = known.get(parts_of_body(body).fingerprint)
    if author is None or author.user_id != author_id:
        return False
    return is_signed_by(author, body, kind=kind, fields=fields)
