from io import BytesIO
from zipfile import ZIP_STORED, ZipInfo

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from notes_app.records.reading import word_package
from notes_app.records.reading.word_document import read_word_document
from tests.records.refusals import refusal
from tests.records.word_files import (
    MAIN,
    packed,
    parts_of,
    saved,
    with_body,
    with_entry,
    with_part,
    word_file,
    zip_of,
)

HONEST = word_file("She came late.", "We spoke about the phone call.")
DECLARED = b'<!DOCTYPE x [<!ENTITY leak SYSTEM "file:///etc/passwd">]>'


def text_of(body: str) -> str:
    return read_word_document(with_body(body)).text


def sentence_for(data: bytes) -> str:
    return refusal(read_word_document, data)


def test_paragraphs_come_in_one_to_a_line() -> None:
    assert read_word_document(HONEST).text == "She came late.\nWe spoke about the phone call."


def test_line_breaks_and_tabs_are_kept() -> None:
    assert read_word_document(word_file("One.\nTwo.\tThree.")).text == "One.\nTwo.\tThree."


def test_an_empty_paragraph_stays_an_empty_line() -> None:
    assert read_word_document(word_file("One.", "", "Two.")).text == "One.\n\nTwo."


def test_tables_stand_where_they_stood() -> None:
    document = Document()
    document.add_paragraph("Before.")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("Wish", "closeness", "Response", "he left"), strict=True):
        cell.text = text
    document.add_paragraph("After.")
    text = read_word_document(saved(document)).text
    assert text == "Before.\nWish\tcloseness\nResponse\the left\nAfter."


def test_lists_keep_their_marks_and_numbers() -> None:
    document = Document()
    document.add_paragraph("Open:", style="List Paragraph")
    document.add_paragraph("the phone call", style="List Bullet")
    document.add_paragraph("first wish", style="List Number")
    document.add_paragraph("second wish", style="List Number")
    text = read_word_document(saved(document)).text
    assert text == "Open:\n- the phone call\n1. first wish\n2. second wish"


def test_the_words_of_tracked_insertions_come_in_and_deleted_ones_do_not() -> None:
    read = read_word_document(
        with_body(
            "<w:p><w:r><w:t>She </w:t></w:r><w:ins><w:r><w:t>came.</w:t></w:r></w:ins>"
            "<w:del><w:r><w:delText>left.</w:delText></w:r></w:del></w:p>"
        )
    )
    assert read.text == "She came."
    assert read.remark == "Tracked changes were taken as accepted."


def test_the_words_in_content_controls_and_links_come_in() -> None:
    assert (
        text_of(
            "<w:sdt><w:sdtContent><w:p><w:r><w:t>In a control.</w:t></w:r></w:p></w:sdtContent>"
            "</w:sdt><w:p><w:hyperlink><w:r><w:t>In a link.</w:t></w:r></w:hyperlink></w:p>"
        )
        == "In a control.\nIn a link."
    )


