"""X6: what was chosen for an import and left does not lie about; nobody else can reach it."""

import pytest
from sqlalchemy import func, select

from notes_app import db
from notes_app.records.models import ImportBatch
from notes_app.records.payloads import WaitingFiles
from notes_app.records.reading.dates import DateOrder
from notes_app.records.service import keep_files

pytestmark = pytest.mark.attack


def waiting() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(ImportBatch))


def log_in(browser, name, practice):
    page = browser.get("accounts.login")
    browser.submit(page, username=name, passphrase=practice.passphrase)


@pytest.fixture(autouse=True)
def files(practice) -> None:
    """Ana and Bea have chosen files, and have confirmed nothing."""
    chosen = WaitingFiles(files=(), order=DateOrder.DAY_FIRST)
    for name, client in (("ana", practice.mira), ("bea", practice.lena)):
        user, keyring = getattr(practice, name), practice.keyrings[name]
        keep_files(chosen, client=client, user=user, keyring=keyring)
    db.session.commit()


def test_x6_the_next_log_in_forgets_ones_own_files_only(browse, practice):
    assert waiting() == 2
    log_in(browse(None), "ana", practice)
    assert waiting() == 1
    assert db.session.scalar(select(ImportBatch.user_id)) == practice.bea.id


def test_x6_unlocking_keeps_them(browse, practice):
    ana = browse(practice.ana)
    locked = ana.follow(ana.submit(ana.get("accounts.account"), press="Lock"))
    ana.submit(locked, passphrase=practice.passphrase)
    assert waiting() == 2


def test_x6_a_wrong_passphrase_keeps_them(browse, practice):
    otto = browse(None)
    page = otto.get("accounts.login")
    otto.submit(page, username="ana", passphrase="not the passphrase at all", status=422)
    assert waiting() == 2
