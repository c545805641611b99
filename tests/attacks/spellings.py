"""How a word may lie in a file without standing there to be read."""

import base64
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping

PACKED = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")  # zlib and gzip say how they begin
ZLIB_OR_GZIP, RAW = 47, -15
MOST_INFLATED = 1 << 20
SHORT_RAW = 1 << 12
SHORTEST = 8
LOOKED_AT = 1 << 20  # bytes of a file, for raw deflate: it takes seconds


def found_in(places: Mapping[str, bytes], words: Iterable[str]) -> list[str]:
    """Which words stand where, however they are spelt or packed."""
    return [f"{word} in {name}" for name, held in places.items() for word in _in(held, words)]


def spellings(word: str) -> set[bytes]:
    """The word as it may lie in bytes; what has no case of its own is in lower case."""
    plain = word.lower().encode()
    return {
        plain,
        word.lower().encode("utf-16-le"),
        word.lower().encode("utf-16-be"),
        plain.hex().encode(),
    }


def in_base64(word: str) -> Iterator[bytes]:
    """The middle of the word in base64, for each of the three places where it may begin."""
    for said in {word, word.lower(), word.upper(), word.capitalize()}:
        for before, lost in ((0, 0), (1, 2), (2, 3)):
            raw = b"\0" * before + said.encode()
            whole = len(raw) * 8 // 6
            for encoded in (base64.b64encode(raw), base64.urlsafe_b64encode(raw)):
                yield encoded[lost:whole]


def _in(held: bytes, words: Iterable[str]) -> list[str]:
    everything = b"\n".join([held, *_inflated(held)])
    small = everything.lower()
    return [
        word
        for word in words
        if any(spelt in small for spelt in spellings(word))
        or any(spelt in everything for spelt in in_base64(word))
    ]


def _inflated(held: bytes) -> Iterator[bytes]:
    for match in PACKED.finditer(held):
        yield _unpacked(held[match.start() :], ZLIB_OR_GZIP, MOST_INFLATED)
    for at in range(min(len(held), LOOKED_AT)):  # raw deflate has no sign of its own
        piece = _unpacked(held[at : at + SHORT_RAW], RAW, SHORT_RAW)
        if len(piece) >= SHORTEST:
            yield piece


def _unpacked(packed: bytes, kind: int, most: int) -> bytes:
    try:
        return zlib.decompressobj(kind).decompress(packed, most)
    except zlib.error:
        return b""
