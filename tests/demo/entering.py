"""Come into the demo practice as one of its people."""

from notes_app.accounts.models import User
from notes_app.accounts.queries import user_named
from notes_app.accounts.service import Costs, keyring_of, open_account
from notes_app.crypto.keyring import Keyring
from notes_app.crypto.passphrase import FLOOR
from notes_app.demo.service import LogIn
from notes_app.sharing.queries import wrapped_keys_of
from tests.applications import KEY


def entered(who: LogIn) -> tuple[User, bytes, Keyring]:
    """The person, the master key, and the keyring with all keys that they own."""
    user = user_named(who.username)
    assert user is not None
    master = open_account(
        user,
        username=who.username,
        passphrase=who.passphrase,
        instance_key=KEY,
        costs=Costs(FLOOR),
    )
    keyring = keyring_of(user, master)
    keyring.load_from(lambda: wrapped_keys_of(user.id))
    return user, master, keyring
