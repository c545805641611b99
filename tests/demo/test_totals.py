"""The demo's questionnaires as lines: each is long enough for a band and a straight line."""

from uuid import UUID, uuid4

import pytest

from notes_app.demo.measures import CORE_10
from notes_app.measures.payloads import MeasuresKept
from notes_app.measures.queries import KnownMeasures
from notes_app.notes.course_drawing import drawn
from notes_app.notes.course_words import latest_of
from notes_app.notes.courses import Course, courses_of
from notes_app.notes.queries import ReadSession, number_sessions
from tests.demo.found import written
from tests.demo.test_facts import Plans

KNOWN = KnownMeasures(MeasuresKept(own=(CORE_10,)))
#: What its latest total is said to be, as domain.md 10 plants it.
PLANTED = {
    ("Kestrel", "Personal questionnaire"): "lower by 2.2, more than the 1.67",
    ("Dunlin", "PHQ-9"): "lower by 10, more than the 6",
    ("Swift", "GAD-7"): "lower by 5, more than the 4",
    ("Wren", "PHQ-9"): "within 6 of the start",
    ("Wren", "GAD-7"): "lower by 5, more than the 4",
    ("Plover", "CORE-10"): "lower by 7, more than the 6",
}


def courses(plans: Plans, name: str) -> dict[str, Course]:
    reads = [ReadSession(uuid4(), UUID(int=1), 1, one.facts) for one in written(plans[name])]
    return {course.scale.name: course for course in courses_of(number_sessions(reads), KNOWN)}


@pytest.mark.parametrize(("name", "questionnaire"), PLANTED)
def test_each_course_has_its_band_its_line_and_the_word_that_was_planted(
    plans: Plans, name: str, questionnaire: str
) -> None:
    course = courses(plans, name)[questionnaire]
    drawing = drawn(course)
    assert drawing is not None
    assert (len(drawing.bands), len(drawing.trends), len(drawing.strokes)) == (1, 1, 1)
    assert PLANTED[name, questionnaire] in latest_of(course)
