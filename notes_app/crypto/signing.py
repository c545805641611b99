"""A text with its author's signature inside, to be sealed as a whole.

    author's fingerprint 32 | time u64 | salt 32 | signature 64 | text

The signature covers SHA-256(salt | text), the time, the author and the place of the text, all but
the generation of its key: so it survives new keys.  It never lies readable beside the cipher: over
a short text it would let a thief confirm guesses.  The text is kept byte for byte as signed.
"""

import hashlib
import hmac
import os
from dataclasses import dataclass, field
from uuid import UUID

from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.keypairs import PrivateKeys
from notes_app.crypto.place import Field, Place
from notes_app.crypto.signatures import check_signature, sign_place

_FINGERPRINT, _TIME, _SALT, _SIGNATURE = 32, 8, 32, 64
_TIME_AT = _FINGERPRINT
_SALT_AT = _TIME_AT + _TIME
_SIGNATURE_AT = _SALT_AT + _SALT
_TEXT_AT = _SIGNATURE_AT + _SIGNATURE
_LAST_TIME = 253_370_764_800  # the year 9999: no calendar tells a later one, and no page stumbles


@dataclass(frozen=True, slots=True)
class SignedText:
    """What was signed, exactly, and when (Unix seconds, as the author's server had it)."""

    text: bytes = field(repr=False)
    time: int


@dataclass(frozen=True, slots=True)
class BodyParts:
    """A signed body taken apart and not checked: for what is shown or exported with its proof."""

    fingerprint: bytes
    time: int
    salt: bytes
    signature: bytes
    text: bytes = field(repr=False)


def sign_body(
    text: bytes,
    *,
    kind: str,
    author_id: UUID,
    author: PrivateKeys,
    author_fingerprint: bytes,
    time: int,
    **fields: Field,
) -> bytes:
    """Sign `text` for its place.  Seal what is returned: it holds the text in clear.

    Args:
        kind: "version", "addendum", "comment", "look" or "manifest".
        time: Unix seconds.
        fields: those of the place where it will be sealed, without `gen` and `author`.

    Source: security.md 3.7.
    """
    salt = os.urandom(_SALT)
    digest = _digest(salt, text)
    place = _place(
        kind, author=author_id, author_fp=author_fingerprint, time=time, digest=digest, **fields
    )
    signature = sign_place(place, signing_seed=author.signing_seed)
    return author_fingerprint + time.to_bytes(_TIME, "big") + salt + signature + text


def check_body(
    body: bytes,
    *,
    kind: str,
    author_id: UUID,
    fingerprint: bytes,
    verification_key: bytes,
    **fields: Field,
) -> SignedText:
    """The text, if this author signed it for this place.

    Args:
        body: what `sign_body` returned, unsealed.
        fingerprint: the author's, from one's own keys or pins, former ones included.
        verification_key: that belongs to this fingerprint, from the same place.
        fields: as in `sign_body`.

    Raises:
        CannotOpen: anything differs.
    """
    if not hmac.compare_digest(body[:_TIME_AT], fingerprint):
        raise CannotOpen
    time, text = int.from_bytes(body[_TIME_AT:_SALT_AT], "big"), body[_TEXT_AT:]
    digest = _digest(body[_SALT_AT:_SIGNATURE_AT], text)
    place = _place(
        kind, author=author_id, author_fp=fingerprint, time=time, digest=digest, **fields
    )
    check_signature(body[_SIGNATURE_AT:_TEXT_AT], place, verification=verification_key)
    return SignedText(text=text, time=time)


def parts_of_body(body: bytes) -> BodyParts:
    """Take a signed body apart; whoever believes it calls `check_body`.  Raises CannotOpen."""
    time = int.from_bytes(body[_TIME_AT:_SALT_AT], "big")
    if len(body) < _TEXT_AT or time > _LAST_TIME:
        raise CannotOpen
    return BodyParts(
        fingerprint=body[:_TIME_AT],
        time=time,
        salt=body[_SALT_AT:_SIGNATURE_AT],
        signature=body[_SIGNATURE_AT:_TEXT_AT],
        text=body[_TEXT_AT:],
    )


def _place(kind: str, **fields: Field) -> Place:
    if "gen" in fields:
        raise TypeError("a signature outlives the generation of its key: leave out gen")
    return Place("sig." + kind, **fields)


def _digest(salt: bytes, text: bytes) -> bytes:
    return hashlib.sha256(salt + text).digest()
