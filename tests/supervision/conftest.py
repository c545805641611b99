"""Jonas and his client Mira, whose themes he shows to Ruth; Otto supervises nobody."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest

from notes_app import db
from notes_app.clients.models import Client
from notes_app.clients.payloads import ClientIdentity, ClientThemes
from notes_app.clients.service import add_client
from notes_app.sharing.accepting import granted_keys, take_loans
from notes_app.sharing.contacts import meet
from notes_app.sharing.generations import Owner
from notes_app.sharing.payloads import Basis
from notes_app.sharing.queries import wrapped_keys_of
from notes_app.sharing.service import Wish, share_themes
from notes_app.signing.verifying import Known, known_authors, own_author
from notes_app.supervision import service
from notes_app.supervision.models import Loan
from notes_app.supervision.payloads import LentPassage, Said
from notes_app.supervision.queries import Borrowed, Heard, conversation_of, loans_of
from tests.vault import Vault, empty_database, open_vault

NOON = 1_777_550_400  # 30 April 2026, 12:00 UTC
DAY = 24 * 3600


@dataclass(frozen=True)
class Supervised:
    """Both sides of one supervision; each has compared the other's words."""

    jonas: Vault
    ruth: Vault
    otto: Vault
    mira: Client

    @property
    def known(self) -> Known:
        return known_authors(own_author(self.jonas.keyring), own_author(self.ruth.keyring))

    def say(self, who: Vault, said: Said, at: int = NOON) -> UUID:
        entry = service.say(self.mira.id, said, at=at, keyring=who.keyring)
        db.session.commit()
        return entry

    def heard_by(self, who: Vault) -> list[Heard]:
        return conversation_of(self.mira.id, keyring=who.keyring, known=self.known)

    @property
    def owner(self) -> Owner:
        return Owner(self.jonas.user, self.jonas.keyring, NOON)

    def lend(self, passage: LentPassage) -> Loan:
        expires = NOON + 30 * DAY
        lent = service.lend(
            self.mira.id, [passage], to=self.ruth.user, expires=expires, owner=self.owner
        )
        db.session.commit()
        return lent[0]

    def borrowed_by(self, who: Vault) -> list[Borrowed]:
        take_loans(who.user, keyring=who.keyring, now=NOON)
        return loans_of(self.mira.id, keyring=who.keyring)


@pytest.fixture
def pair() -> Iterator[Supervised]:
    with empty_database():
        jonas, ruth, otto = open_vault("jonas"), open_vault("ruth"), open_vault("otto")
        mira = add_client(
            jonas.user,
            identity=ClientIdentity(name="Mira Halt"),
            themes=ClientThemes(code_name="Heron"),
            keyring=jonas.keyring,
        )
        db.session.commit()
        for me, them in ((jonas, ruth), (ruth, jonas)):
            meet(me.user, them.user, compared=True, now=NOON, keyring=me.keyring)
        made = Supervised(jonas, ruth, otto, mira)
        wish = Wish(ruth.user, Basis.TRAINING, "", NOON + 90 * DAY)
        share_themes(mira.id, wish, owner=made.owner)
        ruth.keyring.load_from(
            lambda: wrapped_keys_of(ruth.user.id),
            lambda: granted_keys(ruth.user, keyring=ruth.keyring, now=NOON),
        )
        db.session.commit()
        yield made
