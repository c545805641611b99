"""The two key pairs of a person: one to receive keys, one to sign.

    public:   ML-KEM-768 1184 | X25519 32 (`kem`), Ed25519 32 (`verification`)
    private:  ML-KEM seed 64 | X25519 32 (`kem_seed`), Ed25519 seed 32 (`signing_seed`)

The public halves lie readable in the database, where somebody who can write might replace them:
hence the fingerprint, which two people compare by voice, and the pins in their sealed profiles.
"""

import hashlib
import hmac
import os
from dataclasses import dataclass
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from notes_app.crypto.hybrid import KEM_SEED_LENGTH, derive_kem_public
from notes_app.crypto.place import Place
from notes_app.crypto.signatures import check_signature, sign_place

SIGNING_SEED_LENGTH = 32


@dataclass(frozen=True, slots=True)
class PublicKeys:
    """What others need to share with a person and to check what she signed.

    Attributes:
        kem: 1216 bytes.
        verification: 32 bytes.
    """

    kem: bytes
    verification: bytes


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class PrivateKeys:
    """What only their owner holds.  Prints nothing; compares in constant time.

    Attributes:
        kem_seed: 96 bytes.
        signing_seed: 32 bytes.
    """

    kem_seed: bytes
    signing_seed: bytes

    def __post_init__(self) -> None:
        if (len(self.kem_seed), len(self.signing_seed)) != (KEM_SEED_LENGTH, SIGNING_SEED_LENGTH):
            raise ValueError("private keys of another length")

    def public(self) -> PublicKeys:
        """The public halves, always the same."""
        signing = Ed25519PrivateKey.from_private_bytes(self.signing_seed)
        return PublicKeys(
            kem=derive_kem_public(self.kem_seed),
            verification=signing.public_key().public_bytes_raw(),
        )

    def __repr__(self) -> str:
        return "PrivateKeys(...)"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, PrivateKeys):
            return NotImplemented
        return hmac.compare_digest(
            self.kem_seed + self.signing_seed, other.kem_seed + other.signing_seed
        )

    __hash__ = None  # type: ignore[assignment]  # secrets are no dictionary keys


def make_private_keys() -> PrivateKeys:
    """New key pairs for one person."""
    return PrivateKeys(os.urandom(KEM_SEED_LENGTH), os.urandom(SIGNING_SEED_LENGTH))


def fingerprint(user_id: UUID, public: PublicKeys) -> bytes:
    """What stands for a person and both her public keys, 32 bytes.

    Shown as eight words by `crypto.words.fingerprint_words`.

    Source: security.md 3.9.
    """
    place = Place("fingerprint", user=user_id, kem=public.kem, vk=public.verification)
    return hashlib.sha256(bytes(place)).digest()


def sign_public_keys(private: PrivateKeys, user_id: UUID) -> bytes:
    """The owner's signature over her own public keys, so that halves of two people do not mix."""
    return sign_place(_self_signed(private.public(), user_id), signing_seed=private.signing_seed)


def check_public_keys(public: PublicKeys, user_id: UUID, signature: bytes) -> None:
    """Raises CannotOpen unless these keys belong together and to this user.

    It does not prove whose they are: only comparing the fingerprint does.
    """
    check_signature(signature, _self_signed(public, user_id), verification=public.verification)


def _self_signed(public: PublicKeys, user_id: UUID) -> Place:
    return Place("sig.public", user=user_id, kem=public.kem, vk=public.verification)
