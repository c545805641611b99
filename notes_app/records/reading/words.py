"""The words of one note, and what a copy of them is recognised by."""

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import date

from notes_app.notes.formats import LONGEST_NOTE
from notes_app.records.reading.errors import NotUnderstood

_LABEL = "between/import/1"
# Of the control characters, some end lines; those from 128 on are nearly always the quotation marks
# of Windows-1252 that an older program took for Latin-1; the others show nothing and mean nothing.
_CONTROLS = str.maketrans(
    {
        **dict.fromkeys(map(chr, (*range(0x20), 0x7F)), ""),
        **dict.fromkeys("\x0b\x0c\u2028\u2029", "\n"),
        **{chr(sign): bytes([sign]).decode("cp1252", "ignore") for sign in range(0x80, 0xA0)},
        "\n": "\n",
        "\t": "\t",
    }
)


@dataclass(frozen=True)
class Words:
    """What a file says, with LF line ends.

    `remark` is empty, or one sentence about what the reader guessed or left out.
    """

    text: str
    remark: str = ""


def make_words(text: str, remark: str = "") -> Words:
    """The words of a note as they will be kept: line ends become LF, blank edges go, and so does
    what cannot be seen.

    Raises:
        NotUnderstood: there are none, too many, or a null character among them.
    """
    lines = without_nulls(text).replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)
    kept = lines.strip("\n") if lines.strip() else ""
    if not kept:
        raise NotUnderstood("There are no words in it. Leave it out, or look whether it is empty.")
    if len(kept) > LONGEST_NOTE:
        raise NotUnderstood(
            f"This note has {len(kept):,} characters; at most {LONGEST_NOTE:,} fit. Split it and"
            " import the parts."
        )
    return Words(kept, remark)


def without_nulls(text: str) -> str:
    """The text itself, where there is no null character in it.  Raises NotUnderstood."""
    if "\0" in text:
        raise NotUnderstood(
            "There is a null character in it, so it is damaged or no text at all. Open it in the"
            " program that wrote it and save it anew as plain text."
        )
    return text


def source_of(text: str, held_on: date) -> str:
    """What an imported note is recognised by, among one client's: 64 hex digits.

    Not told apart: composed and decomposed accents, line ends, spaces at the ends of lines.  The
    day is part of it, because "Did not come." may be the whole note of two different hours.
    """
    lines = unicodedata.normalize("NFC", text).strip().splitlines()
    words = "\n".join(line.rstrip() for line in lines)
    return hashlib.sha256(f"{_LABEL}\n{held_on.isoformat()}\n{words}".encode()).hexdigest()
