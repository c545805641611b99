"""Item 9 above 0 stays open until a later session answers; pure, over a client's sessions."""

from datetime import date, timedelta
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from notes_app.measures.instruments import PHQ_9
from notes_app.notes.beside import Risk, Taken
from notes_app.notes.payloads import Attendance, Ratings, SessionThemes
from notes_app.notes.queries import ReadSession, number_sessions
from notes_app.notes.risk import item_9_of, item_9_unread, open_risk

RAISING = Taken(PHQ_9, answers=(None,) * 8 + (1,))
QUIET = Taken(PHQ_9, answers=(0,) * 9)


def session(
    week: int,
    *,
    risk: Risk | None = None,
    raised: bool = False,
    held: bool = True,
    seen: bool = True,
) -> ReadSession:
    taken = Taken(PHQ_9, answers=RAISING.answers, seen=seen)
    facts = SessionThemes(
        number=0,
        held_on=date(2026, 1, 8) + timedelta(weeks=week),
        attendance=Attendance.HELD if held else Attendance.NO_SHOW,
        ratings=Ratings(risk=risk, measures=(taken,) if raised else ()),
    )
    return ReadSession(uuid4(), uuid4(), 1, facts)


def course(*reads: ReadSession) -> list[ReadSession]:
    return number_sessions(reads)


def test_it_is_carried_over_until_a_later_session_answers() -> None:
    reads = course(session(0), session(1, raised=True, risk=Risk.SEE_NOTE), session(2))
    raised = open_risk(reads)
    assert raised is not None
    assert raised.number == 2
    assert open_risk([*reads, session(3, risk=Risk.NONE_REPORTED)]) is None


def test_the_answer_of_the_same_session_does_not_close_it() -> None:
    assert open_risk(course(session(0, raised=True, risk=Risk.NONE_REPORTED))) is not None


def test_what_nobody_has_read_is_not_closed_by_an_answer() -> None:
    unread = session(0, raised=True, seen=False)
    assert open_risk(course(unread, session(1, risk=Risk.NONE_REPORTED))) is not None


def test_the_page_of_the_session_that_answers_says_it_no_more() -> None:
    reads = course(session(0, raised=True), session(1, risk=Risk.SEE_NOTE))
    assert item_9_of(reads[1], reads) is None
    assert item_9_of(reads[0], reads) is not None


def test_an_answer_before_it_does_not_close_it() -> None:
    assert open_risk(course(session(0, risk=Risk.SEE_NOTE), session(1, raised=True))) is not None


def test_a_missed_hour_answers_nothing() -> None:
    reads = course(session(0, raised=True), session(1, risk=Risk.NONE_REPORTED, held=False))
    assert open_risk(reads) is not None


def test_a_session_that_cannot_be_opened_answers_nothing_and_breaks_nothing() -> None:
    damaged = ReadSession(uuid4(), uuid4(), 1, None)
    assert open_risk([session(0, raised=True), damaged]) is not None
    assert open_risk([damaged]) is None


def test_a_later_session_that_raises_it_again_stays_open() -> None:
    reads = course(session(0, raised=True), session(1, raised=True, risk=Risk.SEE_NOTE))
    raised = open_risk(reads)
    assert raised is not None
    assert raised.number == 2


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans()), max_size=12))
def test_it_is_open_exactly_while_no_later_held_session_has_an_answer(weeks) -> None:
    reads = course(
        *(
            session(i, raised=r, risk=Risk.SEE_NOTE if a else None, held=h)
            for i, (r, a, h) in enumerate(weeks)
        )
    )
    raising = [i for i, (raised, _, _) in enumerate(weeks) if raised]
    answered = raising and any(a and h for _, a, h in weeks[raising[-1] + 1 :])
    assert (open_risk(reads) is not None) == bool(raising and not answered)


def test_an_answer_above_0_is_unread_until_the_therapist_says_so() -> None:
    read = Taken(PHQ_9, answers=RAISING.answers, seen=True)
    assert item_9_unread(Ratings(risk=Risk.SEE_NOTE, measures=(RAISING,)))
    assert not item_9_unread(Ratings(risk=Risk.SEE_NOTE, measures=(read,)))
    assert not item_9_unread(Ratings(measures=(QUIET,)))


def test_a_page_says_it_of_its_own_session_first() -> None:
    reads = course(session(0, raised=True), session(1, raised=True, seen=False), session(2))
    own, later = item_9_of(reads[1], reads), item_9_of(reads[2], reads)
    assert own is not None
    assert later is not None
    assert (own.here, own.unread, own.number) == (True, True, 2)
    assert (later.here, later.session_id) == (False, reads[1].session_id)
    assert item_9_of(reads[0], reads) is not None
