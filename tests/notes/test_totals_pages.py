"""A client's totals over time: from a point to its session and back, and scales that changed."""

from datetime import timedelta
from uuid import UUID

import pytest

from notes_app.clock import today
from notes_app.web.filters import day as day_words
from tests.cast import Practice
from tests.clocks import TestClock
from tests.notes.test_measures_pages import Browse, lines_on, phq
from tests.notes.test_pages import KNOWN, plan
from tests.pages import Browser


@pytest.fixture(autouse=True)
def forget() -> None:
    KNOWN.clear()


@pytest.fixture
def ana(browse: Browse, practice: Practice) -> Browser:
    return browse(practice.ana)


def total(ana: Browser, practice: Practice, day: str, total: str) -> UUID:
    """A total of her own questionnaire, in a session of its own."""
    session_id, code = plan(ana, practice, day), str(practice.ids["measure_id"])
    page = ana.get("notes.take_measure", session_id=session_id, code=code)
    ana.submit(page, press="Keep total", total=total)
    return session_id


def test_a_point_leads_to_its_session_and_back_to_the_same_point(
    ana: Browser, practice: Practice
) -> None:
    first = plan(ana, practice, "2026-04-16")
    phq(ana, first, "222222210")
    phq(ana, plan(ana, practice, "2026-04-30"), "111111110")
    page = ana.get("notes.measures", client_id=practice.mira.id)
    (drawing,) = lines_on(page)
    for shown in (drawing, next(page.top.all("tbody"))):
        links = {a.get("id"): a.get("href") for a in shown.all("a")}
        opened = next(one for one in links if one.endswith(str(first)))
        note = ana.get_path(links[opened])
        assert note.title.startswith("Session 1")
        (back,) = (a.get("href") for a in note.top.all("a") if a.get("id") == "back-to-cell")
        assert back == f"/clients/{practice.mira.id}/measures#{opened}"


def test_a_session_that_is_opened_elsewhere_does_not_lead_to_measures(
    ana: Browser, practice: Practice
) -> None:
    session_id = plan(ana, practice)
    phq(ana, session_id, "111111110")
    for asked in ({}, {"of": "gad-7"}, {"of": "<script>"}):
        note = ana.get("notes.read", session_id=session_id, **asked)
        assert "back-to-cell" not in note.html


def test_where_it_is_answered_it_says_how_it_stood_so_far(ana: Browser, practice: Practice) -> None:
    phq(ana, plan(ana, practice, "2026-04-16"), "222222210")
    phq(ana, plan(ana, practice, "2026-04-30"), "111111110")
    later = plan(ana, practice, "2026-05-07")
    page = ana.get("notes.take_measure", session_id=later, code="phq-9")
    assert "2 totals since 16 April 2026. The latest, in session 2, is 8: lower by 7" in page.text
    assert page.links["All totals over time"] == f"/clients/{practice.mira.id}/measures"
    assert "totals since" not in ana.get("notes.take_measure", session_id=later, code="gad-7").text


def test_what_is_counted_differently_from_a_day_on_has_a_line_of_its_own(
    ana: Browser, practice: Practice, clock: TestClock
) -> None:
    for day, score in (("2026-04-02", "20"), ("2026-04-09", "36")):
        old = total(ana, practice, day, score)
    code = practice.ids["measure_id"]
    page = ana.get("measures.change", measure_id=code)
    anew = {"highest": "10", "cutoff": "", "reliable": "", "confidence": ""}
    ana.submit(page, press="Save questionnaire", counted_anew="y", **anew)
    for weeks, score in ((1, "9"), (2, "4")):
        day = today(clock) + timedelta(weeks=weeks)
        total(ana, practice, day.isoformat(), score)
    page = ana.get("notes.measures", client_id=practice.mira.id)
    before, since = lines_on(page)
    assert [len(list(line.all("circle"))) for line in (before, since)] == [2, 2]
    assert f"Until {day_words(today(clock))} it was counted on this scale." in page.text
    assert "There is no band" in page.text
    page = ana.get("notes.take_measure", session_id=old, code=str(code))
    assert "0 to 40" in page.text
    ana.submit(page, press="Keep total", total="38")


def test_theme_change_leads_there_once_there_are_totals(ana: Browser, practice: Practice) -> None:
    def links() -> list[str]:
        page = ana.get("patterns.theme_change", client_id=practice.mira.id)
        (main,) = page.top.all("main")
        beneath = [p for p in main.all("p") if p.get("class") == "small more"]
        return [a.text for p in beneath for a in p.all("a")]

    session_id = plan(ana, practice)
    assert "Measures" not in links()
    phq(ana, session_id, "111111110")
    assert "Measures" in links()


def test_a_slip_that_is_corrected_in_a_definition_divides_no_line(
    ana: Browser, practice: Practice
) -> None:
    for day, score in (("2026-04-02", "20"), ("2026-04-09", "36")):
        total(ana, practice, day, score)
    page = ana.get("measures.change", measure_id=practice.ids["measure_id"])
    ana.submit(page, press="Save questionnaire", highest="30", cutoff="", reliable="5")
    page = ana.get("notes.measures", client_id=practice.mira.id)
    assert len(lines_on(page)) == 1
    assert "it was counted on this scale" not in page.text
