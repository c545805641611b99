"""A document on paper says what it was given, and nothing else gets in or out."""

import re
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes_app.paper.sheet import Drawing, Heading, Listing, Quote, Sheet, Table, Words
from notes_app.paper.typesetting import CannotSet, pages_of, typeset

DRAWING = Drawing(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 9" width="20" height="9">'
    '<text x="0" y="9" font-family="Source Sans 3" font-size="9">4 of 12</text></svg>',
    "Heard in 4 of 12 sessions.",
)
HOSTILE = '#panic("evaluated") #read("/etc/hostname") *bold* $x$ @ref <label> \\ #image("x.png")'


def sheet_of(*blocks, title="Kestrel, sessions 1 to 12", **other) -> Sheet:
    return Sheet(title, ("For your own desk.",), blocks, **other)


def streams(pdf: bytes) -> bytes:
    """Every packed part of the file, unpacked."""
    found = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return b"".join(zlib.decompressobj().decompress(part) for part in found if part[:1] == b"x")


def test_a_sheet_with_every_block_is_a_tagged_pdf():
    pdf = typeset(
        sheet_of(
            Heading("Comes up more"),
            Words("Two sessions."),
            Quote("I rang before I could think.", "Session 3"),
            Table("Sessions", ("Theme", "Last 12"), (("Setting a limit", "4"),), frozenset({1})),
            DRAWING,
            DRAWING,
            Listing(("One", "Two")),
        )
    )
    assert pdf.startswith(b"%PDF-1.7")
    assert b"/Marked true" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert DRAWING.alt.encode() in pdf


def test_what_a_note_says_is_never_read_as_markup():
    """Attack check X3: a sheet of commands is a sheet of words."""
    table = Table(HOSTILE, (HOSTILE,), ((HOSTILE,),))
    blocks = (Heading(HOSTILE), Words(HOSTILE), Quote(HOSTILE, HOSTILE), table, Listing((HOSTILE,)))
    pdf = typeset(sheet_of(*blocks, title=HOSTILE, foot=HOSTILE))
    assert pages_of(pdf) == 1
    assert b"evaluated" in pdf  # in the title: as the words that they are


def test_metadata_name_the_title_and_nobody():
    """Attack check X4."""
    pdf = typeset(sheet_of(Words("zanzibar canary sings")))
    told = re.findall(rb"/(Title|Author|Subject|Keywords|CreationDate|ModDate) ?\(", pdf)
    assert set(told) == {b"Title"}
    assert b"<dc:creator>" not in pdf
    assert b"canary" not in pdf.split(b"/Type/Catalog")[-1]


def test_the_same_sheet_is_the_same_file():
    one, other = (typeset(sheet_of(Words("Two sessions."), DRAWING)) for _ in range(2))
    assert one == other


@pytest.mark.parametrize("words", ["汉字", "שלום", "😀", "a\0b", "\ufffe", "a\u202eb", "x" * 9000])
def test_a_word_that_no_font_has_costs_no_document(words):
    assert typeset(sheet_of(Words(words), title=f"T {words}")).startswith(b"%PDF")


@settings(max_examples=25)
@given(st.text(max_size=60))
def test_any_words_make_a_document(words):
    assert typeset(sheet_of(Words(words), Listing((words,)))).startswith(b"%PDF")


def test_a_long_table_goes_on_over_pages_with_its_headings():
    rows = tuple((str(n), "Held", "") for n in range(120))
    assert pages_of(typeset(sheet_of(Table("Sessions", ("No.", "State", ""), rows)))) >= 3


def test_columns_take_the_shares_that_they_are_given_whatever_stands_in_them():
    """No long word squeezes its neighbours: the other column stays as high as its own lines."""
    rows = (("x" * 400, "word " * 40),)
    shared = typeset(sheet_of(Table("Sessions", ("One", "Other"), rows, widths=(1, 3))))
    assert b"<pdfuaid:part>1</pdfuaid:part>" in shared
    assert pages_of(shared) == 1


def test_a_letter_is_set_larger_and_is_tagged_as_well():
    words = [Words("A sentence of some length about how it went.") for _ in range(40)]
    letter, sheet = (typeset(sheet_of(*words, letter=letter)) for letter in (True, False))
    assert pages_of(letter) > pages_of(sheet)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in letter


def test_a_sheet_that_the_template_cannot_take_is_named_as_a_fault_of_ours():
    with pytest.raises(CannotSet):
        typeset(sheet_of(Drawing("not a drawing", "Nothing.")))
