"""What two people say about a client stays theirs, in order, and is put in nobody's mouth."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from sqlalchemy import delete, select, update

from notes_app import db
from notes_app.crypto.errors import NoKey
from notes_app.db.errors import Stale
from notes_app.signing.numbering import missing_of
from notes_app.signing.verifying import known_authors, own_author
from notes_app.supervision import service
from notes_app.supervision.models import Comment as Row
from notes_app.supervision.payloads import (
    About,
    Agreed,
    Comment,
    LentPassage,
    Looked,
    Question,
    Reviewed,
    SentForReview,
    Settled,
    Suggestion,
    TaggedBlind,
    TakenBack,
    WishToSee,
)
from notes_app.supervision.queries import (
    conversation_of,
    lent_to,
    loan_of,
    loans_of,
)
from tests.supervision.conftest import NOON, Supervised

SESSION, TAG = uuid4(), uuid4()
EVERY_KIND = [
    SentForReview(uuid4(), (SESSION,), "Is the repair hers?"),
    TakenBack(uuid4()),
    Question("Who moved first?", About(theme="feeling-met")),
    Comment("She did.", About(session=SESSION), uuid4()),
    Suggestion(SESSION, TAG, "Setting a limit", "setting-a-limit", "She says no."),
    Settled(uuid4(), taken=True),
    Agreed(SESSION, TAG),
    Reviewed(uuid4()),
    WishToSee(SESSION, TAG),
    Looked(uuid4()),
    TaggedBlind(uuid4(), {"feeling-met": 3}),
]


def passage(pair: Supervised, **other) -> LentPassage:
    told = {
        "to": pair.ruth.user.id,
        "session": SESSION,
        "tag": TAG,
        "words": "I told [partner], and I stayed.",
        "lent_on": date(2026, 4, 30),
        "until": date(2026, 5, 14),
    }
    return LentPassage(**(told | other))


def test_of_two_entries_with_one_number_the_second_is_refused_and_the_rest_of_the_act_stays(
    pair, monkeypatch
):
    pair.say(pair.ruth, Question("Who moved first?"))
    # As if read before the other was there.
    monkeypatch.setattr(service, "newest_by_author", lambda *_: {})
    loan = pair.lend(passage(pair))
    with pytest.raises(Stale):
        service.say(pair.mira.id, Looked(), at=NOON, keyring=pair.ruth.keyring)
    assert loan_of(pair.mira.id, loan.id) is loan
    assert [type(one.said) for one in pair.heard_by(pair.jonas)] == [Question]


def test_each_side_reads_what_the_other_said_in_the_order_of_time(pair):
    asked = pair.say(pair.ruth, Question("Who moved first?"), NOON)
    pair.say(pair.jonas, Comment("She did.", answers=asked), NOON + 60)
    pair.say(pair.ruth, Agreed(SESSION, TAG), NOON + 120)
    for reader in (pair.jonas, pair.ruth):
        heard = pair.heard_by(reader)
        assert [type(one.said) for one in heard] == [Question, Comment, Agreed]
        assert all(one.holds for one in heard)
    assert heard[0].at == datetime(2026, 4, 30, 12, tzinfo=UTC)


@pytest.mark.parametrize("said", EVERY_KIND, ids=lambda said: type(said).__name__)
def test_every_kind_of_entry_is_read_as_it_was_said(pair, said):
    pair.say(pair.ruth, said)
    (heard,) = pair.heard_by(pair.jonas)
    assert heard.said == said


def test_who_holds_no_key_can_neither_read_nor_speak(pair):
    pair.say(pair.ruth, Question("Who moved first?"))
    (heard,) = pair.heard_by(pair.otto)
    assert (heard.said, heard.at, heard.holds) == (None, None, False)
    with pytest.raises(NoKey):
        service.say(pair.mira.id, Question("Me?"), at=NOON, keyring=pair.otto.keyring)


def test_an_entry_of_somebody_unknown_is_read_and_does_not_hold(pair):
    pair.say(pair.ruth, Question("Who moved first?"))
    only_jonas = known_authors(own_author(pair.jonas.keyring))
    (heard,) = conversation_of(pair.mira.id, keyring=pair.jonas.keyring, known=only_jonas)
    assert heard.said == Question("Who moved first?")
    assert not heard.holds


@pytest.mark.parametrize("change", [{"number": 7}, {"author_id": "jonas"}])
def test_an_entry_put_elsewhere_or_into_another_mouth_does_not_open(pair, change):
    pair.say(pair.ruth, Question("Who moved first?"))
    moved = {name: pair.jonas.user.id if name == "author_id" else to for name, to in change.items()}
    db.session.execute(update(Row).values(**moved))
    (heard,) = pair.heard_by(pair.jonas)
    assert heard.said is None


def test_a_removed_entry_leaves_a_gap(pair):
    first = pair.say(pair.ruth, Question("Who moved first?"))
    pair.say(pair.ruth, Question("And then?"), NOON + 1)
    assert missing_of(pair.heard_by(pair.jonas)) == {}
    db.session.execute(delete(Row).where(Row.id == first))
    assert missing_of(pair.heard_by(pair.jonas)) == {pair.ruth.user.id: 1}


def test_a_damaged_entry_takes_no_other_with_it(pair):
    first = pair.say(pair.ruth, Question("Who moved first?"))
    pair.say(pair.ruth, Question("And then?"), NOON + 1)
    db.session.execute(update(Row).where(Row.id == first).values(sealed=b"\x01damaged"))
    heard = pair.heard_by(pair.jonas)
    assert [one.said for one in heard] == [Question("And then?"), None]


def test_two_authors_count_for_themselves(pair):
    pair.say(pair.ruth, Looked())
    pair.say(pair.jonas, Comment("Yes."))
    pair.say(pair.ruth, Looked(), NOON + 1)
    numbers = db.session.execute(select(Row.author_id, Row.number)).all()
    ruth, jonas = pair.ruth.user.id, pair.jonas.user.id
    assert set(numbers) == {(ruth, 1), (ruth, 2), (jonas, 1)}


def test_a_lent_passage_is_read_until_its_day_and_no_longer(pair):
    loan = pair.lend(passage(pair))
    borrowed = pair.borrowed_by(pair.ruth)
    open_then = lent_to(pair.ruth.user.id, borrowed, on=date(2026, 5, 14))
    assert open_then[loan.id].words == "I told [partner], and I stayed."
    assert lent_to(pair.ruth.user.id, borrowed, on=date(2026, 5, 15)) == {}
    assert lent_to(pair.otto.user.id, borrowed, on=date(2026, 5, 1)) == {}


def test_taking_back_removes_the_words_and_keeps_that_they_were_lent(pair):
    loan = pair.lend(passage(pair))
    service.take_back(loan, on=date(2026, 5, 2), owner=pair.owner)
    (found,) = loans_of(pair.mira.id, keyring=pair.jonas.keyring)
    assert found.lent == passage(pair, words="", taken_back=date(2026, 5, 2))
    service.take_back(loan, on=date(2026, 5, 3), owner=pair.owner)
    (again,) = loans_of(pair.mira.id, keyring=pair.jonas.keyring)
    assert again == found


def test_a_loan_is_found_through_its_client_only(pair):
    loan = pair.lend(passage(pair))
    assert loan_of(pair.mira.id, loan.id) is loan
    assert loan_of(uuid4(), loan.id) is None
