"""Private unless @public: every page asks for an unlocked login."""

import re

from flask import Flask, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from notes_app.web.browser_sessions import browser_session, login_store
from notes_app.web.current import clock, home
from notes_app.web.marks import mark_of

STEP = 1.0  # seconds that are not worth a write
# One slash and no second one, no backslash, nothing that a browser would drop while reading.
OURS = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")


def let_in() -> ResponseReturnValue | None:
    """Let the request pass, or say where to go instead."""
    if request.routing_exception is not None or mark_of("public"):
        return None
    if not current_user.is_authenticated:
        locked = browser_session().is_locked
        return _elsewhere("accounts.unlock" if locked else "accounts.login", 423 if locked else 401)
    if not mark_of("background"):
        used_now()
    if mark_of("fresh") and not is_fresh():
        return _elsewhere("accounts.confirm", 401)
    return None


def used_now(*, seconds_ago: float = 0) -> None:
    """The therapist was there `seconds_ago`; the idle time counts from then, never from earlier."""
    login, now, store = browser_session().login, clock().now(), login_store()
    if login is not None and now.wall - seconds_ago > login.seen_at + STEP:
        boot = now.boot - seconds_ago if store.one_machine else None
        store.change(login.row, seen_at=now.wall - seconds_ago, seen_boot=boot)


def is_fresh() -> bool:
    """Whether the passphrase was typed within the last five minutes."""
    login = browser_session().login
    return login is not None and clock().now().wall < login.fresh_until


def is_fetch() -> bool:
    """Whether a script asks, and not the browser for a whole page."""
    return request.headers.get("X-Requested-With") == "fetch" or request.is_json


def safe_next(wanted: str | None) -> str:
    """`wanted` if it is the address of a page of ours, else Today's."""
    if not wanted or not OURS.fullmatch(wanted):
        return home()
    try:
        current_app.create_url_adapter(request).match(wanted.partition("?")[0], method="GET")  # type: ignore[union-attr]  # there is a request
    except (HTTPException, RequestRedirect):
        return home()
    return wanted


def _elsewhere(endpoint: str, status: int) -> ResponseReturnValue:
    page = request.full_path.rstrip("?") if request.method == "GET" else None
    if is_fetch():
        return "", status
    return redirect(url_for(endpoint, next=page), 303)


def init_app(app: Flask) -> None:
    """Guard every page of `app`."""
    app.before_request(let_in)
