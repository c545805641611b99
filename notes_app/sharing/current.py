"""The keyring of the request that is running, able to find its clients' keys."""

from flask import g

from notes_app.accounts.current import Locked, opened_keyring, user_of_login
from notes_app.crypto.keyring import Keyring, WrappedKey
from notes_app.sharing.accepting import granted_keys
from notes_app.sharing.generations import Owner
from notes_app.sharing.queries import wrapped_keys_of
from notes_app.sharing.seeing import Seeing, seeing_of
from notes_app.web.current import clock

SOURCED, SEEING = "sharing_sourced_keyring", "sharing_seeing"


def unlocked_keyring() -> Keyring:
    """The logged-in person's keyring; it unwraps scope keys when they are first asked for.

    Raises Locked when the browser session is locked or nobody is logged in.
    """
    keyring = opened_keyring()
    if g.get(SOURCED) is not keyring:  # a request that unlocks or locks has more than one
        keyring.load_from(lambda: wrapped_keys_of(keyring.user_id), lambda: _granted(keyring))
        setattr(g, SOURCED, keyring)
    return keyring


def _granted(keyring: Keyring) -> list[WrappedKey]:
    user = user_of_login()
    return granted_keys(user, keyring=keyring, now=now()) if user else []


def owner_now() -> Owner:
    """Whoever is logged in, as one who gives and takes away."""
    user = user_of_login()
    if user is None:
        raise Locked
    return Owner(user, unlocked_keyring(), now())


def current_seeing() -> Seeing:
    """Who sees what of the clients of whoever is logged in: asked once for a page."""
    if SEEING not in g:
        owner = owner_now()
        setattr(g, SEEING, seeing_of(owner.user, keyring=owner.keyring, now=owner.now))
    found: Seeing = g.get(SEEING)
    return found


def now() -> int:
    """Unix seconds."""
    return int(clock().now().wall)
