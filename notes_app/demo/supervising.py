"""Supervision in the demo: three cases shared with Ruth, what Jonas asked, and what the two said.

Ruth has not read their notes, and what she writes is about tags and patterns only.  Of a fourth
client she reads one signed record and sees no themes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from notes_app.accounts.service import NewAccount
from notes_app.clients.models import Client
from notes_app.clients.queries import card_of
from notes_app.notes.lending import passage_to_lend
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import Tag
from notes_app.notes.queries import ReadSession, session_of, sessions_of
from notes_app.sealed import Scope
from notes_app.sharing.contacts import meet
from notes_app.sharing.generations import Owner
from notes_app.sharing.payloads import Basis, Mode
from notes_app.sharing.service import Wish, open_record, share_themes
from notes_app.signing.looks import note_look
from notes_app.supervision.models import Loan
from notes_app.supervision.payloads import (
    About,
    Agreed,
    Comment,
    LentPassage,
    Question,
    Reviewed,
    Said,
    SentForReview,
    Settled,
    Suggestion,
)
from notes_app.supervision.roles import roles_on, with_roles
from notes_app.supervision.service import lend, remove_words, say, take_back

SHARED = ("Kestrel", "Swift", "Martin")
PURPOSE = "Weekly supervision"
HALF_A_YEAR = timedelta(days=182)
TWO_WEEKS = timedelta(days=14)
SHARED_DAYS_AGO = 40
OF_ONE_RECORD, OPENED_DAYS_AGO, READ_DAYS_AGO = "Teal", 13, (12, 5)
LATEST = 3


@dataclass(frozen=True)
class Pair:
    """Therapist and supervisor, and what day it is."""

    jonas: NewAccount
    ruth: NewAccount
    today: date

    def at(self, days_ago: int, hour: int) -> int:
        """Unix seconds at an hour of an earlier day, UTC."""
        day = self.today - timedelta(days=days_ago)
        return int(datetime.combine(day, time(hour), UTC).timestamp())


@dataclass(frozen=True)
class Case:
    """One client while the two speak about them."""

    pair: Pair
    client: Client
    held: Sequence[ReadSession]

    def say(self, who: NewAccount, said: Said, *, days_ago: int, hour: int) -> UUID:
        """One entry of the conversation."""
        at = self.pair.at(days_ago, hour)
        return say(self.client.id, said, at=at, keyring=who.keyring)

    def tags(self, back: int) -> Sequence[Tag]:
        """The tags of the newest session (1), the one before (2), and so on."""
        facts = self.held[-back].facts
        return facts.tags if facts else ()

    def owner(self, on: date) -> Owner:
        """Jonas, who owns the client's keys, on that day."""
        jonas = self.pair.jonas
        return Owner(jonas.user, jonas.keyring, self.pair.at((self.pair.today - on).days, 0))

    def lend(self, passages: Sequence[LentPassage], *, until: date, since: date) -> list[Loan]:
        """Lend these to Ruth, from one day to another."""
        expires = int(datetime.combine(until + timedelta(days=1), time(), UTC).timestamp()) - 1
        to, owner = self.pair.ruth.user, self.owner(since)
        return lend(self.client.id, passages, to=to, expires=expires, owner=owner)

    def session(self, back: int) -> TherapySession:
        """That session's row."""
        return session_of(self.pair.jonas.user, self.held[-back].session_id)


def supervise(pair: Pair, clients: Mapping[str, Client]) -> None:
    """Let the two meet, share three cases, and speak about them; flushes."""
    now = pair.at(SHARED_DAYS_AGO, 9)
    for me, them, name in (
        (pair.jonas, pair.ruth, "Ruth Adeyemi"),
        (pair.ruth, pair.jonas, "Jonas Weber"),
    ):
        meet(me.user, them.user, compared=True, name=name, now=now, keyring=me.keyring)
    owner = Owner(pair.jonas.user, pair.jonas.keyring, now)
    until = pair.at(0, 0) + int(HALF_A_YEAR.total_seconds())
    for name in SHARED:
        wish = Wish(pair.ruth.user, Basis.TRAINING, PURPOSE, until)
        share_themes(clients[name].id, wish, owner=owner)
        _hand_over(pair, clients[name])
    kestrel, swift, martin = (case_of(pair, clients[name]) for name in SHARED)
    _kestrel(kestrel)
    _swift(swift)
    _martin(martin)
    _one_record(case_of(pair, clients[OF_ONE_RECORD]), until=until)


def _one_record(case: Case, *, until: int) -> None:
    """One signed record opened for Ruth, who read it on two days."""
    jonas, ruth, row = case.pair.jonas, case.pair.ruth, case.session(LATEST)
    wish = Wish(ruth.user, Basis.TRAINING, PURPOSE, until)
    owner = case.owner(case.pair.today - timedelta(days=OPENED_DAYS_AGO))
    open_record(case.client.id, row.id, wish, mode=Mode.REVIEW, owner=owner)
    generation = jonas.keyring.newest_generation(case.client.id, Scope.NOTES)
    key = jonas.keyring.record_key(case.client.id, row.id, Scope.NOTES, generation)
    ruth.keyring.hold_record(row.id, generation, key)
    for days_ago in READ_DAYS_AGO:
        note_look(row, at=case.pair.at(days_ago, 18), keyring=ruth.keyring)


