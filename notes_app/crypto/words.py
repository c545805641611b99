"""Secrets as words that can be typed and fingerprints as words that can be read aloud."""

import secrets
from importlib.resources import files

WORDS: tuple[str, ...] = tuple(
    files("notes_app.crypto").joinpath("wordlist/eff_large.txt").read_text("ascii").split()
)
"""The EFF large list, 7,776 words, 12.9 bits each.  Its order is part of a format: never change."""

_FINGERPRINT_WORDS = 8


def make_passphrase(words: int = 6) -> str:
    """A new passphrase of random words with a space between them.

    Args:
        words: 6 give 77 bits; 7, for a laptop without disk encryption, 90.
    """
    return " ".join(secrets.choice(WORDS) for _ in range(words))


def fingerprint_words(fp: bytes) -> str:
    """The eight words that two people compare by voice: 103 bits of a fingerprint.

    Args:
        fp: 32 bytes, from `keypairs.fingerprint`.

    Source: security.md 3.9; the big-endian number in base 7776, lowest digit first.
    """
    number, spoken = int.from_bytes(fp, "big"), []
    for _ in range(_FINGERPRINT_WORDS):
        number, digit = divmod(number, len(WORDS))
        spoken.append(WORDS[digit])
    return " ".join(spoken)
