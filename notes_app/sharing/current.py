"""The keyring of the request that is running, able to find its clients' keys."""

from flask import g

from notes_app.accounts.current import opened_keyring
from notes_app.crypto.keyring import Keyring
from notes_app.sharing.queries import wrapped_keys_of

SOURCED = "sharing_sourced_keyring"


def unlocked_keyring() -> Keyring:
    """The logged-in person's keyring; it unwraps scope keys when they are first asked for.

    Raises Locked when the browser session is locked or nobody is logged in.
    """
    keyring = opened_keyring()
    if g.get(SOURCED) is not keyring:  # a request that unlocks or locks has more than one
        keyring.load_from(lambda: wrapped_keys_of(keyring.user_id))
        setattr(g, SOURCED, keyring)
    return keyring
