"""Blind calibration with two people: Ana lends, Sam tags without seeing hers, both see the rest."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clock import today
from notes_app.notes.models import TherapySession
from notes_app.supervision.payloads import LentPassage, Looked, TaggedBlind
from notes_app.supervision.queries import loans_of
from notes_app.supervision.service import say
from tests.cast import Practice, clock_of_app
from tests.pages import Browser, Page
from tests.sharing.builders import introduce, keyring, now, share
from tests.supervision.test_pages import LENT, lend_to, said_by_sam, session, tag_of

__all__ = ["session"]  # a fixture
Browse = Callable[[User | None], Browser]


@pytest.fixture
def ana(browse: Browse, practice: Practice, session: TherapySession) -> Browser:
    return browse(practice.ana)


@pytest.fixture
def sam(browse: Browse, practice: Practice, session: TherapySession) -> Browser:
    return browse(practice.sam)


def lend_one(ana: Browser, practice: Practice, session: TherapySession) -> Page:
    page = ana.get("presenting.calibrate", client_id=practice.mira.id)
    tag = str(tag_of(practice, session))
    return ana.follow(ana.submit(page, press="Lend for calibration", tags=[tag]))


def desk(sam: Browser, practice: Practice) -> Page:
    return sam.get("supervision.calibration", shared_client_id=practice.mira.id)


def test_a_blind_passage_is_tagged_before_its_tag_is_compared(ana, sam, practice, session):
    lend_one(ana, practice, session)
    page = desk(sam, practice)
    assert "1 passage to tag" in page.text
    assert "Nothing is tagged by both yet." in page.text
    page = sam.follow(sam.submit(page, press="Save my tags", theme_1="feeling-met", strength_1="4"))
    assert "Your tags are saved, and no passage is left to tag." in page.text
    assert "Every passage that was lent for calibration is tagged." in page.text
    assert "of 1 passage." in page.text
    assert "said from 20 passages on" in page.text
    (loan,) = loans_of(practice.mira.id, keyring=keyring(practice, "ana"))
    seen = [Looked(), Looked(loan.id)]
    tagged = TaggedBlind(loan.id, {"feeling-met": 4}, loan.lent.tag)
    assert said_by_sam(practice) == [*seen, tagged]
    page = ana.get("presenting.calibrate", client_id=practice.mira.id)
    assert "Compare with Sam" in page.text


def test_a_passage_lent_blind_does_not_stand_on_the_case(ana, sam, practice, session):
    lend_one(ana, practice, session)
    page = sam.get("supervision.case", shared_client_id=practice.mira.id)
    (loan,) = loans_of(practice.mira.id, keyring=keyring(practice, "ana"))
    assert loan.lent.words not in page.text


def tagged_by_sam(practice: Practice, session: TherapySession, *, to: User) -> None:
    day, tag = today(clock_of_app()), tag_of(practice, session)
    since, until = day - timedelta(days=7), day + timedelta(days=14)
    passage = LentPassage(to.id, session.id, tag, LENT, since, until, blind=True)
    loan = lend_to(practice, passage, to=to.username)
    said = TaggedBlind(loan, {"feeling-met": 4}, tag)
    say(practice.mira.id, said, at=now(), keyring=keyring(practice, "sam"))
    db.session.commit()


@pytest.mark.parametrize(("days", "read"), [(13, True), (15, False)])
def test_the_words_stand_in_the_comparison_for_as_long_as_they_are_lent(
    browse, practice, session, clock, days, read
):
    tagged_by_sam(practice, session, to=practice.sam)
    clock.move(minutes=days * 24 * 60)
    page = desk(browse(practice.sam), practice)
    assert "of 1 passage." in page.text
    assert (LENT in page.text, "The words are lent no more." in page.text) == (read, not read)


def test_what_was_lent_to_somebody_else_is_not_compared(ana, sam, practice, session):
    introduce(practice, "ana", "bea")
    share(practice, "bea")
    tagged_by_sam(practice, session, to=practice.bea)
    text = ana.get("presenting.calibrate", client_id=practice.mira.id).text
    assert text.count("Nothing is tagged by both yet.") == 1
    assert LENT not in desk(sam, practice).text


def test_a_theme_needs_its_strength_and_no_theme_is_an_answer(ana, sam, practice, session):
    lend_one(ana, practice, session)
    page = sam.submit(desk(sam, practice), press="Save my tags", theme_1="feeling-met", status=422)
    assert "Say how strongly each theme shows." in page.text
    sam.submit(desk(sam, practice), press="Save my tags")
    assert isinstance(said_by_sam(practice)[-1], TaggedBlind)
    assert said_by_sam(practice)[-1].themes == {}


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ({"strength_1": "4"}, "Choose the theme that shows so strongly"),
        ({"theme_2": "feeling-met"}, "Say how strongly each theme shows."),
        (
            {"theme_1": "feeling-met", "theme_3": "feeling-met", "strength_3": "2"},
            "This theme stands above already.",
        ),
    ],
)
def test_no_choice_is_dropped_without_a_word(ana, sam, practice, session, chosen, told):
    lend_one(ana, practice, session)
    page = sam.submit(desk(sam, practice), press="Save my tags", status=422, **chosen)
    assert told in page.text
    assert "1 passage to tag" in page.text
    assert not [one for one in said_by_sam(practice) if isinstance(one, TaggedBlind)]


def test_what_is_tagged_once_is_not_tagged_again(ana, sam, practice, session):
    lend_one(ana, practice, session)
    page = desk(sam, practice)
    sam.submit(page, press="Save my tags")
    sam.submit(page, press="Save my tags", status=404)
    assert len([one for one in said_by_sam(practice) if isinstance(one, TaggedBlind)]) == 1


def test_nothing_chosen_is_not_lent(ana, practice, session):
    page = ana.get("presenting.calibrate", client_id=practice.mira.id)
    page = ana.submit(page, press="Lend for calibration", status=422)
    assert "Choose at least one passage." in page.text
    db.session.expire_all()
    assert loans_of(practice.mira.id, keyring=keyring(practice, "ana")) == []


def test_others_have_no_such_page(browse, practice, session):
    ids = {"shared_client_id": practice.mira.id}
    browse(practice.bea).get("supervision.calibration", status=404, **ids)


def test_a_name_that_was_taken_out_stays_out_where_the_form_comes_back(ana, practice, session):
    page = ana.get("presenting.calibrate", client_id=practice.mira.id)
    tag = tag_of(practice, session)
    edited = {f"words-{tag}": "I told [partner] so."}
    page = ana.submit(page, press="Lend for calibration", status=422, **edited)
    assert "Choose at least one passage." in page.text
    assert "I told [partner] so." in page.html
    ana.follow(ana.submit(page, press="Lend for calibration", tags=[str(tag)]))
    (loan,) = loans_of(practice.mira.id, keyring=keyring(practice, "ana"))
    assert loan.lent.words == "I told [partner] so."


@pytest.mark.parametrize(("words", "why"), [("a" * 2001, "one has 2001"), (" ", "has no words")])
def test_no_passage_is_lent_cut_short_or_left_behind(ana, practice, session, words, why):
    page = ana.get("presenting.calibrate", client_id=practice.mira.id)
    tag = str(tag_of(practice, session))
    fields = {"tags": [tag], f"words-{tag}": words}
    page = ana.submit(page, press="Lend for calibration", status=422, **fields)
    assert why in page.text
    assert loans_of(practice.mira.id, keyring=keyring(practice, "ana")) == []
