"""Takes files from a browser without ever laying them on the disk.

The usual parser writes what is larger than half a megabyte into a temporary file: the words of a
client, unsealed, where a backup or a crash would keep them.
"""

from collections.abc import Container, Iterable
from io import BytesIO
from pathlib import PurePosixPath
from typing import IO, Any

from werkzeug.datastructures import FileStorage
from werkzeug.formparser import FormDataParser

from notes_app.records.plan import FoundFile
from notes_app.records.reading.errors import NotUnderstood
from notes_app.records.reading.files import is_no_note, read_file

MOST_BYTES = 50_000_000
MOST_FILES = 1_000
OTHER_FIELDS = 20


class InMemoryParser(FormDataParser):
    """Keeps every uploaded file in memory; the body limit of the view bounds all of them."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{**options, "stream_factory": _in_memory})


def read_uploads(uploads: Iterable[FileStorage]) -> list[FoundFile]:
    """Each uploaded file with its words, or with the sentence that says why it has none."""
    found: dict[str, FoundFile] = {}
    for upload in uploads:
        name = _bare(upload.filename or "")
        if name and not is_no_note(name):
            free = _free(name, found)
            found[free] = _read(free, upload.read())
    return list(found.values())


def _read(name: str, data: bytes) -> FoundFile:
    try:
        return FoundFile(name, read_file(name, data))
    except NotUnderstood as trouble:
        return FoundFile(name, None, trouble.sentence)


def _bare(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).name


def _free(name: str, taken: Container[str]) -> str:
    # Two folders can hold files of one name, and both can be chosen.
    place, count = PurePosixPath(name), 1
    while name in taken:
        count += 1
        name = f"{place.stem} ({count}){place.suffix}"
    return name


def _in_memory(*_args: object, **_options: object) -> IO[bytes]:
    return BytesIO()
