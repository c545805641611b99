"""Jonas and his client Mira; Ruth supervises him with Mira's themes key; Otto supervises nobody."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest

from notes_app import db
from notes_app.clients.models import Client
from notes_app.clients.payloads import ClientIdentity, ClientThemes
from notes_app.clients.service import add_client
from notes_app.sealed import Scope
from notes_app.signing.verifying import Known, known_authors, own_author
from notes_app.supervision import service
from notes_app.supervision.payloads import Said
from notes_app.supervision.queries import Heard, conversation_of
from tests.vault import Vault, empty_database, open_vault

NOON = 1_777_550_400  # 30 April 2026, 12:00 UTC


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
        generation = jonas.keyring.newest_generation(mira.id, Scope.THEMES)
        key = jonas.keyring.scope_key(mira.id, Scope.THEMES, generation)
        ruth.keyring.hold(mira.id, Scope.THEMES, generation, key)
        yield Supervised(jonas, ruth, otto, mira)
