"""The codebook as a document: every theme, how it came about, and what it was called before."""

import re
from dataclasses import replace
from datetime import date

import pytest

from notes_app.paper.sheet import Block, Heading, Listing, Sheet, Table, Words
from notes_app.paper.typesetting import typeset
from notes_app.themes.library import LIBRARY, Theme
from notes_app.themes.payloads import EarlierWording, Family, MergedInto, SplitInto
from notes_app.themes.printed import codebook_sheet
from notes_app.themes.queries import Codebook
from tests.clocks import TestClock
from tests.paper.test_typesetting import HOSTILE

TODAY = date(2026, 6, 1)
QUIET, PEACE, WORTH = LIBRARY[:3]
OWN = Theme(
    "own-1", "Steps aside", Family.WAYS, "She lets others pass.", "After you", since=TODAY, own=True
)


def sheet_of(*themes: Theme, earlier: tuple[EarlierWording, ...] = ()) -> Sheet:
    return codebook_sheet(Codebook(themes, earlier=earlier), made_on=TODAY)


def row_of(sheet: Sheet, name: str) -> tuple[str, ...]:
    tables = [block for block in sheet.blocks if isinstance(block, Table)]
    return next(row for table in tables for row in table.rows if row[0] == name)


def under(sheet: Sheet, heading: str) -> Block:
    at = sheet.blocks.index(Heading(heading))
    return sheet.blocks[at + 1]


def test_a_theme_stands_with_what_it_means_and_where_it_is_from():
    renamed = replace(QUIET, name="The freeze", built_in_name=QUIET.name)
    reviewed = replace(OWN, code="own-2", name="Waits", reviewed_from=date(2026, 1, 2))
    sheet = sheet_of(renamed, OWN, reviewed)
    assert row_of(sheet, "Steps aside") == (
        "Steps aside",
        "She lets others pass. “After you” Yours, since 1 June 2026.",
    )
    assert row_of(sheet, "The freeze")[1].endswith(f"Built in as {QUIET.name}.")
    later = "Yours, since 1 June 2026; counts from 2 January 2026."
    assert row_of(sheet, "Waits")[1].endswith(later)


def test_every_family_is_named_also_an_empty_one():
    sheet = sheet_of(OWN)
    headings = [block.words for block in sheet.blocks if isinstance(block, Heading)]
    assert len(headings) == len(Family)
    assert sheet.blocks.count(Words("No theme of this family is on offer.")) == len(Family) - 1


def test_what_is_offered_no_more_says_what_became_of_it():
    piece = replace(OWN, code="own-2", name="Waits")
    sheet = sheet_of(
        replace(QUIET, retired=date(2026, 2, 3)),
        replace(PEACE, merged_into=MergedInto(OWN.code, date(2026, 3, 4))),
        replace(WORTH, split_into=SplitInto((OWN.code, piece.code), date(2026, 4, 5))),
        OWN,
        piece,
    )
    for heading, said in (
        ("Retired", "Retired on 3 February 2026."),
        ("Merged", "Counts as Steps aside since 4 March 2026."),
        ("Split", "Split into Steps aside, Waits on 5 April 2026."),
    ):
        block = under(sheet, heading)
        assert isinstance(block, Listing)
        assert block.lines[0].endswith(said)


def test_earlier_wordings_stand_newest_first():
    earlier = (
        EarlierWording(OWN.code, date(2026, 1, 1), "Yields"),
        EarlierWording(OWN.code, date(2026, 2, 2), "Gives way", "Always."),
    )
    table = under(sheet_of(OWN, earlier=earlier), "Earlier wordings")
    assert isinstance(table, Table)
    assert table.rows == (
        ("2 February 2026", "Gives way", "Always.", "Steps aside"),
        ("1 January 2026", "Yields", "Not defined yet.", "Steps aside"),
    )


@pytest.mark.parametrize("words", ["", HOSTILE], ids=["empty", "hostile"])
def test_it_is_a_tagged_document_whatever_a_theme_says(words):
    theme = replace(OWN, name=words or "Own", definition=words, sounds_like=words)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in typeset(sheet_of(theme, *LIBRARY))


def test_its_file_says_nothing_and_the_passphrase_comes_first(browse, practice, clock: TestClock):
    ana = browse(practice.ana)
    answer = ana.fetch("POST", "/themes/pdf", status=200)
    name = r'attachment; filename="codebook-\d{4}-\d\d-\d\d\.pdf"'
    assert re.fullmatch(name, answer.headers["Content-Disposition"])
    page = ana.get("themes.codebook")
    clock.move(minutes=6)
    assert ana.submit(page, press="Save as PDF").location.startswith("/account/confirm")
