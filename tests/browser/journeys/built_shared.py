"""Samira, whom the therapist has met: she sees one client's themes, and has one record opened."""

from datetime import timedelta
from uuid import UUID, uuid4

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.models import Client
from notes_app.clients.payloads import ClientIdentity, ClientThemes
from notes_app.clients.service import add_client
from notes_app.crypto.keyring import Keyring
from notes_app.notes.payloads import Section, SessionText
from notes_app.notes.service import write_session
from notes_app.sharing.contacts import meet
from notes_app.sharing.generations import Owner
from notes_app.sharing.payloads import Basis, Mode
from notes_app.sharing.service import Wish, open_record, share_themes
from notes_app.supervision.payloads import LentPassage
from notes_app.supervision.service import lend
from tests.browser.journeys.built_signed import sign_one
from tests.cast import Practice
from tests.clocks import MORNING
from tests.notes.builders import held
from tests.signing.supervised import ask
from tests.vault import open_vault

NOW = int(MORNING.timestamp())
MONTH = 30 * 24 * 3600


def share_with_samira(user: User, client: Client, keyring: Keyring) -> tuple[UUID, UUID, UUID]:
    """Samira's id, the grant of the client's themes, and the session whose record she opened."""
    samira = open_vault("samira")
    for me, keys, other in ((user, keyring, samira.user), (samira.user, samira.keyring, user)):
        name = "Samira Hale" if other is samira.user else "Ruth"
        meet(me, other, compared=me is user, name=name, now=NOW, keyring=keys)
    wish = Wish(samira.user, Basis.TRAINING, "Weekly supervision", NOW + MONTH)
    grant = share_themes(client.id, wish, owner=Owner(user, keyring, NOW))
    _lend_blind(client, samira.user, Owner(user, keyring, NOW))
    return samira.user.id, grant, _opened_by(samira.user, samira.keyring, user)


def _lend_blind(client: Client, samira: User, owner: Owner) -> None:
    """Two passages, for calibration, whose tags are gone since."""
    day = MORNING.date()
    until = day + timedelta(days=14)
    passages = [
        LentPassage(samira.id, uuid4(), uuid4(), words, day, until, blind=True)
        for words in ("She waited at the door.", "I said no, and nothing fell down.")
    ]
    lend(client.id, passages, to=samira, expires=NOW + MONTH, owner=owner)


def _opened_by(samira: User, keyring: Keyring, to: User) -> UUID:
    client = add_client(
        samira,
        identity=ClientIdentity(name="Lena Real"),
        themes=ClientThemes("Finch"),
        keyring=keyring,
    )
    text = SessionText(sections=(Section("brought", "She came on time and sat by the window."),))
    session = write_session(client, facts=held(), text=text, process="It stayed.", keyring=keyring)
    db.session.flush()
    sign_one(samira, session.id, keyring)
    wish = Wish(to, Basis.AUTHORIZATION, "Co-signing", NOW + MONTH)
    owner = Owner(samira, keyring, NOW)
    open_record(client.id, session.id, wish, mode=Mode.COSIGN, owner=owner)
    practice = Practice(samira, samira, samira, samira, {"ana": keyring}, {}, {}, {}, mira=client)
    ask(practice, session.id, MORNING)
    return session.id
