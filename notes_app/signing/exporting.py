"""A signed record as one file that verifies itself, without Between and without a connection.

    the page       plain words, readable without scripts
    the bodies     each signed text with everything that its signature is bound to
    the authors    their public keys, from which the fingerprint and its eight words follow
    the verifier   `verifier/*.js`, put into the file as one script

docs/signed-record.md describes the format for whoever wants to verify it with tools of their own.
"""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from notes_app.crypto.keypairs import PublicKeys, fingerprint
from notes_app.crypto.signing import parts_of_body
from notes_app.crypto.words import WORDS, fingerprint_words
from notes_app.signing.lines import Line, label_of, lines_of_entry, lines_of_record
from notes_app.signing.payloads import SignedEntry, SignedRecord
from notes_app.signing.queries import Below
from notes_app.signing.verifying import KnownAuthor, Read

FORMAT = "between/signed-record/1"
SCRIPTS = ("sha.js", "ed25519.js", "codes.js", "lines.js", "check.js", "page.js")

W = TypeVar("W", SignedRecord, SignedEntry)


@dataclass(frozen=True)
class Part:
    """One signed text: its lines, and the body that proves them."""

    lines: list[Line]
    body: dict[str, Any]


@dataclass(frozen=True)
class ExportedNote:
    """A record and, below it, what was added; `left_out` entries are damaged or gone."""

    label: str
    record: Part
    entries: list[Part]
    left_out: int
    authors: tuple[KnownAuthor, ...]


@dataclass(frozen=True)
class Author:
    """Whose signatures stand in the file."""

    key: dict[str, str]
    words: str


def exported_note(below: Below, *, added: int) -> ExportedNote | None:
    """A signed note for the file; None where its signature does not hold: that is not exported.

    Args:
        added: how many entries stood below it at the author's last one, so that one whose row was
            removed is counted among those left out.
    """
    record = below.record
    if not isinstance(record.words, SignedRecord) or record.author is None:
        return None
    entries = [
        Part(lines_of_entry(entry.words), _body(entry, entry.author))
        for entry in below.entries
        if entry.words is not None and entry.author is not None and entry.author.kem
    ]
    others = [entry.author for entry in below.entries if entry.author and entry.author.kem]
    return ExportedNote(
        label=label_of(record.words),
        record=Part(lines_of_record(record.words), _body(record, record.author)),
        entries=entries,
        left_out=max(added, len(below.entries), below.next_sequence - 1) - len(entries),
        authors=tuple(dict.fromkeys([record.author, *others])),
    )


def authors_of(notes: Iterable[ExportedNote]) -> list[Author]:
    """Everybody whose signature stands in the file, the author of the records first."""
    first = dict.fromkeys(author for note in notes for author in note.authors)
    return [_author(known) for known in first]


def _author(known: KnownAuthor) -> Author:
    public = PublicKeys(known.kem, known.verification)
    mark = fingerprint(known.user_id, public)
    key = {
        "user": str(known.user_id),
        "kem": _spelled(public.kem),
        "verification_key": _spelled(public.verification),
        "fingerprint": _spelled(mark),
    }
    return Author(key, fingerprint_words(mark))


@cache
def verifier() -> str:
    """The script that stands in every file."""
    folder = files("notes_app.signing").joinpath("verifier")
    pieces = [folder.joinpath(name).read_text("utf-8") for name in SCRIPTS]
    return "\n".join(["'use strict';", *pieces])


@cache
def styles() -> str:
    """How the file looks, on the screen and on paper."""
    return files("notes_app.signing").joinpath("verifier", "page.css").read_text("utf-8")


def policy_of(script: str, style: str) -> str:
    """The file's own security policy: this script and this style, and no connection at all."""
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}';"
        " base-uri 'none'; form-action 'none'"
    )


def word_list() -> Sequence[str]:
    """The words in which fingerprints are read aloud."""
    return WORDS


def _body(read: Read[W], author: KnownAuthor) -> dict[str, Any]:
    parts, place = parts_of_body(read.body), read.place
    return {
        "kind": place.kind,
        "record": str(place.record),
        "client": str(place.client_id),
        "session": str(place.session_id),
        "sequence": place.sequence,
        "scope": str(place.scope),
        "author": str(author.user_id),
        "author_fp": _spelled(parts.fingerprint),
        "time": parts.time,
        "salt": _spelled(parts.salt),
        "digest": _spelled(hashlib.sha256(parts.salt + parts.text).digest()),
        "signature": _spelled(parts.signature),
        "text": _spelled(parts.text),
    }


def _spelled(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _hash(text: str) -> str:
    return "sha256-" + _spelled(hashlib.sha256(text.encode()).digest())
