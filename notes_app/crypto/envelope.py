"""Seals a text so that it opens with one key and in one place only.

Suite 1, frozen:

    offset 0   1   suite, 0x01
           1  24   salt, random
          25  32   commitment to key, salt and place
          57   n   chunks: 16384 bytes of padded text -> 16384 + tag 16; the last one is shorter

This is C2SP chunked encryption with AES-256-GCM ("Cobblestone-256") over the padded text; what is
bound in as its context is `bytes(place)`.  It commits to the key: no blob can be made that opens
under two.  A text that fills its last chunk is followed by an empty one, so a cut always shows.

A change of any of this is suite 2.  Suite 1 stays readable for ever.
"""

from typing import SupportsBytes

from cryptography.cobblestone import Cobblestone256Decryptor, Cobblestone256Encryptor
from cryptography.exceptions import InvalidTag

from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.padding import pad, unpad
from notes_app.crypto.place import Place
from notes_app.sealed import Sealed

_SUITE_1 = b"\x01"


def seal(payload: bytes, key: bytes | bytearray, place: Place) -> Sealed:
    """Encrypt `payload` so that it opens with `key` only, and only at `place`.

    Sealing the same text twice gives different bytes of the same length.

    Args:
        payload: below 4 GiB; never compressed, because the length would tell what is inside.
        key: 32 bytes.

    Source: security.md 3.3.
    """
    cipher = Cobblestone256Encryptor(key, bytes(place))
    return Sealed(_SUITE_1 + cipher.update(pad(payload, place.kind)) + cipher.finalize())


def unseal(sealed: bytes, key: bytes | bytearray, place: SupportsBytes) -> bytes:
    """The payload that was sealed with this key at this place.

    Args:
        place: a Place, or its bytes as a Stencil writes them.

    Raises:
        CannotOpen: for whatever reason; nothing of the payload was used.
    """
    if sealed[:1] != _SUITE_1:
        raise CannotOpen
    try:
        cipher = Cobblestone256Decryptor(key, bytes(place))
        padded = cipher.update(sealed[1:]) + cipher.finalize()
    except (InvalidTag, ValueError):
        raise CannotOpen from None
    return unpad(padded)


def unwrap(sealed: bytes, key: bytes | bytearray, place: Place, *, length: int) -> bytes:
    """The key of `length` bytes that was sealed there.  Raises CannotOpen, also for others."""
    found = unseal(sealed, key, place)
    if len(found) != length:
        raise CannotOpen
    return found
