"""The keyring of the request that is running, able to find its clients' keys."""

from notes_app.accounts.current import opened_keyring
from notes_app.crypto.keyring import Keyring
from notes_app.sharing.queries import wrapped_keys_of


def unlocked_keyring() -> Keyring:
    """The logged-in person's keyring; it unwraps scope keys when they are first asked for.

    Raises Locked when the browser session is locked or nobody is logged in.
    """
    keyring = opened_keyring()
    keyring.load_from(lambda: wrapped_keys_of(keyring.user_id))
    return keyring
