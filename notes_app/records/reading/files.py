"""Reads one file by its kind."""

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

from notes_app.records.reading.errors import NotUnderstood
from notes_app.records.reading.plain_text import read_plain_text
from notes_app.records.reading.words import Words


def _read_word_document(data: bytes) -> Words:
    # Word files need a large library; Between starts without it.
    from notes_app.records.reading.word_document import read_word_document

    return read_word_document(data)


_READERS: Mapping[str, Callable[[bytes], Words]] = MappingProxyType(
    {
        ".txt": read_plain_text,
        ".md": read_plain_text,
        ".markdown": read_plain_text,
        ".docx": _read_word_document,
    }
)
KINDS = tuple(_READERS)
_LEFT_BY_PROGRAMS = frozenset(("thumbs.db", "desktop.ini", "icon\r"))


def is_no_note(name: str) -> bool:
    """Whether a program left this file behind, such as .DS_Store or an open document's lock."""
    bare = PurePosixPath(name).name
    return bare.startswith((".", "~$")) or bare.casefold() in _LEFT_BY_PROGRAMS


def check_kind(name: str) -> None:
    """Whether Between reads files of this kind at all.  Raises NotUnderstood."""
    if PurePosixPath(name).suffix.lower() not in _READERS:
        raise NotUnderstood(
            "Between reads .txt, .md and .docx. Save this file as one of these and import it again."
        )


def read_file(name: str, data: bytes) -> Words:
    """The words of one file.  Raises NotUnderstood."""
    check_kind(name)
    return _READERS[PurePosixPath(name).suffix.lower()](data)
