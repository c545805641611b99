"""What comes back from supervision, on Today and on the card before a session."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from flask import Flask

from notes_app import db
from notes_app.db.session import ENGINE
from notes_app.notes.models import Addendum
from notes_app.notes.service import plan_session
from notes_app.signing.questions import questions_of
from tests.cast import Practice
from tests.crypto.damage import bit_flipped
from tests.notes.builders import held
from tests.pages import Browser, Page
from tests.queries import asked_of
from tests.signing.supervised import ask, cosign, give_back, granted, known, supervisor
from tests.signing.test_pages import add_one, noted, sign
from tests.vault import Vault

Browse = Callable[[Any], Browser]
NOW = datetime(2026, 4, 30, 9, tzinfo=UTC)
REASON = "The plan is missing."


def asked(ana: Browser, practice: Practice, days: int) -> UUID:
    """A signed note of so many days ago about which Sam was asked."""
    session_id = noted(practice, days=days)
    sign(ana, session_id)
    ask(practice, session_id, NOW - timedelta(days=days))
    return session_id


def scene(browse: Browse, practice: Practice) -> tuple[Browser, Vault]:
    sam = supervisor()
    granted(practice, sam)
    return browse(practice.ana), sam


def back(page: Page) -> str:
    """The list on Today, as it reads; empty where there is none."""
    _, found, rest = page.text.partition("Back from supervision")
    return rest.partition("Not seen")[0].partition("Keyboard")[0].strip() if found else ""


def card(ana: Browser, practice: Practice) -> Page:
    """The card of the hour that is planned for tomorrow."""
    facts = held(held_on=date(2026, 5, 1), attendance=None, starts_at=time(14))
    planned = plan_session(practice.mira, facts=facts, keyring=practice.keyrings["ana"])
    db.session.commit()
    return ana.get("diary.prepare", session_id=planned.id)


def damage_last() -> None:
    last = db.session.query(Addendum).order_by(Addendum.sequence.desc()).first()
    assert last is not None
    last.sealed = bit_flipped(last.sealed, -1)
    db.session.commit()


def test_what_was_returned_comes_before_what_was_co_signed(
    browse: Browse, practice: Practice
) -> None:
    ana, sam = scene(browse, practice)
    returned, signed = asked(ana, practice, 3), asked(ana, practice, 2)
    asked(ana, practice, 1)  # nobody answered it yet
    give_back(practice, sam, returned, at=NOW - timedelta(days=2))
    cosign(practice, sam, signed, NOW - timedelta(days=1))
    page = ana.get("diary.today")
    assert back(page) == "M. R., session 1 returned M. R., session 2 co-signed"
    assert page.links["M. R., session 1"] == f"/sessions/{returned}#addenda"


def test_what_was_co_signed_stands_there_for_seven_days(browse: Browse, practice: Practice) -> None:
    ana, sam = scene(browse, practice)
    older, newer = asked(ana, practice, 9), asked(ana, practice, 8)
    cosign(practice, sam, older, NOW - timedelta(days=7, hours=1))
    cosign(practice, sam, newer, NOW - timedelta(days=6, hours=23))
    assert back(ana.get("diary.today")) == "M. R., session 2 co-signed"


def test_the_list_is_left_out_where_nothing_came_back(browse: Browse, practice: Practice) -> None:
    ana, _ = scene(browse, practice)
    asked(ana, practice, 1)
    assert "Back from supervision" not in ana.get("diary.today").text
    assert "Supervision asked" not in card(ana, practice).text


def test_what_was_answered_and_asked_again_is_back_no_more(
    browse: Browse, practice: Practice
) -> None:
    ana, sam = scene(browse, practice)
    session_id = asked(ana, practice, 3)
    give_back(practice, sam, session_id)
    add_one(ana, session_id)
    assert REASON in card(ana, practice).text
    assert back(ana.get("diary.today")).endswith("returned")
    ask(practice, session_id)
    assert REASON not in card(ana, practice).text
    assert back(ana.get("diary.today")) == ""


def test_nobody_elses_answers_stand_there(browse: Browse, practice: Practice) -> None:
    ana, sam = scene(browse, practice)
    give_back(practice, sam, asked(ana, practice, 3))
    assert back(browse(practice.bea).get("diary.today")) == ""


def test_the_card_says_what_was_asked_by_whom_and_that_it_is_not_verified(
    browse: Browse, practice: Practice
) -> None:
    ana, sam = scene(browse, practice)
    session_id = asked(ana, practice, 3)
    give_back(practice, sam, session_id)
    page = card(ana, practice)
    assert f"Supervision asked {REASON} Sam Okafor, session 1; not verified" in page.text
    assert page.links[REASON] == f"/sessions/{session_id}#addenda"


def test_a_question_of_somebody_whose_keys_are_known_is_verified(
    browse: Browse, practice: Practice
) -> None:
    ana, sam = scene(browse, practice)
    give_back(practice, sam, asked(ana, practice, 3))
    keyring = practice.keyrings["ana"]
    (one,) = questions_of(practice.ana, practice.mira, keyring=keyring, known=known(sam))
    assert one.entry is not None
    assert one.entry.holds


def test_three_questions_stand_on_the_card_the_newest_first(
    browse: Browse, practice: Practice
) -> None:
    ana, sam = scene(browse, practice)
    for days in (5, 4, 3, 2):
        answered = NOW - timedelta(days=days)
        give_back(practice, sam, asked(ana, practice, days), f"Question {days}.", answered)
    text = card(ana, practice).text
    places = [text.index(f"Question {days}.") for days in (2, 3, 4)]
    assert places == sorted(places)
    assert "Question 5." not in text


def test_an_answer_that_cannot_be_opened_is_one_line(browse: Browse, practice: Practice) -> None:
    ana, sam = scene(browse, practice)
    lost, whole = asked(ana, practice, 3), asked(ana, practice, 2)
    give_back(practice, sam, lost)
    damage_last()
    give_back(practice, sam, whole, "Who else hears the joke?")
    listed = back(ana.get("diary.today"))
    assert listed == "M. R., session 2 returned M. R., session 1 an entry cannot be opened"
    text = card(ana, practice).text
    assert "An entry below session 1 cannot be opened (damaged or moved)." in text
    assert "Who else hears the joke?" in text


def test_only_the_entries_of_notes_that_came_back_are_asked_for(
    app: Flask, browse: Browse, practice: Practice
) -> None:
    ana, sam = scene(browse, practice)
    first = asked(ana, practice, 3)
    keyring, counts = practice.keyrings["ana"], []
    for _ in range(2):
        with asked_of(app.extensions[ENGINE]) as statements:
            questions_of(practice.ana, practice.mira, keyring=keyring)
        counts.append(sum(one.startswith("SELECT") for one in statements))
        give_back(practice, sam, first) if len(counts) == 1 else None
    assert counts == [1, 2]
