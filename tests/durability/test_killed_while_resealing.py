"""C26: `kill -9` while a client is sealed anew: every record opens at all times, and it goes on."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from config import Settings
from notes_app import create_app, db
from notes_app.accounts.models import User
from notes_app.accounts.service import create_account, keyring_of
from notes_app.clients.models import Client
from notes_app.clients.payloads import ClientIdentity, ClientThemes
from notes_app.clients.service import add_client
from notes_app.crypto.instance_key import InstanceKey, write_instance_key
from notes_app.crypto.keyring import Keyring
from notes_app.crypto.passphrase import FLOOR
from notes_app.db.migrations import upgrade
from notes_app.db.session import ENGINE
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import Section, SessionText
from notes_app.notes.queries import open_facts
from notes_app.notes.reading import read_text
from notes_app.notes.service import write_session
from notes_app.sealed import Scope
from notes_app.sharing.generations import Owner, renew
from notes_app.sharing.payloads import Contacts
from notes_app.sharing.queries import wrapped_keys_of
from notes_app.sharing.resealing import count_left, renewed_keys
from notes_app.signing.looks import looks_of_client, note_look
from notes_app.signing.verifying import known_authors, own_author
from notes_app.web.current import CLOCK, INSTANCE_KEY
from tests.notes.builders import held

RECORDS, LOOKS, KILLS, PATIENCE = 30, 5, 2, 60
ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def opened(folder: Path) -> Iterator[Flask]:
    app = create_app(Settings(instance=folder, quick_kdf=True), commands=False)
    with app.app_context():
        yield app
        db.session.rollback()
    app.extensions[ENGINE].dispose()


def build(folder: Path) -> None:
    """A client with notes, under keys that were just renewed."""
    write_instance_key(folder / "instance.key", InstanceKey(bytes(range(32))))
    with opened(folder) as app:
        upgrade(app.extensions[ENGINE])
        made = create_account(
            username="ana",
            passphrase="umbrella cactus violin harbour nine",
            roles="therapist",
            instance_key=app.extensions[INSTANCE_KEY],
            parameters=FLOOR,
            clock=app.extensions[CLOCK],
        )
        (folder / "master").write_bytes(made.master)
        themes = ClientThemes("Heron")
        client = add_client(
            made.user, identity=ClientIdentity(), themes=themes, keyring=made.keyring
        )
        for week in range(RECORDS):
            text = SessionText(sections=(Section("brought", f"Week {week}."),))
            session = write_session(client, facts=held(week % 50), text=text, keyring=made.keyring)
            if week < LOOKS:
                db.session.flush()
                note_look(session, at=week, keyring=made.keyring)
        db.session.commit()
        owner = Owner(made.user, made.keyring, int(time.time()))
        for scope in (Scope.THEMES, Scope.NOTES):
            renew(client.id, scope, Contacts(), owner=owner)
        db.session.commit()


def texts(folder: Path) -> tuple[list[str], int]:
    """Every note and look by the keys of this moment, and how many are still to be sealed anew."""
    with opened(folder):
        user = db.session.scalars(select(User)).one()
        keyring = keyring_of(user, (folder / "master").read_bytes())
        keyring.load_from(lambda: wrapped_keys_of(user.id))
        found = [_text(session, keyring) for session in db.session.scalars(select(TherapySession))]
        known = known_authors(own_author(keyring))
        for client_id in db.session.scalars(select(Client.id)):
            looks = looks_of_client(client_id, keyring=keyring, known=known)
            found += [f"Look {one.number}, {one.at:%S}" for one in looks if one.holds]
        left = count_left(user.id)
        return sorted(found), left if renewed_keys(user.id) else 0


def _text(session: TherapySession, keyring: Keyring) -> str:
    open_facts(session, keyring=keyring)
    return read_text(session, keyring=keyring).sections[0].text


def reseal(folder: Path) -> "subprocess.Popen[bytes]":
    (folder / "begun").write_bytes(b"")
    command = [sys.executable, "-m", "tests.durability.reseal_slowly", str(folder)]
    return subprocess.Popen(command, cwd=ROOT, env=dict(os.environ))


def wait_for(folder: Path, records: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while len((folder / "begun").read_bytes()) < records and process.poll() is None:
        assert time.monotonic() < until
        time.sleep(0.01)


def test_c26_killed_again_and_again_it_ends_with_all_under_the_new_key(tmp_path: Path) -> None:
    build(tmp_path)
    before, left = texts(tmp_path)
    assert (len(before), left) == (RECORDS + LOOKS, 2 * RECORDS + LOOKS + 1)
    for kill in range(KILLS):
        process = reseal(tmp_path)
        wait_for(tmp_path, 3 + 5 * kill, process)
        process.send_signal(signal.SIGKILL)
        process.wait()
        after, now_left = texts(tmp_path)
        assert after == before
        assert 0 < now_left < left
        left = now_left
    assert reseal(tmp_path).wait(PATIENCE) == 0
    assert texts(tmp_path) == (before, 0)
