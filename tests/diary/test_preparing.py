"""The preparation card: what stands on it, how little, and that everything leads to its passage."""

import re
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.payloads import ClientIdentity, ClientThemes, Goal
from notes_app.clients.service import change_client
from notes_app.db.session import ENGINE
from notes_app.notes.beside import Alliance, NewWay, Risk, Rupture, Taken
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import Ratings, Section, SessionText, Tag, Told
from notes_app.notes.service import write_session
from tests.cast import Practice
from tests.crypto.damage import bit_flipped
from tests.notes.builders import WORDS, held, passage_at
from tests.pages import Browser, Page
from tests.queries import asked_of

Browse = Callable[[User | None], Browser]
TODAY = date(2026, 4, 30)
WEEK = timedelta(weeks=1)
THEMES = ("going-quiet-when-hurt", "feeling-met", "direct-honest-talk", "keeping-the-peace")


def keep(practice: Practice, weeks_ago: int, *themes: str, **more: Any) -> UUID:
    """A session of Mira's with these themes, strongest first."""
    tags = tuple(Tag(id=uuid4(), theme=theme, strength=5 - nth) for nth, theme in enumerate(themes))
    text = more.pop("text", SessionText((Section("next_time", more.pop("carried", "")),)))
    told = {"held_on": TODAY - weeks_ago * WEEK, "tags": tags, "tagging_complete": True}
    session = write_session(
        practice.mira,
        facts=held(**{**told, "written": True, **more}),
        text=text,
        keyring=practice.keyrings["ana"],
    )
    db.session.commit()
    return session.id


def card(browse: Browse, practice: Practice) -> Page:
    """The card of the session this afternoon."""
    planned = keep(practice, 0, attendance=None, starts_at=time(14), written=False)
    return browse(practice.ana).get("diary.prepare", session_id=planned)


def under(page: Page, heading: str) -> list[str]:
    """The lines below a heading."""
    for section in page.top.all("section"):
        if any(h2.text.strip().startswith(heading) for h2 in section.all("h2")):
            return [" ".join(line.text.split()) for line in section.all("li", "p")]
    return []


def test_the_title_holds_initials_only(browse: Browse, practice: Practice) -> None:
    keep(practice, 1)
    page = card(browse, practice)
    assert (page.title, page.heading) == ("Prepare, M. R.", "Before session 2")


def test_it_says_what_was_carried_over_and_what_was_heard(
    browse: Browse, practice: Practice
) -> None:
    keep(practice, 3, "keeping-the-peace")
    keep(practice, 1, "going-quiet-when-hurt", carried="Ask about the door.")
    page = card(browse, practice)
    assert under(page, "Carried over from session 2") == ["Ask about the door."]
    assert under(page, "Last time") == ["Goes quiet when hurt"]
    assert under(page, "Themes still open") == ["Keeping the peace two sessions ago"]


def strained() -> Ratings:
    return Ratings(ruptures=(Rupture(id=uuid4(), kind="withdrawal"),))


def test_it_shows_three_of_each_and_no_more(browse: Browse, practice: Practice) -> None:
    for week in range(20, 10, -1):
        keep(practice, week, *THEMES[:3], ratings=strained())
    for week in range(9, 1, -1):
        keep(practice, week, ratings=strained())
    keep(practice, 1, *THEMES)
    page = card(browse, practice)
    assert len(under(page, "Open ruptures")) == 3
    assert len(under(page, "Last time")) == 3
    assert all(len(list(section.all("li"))) <= 3 for section in page.top.all("section"))


def test_a_rupture_has_its_age_and_a_theme_its_silence(browse: Browse, practice: Practice) -> None:
    for week in (9, 8, 7):
        keep(practice, week, "feeling-met")
    keep(practice, 6, ratings=strained())
    for week in range(5, 0, -1):
        keep(practice, week)
    page = card(browse, practice)
    assert under(page, "Open ruptures") == [
        "Rupture in session 4 pulling back, open for 5 sessions"
    ]
    assert under(page, "Not heard for a while") == ["Feeling met for six sessions"]


def test_her_words_are_the_newest_three_that_were_starred(
    browse: Browse, practice: Practice
) -> None:
    for week, words in enumerate(("heard the door", "lay still", "told him", "had minded"), 1):
        starred = Told(phrases=(passage_at(WORDS, words, uuid4()),))
        keep(practice, week, text=SessionText((Section("brought", WORDS),), told=starred))
    lines = under(card(browse, practice), "Their words")
    assert lines == ["“heard the door” session 4", "“lay still” session 3", "“told him” session 2"]


def test_nothing_stands_there_that_cannot_be_clicked(browse: Browse, practice: Practice) -> None:
    for week in range(12, 1, -1):
        keep(practice, week, *(THEMES[:2] if week > 8 else ()), carried="Ask.")
    starred = Told(phrases=(passage_at(WORDS, "lay still", uuid4()),))
    text = SessionText((Section("brought", WORDS),), told=starred)
    keep(practice, 1, "strain-with-therapist", text=text)
    ana, page = browse(practice.ana), card(browse, practice)
    lines = [line for section in page.top.all("section") for line in section.all("li")]
    assert len(lines) >= 4
    for line in lines:
        (link,) = line.all("a")
        place, _, passage = link.get("href").partition("#")
        page = ana.get_path(place)
        assert not passage or f'id="{passage}"' in page.html


