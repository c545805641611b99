"""The therapist's side: Ana sends, lends, answers, takes a suggestion, and sees who looked."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import update

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.queries import open_client_themes
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import Tag
from notes_app.notes.queries import open_facts
from notes_app.notes.service import plan_session
from notes_app.supervision.payloads import (
    Comment,
    Looked,
    Question,
    Settled,
    Suggestion,
    TakenBack,
    Unsettled,
    WishToSee,
)
from notes_app.supervision.queries import conversation_of, loans_of
from notes_app.supervision.service import say
from notes_app.themes.payloads import Family
from notes_app.themes.service import add_theme
from tests.cast import Practice
from tests.notes.builders import held
from tests.pages import Browser, Page
from tests.sharing.builders import end, introduce, keyring, now, share
from tests.supervision.test_pages import button, lent, read_by, send, session, tag_of

__all__ = ["session"]  # a fixture
Browse = Callable[[User | None], Browser]


@pytest.fixture
def ana(browse: Browse, practice: Practice, session: TherapySession) -> Browser:
    return browse(practice.ana)


def tab(ana: Browser, practice: Practice) -> Page:
    return ana.get("presenting.tab", client_id=practice.mira.id)


def said_by_ana(practice: Practice) -> list:
    db.session.expire_all()
    heard = conversation_of(practice.mira.id, keyring=keyring(practice, "ana"), known={})
    return [one.said for one in heard if one.author_id == practice.ana.id]


def sam_says(practice: Practice, said) -> None:
    say(practice.mira.id, said, at=now(), keyring=keyring(practice, "sam"))
    db.session.commit()


def test_nobody_to_show_it_to_leads_to_sharing(browse, practice):
    page = browse(practice.ana).get("presenting.tab", client_id=practice.noor.id)
    assert "Nobody sees the themes of this client." in page.text
    assert "Share themes" in page.links


def test_contacts_that_cannot_be_opened_leave_the_page_and_are_not_passed_over(
    ana, practice, session
):
    page = tab(ana, practice)
    db.session.execute(update(User).where(User.id == practice.ana.id).values(pins=b"\x01" * 400))
    db.session.commit()
    ana.submit(page, press="Print the account", status=409)
    page = tab(ana, practice)
    assert "What you shared is missing below." in page.text
    assert "Nothing was shown to anybody." not in page.text


def test_only_a_question_about_this_client_is_answered(ana, practice, session):
    sam_says(practice, Question("Who moved first?"))
    page = tab(ana, practice)
    rows = conversation_of(practice.mira.id, keyring=keyring(practice, "ana"), known={})
    elsewhere = {"client_id": practice.noor.id, "entry_id": rows[0].id}
    ana.post("presenting.answer", status=404, **elsewhere)
    ana.follow(ana.submit(page, press=button(page, "Answer"), answer="She did."))
    assert said_by_ana(practice)[-1].answers == rows[0].id


def test_a_session_is_sent_with_a_question_and_taken_back(ana, practice, session):
    page = tab(ana, practice)
    page = ana.follow(
        ana.submit(
            page, press="Send for review", sessions=[str(session.id)], question="Is it hers?"
        )
    )
    (said,) = said_by_ana(practice)
    assert (said.reviewers, said.sessions) == ((practice.sam.id,), (session.id,))
    assert said.question == "Is it hers?"
    assert "Waits for review" in page.text
    page = ana.follow(ana.submit(page, press=button(page, "Take back")))
    assert "Waits for review" not in page.text
    assert isinstance(said_by_ana(practice)[-1], TakenBack)


def test_nothing_chosen_is_not_sent(ana, practice, session):
    page = ana.submit(tab(ana, practice), press="Send for review", status=422, question="Is it?")
    assert "Choose at least one session." in page.text
    assert said_by_ana(practice) == []


def test_a_question_waits_until_it_is_answered(ana, practice, session):
    sam_says(practice, Question("Who moved first?"))
    page = tab(ana, practice)
    assert "Sam asks" in page.text
    page = ana.follow(ana.submit(page, press="Answer, question 1", answer="She did."))
    assert "Sam asks" not in page.text
    (answer,) = said_by_ana(practice)
    assert (answer.words, answer.answers is not None) == ("She did.", True)


def test_a_suggestion_of_a_known_theme_changes_the_tag_and_is_undone(ana, practice, session):
    before = open_facts(session, keyring=keyring(practice, "ana")).tags[0]
    code = "showing-the-real-self"
    sam_says(practice, Suggestion(session.id, before.id, "Showing the real self", code))
    page = tab(ana, practice)
    page = ana.follow(ana.submit(page, press=button(page, "Take the suggestion")))
    assert theme_now(practice, session) == code
    assert isinstance(said_by_ana(practice)[-1], Settled)
    assert code in {label.code for label in labels(practice)}
    page = ana.follow(ana.submit(page, press="Undo"))
    assert theme_now(practice, session) == before.theme
    assert code not in {label.code for label in labels(practice)}


def test_the_undo_of_a_taken_suggestion_is_told_to_both_and_it_waits_again(
    ana, browse, practice, session
):
    sam_says(practice, Suggestion(session.id, tag_of(practice, session), "Showing care"))
    taken = "Took the suggestion “Showing care” · taken back on 30 April 2026."
    again = "Took that back: the suggestion “Showing care” waits again."
    page = tab(ana, practice)
    page = ana.follow(ana.submit(page, press=button(page, "Take the suggestion")))
    assert taken not in page.text
    ana.submit(page, press="Undo")
    kinds = [type(said) for said in said_by_ana(practice)]
    assert kinds == [Settled, Unsettled]  # what was signed stands as it was
    page = tab(ana, practice)
    case = browse(practice.sam).get("supervision.case", shared_client_id=practice.mira.id)
    for told in (page, case):
        assert taken in told.text
        assert again in told.text
    page = ana.follow(ana.submit(page, press=button(page, "Take the suggestion")))
    assert page.text.count("Took the suggestion “Showing care”.") == 1


def test_a_suggestion_that_is_taken_again_by_redo_says_so(ana, practice, session):
    sam_says(practice, Suggestion(session.id, tag_of(practice, session), "Showing care"))
    page = tab(ana, practice)
    page = ana.follow(ana.submit(page, press=button(page, "Take the suggestion")))
    code = theme_now(practice, session)
    page = ana.follow(ana.submit(page, press="Undo"))
    page = ana.get("changes.recent")
    ana.submit(page, press=button(page, "Redo"))
    assert theme_now(practice, session) == code
    assert [type(said) for said in said_by_ana(practice)] == [Settled, Unsettled, Settled]


def test_an_undo_that_comes_too_late_says_nothing(ana, practice, session):
    tag = tag_of(practice, session)
    sam_says(practice, Suggestion(session.id, tag, "Showing care"))
    sam_says(practice, Suggestion(session.id, tag, "Setting a limit"))
    page = tab(ana, practice)
    page = ana.follow(ana.submit(page, press=button(page, "Take the suggestion: Showing care")))
    ana.submit(page, press=button(page, "Take the suggestion: Setting a limit"))
    page = ana.follow(ana.submit(page, press="Undo"))
    assert "this was changed again since" in page.text
    assert [type(said) for said in said_by_ana(practice)] == [Settled, Settled]


def test_a_suggestion_in_own_words_becomes_a_theme(ana, practice, session):
    tag = tag_of(practice, session)
    sam_says(practice, Suggestion(session.id, tag, "Testing whether I stay"))
    page = tab(ana, practice)
    ana.submit(page, press=button(page, "Take the suggestion"))
    code = theme_now(practice, session)
    assert code.startswith("own-")
    assert {label.code: label.name for label in labels(practice)}[code] == "Testing whether I stay"
    assert "Testing whether I stay" in ana.get("themes.codebook").text


def test_sharing_names_the_themes_in_use_and_no_others(browse, practice):
    """Those of other clients would tell about them."""
    keys = keyring(practice, "ana")
    code = add_theme(
        practice.ana, name="Testing", family=Family.ROOM, today=date(2026, 1, 1), keyring=keys
    )
    tags = (Tag(uuid4(), code, 3), Tag(uuid4(), "feeling-met", 2))
    plan_session(practice.mira, facts=held(tags=tags), keyring=keys)
    add_theme(
        practice.ana, name="Of Noor alone", family=Family.ROOM, today=date(2026, 1, 1), keyring=keys
    )
    db.session.commit()
    introduce(practice, "ana", "sam")
    ana = browse(practice.ana)
    page = ana.get("grants.share", client_id=practice.mira.id, person=practice.sam.id)
    ana.submit(page, press="Share themes", until="2026-12-31")
    assert {label.name for label in labels(practice)} == {"Testing", "Feeling met"}


def test_a_suggestion_is_settled_once(ana, practice, session):
    tag = tag_of(practice, session)
    sam_says(practice, Suggestion(session.id, tag, "Testing"))
    page = tab(ana, practice)
    keep = button(page, "Keep mine")
    ana.submit(page, press=keep)
    page = ana.follow(ana.submit(page, press=keep))
    assert "Nothing was changed" in page.text
    assert said_by_ana(practice).count(said_by_ana(practice)[0]) == 1
    assert theme_now(practice, session) != "testing"


def test_a_passage_is_lent_with_roles_and_read_by_nobody_before(ana, practice, session):
    tag = tag_of(practice, session)
    sam_says(practice, WishToSee(session.id, tag))
    page = tab(ana, practice)
    assert "Asks to see this passage." in page.text
    page = ana.get("presenting.lend_passage", client_id=practice.mira.id, tag_id=tag)
    assert loans_of(practice.mira.id, keyring=keyring(practice, "ana")) == []
    page = ana.follow(ana.submit(page, press="Lend this passage", words="I told [partner]."))
    (loan,) = read_by(practice, "sam")
    assert loan.words == "I told [partner]."
    assert "Asks to see this passage." not in page.text
    page = ana.follow(ana.submit(page, press=button(page, "Take back")))
    (loan,) = read_by(practice, "ana")
    assert (loan.words, loan.taken_back is not None) == ("", True)
    assert read_by(practice, "sam") == [None]


def test_an_empty_passage_is_not_lent(ana, practice, session):
    tag = tag_of(practice, session)
    page = ana.get("presenting.lend_passage", client_id=practice.mira.id, tag_id=tag)
    page = ana.submit(page, press="Lend this passage", words=" ", status=422)
    assert "Write the words that you lend." in page.text


def test_who_saw_what_is_told_in_words_and_printed(ana, browse, practice, session):
    loan = lent(practice, session)
    sam_says(practice, Looked())
    sam_says(practice, Looked(loan))
    text = tab(ana, practice).text
    assert "Sam could see the themes until" in text
    assert "Sam opened the case." in text
    assert "Sam read the lent passage" in text
    answer = ana.fetch("POST", f"/clients/{practice.mira.id}/supervision/account", status=200)
    assert answer.mimetype == "application/pdf"
    assert "Mira" not in answer.headers["Content-Disposition"]


def test_after_the_end_nothing_is_sent_to_anybody(ana, practice, session):
    end(practice, share(practice))
    page = tab(ana, practice)
    assert "Nobody sees the themes of this client." in page.text
    ids = {"to": str(practice.sam.id), "sessions": [str(session.id)]}
    path = f"/clients/{practice.mira.id}/supervision/send"
    ana.fetch("POST", path, status=422, data=ids)
    assert said_by_ana(practice) == []


def test_a_comment_reaches_the_other_side(ana, browse, practice, session):
    send(practice, session)
    ana.submit(tab(ana, practice), press="Send comment", answer="I think it is hers.")
    assert isinstance(said_by_ana(practice)[-1], Comment)
    page = browse(practice.sam).get("supervision.case", shared_client_id=practice.mira.id)
    assert "I think it is hers." in page.text


def theme_now(practice: Practice, session: TherapySession) -> str:
    db.session.expire_all()
    return open_facts(session, keyring=keyring(practice, "ana")).tags[0].theme


def labels(practice: Practice):
    db.session.expire_all()
    return open_client_themes(practice.mira, keyring(practice, "ana")).labels


def test_what_a_passage_was_called_before_a_suggestion_was_taken_stays_on_both_pages(
    ana, browse, practice, session
):
    sam = browse(practice.sam)
    ids = {"shared_client_id": practice.mira.id, "shared_tag_id": tag_of(practice, session)}
    sam.submit(
        sam.get("supervision.suggest", **ids),
        press="Send suggestion",
        name="Testing whether I stay",
    )
    page = tab(ana, practice)
    page = ana.follow(ana.submit(page, press=button(page, "Take the suggestion")))
    told = "“Testing whether I stay” instead of “Goes quiet when hurt”."
    assert f"Would call a passage of session 1 {told}" in page.text
    case = sam.get("supervision.case", shared_client_id=practice.mira.id)
    assert f"I would call it {told}" in case.text
