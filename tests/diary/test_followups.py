"""What was agreed, rated and measured, and what of it is carried over."""

from datetime import timedelta
from uuid import uuid4

import pytest

from notes_app.diary.followups import last_bond, newest_measures, open_experiments
from notes_app.notes.beside import Alliance, NewWay, Risk, Taken
from notes_app.notes.payloads import Ratings, SessionText, Told
from notes_app.notes.risk import open_risk
from tests.diary.builders import THURSDAY, read


def rated(week: int, **ratings: object):
    day = THURSDAY + timedelta(weeks=week)
    return read(day, ratings=Ratings(**ratings))  # type: ignore[arg-type]


def phq(*answers: int | None, seen: bool = False) -> tuple[Taken, ...]:
    return (Taken("phq-9", answers, seen=seen),)


def test_a_new_way_is_carried_over_until_somebody_tells_how_it_went():
    open_one, told = NewWay(uuid4(), "say-no"), NewWay(uuid4(), "ask", result="kept")
    later = NewWay(uuid4(), "wait", followed_up_in=uuid4())
    first, second = rated(0, new_ways=(open_one, told)), rated(1, new_ways=(later,))
    words = SessionText(told=Told(words={open_one.id: "On Sunday, at dinner"}))
    (found,) = open_experiments([first, second], {first.session_id: words})
    assert (found.name, found.words, found.read) == ("Say no", "On Sunday, at dinner", first)


def test_a_new_way_that_a_later_session_told_of_is_not_carried_over():
    agreed = NewWay(uuid4(), "say-no")
    told = NewWay(agreed.id, "say-no", result="kept", followed_up_in=uuid4())
    first, second = rated(0, new_ways=(agreed,)), rated(1, new_ways=(told,))
    assert [one.way for one in open_experiments([first], {})] == [agreed]
    assert open_experiments([first, second], {}) == []


def test_the_newest_experiment_comes_first():
    reads = [rated(week, new_ways=(NewWay(uuid4(), "ask"),)) for week in range(3)]
    assert [one.read for one in open_experiments(reads, {})] == reads[::-1]


def test_the_bond_is_the_one_rated_last_by_whichever_side():
    you, client = Alliance(bond=7), Alliance(bond=0)
    reads = [rated(0, alliance_by_you=you), rated(1, alliance_by_client=client), rated(2)]
    found = last_bond(reads)
    assert (found.read, found.by_you, found.by_client) == (reads[1], None, 0)
    assert last_bond(reads[2:]) is None


@pytest.mark.parametrize(
    ("taken", "total", "change"),
    [
        ([(3,) * 9], 27, ""),
        ([(2,) * 9, (1,) * 9], 9, "lower by 9, more than the 6 that repeated measurement"),
        ([(1,) * 9, (1,) * 8 + (2,)], 10, "within 6 of the start"),
        ([(2,) * 9, (3,) * 8 + (None,)], 18, ""),  # the second is not complete
    ],
)
def test_a_measure_tells_its_newest_total_and_the_change_since_the_first(taken, total, change):
    reads = [rated(week, measures=phq(*answers)) for week, answers in enumerate(taken)]
    (found,) = newest_measures(reads)
    assert (found.total, found.instrument.name) == (total, "PHQ-9")
    assert found.change.startswith(change)
    assert bool(found.change) == bool(change)


def test_what_was_never_complete_is_not_there():
    assert newest_measures([rated(0, measures=phq(1, None))]) == []


def test_risk_stays_open_until_a_later_session_answers():
    raised = rated(0, measures=phq(*(0,) * 8, 1, seen=True), risk=Risk.SEE_NOTE)
    unread = rated(0, measures=phq(*(0,) * 8, 1), risk=Risk.SEE_NOTE)
    answered = rated(1, risk=Risk.NONE_REPORTED)
    assert open_risk([raised, rated(1)]) is raised
    assert open_risk([raised, answered]) is None
    assert open_risk([unread, answered]) is unread
