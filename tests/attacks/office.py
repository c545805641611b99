"""Three therapists, two supervisors and twelve clients, who may see what, and who kept what key."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from notes_app import db
from notes_app.accounts.models import User
from notes_app.accounts.service import create_account, keyring_of
from notes_app.clients.models import Client
from notes_app.clients.payloads import ClientIdentity, ClientThemes, Event, Formulation, Goal
from notes_app.clients.service import add_client
from notes_app.clock import today
from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.keyring import Keyring
from notes_app.crypto.passphrase import FLOOR
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import Section, SessionText
from notes_app.notes.service import Seen, write_session
from notes_app.search.catalogue import Catalogue
from notes_app.search.queries import Reach
from notes_app.sharing.accepting import acceptance_of, take_record
from notes_app.sharing.contacts import meet
from notes_app.sharing.generations import Owner
from notes_app.sharing.loans import end_loans
from notes_app.sharing.models import Grant, LoanGrant, RecordGrant
from notes_app.sharing.payloads import Basis, Mode
from notes_app.sharing.resealing import (
    forget_older_keys,
    renewed_keys,
    reseal,
)
from notes_app.sharing.service import Wish, end_grant, open_record, settle, share_themes
from notes_app.sharing.tidying import end_what_is_over
from notes_app.signing.looks import note_look
from notes_app.signing.payloads import EntryKind
from notes_app.signing.service import Addition, add_entry, sign_note
from notes_app.supervision.payloads import Comment, LentPassage
from notes_app.supervision.service import lend, say
from notes_app.web.current import INSTANCE_KEY
from tests.cast import clock_of_app, find_keys
from tests.clocks import TestClock
from tests.notes.builders import held
from tests.signing.builders import SHOWN, moment

DAY = 24 * 3600
NAMES = ("jonas", "ana", "bea", "ruth", "sam")
SUPERVISORS = ("ruth", "sam")


@dataclass
class Office:
    """Five people and their clients by number: 0-3 of Jonas, 4-7 of Ana, 8-11 of Bea."""

    app: Any
    users: dict[str, User] = field(default_factory=dict)
    masters: dict[str, bytes] = field(default_factory=dict)
    clients: list[Client] = field(default_factory=list)
    sessions: list[list[UUID]] = field(default_factory=list)
    grants: dict[tuple[str, int], UUID] = field(default_factory=dict)
    loans: dict[tuple[str, int, str], UUID] = field(default_factory=dict)
    kept: dict[str, set[bytes]] = field(default_factory=dict)

    def now(self) -> int:
        return int(clock_of_app().now().wall)

    def keyring(self, name: str) -> Keyring:
        opened = keyring_of(self.users[name], self.masters[name])
        find_keys(self.users[name], opened)
        return opened

    def number_of(self, client_id: UUID) -> int:
        return next(i for i, one in enumerate(self.clients) if one.id == client_id)

    def owner_of(self, client: int) -> str:
        return NAMES[client // 4]

    def owner(self, client: int) -> Owner:
        name = self.owner_of(client)
        return Owner(self.users[name], self.keyring(name), self.now())

    def share(self, client: int, to: str, *, days: int = 30) -> None:
        wish = Wish(self.users[to], Basis.TRAINING, "", self.now() + days * DAY)
        made = share_themes(self.clients[client].id, wish, owner=self.owner(client))
        self.grants[to, client] = made
        db.session.commit()
        for name in (self.owner_of(client), to):
            words = Comment(f"Said by {name}.")
            say(self.clients[client].id, words, at=self.now(), keyring=self.keyring(name))
        db.session.commit()

    def open(self, client: int, number: int, to: str) -> UUID:
        wish = Wish(self.users[to], Basis.TRAINING, "", self.now() + 30 * DAY)
        session_id, owner = self.sessions[client][number], self.owner(client)
        made = open_record(self.clients[client].id, session_id, wish, mode=Mode.REVIEW, owner=owner)
        db.session.commit()
        return made

    def read(self, client: int, number: int, who: str) -> None:
        """What the page of an opened record writes down when it is read."""
        keyring, session_id = self.keyring(who), self.sessions[client][number]
        row = take_record(self.users[who], session_id, keyring=keyring, now=self.now())
        assert row is not None
        session = db.session.get_one(TherapySession, session_id)
        note_look(session, at=self.now(), keyring=keyring)
        db.session.commit()

    def lend(self, client: int, to: str, name: str, *, days: int = 30) -> None:
        """One passage of the first session, called `name` in the tables below."""
        session_id, user = self.sessions[client][0], self.users[to]
        words, day = words_of((to, client, name)), date(2026, 4, 30)
        passage = LentPassage(user.id, session_id, uuid4(), words, day, date(2027, 4, 30))
        (loan,) = lend(
            self.clients[client].id,
            [passage],
            to=user,
            expires=self.now() + days * DAY,
            owner=self.owner(client),
        )
        db.session.commit()
        self.loans[to, client, name] = loan.id

    def take_back(self, *loan: *tuple[str, int, str]) -> None:
        self.keep_keys()
        end_loans([self.loans[loan]], owner=self.owner(loan[1]))
        db.session.commit()

    def end(self, client: int, grant: UUID) -> None:
        self.keep_keys()
        end_grant(grant, owner=self.owner(client))
        db.session.commit()

    def granted_keys(self, name: str) -> list[bytes]:
        """Every key that somebody was given, by any row of the database, live or not."""
        kinds: tuple[Any, ...] = (Grant, RecordGrant, LoanGrant)
        rows: list[Any] = [row for kind in kinds for row in db.session.scalars(select(kind))]
        accept = acceptance_of(self.users[name], rows, keyring=self.keyring(name))
        found = []
        for row in rows:
            with suppress(CannotOpen):
                found.append(accept.key_of(row))
        return found

    def keep_keys(self) -> None:
        """Everybody copies what they were given, as somebody would who means to read on."""
        for name in NAMES:
            self.kept.setdefault(name, set()).update(self.granted_keys(name))

    def settle_all(self) -> None:
        """What each owner's app does when they are back."""
        for client in (0, 4, 8):
            settle(owner=self.owner(client))
            end_what_is_over(self.owner(client), on=today(clock_of_app()))
            db.session.commit()
            name = self.owner_of(client)
            for client_id, scope in renewed_keys(self.users[name].id):
                for _ in reseal(client_id, scope, keyring=self.keyring(name)):
                    db.session.commit()
                forget_older_keys(client_id, scope, owner_id=self.users[name].id)
                db.session.commit()


