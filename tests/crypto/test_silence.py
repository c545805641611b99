"""Nothing here prints a key, a text or a reason."""

import traceback

import pytest

from notes_app.crypto import errors
from notes_app.crypto.codes import CodeKind, read_code
from notes_app.crypto.envelope import seal, unseal
from notes_app.crypto.errors import CannotOpen, NoKey, TypingSlip, UnusablePassphrase
from notes_app.crypto.instance_key import InstanceKey
from notes_app.crypto.keypairs import PrivateKeys
from notes_app.crypto.keyring import Keyring
from notes_app.crypto.passphrase import normalise_passphrase
from notes_app.crypto.place import Place
from notes_app.crypto.signing import SignedText
from notes_app.sealed import Scope
from tests.crypto.people import ANA, MIRA

CANARY = b"canary!!" * 4
SEEDS = PrivateKeys(CANARY * 3, CANARY)
KEYRING = Keyring(ANA.id, CANARY, SEEDS)
KEYRING.hold(MIRA, Scope.NOTES, 1, CANARY)
HOLDERS = [SEEDS, InstanceKey(CANARY, CANARY), KEYRING, SignedText(CANARY, 1)]


@pytest.mark.parametrize("holder", HOLDERS)
@pytest.mark.parametrize("printed", [repr, str, format, "{0!a}".format, "{0!r:>90}".format])
def test_nothing_that_holds_a_secret_prints_it(holder, printed):
    shown = printed([holder]) + printed(holder)
    assert type(holder).__name__ in shown
    assert "canary" not in shown
    assert CANARY.hex()[:8] not in shown


def test_a_keyring_does_not_say_whose_it_is():
    assert str(ANA.id) not in repr(KEYRING)
    assert not hasattr(KEYRING, "__dict__")


@pytest.mark.parametrize("holder", HOLDERS[:2])
def test_what_holds_a_secret_is_no_dictionary_key(holder):
    with pytest.raises(TypeError, match="unhashable"):
        hash(holder)


@pytest.mark.parametrize("error", [CannotOpen, NoKey, TypingSlip, UnusablePassphrase])
def test_these_errors_take_no_reason(error):
    with pytest.raises(TypeError):
        error("because")
    assert str(error()) == str(error())


FAILURES = [
    lambda: unseal(seal(CANARY, CANARY, Place("x", gen=1)), CANARY, Place("x", gen=2)),
    lambda: unseal(CANARY, CANARY, Place("x")),
    lambda: read_code(CodeKind.RECOVERY, "CANARY" * 6),
    lambda: normalise_passphrase("canary" * 50),
    lambda: normalise_passphrase("canary\ud83d"),
]


@pytest.mark.parametrize("failure", FAILURES)
def test_an_error_in_a_log_shows_no_secret_and_no_cause(failure):
    with pytest.raises((CannotOpen, TypingSlip, UnusablePassphrase)) as caught:
        failure()
    logged = traceback.TracebackException.from_exception(caught.value)
    assert "canary" not in str(caught.value).lower()
    assert logged.__cause__ is None
    assert logged.__context__ is None or logged.__suppress_context__


def test_there_is_one_error_for_whatever_does_not_open():
    family = [error for error in vars(errors).values() if isinstance(error, type)]
    assert len(family) == 7
    assert [error for error in family if issubclass(error, CannotOpen)] == [CannotOpen]
