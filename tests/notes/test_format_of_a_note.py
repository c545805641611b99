"""The format of a note at the desk and on the page, without scripts."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from notes_app import db
from notes_app.accounts.models import User
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import Section, SessionText
from notes_app.notes.reading import read_text
from notes_app.notes.service import plan_session, write_session
from tests.cast import Practice
from tests.notes.builders import held
from tests.pages import Browser, Page

Browse = Callable[[User | None], Browser]


@pytest.fixture
def ana(browse: Browse, practice: Practice) -> Browser:
    return browse(practice.ana)


def written(practice: Practice, text: SessionText, week: int = 0) -> TherapySession:
    session = write_session(
        practice.mira,
        facts=held(week, written=True),
        text=text,
        keyring=practice.keyrings["ana"],
    )
    db.session.commit()
    return session


def planned(practice: Practice, week: int) -> TherapySession:
    session = plan_session(practice.mira, facts=held(week), keyring=practice.keyrings["ana"])
    db.session.commit()
    return session


def editor(page: Page) -> dict[str, Any]:
    start = page.html.index('id="note-data">') + len('id="note-data">')
    return json.loads(page.html[start : page.html.index("</script>", start)])  # type: ignore[no-any-return]


def text_of(practice: Practice, session_id: UUID) -> SessionText:
    session = db.session.get(TherapySession, session_id)
    assert session is not None
    db.session.refresh(session)
    return read_text(session, keyring=practice.keyrings["ana"])


def test_another_format_keeps_what_was_typed_under_its_heading(
    ana: Browser, practice: Practice
) -> None:
    session_id = planned(practice, 0).id
    page = ana.get("notes.write", session_id=session_id)
    fields = {"section-brought": "She came late.", "format": "soap"}
    changed = ana.follow(ana.submit(page, press="Use this format", **fields))
    assert "Format changed. Every text stands under its heading" in changed.text
    assert changed.html.index("Subjective</label>") < changed.html.index("From Relational")
    assert "She came late." in changed.text
    ana.submit(changed, press="Save note", **{"section-subjective": "Sorry twice."})
    text = text_of(practice, session_id)
    kept = {section.key: section.text for section in text.sections if section.text}
    assert (text.format, kept) == (
        "soap",
        {"brought": "She came late.", "subjective": "Sorry twice."},
    )


def test_the_old_format_is_chosen_again_and_nothing_is_lost(
    ana: Browser, practice: Practice
) -> None:
    session_id = written(practice, SessionText((Section("brought", "She came late."),))).id
    page = ana.get("notes.write", session_id=session_id)
    other = ana.follow(ana.submit(page, press="Use this format", format="pie"))
    back = ana.follow(ana.submit(other, press="Use this format", format="relational"))
    assert "From " not in back.text.split("Tagging complete")[0]
    assert "She came late." in back.text


def test_another_windows_draft_is_shown_below_and_not_written_over(
    ana: Browser, practice: Practice
) -> None:
    session_id = planned(practice, 0).id
    page = ana.get("notes.write", session_id=session_id)
    ana.submit(page, press="Use this format", **{"section-brought": "The first window."})
    late = ana.submit(
        page, press="Use this format", status=422, **{"section-brought": "The second."}
    )
    assert "Nothing is lost: the other text now stands below yours." in late.text
    both = ana.follow(ana.submit(late, press="Use this format", format="soap"))
    assert "The second.\n\nFrom the other window:\nThe first window." in both.html


def test_a_new_session_begins_in_the_format_of_the_last_one(
    ana: Browser, practice: Practice
) -> None:
    written(practice, SessionText((Section("plan", "Ring her."),), format="dap"))
    page = ana.get("notes.write", session_id=planned(practice, 1).id)
    assert editor(page)["beside"]["format"] == "dap"
    assert "Data</label>" in page.html
    assert "Ring her." in page.text


def test_a_note_that_is_written_keeps_its_own_format(ana: Browser, practice: Practice) -> None:
    first = written(practice, SessionText((Section("brought", "Late."),)))
    written(practice, SessionText((Section("plan", "Ring her."),), format="dap"), week=1)
    page = ana.get("notes.write", session_id=first.id)
    assert editor(page)["beside"]["format"] == "relational"


def test_the_page_of_a_note_says_where_a_text_comes_from(ana: Browser, practice: Practice) -> None:
    sections = (Section("brought", "She came late."), Section("data", "Late."))
    page = ana.get(
        "notes.read", session_id=written(practice, SessionText(sections, format="dap")).id
    )
    assert page.text.index("Data") < page.text.index("From Relational")


def test_a_format_that_nobody_knows_is_read_as_the_relational_one(
    ana: Browser, practice: Practice
) -> None:
    text = SessionText((Section("brought", "She came late."),), format="own-gone")
    page = ana.get("notes.write", session_id=written(practice, text).id)
    assert "She came late." in page.text
