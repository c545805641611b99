"""The last search of a login, so that coming back from a note shows what was found again.

What was sent lies in the login's row, sealed under a key of its owner and bound to that row: no
address, history or storage of the browser holds it.  Locking, running out and logging out drop it.
"""

from collections.abc import Mapping

from notes_app.crypto.envelope import seal, unseal
from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.keyring import Keyring
from notes_app.crypto.place import Place
from notes_app.payload import CannotRead, Payload, decode, encode
from notes_app.web.browser_sessions import browser_session

KEY = "searches"


class LastSearch(Payload, frozen=True, tag=1):
    """The fields of the form, as they were sent."""

    fields: dict[str, str]


def keep_last(fields: Mapping[str, str], *, keyring: Keyring) -> None:
    """Remember these fields instead of what was asked before."""
    if login := browser_session().login:
        payload = encode(LastSearch(dict(fields)))
        place = Place("search", user=keyring.user_id, row=login.row)
        browser_session().change(last_search=seal(payload, keyring.derive(KEY), place))


def has_last() -> bool:
    """Whether something was asked in this login."""
    login = browser_session().login
    return bool(login and login.last_search)


def last_fields(*, keyring: Keyring) -> dict[str, str] | None:
    """What was asked last in this login; None where nothing was, or it does not open."""
    login = browser_session().login
    if login is None or login.last_search is None:
        return None
    place = Place("search", user=keyring.user_id, row=login.row)
    try:
        return decode(unseal(login.last_search, keyring.derive(KEY), place), LastSearch).fields
    except (CannotOpen, CannotRead):
        return None
