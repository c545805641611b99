"""A summary for the client: begun from the record, edited, read as the client will, made a PDF."""

import re
from datetime import date
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, select

from notes_app import db
from notes_app.clients.goals import keep_goal
from notes_app.clients.models import Client
from notes_app.clients.payloads import Goal
from notes_app.crypto.errors import CannotOpen
from notes_app.db.errors import Stale
from notes_app.notes.beside import NewWay
from notes_app.notes.payloads import ProcessText, Ratings, Section, SessionText, Told
from notes_app.notes.service import write_session
from notes_app.patterns.models import ClientSummary
from notes_app.patterns.payloads import Summary
from notes_app.patterns.queries import summary_of
from notes_app.patterns.service import keep_summary
from notes_app.sealed import Scope
from notes_app.sharing.contacts import open_contacts
from notes_app.sharing.generations import renew
from notes_app.sharing.resealing import reseal
from tests.clocks import TestClock
from tests.notes.builders import held, passage_at
from tests.pages import Browser, Page
from tests.paper.test_typesetting import streams
from tests.sharing.builders import keyring, owner

WORDS = "I would rather be asked. Marek laughed at that."
GOAL = "Say what I need before I am angry"
SEE = "See it as the client will"


@pytest.fixture
def ana(browse, practice) -> Browser:
    return browse(practice.ana)


@pytest.fixture
def worked(practice, people) -> dict[str, UUID]:
    """A goal, a session that served it, what was tried with Mira's partner, a starred phrase."""
    keyring = practice.keyrings["ana"]
    goal, phrase = Goal(uuid4(), GOAL, since=date(2026, 1, 5)), uuid4()
    tried, waits = (
        NewWay(uuid4(), "ask", "outside", "", None, "welcomed", "kept", None, people["Paul"]),
        NewWay(uuid4(), "say-no", "outside", with_person=people["Ida"]),
    )
    keep_goal(practice.mira, goal=goal, keyring=keyring)
    told = Told(
        phrases=(passage_at(WORDS, "I would rather be asked", phrase),),
        risk="Thoughts of not being there, without a plan.",
        words={tried.id: "Ask Paul for one evening"},
        results={tried.id: "They sat outside and talked"},
    )
    facts = held(ratings=Ratings(goals=(goal.id,), new_ways=(tried, waits)), tagging_complete=True)
    write_session(
        practice.mira,
        facts=facts,
        text=SessionText((Section("brought", WORDS),), told=told),
        process=ProcessText("I wanted to rescue her."),
        keyring=keyring,
    )
    db.session.commit()
    return {"goal": goal.id, "tried": tried.id, "waits": waits.id, "phrase": phrase}


def summary_page(ana: Browser, practice) -> Page:
    return ana.get("patterns.summary", client_id=practice.mira.id)


def edit(ana: Browser, practice, **typed) -> Page:
    return ana.follow(ana.submit(summary_page(ana, practice), press=SEE, **typed))


def sentence(page: Page, key: str) -> str:
    """How the fields of one line are called, up to their last part."""
    (found,) = [tag for tag in page.top.all("input") if tag.get("value") == key]
    return found.get("name").removesuffix("-key")


def kept_of(practice):
    return summary_of(practice.mira, keyring=practice.keyrings["ana"])


def test_it_begins_with_what_the_record_has(ana, practice, worked):
    page = summary_page(ana, practice)
    for said in (
        f"{GOAL}. Since 5 January 2026. We worked on it in 1 session.",
        "Ask, with your partner. You have kept it up. It was welcomed.",
        "Say no, with your mother. We agreed on it in session 1.",
        "I would rather be asked",
    ):
        assert said in page.text


def test_what_she_wrote_is_what_the_client_reads(ana, practice, worked):
    page = summary_page(ana, practice)
    goal, tried = sentence(page, f"goal.{worked['goal']}"), sentence(page, f"way.{worked['tried']}")
    typed = {f"{goal}-words": "You want to be asked.", f"{tried}-kept": None}
    read = edit(ana, practice, **typed, next="Ring your aunt", called="f")
    for said in (
        "For Mira.",
        "You want to be asked.",
        "Ring your aunt",
        "Say no, with your mother",
    ):
        assert said in read.text
    for left in (GOAL, "You have kept it up"):
        assert left not in read.text


def test_what_she_edited_is_there_when_she_comes_back(ana, practice, worked):
    goal = sentence(summary_page(ana, practice), f"goal.{worked['goal']}")
    edit(ana, practice, **{f"{goal}-words": "You want to be asked.", "closing": "Ana"})
    page = summary_page(ana, practice)
    assert "You want to be asked." in page.text
    assert f"The record now says: {GOAL}" not in page.text
    assert kept_of(practice).summary.closing == "Ana"


