"""What a supervisor finds in the demo: something true on every screen of hers."""

from datetime import UTC, datetime

from notes_app.accounts.queries import open_profile, user_named
from notes_app.clients.queries import clients_of
from notes_app.clock import today
from notes_app.crypto.keyring import Keyring
from notes_app.demo.service import SUPERVISOR, THERAPIST
from notes_app.hours.attesting import attested
from notes_app.hours.payloads import Side
from notes_app.hours.queries import hours_of
from notes_app.hours.totals import totals
from notes_app.notes.queries import sessions_by_client
from notes_app.notes.signed import has_signed_record
from notes_app.sealed import Scope
from notes_app.sharing.contacts import open_contacts
from notes_app.signing.looks import looks_of_client
from notes_app.signing.verifying import known_authors, own_author
from notes_app.supervision.blind import tagged_twice, waiting_blind
from notes_app.supervision.calibrating import Compared, compare
from notes_app.supervision.policy import new_answers, open_questions, suggestions, waiting_for
from notes_app.supervision.queries import conversation_of, entries_that_hold, loans_of
from tests.cast import clock_of_app
from tests.demo.test_build import Built, built, opened, timed

__all__ = ["built", "timed"]  # fixtures


class Desk:
    """Both sides of the demo's supervision."""

    def __init__(self) -> None:
        self.jonas, self.ruth = opened(THERAPIST), opened(SUPERVISOR)
        self.day = today(clock_of_app())
        cards = clients_of(user_named("jonas"), self.jonas)
        self.ids = {card.code_name: card.client_id for card in cards}

    def entries(self, case: str) -> list:
        known = known_authors(own_author(self.jonas), own_author(self.ruth))
        return entries_that_hold(conversation_of(self.ids[case], keyring=self.jonas, known=known))

    def loans(self, case: str) -> list:
        return loans_of(self.ids[case], keyring=self.jonas)

    def compared(self, case: str) -> Compared:
        reads = sessions_by_client(user_named("jonas"), keyring=self.jonas)[self.ids[case]]
        tags = {tag.id: tag for read in reads if read.facts for tag in read.facts.tags}
        twice = tagged_twice(
            self.loans(case),
            self.entries(case),
            tags,
            reader=self.ruth.user_id,
            today=self.day,
        )
        return compare(twice)


def test_forty_passages_of_kestrel_are_tagged_by_both_with_differences(built: Built) -> None:
    found = Desk().compared("Kestrel")
    assert found.passages == 40
    assert found.enough
    assert not found.rough
    assert 24 <= found.same <= 36
    assert found.strength is not None
    assert all(one.words for one in found.differences)


def test_three_passages_wait_to_be_tagged_blind(built: Built) -> None:
    desk = Desk()
    waiting = waiting_blind(
        desk.loans("Swift"), desk.entries("Swift"), reader=desk.ruth.user_id, today=desk.day
    )
    assert len(waiting) == 3


def test_one_passage_is_lent_no_more_one_was_taken_back_and_three_are_read(built: Built) -> None:
    desk = Desk()
    lent = [one.lent for one in desk.loans("Kestrel") if one.lent and not one.lent.blind]
    assert sum(one.open_on(desk.day) for one in lent) == 3
    assert sum(one.taken_back is not None for one in lent) == 1
    (over,) = [one for one in lent if one.until < desk.day]
    assert over.words == ""


def test_nothing_was_said_or_lent_before_the_case_was_shared(built: Built) -> None:
    desk = Desk()
    given = open_contacts(user_named("jonas"), keyring=desk.jonas).given
    for case, client_id in desk.ids.items():
        shared = [one for one in given if one.client == client_id and not one.is_loan]
        if not shared:
            continue
        since = datetime.fromtimestamp(shared[0].given_at, UTC)
        assert all(one.at >= since for one in desk.entries(case)), case
        assert all(one.lent.lent_on >= since.date() for one in desk.loans(case) if one.lent), case


def test_both_sign_by_their_names(built: Built) -> None:
    for who, name in ((THERAPIST, "Jonas Weber"), (SUPERVISOR, "Ruth Adeyemi")):
        profile = open_profile(user_named(who.username), keyring=opened(who))
        assert profile.display_name == name


def test_something_waits_for_each_of_the_two(built: Built) -> None:
    desk = Desk()
    ruth, jonas = desk.ruth.user_id, desk.jonas.user_id
    (waiting,) = waiting_for(desk.entries("Kestrel"), ruth)
    assert len(waiting.sessions) == 3
    assert len(open_questions(desk.entries("Kestrel"), jonas)) == 1
    ((_question, answer),) = new_answers(desk.entries("Martin"), ruth)
    assert answer.said.words.startswith("They did.")
    assert waiting_for(desk.entries("Swift"), ruth) == []
    assert [one.taken for one in suggestions(desk.entries("Swift"), jonas)] == [False]


def test_one_record_is_opened_for_ruth_who_read_it_on_two_days_and_sees_no_themes(
    built: Built,
) -> None:
    desk = Desk()
    given = open_contacts(user_named("jonas"), keyring=desk.jonas).given
    (record,) = [one for one in given if one.scope is Scope.NOTES]
    assert record.client == desk.ids["Teal"]
    assert [one.scope for one in given if one.client == record.client] == [Scope.NOTES]
    assert has_signed_record(record.session)
    known = known_authors(own_author(desk.ruth))
    looks = looks_of_client(record.client, keyring=desk.jonas, known=known)
    assert [(one.session_id, one.number, one.holds) for one in looks] == [
        (record.session, 1, True),
        (record.session, 2, True),
    ]
    assert all(one.at and one.at.timestamp() > record.given_at for one in looks)


def test_both_keep_a_year_of_hours_and_ruth_attests_hers(built: Built) -> None:
    desk = Desk()
    given = hours_of(desk.ruth.user_id, desk.ruth).hours
    taken = hours_of(desk.jonas.user_id, desk.jonas).hours
    assert (len(given), len(taken)) == (18, 18)
    assert [hour.attested is None for hour in sorted(given, key=lambda h: h.on)][-2:] == [True] * 2
    assert all(attested(hour, keyring=desk.ruth) for hour in given if hour.attested)
    assert sum(hour.withdrawn is not None for hour in given) == 1
    assert {line.category for line in totals(given, Side.SUPERVISING)} == {
        "Case supervision",
        "Group",
    }
    assert any(hour.risk and hour.settled for hour in given)


def test_no_name_of_a_client_stands_in_a_log_or_in_what_ruth_says(built: Built) -> None:
    desk = Desk()
    names = {
        part
        for card in clients_of(user_named("jonas"), desk.jonas)
        for part in card.name.replace(".", "").split()
        if len(part) > 2 and part[0].isupper()
    }
    said = [str(one.said) for case in ("Kestrel", "Swift", "Martin") for one in desk.entries(case)]
    logs = [str(hour) for ring in (desk.jonas, desk.ruth) for hour in kept(ring)]
    assert names
    assert [name for name in names for words in (*said, *logs) if name in words] == []


def kept(keyring: Keyring) -> tuple:
    return hours_of(keyring.user_id, keyring).hours
