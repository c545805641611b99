"""A7: an administrator reads nothing, resets into nothing, grants nothing."""

import pytest
from sqlalchemy import select

from notes_app import db
from notes_app.accounts.models import User
from notes_app.accounts.service import keyring_of, open_account
from notes_app.clients.queries import open_identity
from notes_app.crypto.errors import CannotOpen, NoKey
from notes_app.crypto.passphrase import FLOOR
from notes_app.sharing.models import Grant, ScopeKey
from tests.applications import KEY

pytestmark = pytest.mark.attack


def test_her_keys_open_no_client(practice):
    with pytest.raises((NoKey, CannotOpen)):
        open_identity(practice.mira, keyring=practice.keyrings["ada"])


def test_her_master_key_opens_nobody_elses_private_keys(practice):
    with pytest.raises(CannotOpen):
        keyring_of(practice.ana, practice.masters["ada"])


def test_writing_her_own_wrap_into_anothers_row_opens_nothing(practice):
    from notes_app.accounts.service import Costs

    stolen = ("unlock_passphrase", "kdf_salt", "kdf_memory_kib", "kdf_passes", "kdf_lanes")
    for column in stolen:
        setattr(practice.ana, column, getattr(practice.ada, column))
    db.session.commit()
    with pytest.raises(CannotOpen):
        open_account(
            practice.ana,
            username="ana",
            passphrase=practice.passphrase,
            instance_key=KEY,
            costs=Costs(FLOOR),
        )


def test_owning_the_row_of_a_key_opens_nothing(practice):
    for row in db.session.scalars(select(ScopeKey).where(ScopeKey.client_id == practice.mira.id)):
        row.owner_id = practice.ada.id
    practice.mira.owner_id = practice.ada.id
    db.session.commit()
    with pytest.raises((NoKey, CannotOpen)):
        open_identity(practice.mira, keyring=practice.keyrings["ada"])


def test_no_command_sets_a_passphrase(app, practice):
    before = practice.ana.unlock_passphrase
    listed = app.test_cli_runner().invoke(args=["users", "--help"]).output
    assert "create" in listed
    assert "passphrase" not in listed
    app.test_cli_runner().invoke(args=["users", "create", "ana"])
    found = db.session.scalars(select(User).where(User.username == "ana")).one()
    assert found.unlock_passphrase == before


def test_nothing_is_granted_to_her(practice):
    assert db.session.scalars(select(Grant)).all() == []
