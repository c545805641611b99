from collections.abc import Callable
from io import BytesIO

import pytest
from sqlalchemy import select

from notes_app import db
from notes_app.accounts.models import User
from notes_app.notes.queries import sessions_of
from notes_app.notes.reading import read_texts
from notes_app.records.models import ImportBatch
from notes_app.records.uploads import InMemoryParser
from tests.cast import Practice
from tests.pages import Browser, Page
from tests.records.word_files import word_file

Files = list[tuple[str, bytes]]
Browse = Callable[[User | None], Browser]
HOSTILE = "<script>alert(1)</script>"


NOTES = [
    ("2024-03-15.txt", b"She came late."),
    ("2024-03-22.docx", word_file("We spoke about the call.")),
    ("undated.md", b"Nobody knows when."),
    ("broken.docx", b"PK"),
]


@pytest.fixture
def sends_from_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test client lays what it sends into a temporary file, and leaves that open."""
    monkeypatch.setattr("werkzeug.test.TemporaryFile", lambda _mode: BytesIO())


def chosen(
    ana: Browser, practice: Practice, notes: list[tuple[str, bytes]], order: str = ""
) -> Page:
    """The page that shows what will come in."""
    page = ana.get("records.bring_in", client_id=practice.mira.id)
    uploads = [(BytesIO(data), name) for name, data in notes]
    return ana.follow(ana.submit(page, files=uploads, order=order))


def mira(practice: Practice) -> list[str]:
    """The days of Mira's sessions."""
    reads = sessions_of(practice.mira, keyring=practice.keyrings["ana"])
    return [str(read.facts.held_on) for read in reads if read.facts]


def test_the_plan_is_shown_before_anything_comes_in(browse: Browse, practice: Practice) -> None:
    page = chosen(browse(practice.ana), practice, NOTES)
    assert "2 notes will come in" in page.text
    assert "2 files not understood" in page.text
    assert "There is no date in its name." in page.text
    assert "This Word file is damaged" in page.text
    assert mira(practice) == []


def test_the_notes_come_in_when_they_are_confirmed(browse: Browse, practice: Practice) -> None:
    ana = browse(practice.ana)
    answer = ana.submit(chosen(ana, practice, NOTES), press="Bring in 2 notes")
    assert "What was not understood stayed out." in ana.follow(answer).text
    assert mira(practice) == ["2024-03-15", "2024-03-22"]
    assert list(db.session.scalars(select(ImportBatch))) == []


def test_a_file_that_is_given_a_date_comes_in_as_well(browse: Browse, practice: Practice) -> None:
    ana = browse(practice.ana)
    ana.submit(chosen(ana, practice, NOTES), day_2="2024-03-01")
    assert mira(practice) == ["2024-03-01", "2024-03-15", "2024-03-22"]
    texts = read_texts(practice.mira, keyring=practice.keyrings["ana"]).values()
    assert "Nobody knows when." in {text.sections[0].text for text in texts if text}


@pytest.mark.parametrize("day", ["2101-01-01", "soon", "2099-01-01"])
def test_a_wrong_date_brings_nothing_in_and_says_why(
    browse: Browse, practice: Practice, day: str
) -> None:
    ana = browse(practice.ana)
    page = ana.submit(chosen(ana, practice, NOTES), status=422, day_2=day)
    assert "Not saved yet." in page.text
    assert mira(practice) == []


def test_bringing_in_the_same_files_again_adds_nothing(browse: Browse, practice: Practice) -> None:
    ana = browse(practice.ana)
    ana.submit(chosen(ana, practice, NOTES[:2]), press="Bring in 2 notes")
    page = chosen(ana, practice, NOTES[:2])
    assert "0 notes will come in" in page.text
    assert "2 files already there" in page.text


def test_the_order_of_day_and_month_can_be_told(browse: Browse, practice: Practice) -> None:
    unclear = [("03-04-2024.txt", b"Spring.")]
    ana = browse(practice.ana)
    assert "Say which comes first" in chosen(ana, practice, unclear).text
    ana.submit(chosen(ana, practice, unclear, order="day-first"), press="Bring in 1 note")
    assert mira(practice) == ["2024-04-03"]


