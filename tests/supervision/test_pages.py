"""The supervisor's desk, as Sam uses it without scripts: themes by keys, words only when lent."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import delete

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clock import today
from notes_app.notes.models import TherapySession
from notes_app.notes.queries import open_facts
from notes_app.notes.service import plan_session, save_note
from notes_app.sharing.accepting import take_loans
from notes_app.supervision import policy
from notes_app.supervision.models import Comment as Row
from notes_app.supervision.payloads import (
    Agreed,
    Comment,
    LentPassage,
    Looked,
    Question,
    Reviewed,
    SentForReview,
    Suggestion,
    WishToSee,
)
from notes_app.supervision.queries import conversation_of, loans_of
from notes_app.supervision.service import lend, say
from tests.cast import Practice, clock_of_app
from tests.notes.builders import held, tagged
from tests.pages import Browser, Page
from tests.sharing.builders import DAY, end, introduce, keyring, now, owner, share

Browse = Callable[[User | None], Browser]
LENT = "I told [partner], and I stayed."


@pytest.fixture
def session(practice: Practice) -> TherapySession:
    """One tagged session of Mira's, whose themes are shared with Sam."""
    ana = practice.keyrings["ana"]
    found = plan_session(practice.mira, facts=held(), keyring=ana)
    db.session.commit()
    save_note(found, written=tagged(), base=found.version, user=practice.ana, keyring=ana)
    db.session.commit()
    introduce(practice, "ana", "sam")
    share(practice)
    return found


@pytest.fixture
def sam(browse: Browse, practice: Practice, session: TherapySession) -> Browser:
    return browse(practice.sam)


def send(practice: Practice, session: TherapySession, question: str = "Is it hers?") -> UUID:
    sent = SentForReview(practice.sam.id, (session.id,), question)
    entry = say(practice.mira.id, sent, at=now(), keyring=keyring(practice, "ana"))
    db.session.commit()
    return entry


def tag_of(practice: Practice, session: TherapySession) -> UUID:
    return open_facts(session, keyring=keyring(practice, "ana")).tags[0].id


def button(page: Page, beginning: str) -> str:
    names = [" ".join(tag.text.split()) for tag in page.top.all("button")]
    return next(name for name in names if name.startswith(beginning))


def lent(practice: Practice, session: TherapySession, **other) -> UUID:
    day = today(clock_of_app())
    tag, until = tag_of(practice, session), day + timedelta(days=14)
    passage = LentPassage(practice.sam.id, session.id, tag, LENT, day, until)
    return lend_to(practice, passage)


def read_by(practice: Practice, name: str) -> list[LentPassage | None]:
    """The loans of Mira's passages as somebody's keys of this moment open them."""
    db.session.expire_all()
    user, keys = getattr(practice, name), keyring(practice, name)
    take_loans(user, keyring=keys, now=now())
    return [one.lent for one in loans_of(practice.mira.id, keyring=keys)]


def lend_to(
    practice: Practice, passage: LentPassage, *, to: str = "sam", days: float = 14.9
) -> UUID:
    """By the service that Ana's page calls."""
    whom, expires = getattr(practice, to), now() + int(days * DAY)
    (loan,) = lend(practice.mira.id, [passage], to=whom, expires=expires, owner=owner(practice))
    db.session.commit()
    return loan.id


def said_by_sam(practice: Practice) -> list:
    db.session.expire_all()
    heard = conversation_of(practice.mira.id, keyring=keyring(practice, "ana"), known={})
    return [one.said for one in heard if one.author_id == practice.sam.id]


def case(sam: Browser, practice: Practice):
    return sam.get("supervision.case", shared_client_id=practice.mira.id)


def test_what_waits_stands_in_the_inbox_with_its_question(sam, practice, session):
    send(practice, session)
    page = sam.get("supervision.inbox")
    assert "Waiting for you (1)" in page.text
    assert "Is it hers?" in page.text
    assert "Heron" in page.links


def test_without_a_case_the_inbox_says_what_will_stand_there(browse, practice):
    page = browse(practice.bea).get("supervision.inbox")
    assert "Nothing waits for you." in page.text
    assert "No case is shared with you." in page.text


def test_the_case_shows_themes_and_roles_and_no_name(sam, practice, session):
    page = case(sam, practice)
    assert "Heron" in page.heading
    assert "Mira" not in page.html
    assert "Not shared" in page.text
    assert "You have no key to the notes" in page.text


def test_a_lent_passage_is_read_and_every_opening_is_written_down(sam, practice, session):
    loan = lent(practice, session)
    page = case(sam, practice)
    assert LENT in page.text
    case(sam, practice)
    assert said_by_sam(practice) == [Looked(), Looked(loan)]


def test_a_passage_lent_from_long_ago_is_read_though_other_sessions_are_up(sam, practice, session):
    ana = keyring(practice, "ana")
    for weeks in range(1, 5):
        newest = plan_session(practice.mira, facts=held(weeks), keyring=ana)
        db.session.commit()
    loan = lent(practice, session)
    assert LENT in case(sam, practice).text
    assert said_by_sam(practice) == [Looked(), Looked(loan)]
    send(practice, newest)
    assert LENT in case(sam, practice).text


def test_a_question_comes_back_marked_as_one(sam, practice, session):
    page = sam.follow(
        sam.submit(case(sam, practice), press="Ask a question", question="Who moved first?")
    )
    assert "Who moved first?" in page.text
    assert "Waits for an answer" in page.text
    assert Question("Who moved first?") in said_by_sam(practice)


@pytest.mark.parametrize(
    ("field", "button"), [("question", "Ask a question"), ("comment", "Send comment")]
)
def test_nothing_empty_is_sent(sam, practice, session, field, button):
    page = sam.submit(case(sam, practice), press=button, status=422, **{field: " "})
    assert "Write the" in page.text
    assert said_by_sam(practice) == [Looked()]