def test_it_is_kept_while_it_is_edited_and_each_time_based_on_the_last(ana, practice, worked):
    path = f"/clients/{practice.mira.id}/summary/kept"
    sent = {"called": "-", "opening": "One", "version": 0}
    first = ana.fetch("POST", path, status=200, data=sent).json
    assert first["version"] == 1
    ana.fetch("POST", path, status=409, data={**sent, "opening": "Two"})
    assert kept_of(practice).summary.opening == "One"
    ana.fetch("POST", path, status=200, data={**sent, "opening": "Two", "version": 1})
    assert kept_of(practice).summary.opening == "Two"


def test_two_windows_do_not_write_over_one_another(ana, practice, worked):
    page = summary_page(ana, practice)
    edit(ana, practice, opening="From here")
    later = ana.submit(page, press=SEE, opening="From there", status=409)
    assert "Not saved: this was changed in another window." in later.text
    assert "From there" in later.text
    assert "Opening words: From here" in later.text


def test_a_sentence_of_a_page_is_too_long(ana, practice, worked):
    page = summary_page(ana, practice)
    goal = sentence(page, f"goal.{worked['goal']}")
    long = ana.submit(page, press=SEE, status=422, **{f"{goal}-words": "x" * 601})
    assert "At most 600 characters fit into a sentence; the longest has 601." in long.text
    assert kept_of(practice).version == 0


def test_a_line_that_is_nobodys_is_not_kept(ana, practice, worked):
    path = f"/clients/{practice.mira.id}/summary/kept"
    made_up = {"lines-0-key": f"goal.{uuid4()}", "lines-0-kept": "y", "lines-0-words": "Mine"}
    ana.fetch("POST", path, status=200, data={"called": "-", "version": 0, **made_up})
    assert "Mine" not in [line.words for line in kept_of(practice).summary.lines]


def test_what_is_the_therapists_own_is_never_offered(ana, practice, worked):
    page = summary_page(ana, practice)
    for own in ("not being there", "rescue"):
        assert own not in page.text


def test_a_line_of_the_note_stands_beside_and_not_in_the_sentence(ana, practice, worked):
    page = summary_page(ana, practice)
    assert "In your note: Ask Paul for one evening They sat outside and talked" in page.text
    assert "Paul" not in edit(ana, practice).text


def test_the_document_is_tagged_and_says_nothing_by_its_file(ana, practice, worked):
    edit(ana, practice)
    answer = ana.fetch("POST", f"/clients/{practice.mira.id}/summary/pdf", status=200)
    name = r'attachment; filename="summary-\d{4}-\d\d-\d\d\.pdf"'
    assert re.fullmatch(name, answer.headers["Content-Disposition"])
    assert b"<pdfuaid:part>1</pdfuaid:part>" in answer.data
    assert b"A summary of our work</rdf:li>" in answer.data
    assert not re.search(rb"/(Author|Subject|Keywords|CreationDate|ModDate) ?\(", answer.data)
    assert b"Mira" not in answer.data + streams(answer.data)


def test_names_of_others_stand_in_it_only_when_she_says_so(ana, practice, worked):
    read = edit(ana, practice, next="Ring Paul. Mira, rest a little.")
    assert "The name of somebody else stands in it: Paul." in read.text
    page = ana.submit(read, press="Make the PDF", status=422)
    assert "Say that they may, or write the role in place of the name." in page.text
    path = f"/clients/{practice.mira.id}/summary/pdf"
    assert ana.fetch("POST", path, status=200, data={"names": "y"}).mimetype == "application/pdf"


def test_the_passphrase_is_asked_for_before_it_is_made(ana, practice, worked, clock: TestClock):
    read = edit(ana, practice)
    clock.move(minutes=6)
    assert ana.submit(read, press="Make the PDF").location.startswith("/account/confirm")


def test_an_empty_summary_is_not_made(ana, practice):
    read = edit(ana, practice, opening="")
    assert "Nothing is in it yet." in read.text
    ana.post("patterns.hand_summary", client_id=practice.mira.id, status=303)


def test_before_it_is_edited_there_is_nothing_to_read(ana, practice):
    ana.get("patterns.summary_as_read", client_id=practice.mira.id, status=303)


def test_it_is_begun_anew_and_that_is_undone(ana, practice, worked):
    edit(ana, practice, opening="Dear you")
    page = ana.follow(ana.submit(summary_page(ana, practice), press="Begin anew from the record"))
    assert "Begun anew from the record." in page.text
    assert kept_of(practice).summary is None
    ana.submit(page, press="Undo")
    assert kept_of(practice).summary.opening == "Dear you"


