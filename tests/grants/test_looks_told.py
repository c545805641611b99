"""What is said of looks at opened records, and of those that are damaged, nobody's or gone."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, update

from notes_app import db
from notes_app.crypto.envelope import seal
from notes_app.db.session import ENGINE
from notes_app.payload import encode
from notes_app.presenting.account import Named, account_of, looks_amiss, on_paper, said_amiss
from notes_app.sealed import Scope, Sealed
from notes_app.signing.models import RecordLook
from notes_app.signing.payloads import SignedLook
from notes_app.signing.places import LookPlace
from notes_app.signing.verifying import signed_body
from notes_app.supervision.queries import Heard
from tests.cast import Practice
from tests.crypto.damage import bit_flipped
from tests.grants.looks import look, looks, note_of, opened, told
from tests.pages import Browser
from tests.queries import asked_of
from tests.sharing.builders import introduce, now
from tests.signing.test_pages import noted, sign
from tests.supervision.test_presenting import tab

CLOSED = "One look at a signed record cannot be opened (damaged or moved). Nothing was changed."
STRANGE = "One look at a signed record is not verified: it was not signed by a key that you know."
MISSING = "One look of {} at a signed record is missing. Somebody removed it from the database."
READ = "read the signed record of session"


def plant(
    practice: Practice, record: UUID, *, author: str = "sam", signer: str = "sam", at: int = 0
) -> None:
    """A look of `author`, by its row, that `signer` signed as their own and wrote there."""
    owner, signing = practice.keyrings["ana"], practice.keyrings[signer]
    who = getattr(practice, author).id
    place = LookPlace(uuid4(), practice.mira.id, record, who, 1)
    told = {"kind": "look", "at": at or now(), "fields": place.fields}
    body = signed_body(encode(SignedLook()), **told, keyring=signing)
    key = owner.record_key(practice.mira.id, record, Scope.NOTES, 1)
    row = RecordLook(
        id=place.record,
        client_id=practice.mira.id,
        session_id=record,
        author_id=who,
        number=1,
        generation=1,
        sealed=seal(body, key, place.at(1)),
    )
    db.session.add(row)
    db.session.commit()


def told_to(ana: Browser, practice: Practice, record: UUID) -> list[str]:
    """All that Ana's three pages say."""
    of_note = ana.get("grants.of_note", session_id=record)
    return [page.text for page in (tab(ana, practice), note_of(ana, record), of_note)]


def test_what_cannot_be_opened_is_said_and_takes_no_page_down(
    ana: Browser, sam: Browser, practice: Practice, record: UUID
) -> None:
    opened(sam, record)
    row = db.session.query(RecordLook).one()
    row.sealed = Sealed(bit_flipped(row.sealed, 800))
    db.session.commit()
    assert [CLOSED in text for text in told_to(ana, practice, record)] == [True] * 3
    assert not any("Sam read" in text for text in told_to(ana, practice, record))
    assert "Unchanged since" in opened(sam, record).text
    assert len(told(practice)) == 2  # of today she finds none, and writes one


@pytest.mark.parametrize("column", ["number", "session_id", "generation", "author_id"])
def test_a_look_that_was_moved_is_read_as_nobodys(
    ana: Browser, sam: Browser, practice: Practice, record: UUID, column: str
) -> None:
    other = noted(practice, days=1)
    sign(ana, other)
    opened(sam, record)
    moved = {"number": 3, "session_id": other, "generation": 2, "author_id": practice.bea.id}
    db.session.execute(update(RecordLook).values({column: moved[column]}))
    db.session.commit()
    page = tab(ana, practice)
    assert CLOSED in page.text
    assert READ not in page.text


@pytest.mark.parametrize(("author", "signer"), [("ada", "ada"), ("sam", "bea"), ("bea", "sam")])
def test_a_look_of_somebody_not_met_or_in_anothers_name_counts_for_nothing(
    ana: Browser, practice: Practice, record: UUID, author: str, signer: str
) -> None:
    introduce(practice, "ana", "bea")
    plant(practice, record, author=author, signer=signer)
    texts = told_to(ana, practice, record)
    assert [STRANGE in text for text in texts] == [True] * 3
    assert READ not in texts[0]
    assert "read this on" not in texts[1]


def test_a_time_that_no_calendar_has_is_read_as_damage(
    ana: Browser, practice: Practice, record: UUID
) -> None:
    plant(practice, record, at=2**62)
    assert [CLOSED in text for text in told_to(ana, practice, record)] == [True] * 3


def test_one_that_is_gone_is_told_to_both_sides(
    ana: Browser, sam: Browser, practice: Practice, record: UUID
) -> None:
    for days in (0, 1, 2):
        look(practice, record, days=days)
    assert "missing" not in tab(ana, practice).text + opened(sam, record).text
    db.session.execute(delete(RecordLook).where(RecordLook.number == 2))
    db.session.commit()
    assert MISSING.format("Sam") in tab(ana, practice).text
    assert MISSING.format("yours") in opened(sam, record).text


def test_where_her_people_cannot_be_opened_the_pages_live(
    ana: Browser, sam: Browser, practice: Practice, record: UUID
) -> None:
    opened(sam, record)
    db.session.expire_all()
    practice.ana.pins = Sealed(bit_flipped(practice.ana.pins, 800))
    db.session.commit()
    texts = told_to(ana, practice, record)
    assert STRANGE in texts[1]
    assert "read this on" not in texts[1]


def test_the_account_on_paper_says_what_it_lacks(practice: Practice, record: UUID) -> None:
    for days in (0, 1, 2):
        look(practice, record, days=days)
    db.session.execute(delete(RecordLook).where(RecordLook.number == 1))
    db.session.commit()
    named = Named({practice.sam.id: "Sam"}, str, lambda _: "session 1")
    assert looks_amiss(looks(practice), named) == [MISSING.format("Sam")]
    lines = account_of([], [], [], looks(practice), therapist=practice.ana.id, named=named)
    heard = [Heard(uuid4(), practice.sam.id, 1), Heard(uuid4(), practice.sam.id, 3)]
    amiss = [*said_amiss(heard, named), *looks_amiss(looks(practice), named)]
    sheet = on_paper(lines, amiss, case="Heron", made_on=date(2026, 5, 3), local=lambda at: at)
    *lacks, table = sheet.blocks
    assert [one.words for one in lacks] == [
        "One entry of Sam is missing. Somebody removed it from the database.",
        "2 entries of the conversation cannot be opened (damaged or moved).",
        MISSING.format("Sam"),
    ]
    assert table.rows == (
        ("2 May 2026", "Sam", "read the signed record of session 1"),
        ("1 May 2026", "Sam", "read the signed record of session 1"),
    )


def test_each_page_asks_no_more_for_many_looks(
    app: Any, ana: Browser, sam: Browser, practice: Practice, record: UUID
) -> None:
    def asked() -> list[int]:
        counts = []
        for ask in (
            lambda: opened(sam, record),
            lambda: note_of(ana, record),
            lambda: ana.get("grants.of_note", session_id=record),
            lambda: tab(ana, practice),
        ):
            with asked_of(app.extensions[ENGINE]) as statements:
                ask()
            counts.append(len(statements))
        return counts

    opened(sam, record)
    asked()  # whatever is done once after logging in
    few = asked()
    for days in range(1, 13):
        look(practice, record, days=days)
    assert asked() == few
