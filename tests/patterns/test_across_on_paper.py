"""The themes of a caseload as a document: the counts of the page, and no client."""

import re

from notes_app.paper.sheet import Listing, Table
from notes_app.paper.typesetting import typeset
from notes_app.patterns.printed.across import caseload_sheet
from notes_app.themes.library import LIBRARY
from tests.clocks import TestClock
from tests.paper.test_typesetting import streams
from tests.patterns.test_caseload import TODAY, course, load
from tests.patterns.test_printed import words_on


def test_counts_stand_under_their_heading_and_what_was_never_tagged_is_listed():
    found = load(course("ab", "a"), course("a"), course("a"))
    sheet = caseload_sheet(found, LIBRARY[:2], made_on=TODAY)
    several, single = [block for block in sheet.blocks if isinstance(block, Table)]
    assert several.rows == (("A, with everyone", "3", "4 of 4", "4"),)
    assert single.rows == (("B", "1", "1 of 4", "1"),)
    assert Listing(tuple(theme.name for theme in LIBRARY[:2])) in sheet.blocks


def test_a_caseload_without_a_tag_is_a_document_too():
    sheet = caseload_sheet(load(), (), made_on=TODAY)
    assert "None." in words_on(sheet)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in typeset(sheet)


def test_it_names_no_client_and_nothing_by_its_file(browse, practice, people, hold):
    hold([("going-quiet-when-hurt", people["Paul"])])
    ana = browse(practice.ana)
    page = ana.get("patterns.across_clients")
    assert "Save as PDF" in page.text
    answer = ana.fetch("POST", "/themes/across/pdf", status=200)
    name = r'attachment; filename="themes-across-clients-\d{4}-\d\d-\d\d\.pdf"'
    assert re.fullmatch(name, answer.headers["Content-Disposition"])
    for somebody in (b"Mira", b"Paul", b"M. "):
        assert somebody not in answer.data + streams(answer.data)


def test_the_passphrase_is_asked_for_first(browse, practice, people, hold, clock: TestClock):
    hold([("going-quiet-when-hurt", people["Paul"])])
    ana = browse(practice.ana)
    page = ana.get("patterns.across_clients")
    clock.move(minutes=6)
    assert ana.submit(page, press="Save as PDF").location.startswith("/account/confirm")
