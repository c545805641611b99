from datetime import date

import pytest

from notes_app.records.reading.errors import NotUnderstood
from notes_app.records.reading.files import is_no_note, read_file
from notes_app.records.reading.words import source_of
from tests.records.word_files import word_file

DAY = date(2024, 3, 15)


@pytest.mark.parametrize("name", ["a.txt", "a.MD", "a.markdown"])
def test_text_is_read_by_its_ending_in_any_case(name: str) -> None:
    assert read_file(name, b"She came.").text == "She came."


def test_a_word_file_is_read() -> None:
    assert read_file("Kestrel/a.docx", word_file("She came.")).text == "She came."


@pytest.mark.parametrize("name", ["a.doc", "a.pdf", "a", "a.odt", "a.txt.exe"])
def test_another_ending_is_refused_with_those_that_are_read(name: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read_file(name, b"She came.")
    assert refused.value.sentence.startswith("Between reads .txt, .md and .docx.")


@pytest.mark.parametrize("name", [".DS_Store", "Kestrel/~$note.docx", "Thumbs.db", "._2024.txt"])
def test_what_programs_leave_behind_is_no_note(name: str) -> None:
    assert is_no_note(name)


def test_a_note_is_a_note() -> None:
    assert not is_no_note(".notes/2024-03-15 Kestrel.txt")


def test_the_same_words_are_recognised_whatever_the_system_made_of_them() -> None:
    assert source_of("Café. \nLate.\n", DAY) == source_of("Cafe\u0301.\r\nLate.", DAY)


def test_the_same_words_on_another_day_are_another_note() -> None:
    assert source_of("Did not come.", DAY) != source_of("Did not come.", date(2024, 3, 22))
