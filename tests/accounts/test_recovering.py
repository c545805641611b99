"""The recovery sheet opens an account whose passphrase is forgotten, and everything in it."""

import pytest

from notes_app import db
from notes_app.accounts.models import User
from notes_app.accounts.service import keyring_of, open_by_recovery
from notes_app.clients.queries import open_identity
from notes_app.crypto.codes import CodeKind, print_code, read_code
from notes_app.crypto.errors import CannotOpen
from notes_app.sharing.queries import wrapped_keys_of
from tests.pages import Browser, Page

NEW = "lantern pebble orchid thunder"
WRONG = "That did not open anything. Check both and try again."


def recover(visitor: Browser, practice, *, status: int = 303, **changed: str) -> Page:
    fields = {
        "username": "ana",
        "recovery_key": print_code(CodeKind.RECOVERY, practice.recovery_keys["ana"]),
        "passphrase": NEW,
    }
    page = visitor.get("accounts.recover")
    return visitor.submit(page, **{**fields, **changed}, status=status)


def new_key(page: Page) -> bytes:
    region = next(s for s in page.top.all("section") if s.get("aria-label") == "Recovery key")
    return read_code(CodeKind.RECOVERY, "".join(code.text for code in region.all("code")))


def test_the_printed_key_opens_and_a_new_sheet_follows(browse, practice):
    visitor = browse(None)
    sheet = visitor.follow(recover(visitor, practice))
    assert sheet.heading == "Your recovery sheet"
    assert new_key(sheet) != practice.recovery_keys["ana"]


def test_everything_opens_under_the_new_master_key(browse, practice):
    visitor = browse(None)
    sheet = visitor.follow(recover(visitor, practice))
    user = db.session.get(User, practice.ana.id)
    master = open_by_recovery(user, recovery_key=new_key(sheet))
    keyring = keyring_of(user, master)
    keyring.load_from(lambda: wrapped_keys_of(user.id))
    assert master != practice.masters["ana"]
    assert open_identity(practice.mira, keyring=keyring).name == "Mira Real"


def test_the_old_master_key_opens_nothing_any_more(browse, practice):
    recover(browse(None), practice)
    user = db.session.get(User, practice.ana.id)
    with pytest.raises(CannotOpen):
        keyring_of(user, practice.masters["ana"])


def test_the_used_sheet_opens_nothing_any_more(browse, practice):
    recover(browse(None), practice)
    page = recover(browse(None), practice, status=422)
    assert WRONG in page.text


def test_open_logins_end(browse, practice):
    ana = browse(practice.ana)
    recover(browse(None), practice)
    assert ana.get("accounts.account", status=303).location.startswith("/log-in")


def test_the_new_passphrase_logs_in(browse, practice):
    recover(browse(None), practice)
    visitor = browse(None)
    page = visitor.get("accounts.login")
    visitor.submit(page, username="ana", passphrase=NEW)
    again = browse(None)
    page = again.submit(again.get("accounts.login"), username="ana", passphrase="", status=422)
    assert "Type your passphrase." in page.text


def test_a_typing_slip_is_told_before_anything_is_tried(browse, practice):
    printed = print_code(CodeKind.RECOVERY, practice.recovery_keys["ana"])
    slipped = ("A" if printed[0] != "A" else "B") + printed[1:]
    page = recover(browse(None), practice, recovery_key=slipped, status=422)
    assert "There is a typing slip in the recovery key." in page.text


def test_the_sheet_of_somebody_else_opens_nothing(browse, practice):
    other = print_code(CodeKind.RECOVERY, practice.recovery_keys["bea"])
    assert WRONG in recover(browse(None), practice, recovery_key=other, status=422).text


def test_a_sheet_can_be_tried_without_using_it_up(browse, practice):
    ana = browse(practice.ana)
    printed = print_code(CodeKind.RECOVERY, practice.recovery_keys["ana"])
    answer = ana.submit(ana.get("accounts.try_sheet"), recovery_key=printed)
    page = ana.follow(answer)
    assert "Your recovery sheet opens this account." in page.text
    assert "last tried 30 April 2026" in page.text


def test_a_new_sheet_replaces_the_old_one(browse, practice):
    ana = browse(practice.ana)
    answer = ana.submit(ana.get("accounts.new_sheet"), press="Make a new sheet")
    sheet = ana.follow(answer)
    user = db.session.get(User, practice.ana.id)
    assert open_by_recovery(user, recovery_key=new_key(sheet)) == practice.masters["ana"]
    with pytest.raises(CannotOpen):
        open_by_recovery(user, recovery_key=practice.recovery_keys["ana"])
