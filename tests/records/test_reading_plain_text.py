import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_app.records.reading.plain_text import read_plain_text
from tests.records.refusals import refusal

WORDS = "Ines kam spät. “Ich wusste, dass du böse bist”, sagte sie \N{EN DASH} café."

written_text = st.text(
    st.characters(
        codec="utf-8",
        exclude_categories=["Cc"],
        include_characters="\n\t",
        exclude_characters="\u2028\u2029\ufeff",
    ),
    min_size=1,
).filter(lambda text: text.strip() and text == text.strip("\n"))


def sentence_for(data: bytes) -> str:
    return refusal(read_plain_text, data)


@given(written_text)
def test_utf_8_comes_in_as_it_was_written(text: str) -> None:
    assert read_plain_text(text.encode()).text == text


@given(written_text, st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_a_byte_order_mark_is_believed_and_left_out(text: str, encoding: str) -> None:
    assert read_plain_text(text.encode(encoding)).text == text


def test_utf_16_from_the_other_kind_of_machine_is_read() -> None:
    assert read_plain_text(codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be")).text == WORDS


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_recognised(encoding: str) -> None:
    assert read_plain_text("She came late again.".encode(encoding)).text == "She came late again."


def test_windows_1252_is_read_and_the_guess_is_told() -> None:
    read = read_plain_text(WORDS.encode("cp1252"))
    assert read.text == WORDS
    assert "Windows-1252" in read.remark


def test_utf_8_is_no_guess_and_needs_no_remark() -> None:
    assert read_plain_text(WORDS.encode()).remark == ""


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Она опоздала и молчала.", "cp1251"),
        ("彼女は遅れて来た。", "shift_jis"),
        ("Le café était fermé, dit-elle.", "mac_roman"),
        ("Sie kam spät und wütend.", "mac_roman"),
        ("Τη Μαρία άργησε πάλι.", "cp1253"),
    ],
)
def test_an_encoding_that_would_come_in_garbled_is_refused(text: str, encoding: str) -> None:
    assert "save it as UTF-8" in sentence_for(text.encode(encoding))


@pytest.mark.parametrize(
    "data",
    [b"She came\0 late.", b"\0", b"Caf\xe9\0", codecs.BOM_UTF8 + b"late\0", b"a\0b\0c\0 dddd"],
)
def test_a_null_byte_is_refused_with_what_to_do(data: bytes) -> None:
    assert "null character" in sentence_for(data)
    assert "save it anew" in sentence_for(data)


def test_a_note_of_3_mb_is_refused_with_its_size() -> None:
    assert sentence_for(b"word " * 600_000).startswith("This file is 3.0 MB;")


def test_a_note_too_long_for_the_editor_is_refused() -> None:
    assert sentence_for(b"word " * 90_000).startswith("This note has 450,000 characters")


@pytest.mark.parametrize("data", [b"", b"  \r\n \t\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_a_file_without_words_is_refused(data: bytes) -> None:
    assert sentence_for(data).startswith("There are no words in it.")


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"{\\rtf1 hello}", "rich text"), (b"%PDF-1.7", "PDF"), (b"PK\x03\x04", "zip")],
)
def test_another_kind_of_file_is_named(data: bytes, kind: str) -> None:
    assert kind in sentence_for(data)


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n", "\u2028", "\x0c"])
def test_line_ends_of_all_systems_become_lf(line_end: str) -> None:
    assert read_plain_text(f"One.{line_end}Two.".encode()).text == "One.\nTwo."


def test_quotation_marks_that_an_older_program_mistook_are_mended() -> None:
    assert read_plain_text("\x93I knew\x94, she said\x85".encode()).text == "“I knew”, she said…"


def test_what_cannot_be_seen_is_left_out() -> None:
    assert read_plain_text(b"She\x1b came\x07 late.").text == "She came late."


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_with_a_sentence(data: bytes) -> None:
    assert refusal(read_plain_text, data)[-1:] in ("", ".")
