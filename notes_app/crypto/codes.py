"""Keys on paper: Crockford base32 in groups of four, with a check that notices a slip.

    data, left-aligned, filled with zero bits to a multiple of 5
    | the first 20 bits of SHA-256("between/" | kind | "/1" | data)

Case, spaces and hyphens do not matter; O is read as 0, I and L as 1.  A slip is found without
asking anything of the vault; one in a million passes unseen.
"""

import hashlib
import hmac
from enum import StrEnum

from notes_app.crypto.errors import TypingSlip

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOK_ALIKES = str.maketrans("OIL", "011")
_BITS = 5
_CHECK = 4
_GROUP = 4


class CodeKind(StrEnum):
    """What is printed.  The value is part of the check, so one kind is never taken for another."""

    RECOVERY = "rk"
    INSTANCE = "ik"


_LENGTHS = {CodeKind.RECOVERY: 20, CodeKind.INSTANCE: 32}


def print_code(kind: CodeKind, data: bytes) -> str:
    """The key as it is printed: 36 characters for a recovery key, 56 for an instance key.

    Args:
        data: 20 bytes for a recovery key, 32 for an instance key.

    Source: security.md 3.8.
    """
    if len(data) != _LENGTHS[kind]:
        raise ValueError("a key of another length")
    text = _letters(data) + _check_letters(kind, data)
    return "-".join(text[start : start + _GROUP] for start in range(0, len(text), _GROUP))


def read_code(kind: CodeKind, typed: str) -> bytes:
    """The key that was typed from paper.

    Raises:
        TypingSlip: wrong length, a character that no code has, or the check does not agree.
    """
    text, data = _tidied(typed), bytes(_LENGTHS[kind])
    if len(text) != len(_letters(data)) + _CHECK or not set(text) <= set(ALPHABET):
        raise TypingSlip
    value = 0
    for letter in text[:-_CHECK]:
        value = value << _BITS | ALPHABET.index(letter)
    number, filler = divmod(value, 1 << _filler_bits(len(data)))
    data = number.to_bytes(len(data), "big")
    if filler or not hmac.compare_digest(_check_letters(kind, data), text[-_CHECK:]):
        raise TypingSlip
    return data


def _tidied(typed: str) -> str:
    # Upper case of some foreign letters is a plain one: only what stands on the paper may pass.
    text = "".join(typed.split())
    if not text.isascii():
        raise TypingSlip
    return text.replace("-", "").upper().translate(_LOOK_ALIKES)


def _filler_bits(length: int) -> int:
    return -length * 8 % _BITS


def _letters(data: bytes) -> str:
    filler = _filler_bits(len(data))
    return _base32(int.from_bytes(data, "big") << filler, (len(data) * 8 + filler) // _BITS)


def _check_letters(kind: CodeKind, data: bytes) -> str:
    digest = hashlib.sha256(f"between/{kind}/1".encode() + data).digest()
    return _base32(int.from_bytes(digest, "big") >> (256 - _CHECK * _BITS), _CHECK)


def _base32(value: int, count: int) -> str:
    return "".join(ALPHABET[value >> _BITS * place & 31] for place in reversed(range(count)))
