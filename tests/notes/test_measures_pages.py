"""Questionnaires and session facts as Ana uses them, with plain forms."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from notes_app import db
from notes_app.accounts.models import User
from notes_app.notes.models import Draft, TherapySession
from notes_app.notes.payloads import Ratings, SessionThemes
from notes_app.notes.queries import open_draft, open_facts
from notes_app.notes.reading import read_process, read_text
from tests.cast import Practice
from tests.crypto.damage import bit_flipped
from tests.notes.test_pages import KNOWN, draft, plan
from tests.pages import Browser, Page, Tag

Browse = Callable[[User | None], Browser]


@pytest.fixture(autouse=True)
def forget() -> None:
    KNOWN.clear()


@pytest.fixture
def ana(browse: Browse, practice: Practice) -> Browser:
    return browse(practice.ana)


def facts_of(practice: Practice, session_id: UUID) -> SessionThemes:
    db.session.expire_all()
    session = db.session.get(TherapySession, session_id)
    assert session is not None
    return open_facts(session, keyring=practice.keyrings["ana"])


def ratings_of(practice: Practice, session_id: UUID) -> Ratings:
    return facts_of(practice, session_id).ratings


def phq(ana: Browser, session_id: UUID, answers: str) -> Page:
    """Answer the PHQ-9; "-" leaves an item out."""
    page = ana.get("notes.take_measure", session_id=session_id, code="phq-9")
    fields = {f"item-{i}": a for i, a in enumerate(answers, start=1) if a != "-"}
    return ana.submit(page, press="Keep answers", **fields)


def test_every_fact_of_the_fold_is_saved_with_the_plain_form(
    ana: Browser, practice: Practice
) -> None:
    session_id = plan(ana, practice)
    page = ana.get("notes.write", session_id=session_id)
    row = next(t.get("data-row") for t in page.top.all("li") if t.get("data-row"))
    answer = ana.submit(
        page,
        press="Save note",
        **{
            "section-brought": "She came.",
            "ratings.risk": "none-reported",
            "ratings.alliance_by_you.bond": "7",
            "ratings.alliance_by_client.tasks": "8",
            "ratings.distress": "0",
            "ratings.markers": ["", "insight", "reached"],
            f"ratings.interventions.{row}.kind": "immediacy",
            f"ratings.interventions.{row}.response": "took-up",
            f"told.words.{row}": "Asked how it was to tell me.",
            "told.feedback": "It helped that you waited.",
            "own_response": "I was sleepy.",
            "frame.attendance": "held",
            "frame.modality": "video",
            "frame.ends_at": "14:45",
        },
    )
    read = ana.follow(answer).text
    facts = facts_of(practice, session_id)
    assert facts.ratings.alliance_by_you.bond == 7
    assert facts.ratings.distress == 0
    assert facts.ratings.markers == ("insight", "reached")
    assert (str(facts.modality), f"{facts.ends_at:%H:%M}") == ("video", "14:45")
    for said in (
        "Risk None reported",
        "you: bond 7; the client: tasks 8",
        "Distress, 0 to 10 0",
        "Immediacy took it up Asked how it was to tell me.",
        "Feedback of the client It helped that you waited.",
        "Moments Insight, Reached each other",
        "video",
    ):
        assert said in read, said
    record, private = read.split("Private process note")
    assert "I was sleepy." in private
    assert "I was sleepy." not in record
    session = db.session.get(TherapySession, session_id)
    keyring = practice.keyrings["ana"]
    assert read_process(session, keyring=keyring).own_response == "I was sleepy."
    assert "sleepy" not in str(read_text(session, keyring=keyring))


def test_a_number_out_of_range_is_told_and_nothing_typed_is_lost(
    ana: Browser, practice: Practice
) -> None:
    session_id = plan(ana, practice)
    page = ana.get("notes.write", session_id=session_id)
    fields = {
        "section-brought": "She came.",
        "ratings.distress": "12",
        "told.body": "A knot in the stomach",
    }
    answer = ana.submit(page, press="Save note", status=422, **fields)
    assert "Distress: Write a whole number from 0 to 10" in answer.text
    again = answer.form_with("ratings.distress")
    shown = {t.get("name"): t.get("value") for t in again.all("input")}
    assert (shown["ratings.distress"], shown["told.body"]) == ("12", "A knot in the stomach")
    assert "She came." in answer.text
    fixed = ana.submit(answer, press="Save note", **{"ratings.distress": "10"})
    assert "A knot in the stomach" in ana.follow(fixed).text
    assert ratings_of(practice, session_id).distress == 10


def test_answers_are_kept_at_once_and_counted(ana: Browser, practice: Practice) -> None:
    session_id = plan(ana, practice)
    page = ana.follow(phq(ana, session_id, "111111110"))
    assert "PHQ-9 8, mild, under the cut-off of 10" in page.text
    assert "Risk raised" not in page.text
    (taken,) = ratings_of(practice, session_id).measures
    assert taken.answers == (1,) * 8 + (0,)


def test_an_unanswered_item_leaves_it_incomplete(ana: Browser, practice: Practice) -> None:
    session_id = plan(ana, practice)
    page = ana.follow(phq(ana, session_id, "1111-1110"))
    assert "PHQ-9 incomplete, 1 not answered" in page.text


def test_nothing_answered_is_not_taken(ana: Browser, practice: Practice) -> None:
    session_id = plan(ana, practice)
    page = ana.get("notes.take_measure", session_id=session_id, code="phq-9")
    answer = ana.submit(page, press="Keep answers", status=422)
    assert "Answer at least one question" in answer.text
    assert ratings_of(practice, session_id).measures == ()


@pytest.mark.parametrize("answers", ["000000001", "--------1"])
def test_item_9_raises_risk_and_cannot_be_passed_over(
    ana: Browser, practice: Practice, answers: str
) -> None:
    session_id = plan(ana, practice)
    page = ana.follow(phq(ana, session_id, answers))
    assert "Risk raised. In this session item 9" in page.text
    fields = {"section-brought": "She came.", "ratings.risk": "see-note"}
    ana.submit(page, press="Save note", **fields)
    sign = ana.get("signing.sign", session_id=session_id)
    assert "you have not said that you read it" in sign.text
    ana.submit(sign, press="Sign and lock", status=422, name="Ana", credential="Psychotherapist")
    ana.submit(ana.get("notes.write", session_id=session_id), press="I have read this")
    assert ratings_of(practice, session_id).measures[0].seen
    sign = ana.get("signing.sign", session_id=session_id)
    assert "you have not said that you read it" not in sign.text
    ana.submit(sign, press="Sign and lock", name="Ana", credential="Psychotherapist")


def test_it_stands_on_the_pages_of_later_sessions_until_one_answers(
    ana: Browser, practice: Practice
) -> None:
    first, second = plan(ana, practice), plan(ana, practice, "2026-05-07")
    page = ana.follow(phq(ana, first, "000000002"))
    ana.submit(page, press="Save note", **{"ratings.risk": "see-note"})
    ana.submit(ana.get("notes.write", session_id=first), press="I have read this")
    page = ana.get("notes.write", session_id=second)
    assert "Risk raised. In session 1 item 9" in page.text
    fields = {"section-brought": "Asked.", "ratings.risk": "none-reported"}
    ana.submit(page, press="Save note", **fields)
    third = plan(ana, practice, "2026-05-14")
    assert "Risk raised" not in ana.get("notes.write", session_id=third).text


def test_a_draft_goes_on_after_a_questionnaire_and_keeps_it(
    ana: Browser, practice: Practice
) -> None:
    session_id = plan(ana, practice)
    draft(ana, session_id, words="She came.")
    phq(ana, session_id, "111111110")
    page = ana.get("notes.write", session_id=session_id)
    assert "She came." in page.text
    ana.submit(page, press="Save note")
    assert len(ratings_of(practice, session_id).measures) == 1


def test_the_browser_cannot_put_answers_into_a_note(ana: Browser, practice: Practice) -> None:
    session_id = plan(ana, practice)
    forged = {"measures": [{"code": "phq-9", "answers": [0] * 9}]}
    draft(ana, session_id, ratings=forged)
    ana.submit(ana.get("notes.write", session_id=session_id), press="Save note")
    assert ratings_of(practice, session_id).measures == ()


def test_a_rating_out_of_range_is_refused_on_the_wire(ana: Browser, practice: Practice) -> None:
    session_id = plan(ana, practice)
    body = {"base": 1, "sections": {"brought": "x"}, "ratings": {"distress": 11}}
    answer = send(ana, session_id, body, status=422)
    assert "Session facts" in answer["error"]
    assert "safe in this window" in answer["error"]
    assert db.session.query(Draft).count() == 0


def test_facts_travel_through_the_draft(ana: Browser, practice: Practice) -> None:
    session_id = plan(ana, practice)
    body = {
        "base": 1,
        "sections": {"brought": "x"},
        "ratings": {"distress": 4},
        "told": {"body": "A knot"},
        "own_response": "Sleepy.",
        "frame": {"attendance": "held", "starts_at": "15:00:00"},
    }
    send(ana, session_id, body)
    db.session.expire_all()
    kept = open_draft(db.session.query(Draft).one(), keyring=practice.keyrings["ana"])
    assert (kept.ratings.distress, kept.told.body, kept.own_response) == (4, "A knot", "Sleepy.")
    page = ana.get("notes.write", session_id=session_id)
    ana.submit(page, press="Save note")
    assert f"{facts_of(practice, session_id).starts_at:%H:%M}" == "15:00"


def test_the_date_can_change_while_a_note_is_written(ana: Browser, practice: Practice) -> None:
    session_id = plan(ana, practice)
    draft(ana, session_id, words="She came.")
    page = ana.get("notes.facts", session_id=session_id)
    ana.submit(page, press="Save facts", held_on="2026-04-29", starts_at="16:00", ends_at="")
    ana.submit(ana.get("notes.write", session_id=session_id), press="Save note")
    facts = facts_of(practice, session_id)
    assert (f"{facts.held_on}", f"{facts.starts_at:%H:%M}") == ("2026-04-29", "16:00")
    assert facts.written


def test_the_other_windows_facts_are_told_with_the_conflict(
    ana: Browser, practice: Practice
) -> None:
    session_id = plan(ana, practice)
    send(ana, session_id, {"base": 1, "sections": {}, "ratings": {"distress": 4}})
    body = {"base": 1, "sections": {}, "ratings": {"distress": 7}}
    answer = send(ana, session_id, body, version=0, status=409)
    assert answer["beside"]["ratings"] == {"distress": 4}


def test_taking_it_can_be_undone_and_done_again(ana: Browser, practice: Practice) -> None:
    session_id = plan(ana, practice)
    page = ana.follow(phq(ana, session_id, "111111110"))
    ana.submit(page, press="Undo")
    assert ratings_of(practice, session_id).measures == ()
    phq(ana, session_id, "111111110")
    page = ana.get("notes.take_measure", session_id=session_id, code="phq-9")
    assert "Taken in this session: 8, mild" in page.text
    page = ana.follow(ana.submit(page, press="Take it out of this session"))
    ana.submit(page, press="Undo")
    assert len(ratings_of(practice, session_id).measures) == 1


def test_two_windows_of_a_questionnaire_do_not_overwrite_each_other(
    ana: Browser, practice: Practice
) -> None:
    session_id = plan(ana, practice)
    old = ana.get("notes.take_measure", session_id=session_id, code="phq-9")
    phq(ana, session_id, "222222220")
    answer = ana.submit(old, press="Keep answers", status=409, **{"item-1": "1"})
    assert "More than half the days" in answer.text
    assert ratings_of(practice, session_id).measures[0].answers[0] == 2


def test_the_measures_of_a_client_stand_in_a_table_with_the_change(
    ana: Browser, practice: Practice
) -> None:
    for day, answers in (
        ("2026-04-16", "222222210"),
        ("2026-04-23", "2222-2210"),
        ("2026-04-30", "111111110"),
    ):
        phq(ana, plan(ana, practice, day), answers)
    page = ana.get("notes.measures", client_id=practice.mira.id)
    assert "15, moderately severe, at or over the cut-off of 10" in page.text
    assert "incomplete, 1 not answered" in page.text
    assert "lower by 7, more than the 6 that repeated measurement alone produces" in page.text
    (drawing,) = lines_on(page)
    assert len([p for p in drawing.all("path") if p.get("class") == "line"]) == 2
    assert "Not complete, and so a gap: session 2." in page.text


def test_without_any_the_page_says_where_they_are_taken(ana: Browser, practice: Practice) -> None:
    page = ana.get("notes.measures", client_id=practice.noor.id)
    assert "No questionnaire was taken yet" in page.text


def test_a_damaged_session_is_left_out_and_told(ana: Browser, practice: Practice) -> None:
    good, bad = plan(ana, practice), plan(ana, practice, "2026-05-07")
    phq(ana, good, "111111110")
    row = db.session.get(TherapySession, bad)
    row.themes_sealed = bit_flipped(row.themes_sealed, 300)
    db.session.commit()
    page = ana.get("notes.measures", client_id=practice.mira.id)
    assert "1 session cannot be opened and is left out" in page.text
    assert "8, mild" in page.text


def test_the_clients_problems_are_rated_and_compared(ana: Browser, practice: Practice) -> None:
    problem = practice.ids["problem_id"]
    for day, rated in (("2026-04-16", "6"), ("2026-04-30", "3")):
        page = ana.get("notes.take_measure", session_id=plan(ana, practice, day), code="personal")
        assert "I never say no." in page.text
        ana.submit(page, press="Keep answers", **{f"problem-{problem}": rated})
    page = ana.get("notes.measures", client_id=practice.mira.id)
    assert "6, at or over the cut-off of 3.25" in page.text
    assert "lower by 3, more than the 1.67" in page.text
    assert "(1 problem rated both times)" in page.text


def test_a_total_of_her_own_questionnaire_must_fit_its_definition(
    ana: Browser, practice: Practice
) -> None:
    session_id, code = plan(ana, practice), str(practice.ids["measure_id"])
    page = ana.get("notes.take_measure", session_id=session_id, code=code)
    for typed in ("41", "-1", "many", "nan", ""):
        answer = ana.submit(page, press="Keep total", status=422, total=typed)
        assert "total" in answer.text or "0 to 40" in answer.text
    ana.submit(page, press="Keep total", total="12,5")
    assert ratings_of(practice, session_id).measures[0].total == 12.5


def test_only_totals_of_her_own_questionnaires_are_kept(ana: Browser, practice: Practice) -> None:
    session_id, code = plan(ana, practice), str(practice.ids["measure_id"])
    page = ana.get("notes.take_measure", session_id=session_id, code=code)
    assert not list(page.form_with("total").all("fieldset"))
    ana.submit(page, press="Keep total", total="12")
    (taken,) = ratings_of(practice, session_id).measures
    assert (taken.answers, taken.problems) == ((), {})


def test_an_unknown_questionnaire_is_not_there(ana: Browser, practice: Practice) -> None:
    ana.get("notes.take_measure", session_id=plan(ana, practice), code="ors", status=404)


def test_nobody_elses_session_can_be_measured(browse: Browse, practice: Practice) -> None:
    session_id = plan(browse(practice.ana), practice)
    bea = browse(practice.bea)
    bea.get("notes.take_measure", session_id=session_id, code="phq-9", status=404)
    bea.post("notes.read_item_9", session_id=session_id, status=404)


def lines_on(page: Page) -> list[Tag]:
    """The lines whose points are links; beside them stand smaller ones of the whole."""
    drawn = [svg for svg in page.top.all("svg") if svg.get("class") == "course-line"]
    return [svg for svg in drawn if svg.get("role") == "group"]


def send(
    ana: Browser, session_id: UUID, body: dict[str, Any], *, version: int = 0, status: int = 200
) -> Any:
    return ana.fetch(
        "PUT",
        f"/sessions/{session_id}/draft",
        status=status,
        data=json.dumps(body),
        headers={"If-Match": str(version), "Content-Type": "application/json"},
    ).json


def test_measures_is_one_of_the_clients_pages_and_marked_as_the_one_that_is_open(browse, practice):
    page = browse(practice.ana).get("notes.measures", client_id=practice.mira.id)
    (tabs,) = (nav for nav in page.top.all("nav") if nav.get("class") == "tabs")
    assert [a.text for a in tabs.all("a") if a.get("aria-current") == "page"] == ["Measures"]
