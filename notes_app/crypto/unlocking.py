"""The ways to the master key, and from it to the private keys.

There is no stored hash of a passphrase: that a wrap opens is the proof.  Wraps commit to their key,
so none can be planted that opens under many passphrases.
"""

import os
from uuid import UUID

from notes_app.crypto.derivation import derive_key
from notes_app.crypto.envelope import seal, unwrap
from notes_app.crypto.hybrid import KEM_SEED_LENGTH
from notes_app.crypto.keypairs import SIGNING_SEED_LENGTH, PrivateKeys
from notes_app.crypto.keyring import MASTER_KEY_LENGTH
from notes_app.crypto.passphrase import KdfParameters
from notes_app.crypto.place import Place
from notes_app.sealed import Sealed

RECOVERY_KEY_LENGTH = 20


def make_master_key() -> bytes:
    """A new master key for one user: what all that is hers hangs from."""
    return os.urandom(MASTER_KEY_LENGTH)


def make_recovery_key() -> bytes:
    """A new recovery key, 160 random bits, to be printed by `codes.print_code`."""
    return os.urandom(RECOVERY_KEY_LENGTH)


def wrap_master_by_passphrase(
    master: bytes, *, passphrase_key: bytes, user_id: UUID, salt: bytes, parameters: KdfParameters
) -> Sealed:
    """Wrap the master key under what `derive_passphrase_key` gave with this salt and parameters."""
    return seal(master, passphrase_key, _passphrase_place(user_id, salt, parameters))


def unwrap_master_by_passphrase(
    wrap: bytes, *, passphrase_key: bytes, user_id: UUID, salt: bytes, parameters: KdfParameters
) -> bytes:
    """The master key.  Raises CannotOpen; a wrong passphrase is one reason among others."""
    place = _passphrase_place(user_id, salt, parameters)
    return unwrap(wrap, passphrase_key, place, length=MASTER_KEY_LENGTH)


def wrap_master_by_recovery(master: bytes, *, recovery_key: bytes, user_id: UUID) -> Sealed:
    """Wrap the master key under the printed recovery key."""
    return seal(
        master, derive_key(recovery_key, "recovery"), Place("unlock.recovery", user=user_id)
    )


def unwrap_master_by_recovery(wrap: bytes, *, recovery_key: bytes, user_id: UUID) -> bytes:
    """The master key.  Raises CannotOpen."""
    key = derive_key(recovery_key, "recovery")
    return unwrap(wrap, key, Place("unlock.recovery", user=user_id), length=MASTER_KEY_LENGTH)


def wrap_private_keys(private: PrivateKeys, *, master: bytes, user_id: UUID) -> Sealed:
    """Wrap both private seeds under the master key."""
    seeds = private.kem_seed + private.signing_seed
    return seal(seeds, derive_key(master, "keys"), Place("keys", user=user_id))


def unwrap_private_keys(wrap: bytes, *, master: bytes, user_id: UUID) -> PrivateKeys:
    """The private keys.  Raises CannotOpen."""
    place, length = Place("keys", user=user_id), KEM_SEED_LENGTH + SIGNING_SEED_LENGTH
    seeds = unwrap(wrap, derive_key(master, "keys"), place, length=length)
    return PrivateKeys(kem_seed=seeds[:KEM_SEED_LENGTH], signing_seed=seeds[KEM_SEED_LENGTH:])


def _passphrase_place(user_id: UUID, salt: bytes, parameters: KdfParameters) -> Place:
    return Place(
        "unlock.passphrase",
        user=user_id,
        kdf_salt=salt,
        kdf_m=parameters.memory_kib,
        kdf_t=parameters.passes,
        kdf_p=parameters.lanes,
    )
