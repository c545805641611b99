"""The relationship map as Ana sees it: who stands there, how it was then, the words beside it."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients import kinship
from notes_app.clients.marks import Mark
from notes_app.clients.payloads import (
    ClientThemes,
    Closeness,
    Couple,
    Domain,
    Person,
    Pole,
    Shape,
    Tie,
    TieKind,
)
from notes_app.clients.queries import open_client_themes
from notes_app.clients.service import add_person, add_tie, change_client, remove_person
from notes_app.db.base import SealedPart
from notes_app.notes.payloads import Attendance, Section, SessionText, SessionThemes, Tag
from notes_app.notes.service import write_session
from tests.cast import Practice
from tests.clocks import TestClock
from tests.notes.builders import passage_at
from tests.pages import Browser, Page

Browse = Callable[[User | None], Browser]
WORDS = "She told him so."
QUIET, PEACE = "going-quiet-when-hurt", "keeping-the-peace"


@pytest.fixture
def ana(browse: Browse, practice: Practice) -> Browser:
    return browse(practice.ana)


def themes_of(practice: Practice) -> ClientThemes:
    db.session.rollback()
    db.session.refresh(practice.mira)
    return open_client_themes(practice.mira, practice.keyrings["ana"])


def own(practice: Practice) -> UUID:
    return next(p.id for p in themes_of(practice).people if p.pole is Pole.SELF)


def person(practice: Practice, role: str, name: str = "", **facts: object) -> UUID:
    themes_of(practice)  # a page may have saved in between
    made = Person(uuid4(), role, Pole.CURRENT, Domain.FAMILY_OF_ORIGIN, **facts)
    add_person(practice.mira, person=made, name=name, keyring=practice.keyrings["ana"])
    db.session.commit()
    return made.id


def tie(practice: Practice, kind: TieKind, other: UUID, since: date | None = None) -> None:
    made = Tie(uuid4(), kind, own(practice), other, since)
    add_tie(practice.mira, tie=made, keyring=practice.keyrings["ana"])
    db.session.commit()


def weekly(practice: Practice, clock: TestClock, marks: str, who: UUID) -> list[date]:
    """A session a week up to now: q quiet, p peace, . neither, ? quiet and not fully tagged."""
    first = clock.local().date() - timedelta(weeks=len(marks))
    days = []
    for week, mark in enumerate(marks):
        code = {"q": QUIET, "p": PEACE, "?": QUIET}.get(mark)
        tag = Tag(uuid4(), code, 3, (who,), Pole.CURRENT) if code else None
        passages = (passage_at(WORDS, "told him", tag.id),) if tag else ()
        facts = SessionThemes(
            number=0,
            held_on=first + timedelta(weeks=week),
            attendance=Attendance.HELD,
            tagging_complete=mark != "?",
            written=True,
            tags=(tag,) if tag else (),
        )
        text = SessionText((Section("brought", WORDS),), passages)
        write_session(practice.mira, facts=facts, text=text, keyring=practice.keyrings["ana"])
        days.append(facts.held_on)
    db.session.commit()
    return days


def get(ana: Browser, practice: Practice, **asked: object) -> Page:
    return ana.get("patterns.relationship_map", client_id=practice.mira.id, **asked)


def rows(page: Page, of: str = "All relationships") -> list[list[str]]:
    tables = (t for t in page.top.all("table") if t.get("class") == "rel")
    table = next(t for t in tables if next(t.all("caption")).text.startswith(of))
    body = next(table.all("tbody"))
    return [[" ".join(c.text.split()) for c in row.all("th", "td")] for row in body.all("tr")]


def test_before_anybody_is_there_the_page_says_how_to_begin(
    ana: Browser, practice: Practice
) -> None:
    page = get(ana, practice)
    assert "Add the people Mira talks about." in page.text
    assert "As seen in sessions" not in page.text
    assert page.title == "Relationship map, M. R."


def test_the_drawing_has_a_name_and_the_table_says_the_same(
    ana: Browser, practice: Practice
) -> None:
    ida = person(practice, "Mother", "Ida", shape=Shape.CIRCLE, born=1950)
    tie(practice, TieKind.CLOSE_CONFLICT, ida)
    page = get(ana, practice)
    (drawing,) = [s for s in page.top.all("svg") if s.get("id") == "genogram"]
    assert drawing.get("role") == "img"
    assert drawing.get("aria-label").startswith("Genogram of Mira, 3 people.")
    assert rows(page) == [["Ida", "close and in conflict", "close and in conflict"]]
    assert "style=" not in page.html


def test_ties_are_drawn_as_they_were_in_a_stretch(
    ana: Browser, practice: Practice, clock: TestClock
) -> None:
    ida = person(practice, "Mother", "Ida")
    days = weekly(practice, clock, "." * 26, ida)
    tie(practice, TieKind.FUSED, ida)
    tie(practice, TieKind.CUT_OFF, ida, days[14])
    assert rows(get(ana, practice)) == [["Ida", "cut off", "very close, fused"]]
    assert rows(get(ana, practice, sessions="1-12")) == [
        ["Ida", "very close, fused", "very close, fused"]
    ]
    assert rows(get(ana, practice, first="14", last="16")) == [
        ["Ida", "cut off", "very close, fused"]
    ]
    page = get(ana, practice, sessions="1-12")
    assert [i.get("value") for i in page.top.all("input") if i.get("name") == "sessions"] == [
        "1-12",
        "13-24",
        "25-26",
    ]


@pytest.mark.parametrize("asked", ["0-4", "9-3", "x-y", "1-999", "¹-²", "99999999999999-1"])
def test_a_stretch_that_there_is_not_shows_the_newest(
    ana: Browser, practice: Practice, clock: TestClock, asked: str
) -> None:
    weekly(practice, clock, "." * 14, person(practice, "Mother"))
    page = get(ana, practice, sessions=asked)
    (checked,) = [i for i in page.top.all("input") if "checked" in i.attributes]
    assert checked.get("value") == "13-14"


def test_beside_the_map_stand_the_themes_with_counts_then_and_at_first(
    ana: Browser, practice: Practice, clock: TestClock
) -> None:
    ida = person(practice, "Mother", "Ida")
    weekly(practice, clock, "qqqqqq......" + "qpp.........", ida)
    text = get(ana, practice, who=ida).text
    assert "Mira and Ida" in text
    assert "2 of 12, was 0" in text
    assert "1 of 12, was 6" in text


def test_a_session_that_is_not_fully_tagged_counts_for_no_theme_on_the_map(
    ana: Browser, practice: Practice, clock: TestClock
) -> None:
    ida = person(practice, "Mother", "Ida")
    weekly(practice, clock, "qqq.??", ida)
    page = get(ana, practice, who=ida)
    assert "3 of 4" in page.text
    assert "2 more are not fully tagged." in page.text
    assert "Latest Session 6" in page.text


def test_the_latest_passage_stands_there_and_leads_to_the_note(
    ana: Browser, practice: Practice, clock: TestClock
) -> None:
    ida = person(practice, "Mother", "Ida")
    weekly(practice, clock, "q.p.", ida)
    page = get(ana, practice, who=ida)
    assert "She told him so." in page.text
    assert any(words.startswith("Open in the note, session 3") for words in page.links)


def test_passages_lead_back_to_the_same_person_and_stretch(
    ana: Browser, practice: Practice, clock: TestClock
) -> None:
    ida = person(practice, "Mother", "Ida")
    weekly(practice, clock, "qp" + "." * 11 + "q", ida)
    page = ana.get_path(get(ana, practice, who=ida, sessions="1-12").links["All passages with Ida"])
    assert page.heading == "Passages with Ida"
    assert "3 passages." in page.text
    back = page.links["Mira R., relationship map"]
    assert f"who={ida}" in back
    assert "sessions=1-12" in back
    assert "Mira and Ida" in ana.get_path(back).text


def test_passages_of_one_theme_only(ana: Browser, practice: Practice, clock: TestClock) -> None:
    ida = person(practice, "Mother", "Ida")
    weekly(practice, clock, "qqp", ida)
    page = get(ana, practice, who=ida)
    link = next(href for words, href in page.links.items() if words.startswith("Goes quiet"))
    assert "2 passages." in ana.get_path(link).text


def test_how_close_stands_there_as_last_noted_and_as_at_first(
    ana: Browser, practice: Practice, clock: TestClock
) -> None:
    ida = person(practice, "Mother", "Ida")
    days = weekly(practice, clock, "." * 13, ida)
    for day, closeness in ((days[0], 3), (days[-1], 8)):
        noted = Closeness(ida, day, closeness, 4, "draining", "turned-down")
        kinship.note_closeness(practice.mira, noted=noted, keyring=practice.keyrings["ana"])
    db.session.commit()
    now = get(ana, practice, who=ida).text
    assert "Now: closeness 8 of 10, trust 4 of 10, draining, strategy: need turned down" in now
    assert "At first: closeness 3 of 10" in now
    assert "Not a validated scale." in now
    assert "Then: closeness 3 of 10" in get(ana, practice, who=ida, sessions="1-12").text


def test_who_died_later_is_drawn_alive_in_the_sessions_before(
    ana: Browser, practice: Practice, clock: TestClock
) -> None:
    year = clock.local().date().year
    ida = person(practice, "Mother", "Ida", born=year - 80, died=year)
    weekly(practice, clock, "." * 60, ida)
    assert 'class="cross"' in get(ana, practice).html
    assert 'class="cross"' not in get(ana, practice, sessions="1-12").html


def test_a_person_can_be_moved_by_form_and_the_move_undone(
    ana: Browser, practice: Practice
) -> None:
    ida = person(practice, "Mother", "Ida")
    form = ana.get("patterns.move_person", client_id=practice.mira.id, person_id=ida)
    assert form.heading == "Move Ida"
    ana.submit(form, row="-2", place="1.5")
    assert themes_of(practice).placements[ida] == kinship.Placement(108, -240)
    page = get(ana, practice)
    assert "Moved, and remembered." in page.text
    ana.submit(page, press="Undo")
    assert themes_of(practice).placements == {}


def test_a_drag_sends_the_same_form_with_the_exact_place(ana: Browser, practice: Practice) -> None:
    ida = person(practice, "Mother", "Ida")
    form = ana.get("patterns.move_person", client_id=practice.mira.id, person_id=ida)
    ana.submit(form, x="-31.5", y="8")
    assert themes_of(practice).placements[ida] == kinship.Placement(-31.5, 8)


def test_a_place_is_kept_beside_the_client_when_somebody_is_added(
    ana: Browser, practice: Practice
) -> None:
    ida = person(practice, "Mother", "Ida")
    form = ana.get("patterns.move_person", client_id=practice.mira.id, person_id=ida)
    ana.submit(form, x="300", y="-100")

    def away() -> tuple[float, float]:
        page = get(ana, practice)
        found = {g.get("data-person"): g for g in page.top.all("g") if g.get("data-person")}
        return float(found[str(ida)].get("data-x")), float(found[str(ida)].get("data-y"))

    before = away()
    for role in ("Brother", "Sister"):
        person(practice, role)
    assert away() == before == (300, -100)


def test_tidying_up_forgets_all_places_and_can_be_undone(ana: Browser, practice: Practice) -> None:
    ida = person(practice, "Mother", "Ida")
    assert "Tidy up" not in get(ana, practice).text
    form = ana.get("patterns.move_person", client_id=practice.mira.id, person_id=ida)
    ana.submit(form, x="300", y="-100")
    ana.submit(get(ana, practice), press="Tidy up")
    assert themes_of(practice).placements == {}
    ana.submit(get(ana, practice), press="Undo")
    assert themes_of(practice).placements[ida] == kinship.Placement(300, -100)


def test_two_windows_do_not_move_over_one_another(ana: Browser, practice: Practice) -> None:
    ida = person(practice, "Mother", "Ida")
    one = ana.get("patterns.move_person", client_id=practice.mira.id, person_id=ida)
    ana.submit(one, x="10", y="10")
    again = ana.submit(one, x="90", y="90", status=409)
    assert "changed in another window" in again.text
    assert themes_of(practice).placements[ida] == kinship.Placement(10, 10)


@pytest.mark.parametrize("place", ["", "abc", "1000", "NaN", "Infinity"])
def test_a_place_that_is_none_is_refused_in_words(
    ana: Browser, practice: Practice, place: str
) -> None:
    ida = person(practice, "Mother", "Ida")
    form = ana.get("patterns.move_person", client_id=practice.mira.id, person_id=ida)
    page = ana.submit(form, row="0", place=place, status=422)
    assert "Not saved yet." in page.text
    assert themes_of(practice).placements == {}


@pytest.mark.parametrize("x", ["NaN", "Infinity", "-Infinity", "1e9"])
def test_an_exact_place_must_be_one(ana: Browser, practice: Practice, x: str) -> None:
    ida = person(practice, "Mother", "Ida")
    form = ana.get("patterns.move_person", client_id=practice.mira.id, person_id=ida)
    ana.submit(form, x=x, y="1", status=422)
    assert themes_of(practice).placements == {}


def test_a_name_is_text_in_the_drawing(ana: Browser, practice: Practice) -> None:
    person(practice, "Mother", "<b>x</b>\"'&")
    page = get(ana, practice)
    assert "<b>x</b>" not in page.html
    assert "&lt;b&gt;x" in page.html


def test_partners_line_is_dashed_until_they_are_married(ana: Browser, practice: Practice) -> None:
    ida = person(practice, "Partner", "Paul")
    couple = Couple(uuid4(), own(practice), ida)
    keyring = practice.keyrings["ana"]
    kinship.keep_couple(practice.mira, couple=couple, keyring=keyring)
    db.session.commit()
    assert 'stroke-dasharray="7 5"' in get(ana, practice).html
    wed = Couple(couple.id, couple.one, couple.other, married=True)
    kinship.keep_couple(practice.mira, couple=wed, keyring=keyring)
    db.session.commit()
    assert 'stroke-dasharray="7 5"' not in get(ana, practice).html


def marked(practice: Practice, *marks: Mark) -> None:
    themes = replace(themes_of(practice), marks=marks)
    change_client(practice.mira, themes=themes, keyring=practice.keyrings["ana"])
    db.session.commit()


def test_illness_and_addiction_stand_on_the_map_only_while_they_are_asked_for(
    ana: Browser, practice: Practice
) -> None:
    ida, paul = person(practice, "Mother", "Ida"), person(practice, "Husband", "Paul")
    marked(practice, Mark(ida, illness=True, addiction=True), Mark(paul, addiction=True))
    plain, asked = get(ana, practice), get(ana, practice, marks="1")
    assert [page.html.count('class="half"') for page in (plain, asked)] == [0, 3 + 2]
    assert "illness and addiction" not in plain.text.replace("Show illness and addiction", "")
    said = rows(asked, "Illness and addiction")
    assert said == [["Ida", "illness and addiction"], ["Paul", "addiction"]]


def test_the_choice_to_show_marks_is_offered_to_all_and_carried_on(
    ana: Browser, practice: Practice
) -> None:
    ida = person(practice, "Mother", "Ida")
    tie(practice, TieKind.CLOSE, ida)
    assert "Show illness and addiction" in get(ana, practice).text
    asked = get(ana, practice, marks="1")
    assert "Nobody is marked." in asked.text
    assert f"who={ida}&marks=1#pair" in asked.links["Ida"]
    assert "marks" not in get(ana, practice).links["Ida"]


def test_who_was_removed_is_not_marked_on_the_map(ana: Browser, practice: Practice) -> None:
    ida = person(practice, "Mother", "Ida")
    marked(practice, Mark(ida, illness=True))
    remove_person(
        practice.mira,
        person_id=ida,
        today=date(2026, 4, 30),
        keyring=practice.keyrings["ana"],
    )
    db.session.commit()
    assert "Nobody is marked." in get(ana, practice, marks="1").text


def test_marks_that_cannot_be_opened_are_not_said_to_be_none(
    ana: Browser, practice: Practice
) -> None:
    marked(practice, Mark(person(practice, "Mother", "Ida"), illness=True))
    practice.mira.own = SealedPart(practice.mira.own.generation, 1, bytes([1]) * 400)
    db.session.commit()
    page = get(ana, practice, marks="1")
    assert "What is noted of it cannot be opened." in page.text
    assert "Nobody is marked." not in page.text
