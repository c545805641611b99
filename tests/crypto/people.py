"""The cast of these tests: Ana grants, Sam was granted Mira's themes, Bea is somebody else."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from notes_app.crypto.keypairs import PrivateKeys, PublicKeys, fingerprint, make_private_keys

MIRA, NOOR, LENA = uuid4(), uuid4(), uuid4()


@dataclass(frozen=True)
class Person:
    id: UUID
    keys: PrivateKeys
    public: PublicKeys
    fingerprint: bytes


def somebody() -> Person:
    user_id, keys = uuid4(), make_private_keys()
    return Person(user_id, keys, keys.public(), fingerprint(user_id, keys.public()))


ANA, BEA, SAM = somebody(), somebody(), somebody()
