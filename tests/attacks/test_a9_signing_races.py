"""A9: two signatures, two addenda, a signature and a save at the same moment.

One after the other, or one of them cleanly refused; never half of both.  On a laptop the second
waits for the file; PostgreSQL lets both begin.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Barrier
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm.exc import StaleDataError

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.models import Client
from notes_app.clients.payloads import ClientIdentity, ClientThemes
from notes_app.clients.service import add_client
from notes_app.crypto.keyring import Keyring
from notes_app.db.engine import postgres_engine, sqlcipher_engine
from notes_app.db.errors import Signed, Stale
from notes_app.db.session import init_app
from notes_app.notes import service as notes
from notes_app.notes.models import Addendum, Draft, TherapySession, Version
from notes_app.notes.payloads import Section
from notes_app.notes.service import Seen, Written
from notes_app.sharing.queries import wrapped_keys_of
from notes_app.signing import service
from notes_app.signing.payloads import EntryKind
from notes_app.signing.policy import NotNow
from notes_app.signing.reading import SignedNote, signed_note
from notes_app.signing.service import Addition
from tests.conftest import ON_POSTGRES
from tests.notes.builders import held, tagged
from tests.postgres import import_models
from tests.signing.builders import SHOWN, moment
from tests.vault import open_vault

pytestmark = pytest.mark.attack

ROUNDS = 8
CLEAN = (Signed, Stale, StaleDataError, NotNow)
Act = Callable[["Hand"], None]


@dataclass(frozen=True)
class Hand:
    """One of two windows: the same note, its own database session."""

    session: TherapySession
    user: User
    keyring: Keyring


@dataclass(frozen=True)
class Race:
    """Ana's note, and two windows that write to it at once."""

    app: Flask
    user_id: UUID
    keyring_of: Callable[[], Keyring]
    client_id: UUID

    def note(self) -> UUID:
        with self.app.app_context():
            hand = self.hand(None)
            client = db.session.get(Client, self.client_id)
            session = notes.plan_session(client, facts=held(), keyring=hand.keyring)
            db.session.commit()
            notes.save_note(
                session,
                written=replace(tagged(), process="I was tired."),
                base=session.version,
                user=hand.user,
                keyring=hand.keyring,
            )
            db.session.commit()
            return session.id

    def hand(self, session_id: UUID | None) -> Hand:
        user = db.session.get(User, self.user_id)
        session = db.session.get(TherapySession, session_id) if session_id else None
        assert user is not None
        return Hand(session, user, self.keyring_of())  # type: ignore[arg-type]

    def at_once(self, session_id: UUID, *acts: Act) -> list[str]:
        """What became of each: "done", or the name of the refusal."""
        start = Barrier(len(acts))

        def run(act: Act) -> str:
            with self.app.app_context():
                if not ON_POSTGRES:
                    start.wait()  # to look already takes the laptop's one lock
                hand = self.hand(session_id)
                if ON_POSTGRES:
                    start.wait()
                try:
                    act(hand)
                    db.session.commit()
                except CLEAN as refused:
                    db.session.rollback()
                    return type(refused).__name__
                return "done"

        with ThreadPoolExecutor(len(acts)) as pool:
            return list(pool.map(run, acts))

    def read(self, session_id: UUID) -> SignedNote | None:
        hand = self.hand(session_id)
        return signed_note(hand.session, keyring=hand.keyring)


@pytest.fixture
def race(tmp_path: Path, database_url: str | None) -> Iterator[Race]:
    import_models()
    app = Flask("race")
    engine = (
        postgres_engine(database_url)
        if database_url
        else sqlcipher_engine(tmp_path / "between.db", bytes(32))
    )
    init_app(app, engine)
    db.Base.metadata.create_all(engine)
    if database_url:
        names = ", ".join(table.name for table in db.Base.metadata.sorted_tables)
        with engine.begin() as connection:
            connection.execute(text(f"TRUNCATE {names}"))
    with app.app_context():
        ana = open_vault("ana")
        mira = add_client(
            ana.user,
            identity=ClientIdentity(name="Mira Halt"),
            themes=ClientThemes(code_name="Heron"),
            keyring=ana.keyring,
        )
        db.session.commit()
        private, user_id, client_id = ana.keyring.private_keys, ana.user.id, mira.id

    def keyring() -> Keyring:
        made = Keyring(user_id, ana.master, private)
        made.load_from(lambda: wrapped_keys_of(user_id))
        return made

    yield Race(app, user_id, keyring, client_id)
    engine.dispose()


def sign(hand: Hand) -> None:
    service.sign_note(
        hand.session,
        user=hand.user,
        seen=Seen(hand.session.version, 0),
        shown=SHOWN,
        moment=moment(),
        keyring=hand.keyring,
    )


def add(hand: Hand) -> None:
    addition = Addition(EntryKind.ADDITION, text="She rang.")
    service.add_entry(hand.session, addition, moment=moment(), keyring=hand.keyring)


def save(hand: Hand) -> None:
    changed = Written(sections=(Section("brought", "Changed."),))
    notes.save_note(
        hand.session,
        written=changed,
        base=hand.session.version,
        user=hand.user,
        keyring=hand.keyring,
    )


def keep(hand: Hand) -> None:
    notes.save_draft(
        hand.session,
        written=Written(sections=(Section("brought", "Still typing."),)),
        seen=Seen(hand.session.version, 0),
        user=hand.user,
        now=1,
        keyring=hand.keyring,
    )


def test_a9_two_signatures_at_once_are_one(race: Race) -> None:
    for _ in range(ROUNDS):
        note = race.note()
        became = race.at_once(note, sign, sign)
        assert sorted(became, key=lambda word: word != "done")[0] == "done"
        assert became.count("done") == 1
        with race.app.app_context():
            rows = db.session.query(Version).filter(Version.session_id == note)
            assert sorted(row.scope for row in rows) == ["notes", "process"]
            found = race.read(note)
            assert found is not None
            assert found.faults == []


def test_a9_two_addenda_at_once_are_two_in_order_or_one(race: Race) -> None:
    for _ in range(ROUNDS):
        note = race.note()
        assert race.at_once(note, sign) == ["done"]
        became = race.at_once(note, add, add)
        with race.app.app_context():
            rows = db.session.query(Addendum).filter(Addendum.session_id == note)
            numbers = sorted(row.sequence for row in rows)
            assert numbers == list(range(1, became.count("done") + 1))
            found = race.read(note)
            assert found is not None
            assert found.faults == []


def test_a9_a_save_and_a_signature_come_one_after_the_other(race: Race) -> None:
    for _ in range(ROUNDS):
        note = race.note()
        became = race.at_once(note, sign, save)
        assert "done" in became
        with race.app.app_context():
            found = race.read(note)
            assert (found is not None) == (became[0] == "done")
            assert found is None or found.faults == []


def test_a9_no_draft_outlives_a_signature(race: Race) -> None:
    for _ in range(ROUNDS):
        note = race.note()
        signed, _ = race.at_once(note, sign, keep)
        with race.app.app_context():
            drafts = db.session.query(Draft).filter(Draft.session_id == note).count()
            assert drafts == (0 if signed == "done" else 1)
