"""From a passphrase to a key: Argon2id with the instance key as its secret.

A stolen database or backup has no instance key, so nothing in it can be guessed at.  Parameters
are read from the user's row, which an attacker may have written: weaker ones than the floor would
make guessing cheap, larger ones than the ceiling would eat the machine.  Both are refused.
"""

import hmac
import os
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from notes_app.crypto.errors import CannotOpen, UnusablePassphrase
from notes_app.crypto.instance_key import InstanceKey

SALT_LENGTH = 16
MOST_CHARACTERS = 256


@dataclass(frozen=True, slots=True)
class KdfParameters:
    """What one derivation costs.

    Attributes:
        memory_kib: in KiB.
        passes: over that memory.
        lanes: that could run side by side; 1, because more would speed up only our single log-in.
    """

    memory_kib: int
    passes: int
    lanes: int

    def within(self, floor: "KdfParameters", ceiling: "KdfParameters") -> bool:
        """Whether each of the three lies between those of `floor` and `ceiling`, both included."""
        return (
            floor.memory_kib <= self.memory_kib <= ceiling.memory_kib
            and floor.passes <= self.passes <= ceiling.passes
            and floor.lanes <= self.lanes <= ceiling.lanes
        )


FLOOR = KdfParameters(memory_kib=64 * 1024, passes=3, lanes=1)
SERVER_DEFAULT = KdfParameters(memory_kib=128 * 1024, passes=3, lanes=1)
CEILING = KdfParameters(memory_kib=2 * 1024 * 1024, passes=20, lanes=16)
_MOST_CALIBRATED_KIB = 512 * 1024


def make_salt() -> bytes:
    """A new salt for one passphrase, 16 bytes."""
    return os.urandom(SALT_LENGTH)


def derive_decoy_salt(username: str, *, instance_key: InstanceKey) -> bytes:
    """The salt of a user who does not exist: always the same for a name, so nothing shows.

    Source: security.md 4.2.
    """
    return hmac.digest(instance_key.derive("dummy"), username.encode(), "sha256")[:SALT_LENGTH]


def normalise_passphrase(passphrase: str) -> bytes:
    """The bytes that are derived from: NFC, because systems type the same letter differently.

    Raises:
        UnusablePassphrase: longer than 256 characters (and so than 1,024 bytes), or not text.
    """
    composed = unicodedata.normalize("NFC", passphrase)
    if len(composed) > MOST_CHARACTERS:
        raise UnusablePassphrase
    try:
        return composed.encode()
    except UnicodeEncodeError:  # half a surrogate pair
        raise UnusablePassphrase from None


def derive_passphrase_key(
    passphrase: str,
    *,
    user_id: UUID,
    salt: bytes,
    parameters: KdfParameters,
    instance_key: InstanceKey,
    ceiling: KdfParameters = CEILING,
) -> bytes:
    """The key that wraps this user's master key, 32 bytes.  Takes a good part of a second.

    Args:
        salt: 16 bytes, from the user's row.
        ceiling: a server sets a lower one, for its memory is shared.

    Raises:
        CannotOpen: parameters or salt are not ones that we would have written; no memory is taken.
        UnusablePassphrase: see `normalise_passphrase`.

    Source: security.md 4.1; Argon2id, RFC 9106.
    """
    if not parameters.within(FLOOR, ceiling) or len(salt) != SALT_LENGTH:
        raise CannotOpen
    return Argon2id(
        salt=salt,
        length=32,
        iterations=parameters.passes,
        lanes=parameters.lanes,
        memory_cost=parameters.memory_kib,
        ad=b"between/pw/1/" + user_id.bytes,
        secret=instance_key.derive("pepper"),
    ).derive(normalise_passphrase(passphrase))


def seconds_for(parameters: KdfParameters) -> float:
    """How long one derivation takes on this machine, in seconds."""
    begun = time.perf_counter()
    derive_passphrase_key(
        "how long",
        user_id=UUID(int=0),
        salt=bytes(SALT_LENGTH),
        parameters=parameters,
        instance_key=InstanceKey(bytes(32)),
    )
    return time.perf_counter() - begun


def calibrate_kdf(
    *, target_seconds: float = 0.5, seconds_for: Callable[[KdfParameters], float] = seconds_for
) -> KdfParameters:
    """The parameters that take about `target_seconds` here: up to 1.6 times, and never below FLOOR.

    Args:
        target_seconds: for one log-in on this machine.
        seconds_for: how a cost is measured.
    """
    chosen = FLOOR
    while chosen.memory_kib < _MOST_CALIBRATED_KIB:
        if 2 * seconds_for(chosen) > 1.6 * target_seconds:
            break
        chosen = replace(chosen, memory_kib=2 * chosen.memory_kib)
    return chosen
