from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def derive_key(key: bytes | bytearray, label: str, length: int = 32) -> bytes:
    """Derive from `key` the key that serves `label` only.

    The labels in use are drawn in security.md 2; a label is never used for two purposes.

    Args:
        key: secret and random, 20 bytes or more; never a passphrase.
        label: ASCII.
        length: in bytes.

    Source: security.md 3.1, `sub`; HKDF-SHA-512, RFC 5869.
    """
    return HKDF(SHA512(), length, None, b"between/sub/1/" + label.encode("ascii")).derive(key)
