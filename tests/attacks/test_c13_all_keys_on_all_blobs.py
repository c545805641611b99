"""C13: every key that each person can reach, tried on every sealed blob of the database.

Three therapists, two supervisors, twelve clients; grants that stand, expired, were ended, were
given again, records opened one by one, and passages lent one by one.  What opens is exactly what
the grant table says, for whoever copied their keys in time as well.  The columns come from the
models, and each must hold something: a new table cannot be forgotten.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from notes_app import db
from notes_app.crypto.envelope import unseal
from notes_app.crypto.errors import CannotOpen, NoKey
from notes_app.crypto.keyring import Keyring, derive_loan_key, derive_record_key
from notes_app.patterns.payloads import Summary
from notes_app.patterns.service import keep_summary
from notes_app.sealed import Scope
from notes_app.sharing.accepting import take_loans, take_record
from notes_app.sharing.models import ScopeKey
from notes_app.sharing.resealing import (
    Resealable,
    _older,
    _rows,
    renewed_keys,
    resealable,
)
from notes_app.supervision.payloads import read_loan
from notes_app.supervision.queries import loans_of
from tests.attacks.office import (
    FORMULATED,
    LOANS,
    LOOKS,
    NAMES,
    RECORDS,
    SUPERVISORS,
    THEMES,
    Office,
    catalogue,
    make_office,
    mixed_access,
    words_of,
)
from tests.clocks import TestClock

pytestmark = pytest.mark.attack

ALL = 2**31 - 1
#: Every part of a master key under which something of a person's own lies.
LABELS = ("scopes", "keys", "pins", "profile", "drafts", "vocabulary", "changes", "personal")


@pytest.fixture
def office(app: Any) -> Office:
    return make_office(app)


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
    """Every key that somebody can reach by any row of the database, live or not, or has kept."""
    user, keyring = office.users[name], office.keyring(name)
    own = db.session.scalars(select(ScopeKey).where(ScopeKey.owner_id == user.id))
    found = {keyring.scope_key(key.client_id, Scope(key.scope), key.generation) for key in own}
    found.update(office.granted_keys(name), office.kept.get(name, ()))
    return [*found, *(keyring.derive(label) for label in LABELS)]


def opened(blob: Blob, key: bytes) -> bytes | None:
    try:
        return unseal(blob.row.sealed, key, blob.found.place(blob.row, blob.row.generation))
    except CannotOpen:
        return None


def opened_by_any(blob: Blob, keys: list[bytes]) -> bytes | None:
    """With a key as it is, or as what it could be derived to."""
    tried = list(keys)
    if blob.session is not None:
        tried += [derive_record_key(key, blob.session) for key in keys]
    if blob.found.loan:
        tried += [derive_loan_key(key, blob.row.id) for key in keys]
    found = (opened(blob, key) for key in tried)
    return next((payload for payload in found if payload is not None), None)


def says_something(blob: Blob, payload: bytes | None) -> bool:
    """A loan that ran out keeps its key, and its words are gone from under it."""
    return payload is not None and not (blob.found.loan and read_loan(payload).words == "")


def allowed(office: Office, blob: Blob, name: str) -> bool:
    number = office.number_of(blob.client)
    own = office.owner_of(number) == name
    if blob.found.loan:
        lent = {office.loans[loan] for loan in LOANS if own or loan[0] == name}
        return blob.row.id in lent
    if own:
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
        keyring = office.keyring(office.owner_of(number))
        catalogue(client.id, keyring)
        keep_summary(client, summary=Summary(opening="Dear you"), over=0, keyring=keyring)
    db.session.commit()
    found = list(blobs(office))
    assert {blob.column for blob in found} == set(resealable())
    assert all(
        len(kept) > len(office.granted_keys(name))
        for name, kept in office.kept.items()
        if name in SUPERVISORS
    )
    assert sum(blob.column == "record_looks.sealed" for blob in found) == LOOKS
    kept = [(blob.client, blob.scope) for blob in found if blob.column == "concordances.sealed"]
    scopes = (Scope.THEMES, Scope.NOTES, Scope.PROCESS)
    assert sorted(kept) == sorted((c.id, scope) for c in office.clients for scope in scopes)
    wrong, opened = [], 0
    for name in NAMES:
        keys = every_key(office, name)
        for blob in found:
            can = says_something(blob, opened_by_any(blob, keys))
            opened += can
            if can != allowed(office, blob, name):
                wrong.append((name, blob.column, blob.scope, can))
    assert wrong == []
    assert opened > len(found)  # owners open all, others some


def test_c13_what_was_not_shared_stands_in_nothing_that_a_themes_key_opens(
    office: Office, clock: TestClock
) -> None:
    """Formulations, goals, days and the mirror's words, by their bytes; a shown formulation is."""
    mixed_access(office, clock)
    office.settle_all()
    found = list(blobs(office))
    shown = set()
    for name in NAMES:
        keys = every_key(office, name)
        for blob in found:
            number = office.number_of(blob.client)
            payload = opened_by_any(blob, keys) or b""
            if office.owner_of(number) != name:
                assert b"Closed" not in payload, (name, blob.column)
                shown |= {(name, number)} if b"Shown wish" in payload else set()
    assert shown == {(name, number) for name, number in THEMES if number in FORMULATED}


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
            take_loans(office.users[name], keyring=keyring, now=office.now())
            read = {one.lent.words for one in loans_of(client.id, keyring=keyring) if one.lent}
            here = [loan for loan in office.loans if loan[1] == number]
            theirs = {words_of(loan) for loan in here if own or (loan in LOANS and loan[0] == name)}
            assert read <= theirs
            assert read == theirs or (not own and not_sealed_yet(office, client.id))


def not_sealed_yet(office: Office, client_id: UUID) -> bool:
    """Whoever stays holds the newest key; what lies under the one before is sealed anew later."""
    owners = (office.users[name].id for name in NAMES)
    return (client_id, Scope.OWN) in [key for owner in owners for key in renewed_keys(owner)]


def has_scope(keyring: Keyring, client_id: UUID) -> bool:
    try:
        newest = keyring.newest_generation(client_id, Scope.THEMES)
        return bool(keyring.scope_key(client_id, Scope.THEMES, newest))
    except (NoKey, CannotOpen):
        return False
