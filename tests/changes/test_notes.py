"""Tags of saved notes and facts of sessions, taken back."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import msgspec
import pytest

from notes_app import db
from notes_app.notes.models import Version
from notes_app.notes.payloads import Section, SessionText
from notes_app.notes.reading import read_text
from notes_app.notes.service import change_tags, write_session, written_note
from notes_app.sealed import Sealed
from tests.cast import Practice
from tests.notes.builders import held, tagged
from tests.notes.stored import stored, stored_facts
from tests.pages import Browser, Page

QUOTE = "“heard the door and lay still”"


@pytest.fixture
def session(practice: Practice) -> UUID:
    """A note of Mira's with one tag."""
    note = tagged()
    made = write_session(
        practice.mira,
        facts=held(tags=note.tags, written=True),
        text=SessionText(sections=note.sections, passages=note.passages),
        keyring=practice.keyrings["ana"],
    )
    db.session.commit()
    return made.id


def places(practice: Practice, session: UUID) -> list[str]:
    text = read_text(stored(session), keyring=practice.keyrings["ana"])
    return [place.exact for place in text.passages if not place.detached]


def remove_tag(ana: Browser, practice: Practice, session: UUID) -> Page:
    tag = stored_facts(practice, session).tags[0]
    answer = ana.post("notes.remove_tag", status=303, session_id=session, tag_id=tag.id)
    return ana.follow(answer)


def rewrite(practice: Practice, session: UUID, words: str) -> None:
    """Save the note with other words."""
    keyring, row = practice.keyrings["ana"], stored(session)
    written = replace(written_note(row, keyring=keyring), sections=(Section("brought", words),))
    change_tags(row, written=written, base=row.version, keyring=keyring)
    db.session.commit()


def change_facts(ana: Browser, session: UUID, **fields: Any) -> Page:
    page = ana.get("notes.facts", session_id=session)
    return ana.follow(ana.submit(page, **fields))


def undo_in_list(ana: Browser, label: str) -> Page:
    page = ana.get("changes.recent")
    named = [" ".join(button.text.split()) for button in page.top.all("button")]
    press = next(name for name in named if name.startswith(f"Undo the change: {label}"))
    return ana.follow(ana.submit(page, press=press))


def test_a_removed_tag_comes_back_with_its_passage(
    ana: Browser, practice: Practice, session: UUID
) -> None:
    tag = stored_facts(practice, session).tags[0]
    page = remove_tag(ana, practice, session)
    assert stored_facts(practice, session).tags == ()
    after = ana.follow(ana.submit(page, press="Undo"))
    assert "Undone." in after.text
    assert stored_facts(practice, session).tags == (tag,)
    assert places(practice, session) == ["heard the door and lay still"]


def test_recent_changes_name_the_theme_and_the_passage(
    ana: Browser, practice: Practice, session: UUID
) -> None:
    remove_tag(ana, practice, session)
    assert f"Removed Goes quiet when hurt: {QUOTE}" in ana.get("changes.recent").text


def test_the_passage_is_found_where_it_stands_now(
    ana: Browser, practice: Practice, session: UUID
) -> None:
    page = remove_tag(ana, practice, session)
    rewrite(practice, session, "Late again. She heard the door and lay still. Then tea.")
    ana.submit(page, press="Undo")
    text = read_text(stored(session), keyring=practice.keyrings["ana"])
    place = text.passages[0]
    assert text.sections[0].text[place.start : place.end] == "heard the door and lay still"
    assert not place.detached


def test_undo_leaves_the_words_that_were_written_since(
    ana: Browser, practice: Practice, session: UUID
) -> None:
    page = remove_tag(ana, practice, session)
    rewrite(practice, session, "All of it was said anew.")
    ana.submit(page, press="Undo")
    text = read_text(stored(session), keyring=practice.keyrings["ana"])
    assert text.sections[0].text == "All of it was said anew."
    assert [place.detached for place in text.passages] == [True]