def words_of(loan: tuple[str, int, str]) -> str:
    to, _, name = loan
    return f"Lent to {to}: {name}."


def make_office(app: Any) -> Office:
    """Everybody has met everybody."""
    made = Office(app)
    for name in NAMES:
        account = create_account(
            username=name,
            passphrase="umbrella cactus violin harbour nine",
            roles="supervisor" if name in SUPERVISORS else "therapist",
            instance_key=app.extensions[INSTANCE_KEY],
            parameters=FLOOR,
            clock=clock_of_app(),
        )
        made.users[name], made.masters[name] = account.user, account.master
    db.session.commit()
    for client in range(12):
        _add_client(made, client)
    everybody = [(one, other) for one in NAMES for other in NAMES if one != other]
    for one, other in everybody:
        keyring = made.keyring(one)
        meet(made.users[one], made.users[other], compared=True, now=made.now(), keyring=keyring)
        db.session.commit()
    return made


def _add_client(office: Office, number: int) -> None:
    """A client with two signed notes, an addendum below the first, and one unsigned."""
    name = office.owner_of(number)
    user, keyring = office.users[name], office.keyring(name)
    client = add_client(
        user,
        identity=ClientIdentity(name=f"Name {number}"),
        themes=_themes(number),
        keyring=keyring,
    )
    text = SessionText(sections=(Section("brought", f"Words of {number}."),))
    sessions = [
        write_session(client, facts=held(week), text=text, process="Private.", keyring=keyring)
        for week in range(3)
    ]
    db.session.commit()
    for session in sessions[:2]:
        sign_note(
            session,
            user=user,
            seen=Seen(session.version, 0),
            shown=SHOWN,
            moment=moment(),
            keyring=keyring,
        )
    addition = Addition(EntryKind.ADDITION, text="She rang.")
    add_entry(sessions[0], addition, moment=moment(), keyring=keyring)
    catalogue(client.id, keyring)
    db.session.commit()
    office.clients.append(client)
    office.sessions.append([session.id for session in sessions])


