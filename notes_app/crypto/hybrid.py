"""Wraps a key for somebody else's public key, so that a later quantum computer does not open it.

HPKE (RFC 9180), base mode, single shot: KEM 0x647A (X-Wing: ML-KEM-768 with X25519), HKDF-SHA-256,
AES-256-GCM; `info` is the place, the associated data are empty.

    0x01 | ML-KEM ciphertext 1088 | X25519 ephemeral 32 | the key, sealed, 32 + 16        = 1169

It does not say who wrapped it: every such wrap is signed, and the signature checked first.
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.place import Place
from notes_app.sealed import Sealed

KEM_SEED_LENGTH = 96
_SUITE_1 = b"\x01"
_MLKEM_SEED = 64
_MLKEM_PUBLIC = 1184
_HPKE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def derive_kem_public(seed: bytes) -> bytes:
    """The public key of a private seed: ML-KEM-768 1184 | X25519 32.

    Args:
        seed: 96 bytes, ML-KEM seed 64 | X25519 private key 32.
    """
    mlkem, x25519 = _private_halves(seed)
    return mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()


def wrap_for(public: bytes, key: bytes, place: Place) -> Sealed:
    """Wrap `key` so that only the owner of `public` opens it, and only at `place`.

    Raises:
        CannotOpen: `public` is not a public key.
    """
    try:
        recipient = MLKEM768X25519PublicKey(
            MLKEM768PublicKey.from_public_bytes(public[:_MLKEM_PUBLIC]),
            X25519PublicKey.from_public_bytes(public[_MLKEM_PUBLIC:]),
        )
        return Sealed(_SUITE_1 + _HPKE.encrypt(key, recipient, info=bytes(place)))
    except ValueError:
        raise CannotOpen from None


class ReadyKey:
    """A private seed made ready to unwrap many keys: that takes longer than to unwrap one.

    Raises CannotOpen: it is no seed.
    """

    __slots__ = ("_private",)

    def __init__(self, seed: bytes) -> None:
        try:
            self._private = MLKEM768X25519PrivateKey(*_private_halves(seed))
        except ValueError:
            raise CannotOpen from None

    def unwrap(self, wrap: bytes, place: Place) -> bytes:
        """The key that was wrapped for this private seed at this place.  Raises CannotOpen."""
        if wrap[:1] != _SUITE_1:
            raise CannotOpen
        try:
            return _HPKE.decrypt(wrap[1:], self._private, info=bytes(place))
        except (InvalidTag, ValueError):
            raise CannotOpen from None


def _private_halves(seed: bytes) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
    return (
        MLKEM768PrivateKey.from_seed_bytes(seed[:_MLKEM_SEED]),
        X25519PrivateKey.from_private_bytes(seed[_MLKEM_SEED:]),
    )