def _kestrel(case: Case) -> None:
    """Sent and waiting, with a question, three passages lent and one taken back."""
    jonas, ruth, today = case.pair.jonas, case.pair.ruth, case.pair.today
    sessions = tuple(read.session_id for read in case.held[-LATEST:])
    asks = "I end early with her and feel relieved. Is the repair hers, or do I make it easy?"
    case.say(jonas, SentForReview(ruth.user.id, sessions, asks), days_ago=2, hour=18)
    passages = [(back, tag) for back in (1, 2, 3) for tag in case.tags(back)]
    if len(passages) > LATEST:
        back, tag = passages[LATEST]
        _lend(case, back, tag, until=today + TWO_WEEKS, ended=today - timedelta(days=1))
    for tag in case.tags(5)[:1]:
        _lend(case, 5, tag, until=today - timedelta(days=3))
    for back, tag in passages[:3]:  # after it: what is taken back makes a new key for the rest
        _lend(case, back, tag, until=today + TWO_WEEKS)
    about = About(tag=passages[0][1].id)
    lent = "I lent you the passages that belong together. The others stay closed for now."
    case.say(jonas, Comment(lent, about), days_ago=2, hour=19)
    moved = "Before I read it as repair I would like to know who moved first."
    case.say(ruth, Question(moved, about), days_ago=1, hour=9)
    quiet = "The quiet was long in the first year and is rare now. What has taken its place?"
    case.say(ruth, Comment(quiet, About(theme="going-quiet-when-hurt")), days_ago=1, hour=9)


def _swift(case: Case) -> None:
    """Reviewed, with a question that was answered and a suggestion that was taken."""
    jonas, ruth = case.pair.jonas, case.pair.ruth
    sessions = tuple(read.session_id for read in case.held[-6:-4])
    sent = SentForReview(ruth.user.id, sessions, "He comes up against the hour each time.")
    first = case.say(jonas, sent, days_ago=30, hour=17)
    asked = Question("What happens in you in the last ten minutes?", About(session=sessions[-1]))
    question = case.say(ruth, asked, days_ago=28, hour=10)
    answer = "I hurry. I had not seen that I begin it."
    case.say(jonas, Comment(answer, About(session=sessions[-1]), question), days_ago=27, hour=18)
    tag = next((tag for back in (6, 5) for tag in case.tags(back)), None)
    if tag is not None:
        name = "Testing whether I stay"
        suggestion = Suggestion(sessions[0], tag.id, name, words="It asks more than it expects.")
        made = case.say(ruth, suggestion, days_ago=26, hour=9)
        case.say(jonas, Settled(made, taken=False), days_ago=25, hour=18)
    said = "The fear of being left came back. I would keep it beside the testing."
    case.say(ruth, Comment(said, About(theme="afraid-of-being-left")), days_ago=24, hour=9)
    case.say(ruth, Reviewed(first), days_ago=24, hour=9)


def _martin(case: Case) -> None:
    """A conversation about one pattern."""
    jonas, ruth = case.pair.jonas, case.pair.ruth
    about = About(theme="old-injury-alive")
    said = "The old injury rose with the date in the calendar and fell again by itself."
    case.say(ruth, Comment(said, about), days_ago=12, hour=11)
    case.say(jonas, Comment("We named the date together.", about), days_ago=11, hour=18)
    for tag in case.tags(1)[:1]:
        agreed = Agreed(case.held[-1].session_id, tag.id)
        case.say(ruth, agreed, days_ago=10, hour=9)
    asked = case.say(ruth, Question("Who named it first?", about), days_ago=9, hour=10)
    answer = "They did. I wrote it into the calendar and said nothing for a week."
    case.say(jonas, Comment(answer, about, asked), days_ago=1, hour=18)


def _lend(case: Case, back: int, tag: Tag, *, until: date, ended: date | None = None) -> None:
    """Lend one passage with a sentence round it, with roles for names."""
    keyring, today = case.pair.jonas.keyring, case.pair.today
    row = case.session(back)
    found = passage_to_lend(row, tag.id, sentences=1, keyring=keyring)
    if found is None:
        return
    words = with_roles(found.words, roles_on(card_of(case.client, keyring)))
    lent_on = min(today, until) - timedelta(days=2)
    passage = LentPassage(case.pair.ruth.user.id, row.id, tag.id, words, lent_on, until)
    (loan,) = case.lend([passage], until=until, since=lent_on)
    if ended is not None:
        take_back(loan, on=ended, owner=case.owner(lent_on))
    if until < today:
        remove_words(loan, on=today, keyring=keyring)


def case_of(pair: Pair, client: Client) -> Case:
    """The client as the two find them when they meet."""
    reads = sessions_of(client, keyring=pair.jonas.keyring)
    held = [read for read in reads if read.held and read.facts and read.facts.tags]
    return Case(pair, client, held)


def _hand_over(pair: Pair, client: Client) -> None:
    """Ruth's keyring finds the key as at her next request; here it is the same moment."""
    generation = pair.jonas.keyring.newest_generation(client.id, Scope.THEMES)
    key = pair.jonas.keyring.scope_key(client.id, Scope.THEMES, generation)
    pair.ruth.keyring.hold(client.id, Scope.THEMES, generation, key)
