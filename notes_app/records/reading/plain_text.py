"""Plain text in the encodings that note programs leave behind.

A byte order mark is believed.  Without one, text that reads as UTF-8 is UTF-8: other encodings
hardly ever look like it.  What is left is taken for Windows-1252 only where that makes plausible
words, and the reader says that it guessed.
"""

import codecs
import re
from collections.abc import Mapping
from types import MappingProxyType

from notes_app.records.reading.errors import NotUnderstood
from notes_app.records.reading.words import Words, make_words, without_nulls

MOST_BYTES = 1_000_000

# The marks of UTF-32 begin like those of UTF-16, so they are tried first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER_KINDS: Mapping[bytes, str] = MappingProxyType(
    {
        b"{\\rtf": "a rich text file",
        b"%PDF": "a PDF",
        b"PK\x03\x04": "a zip archive or an office document",
        b"\xd0\xcf\x11\xe0": "an old office document",
    }
)
_GUESSED = (
    "Its encoding was taken for Western European (Windows-1252): look whether letters with accents"
    " are right."
)
_UNKNOWN = (
    "Its letters are in an encoding that Between does not know. Open it in a text editor, save it"
    " as UTF-8 and import it again."
)
# What Mac Roman and code page 850 leave behind when they are read as Windows-1252.
_IMPLAUSIBLE = re.compile(
    r"[a-z][ŠŽŸŒ]|[a-z][\u02c6\u2030\u2020\u2021\u201a\u0192\u201e\u2022\xa4][a-z]"
)
_MOST_FOREIGN = 0.35
_MOST_NULLS = 0.3  # of all bytes


def read_plain_text(data: bytes) -> Words:
    """The words of a text or Markdown file.

    Raises:
        NotUnderstood: another kind of file, an unknown encoding, a null byte, empty or too long.
    """
    if len(data) > MOST_BYTES:
        raise NotUnderstood(
            f"This file is {len(data) / 1_000_000:.1f} MB; at most {MOST_BYTES // 1_000_000} MB of"
            " text fits into one note. Split it and import the parts."
        )
    for start, kind in _OTHER_KINDS.items():
        if data.startswith(start):
            raise NotUnderstood(f"This is {kind}, not plain text. Save it as .docx or as text.")
    read = decode_text(data)
    return make_words(read.text, read.remark)


def decode_text(data: bytes) -> Words:
    """The text as it stands, line ends and all; for what is no note.

    Raises:
        NotUnderstood: an unknown encoding, or a null character.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Words(without_nulls(_strictly(data[len(mark) :], encoding)))
    if b"\0" in data:
        return Words(without_nulls(_strictly(data, _wide_encoding(data))))
    try:
        return Words(data.decode("utf-8"))
    except UnicodeDecodeError:
        return Words(_western(data), _GUESSED)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise NotUnderstood(_UNKNOWN) from None


def _wide_encoding(data: bytes) -> str:
    # Without a mark, every other byte of Western UTF-16 is zero; a stray null is something else.
    even, odd = data[0::2].count(0), data[1::2].count(0)
    most = len(data) * _MOST_NULLS
    if len(data) % 2 == 0 and odd > most and even == 0:
        return "utf-16-le"
    if len(data) % 2 == 0 and even > most and odd == 0:
        return "utf-16-be"
    return "latin-1"  # reads everything; its null is refused next


def _western(data: bytes) -> str:
    text = _strictly(data, "cp1252")
    letters = [letter for letter in text if letter.isalpha()]
    foreign = sum(not letter.isascii() for letter in letters)
    if foreign > len(letters) * _MOST_FOREIGN or _IMPLAUSIBLE.search(text):
        raise NotUnderstood(_UNKNOWN)
    return text
