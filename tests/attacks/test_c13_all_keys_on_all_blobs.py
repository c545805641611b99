"""C13: every key that each person can reach, tried on every sealed blob of the database.

Three therapists, two supervisors, twelve clients; grants that stand, expired, were ended, were
given again, and records opened one by one.  What opens is exactly what the grant table says.  The
columns come from the models: a new table cannot be forgotten.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from notes_app import db
from notes_app.accounts.models import User
from notes_app.accounts.queries import profile_place
from notes_app.accounts.service import create_account, keyring_of
from notes_app.clients.models import Client
from notes_app.clients.payloads import ClientIdentity, ClientThemes
from notes_app.clients.service import add_client
from notes_app.crypto.envelope import unseal
from notes_app.crypto.errors import CannotOpen, NoKey
from notes_app.crypto.keyring import Keyring, derive_record_key
from notes_app.crypto.passphrase import FLOOR
from notes_app.crypto.place import Place
from notes_app.notes.payloads import Section, SessionText
from notes_app.notes.service import Seen, write_session
from notes_app.sealed import Scope
from notes_app.search.catalogue import Catalogue
from notes_app.search.queries import Reach
from notes_app.sharing.accepting import acceptance_of, take_record
from notes_app.sharing.contacts import meet, pins_place
from notes_app.sharing.generations import Owner
from notes_app.sharing.models import Grant, RecordGrant, ScopeKey
from notes_app.sharing.payloads import Basis, Mode
from notes_app.sharing.resealing import (
    Resealable,
    _older,
    _rows,
    forget_older_keys,
    renewed_keys,
    reseal,
    resealable,
)
from notes_app.sharing.sealing import seal_part
from notes_app.sharing.service import Wish, end_grant, open_record, settle, share_themes
from notes_app.signing.payloads import EntryKind
from notes_app.signing.service import Addition, add_entry, sign_note
from notes_app.supervision.models import Loan
from notes_app.supervision.places import loan_place
from notes_app.web.current import INSTANCE_KEY
from tests.cast import clock_of_app, find_keys
from tests.clocks import TestClock
from tests.notes.builders import held
from tests.signing.builders import SHOWN, moment

pytestmark = pytest.mark.attack

DAY, ALL = 24 * 3600, 2**31 - 1
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

    def now(self) -> int:
        return int(clock_of_app().now().wall)

    def keyring(self, name: str) -> Keyring:
        opened = keyring_of(self.users[name], self.masters[name])
        find_keys(self.users[name], opened)
        return opened

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

    def open(self, client: int, number: int, to: str) -> UUID:
        wish = Wish(self.users[to], Basis.TRAINING, "", self.now() + 30 * DAY)
        session_id, owner = self.sessions[client][number], self.owner(client)
        made = open_record(self.clients[client].id, session_id, wish, mode=Mode.REVIEW, owner=owner)
        db.session.commit()
        return made

    def end(self, client: int, grant: UUID) -> None:
        end_grant(grant, owner=self.owner(client))
        db.session.commit()

    def settle_all(self) -> None:
        """What each owner's app does when they are back."""
        for client in (0, 4, 8):
            settle(owner=self.owner(client))
            db.session.commit()
            name = self.owner_of(client)
            for client_id, scope in renewed_keys(self.users[name].id):
                for _ in reseal(client_id, scope, keyring=self.keyring(name)):
                    db.session.commit()
                forget_older_keys(client_id, scope, owner_id=self.users[name].id)
                db.session.commit()


