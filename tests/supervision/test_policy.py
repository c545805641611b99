"""What waits for whom follows from what was said, and nobody reviews their own."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from msgspec.structs import replace

from notes_app.supervision import policy
from notes_app.supervision.payloads import (
    Agreed,
    Comment,
    LentPassage,
    Question,
    Reviewed,
    SentForReview,
    Settled,
    Suggestion,
    TakenBack,
    Unsettled,
    WishToSee,
)
from notes_app.supervision.policy import Entry

JONAS, RUTH, OTTO = UUID(int=1), UUID(int=2), UUID(int=3)
SESSION, TAG = uuid4(), uuid4()
NOON = datetime(2026, 4, 30, 12, tzinfo=UTC)
DAY = NOON.date()


def entries(*said: tuple[UUID, object]) -> list[Entry]:
    return [
        Entry(UUID(int=100 + n), who, NOON + timedelta(minutes=n), what)
        for n, (who, what) in enumerate(said)
    ]


def id_of(n: int) -> UUID:
    return UUID(int=100 + n)


def sent(to: UUID = RUTH) -> SentForReview:
    return SentForReview(to, (SESSION,), "Is the repair hers?")


def test_what_was_sent_waits_for_the_one_it_was_sent_to():
    said = entries((JONAS, sent()))
    assert [one.question for one in policy.waiting_for(said, RUTH)] == ["Is the repair hers?"]
    assert policy.waiting_for(said, OTTO) == []
    assert policy.sessions_under_review(said) == {SESSION}


def test_a_review_ends_the_waiting_and_names_its_time():
    said = entries((JONAS, sent()), (RUTH, Reviewed(id_of(0))))
    assert policy.waiting_for(said, RUTH) == []
    assert policy.sessions_under_review(said) == frozenset()
    assert policy.sent_for_review(said)[0].reviewed_at == NOON + timedelta(minutes=1)


def test_nobody_reviews_their_own():
    said = entries((JONAS, sent(to=JONAS)), (JONAS, Reviewed(id_of(0))))
    assert policy.sent_for_review(said)[0].reviewed_at is None
    assert not policy.may_review(said, id_of(0), JONAS)


def test_who_was_not_asked_may_not_attest():
    said = entries((JONAS, sent()))
    assert policy.may_review(said, id_of(0), RUTH)
    assert not policy.may_review(said, id_of(0), OTTO)
    assert not policy.may_review(said, uuid4(), RUTH)


def test_taken_back_it_waits_no_more():
    said = entries((JONAS, sent()), (JONAS, TakenBack(id_of(0))))
    assert policy.waiting_for(said, RUTH) == []


def test_another_holder_of_the_key_neither_reviews_nor_takes_back_what_is_not_theirs():
    said = entries((JONAS, sent()), (OTTO, Reviewed(id_of(0))), (OTTO, TakenBack(id_of(0))))
    assert [one.id for one in policy.waiting_for(said, RUTH)] == [id_of(0)]
    assert policy.may_review(said, id_of(0), RUTH)


def test_a_question_is_open_until_the_therapist_answers_it():
    asked = entries((RUTH, Question("Who moved first?")))
    assert [one.id for one in policy.open_questions(asked, JONAS)] == [id_of(0)]
    more = entries(
        (RUTH, Question("Who moved first?")),
        (RUTH, Comment("I mean in 60.", answers=id_of(0))),
        (JONAS, Comment("Something else.")),
    )
    assert [one.id for one in policy.open_questions(more, JONAS)] == [id_of(0)]
    answered = entries(
        (RUTH, Question("Who moved first?")), (JONAS, Comment("She did.", answers=id_of(0)))
    )
    assert policy.open_questions(answered, JONAS) == []


def test_only_the_therapist_settles_a_suggestion_and_the_last_word_counts():
    suggestion = Suggestion(SESSION, TAG, "Setting a limit", "setting-a-limit")
    said = [(RUTH, suggestion), (RUTH, Settled(id_of(0), taken=True))]
    assert policy.suggestions(entries(*said), JONAS)[0].taken is None
    said += [(JONAS, Settled(id_of(0), taken=False)), (JONAS, Settled(id_of(0), taken=True))]
    assert policy.suggestions(entries(*said), JONAS)[0].taken is True
    assert policy.suggestions(entries((JONAS, suggestion)), JONAS) == []


def test_what_is_undone_waits_again_and_by_the_therapist_alone():
    suggestion = Suggestion(SESSION, TAG, "Setting a limit", "setting-a-limit")
    said = [(RUTH, suggestion), (JONAS, Settled(id_of(0), taken=True))]
    undone = (RUTH, Unsettled(id_of(0)))
    assert policy.suggestions(entries(*said, undone), JONAS)[0].taken is True
    assert policy.settled_and_undone(entries(*said, undone)) == {}
    said.append((JONAS, Unsettled(id_of(0))))
    assert policy.suggestions(entries(*said), JONAS)[0].taken is None
    assert list(policy.settled_and_undone(entries(*said))) == [id_of(1)]
    said.append((JONAS, Settled(id_of(0), taken=False)))
    assert policy.suggestions(entries(*said), JONAS)[0].taken is False
    assert list(policy.settled_and_undone(entries(*said))) == [id_of(1)]


def lent(to: UUID = RUTH, **other) -> LentPassage:
    return LentPassage(to, SESSION, TAG, "I stayed.", DAY, DAY + timedelta(days=14), **other)


def waiting(said, *loans: LentPassage, on: date = DAY) -> list[UUID]:
    return [one.id for one in policy.wishes(said, loans, on=on)]


def test_a_wish_waits_until_the_passage_is_lent():
    said = entries((RUTH, WishToSee(SESSION, TAG)), (RUTH, WishToSee(SESSION, TAG)))
    assert waiting(said) == [id_of(0)]
    assert waiting(said, lent()) == []
    assert waiting(said, lent(), on=DAY + timedelta(days=15)) == []


def test_who_asks_after_a_loan_was_over_asks_anew():
    said = entries((RUTH, WishToSee(SESSION, TAG)))
    before = replace(lent(), lent_on=DAY - timedelta(days=3))
    assert waiting(said, before) == []
    assert waiting(said, replace(before, taken_back=DAY - timedelta(days=1))) == [id_of(0)]
    assert waiting(said, replace(before, until=DAY - timedelta(days=1))) == [id_of(0)]


def test_what_is_lent_to_one_answers_nobody_else():
    said = entries((OTTO, WishToSee(SESSION, TAG)), (RUTH, WishToSee(SESSION, TAG)))
    assert waiting(said, lent()) == [id_of(0)]
    assert list(policy.last_wishes(said[:1], RUTH)) == []


def test_agreeing_is_each_supervisors_own():
    said = entries((RUTH, Agreed(SESSION, TAG)))
    assert policy.agreed_tags(said, RUTH) == {TAG}
    assert policy.agreed_tags(said, OTTO) == frozenset()
