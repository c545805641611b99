"""The keyring of the request that is running, able to find its clients' keys."""

from datetime import tzinfo
from uuid import UUID

from flask import Flask, current_app, g
from flask.typing import ResponseReturnValue
from sqlalchemy import event
from sqlalchemy.orm import Session

from notes_app import db
from notes_app.accounts.current import Locked, forget_keys, opened_keyring, user_of_login
from notes_app.crypto.keyring import Keyring, WrappedKey
from notes_app.db.session import ENGINE, AppSession
from notes_app.sharing.accepting import granted_keys
from notes_app.sharing.generations import Owner
from notes_app.sharing.queries import wrapped_keys_of
from notes_app.sharing.resealing import Renewed, refuse_older
from notes_app.sharing.seeing import Seeing, seeing_of
from notes_app.sharing.words import line_of_all, line_of_client, line_of_note
from notes_app.web.current import clock
from notes_app.web.errors import STALE, drawn

SOURCED, SEEING, AGAIN = "sharing_sourced_keyring", "sharing_seeing", "sharing_again"


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


def who_sees(client_id: UUID) -> str:
    """Who can see a page about this client, in words."""
    return line_of_client(current_seeing(), client_id, zone=_zone())


def who_reads(session_id: UUID, client_id: UUID) -> str:
    """Who can read the words of this session's note."""
    return line_of_note(current_seeing(), session_id, client_id, zone=_zone())


def who_sees_any() -> str:
    """Who can see something of a page about all clients."""
    return line_of_all(current_seeing(), zone=_zone())


def init_app(app: Flask) -> None:
    """Let the templates say who can see what they show."""
    for line in (who_sees, who_reads, who_sees_any):
        app.jinja_env.globals[line.__name__] = line
    app.register_error_handler(Renewed, _again)
    on_a_server = app.extensions[ENGINE].dialect.name == "postgresql"
    if on_a_server and not event.contains(AppSession, "before_flush", _check):
        event.listen(AppSession, "before_flush", _check)


def _check(session: Session, _context: object, _instances: object) -> None:
    refuse_older(session)


def _again(_error: Renewed) -> ResponseReturnValue:
    """Do the same once more, under the key that is the newest now."""
    db.session.rollback()
    if g.get(AGAIN):
        return drawn(STALE)
    setattr(g, AGAIN, True)
    forget_keys()
    g.pop(SOURCED, None)
    g.pop(SEEING, None)
    try:
        return current_app.dispatch_request()
    except Exception as error:  # noqa: BLE001 - such as NotFound: it was taken from this person
        return current_app.handle_user_exception(error)


def _zone() -> tzinfo | None:
    return clock().local().tzinfo
