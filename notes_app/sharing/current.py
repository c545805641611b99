"""The keyring of the request that is running, able to find its clients' keys."""

from flask import g
from notes_app.accounts.current import opened_keyring

from notes_app.crypto.keyring import Keyring
from notes_app.sharing.queries import wrapped_keys_of

SOURCED = "keyring_knows_its_source"


def unlocked_keyring() -> Keyring:
    """The logged-in person's keyring; it unwraps scope keys when they are first asked for.

    Raises Locked when the browser session is locked or nobody is logged in.
    """
    keyring = opened_keyring()
    if SOURCED not in g:
        keyring.load_from(lambda: wrapped_keys_of(keyring.user_id))
        setattr(g, SOURCED, True)
    return keyring
