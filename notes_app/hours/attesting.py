"""The signature under one hour, and whether it still fits."""

from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.keyring import Keyring
from notes_app.crypto.signing import check_body, sign_body
from notes_app.crypto.words import fingerprint_words
from notes_app.hours.payloads import Attestation, Hour
from notes_app.signing.verifying import own_author

KIND = "attestation"


@dataclass(frozen=True)
class Attested:
    """A signature that holds: when it was given, and the eight words of its key."""

    at: datetime
    words: str


def attestation_of(hour: Hour, *, at: int, keyring: Keyring) -> Attestation:
    """Sign one hour as it stands.  `at` is Unix seconds."""
    author = own_author(keyring)
    body = sign_body(
        _text(hour),
        kind=KIND,
        author_id=author.user_id,
        author=keyring.private_keys,
        author_fingerprint=author.fingerprint,
        time=at,
        record=hour.id,
    )
    return Attestation(body)


def attested(hour: Hour, *, keyring: Keyring) -> Attested | None:
    """The owner's attestation of exactly this hour; None where there is none or it does not fit."""
    if hour.attested is None:
        return None
    author = own_author(keyring)
    try:
        signed = check_body(
            hour.attested.body,
            kind=KIND,
            author_id=author.user_id,
            fingerprint=author.fingerprint,
            verification_key=author.verification,
            record=hour.id,
        )
    except CannotOpen:
        return None
    if signed.text != _text(hour):
        return None
    return Attested(datetime.fromtimestamp(signed.time, UTC), fingerprint_words(author.fingerprint))


def _text(hour: Hour) -> bytes:
    """What is signed: every field but the signature itself and a later withdrawal."""
    bare = msgspec.structs.replace(hour, attested=None, withdrawn=None)
    return msgspec.json.encode(msgspec.to_builtins(bare), order="sorted")
