"""What was marked beside themes is found again over the whole work."""

from dataclasses import replace
from uuid import uuid4

import pytest
from msgspec.structs import replace as altered

from notes_app import db
from notes_app.notes import lists
from notes_app.notes.beside import Intervention, Response
from notes_app.notes.payloads import Attendance, Ratings, SessionText
from notes_app.notes.service import write_session
from notes_app.patterns.marked import Marked, marked_in
from tests.notes.builders import held
from tests.patterns.people import IDA, QUIET, session, tag


def found(heading: str, *reads) -> dict[str, Marked]:
    groups = {group.heading: group for group in marked_in(reads)}
    return {line.word: line for line in groups[heading].lines} if heading in groups else {}


def numbers(line: Marked) -> list[int | None]:
    return [read.number for read in line.reads]


@pytest.mark.parametrize("code", lists.MARKERS)
def test_every_moment_is_found_with_its_sessions(code: str) -> None:
    marked = Ratings(markers=(code,))
    reads = [session(0, ratings=marked), session(1), session(2, ratings=marked)]
    assert numbers(found("Moments", *reads)[lists.MARKERS[code]]) == [3, 1]


@pytest.mark.parametrize("code", lists.INTERVENTIONS)
def test_everything_that_was_done_is_found_with_what_it_met_with(code: str) -> None:
    done = (
        Intervention(uuid4(), code, Response.TOOK_UP),
        Intervention(uuid4(), code, Response.UNSURE),
    )
    line = found("What you did", session(0, ratings=Ratings(interventions=done)))
    assert numbers(line[lists.INTERVENTIONS[code]]) == [1]
    assert line[lists.INTERVENTIONS[code]].aside == "took it up 1, unsure 1"


@pytest.mark.parametrize("code", lists.CONTEXT)
def test_every_factor_is_found_and_who_named_it(code: str) -> None:
    reads = [
        session(0, ratings=Ratings(context=(code,))),
        session(1, ratings=Ratings(context=(code,), named_by_client=(code,))),
    ]
    line = found("What played a part", *reads)[lists.CONTEXT[code]]
    assert numbers(line) == [2, 1]
    assert line.aside == "named by the client first in 1"


@pytest.mark.parametrize("code", lists.RS_KINDS)
def test_every_kind_of_response_is_found(code: str) -> None:
    line = found("What a response was", session(0, tag(QUIET, IDA, rs_kind=code)))
    assert numbers(line[lists.RS_KINDS[code]]) == [1]


@pytest.mark.parametrize("code", lists.AFFECTS)
def test_every_feeling_is_found_once_in_a_session(code: str) -> None:
    twice = [tag(QUIET, IDA, affects=(code,)), tag(QUIET, affects=(code,))]
    assert numbers(found("Feelings in passages", session(0, *twice))[lists.AFFECTS[code]]) == [1]


def test_an_hour_that_was_missed_and_an_unknown_code() -> None:
    marked = Ratings(markers=("of-a-newer-version",))
    missed = session(1, ratings=marked)
    missed = replace(
        missed, facts=altered(missed.facts, attendance=Attendance.NO_SHOW), number=None
    )
    line = found("Moments", session(0, ratings=marked), missed)["of-a-newer-version"]
    assert numbers(line) == [1]


def test_theme_change_leads_to_the_page_and_each_number_to_its_note(browse, practice):
    ratings = Ratings(markers=("insight",))
    keyring = practice.keyrings["ana"]
    made = write_session(
        practice.mira, facts=held(ratings=ratings), text=SessionText(), keyring=keyring
    )
    db.session.commit()
    ana = browse(practice.ana)
    page = ana.get("patterns.theme_change", client_id=practice.mira.id)
    page = ana.get_path(page.links["What was marked"])
    assert page.links["1, session with: Insight"] == f"/sessions/{made.id}"


def test_before_anything_is_marked_it_says_where_that_is_done(browse, practice):
    page = browse(practice.ana).get("patterns.marked", client_id=practice.mira.id)
    assert "Nothing is marked yet." in page.text


def test_it_stands_under_theme_change_as_its_other_pages_do(browse, practice):
    page = browse(practice.ana).get("patterns.marked", client_id=practice.mira.id)
    assert page.heading == "Mira R."
    assert "What was marked" in [one.text.strip() for one in page.top.all("h2")]
    (within,) = [one for one in page.top.all("nav") if "within" in one.get("class")]
    links = {one.text.strip(): one for one in within.all("a")}
    assert links["Every theme"].get("href") == f"/clients/{practice.mira.id}/themes"
    assert [word for word, link in links.items() if link.get("aria-current")] == ["What was marked"]
