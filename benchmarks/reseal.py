"""How long it takes to seal a client anew after a key was taken away.

    python -m benchmarks.reseal

5,000 records of a real SQLCipher file under two scopes of one client, each with some 2,500
characters, in the short transactions in which the background does it.  At most 5 seconds; and the
longest that a save has to wait for one of them.
"""

import random
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from flask import Flask

from config import Settings
from notes_app import create_app, db
from notes_app.accounts.service import create_account
from notes_app.clients.payloads import ClientIdentity, ClientThemes
from notes_app.clients.service import add_client
from notes_app.crypto.instance_key import InstanceKey, write_instance_key
from notes_app.crypto.keyring import Keyring
from notes_app.crypto.passphrase import FLOOR
from notes_app.crypto.words import make_passphrase
from notes_app.db.migrations import upgrade
from notes_app.db.session import ENGINE
from notes_app.notes.payloads import Section, SessionText, SessionThemes
from notes_app.notes.service import write_session
from notes_app.sealed import Scope
from notes_app.sharing.generations import Owner, renew
from notes_app.sharing.payloads import Contacts
from notes_app.sharing.resealing import count_left, forget_older_keys, renewed_keys, reseal
from notes_app.web.current import CLOCK, INSTANCE_KEY

RECORDS = 5_000
CHARACTERS = 2_500
AT_MOST = 5.0  # seconds
WORDS = ("she", "came", "late", "and", "said", "nothing", "for", "a", "while", "again")
SCOPES = (Scope.NOTES, Scope.THEMES)


def main() -> None:
    """Build, renew, reseal, and say how long it took."""
    with tempfile.TemporaryDirectory() as folder:
        write_instance_key(Path(folder) / "instance.key", InstanceKey(bytes(range(32))))
        app = create_app(Settings(instance=Path(folder), quick_kdf=True))
        with app.app_context():
            upgrade(app.extensions[ENGINE])
            owner = _owner_with_records(app)
            began = time.process_time()
            seconds, longest = _resealed(owner)
            computing = time.process_time() - began
            assert count_left(owner.user.id) == 0  # noqa: S101 - else it measured something else
        app.extensions[ENGINE].dispose()
    print(f"{RECORDS} records: {seconds:.2f} s (at most {AT_MOST}), computing {computing:.2f} s")
    print(f"longest step, for which a save waits: {longest:.0f} ms")


def _owner_with_records(app: Flask) -> Owner:
    made = create_account(
        username="jonas",
        passphrase=make_passphrase(),
        roles="therapist",
        instance_key=app.extensions[INSTANCE_KEY],
        parameters=FLOOR,
        clock=app.extensions[CLOCK],
    )
    client = add_client(
        made.user, identity=ClientIdentity(), themes=ClientThemes("Heron"), keyring=made.keyring
    )
    chance = random.Random(1)  # noqa: S311 - words, not keys
    for number in range(RECORDS // len(SCOPES)):
        prose = " ".join(chance.choices(WORDS, k=CHARACTERS // 4))[:CHARACTERS]
        day = date(2000, 1, 1) + timedelta(days=number)
        facts = SessionThemes(number=number + 1, held_on=day)
        text = SessionText(sections=(Section("brought", prose),))
        write_session(client, facts=facts, text=text, keyring=made.keyring)
    db.session.commit()
    owner = Owner(made.user, made.keyring, int(time.time()))
    for scope in SCOPES:
        renew(client.id, scope, Contacts(), owner=owner)
    db.session.commit()
    return owner


def _resealed(owner: Owner) -> tuple[float, float]:
    keyring: Keyring = owner.keyring
    began = last = time.perf_counter()
    longest = 0.0
    for client_id, scope in renewed_keys(owner.user.id):
        for _ in reseal(client_id, scope, keyring=keyring):
            db.session.commit()
            now = time.perf_counter()
            longest, last = max(longest, now - last), now
        forget_older_keys(client_id, scope, owner_id=owner.user.id)
        db.session.commit()
    return time.perf_counter() - began, 1000 * longest


if __name__ == "__main__":
    main()
