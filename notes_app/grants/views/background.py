"""What happens while its owner is logged in: what expired is ended, and old keys are replaced.

One thread for each person at most, with keys of its own.  It ends with the login: before each few
records it asks whether the owner is still there.  It commits, as a view does.
"""

import logging
import threading
import time
from uuid import UUID

from flask import Flask, Response, current_app, g
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError

from notes_app import db
from notes_app.accounts.current import opened_master, user_of_login
from notes_app.accounts.models import User
from notes_app.accounts.service import keyring_of
from notes_app.clock import today
from notes_app.crypto.errors import CannotOpen, NoKey
from notes_app.crypto.keyring import Keyring
from notes_app.db.engine import reading
from notes_app.db.errors import Stale
from notes_app.grants.views.blueprint import bp
from notes_app.payload import CannotRead
from notes_app.sharing.current import now, unlocked_keyring
from notes_app.sharing.generations import Owner
from notes_app.sharing.queries import wrapped_keys_of
from notes_app.sharing.resealing import forget_older_keys, renewed_keys, reseal
from notes_app.sharing.service import is_unsettled, settle
from notes_app.sharing.tidying import end_what_is_over, is_anything_over
from notes_app.web.browser_sessions import browser_session, login_store
from notes_app.web.current import clock, settings
from notes_app.web.logins import seconds_left
from notes_app.web.logs import event

WANTED, AT_ONCE_SECONDS = "grants_background", 0.3
STOPPED_BY = (NoKey, CannotOpen, CannotRead, Stale, StaleDataError, OperationalError)
_running: set[UUID] = set()
_lock = threading.Lock()


def seal_anew() -> None:
    """Begin at once, and leave what takes longer than a blink to the thread.

    Whoever may still see the client holds the new key only: the sooner all lies under it, the
    better.  For most clients nothing is left.
    """
    keyring, until = unlocked_keyring(), time.monotonic() + AT_ONCE_SECONDS
    try:
        for client_id, scope in renewed_keys(keyring.user_id):
            for _ in reseal(client_id, scope, keyring=keyring):
                db.session.commit()
                if time.monotonic() > until:
                    setattr(g, WANTED, True)
                    return
            forget_older_keys(client_id, scope, owner_id=keyring.user_id)
            db.session.commit()
    except STOPPED_BY:
        db.session.rollback()
        setattr(g, WANTED, True)


@bp.after_app_request
def begin(response: Response) -> Response:
    """Start the thread where it is wanted: a key was taken away, or somebody has just come in."""
    session = browser_session()
    came_in = session.sends_cookie and session.is_open
    if (came_in or g.get(WANTED)) and session.is_open and not settings().testing:
        user = user_of_login()
        if user is not None:
            _start(current_app._get_current_object(), user.id, opened_master())  # type: ignore[attr-defined]  # noqa: SLF001 - a proxy
    return response


def work(user_id: UUID, master: bytes) -> None:
    """All that there is to do for one person, in small commits, until they lock."""
    reader = reading.set(True)
    user = db.session.get(User, user_id)
    reading.reset(reader)
    if user is None:
        return
    keyring = keyring_of(user, master)
    try:
        keyring.load_from(lambda: wrapped_keys_of(user_id))
        owner = Owner(user, keyring, now())
        if not _anything_to_do(owner):
            return
        settle(owner=owner)
        end_what_is_over(owner, on=today(clock()))
        db.session.commit()
        for client_id, scope in renewed_keys(user_id):
            for _ in reseal(client_id, scope, keyring=keyring):
                db.session.commit()
                _go_on_only_if_there(user, keyring)
            forget_older_keys(client_id, scope, owner_id=user_id)
            db.session.commit()
    except STOPPED_BY:
        db.session.rollback()  # it goes on when its owner comes in again
    finally:
        keyring.close()


def _anything_to_do(owner: Owner) -> bool:
    """Asked as a reader: whoever comes in and has nothing to tidy holds up no writer."""
    reader = reading.set(True)
    try:
        if is_anything_over(owner, on=today(clock())) or is_unsettled(owner=owner):
            return True
        return bool(renewed_keys(owner.user.id))
    finally:
        db.session.rollback()
        reading.reset(reader)


def _go_on_only_if_there(user: User, keyring: Keyring) -> None:
    epoch = db.session.scalar(select(User.epoch).where(User.id == user.id, ~User.disabled))
    here = [
        login
        for login in login_store().of_user(user.id)
        if login.wrap is not None and seconds_left(login, clock().now()) > 0
    ]
    if not any(login.epoch == epoch for login in here):
        keyring.close()
        raise NoKey


def _start(app: Flask, user_id: UUID, master: bytes) -> None:
    with _lock:
        if user_id in _running:
            return
        _running.add(user_id)
    threading.Thread(target=_run, args=(app, user_id, master), daemon=True).start()


def _run(app: Flask, user_id: UUID, master: bytes) -> None:
    try:
        with app.app_context():
            work(user_id, master)
    except Exception as error:  # noqa: BLE001 - nobody else would hear of it
        event("resealing-failed", level=logging.ERROR, kind=type(error).__name__)
    finally:
        with _lock:
            _running.discard(user_id)