def test_a_text_box_stored_twice_comes_in_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"
    assert (
        text_of(
            "<w:p><w:r><w:t>Beside it.</w:t></w:r><w:r><mc:AlternateContent><mc:Choice>"
            f"{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )
        == "Beside it.\nIn a box."
    )


def test_what_stays_in_the_file_is_said() -> None:
    document = Document()
    document.add_paragraph("Words.")
    document.sections[0].header.paragraphs[0].text = "Practice Linden Street"
    remark = read_word_document(saved(document)).remark
    assert remark == "Only the words come in; left in the file: the page header or footer."


def test_a_document_without_words_is_refused() -> None:
    assert sentence_for(word_file("", " ")).startswith("There are no words in it.")


def test_the_end_cut_off_is_refused_with_what_to_do() -> None:
    assert sentence_for(HONEST[: len(HONEST) // 2]) == word_package.BROKEN


def test_a_missing_main_part_is_refused() -> None:
    parts = {name: content for name, content in parts_of(HONEST).items() if name != MAIN}
    assert sentence_for(packed(parts)) == word_package.BROKEN


def test_a_zip_that_is_no_word_file_is_refused() -> None:
    assert sentence_for(zip_of(("hello.txt", b"hello"))) == word_package.BROKEN


def test_xml_that_does_not_end_is_refused() -> None:
    assert sentence_for(with_part(MAIN, b"<w:document>")) == word_package.BROKEN


def test_an_old_word_file_or_a_locked_one_says_how_to_save_it() -> None:
    assert "without a password" in sentence_for(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


@pytest.mark.parametrize(
    "name",
    [
        "../evil.xml",
        "word/../../evil",
        "/etc/evil",
        "C:/evil",
        "\\\\host\\evil",
        "..\\evil",
    ],
)
def test_an_entry_with_a_place_outside_is_refused(name: str) -> None:
    assert "no word processor" in sentence_for(with_entry(name))


def test_a_name_that_goes_on_after_a_null_is_refused() -> None:
    hidden = with_entry("word/aXb.xml").replace(b"word/aXb.xml", b"word/a\0b.xml")
    assert "no word processor" in sentence_for(hidden)


def test_a_link_is_refused() -> None:
    link = ZipInfo("word/media/link")
    link.external_attr = 0o120777 << 16
    assert "no word processor" in sentence_for(with_entry(link, b"/etc/passwd"))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", [MAIN, MAIN.upper()])
def test_two_entries_of_one_name_are_refused(name: str) -> None:
    assert "no word processor" in sentence_for(with_entry(name, b"<x/>"))


def test_a_bomb_is_refused_without_unpacking_it() -> None:
    assert "no word processor" in sentence_for(with_entry("word/media/a.bin", bytes(60_000_000)))


def test_more_than_fits_unpacked_is_refused() -> None:
    assert "too large" in sentence_for(with_entry("word/media/a.bin", bytes(90_000_000)))


def test_a_size_that_lies_unpacks_no_more_than_it_says() -> None:
    bomb = with_part("word/extra.xml", b"<x>" + b" " * 3_000_000 + b"</x>")
    liar = bomb.replace((3_000_007).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert liar != bomb
    assert sentence_for(liar) == word_package.BROKEN


def test_a_thousand_entries_too_many_are_refused() -> None:
    entries = [(f"word/{number}", b"") for number in range(word_package.MOST_ENTRIES + 1)]
    assert "too large" in sentence_for(zip_of(*entries))


def test_a_directory_of_a_million_names_is_not_even_listed() -> None:
    end = b"PK\x05\x06" + bytes(4) + b"\xff\xff" * 2 + (60_000_000).to_bytes(4, "little") + bytes(6)
    assert "too large" in sentence_for(b"PK\x03\x04" + end)


def test_a_64_bit_directory_cannot_hide_another_size() -> None:
    end = HONEST.rindex(b"PK\x05\x06")
    locator = b"PK\x06\x07" + bytes(16)
    assert "no word processor" in sentence_for(HONEST[:end] + locator + HONEST[end:])


def test_a_word_file_inside_a_word_file_is_not_opened() -> None:
    nested = with_entry(ZipInfo("word/embeddings/inner.docx"), word_file("Inner words."))
    assert read_word_document(nested).text == "Honest words."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", [MAIN, "word/styles.xml", "_rels/.rels", "customXml/item1.xml"])
def test_a_document_type_is_refused_wherever_it_stands(part: str, encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{DECLARED.decode()}<x>&leak;</x>'
    assert "no word processor" in sentence_for(with_part(part, xml.encode(encoding)))


def test_entities_in_entities_are_refused_at_once() -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
    assert "no word processor" in sentence_for(with_part(MAIN, laughs))


def test_a_stored_file_of_pictures_over_20_mb_is_refused() -> None:
    picture = ZipInfo("word/media/picture.png")
    picture.compress_type = ZIP_STORED
    assert "too large" in sentence_for(with_entry(picture, bytes(21_000_000)))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_file_damaged_anywhere_is_read_or_refused_with_a_sentence(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(HONEST) - 1))
    damaged = HONEST[:at] + data.draw(st.binary(min_size=1, max_size=8)) + HONEST[at + 4 :]
    assert refusal(read_word_document, damaged)[-1:] in ("", ".")


def test_the_builder_of_these_files_makes_files_that_open() -> None:
    assert Document(BytesIO(with_part("word/extra.xml", b"<x/>"))).paragraphs[0].text
