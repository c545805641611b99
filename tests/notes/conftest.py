from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from notes_app import db
from notes_app.clients.models import Client
from notes_app.clients.payloads import ClientIdentity, ClientThemes
from notes_app.clients.service import add_client
from tests.vault import Vault, empty_database, open_vault


@dataclass(frozen=True)
class Desk:
    """Ana with her client Mira, and Bea, who has nothing to do with Mira."""

    ana: Vault
    mira: Client
    bea: Vault


@pytest.fixture
def desk() -> Iterator[Desk]:
    with empty_database():
        ana, bea = open_vault("ana"), open_vault("bea")
        mira = add_client(
            ana.user,
            identity=ClientIdentity(name="Mira Halt", pronouns="she"),
            themes=ClientThemes(code_name="Heron"),
            keyring=ana.keyring,
        )
        db.session.commit()
        yield Desk(ana, mira, bea)
