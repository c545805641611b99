"""R2: whether a name exists is not told, in words or in time.  R3: nobody is locked out."""

import re
import statistics
import time

import pytest

from notes_app import db
from notes_app.accounts.service import Costs, open_account
from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.passphrase import FLOOR
from tests.applications import KEY

pytestmark = pytest.mark.attack

WRONG = "not the passphrase at all"


def refused(browser, endpoint: str, **fields: str) -> str:
    page = browser.submit(browser.get(endpoint), **fields, status=422)
    return re.sub(r'(csrf-token" content=|csrf_token" value=)"[^"]+"', "", page.html)


def seconds(user, username: str) -> float:
    begun = time.thread_time()
    with pytest.raises(CannotOpen):
        open_account(
            user, username=username, passphrase=WRONG, instance_key=KEY, costs=Costs(FLOOR)
        )
    return time.thread_time() - begun


def test_r2_the_log_in_answers_with_the_same_bytes(browse, practice):
    answers = {
        refused(browse(None), "accounts.login", username=name, passphrase=WRONG).replace(name, "")
        for name in ("ana", "xxx")
    }
    assert len(answers) == 1


def test_r2_recovery_answers_with_the_same_bytes(browse, practice):
    from notes_app.crypto.codes import CodeKind, print_code

    key = print_code(CodeKind.RECOVERY, bytes(20))
    fields = {"recovery_key": key, "passphrase": "lantern pebble orchid thunder"}
    answers = {
        refused(browse(None), "accounts.recover", username=name, **fields).replace(name, "")
        for name in ("ana", "xxx")
    }
    assert len(answers) == 1


def test_r2_the_same_work_is_done_for_a_name_that_nobody_has(practice):
    # In turns, so that a machine that becomes busy slows both down.
    pairs = [(seconds(practice.ana, "ana"), seconds(None, "nobody")) for _ in range(9)]
    ratio = statistics.median(known / unknown for known, unknown in pairs)
    assert 0.7 < ratio < 1.4  # a missing derivation would be 1000


def test_r2_a_disabled_or_invited_account_is_like_none(browse, practice):
    practice.bea.disabled = True
    practice.ada.unlock_passphrase = None
    db.session.commit()
    answers = {
        refused(browse(None), "accounts.login", username=name, passphrase=WRONG).replace(name, "")
        for name in ("bea", "ada", "xxx")
    }
    assert len(answers) == 1


def test_r3_strangers_cannot_lock_a_known_browser_out(browse, practice):
    ana, otto = browse(None), browse(None)
    ana.submit(ana.get("accounts.login"), username="ana", passphrase=practice.passphrase)
    ana.submit(ana.get("accounts.account"), press="Log out")
    page = otto.get("accounts.login")
    for _ in range(6):
        otto.submit(page, username="ana", passphrase=WRONG, status=422)
    otto.submit(page, username="ana", passphrase=WRONG, status=429)
    ana.submit(ana.get("accounts.login"), username="ana", passphrase=practice.passphrase)


def test_r2_an_invitation_is_not_told_from_an_account_or_from_nobody(browse, practice):
    code, new = "ABCD-EFGH-IJKL-MNOP-QRST-UVWX", "lantern pebble orchid thunder"
    practice.bea.activation, practice.bea.activation_until = bytes(32), 2**40
    db.session.commit()
    fields = {"code": code, "passphrase": new, "repeat": new}
    answers = {
        refused(browse(None), "accounts.activate", username=name, **fields).replace(name, "")
        for name in ("ana", "bea", "xxx")
    }
    assert len(answers) == 1
