"""Reads every format of the vault without the vault: written from the specification alone.

It borrows single primitives only (AES-256-GCM, ML-KEM-768, X25519, Ed25519, Argon2id and hashes);
HKDF, chunked encryption, X-Wing and HPKE are spelled out.  So it proves that what Between writes
can be read without Between.  An oracle for the tests, never a second cipher for the product.
"""

import hashlib
import hmac
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

SUITE_1 = 1
CHUNK = 16384
TAG = 16
CHUNKED = b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM"
HPKE_SUITE = b"HPKE" + bytes.fromhex("647a00010002")
BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_BYTES = {"rk": 20, "ik": 32}


class Unreadable(Exception):
    pass


# Derivation and context


def hkdf_extract(salt: bytes, secret: bytes, name: str) -> bytes:
    return hmac.digest(salt or bytes(hashlib.new(name).digest_size), secret, name)


def hkdf_expand(prk: bytes, info: bytes, length: int, name: str) -> bytes:
    blocks, last = b"", b""
    for number in range(1, -(-length // hashlib.new(name).digest_size) + 1):
        last = hmac.digest(prk, last + info + bytes([number]), name)
        blocks += last
    return blocks[:length]


def sub(key: bytes, label: str, length: int = 32) -> bytes:
    prk = hkdf_extract(b"", key, "sha512")
    return hkdf_expand(prk, b"between/sub/1/" + label.encode(), length, "sha512")


def as_bytes(value: UUID | int | str | bytes) -> bytes:
    match value:
        case UUID():
            return value.bytes
        case int():
            return value.to_bytes(8, "big")
        case str():
            return value.encode("utf-8")
    return value


def context(kind: str, **fields: UUID | int | str | bytes) -> bytes:
    named = {b"type": kind.encode(), b"suite": as_bytes(SUITE_1)}
    named |= {name.encode(): as_bytes(value) for name, value in fields.items()}
    out = bytearray(b"between/ctx/1")
    for name in sorted(named):
        out += len(name).to_bytes(1, "big") + name
        out += len(named[name]).to_bytes(4, "big") + named[name]
    return bytes(out)


# Envelope and padding


def chunk_keys(key: bytes, salt: bytes, bound: bytes) -> tuple[bytes, int, bytes]:
    """AES key, nonce base, commitment."""
    derived = hkdf_expand(key, CHUNKED + b"\0" + salt + bound, 76, "sha512")
    return derived[:32], int.from_bytes(derived[32:44], "big"), derived[44:]


def open_chunks(key: bytes, stream: bytes, bound: bytes) -> bytes:
    aes_key, nonce_base, commitment = chunk_keys(key, stream[:24], bound)
    if not hmac.compare_digest(commitment, stream[24:56]):
        raise Unreadable("another key or another place")
    aes, plain = AESGCM(aes_key), bytearray()
    for number, chunk in enumerate(chunks_of(stream[56:])):
        try:
            nonce = (nonce_base ^ number).to_bytes(12, "big")
            plain += aes.decrypt(nonce, chunk, None)
        except InvalidTag:
            raise Unreadable("a chunk is damaged") from None
    return bytes(plain)


def chunks_of(stream: bytes) -> Iterator[bytes]:
    """All chunks: full ones, then exactly one that is shorter, though never below its tag."""
    full, rest = divmod(len(stream), CHUNK + TAG)
    if rest < TAG:
        raise Unreadable("cut off")
    for number in range(full + 1):
        yield stream[number * (CHUNK + TAG) : (number + 1) * (CHUNK + TAG)]


def open_envelope(key: bytes, blob: bytes, bound: bytes) -> bytes:
    if not blob or blob[0] != SUITE_1:
        raise Unreadable("unknown suite")
    padded = open_chunks(key, blob[1:], bound)
    length, filled = int.from_bytes(padded[:4], "big"), padded[4:]
    if len(padded) < 4 or length > len(filled) or any(filled[length:]):
        raise Unreadable("padding")
    return filled[:length]


# Key pairs, wraps for others, signatures


def public_kem(seed: bytes) -> bytes:
    mlkem = MLKEM768PrivateKey.from_seed_bytes(seed[:64]).public_key().public_bytes_raw()
    return mlkem + public_x25519(seed[64:])


def public_x25519(private: bytes) -> bytes:
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def public_verification(seed: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def x_wing_secret(mlkem: bytes, x25519: bytes, ephemeral: bytes, recipient: bytes) -> bytes:
    label = bytes.fromhex("5c2e2f2f5e5c")
    return hashlib.sha3_256(mlkem + x25519 + ephemeral + recipient + label).digest()


def hpke_key_and_nonce(shared: bytes, info: bytes) -> tuple[bytes, bytes]:
    """RFC 9180, key schedule of base mode."""

    def extract(salt: bytes, label: bytes, secret: bytes) -> bytes:
        return hkdf_extract(salt, b"HPKE-v1" + HPKE_SUITE + label + secret, "sha256")

    def expand(prk: bytes, label: bytes, about: bytes, length: int) -> bytes:
        labelled = length.to_bytes(2, "big") + b"HPKE-v1" + HPKE_SUITE + label + about
        return hkdf_expand(prk, labelled, length, "sha256")

    schedule = b"\x00" + extract(b"", b"psk_id_hash", b"") + extract(b"", b"info_hash", info)
    secret = extract(shared, b"secret", b"")
    return expand(secret, b"key", schedule, 32), expand(secret, b"base_nonce", schedule, 12)


def open_wrap(seed: bytes, wrap: bytes, bound: bytes) -> bytes:
    if len(wrap) != 1 + 1088 + 32 + 48 or wrap[0] != SUITE_1:
        raise Unreadable("not a wrap")
    encapsulated, ephemeral, sealed = wrap[1:1089], wrap[1089:1121], wrap[1121:]
    try:
        shared = x_wing_secret(
            MLKEM768PrivateKey.from_seed_bytes(seed[:64]).decapsulate(encapsulated),
            X25519PrivateKey.from_private_bytes(seed[64:]).exchange(
                X25519PublicKey.from_public_bytes(ephemeral)
            ),
            ephemeral,
            public_x25519(seed[64:]),
        )
        key, nonce = hpke_key_and_nonce(shared, bound)
        return AESGCM(key).decrypt(nonce, sealed, None)
    except (InvalidTag, ValueError):
        raise Unreadable("another key or another place") from None


def verify(verification: bytes, signature: bytes, message: bytes) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(verification).verify(signature, message)
    except InvalidSignature:
        raise Unreadable("signature") from None


def fingerprint(user: UUID, kem: bytes, verification: bytes) -> bytes:
    return hashlib.sha256(context("fingerprint", user=user, kem=kem, vk=verification)).digest()


def accept(
    terms: dict[str, UUID | int | str | bytes],
    wrap: bytes,
    signature: bytes,
    verification: bytes,
    seed: bytes,
    *,
    kind: str = "grant",
) -> bytes:
    """Open a grant of a scope, or ("grant.record") of one record; `terms` as in the context."""
    signed = context(f"sig.{kind}", wrap=hashlib.sha256(wrap).digest(), **terms)
    verify(verification, signature, signed)
    return open_wrap(seed, wrap, context(kind, **terms))


def open_signed(
    body: bytes, kind: str, verification: bytes, **fields: UUID | int | str | bytes
) -> tuple[bytes, int]:
    """Text and time; `fields` include author and exclude gen."""
    if len(body) < 136:
        raise Unreadable("cut off")
    author_fp, time, salt, signature = body[:32], body[32:40], body[40:72], body[72:136]
    digest = hashlib.sha256(salt + body[136:]).digest()
    signed = context("sig." + kind, author_fp=author_fp, time=time, digest=digest, **fields)
    verify(verification, signature, signed)
    return body[136:], int.from_bytes(time, "big")


# What people type, read and say


def passphrase_key(passphrase: bytes, user: UUID, salt: bytes, cost: list[int], ik: bytes) -> bytes:
    memory, passes, lanes = cost
    return Argon2id(
        salt=salt,
        length=32,
        memory_cost=memory,
        iterations=passes,
        lanes=lanes,
        secret=sub(ik, "pepper"),
        ad=b"between/pw/1/" + user.bytes,
    ).derive(passphrase)


def read_code(kind: str, typed: str) -> bytes:
    letters = typed.upper().translate({ord(" "): "", ord("-"): "", ord("O"): "0"})
    bits = "".join(f"{BASE32.find(letter) & 31:05b}" for letter in swap_ones(letters))
    size = CODE_BYTES[kind] * 8
    data, filler, check = bits[:size], bits[size:-20], bits[-20:]
    if len(bits) != -(-size // 5) * 5 + 20 or set(swap_ones(letters)) - set(BASE32):
        raise Unreadable("typing slip")
    key = int(data, 2).to_bytes(size // 8, "big")
    if "1" in filler or check != check_bits(kind, key):
        raise Unreadable("typing slip")
    return key


def swap_ones(letters: str) -> str:
    return letters.replace("I", "1").replace("L", "1")


def check_bits(kind: str, key: bytes) -> str:
    digest = hashlib.sha256(b"between/" + kind.encode() + b"/1" + key).hexdigest()
    return f"{int(digest[:5], 16):020b}"


def eight_words(fp: bytes, wordlist: Path) -> str:
    words, number = wordlist.read_text("ascii").split("\n"), int.from_bytes(fp, "big")
    return " ".join(words[number // 7776**power % 7776] for power in range(8))


# Browser sessions


def session_names(cookie: bytes, user: UUID, ik: bytes) -> dict[str, bytes | str]:
    def mac(key: bytes, text: bytes) -> bytes:
        return hmac.digest(key, text, "sha256")

    return {
        "row": mac(sub(ik, "session-id"), cookie[:16]),
        "owner": mac(sub(ik, "session-id"), user.bytes),
        "check": mac(sub(ik, "check"), cookie[16:]),
        "csrf": mac(cookie[16:], b"between/csrf/1").hex(),
    }


def session_key(cookie: bytes, ik: bytes) -> bytes:
    return sub(cookie[16:] + sub(ik, "session"), "session")