def test_a_tag_made_without_scripts_is_taken_back(
    ana: Browser, practice: Practice, session: UUID
) -> None:
    form = ana.get("notes.tag_plainly", session_id=session)
    sentences = [o.get("value") for o in form.top.all("input") if o.get("name") == "sentence"] or [
        o.get("value") for o in form.top.all("option") if o.get("value").startswith("brought:")
    ]
    answer = ana.submit(form, sentence=sentences[-1], theme="giving-way", strength="2")
    assert len(stored_facts(practice, session).tags) == 2
    ana.submit(ana.follow(answer), press="Undo")
    assert [tag.theme for tag in stored_facts(practice, session).tags] == ["going-quiet-when-hurt"]


def test_a_tag_that_was_changed_since_stays(
    ana: Browser, practice: Practice, session: UUID
) -> None:
    page = remove_tag(ana, practice, session)
    ana.submit(page, press="Undo")
    keyring, row = practice.keyrings["ana"], stored(session)
    note = written_note(row, keyring=keyring)
    louder = replace(note, tags=(msgspec.structs.replace(note.tags[0], strength=5),))
    change_tags(row, written=louder, base=row.version, keyring=keyring)
    db.session.commit()
    lines = ana.get("changes.recent")
    redo = next(" ".join(b.text.split()) for b in lines.top.all("button") if "Redo" in b.text)
    after = ana.follow(ana.submit(lines, press=redo))
    assert "this was changed again since" in after.text
    assert stored_facts(practice, session).tags[0].strength == 5


def test_a_note_signed_since_keeps_its_tags(
    ana: Browser, practice: Practice, session: UUID
) -> None:
    page = remove_tag(ana, practice, session)
    sign = Version(session_id=session, scope="notes", sequence=1, generation=1, sealed=Sealed(b"x"))
    db.session.add(sign)
    db.session.commit()
    after = ana.follow(ana.submit(page, press="Undo"))
    assert "Nothing was done: the note was signed since." in after.text
    assert stored_facts(practice, session).tags == ()


def test_changed_facts_come_back(ana: Browser, practice: Practice, session: UUID) -> None:
    before = stored_facts(practice, session)
    page = change_facts(ana, session, starts_at="14:00", ends_at="14:50")
    assert stored_facts(practice, session).starts_at is not None
    ana.submit(page, press="Undo")
    assert stored_facts(practice, session) == before


def test_facts_are_named_by_what_was_changed(
    ana: Browser, practice: Practice, session: UUID
) -> None:
    change_facts(ana, session, starts_at="14:00", modality="video")
    assert (
        "Changed the session of 8 January 2026: start, how you met"
        in ana.get("changes.recent").text
    )


def test_undo_of_facts_leaves_the_tags_alone(
    ana: Browser, practice: Practice, session: UUID
) -> None:
    page = change_facts(ana, session, starts_at="14:00")
    remove_tag(ana, practice, session)
    ana.submit(page, press="Undo")
    now = stored_facts(practice, session)
    assert (now.starts_at, now.tags) == (None, ())


def test_of_two_changes_of_one_fact_the_later_goes_first(
    ana: Browser, practice: Practice, session: UUID
) -> None:
    change_facts(ana, session, held_on="2026-01-09")
    change_facts(ana, session, held_on="2026-01-10")
    after = undo_in_list(ana, "Changed the session of 9 January 2026")
    assert "this was changed again since" in after.text
    undo_in_list(ana, "Changed the session of 10 January 2026")
    undo_in_list(ana, "Changed the session of 9 January 2026")
    assert str(stored_facts(practice, session).held_on) == "2026-01-08"


def test_facts_of_a_note_signed_since_stay(ana: Browser, practice: Practice, session: UUID) -> None:
    page = change_facts(ana, session, starts_at="14:00")
    sign = Version(session_id=session, scope="notes", sequence=1, generation=1, sealed=Sealed(b"x"))
    db.session.add(sign)
    db.session.commit()
    after = ana.follow(ana.submit(page, press="Undo"))
    assert "the note was signed since" in after.text
    assert stored_facts(practice, session).starts_at is not None


def test_saving_facts_as_they_were_offers_no_undo(
    ana: Browser, practice: Practice, session: UUID
) -> None:
    change_facts(ana, session, held_on="2026-01-08")
    assert "Changed the session" not in ana.get("changes.recent").text