def _themes(number: int) -> ClientThemes:
    """What the therapist makes of it, closed; of some clients the formulation is shown."""
    shown = number in FORMULATED
    formulation = Formulation(
        uuid4(),
        date(2026, 4, 30),
        wish=f"{'Shown' if shown else 'Closed'} wish of {number}.",
        therapists_pull="Closed pull.",
        shared=shown,
    )
    day = date(2026, 4, 1)
    return ClientThemes(
        "Code",
        goals=(Goal(uuid4(), "Closed goal."),),
        events=(Event(uuid4(), "own", day, day, "Closed day."),),
        mirror_words={"going-quiet-when-hurt": "Closed mirror."},
        formulations=(formulation,),
    )


def catalogue(client_id: UUID, keyring: Keyring) -> None:
    """What a search of a large career writes: three concordances of each client."""
    assert not Catalogue(Reach(frozenset({client_id}), frozenset()), keyring).write_missing()


def mixed_access(office: Office, clock: TestClock) -> None:
    """Standing, expired, ended, given again; single records and passages opened and closed."""
    office.share(0, "ruth")
    office.share(1, "ruth", days=1)  # will have expired
    office.share(2, "ruth")
    office.end(2, office.grants["ruth", 2])  # ended
    office.share(3, "ruth")
    office.end(3, office.grants["ruth", 3])
    office.share(3, "ruth")  # given again
    office.share(4, "ruth")
    office.share(4, "sam")
    office.lend(4, "ruth", "of a grant that will end")
    office.lend(4, "sam", "one of two")
    office.lend(4, "sam", "the other, taken back")
    office.take_back("sam", 4, "the other, taken back")
    office.end(4, office.grants["ruth", 4])  # the other stays
    office.share(5, "sam")
    office.end(6, open_and_read(office))  # opened, read, and closed again
    office.share(9, "ana")
    office.lend(0, "ruth", "standing")
    office.lend(1, "ruth", "of a grant that will have expired")
    office.lend(3, "ruth", "will have run out", days=1)
    office.share(9, "ruth")
    office.lend(9, "ana", "to one of two who see the themes")
    office.lend(9, "ruth", "to the other")
    office.keep_keys()
    clock.move(minutes=2 * 24 * 60)


def open_and_read(office: Office) -> UUID:
    """Single records, each read by whoever it was opened for; the grant of one that will end."""
    closed = office.open(6, 0, "sam")
    office.read(6, 0, "sam")
    for who, client, number in sorted(RECORDS):  # Jonas is a colleague
        office.open(client, number, who)
        office.read(client, number, who)
    return closed


THEMES = {("ruth", 0), ("ruth", 3), ("sam", 4), ("sam", 5), ("ana", 9), ("ruth", 9)}
LOANS = {
    ("ruth", 0, "standing"),
    ("sam", 4, "one of two"),
    ("ana", 9, "to one of two who see the themes"),
    ("ruth", 9, "to the other"),
}
FORMULATED = {0, 5, 7}
RECORDS = {("sam", 5, 0), ("sam", 6, 1), ("jonas", 8, 1)}
LOOKS = 4  # one of them at a record that is closed again: then its author's alone
