"""Finds the files to bring in, and reads them one by one.  It only ever reads."""

import os
from collections.abc import Iterator
from pathlib import Path

from notes_app.records.plan import FoundFile
from notes_app.records.reading.errors import NotUnderstood
from notes_app.records.reading.files import check_kind, is_no_note, read_file
from notes_app.records.reading.word_package import MOST_BYTES

LINK = "It is a link. Import the file that it points to."
NOT_OPENED = "It cannot be opened. Look whether you may read it and whether the disk is well."
TOO_LARGE = f"It is larger than {MOST_BYTES // 1_000_000} MB. Split it, or take the pictures out."
NO_FILE = "It is no ordinary file. Leave it out."


def note_files(place: Path) -> list[Path]:
    """The files at `place`, a folder with all below it, or one file; by name, links among them."""
    if not place.is_dir():
        return [place]
    found = [
        Path(folder, name)
        for folder, _folders, names in os.walk(place, followlinks=False)
        for name in names
    ]
    return sorted(path for path in found if not is_no_note(path.name))


def read_files(paths: list[Path], place: Path) -> Iterator[FoundFile]:
    """Each file with its words, or with the sentence that says why it has none."""
    top = place if place.is_dir() else place.parent
    for path in paths:
        name = _shown(path.relative_to(top).as_posix())
        try:
            yield FoundFile(name, read_file(name, _bytes_of(path, name)), root=_shown(top.name))
        except NotUnderstood as trouble:
            yield FoundFile(name, None, trouble.sentence)


def _bytes_of(path: Path, name: str) -> bytes:
    check_kind(name)
    if path.is_symlink():
        raise NotUnderstood(LINK)
    if not path.is_file():
        raise NotUnderstood(NO_FILE)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise NotUnderstood(TOO_LARGE)
        return path.read_bytes()
    except OSError:
        raise NotUnderstood(NOT_OPENED) from None


def _shown(name: str) -> str:
    # Names on disk may be no text at all; as text they can be compared, sealed and printed.
    return os.fsencode(name).decode("utf-8", "replace")
