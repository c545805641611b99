"""Format 1 of the signed record: what was signed is read for ever, byte for byte as it was."""

import hashlib
import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from notes_app.crypto.envelope import unseal
from notes_app.sealed import Scope, Sealed
from notes_app.signing.payloads import (
    SignedEntry,
    SignedProcess,
    SignedRecord,
    canonical,
    read_entry,
    read_record,
    read_signed_process,
)
from notes_app.signing.places import SignedPlace
from notes_app.signing.verifying import KnownAuthor, Read, known_authors, spelled, verify
from tests.crypto.vectors import read as value
from tests.signing.independent_verifier import verified

FOLDER = Path(__file__).parents[1] / "vectors" / "signed_record_1"
CASES = [value(case) for case in json.loads((FOLDER / "bodies.json").read_text("utf-8"))]
READERS: dict[tuple[str, str], Any] = {
    ("version", "notes"): read_record,
    ("version", "process"): read_signed_process,
    ("addendum", "notes"): read_entry,
}
each_case = pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['scope']} {c['kind']}")


def place_of(case: dict[str, Any], **other: Any) -> SignedPlace:
    told = {**case, **other}
    names = ("kind", "record", "client", "session", "sequence", "scope")
    kind, record, client, session, sequence, scope = (told[name] for name in names)
    return SignedPlace(kind, record, client, session, sequence, Scope(scope))


def read_of(case: dict[str, Any], body: bytes, **other: Any) -> Read[Any]:
    author = KnownAuthor(case["author"], case["fingerprint"], case["verification"])
    reader = READERS[case["kind"], case["scope"]]
    return verify(body, place_of(case, **other), known=known_authors(author), reader=reader)


def test_the_vectors_are_frozen() -> None:
    (line,) = (FOLDER / "SHA256SUMS").read_text().splitlines()
    told, name = line.split()
    assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == told


@each_case
def test_a_sealed_body_opens_and_its_signature_holds(case: dict[str, Any]) -> None:
    place = place_of(case)
    body = unseal(Sealed(case["sealed"]), case["key"], place.at(case["gen"]))
    read = read_of(case, body)
    assert body == case["body"]
    assert read.holds
    assert spelled(read.digest) == case["digest"]


@each_case
def test_the_text_has_one_spelling(case: dict[str, Any]) -> None:
    words = read_of(case, case["body"]).words
    assert isinstance(words, SignedRecord | SignedProcess | SignedEntry)
    assert canonical(words) == case["text"].encode()


@each_case
@pytest.mark.parametrize(
    "other",
    [
        {"record": UUID(int=1)},
        {"client": UUID(int=1)},
        {"session": UUID(int=1)},
        {"sequence": 9},
    ],
    ids=lambda other: next(iter(other)),
)
def test_it_holds_at_no_other_place(case: dict[str, Any], other: dict[str, Any]) -> None:
    assert not read_of(case, case["body"], **other).holds


@each_case
def test_an_outsider_rebuilds_the_signed_message(case: dict[str, Any]) -> None:
    """By docs/signed-record.md alone: no code of Between's."""
    body = case["body"]
    mark, time, salt, signature, text = (
        body[:32],
        body[32:40],
        body[40:72],
        body[72:136],
        body[136:],
    )
    fields = {
        "type": f"sig.{case['kind']}".encode(),
        "suite": (1).to_bytes(8, "big"),
        "author": case["author"].bytes,
        "author_fp": mark,
        "client": case["client"].bytes,
        "digest": hashlib.sha256(salt + text).digest(),
        "record": case["record"].bytes,
        "scope": case["scope"].encode(),
        "sequence": case["sequence"].to_bytes(8, "big"),
        "session": case["session"].bytes,
        "time": time,
    }
    message = b"between/ctx/1" + b"".join(
        bytes([len(name)]) + name.encode() + len(fields[name]).to_bytes(4, "big") + fields[name]
        for name in sorted(fields)
    )
    assert text.decode() == case["text"]
    assert verified(case["verification"], signature, message)
    assert not verified(case["verification"], signature, message + b"\0")
