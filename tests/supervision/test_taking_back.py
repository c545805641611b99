"""What is lent for calibration stands together, says how long it is read, and is ended at once."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from notes_app import db
from notes_app.clock import today
from notes_app.notes.models import TherapySession
from notes_app.notes.service import plan_session, save_note
from notes_app.supervision.payloads import LentPassage, TaggedBlind
from notes_app.supervision.queries import Borrowed, held_until
from notes_app.supervision.service import say
from tests.attacks.test_c6_lent_passages import seal_anew
from tests.cast import Practice, clock_of_app
from tests.notes.builders import held, tagged
from tests.pages import Browser, Page
from tests.sharing.builders import introduce, keyring, now, share
from tests.supervision.test_pages import LENT, case, lend_to, read_by, sam, session, tag_of
from tests.supervision.test_presenting import ana, tab

__all__ = ["ana", "sam", "session"]  # fixtures
DAY_10 = date(2026, 5, 10)
ANEW = "A passage that Sam has not tagged can be chosen and lent anew."


def lend_blind(
    practice: Practice, session: TherapySession, *, to: str = "sam", days: int = 14
) -> UUID:
    day, tag = today(clock_of_app()), tag_of(practice, session)
    until, whom = day + timedelta(days=days), getattr(practice, to).id
    passage = LentPassage(whom, session.id, tag, LENT, day, until, blind=True)
    return lend_to(practice, passage, to=to, days=days + 0.9)


def another(practice: Practice) -> TherapySession:
    """One more tagged session of Mira's."""
    found = plan_session(practice.mira, facts=held(), keyring=practice.keyrings["ana"])
    db.session.commit()
    note, keys = tagged(), practice.keyrings["ana"]
    save_note(found, written=note, base=found.version, user=practice.ana, keyring=keys)
    db.session.commit()
    return found


def tag_blind(practice: Practice, loan: UUID, session: TherapySession) -> None:
    said = TaggedBlind(loan, {"feeling-met": 4}, tag_of(practice, session))
    say(practice.mira.id, said, at=now(), keyring=keyring(practice, "sam"))
    db.session.commit()


def ask_back(ana: Browser, practice: Practice) -> Page:
    page = tab(ana, practice)
    (link,) = [name for name in page.links if name.startswith("Take") and name.endswith("from Sam")]
    return ana.get_path(page.links[link])


def test_they_stand_folded_behind_their_number_and_day(ana, practice, session):
    for one in (session, another(practice)):
        lend_blind(practice, one)
    page = tab(ana, practice)
    (fold,) = [one for one in page.top.all("details") if "lent" in one.get("class").split()]
    (line,) = fold.all("summary")
    assert " ".join(line.text.split()) == (
        "2 passages lent to Sam for blind calibration until 14 May 2026"
    )
    assert fold.attributes.get("open") is None
    assert fold.text.count(LENT) == page.text.count(LENT) == 2


def test_where_they_end_on_several_days_the_last_is_told(ana, practice, session):
    lend_blind(practice, session, days=7)
    lend_blind(practice, another(practice), days=10)
    assert "for blind calibration (the last until 10 May 2026)" in tab(ana, practice).text


def test_all_are_taken_back_at_once_and_a_single_passage_stays(ana, practice, session):
    other = another(practice)
    loans = [lend_blind(practice, one) for one in (session, other)]
    day = today(clock_of_app())
    single = LentPassage(practice.sam.id, other.id, tag_of(practice, other), "Stay.", day, day)
    lend_to(practice, single)
    tag_blind(practice, loans[0], session)
    page = ask_back(ana, practice)
    assert "Two passages are lent to Sam for blind calibration until 14 May 2026." in page.text
    assert "This cannot be undone." in page.text
    assert ANEW in page.text
    assert "One of them is tagged: the tags stay in the comparison" in page.text
    page = ana.follow(ana.submit(page, press="Take all 2 back"))
    assert "Taken back, all of them." in page.text
    assert [one.words for one in read_by(practice, "sam") if one] == ["Stay."]
    ended = [one for one in read_by(practice, "ana") if one and one.blind]
    assert [(one.words, one.taken_back) for one in ended] == [("", day)] * 2
    text = tab(ana, practice).text
    assert "lent to Sam for blind calibration" not in text
    assert "Sam could no longer read 2 passages lent for blind calibration." in text


def test_what_another_person_was_lent_stays_with_them(ana, practice, session):
    introduce(practice, "ana", "bea")
    share(practice, "bea")
    lend_blind(practice, session)
    lend_blind(practice, session, to="bea")
    ana.submit(ask_back(ana, practice), press="Take it back")
    assert [one.words for one in read_by(practice, "bea") if one] == [LENT]
    assert [one for one in read_by(practice, "sam") if one] == []


def test_an_older_page_changes_nothing(ana, practice, session):
    lend_blind(practice, session)
    page = ask_back(ana, practice)
    ana.submit(page, press="Take it back")
    page = ana.follow(ana.submit(page, press="Take it back"))
    assert "no passage is lent for calibration any more" in page.text


def test_what_was_taken_back_untagged_can_be_lent_anew_and_what_is_tagged_not(
    ana, practice, session
):
    other = another(practice)
    tag_blind(practice, lend_blind(practice, session), session)
    lend_blind(practice, other)
    offered = ana.get("presenting.calibrate", client_id=practice.mira.id)
    assert str(tag_of(practice, other)) not in offered.html
    ana.submit(ask_back(ana, practice), press="Take all 2 back")
    offered = ana.get("presenting.calibrate", client_id=practice.mira.id)
    assert str(tag_of(practice, other)) in offered.html
    assert str(tag_of(practice, session)) not in offered.html
    assert "One lent before" in offered.text


def test_a_shorter_grant_shortens_what_is_said_of_its_loans_on_both_sides(
    ana, sam, practice, session
):
    day, tag = today(clock_of_app()), tag_of(practice, session)
    until = day + timedelta(days=14)
    lend_to(practice, LentPassage(practice.sam.id, session.id, tag, LENT, day, until))
    assert "Lent until 14 May 2026" in case(sam, practice).text
    share(practice, days=3)  # replaces the grant of thirty days
    seal_anew(practice)
    assert "Lent until 3 May 2026" in case(sam, practice).text
    page = tab(ana, practice)
    assert "Sam reads it until 3 May 2026" in page.text
    assert "14 May" not in page.text
    share(practice, days=30)  # the key that was cut stays so
    seal_anew(practice)
    assert "Lent until 3 May 2026" in case(sam, practice).text


@pytest.mark.parametrize(("end", "told"), [(9, 9), (10, 10), (11, 10)])
def test_the_earlier_of_two_days_holds(end, told):
    lent = LentPassage(*(UUID(int=n) for n in (1, 2, 3)), "I left.", date(2026, 5, 1), DAY_10)
    one = Borrowed(UUID(int=4), lent)
    (found,) = held_until([one], {one.id: date(2026, 5, end)})
    assert found.lent
    assert found.lent.until == date(2026, 5, told)
    assert held_until([one, Borrowed(UUID(int=5), None)], {}) == [one, Borrowed(UUID(int=5), None)]


def test_the_account_tells_of_them_in_one_line_and_of_each_where_all_is_asked_for(
    ana, practice, session
):
    for one in (session, another(practice)):
        lend_blind(practice, one)
    lent = "was lent 2 passages for blind calibration, until 14 May 2026."
    page = tab(ana, practice)
    assert lent in page.text
    every = ana.get_path(page.links["Show all 3"])
    assert lent not in every.text
    assert every.text.count("was lent the passage") == 2
