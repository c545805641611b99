"""Makes the vectors of the signed record, format 1, once.  Run it only when a format is new:

    python -m tests.vectors.make_signed_record

Like `make`: a file that exists is never written again.
"""

import json
from datetime import date, time
from pathlib import Path
from typing import Any
from uuid import UUID

from notes_app.crypto.envelope import seal
from notes_app.crypto.keypairs import fingerprint
from notes_app.crypto.signing import sign_body
from notes_app.sealed import Scope
from notes_app.signing.payloads import (
    EntryKind,
    Participant,
    SignedEntry,
    SignedProcess,
    SignedRecord,
    SignedSection,
    SignedTag,
    SignedWords,
    Signer,
    canonical,
    in_utc,
)
from notes_app.signing.places import SignedPlace
from notes_app.signing.verifying import digest_of, spelled
from tests.vectors.make import ANA, ANAS, MIRA, SESSION, fixed, written

FILE = Path(__file__).parent / "signed_record_1" / "bodies.json"
GENERATION, DAY = 2, 86_400
SIGNED_AT = 1_777_558_805  # 30 April 2026, 14:20:05 UTC
ANA_REAL = Signer("Ana Real", "LPC")


def id_of(name: str) -> UUID:
    return UUID(bytes=fixed(name, 16), version=4)


def record() -> SignedRecord:
    goal, own = id_of("goal"), id_of("own measure")
    return SignedRecord(
        session=SESSION,
        number=12,
        held_on=date(2026, 4, 30),
        starts_at=time(14),
        ends_at=time(14, 50),
        modality="video",
        attendance="held",
        participants=(Participant(id_of("ida"), "Mother"),),
        format="relational",
        sections=(
            SignedSection(
                "brought",
                "What she brought",
                "She came late and said nothing. \U0001f642\nOn Monday she told him.",
            ),
            SignedSection("between", "Between us", ""),
        ),
        told={"risk": "Asked; nothing."},
        tags=(
            SignedTag(
                id=id_of("tag"),
                code="going-quiet-when-hurt",
                theme="Going quiet when hurt",
                strength=4,
                people=("Mother",),
                pole="current",
                component="ro_actual",
                way="old",
                for_supervision=True,
                section="brought",
                start=14,
                end=30,
                quote="and said nothing",
            ),
        ),
        tagging_complete=True,
        ratings={
            "distress": 0,
            "risk": "none-reported",
            "goals": [str(goal)],
            "measures": [{"code": str(own), "total": 12}],
        },
        named={str(goal): "To say no sooner", str(own): "How close we felt"},
        signer=ANA_REAL,
        signed_at=in_utc(SIGNED_AT),
        utc_offset=120,
        late_entry=False,
    )


def process() -> SignedProcess:
    return SignedProcess(
        session=SESSION,
        number=12,
        held_on=date(2026, 4, 30),
        text="I was tired.",
        own_response="Restless.",
        recording=({"said": "\u201cNothing.\u201d", "my_reaction": "Cold hands."},),
        signer=ANA_REAL,
        signed_at=in_utc(SIGNED_AT),
        utc_offset=120,
        late_entry=False,
    )


def entry(kind: EntryKind, amends: str, **words: Any) -> SignedEntry:
    told = {"covers": (), "reason": "", "text": "", **words}
    at = in_utc(SIGNED_AT + 2 * DAY)
    return SignedEntry(
        kind=kind, amends=amends, signer=ANA_REAL, signed_at=at, utc_offset=120, **told
    )


def case(words: SignedWords, place: SignedPlace, at: int = SIGNED_AT) -> dict[str, Any]:
    public = ANAS.public()
    mark, key = fingerprint(ANA, public), fixed(f"{place.scope} key", 32)
    text = canonical(words)
    body = sign_body(
        text,
        kind=place.kind,
        author_id=ANA,
        author=ANAS,
        author_fingerprint=mark,
        time=at,
        **place.fields,
    )
    return {
        "kind": place.kind,
        "record": place.record,
        "client": place.client_id,
        "session": place.session_id,
        "sequence": place.sequence,
        "scope": str(place.scope),
        "gen": GENERATION,
        "key": key,
        "author": ANA,
        "fingerprint": mark,
        "verification": public.verification,
        "kem": public.kem,
        "time": at,
        "text": text.decode(),
        "body": body,
        "sealed": seal(body, key, place.at(GENERATION)),
        "digest": spelled(digest_of(body)),
    }


def bodies() -> list[dict[str, Any]]:
    def place(name: str, kind: Any, sequence: int = 1, scope: Scope = Scope.NOTES) -> SignedPlace:
        return SignedPlace(kind, id_of(name), MIRA, SESSION, sequence, scope)

    later = SIGNED_AT + 2 * DAY
    signed = case(record(), place("version", "version"))
    private = case(process(), place("private", "version", scope=Scope.PROCESS))
    amends = signed["digest"]
    correction = case(
        entry(EntryKind.CORRECTION, amends, reason="Wrong day", text="It was Tuesday."),
        place("correction", "addendum"),
        later,
    )
    cosigned = case(
        entry(EntryKind.COSIGNED, amends, covers=(correction["digest"],)),
        place("co-signature", "addendum", 2),
        later,
    )
    return [signed, private, correction, cosigned]


if __name__ == "__main__":
    if not FILE.exists():
        FILE.write_text(json.dumps(bodies(), default=written, indent=1) + "\n", "ascii")
