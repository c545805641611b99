"""What a session record lacks, point by point."""

from datetime import time
from uuid import uuid4

import pytest

from notes_app.notes.beside import Intervention, Response, Risk
from notes_app.notes.checklist import POINT_WORDS, Point, checklist
from notes_app.notes.payloads import Attendance, Ratings
from tests.notes.builders import held

DONE = Intervention(uuid4(), "asked-about-us", Response.TOOK_UP)
FULL = {
    "starts_at": time(14),
    "ends_at": time(14, 50),
    "ratings": Ratings(risk=Risk.NONE_REPORTED, goals=(uuid4(),), interventions=(DONE,)),
}
SECTIONS = {"brought": "She came.", "next_time": "Ask about the stairs."}


def rated(**changed: object) -> Ratings:
    whole = {"risk": Risk.SEE_NOTE, "goals": (uuid4(),), "interventions": (DONE,), **changed}
    return Ratings(**whole)  # type: ignore[arg-type]


def test_a_whole_record_lacks_nothing() -> None:
    assert checklist(held(**FULL), SECTIONS) == []


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({"starts_at": None}, Point.TIMES),
        ({"ends_at": None}, Point.TIMES),
        ({"attendance": None}, Point.PARTICIPANTS),
        ({"ratings": rated(risk=None)}, Point.RISK),
        ({"ratings": rated(goals=())}, Point.GOAL),
        ({"ratings": rated(interventions=())}, Point.RESPONSE),
        ({"ratings": rated(interventions=(Intervention(uuid4(), "silence"),))}, Point.RESPONSE),
    ],
)
def test_each_point_is_missed_by_itself(changed: dict[str, object], missing: Point) -> None:
    assert checklist(held(**{**FULL, **changed}), SECTIONS) == [missing]


@pytest.mark.parametrize("sections", [{"next_time": " "}, {"plan": ""}, {"next-0ab": ""}])
def test_an_empty_plan_is_missed(sections: dict[str, str]) -> None:
    assert checklist(held(**FULL), sections) == [Point.PLAN]


@pytest.mark.parametrize(
    "sections",
    [{"plan": "Ring her."}, {"next-0ab": "Ring her."}, {"first_ties": ""}, {"brought": ""}],
)
def test_a_plan_or_a_format_without_one_is_enough(sections: dict[str, str]) -> None:
    assert checklist(held(**FULL), sections) == []


def test_none_reported_is_an_answer_on_risk() -> None:
    assert Point.RISK not in checklist(held(**FULL), SECTIONS)


def test_a_client_without_goals_is_not_asked_which_one_was_served() -> None:
    facts = held(**{**FULL, "ratings": rated(goals=())})
    assert checklist(facts, SECTIONS, has_goals=False) == []


@pytest.mark.parametrize("attendance", [Attendance.NO_SHOW, Attendance.CANCELLED_BY_CLIENT])
def test_an_hour_that_did_not_take_place_lacks_nothing(attendance: Attendance) -> None:
    assert checklist(held(attendance=attendance), {"next_time": ""}) == []


def test_every_point_has_its_words() -> None:
    assert set(POINT_WORDS) == set(Point)
