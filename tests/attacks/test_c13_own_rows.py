"""C13: what is sealed under somebody's own keys, and each key that was given, opens for them alone.

With the file beside this one, every sealed column of the database is tried.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from notes_app import db
from notes_app.accounts.models import User
from notes_app.accounts.queries import profile_place
from notes_app.changes.models import Change
from notes_app.changes.queries import change_place
from notes_app.changes.service import Act, remember
from notes_app.crypto.envelope import unseal
from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.place import Place
from notes_app.hours.payloads import Hour, Side
from notes_app.hours.service import put_hour
from notes_app.notes.models import Draft, JournalEntry, TherapySession
from notes_app.notes.places import draft_place, journal_place
from notes_app.notes.service import Seen, Written, save_draft
from notes_app.personal.models import PersonalPart
from notes_app.personal.queries import personal_place
from notes_app.records.models import ImportBatch
from notes_app.records.payloads import WaitingFiles
from notes_app.records.queries import batch_place
from notes_app.records.service import keep_files
from notes_app.sharing.accepting import acceptance_of
from notes_app.sharing.contacts import pins_place
from notes_app.sharing.models import Grant, LoanGrant, RecordGrant, ScopeKey
from notes_app.sharing.resealing import resealable
from notes_app.themes.models import Vocabulary
from notes_app.themes.payloads import Family
from notes_app.themes.queries import vocabulary_place
from notes_app.themes.service import add_theme
from tests.accounts.test_rewrapping import UNDER
from tests.attacks.office import NAMES, SUPERVISORS, Office, make_office, mixed_access
from tests.attacks.test_c13_all_keys_on_all_blobs import every_key
from tests.clocks import TestClock

pytestmark = pytest.mark.attack
DAY = date(2026, 4, 30)
WRAPS = {"grants.wrap": Grant, "record_grants.wrap": RecordGrant, "loan_grants.wrap": LoanGrant}
#: Under no key that anybody reaches by their rows; the tests named play them.
APART = {
    "users.unlock_passphrase": "the passphrase: test_c7_planted_costs",
    "users.unlock_recovery": "the printed key: tests/accounts",
    "unlocks.wrap": "the cookie: test_s_browser_sessions",
    "unlocks.last_search": "the cookie: tests/search",
}


@pytest.fixture
def office(app: Any) -> Office:
    return make_office(app)


def write_own(office: Office) -> None:
    """A row of everybody in each table that is a person's own; clients have therapists only."""
    for name, user in office.users.items():
        keys, now = office.keyring(name), office.now()
        add_theme(user, name=f"Of {name}", family=Family.WAYS, today=DAY, keyring=keys)
        remember(user, Act("client-ended", "Ended a case"), keyring=keys, now=now)
        put_hour(user, Hour(uuid4(), DAY, 50, Side.SUPERVISED, topics="Own."), keyring=keys)
        keep_files(WaitingFiles(()), user=user, keyring=keys)
    for number in (0, 4, 8):
        name = office.owner_of(number)
        session = db.session.get_one(TherapySession, office.sessions[number][2])
        written = Written(process="Not yet.")
        told = {"user": office.users[name], "now": office.now(), "keyring": office.keyring(name)}
        save_draft(session, written=written, seen=Seen(session.version, 0), **told)
    db.session.commit()


def own_rows(user: User) -> Iterator[tuple[str, bytes | None, Place]]:
    yield "users.pins", user.pins, pins_place(user)
    yield "users.profile", user.profile, profile_place(user)
    yield "users.private_keys", user.private_keys, Place("keys", user=user.id)
    for key in of(user, ScopeKey, "owner_id"):
        yield "scope_keys.wrap", key.wrap, place_of_wrap(key)
    for one in of(user, Vocabulary, "owner_id"):
        yield "vocabulary.sealed", one.sealed, vocabulary_place(one, one.version)
    for one in of(user, PersonalPart, "owner_id"):
        yield "personal_parts.sealed", one.sealed, personal_place(one, one.version)
    for one in of(user, Change):
        yield "changes.sealed", one.sealed, change_place(one)
    for one in of(user, ImportBatch):
        yield "import_batches.sealed", one.sealed, batch_place(one)
    for one in of(user, Draft):
        place = draft_place(one.id, one.user_id, one.session_id, one.version)
        yield "drafts.sealed", one.sealed, place
    for one in of(user, JournalEntry):
        place = journal_place(one.id, one.user_id, one.session_id, one.sequence)
        yield "journal.sealed", one.sealed, place


def of(user: User, kind: Any, whose: str = "user_id") -> Any:
    return db.session.scalars(select(kind).where(getattr(kind, whose) == user.id))


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


def test_c13_what_is_somebodys_own_opens_for_nobody_else(office: Office, clock: TestClock) -> None:
    mixed_access(office, clock)
    write_own(office)
    keys = {name: every_key(office, name) for name in NAMES}
    found = [(other, *row) for other, user in office.users.items() for row in own_rows(user)]
    for other, column, sealed, place in found:
        assert sealed is not None
        opened = [name for name in NAMES if opens_with_any(sealed, keys[name], place)]
        assert opened == [other], column
    everybodys = {column for name in SUPERVISORS for who, column, *_ in found if who == name}
    assert {column for _, column, *_ in found} == everybodys | {
        "scope_keys.wrap",
        "drafts.sealed",
        "journal.sealed",
    }


def test_c13_a_key_that_was_given_opens_for_the_one_it_was_given_to(
    office: Office, clock: TestClock
) -> None:
    mixed_access(office, clock)
    for column, kind in WRAPS.items():
        rows = db.session.scalars(select(kind)).all()
        assert rows, column
        for row in rows:
            assert takers(office, row) == [row.grantee_id]


def takers(office: Office, row: Grant | RecordGrant | LoanGrant) -> list[UUID]:
    return [
        user.id
        for name, user in office.users.items()
        if acceptance_of(user, [row], keyring=office.keyring(name)).holds(row)
    ]


def test_c13_there_is_no_other_sealed_column(office: Office) -> None:
    write_own(office)
    own = {column for user in office.users.values() for column, *_ in own_rows(user)}
    assert own | WRAPS.keys() | APART.keys() | resealable().keys() == UNDER.keys()