def test_before_the_first_session_stands_what_brings_them(
    browse: Browse, practice: Practice
) -> None:
    goal = Goal(uuid4(), "To say no at work.")
    themes = ClientThemes(code_name="Heron", concerns=("trust", "work"), goals=(goal,))
    who = ClientIdentity(name="Mira Real", concerns_in_words="I keep losing people.")
    keyring = practice.keyrings["ana"]
    change_client(practice.mira, identity=who, themes=themes, keyring=keyring)
    page = card(browse, practice)
    assert under(page, "What brings them") == ["Trust, work", "I keep losing people."]
    assert under(page, "Aims") == ["To say no at work."]
    assert "Carried over" not in page.text


@pytest.mark.parametrize("part", ["notes", "themes"])
def test_a_last_session_that_cannot_be_opened_is_named(
    browse: Browse, practice: Practice, part: str
) -> None:
    keep(practice, 2, "feeling-met")
    last = db.session.get(TherapySession, keep(practice, 1, "feeling-met"))
    setattr(last, f"{part}_sealed", bit_flipped(getattr(last, f"{part}_sealed"), -1))
    db.session.commit()
    page = card(browse, practice)
    assert "cannot be opened" in page.text
    named = "session 2" if part == "notes" else str(last.id)
    assert any(named in text for text in page.links)


def test_a_session_that_cannot_be_opened_itself_has_a_card(
    browse: Browse, practice: Practice
) -> None:
    keep(practice, 1, "feeling-met", carried="Ask.")
    here = db.session.get(TherapySession, keep(practice, 0))
    here.themes_sealed = bit_flipped(here.themes_sealed, -1)
    db.session.commit()
    page = browse(practice.ana).get("diary.prepare", session_id=here.id)
    assert "This entry cannot be opened" in page.text
    assert "Ask." in page.text


def test_notes_that_are_not_written_are_named(browse: Browse, practice: Practice) -> None:
    keep(practice, 2, written=False)
    keep(practice, 1)
    finish = ["Session 1 not written", "Session 2 not signed"]
    assert under(card(browse, practice), "Notes to finish") == finish


def test_what_was_agreed_rated_and_measured_stands_there(
    browse: Browse, practice: Practice
) -> None:
    way = NewWay(uuid4(), "say-no")
    first = Ratings(new_ways=(way,), measures=(Taken("phq-9", (2,) * 8 + (0,)),))
    text = SessionText(told=Told(words={way.id: "On Sunday, at dinner"}))
    keep(practice, 2, ratings=first, text=text)
    measured = (Taken("phq-9", (1,) * 8 + (0,)),)
    keep(practice, 1, ratings=Ratings(alliance_by_you=Alliance(bond=7), measures=measured))
    page = card(browse, practice)
    assert under(page, "Agreed, not followed up") == ["Say no: On Sunday, at dinner session 1"]
    bond, phq = under(page, "As last rated")
    assert bond == "Bond you 7 of 10, session 2; not a validated scale"
    assert phq.startswith("PHQ-9 8 of 27 session 2; lower by 8, more than the 6")
    assert "Risk is open" not in page.text


def test_open_risk_stands_on_top_of_the_card_and_of_today(
    browse: Browse, practice: Practice
) -> None:
    raised = Ratings(measures=(Taken("phq-9", (0,) * 8 + (1,)),))
    keep(practice, 1, ratings=raised)
    said = "Risk is open. PHQ-9, item 9, was above 0 in session 1"
    assert said in card(browse, practice).text
    assert said in browse(practice.ana).get("diary.today").text


def test_risk_that_was_answered_stands_nowhere(browse: Browse, practice: Practice) -> None:
    keep(practice, 2, ratings=Ratings(measures=(Taken("phq-9", (0,) * 8 + (1,), seen=True),)))
    keep(practice, 1, ratings=Ratings(risk=Risk.NONE_REPORTED))
    assert "Risk is open" not in card(browse, practice).text
    assert "Risk is open" not in browse(practice.ana).get("diary.today").text


def test_somebody_elses_session_has_no_card(browse: Browse, practice: Practice) -> None:
    session_id = keep(practice, 1)
    hers = browse(practice.bea).get("diary.prepare", session_id=session_id, status=404)
    none = browse(practice.bea).get("diary.prepare", session_id=uuid4(), status=404)
    assert hers.text == none.text


def test_the_card_asks_no_more_for_many_sessions(
    app: Any, browse: Browse, practice: Practice
) -> None:
    ana, asked = browse(practice.ana), []
    for week in range(30, 0, -10):
        for nth in range(10):
            keep(practice, week + nth, *THEMES)
        planned = keep(practice, 0, attendance=None, written=False)
        with asked_of(app.extensions[ENGINE]) as statements:
            page = ana.get("diary.prepare", session_id=planned)
        asked.append(len(statements))
    assert len(set(asked)) == 1
    assert re.search("Before session", page.text)
