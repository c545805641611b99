"""All that can be done to a blob without knowing its key."""

import os
from collections.abc import Iterator

from hypothesis import settings
from hypothesis import strategies as st

# A campaign before a release sets this to 10000.
examples = settings(max_examples=int(os.environ.get("BETWEEN_EXAMPLES", "300")), deadline=None)

blobs = st.binary(max_size=40_000)
keys = st.binary(min_size=32, max_size=32)


def each_bit_flipped(blob: bytes) -> Iterator[bytes]:
    for position in range(len(blob)):
        for bit in range(8):
            yield bit_flipped(blob, position * 8 + bit)


def each_cut(blob: bytes) -> Iterator[bytes]:
    for length in range(len(blob)):
        yield blob[:length]


def bit_flipped(blob: bytes, bit: int) -> bytes:
    position = bit // 8 % len(blob)
    return blob[:position] + bytes([blob[position] ^ 1 << bit % 8]) + blob[position + 1 :]


@st.composite
def damages(draw: st.DrawFn, blob: bytes) -> bytes:
    """The blob with one bit flipped, cut short, made longer, or with bytes taken out or put in."""
    at = draw(st.integers(0, len(blob) - 1))
    extra = draw(st.binary(min_size=1, max_size=40))
    return draw(
        st.sampled_from(
            [
                bit_flipped(blob, at * 8 + len(extra) % 8),
                blob[:at],
                blob + extra,
                extra + blob,
                blob[:at] + extra + blob[at:],
                blob[:at] + blob[at + 1 :],
            ]
        ).filter(lambda damaged: damaged != blob)
    )
