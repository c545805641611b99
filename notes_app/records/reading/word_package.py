"""Looks at the zip of a Word file before anything unpacks it.

A .docx is a zip of XML.  What makes a zip dangerous - places outside it, links, two entries of one
name, a few bytes that unpack to gigabytes, a directory of a million names - no word processor
writes.  So all of it is refused, from the directory alone where that is enough, and nothing is ever
written to disk.
"""

import stat
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree  # type: ignore[import-untyped]  # lxml comes without types

from notes_app.records.reading.errors import NotUnderstood

MOST_BYTES = 20_000_000
MOST_ENTRIES = 1_000
MOST_UNPACKED = 80_000_000
MOST_RATIO = 200
RATIO_COUNTS_FROM = (
    1_000_000  # a small XML file of one repeated word packs 200 to 1 and harms nobody
)
MOST_XML = 20_000_000

_END = b"PK\x05\x06"
_END_OF_64_BIT = b"PK\x06\x07"
_END_LENGTH = 22
_DIRECTORY_PER_ENTRY = 500  # bytes; Word's own take about 80
_ENCRYPTED = 0x1
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"

BROKEN = (
    "This Word file is damaged and cannot be opened. Open it in your word processor, let it repair"
    " the file, and save it anew as .docx."
)
_HOSTILE = (
    "This Word file is built as no word processor builds one, so it was left alone. Open it in your"
    " word processor and save it anew as .docx, or leave it out."
)
_TOO_BIG = (
    f"This Word file is too large: at most {MOST_BYTES // 1_000_000} MB, and"
    f" {MOST_UNPACKED // 1_000_000} MB unpacked, are read. Take the pictures out, or split it."
)


def check_package(data: bytes) -> None:
    """Refuse what must not be unpacked or parsed.

    Raises:
        NotUnderstood: damaged, too large, with a password, or built to do harm.
    """
    if len(data) > MOST_BYTES:
        raise NotUnderstood(_TOO_BIG)
    if data.startswith(_OLD_OR_LOCKED):
        raise NotUnderstood(
            "This is an old Word file (.doc) or one with a password. Open it in your word processor"
            " and save it as .docx without a password."
        )
    _check_directory(data)
    try:
        with ZipFile(BytesIO(data)) as package:
            _check_entries(package.infolist(), len(data))
            for name, xml in _xml_parts(package):
                _check_xml(xml, name)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, UnicodeError):
        raise NotUnderstood(BROKEN) from None


def _check_directory(data: bytes) -> None:
    # Before the zip module reads the directory, because it would make an object of each entry.
    end = len(data) - _END_LENGTH
    if end < 0 or data[end : end + 4] != _END or data[-2:] != b"\0\0":
        end = data.rfind(_END, max(0, end - 0xFFFF))
    if end < 0 or len(data) < end + _END_LENGTH:
        raise NotUnderstood(BROKEN)
    if data[max(0, end - 20) : end].startswith(_END_OF_64_BIT):
        raise NotUnderstood(_HOSTILE)
    if int.from_bytes(data[end + 12 : end + 16], "little") > MOST_ENTRIES * _DIRECTORY_PER_ENTRY:
        raise NotUnderstood(_TOO_BIG)


def _check_entries(entries: Sequence[ZipInfo], packed: int) -> None:
    names = [entry.filename.casefold() for entry in entries]
    unpacked = sum(entry.file_size for entry in entries)
    if len(names) > MOST_ENTRIES or unpacked > MOST_UNPACKED:
        raise NotUnderstood(_TOO_BIG)
    if unpacked > RATIO_COUNTS_FROM and unpacked > packed * MOST_RATIO:
        raise NotUnderstood(_HOSTILE)
    if len(set(names)) < len(names) or not all(_is_tame(entry) for entry in entries):
        raise NotUnderstood(_HOSTILE)


def _is_tame(entry: ZipInfo) -> bool:
    # The name as it stands in the file: the zip module cuts at a null and turns separators.
    name = entry.orig_filename
    parts = name.replace("\\", "/").split("/")
    outside = name.startswith(("/", "\\")) or ".." in parts or ":" in name or "\0" in name
    link = stat.S_ISLNK(entry.external_attr >> 16)
    return not (outside or link or entry.flag_bits & _ENCRYPTED)


def _xml_parts(package: ZipFile) -> Iterator[tuple[str, bytes]]:
    for entry in package.infolist():
        if entry.filename.lower().endswith((".xml", ".rels")):
            if entry.file_size > MOST_XML:
                raise NotUnderstood(_TOO_BIG)
            # Never more than the directory says, whatever the packed bytes would unpack to.
            yield entry.filename, package.read(entry)


def _check_xml(xml: bytes, name: str) -> None:
    # No office program writes a document type: it is where entities are declared.
    try:
        document = etree.fromstring(xml, parse_nothing_else()).getroottree()
    except etree.XMLSyntaxError:
        if name.startswith("customXml/"):
            return  # other programs leave things there; nothing reads it
        raise NotUnderstood(BROKEN) from None
    if document.docinfo.doctype or document.docinfo.internalDTD is not None:
        raise NotUnderstood(_HOSTILE)


def parse_nothing_else() -> etree.XMLParser:
    """A parser that resolves no entity, loads no document type and asks no network."""
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
    )
