"""Writes the sealed formats without the vault, so that the vault can be asked to read them.

The other half of `independent_reader`: written from the specification, single primitives only.
"""

import hashlib
import math
import os
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.crypto.independent_reader import (
    BASE32,
    CHUNK,
    check_bits,
    chunk_keys,
    context,
    hpke_key_and_nonce,
    public_x25519,
    x_wing_secret,
)


def padded(body: bytes, floor: int = 256) -> bytes:
    filled = len(body).to_bytes(4, "big") + body
    return filled + bytes(max(floor, padme(len(filled))) - len(filled))


def padme(length: int) -> int:
    exponent = math.floor(math.log2(length))
    bits = math.floor(math.log2(exponent)) + 1
    step = 2 ** (exponent - bits)
    return math.ceil(length / step) * step


def seal(key: bytes, plain: bytes, bound: bytes) -> bytes:
    """`plain` is padded already: a test may pad it wrongly."""
    salt = os.urandom(24)
    aes_key, nonce_base, commitment = chunk_keys(key, salt, bound)
    out = b"\x01" + salt + commitment
    for number in range(len(plain) // CHUNK + 1):
        nonce = (nonce_base ^ number).to_bytes(12, "big")
        out += AESGCM(aes_key).encrypt(nonce, plain[number * CHUNK : (number + 1) * CHUNK], None)
    return out


def wrap(public: bytes, key: bytes, bound: bytes) -> bytes:
    mlkem_secret, encapsulated = MLKEM768PublicKey.from_public_bytes(public[:1184]).encapsulate()
    private = os.urandom(32)
    theirs = X25519PublicKey.from_public_bytes(public[1184:])
    x25519_secret = X25519PrivateKey.from_private_bytes(private).exchange(theirs)
    ephemeral = public_x25519(private)
    shared = x_wing_secret(mlkem_secret, x25519_secret, ephemeral, public[1184:])
    aes_key, nonce = hpke_key_and_nonce(shared, bound)
    return b"\x01" + encapsulated + ephemeral + AESGCM(aes_key).encrypt(nonce, key, None)


def sign(signing_seed: bytes, message: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(signing_seed).sign(message)


def grant(
    scope_key: bytes, terms: dict[str, UUID | int | str | bytes], public: bytes, signing_seed: bytes
) -> tuple[bytes, bytes]:
    """Wrap and signature; `terms` are named as in the context."""
    wrapped = wrap(public, scope_key, context("grant", **terms))
    digest = hashlib.sha256(wrapped).digest()
    return wrapped, sign(signing_seed, context("sig.grant", wrap=digest, **terms))


def signed(
    text: bytes,
    kind: str,
    signing_seed: bytes,
    author_fp: bytes,
    time: int,
    **fields: UUID | int | str,
) -> bytes:
    """`fields` include author and exclude gen."""
    salt = os.urandom(32)
    digest = hashlib.sha256(salt + text).digest()
    message = context("sig." + kind, author_fp=author_fp, time=time, digest=digest, **fields)
    return author_fp + time.to_bytes(8, "big") + salt + sign(signing_seed, message) + text


def print_code(kind: str, key: bytes) -> str:
    bits = "".join(f"{byte:08b}" for byte in key)
    bits += "0" * (-len(bits) % 5) + check_bits(kind, key)
    letters = [BASE32[int(bits[start : start + 5], 2)] for start in range(0, len(bits), 5)]
    return "-".join("".join(letters[start : start + 4]) for start in range(0, len(letters), 4))
