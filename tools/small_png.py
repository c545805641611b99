"""Writes pictures of screens as PNG with a palette: a third of the size, and letters stay sharp."""

import struct
import zlib
from collections import Counter

Pixel = tuple[int, int, int]
SIGNATURE = b"\x89PNG\r\n\x1a\n"
EIGHT_BITS, INDEXED = 8, 3
MOST_COLOURS = 256


def small_png(width: int, rgb: bytes) -> bytes:
    """A PNG of these pixels, three bytes each, in at most 256 colours."""
    pixels = list(struct.iter_unpack("BBB", rgb))
    counted = Counter(pixels)
    palette = [pixel for pixel, _ in counted.most_common(MOST_COLOURS)]
    index = {pixel: place for place, pixel in enumerate(palette)}
    index |= {pixel: nearest(pixel, palette) for pixel in counted if pixel not in index}
    places = bytes(index[pixel] for pixel in pixels)
    height = len(pixels) // width
    lines = b"".join(b"\0" + places[row * width : (row + 1) * width] for row in range(height))
    head = struct.pack(">IIBBBBB", width, height, EIGHT_BITS, INDEXED, 0, 0, 0)
    colours = b"".join(bytes(pixel) for pixel in palette)
    chunks = (
        (b"IHDR", head),
        (b"PLTE", colours),
        (b"IDAT", zlib.compress(lines, 9)),
        (b"IEND", b""),
    )
    return SIGNATURE + b"".join(chunk(name, content) for name, content in chunks)


def nearest(pixel: Pixel, palette: list[Pixel]) -> int:
    """Where in the palette the colour stands that differs least."""
    return min(range(len(palette)), key=lambda place: distance(pixel, palette[place]))


def distance(one: Pixel, other: Pixel) -> int:
    """How much two colours differ."""
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def chunk(name: bytes, content: bytes) -> bytes:
    """A part of a PNG: its length, its name, what it holds, and a checksum."""
    checksum = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)