def test_a_comment_names_the_passage_that_it_is_about(sam, practice, session):
    send(practice, session)
    about = f"passage {tag_of(practice, session)}"
    page = case(sam, practice)
    page = sam.follow(sam.submit(page, press="Send comment", comment="She did.", about=about))
    (comment,) = [one for one in said_by_sam(practice) if isinstance(one, Comment)]
    assert comment.about.tag == tag_of(practice, session)
    assert ", session 1" in page.text


def test_reviewed_ends_the_waiting(sam, practice, session):
    sent = send(practice, session)
    page = sam.follow(sam.submit(case(sam, practice), press="Reviewed: session 1"))
    assert "Noted: you reviewed the themes." in page.text
    assert Reviewed(sent) in said_by_sam(practice)
    assert "Nothing waits for you." in sam.get("supervision.inbox").text
    again = sam.post(
        "supervision.reviewed", shared_client_id=practice.mira.id, sent_id=sent, status=303
    )
    assert "does not wait for you" in sam.follow(again).text
    assert said_by_sam(practice).count(Reviewed(sent)) == 1


def test_another_supervisor_does_not_send_in_the_therapists_place(sam, practice, session):
    introduce(practice, "ana", "bea")
    introduce(practice, "sam", "bea")
    share(practice, "bea")
    sent = SentForReview(practice.sam.id, (session.id,), "Put by Bea.")
    say(practice.mira.id, sent, at=now(), keyring=keyring(practice, "bea"))
    db.session.commit()
    assert "Put by Bea." not in sam.get("supervision.inbox").text
    assert "Themes reviewed" not in case(sam, practice).text
    assert "Reviewed" not in case(sam, practice).text


def test_another_name_is_suggested_for_a_passage(sam, practice, session):
    ids = {"shared_client_id": practice.mira.id, "shared_tag_id": tag_of(practice, session)}
    page = sam.get("supervision.suggest", **ids)
    empty = sam.submit(page, press="Send suggestion", status=422)
    assert "Choose a theme, or write what you would call it." in empty.text
    page = sam.follow(sam.submit(page, press="Send suggestion", name="Testing whether I stay"))
    assert "You would call it “Testing whether I stay”" in page.text
    (said,) = [one for one in said_by_sam(practice) if isinstance(one, Suggestion)]
    assert (said.tag, said.theme) == (tag_of(practice, session), "")
    assert said.name == "Testing whether I stay"


def test_agreeing_and_asking_to_see_are_said_once(sam, practice, session):
    send(practice, session)
    page = case(sam, practice)
    page = sam.follow(sam.submit(page, press=button(page, "Ask to see it")))
    assert "You asked to see it" in page.text
    lent(practice, session)
    page = case(sam, practice)
    answer = sam.submit(page, press=button(page, "Agree"))
    assert answer.location.endswith(f"#passage-{tag_of(practice, session)}")  # where they were
    page = sam.follow(answer)
    assert "You would call it the same" in page.text
    said = said_by_sam(practice)
    assert WishToSee(session.id, tag_of(practice, session)) in said
    assert Agreed(session.id, tag_of(practice, session)) in said


def test_who_asked_on_another_day_may_ask_again(sam, practice, session):
    wish = WishToSee(session.id, tag_of(practice, session))
    say(practice.mira.id, wish, at=now() - 2 * DAY, keyring=keyring(practice, "sam"))
    db.session.commit()
    page = case(sam, practice)
    assert "You asked to see it on " in page.text
    page = sam.follow(sam.submit(page, press=button(page, "Ask again")))
    assert "Ask again" not in page.text
    assert said_by_sam(practice).count(wish) == 2


def test_nobody_else_sees_the_case(browse, practice, session):
    for name in ("ana", "bea", "ada"):
        browser = browse(getattr(practice, name))
        browser.get("supervision.case", shared_client_id=practice.mira.id, status=404)


def test_when_sharing_ends_the_next_request_finds_nothing(sam, practice, session):
    grant = share(practice)
    page = case(sam, practice)
    end(practice, grant)
    sam.get("supervision.case", shared_client_id=practice.mira.id, status=404)
    sam.submit(page, press="Ask a question", question="Who moved first?", status=404)
    assert "No case is shared with you." in sam.get("supervision.inbox").text


def test_an_entry_that_somebody_removed_is_missed(sam, practice, session):
    first = send(practice, session)
    send(practice, session, "And this?")
    db.session.execute(delete(Row).where(Row.id == first))
    db.session.commit()
    assert "One entry of Ana is missing." in case(sam, practice).text


def test_what_was_said_holds_only_under_met_keys(sam, practice, session):
    send(practice, session)
    heard = conversation_of(practice.mira.id, keyring=keyring(practice, "sam"), known={})
    assert policy.of_kind([one for one in heard if one.holds], SentForReview) == []


def test_of_two_things_that_wait_each_button_says_which_it_reviews(sam, practice, session):
    send(practice, session)
    page = case(sam, practice)
    assert hidden_words(page) == [": session 1"]
    send(practice, session, "And this?")
    page = case(sam, practice)
    assert hidden_words(page) == []
    assert [name for name in classes_of(page) if "go" in name.split()] == ["btn go"]


def reviews(page) -> list:
    return [tag for tag in page.top.all("button") if tag.text.strip().startswith("Reviewed")]


def hidden_words(page) -> list[str]:
    spans = [span for button in reviews(page) for span in button.all("span")]
    return [span.text for span in spans if span.get("class") == "vh"]


def classes_of(page) -> list[str]:
    return [button.get("class") for button in reviews(page)]
