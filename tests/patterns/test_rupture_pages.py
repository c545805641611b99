"""Ruptures and repairs, and New ways, as Ana reads them."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from flask import Flask

from notes_app import db
from notes_app.accounts.models import User
from notes_app.db.session import ENGINE
from notes_app.notes.beside import Alliance, NewWay, Repair, Rupture
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import Ratings, SessionText, Told
from notes_app.notes.service import write_session
from tests.cast import Practice
from tests.crypto.damage import bit_flipped
from tests.notes.builders import held, tagged
from tests.pages import Browser
from tests.queries import asked_of

Browse = Callable[[User | None], Browser]
STRAIN = "strain-with-therapist"


@pytest.fixture
def ana(browse: Browse, practice: Practice) -> Browser:
    return browse(practice.ana)


def keep(
    practice: Practice, week: int, ratings: Ratings, *, line: tuple[UUID, str] | None = None
) -> UUID:
    note = tagged(theme=STRAIN)
    ruptures = tuple(
        Rupture(one.id, one.kind, significance=one.significance, tags=(note.tags[0].id,))
        for one in ratings.ruptures
    )
    rated = Ratings(
        ruptures=ruptures,
        repairs=ratings.repairs,
        alliance_by_you=Alliance(bond=6),
        new_ways=ratings.new_ways,
    )
    session = write_session(
        practice.mira,
        facts=held(week, tags=note.tags, tagging_complete=True, written=True, ratings=rated),
        text=SessionText(
            note.sections, note.passages, told=Told(words=dict([line]) if line else {})
        ),
        keyring=practice.keyrings["ana"],
    )
    db.session.commit()
    return session.id


def rupture(**more: object) -> Rupture:
    return Rupture(id=uuid4(), kind="withdrawal", **more)  # type: ignore[arg-type]


def threads(ana: Browser, practice: Practice, **asked: object) -> str:
    return ana.get("patterns.ruptures", client_id=practice.mira.id, **asked).text


def test_without_ruptures_it_says_that_this_is_no_mark(ana: Browser, practice: Practice) -> None:
    keep(practice, 0, Ratings())
    text = threads(ana, practice)
    assert "No ruptures noted. That is not a mark of good or bad work." in text
    page = ana.get("patterns.ruptures", client_id=practice.mira.id)
    assert "Open a rupture" in page.links


def test_an_open_thread_has_its_age_and_stands_above_a_mended_one(
    ana: Browser, practice: Practice
) -> None:
    first, second = rupture(significance=4), rupture()
    keep(practice, 0, Ratings(ruptures=(first,)))
    repair = Repair(id=uuid4(), rupture=first.id, moves=("r-own",), resolution=4)
    keep(practice, 1, Ratings(repairs=(repair,)))
    keep(practice, 2, Ratings(ruptures=(second,)))
    keep(practice, 3, Ratings())
    text = threads(ana, practice)
    assert "Open for 1 session" in text
    assert "Mended in session 2" in text
    assert text.index("Open for 1 session") < text.index("Mended in session 2")
    assert "4 of 5" in text
    assert "not rated" in text


def test_a_thread_shows_its_passages_and_what_was_done_in_order(
    ana: Browser, practice: Practice
) -> None:
    one = rupture()
    keep(practice, 0, Ratings(ruptures=(one,)), line=(one.id, "She agreed too fast."))
    repair = Repair(id=uuid4(), rupture=one.id, moves=("r-invite",))
    later = keep(practice, 1, Ratings(repairs=(repair,)), line=(repair.id, "I asked."))
    page = ana.get("patterns.ruptures", client_id=practice.mira.id, thread=one.id)
    (thread,) = (aside for aside in page.top.all("aside") if aside.get("id") == "thread")
    text = " ".join(thread.text.split())
    said = [
        "Opened in session 1",
        "She agreed too fast.",
        "heard the door and lay still",
        "Repair in session 2",
        "Asked how therapy or therapist feels just now; closed.",
        "I asked.",
    ]
    places = [text.index(words) for words in said]
    assert places == sorted(places)
    assert any(str(later) in a.get("href") for a in thread.all("a"))


def test_each_line_leads_to_itself_and_its_passage_to_the_note(
    ana: Browser, practice: Practice
) -> None:
    one = rupture()
    session_id = keep(practice, 0, Ratings(ruptures=(one,)))
    page = ana.get("patterns.ruptures", client_id=practice.mira.id)
    assert page.links["Session 1"].endswith(f"thread={one.id}#line-{one.id}")
    assert f'id="line-{one.id}"' in page.html
    link = next(href for text, href in page.links.items() if text.startswith("Open in the note"))
    assert f"/sessions/{session_id}#tag-" in link


def test_the_alliance_stands_beneath_and_a_gap_says_not_rated(
    ana: Browser, practice: Practice
) -> None:
    keep(practice, 0, Ratings(ruptures=(rupture(),)))
    keep(practice, 1, Ratings())
    page = ana.get("patterns.ruptures", client_id=practice.mira.id)
    assert "rupture-axis" in page.html
    assert "<td>6</td><td>not rated</td>" in page.html


def test_a_session_that_cannot_be_opened_is_left_out_and_said(
    ana: Browser, practice: Practice
) -> None:
    one = rupture()
    keep(practice, 0, Ratings(ruptures=(one,)))
    lost = db.session.get(TherapySession, keep(practice, 1, Ratings()))
    assert lost is not None
    lost.themes_sealed = bit_flipped(lost.themes_sealed, -1)  # type: ignore[assignment]
    db.session.commit()
    assert "1 session cannot be opened and is left out." in threads(ana, practice)


def test_a_damaged_note_takes_its_place_only(ana: Browser, practice: Practice) -> None:
    session_id = keep(practice, 0, Ratings(ruptures=(rupture(),)))
    lost = db.session.get(TherapySession, session_id)
    assert lost is not None
    lost.notes_sealed = bit_flipped(lost.notes_sealed, -1)  # type: ignore[assignment]
    db.session.commit()
    text = threads(ana, practice)
    assert "This entry cannot be opened (damaged or moved)." in text
    assert "Pulling back" in text


@pytest.mark.parametrize("endpoint", ["patterns.ruptures", "patterns.new_ways"])
def test_a_page_asks_no_more_for_many_sessions(
    app: Flask, ana: Browser, practice: Practice, endpoint: str
) -> None:
    def asked() -> int:
        with asked_of(app.extensions[ENGINE]) as queries:
            ana.get(endpoint, client_id=practice.mira.id)
        return len(queries)

    def some() -> Ratings:
        return Ratings(ruptures=(rupture(),), new_ways=(NewWay(uuid4(), "ask"),))

    for week in range(2):
        keep(practice, week, some())
    few = asked()
    for week in range(2, 12):
        keep(practice, week, some())
    assert few == asked() <= 8  # one of them for the line that says who can see


def test_tried_anew_says_what_comes_when_there_is_nothing(ana: Browser, practice: Practice) -> None:
    page = ana.get("patterns.new_ways", client_id=practice.mira.id)
    assert "Nothing was agreed or tried yet." in page.text


def test_tried_anew_lists_what_waits_and_how_the_rest_went(
    ana: Browser, practice: Practice
) -> None:
    waiting = NewWay(uuid4(), "ask", where="outside", risk=4)
    kept = NewWay(uuid4(), "say-no", result="kept", others_reaction="resisted")
    keep(practice, 0, Ratings(new_ways=(waiting, kept)), line=(waiting.id, "Ask her brother."))
    text = ana.get("patterns.new_ways", client_id=practice.mira.id).text
    for said in (
        "Ask her brother.",
        "outside",
        "risk 4 of 5",
        "Carried over, not followed up",
        "How others took it: resisted 1.",
        "tried 1, kept 1",
    ):
        assert said in text, said


def test_a_bar_is_drawn_from_eight_rated_passages_on(ana: Browser, practice: Practice) -> None:
    def passages(weeks: range) -> None:
        for week in weeks:
            note = tagged(theme="feeling-met", way="new")
            write_session(
                practice.mira,
                facts=held(week, tags=note.tags, tagging_complete=True),
                text=SessionText(note.sections, note.passages),
                keyring=practice.keyrings["ana"],
            )
        db.session.commit()

    passages(range(7))
    page = ana.get("patterns.new_ways", client_id=practice.mira.id)
    assert "three-part" not in page.html
    assert "Ways of 1 theme with fewer than eight rated passages" in page.text
    assert "first third old 0, variation 0, new 2" in page.text
    passages(range(7, 8))
    page = ana.get("patterns.new_ways", client_id=practice.mira.id)
    assert "three-part" in page.html
    assert "old 0, variation 0, new 2" in page.text


def test_not_tried_after_all_can_be_said_and_taken_back(ana: Browser, practice: Practice) -> None:
    agreed = NewWay(uuid4(), "ask", where="outside")
    keep(practice, 0, Ratings(new_ways=(agreed,)))
    before = {session.id for session in db.session.query(TherapySession)}
    page = ana.get("notes.plan_session", client_id=practice.mira.id)
    ana.submit(page, held_on="2026-04-30", starts_at="14:00", ends_at="14:50", press="Add session")
    (session_id,) = {session.id for session in db.session.query(TherapySession)} - before

    def tell(result: str) -> str:
        page = ana.get("notes.write", session_id=session_id)
        told = {
            f"ratings.new_ways.{agreed.id}.result": result,
            "section-brought": "He came.",
            "ratings.risk": "none-reported",
        }
        ana.submit(page, press="Save note", **told)
        return ana.get("patterns.new_ways", client_id=practice.mira.id).text

    said = tell("not-tried")
    assert "Agreed 1: tried 0; not tried after all 1." in said
    assert "Not tried after all, session" in said
    assert "Agreed 1: tried 0; not followed up yet 1." in tell("")
