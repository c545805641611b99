"""C7, C8: the cost of a passphrase in the row is ours, or the passphrase opens nothing."""

import time

import pytest

from notes_app import db

pytestmark = pytest.mark.attack


@pytest.mark.parametrize(
    ("column", "number"),
    [
        ("kdf_memory_kib", 8),
        ("kdf_memory_kib", 2**31 - 1),
        ("kdf_memory_kib", -1),
        ("kdf_passes", 0),
        ("kdf_passes", 2**31 - 1),
        ("kdf_lanes", 0),
        ("kdf_lanes", 2**31 - 1),
        ("kdf_lanes", -1),
        ("kdf_salt", b""),
        ("unlock_passphrase", b"\x01" + bytes(328)),
        ("unlock_passphrase", b""),
    ],
)
def test_c7_the_right_passphrase_opens_nothing(browse, practice, column, number):
    setattr(practice.ana, column, number)
    db.session.commit()
    otto = browse(None)
    page, begun = otto.get("accounts.login"), time.thread_time()
    otto.submit(page, username="ana", passphrase=practice.passphrase, status=422)
    assert time.thread_time() - begun < 5


def test_c7_untouched_it_opens(browse, practice):
    otto = browse(None)
    page = otto.get("accounts.login")
    otto.submit(page, username="ana", passphrase=practice.passphrase, status=303)
