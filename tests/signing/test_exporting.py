"""The exported file: verified by somebody else's code, and no bit of it changes unnoticed."""

import random
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

from notes_app import db
from notes_app.clients.goals import keep_goal
from notes_app.clients.payloads import Goal
from notes_app.notes import service as notes
from notes_app.notes.beside import Risk
from notes_app.notes.models import Addendum, Version
from notes_app.notes.payloads import Ratings
from tests.cast import Practice
from tests.clocks import TestClock
from tests.notes.builders import WORDS, held
from tests.pages import Browser
from tests.signing.independent_verifier import File, faults_in
from tests.signing.test_pages import MORNING_OF, noted, sign

Browse = Callable[[Any], Browser]
FLIPS = 1000
PARTS = re.compile(r'<script type="application/json">(.*?)</script>', re.S)


def fresh(browse: Browse, practice: Practice) -> Browser:
    """Ana, who typed her passphrase a moment ago."""
    ana = browse(practice.ana)
    page = ana.get("accounts.confirm")
    ana.submit(page, press="Go on", passphrase=practice.passphrase)
    return ana


def add(ana: Browser, session_id: UUID, text: str) -> None:
    page = ana.get("signing.add", session_id=session_id)
    ana.submit(page, press="Sign addendum", text=text)


def export(ana: Browser, endpoint: str = "signing.export_note", **values: Any) -> str:
    page = ana.get(endpoint, **values)
    return ana.submit(page, press="Export signed record", status=200).html


def two_notes(browse: Browse, practice: Practice) -> str:
    """A file with two notes of Mira's, the first with two addenda."""
    ana = fresh(browse, practice)
    first, second = (noted(practice, days=days, process="I was tired.") for days in (2, 1))
    sign(ana, first)
    sign(ana, second)
    add(ana, first, "She rang.")
    add(ana, first, "It was about Sunday.")
    return export(ana, "signing.export_notes", client_id=practice.mira.id)


def test_somebody_elses_code_verifies_the_file(browse: Browse, practice: Practice) -> None:
    html = two_notes(browse, practice)
    file = File(html)
    assert [len(note.parts) for note in file.notes] == [3, 1]
    assert len(file.authors) == 1
    assert faults_in(html) == []


def test_the_page_shows_what_was_signed_and_nothing_private(
    browse: Browse, practice: Practice
) -> None:
    html = two_notes(browse, practice)
    assert WORDS in html
    assert "It was about Sunday." in html
    assert "I was tired." not in html
    assert [name for name in ("Mira", "Heron") if name in html] == []


def test_the_file_says_which_goal_the_session_served(browse: Browse, practice: Practice) -> None:
    ana, goal = fresh(browse, practice), Goal(id=UUID(int=7, version=4), words="To say no sooner")
    keep_goal(practice.mira, goal=goal, keyring=practice.keyrings["ana"])
    session_id = noted(practice, ratings=Ratings(risk=Risk.NONE_REPORTED, goals=(goal.id,)))
    sign(ana, session_id)
    html = export(ana, session_id=session_id)
    assert "<p>goals: To say no sooner</p>" in html
    assert faults_in(html) == []


def without_addendum(html: str, number: int) -> str:
    """The file, with an addendum of its first note cut out."""
    start = -1
    for _ in range(number + 1):
        start = html.index('<div class="part">', start + 1)
    end = html.index("</script></div>", start) + len("</script></div>")
    return html[:start] + html[end:]


def test_an_addendum_that_was_cut_out_of_a_copy_leaves_a_gap(
    browse: Browse, practice: Practice
) -> None:
    html = two_notes(browse, practice)
    label = File(html).notes[0].label
    assert "She rang." not in without_addendum(html, 1)
    assert faults_in(without_addendum(html, 1)) == [f"{label}: an entry is missing"]


def test_what_is_cut_from_the_end_of_a_copy_leaves_none(browse: Browse, practice: Practice) -> None:
    """As docs/signed-record.md says: a file does not know what came after its last entry."""
    html = two_notes(browse, practice)
    assert faults_in(without_addendum(html, 2)) == []


def test_no_bit_of_what_is_signed_changes_unnoticed(browse: Browse, practice: Practice) -> None:
    html = two_notes(browse, practice)
    labels = [note.label for note in File(html).notes]
    places = [match.span(1) for match in PARTS.finditer(html)]
    chance = random.Random(17)  # noqa: S311 - repeatable, not secret
    assert len(places) == 5
    for _ in range(FLIPS):
        which = chance.randrange(len(places))
        found = faults_in(flipped(html, chance.randrange(*places[which]), chance.randrange(7)))
        assert found, "a changed bit was not noticed"
        assert is_named(found, which, labels), (which, found)


