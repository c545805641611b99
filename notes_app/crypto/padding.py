"""Hides how long a text is: length u32 | text | zeros, in few sizes.

The sizes are those of Padme: at most 12 % longer, and of a length n only about log log n bits show.
A floor makes all short ones alike.  Floors may change at any time; what was written stays readable.
"""

from notes_app.crypto.errors import CannotOpen

_LENGTH = 4
_FLOOR = 256
# Themes: how many tags an hour has.  Drafts and journal: that somebody is typing.
_FLOORS = {"session.themes": 2048, "draft": 4096, "journal": 4096}


def pad(body: bytes, kind: str) -> bytes:
    """Fill `body` up to a size that many others share.

    Args:
        body: below 4 GiB.
        kind: that of the place where it will be sealed; some have a larger floor.

    Source: security.md 3.4.
    """
    total = max(_FLOORS.get(kind, _FLOOR), _padme(_LENGTH + len(body)))
    return (len(body).to_bytes(_LENGTH, "big") + body).ljust(total, b"\0")


def unpad(padded: bytes) -> bytes:
    """The text inside.  Raises CannotOpen unless all around it is as `pad` writes it."""
    end = _LENGTH + int.from_bytes(padded[:_LENGTH], "big")
    if len(padded) < end or padded[end:].strip(b"\0"):
        raise CannotOpen
    return padded[_LENGTH:end]


def _padme(size: int) -> int:
    exponent = size.bit_length() - 1
    step = 1 << (exponent - exponent.bit_length())
    return -(-size // step) * step
