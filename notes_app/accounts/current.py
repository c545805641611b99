"""Who is logged in in this request, and the keys that this opened.

The keyring lives as long as the request: it is opened from the login's row and the cookie when it
is first asked for, and overwritten when the request ends.
"""

from dataclasses import dataclass
from uuid import UUID

from flask import Flask, Request, g
from flask_login import LoginManager

from notes_app import db
from notes_app.accounts.models import User
from notes_app.accounts.payloads import Profile
from notes_app.accounts.queries import open_profile
from notes_app.accounts.service import keyring_of
from notes_app.crypto.browser_session import (
    check_of,
    row_of,
    unwrap_master_for_session,
    wrap_master_for_session,
)
from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.keyring import Keyring
from notes_app.payload import CannotRead
from notes_app.web.browser_sessions import browser_session, login_store
from notes_app.web.current import clock, instance_key, settings
from notes_app.web.logins import FRESH_FOR, Login, surplus

KEYRING, PROFILE, USER = "accounts_keyring", "accounts_profile", "accounts_user"


class Locked(Exception):
    """Nobody is logged in, or the login is locked: there is no key."""


@dataclass(frozen=True)
class Beginning:
    """What a new login starts from: whose it is, what idles how long, since when it counts."""

    user_id: UUID
    epoch: int
    idle_seconds: int
    messages: str = ""


def opened_keyring() -> Keyring:
    """The keys of whoever is logged in.  Raises Locked."""
    if KEYRING not in g:
        user = user_of_login()
        if user is None:
            raise Locked
        setattr(g, KEYRING, keyring_of(user, opened_master()))
    found: Keyring = g.get(KEYRING)
    return found


def opened_master() -> bytes:
    """The master key of whoever is logged in.  Raises Locked."""
    session, login = browser_session(), browser_session().login
    if login is None or login.wrap is None:
        raise Locked
    return unwrap_master_for_session(
        login.wrap, cookie=session.cookie, instance_key=instance_key(), user_id=login.user_id
    )


def current_profile() -> Profile | None:
    """The settings of whoever is logged in; None if nobody is."""
    if not browser_session().is_open or (user := user_of_login()) is None:
        return None
    if PROFILE not in g:
        setattr(g, PROFILE, _profile_of(user))
    found: Profile = g.get(PROFILE)
    return found


def user_of_login() -> User | None:
    """Whose login this is, open or locked; None if nobody's, or if it was ended elsewhere."""
    login = browser_session().login
    if login is None:
        return None
    user = db.session.get(User, login.user_id)
    if user is None or user.disabled or user.epoch != login.epoch:
        browser_session().renew()
        return None
    setattr(g, USER, user)  # SQLAlchemy holds rows weakly: without this, each call asks again
    return user


def begin_login(user: User, master: bytes, profile: Profile) -> None:
    """Log `user` in: new cookie, new row, the master key wrapped for this browser.

    The oldest of too many logins ends.
    """
    store = login_store()
    for old in surplus(store.of_user(user.id)):
        store.drop(old.row)
    idle = 60 * (profile.idle_minutes or settings().idle_minutes)
    _begin(Beginning(user.id, user.epoch, idle), master)


def confirm_login(master: bytes) -> None:
    """The passphrase was typed again: new cookie, and five minutes in which it is not asked for."""
    login = browser_session().login
    if login is None:
        raise Locked
    _begin(Beginning(login.user_id, login.epoch, login.idle_seconds, login.messages), master)


def lock_login() -> None:
    """Delete the wrap, keep whose login it was, change the cookie."""
    login = browser_session().login
    if login is None:
        return
    _begin(Beginning(login.user_id, login.epoch, login.idle_seconds), None)
    forget_keys()


def end_login() -> None:
    """Log out: the row is deleted, the cookie stands for nobody."""
    browser_session().renew()
    forget_keys()


def forget_keys() -> None:
    """Overwrite the keys that this request opened."""
    keyring: Keyring | None = g.pop(KEYRING, None)
    if keyring is not None:
        keyring.close()
    g.pop(PROFILE, None)
    g.pop("_login_user", None)  # Flask-Login's, of the cookie before
    g.pop("csrf_token", None)  # Flask-WTF's, likewise


def _begin(beginning: Beginning, master: bytes | None) -> None:
    key, now, cookie = instance_key(), clock().now(), browser_session().renew()
    wrap = None
    if master is not None:
        wrap = wrap_master_for_session(
            master, cookie=cookie, instance_key=key, user_id=beginning.user_id
        )
    browser_session().keep(
        Login(
            row=row_of(cookie, key),
            user_id=beginning.user_id,
            secret_check=check_of(cookie, key),
            born_at=now.wall,
            seen_at=now.wall,
            seen_boot=now.boot if login_store().one_machine else None,
            fresh_until=now.wall + FRESH_FOR if master is not None else 0,
            idle_seconds=beginning.idle_seconds,
            epoch=beginning.epoch,
            wrap=wrap,
            messages=beginning.messages,
        )
    )
    forget_keys()


def _profile_of(user: User) -> Profile:
    try:
        return open_profile(user, keyring=opened_keyring())
    except (CannotOpen, CannotRead):  # settings can be missed; the records must stay in reach
        return Profile()


def _person(_request: Request) -> User | None:
    if not browser_session().is_open or user_of_login() is None:
        return None
    try:
        opened_keyring()
    except CannotOpen:  # somebody changed the row: it opens nothing, so nobody is here
        browser_session().renew()
        return None
    return user_of_login()


def init_app(app: Flask) -> None:
    """Let `flask_login.current_user` be whoever has an open login."""
    logins = LoginManager(app)
    logins.session_protection = None
    logins.request_loader(_person)

    @app.teardown_appcontext
    def close(_error: BaseException | None) -> None:
        forget_keys()
