"""What a supervisor finds on Today and in the inbox: who waits, since when, the one next act."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clock import today
from notes_app.db.session import ENGINE
from notes_app.grants.reading import records_to_answer
from notes_app.hours.payloads import PART, Hour, Side
from notes_app.hours.service import put_hour
from notes_app.hours.totals import given
from notes_app.notes.models import Addendum
from notes_app.notes.payloads import SessionText
from notes_app.notes.service import write_session
from notes_app.personal.models import PersonalPart
from notes_app.sharing.payloads import Mode
from notes_app.signing.queries import authors_met
from notes_app.supervision.inbox import days_since
from notes_app.supervision.payloads import Comment, LentPassage, Question, Suggestion, WishToSee
from notes_app.supervision.service import say
from tests.cast import Practice, clock_of_app
from tests.notes.builders import held
from tests.pages import Browser, Page
from tests.queries import asked_of
from tests.sharing.builders import introduce, keyring, now, open_for, share
from tests.signing.test_asking import FIRST, answer, press, signed
from tests.signing.test_pages import noted, sign
from tests.supervision.test_pages import LENT, case, lend_to, lent, sam, send, session, tag_of

__all__ = ["sam", "session"]  # fixtures
Browse = Callable[[User | None], Browser]
REVIEW = "Review Heron, session 1"
ASKS = "Ana asks you to co-sign it."


def day(browser: Browser, **ahead: int) -> Page:
    return browser.get("diary.today", **ahead)


def move(days: int) -> None:
    clock_of_app().move(minutes=days * 24 * 60)


def put_hours(practice: Practice, *hours: Hour) -> None:
    for hour in hours:
        put_hour(practice.sam, hour, keyring=keyring(practice, "sam"))
    db.session.commit()


def hour(days_ago: int, minutes: int = 50, side: Side = Side.SUPERVISING, **other) -> Hour:
    on = today(clock_of_app()) - timedelta(days=days_ago)
    return Hour(uuid4(), on, minutes, side, **other)


def answered(practice: Practice, said: Question | Comment | None = None) -> None:
    said = said or Question("Who?")
    asked = say(practice.mira.id, said, at=now(), keyring=keyring(practice, "sam"))
    clock_of_app().move(minutes=1)
    words = Comment("She moved first.", answers=asked)
    say(practice.mira.id, words, at=now(), keyring=keyring(practice, "ana"))
    db.session.commit()


def test_today_of_somebody_who_only_supervises_is_what_waits(sam, practice, session):
    send(practice, session)
    page = day(sam)
    assert "one waits for you" in page.text
    assert "Is it hers?" in page.text
    assert "session 1, client of Ana" in page.text
    assert REVIEW in page.links
    assert "Add a session" not in page.links
    assert "Mira" not in page.html
    assert "Heron" in sam.get_path(page.links[REVIEW]).heading


def test_what_waits_longest_stands_first_with_its_days(browse, practice, session):
    send(practice, session, "The first?")
    move(days=2)
    send(practice, session, "The second?")
    move(days=1)
    sam = browse(practice.sam)
    for page in (day(sam), sam.get("supervision.inbox")):
        acts = [tag for tag in page.top.all("a") if "data-lock" not in tag.attributes]
        assert page.text.index("The first?") < page.text.index("The second?")
        assert "3 days" in page.text
        assert "1 day Heron" in page.text
        assert sum("go" in tag.get("class").split() for tag in acts) == 1


def test_days_are_counted_by_the_calendar_and_never_backwards():
    on = date(2026, 4, 30)
    assert days_since(on, on) == 0
    assert days_since(on - timedelta(days=1), on) == 1
    assert days_since(on + timedelta(days=1), on) == 0


def test_where_nothing_waits_today_says_so(sam, practice, session):
    page = day(sam)
    assert "nothing waits for you" in page.text
    assert "One case is shared with you." in page.text


def test_a_supervisor_without_a_case_reads_what_will_stand_there(browse, practice):
    page = day(browse(practice.sam))
    assert "What a therapist sends you for review will stand here." in page.text
    assert "Nobody shows you anything at present." in page.text
    assert "You see themes" not in page.text
    assert "Add a client" not in page.links


def test_an_answer_waits_until_the_case_is_opened(sam, practice, session):
    answered(practice)
    page = day(sam)
    assert "Ana answered your question" in page.text
    assert "She moved first." in page.text
    clock_of_app().move(minutes=1)
    case(sam, practice)
    assert "She moved first." not in day(sam).text


def test_an_answer_to_a_comment_waits_as_well(sam, practice, session):
    answered(practice, Comment("She waits each time."))
    page = day(sam)
    assert "Ana answered your comment" in page.text
    assert "She waits each time. She moved first." in page.text


def test_what_somebody_else_answered_is_not_said_to_be_the_therapists(sam, practice, session):
    for one in ("ana", "sam"):
        introduce(practice, one, "bea")
    share(practice, to="bea")
    asked = say(practice.mira.id, Question("Who?"), at=now(), keyring=keyring(practice, "sam"))
    clock_of_app().move(minutes=1)
    words = Comment("He did.", answers=asked)
    say(practice.mira.id, words, at=now(), keyring=keyring(practice, "bea"))
    db.session.commit()
    assert "Somebody else answered your question" in day(sam).text


def test_passages_to_tag_blind_wait_with_their_number(sam, practice, session):
    on, tag = today(clock_of_app()), tag_of(practice, session)
    passage = LentPassage(practice.sam.id, session.id, tag, LENT, on, on, blind=True)
    lend_to(practice, passage)
    assert "1 passage to tag, client of Ana" in day(sam).text
    assert LENT not in day(sam).text
    assert "Tag passages of Heron" in sam.get("supervision.inbox").links


def wish_for(practice: Practice, session) -> None:
    wish = WishToSee(session.id, tag_of(practice, session))
    say(practice.mira.id, wish, at=now(), keyring=keyring(practice, "sam"))
    db.session.commit()


def test_a_passage_that_was_asked_for_and_lent_waits_until_it_is_read(sam, practice, session):
    wish_for(practice, session)
    assert "that you asked for" not in day(sam).text
    lent(practice, session)
    told = "Ana lent you a passage that you asked for"
    for page in (day(sam), sam.get("supervision.inbox")):
        assert told in page.text
        assert LENT not in page.text
        link = page.links["Read the passage of Heron"]
        assert link.endswith(f"#passage-{tag_of(practice, session)}")
    assert "one waits for you" in day(sam).text
    assert LENT in sam.get_path(link).text
    assert told not in day(sam).text


def test_what_was_lent_unasked_or_to_be_tagged_blind_is_not_said_to_be_asked_for(
    browse, practice, session
):
    lent(practice, session)
    on, tag = today(clock_of_app()), tag_of(practice, session)
    lend_to(practice, LentPassage(practice.sam.id, session.id, tag, LENT, on, on, blind=True))
    assert "that you asked for" not in day(browse(practice.sam)).text
    move(days=1)  # to ask for it now is answered by no loan of yesterday
    wish_for(practice, session)
    assert "that you asked for" not in day(browse(practice.sam)).text


def test_who_does_both_sees_the_day_and_what_waits(browse, practice, session):
    introduce(practice, "ana", "bea")
    share(practice, "bea")
    page = day(browse(practice.bea))
    assert "No sessions today." in page.text
    assert "Waiting for you in supervision" in page.text
    assert "Cases in supervision appear by their code names; their therapist sees" in page.text
    assert "Add a session" in page.links


def test_a_therapist_with_whom_nothing_is_shared_sees_their_day_alone(browse, practice, session):
    page = day(browse(practice.ana))
    assert "Waiting for you" not in page.text
    assert "Supervision given" not in page.text


def test_another_day_is_about_sessions(sam, practice, session):
    send(practice, session)
    assert "Waiting for you" not in day(sam, ahead=1).text


def test_the_log_stands_beside_it_in_brief(sam, practice, session):
    put_hours(practice, hour(9, 90), hour(2), hour(1, side=Side.SUPERVISED))
    text = day(sam).text
    assert "28 Apr, 50 min" in text
    assert "This year 2 h 20 min" in text
    assert "Not attested yet two" in text


def test_what_was_struck_out_or_received_is_not_given():
    on = date(2026, 4, 30)
    struck = Hour(uuid4(), on, 50, Side.SUPERVISING, withdrawn=on)
    brief = given([struck, Hour(uuid4(), on, 50, Side.SUPERVISED)], 2026)
    assert (brief.last, brief.minutes, brief.not_attested) == (None, 0, 0)


def test_a_log_that_cannot_be_opened_leaves_the_day_standing(sam, practice, session):
    put_hours(practice, hour(1))
    db.session.execute(
        update(PersonalPart).where(PersonalPart.part == PART).values(sealed=b"\1" * 80)
    )
    db.session.commit()
    assert "Supervision given" not in day(sam).text


def test_the_inbox_shows_one_supervisee_at_a_time(sam, practice, session):
    introduce(practice, "bea", "sam")
    share(practice, "sam", client="lena")
    send(practice, session)
    page = sam.get("supervision.inbox")
    assert {"Everyone", "Ana", "Bea"} <= set(page.links)
    assert REVIEW not in sam.get("supervision.inbox", of=practice.bea.id).links
    assert REVIEW in sam.get("supervision.inbox", of=practice.ana.id).links
    assert REVIEW in sam.get("supervision.inbox", of=UUID(int=7)).links


def test_today_asks_no_more_for_many_sessions(app, sam, practice, session):
    def count() -> int:
        with asked_of(app.extensions[ENGINE]) as asked:
            day(sam)
        return len(asked)

    few = count()
    for week in range(2, 12):
        ana = keyring(practice, "ana")
        write_session(practice.mira, facts=held(week), text=SessionText(), keyring=ana)
    db.session.commit()
    assert count() == few


@pytest.mark.usefixtures("session")
def test_other_people_of_the_practice_have_no_desk(browse: Browse, practice: Practice):
    assert "Waiting for you" not in day(browse(practice.ada)).text


def test_the_therapists_day_says_who_asks_until_it_is_answered(browse, practice, session):
    ana = browse(practice.ana)
    assert "Back from supervision" not in day(ana).text
    asked = say(practice.mira.id, Question("Who?"), at=now(), keyring=keyring(practice, "sam"))
    db.session.commit()
    page = day(ana)
    assert "Sam asks a question" in page.text
    assert "Who?" not in page.text
    assert ana.get_path(page.links["M. R., supervision"]).heading
    answer = Comment("She did.", answers=asked)
    say(practice.mira.id, answer, at=now(), keyring=keyring(practice, "ana"))
    db.session.commit()
    assert "asks a question" not in day(ana).text


def test_the_therapists_day_says_who_suggests_another_theme(browse, practice, session):
    suggestion = Suggestion(session.id, tag_of(practice, session), "Testing")
    say(practice.mira.id, suggestion, at=now(), keyring=keyring(practice, "sam"))
    db.session.commit()
    assert "Sam suggests another theme" in day(browse(practice.ana)).text


def test_a_record_to_co_sign_waits_until_it_is_answered(browse, practice):
    ana, sam = browse(practice.ana), browse(practice.sam)
    signed_one = signed(ana, practice)
    open_for(practice, signed_one)
    assert ASKS not in day(sam).text  # opened, and nobody has asked yet
    press(ana, signed_one, FIRST)
    move(2)
    sam = browse(practice.sam)
    for page in (day(sam), sam.get("supervision.inbox")):
        assert ASKS in page.text
        assert "2 days" in page.text
        assert "Read and answer the record of Ana" in page.links
        assert "Mira" not in page.html
    answer(practice, signed_one)
    assert ASKS not in day(sam).text


def test_a_record_that_may_only_be_read_waits_for_nobody(browse, practice):
    ana, sam = browse(practice.ana), browse(practice.sam)
    signed_one = signed(ana, practice)
    open_for(practice, signed_one)
    press(ana, signed_one, FIRST)
    open_for(practice, signed_one, mode=Mode.REVIEW)
    assert ASKS not in day(sam).text


def test_a_forged_question_asks_nobody(browse, practice):
    ana, sam = browse(practice.ana), browse(practice.sam)
    signed_one = signed(ana, practice)
    open_for(practice, signed_one)
    press(ana, signed_one, FIRST)
    db.session.execute(update(Addendum).values(sequence=7))
    db.session.commit()
    assert ASKS not in day(sam).text


def test_a_record_that_another_wrote_than_who_opened_it_asks_nobody(browse, practice):
    signed_one = signed(browse(practice.ana), practice)
    open_for(practice, signed_one)
    press(browse(practice.ana), signed_one, FIRST)
    sam = keyring(practice, "sam")
    known = authors_met(practice.sam, keyring=sam)
    others = {mark: replace(one, user_id=practice.bea.id) for mark, one in known.items()}

    def asked(authors):
        return records_to_answer(practice.sam, known=authors, keyring=sam, now=now())

    assert [one.session.id for one in asked(known)] == [signed_one]
    assert asked(others) == []


def test_many_records_to_co_sign_ask_the_database_no_more_often(app, browse, practice):
    ana, sam = browse(practice.ana), browse(practice.sam)
    introduce(practice, "ana", "sam")

    def ask(weeks: range) -> int:
        for week in weeks:
            one = noted(practice, days=week)
            sign(ana, one)
            open_for(practice, one)
            press(ana, one, FIRST)
        with asked_of(app.extensions[ENGINE]) as asked:
            page = sam.get("supervision.inbox")
        assert page.text.count(ASKS) == weeks.stop
        return len(asked)

    assert ask(range(1)) == ask(range(1, 4))