@pytest.fixture
def office(app: Any) -> Office:
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
    """A client with two signed notes, an addendum below the first, one unsigned, and a loan."""
    name = office.owner_of(number)
    user, keyring = office.users[name], office.keyring(name)
    client = add_client(
        user,
        identity=ClientIdentity(name=f"Name {number}"),
        themes=ClientThemes("Code"),
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
    _lend(client, keyring)
    _catalogue(client.id, keyring)
    db.session.commit()
    office.clients.append(client)
    office.sessions.append([session.id for session in sessions])


def _lend(client: Client, keyring: Keyring) -> None:
    loan_id, words = uuid4(), ClientThemes("what is inside does not matter here")
    part = seal_part(words, loan_place(loan_id, client.id), before=None, keyring=keyring)
    db.session.add(Loan(id=loan_id, client_id=client.id, words=part))


def _catalogue(client_id: UUID, keyring: Keyring) -> None:
    """What a search of a large career writes: three concordances of each client."""
    assert not Catalogue(Reach(frozenset({client_id}), frozenset()), keyring).write_missing()


def mixed_access(office: Office, clock: TestClock) -> None:
    """Standing, expired, ended, given again, and single records opened and closed."""
    office.share(0, "ruth")
    office.share(1, "ruth", days=1)  # will have expired
    office.share(2, "ruth")
    office.end(2, office.grants["ruth", 2])  # ended
    office.share(3, "ruth")
    office.end(3, office.grants["ruth", 3])
    office.share(3, "ruth")  # given again
    office.share(4, "ruth")
    office.share(4, "sam")
    office.end(4, office.grants["ruth", 4])  # the other stays
    office.share(5, "sam")
    office.open(5, 0, "sam")
    office.end(6, office.open(6, 0, "sam"))  # opened, and closed again
    office.open(6, 1, "sam")
    office.open(8, 1, "jonas")  # a colleague
    office.share(9, "ana")
    clock.move(minutes=2 * 24 * 60)


THEMES = {("ruth", 0), ("ruth", 3), ("sam", 4), ("sam", 5), ("ana", 9)}
RECORDS = {("sam", 5, 0), ("sam", 6, 1), ("jonas", 8, 1)}


@dataclass(frozen=True)
class Blob:
    column: str
    client: UUID
    scope: Scope
    session: UUID | None
    row: Any
    found: Resealable


def blobs(office: Office) -> Iterator[Blob]:
    for client in office.clients:
        for scope in Scope:
            for column in resealable().values():
                for row in _rows(column, client.id, scope, _older(column, client.id, scope, ALL)):
                    session = row.session if column.session is not None else None
                    yield Blob(column.name, client.id, scope, session, row, column)


def every_key(office: Office, name: str) -> list[bytes]:
    """Every key that somebody can reach by any row of the database, live or not."""
    user, keyring = office.users[name], office.keyring(name)
    own = db.session.scalars(select(ScopeKey).where(ScopeKey.owner_id == user.id))
    found = [keyring.scope_key(key.client_id, Scope(key.scope), key.generation) for key in own]
    rows: list[Any] = [*db.session.scalars(select(Grant)), *db.session.scalars(select(RecordGrant))]
    accept = acceptance_of(user, rows, keyring=keyring)
    for row in rows:
        try:
            found.append(accept.key_of(row))
        except CannotOpen:
            continue
    labels = ("scopes", "keys", "pins", "profile", "drafts", "vocabulary")
    return [*found, *(keyring.derive(label) for label in labels)]


def opens(blob: Blob, key: bytes) -> bool:
    try:
        unseal(blob.row.sealed, key, blob.found.place(blob.row, blob.row.generation))
    except CannotOpen:
        return False
    return True


def opens_any(office: Office, blob: Blob, name: str, keys: list[bytes]) -> bool:
    """With a key as it is, or as what it could be derived to."""
    tried = list(keys)
    if blob.session is not None:
        tried += [derive_record_key(key, blob.session) for key in keys]
    return any(opens(blob, key) for key in tried)


def allowed(office: Office, blob: Blob, name: str) -> bool:
    number = next(i for i, one in enumerate(office.clients) if one.id == blob.client)
    if office.owner_of(number) == name:
        return True
    if blob.scope is Scope.THEMES:
        return (name, number) in THEMES
    if blob.scope is Scope.NOTES and blob.session is not None:
        return (name, number, office.sessions[number].index(blob.session)) in RECORDS
    return False


def test_c13_what_opens_is_exactly_what_was_granted(office: Office, clock: TestClock) -> None:
    mixed_access(office, clock)
    office.settle_all()
    for number, client in enumerate(office.clients):  # those of what was shown went with the act
        _catalogue(client.id, office.keyring(office.owner_of(number)))
    db.session.commit()
    found = list(blobs(office))
    assert {blob.column for blob in found} >= {
        "clients.identity_sealed",
        "sessions.process_sealed",
        "versions.sealed",
        "addenda.sealed",
        "loans.words_sealed",
        "concordances.sealed",
    }
    kept = [(blob.client, blob.scope) for blob in found if blob.column == "concordances.sealed"]
    scopes = (Scope.THEMES, Scope.NOTES, Scope.PROCESS)
    assert sorted(kept) == sorted((c.id, scope) for c in office.clients for scope in scopes)
    wrong, opened = [], 0
    for name in NAMES:
        keys = every_key(office, name)
        for blob in found:
            can = opens_any(office, blob, name, keys)
            opened += can
            if can != allowed(office, blob, name):
                wrong.append((name, blob.column, blob.scope, can))
    assert wrong == []
    assert opened > len(found)  # owners open all, others some


def test_c13_the_product_lets_through_exactly_the_same(office: Office, clock: TestClock) -> None:
    """Before anything was sealed anew as well: what ended opens no scope and no record."""
    mixed_access(office, clock)
    for name in NAMES:
        keyring = office.keyring(name)
        for number, client in enumerate(office.clients):
            own = office.owner_of(number) == name
            assert has_scope(keyring, client.id) == (own or (name, number) in THEMES)
            for at, session_id in enumerate(office.sessions[number]):
                row = take_record(office.users[name], session_id, keyring=keyring, now=office.now())
                assert (row is not None) == ((name, number, at) in RECORDS)


def has_scope(keyring: Keyring, client_id: UUID) -> bool:
    try:
        newest = keyring.newest_generation(client_id, Scope.THEMES)
        return bool(keyring.scope_key(client_id, Scope.THEMES, newest))
    except (NoKey, CannotOpen):
        return False


def test_c13_what_is_somebodys_own_opens_for_nobody_else(office: Office) -> None:
    office.share(0, "ruth")
    for name in NAMES:
        keys = every_key(office, name)
        for other, user in office.users.items():
            own: list[tuple[bytes | None, Place]] = [
                (user.pins, pins_place(user)),
                (user.profile, profile_place(user)),
                (user.private_keys, Place("keys", user=user.id)),
            ]
            own += [(key.wrap, place_of_wrap(key)) for key in scope_keys_of(user)]
            opened = [opens_with_any(sealed, keys, place) for sealed, place in own if sealed]
            assert opened == [name == other] * len(opened)
            assert len(opened) >= 3


def scope_keys_of(user: User) -> list[ScopeKey]:
    return list(db.session.scalars(select(ScopeKey).where(ScopeKey.owner_id == user.id)))


def place_of_wrap(key: ScopeKey) -> Place:
    gen, user = key.generation, key.owner_id
    return Place("scope", user=user, client=key.client_id, scope=key.scope, gen=gen)


def opens_with_any(sealed: bytes, keys: list[bytes], place: Place) -> bool:
    for key in keys:
        try:
            unseal(sealed, key, place)
        except CannotOpen:
            continue
        return True
    return False
