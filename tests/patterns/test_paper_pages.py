"""Print or save as PDF: the choice, the document, and what its name and metadata say."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from notes_app import db
from notes_app.clients.events import OWN, add_event
from notes_app.clients.payloads import Event, Tie, TieKind
from notes_app.clients.service import add_tie
from notes_app.patterns.printed.chosen import CHAPTERS, Chapter
from tests.clocks import TestClock
from tests.pages import Browser, Page
from tests.paper.test_typesetting import streams
from tests.patterns.test_pages import weekly

QUIET = "going-quiet-when-hurt"
ASKED = {"chapters": list(Chapter), "reader": "d", "called": "i"}
PAGES = (
    "patterns.theme_change",
    "patterns.episodes",
    "patterns.with_whom",
    "patterns.heard_together",
    "patterns.formulation",
    "patterns.show_mirror",
    "patterns.ruptures",
    "patterns.new_ways",
    "patterns.relationship_map",
    "notes.measures",
)
NAMES = {"show_mirror": "Mirror", "ruptures": "Ruptures and repairs"}


@pytest.fixture
def ana(browse, practice) -> Browser:
    return browse(practice.ana)


def printed(ana: Browser, practice, **chosen):
    path = f"/clients/{practice.mira.id}/paper"
    return ana.fetch("POST", path, status=200, data={**ASKED, **chosen})


@pytest.mark.parametrize("chosen", [{}, {"reader": "c"}, {"passages": "y"}])
def test_the_document_says_nothing_by_its_file(ana, practice, people, hold, chosen):
    hold([(QUIET, people["Paul"]), (QUIET, people["Ida"])])
    answer = printed(ana, practice, **chosen)
    assert answer.mimetype == "application/pdf"
    disposition = answer.headers["Content-Disposition"]
    assert re.fullmatch(r'attachment; filename="patterns-\d{4}-\d\d-\d\d\.pdf"', disposition)
    about = set(re.findall(rb"/(Author|Subject|Keywords|CreationDate|ModDate) ?\(", answer.data))
    assert not about
    assert b"<dc:creator>" not in answer.data
    assert b"Themes over time</rdf:li>" in answer.data
    assert b"Mira" not in answer.data + streams(answer.data)


def test_a_document_without_a_part_is_asked_for_again(ana, practice):
    page = ana.get("patterns.paper", client_id=practice.mira.id)
    page = ana.submit(page, press="Make the PDF", status=422, chapters=[])
    assert "Choose at least one part." in page.text


def test_the_page_says_that_the_file_is_not_protected_and_leaves_passages_out(ana, practice):
    page = ana.get("patterns.paper", client_id=practice.mira.id)
    assert "The file leaves the protection of Between" in page.text
    (box,) = [tag for tag in page.top.all("input") if tag.get("name") == "passages"]
    assert "checked" not in box.attributes


def test_ties_of_harm_are_left_out_unless_they_are_ticked(ana, practice, people):
    harm = Tie(uuid4(), TieKind.HARM, people["Ida"], people["self"])
    add_tie(practice.mira, tie=harm, keyring=practice.keyrings["ana"])
    db.session.commit()
    page = ana.get("patterns.paper", client_id=practice.mira.id)
    assert "With ties of harm" in page.text
    left, ticked = (
        printed(ana, practice, reader="c", chapters=["m"], **more).data
        for more in ({}, {"harm": "y"})
    )
    assert b"Genogram of" not in left
    assert b"Genogram of" in ticked


def test_the_passphrase_is_asked_for_when_it_was_not_typed_lately(ana, practice, clock: TestClock):
    page = ana.get("patterns.paper", client_id=practice.mira.id)
    clock.move(minutes=6)
    asked = ana.submit(page, press="Make the PDF", status=303)
    assert asked.location.startswith("/account/confirm")


def test_nobody_prints_somebody_elses_client(browse, practice):
    bea = browse(practice.bea)
    bea.get("patterns.paper", client_id=practice.mira.id, status=404)
    bea.post("patterns.print_paper", client_id=practice.mira.id, status=404)


@pytest.mark.parametrize("screen", PAGES)
def test_every_screen_of_patterns_leads_to_it_with_its_own_part_chosen(ana, practice, screen):
    page = ana.get(screen, client_id=practice.mira.id)
    name = screen.split(".")[1]
    paper = ana.get_path(page.links["Choose what to print"])
    boxes = [tag for tag in paper.top.all("input") if tag.get("name") == "chapters"]
    assert [
        CHAPTERS[Chapter(box.get("value"))] for box in boxes if "checked" in box.attributes
    ] == [NAMES.get(name, name.replace("_", " ").capitalize())]
    assert ana.get_path(paper.links["Cancel"]).title == page.title


def test_a_screen_that_is_not_there_leads_back_to_theme_change(ana, practice):
    paper = ana.get_path(f"/clients/{practice.mira.id}/paper?of=zzz")
    assert paper.links["Cancel"] == f"/clients/{practice.mira.id}/themes"


def chosen_of(paper: Page) -> str:
    (choice,) = [tag for tag in paper.top.all("select") if tag.get("name") == "compare"]
    (chosen,) = [tag for tag in choice.all("option") if "selected" in tag.attributes]
    return chosen.text


def test_what_theme_change_compares_is_chosen_already_and_kept_on_the_way_back(
    ana, practice, clock: TestClock
):
    weekly(practice, clock, "x" * 12 + "." * 12)
    on = clock.local().date() - timedelta(weeks=12)
    event = Event(uuid4(), OWN, on, on, "Moved in together")
    add_event(practice.mira, event=event, keyring=practice.keyrings["ana"])
    db.session.commit()
    for compare, words in (("b", "those just before"), (event.id, "Since Moved in together")):
        page = ana.get("patterns.theme_change", client_id=practice.mira.id, compare=compare)
        paper = ana.get_path(page.links["Choose what to print"])
        assert words in chosen_of(paper)
        assert f"compare={compare}" in paper.links["Cancel"]
        assert printed(ana, practice, compare=str(compare)).mimetype == "application/pdf"


def test_a_day_that_is_there_no_more_is_chosen_again(ana, practice):
    page = ana.get("patterns.paper", client_id=practice.mira.id)
    page = ana.submit(page, press="Make the PDF", status=422, compare=str(uuid4()))
    assert "No PDF was made yet." in page.text
    assert "Choose again what Theme change compares" in page.text