def test_a_summary_begun_since_is_not_undone_over(ana, practice, worked):
    edit(ana, practice, opening="Dear you")
    page = ana.follow(ana.submit(summary_page(ana, practice), press="Begin anew from the record"))
    edit(ana, practice, opening="Hello")
    ana.submit(page, press="Undo")
    assert kept_of(practice).summary.opening == "Hello"


def damaged_summary(ana: Browser, practice) -> bytes:
    """One that was edited and cannot be opened any more, as it is stored."""
    edit(ana, practice)
    row = db.session.get(ClientSummary, practice.mira.id)
    row.sealed = row.sealed[:-1] + bytes([row.sealed[-1] ^ 1])
    damaged = row.sealed
    db.session.commit()
    return damaged


def begun_beside(ana: Browser, practice) -> Page:
    page = ana.get("patterns.summary", client_id=practice.mira.id, status=409)
    return ana.follow(ana.submit(page, press="Put it aside and begin a new one"))


def test_beside_one_that_cannot_be_opened_a_new_one_is_begun_and_the_old_one_put_back(
    ana, practice, worked
):
    damaged = damaged_summary(ana, practice)
    page = begun_beside(ana, practice)
    assert "The damaged summary is put aside." in page.text
    assert f"{GOAL}. Since 5 January 2026." in page.text
    ana.submit(page, press="Undo")
    db.session.expire_all()
    row = db.session.get(ClientSummary, practice.mira.id)
    assert (row.sealed, row.version, row.generation) == (damaged, 1, 1)


def test_a_damaged_summary_is_never_put_back_over_a_new_one(ana, practice, worked):
    damaged_summary(ana, practice)
    page = begun_beside(ana, practice)
    edit(ana, practice, opening="Hello")
    ana.submit(page, press="Undo")
    db.session.expire_all()
    assert kept_of(practice).summary.opening == "Hello"


def test_one_that_cannot_be_opened_is_not_written_over(ana, practice, worked):
    damaged = damaged_summary(ana, practice)
    page = ana.get("patterns.summary", client_id=practice.mira.id, status=409)
    assert "Nothing was changed." in page.text
    path = f"/clients/{practice.mira.id}/summary/kept"
    ana.fetch("POST", path, status=409, data={"called": "-", "version": 1})
    with pytest.raises(CannotOpen):
        keep_summary(practice.mira, summary=Summary(), over=1, keyring=practice.keyrings["ana"])
    assert db.session.get(ClientSummary, practice.mira.id).sealed == damaged


def test_of_two_who_keep_one_at_the_same_time_the_second_is_told(practice):
    keyring = practice.keyrings["ana"]
    keep_summary(practice.mira, summary=Summary(opening="One"), over=0, keyring=keyring)
    db.session.commit()
    with pytest.raises(Stale):
        keep_summary(practice.mira, summary=Summary(opening="Two"), over=0, keyring=keyring)
    assert kept_of(practice).summary.opening == "One"


def test_nobody_else_reaches_it(browse, practice, worked):
    bea = browse(practice.bea)
    for view in ("summary", "summary_as_read"):
        bea.get(f"patterns.{view}", client_id=practice.mira.id, status=404)
    for view in ("write_summary", "keep_summary", "hand_summary", "begin_summary_anew"):
        bea.post(f"patterns.{view}", client_id=practice.mira.id, status=404)


def test_the_overview_leads_to_it(ana, practice):
    page = ana.get("clients.overview", client_id=practice.mira.id)
    assert page.links["A summary for the client"] == f"/clients/{practice.mira.id}/summary"


def test_it_is_sealed_anew_when_its_key_was_taken_away(ana, practice, worked):
    edit(ana, practice, opening="Dear you")
    found = owner(practice)
    pins = open_contacts(found.user, keyring=found.keyring)
    renew(practice.mira.id, Scope.NOTES, pins, owner=found)
    db.session.commit()
    for _ in reseal(practice.mira.id, Scope.NOTES, keyring=keyring(practice, "ana")):
        db.session.commit()
    db.session.expire_all()
    row = db.session.get(ClientSummary, practice.mira.id)
    kept = summary_of(practice.mira, keyring=keyring(practice, "ana"))
    assert (row.generation, kept.version, kept.summary.opening) == (2, 1, "Dear you")


def test_it_goes_with_its_client(ana, practice, worked):
    edit(ana, practice)
    db.session.execute(delete(Client).where(Client.id == practice.mira.id))
    db.session.commit()
    assert db.session.scalars(select(ClientSummary)).all() == []