def test_leaving_keeps_nothing(browse: Browse, practice: Practice) -> None:
    ana = browse(practice.ana)
    chosen(ana, practice, NOTES)
    answer = ana.post("records.leave", client_id=practice.mira.id, status=303)
    assert "Nothing was brought in" in ana.follow(answer).text
    assert list(db.session.scalars(select(ImportBatch))) == []


def test_choosing_no_file_is_answered_in_words(browse: Browse, practice: Practice) -> None:
    ana = browse(practice.ana)
    page = ana.get("records.bring_in", client_id=practice.mira.id)
    assert (
        "Choose at least one file."
        in ana.submit(page, press="Look through the files", status=422).text
    )


def test_a_form_without_a_field_for_files_is_answered_in_words(
    browse: Browse, practice: Practice
) -> None:
    page = browse(practice.ana).post("records.bring_in", client_id=practice.mira.id, status=422)
    assert "Choose at least one file." in page.text


def test_two_files_of_one_name_both_come_in(browse: Browse, practice: Practice) -> None:
    twice = [("2024-03-15.txt", b"Morning."), ("2024-03-15.txt", b"Evening.")]
    page = chosen(browse(practice.ana), practice, twice)
    assert "2 notes will come in" in page.text
    assert "2024-03-15 (2).txt" in page.text


def test_a_script_in_a_name_or_a_note_stays_text(browse: Browse, practice: Practice) -> None:
    hostile = [(f"2024-03-15 {HOSTILE[:8]}.txt", HOSTILE.encode()), ("<b>.txt", b"x")]
    page = chosen(browse(practice.ana), practice, hostile)
    assert HOSTILE in page.text
    assert "<script>alert" not in page.html
    assert "<b>.txt" not in page.html


def test_files_of_another_clients_name_are_pointed_out(browse: Browse, practice: Practice) -> None:
    page = chosen(browse(practice.ana), practice, [("2024-03-15 Wren.txt", b"Late.")])
    assert "Its name fits another client." in page.text


def test_nobody_else_reaches_the_page_of_a_batch(browse: Browse, practice: Practice) -> None:
    chosen(browse(practice.ana), practice, NOTES)
    batch_id = db.session.scalars(select(ImportBatch.id)).one()
    bea = browse(practice.bea)
    bea.get("records.confirm", client_id=practice.mira.id, batch_id=batch_id, status=404)
    bea.get("records.bring_in", client_id=practice.mira.id, status=404)


@pytest.mark.usefixtures("sends_from_memory")
def test_more_than_50_mb_are_refused(browse: Browse, practice: Practice) -> None:
    ana = browse(practice.ana)
    page = ana.get("records.bring_in", client_id=practice.mira.id)
    upload = [(BytesIO(bytes(51_000_000)), "2024-03-15.txt")]
    assert "Too large" in ana.submit(page, status=413, files=upload).text


@pytest.mark.usefixtures("sends_from_memory")
def test_a_note_of_3_mb_is_named_and_the_others_come_in(browse: Browse, practice: Practice) -> None:
    page = chosen(browse(practice.ana), practice, [("2024-01-05.txt", b"w " * 1_500_000), NOTES[0]])
    assert "This file is 3.0 MB;" in page.text
    assert "1 note will come in" in page.text


@pytest.mark.usefixtures("sends_from_memory")
def test_an_uploaded_file_never_touches_the_disk(
    browse: Browse, practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("werkzeug.formparser.SpooledTemporaryFile", None)
    page = chosen(browse(practice.ana), practice, [("2024-03-15.txt", b"word " * 150_000)])
    assert "at most 400,000 fit" in page.text


def test_a_large_file_is_kept_in_memory() -> None:
    kept = InMemoryParser().stream_factory(700_000, "text/plain", "a.txt", None)
    assert isinstance(kept, BytesIO)
