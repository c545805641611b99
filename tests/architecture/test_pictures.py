"""The pictures of the user guide: each is shown, and each can be taken anew by one command."""

import re
import struct
import zlib
from pathlib import Path

import pytest

from tools.pictures import TAKEN
from tools.small_png import SIGNATURE, small_png

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "user-guide"
IMAGES = GUIDE / "images"
LARGEST = 180_000  # bytes: who has a slow line reads the guide, too


def shown() -> set[str]:
    pages = [ROOT / "README.md", *GUIDE.glob("*.md")]
    said = "".join(page.read_text(encoding="utf-8") for page in pages)
    return set(re.findall(r"images/([\w-]+)\.png", said))


def test_every_picture_of_the_guide_is_there_and_is_taken_by_the_command():
    there = {file.stem for file in IMAGES.iterdir()}
    assert shown() == there == {picture.name for picture in TAKEN}


def test_no_picture_is_large():
    assert [file.name for file in IMAGES.iterdir() if file.stat().st_size > LARGEST] == []


def parts(png: bytes) -> dict[bytes, bytes]:
    """Each part by its name, its checksum compared."""
    found, at = {}, len(SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        name, content = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", png, at + 8 + length) == (zlib.crc32(name + content),)
        found[name], at = content, at + 12 + length
    return found


def colours_of(png: bytes) -> list[bytes]:
    """The pixels of a picture with a palette, line by line."""
    read = parts(png)
    width, height = struct.unpack_from(">II", read[b"IHDR"])
    lines, palette = zlib.decompress(read[b"IDAT"]), read[b"PLTE"]
    places = [lines[row * (width + 1) + 1 : (row + 1) * (width + 1)] for row in range(height)]
    return [palette[3 * place : 3 * place + 3] for line in places for place in line]


def test_a_picture_of_few_colours_keeps_each_of_them():
    pixels = [bytes([column * 40, row * 80, 7]) for row in range(3) for column in range(5)]
    assert colours_of(small_png(5, b"".join(pixels))) == pixels


@pytest.mark.parametrize("shade", [0, 120, 254])
def test_a_rare_colour_becomes_the_one_that_comes_nearest(shade: int):
    often = [bytes([level, 0, 0]) for level in range(256)] * 2
    rare = bytes([shade, 1, 1])
    assert colours_of(small_png(1, b"".join([*often, rare])))[-1] == bytes([shade, 0, 0])