def flipped(html: str, at: int, bit: int) -> str:
    return html[:at] + chr(ord(html[at]) ^ 1 << bit) + html[at + 1 :]


def is_named(found: list[str], which: int, labels: list[str]) -> bool:
    """The author's key concerns every note; a part concerns its own and no other."""
    if which == 0:
        return "the author's key" in found
    mine, other = (labels[0], labels[1]) if which < 4 else (labels[1], labels[0])
    return any(mine in one for one in found) and not any(other in one for one in found)


def test_the_file_asks_for_the_passphrase_again(
    browse: Browse, practice: Practice, clock: TestClock
) -> None:
    ana = browse(practice.ana)
    session_id = noted(practice)
    sign(ana, session_id)
    clock.move(minutes=6)
    away = ana.get("signing.export_note", session_id=session_id, status=303)
    assert away.location.startswith("/account/confirm")
    ana.post("signing.export_note", session_id=session_id, status=303)


def test_the_file_is_a_neutral_attachment_that_runs_under_no_address_of_ours(
    browse: Browse, practice: Practice
) -> None:
    ana = fresh(browse, practice)
    session_id = noted(practice)
    sign(ana, session_id)
    page = ana.get("signing.export_note", session_id=session_id)
    answer = ana.submit(page, press="Export signed record", status=200)
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    name = answer.headers["Content-Disposition"]
    assert name == 'attachment; filename="signed-record-2026-04-30.html"'
    assert "<title>Signed record</title>" in answer.html
    assert "default-src &#39;none&#39;" in answer.html


def test_a_note_whose_signature_does_not_hold_is_not_exported(
    browse: Browse, practice: Practice
) -> None:
    ana = fresh(browse, practice)
    session_id = noted(practice)
    sign(ana, session_id)
    page = ana.get("signing.export_note", session_id=session_id)
    row = db.session.query(Version).one()
    row.sealed = row.sealed[:-1] + bytes([row.sealed[-1] ^ 1])
    db.session.commit()
    ana.submit(page, press="Export signed record", status=409)


def test_an_addendum_that_does_not_verify_is_left_out_and_said(
    browse: Browse, practice: Practice
) -> None:
    ana = fresh(browse, practice)
    session_id = noted(practice)
    sign(ana, session_id)
    add(ana, session_id, "She rang.")
    row = db.session.query(Addendum).one()
    row.sealed = row.sealed[:-1] + bytes([row.sealed[-1] ^ 1])
    db.session.commit()
    html = export(ana, session_id=session_id)
    assert "1 addendum could not be verified and is not in this file." in html
    assert faults_in(html) == []


def test_an_addendum_that_was_removed_is_counted_among_those_left_out(
    browse: Browse, practice: Practice
) -> None:
    ana = fresh(browse, practice)
    session_id = noted(practice)
    sign(ana, session_id)
    for words in ("She rang.", "She rang again."):
        add(ana, session_id, words)
    last = db.session.query(Addendum).order_by(Addendum.sequence.desc()).first()
    db.session.delete(last)
    db.session.commit()
    html = export(ana, session_id=session_id)
    assert "1 addendum could not be verified and is not in this file." in html


def test_only_signed_notes_are_offered(browse: Browse, practice: Practice) -> None:
    ana = fresh(browse, practice)
    first, _ = noted(practice), noted(practice)
    page = ana.get("signing.export_notes", client_id=practice.mira.id)
    assert "No note of this client is signed yet." in page.text
    sign(ana, first)
    page = ana.get("signing.export_notes", client_id=practice.mira.id)
    offered = [tag.get("value") for tag in page.top.all("input") if tag.get("name") == "notes"]
    assert offered == [str(first)]


def test_another_clients_note_is_not_put_into_the_file(browse: Browse, practice: Practice) -> None:
    ana, keyring = fresh(browse, practice), practice.keyrings["ana"]
    mine = noted(practice)
    other = notes.plan_session(practice.noor, facts=held(held_on=MORNING_OF), keyring=keyring)
    db.session.commit()
    sign(ana, mine)
    page = ana.get("signing.export_notes", client_id=practice.mira.id)
    ana.submit(page, press="Export signed record", status=422, notes=[str(other.id)])
