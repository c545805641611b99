"""Flask's session, of which nothing travels but one opaque cookie.

Visitors have a cookie and no row.  A login has a row (see `logins`); its messages are kept there.
The token of every form is derived from the cookie's secret, so it dies with the cookie.
"""

import hmac
from typing import Any, cast

from flask import Flask, Request, Response, current_app, session
from flask.sessions import SessionInterface, SessionMixin

from notes_app.crypto import browser_session as cookies
from notes_app.web.current import clock, instance_key
from notes_app.web.logins import CLOSED, Login, LoginStore, is_stale, seconds_left

COOKIE = "__Host-between"
STORE = "between.logins"


class BrowserSession(dict[str, Any], SessionMixin):
    """What one cookie stands for.  Read-only for everybody but `accounts`."""

    def __init__(self, cookie: bytes | None) -> None:
        self.sends_cookie = cookie is None
        self.cookie = cookie or cookies.make_cookie()
        self.login = _login_of(self.cookie) if cookie else None
        super().__init__(csrf_token=cookies.csrf_of(self.cookie))

    @property
    def is_open(self) -> bool:
        """Somebody is logged in and unlocked."""
        return self.login is not None and self.login.wrap is not None

    @property
    def is_locked(self) -> bool:
        """Somebody was logged in here, and the key is gone."""
        return self.login is not None and self.login.wrap is None

    def renew(self) -> bytes:
        """Forget the login and take a new cookie: the old one is worth nothing from here on."""
        if self.login is not None:
            login_store().drop(self.login.row)
        self.cookie, self.login, self.sends_cookie = cookies.make_cookie(), None, True
        self["csrf_token"] = cookies.csrf_of(self.cookie)
        return self.cookie

    def keep(self, login: Login) -> None:
        """Remember a login under the cookie that `renew` has just made."""
        login_store().add(login)
        self.login = login

    def change(self, **fields: Any) -> None:
        """Change these fields of the login, if there is one."""
        if self.login is not None:
            login_store().change(self.login.row, **fields)
            self.login = _login_of(self.cookie)


class BrowserSessions(SessionInterface):
    """Reads the cookie of a request, and sends a new one when there is one."""

    def open_session(self, app: Flask, request: Request) -> BrowserSession:
        """What the request's cookie stands for."""
        sent = request.cookies.get(COOKIE)
        return BrowserSession(cookies.read_cookie(sent) if sent else None)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Send the cookie where it is new; a page that may be cached carries none."""
        kept = cast(BrowserSession, session)
        if not kept.sends_cookie or response.cache_control.public:
            return
        send_cookie(response, COOKIE, cookies.print_cookie(kept.cookie))


def send_cookie(response: Response, name: str, value: str, *, max_age: int | None = None) -> None:
    """Set a cookie the only way that we do."""
    response.set_cookie(
        name, value, max_age=max_age, secure=True, httponly=True, samesite="Strict", path="/"
    )


def browser_session() -> BrowserSession:
    """The session of the running request."""
    return cast(BrowserSession, session._get_current_object())  # type: ignore[attr-defined]  # noqa: SLF001 - a proxy


def login_store() -> LoginStore:
    """Where this application keeps its logins."""
    store: LoginStore = current_app.extensions[STORE]
    return store


def _login_of(cookie: bytes) -> Login | None:
    key = instance_key()
    login = login_store().find(cookies.row_of(cookie, key))
    if login is None or not hmac.compare_digest(login.secret_check, cookies.check_of(cookie, key)):
        return None
    return _as_of_now(login)


def _as_of_now(login: Login) -> Login | None:
    # The sweeper may be seconds late: nobody is let in on a wrap that has run out.
    now, store = clock().now(), login_store()
    if login.wrap is not None and seconds_left(login, now) <= 0:
        store.change(login.row, **CLOSED)
    elif login.wrap is None and is_stale(login, now):
        store.drop(login.row)
    else:
        return login
    return store.find(login.row)


def init_app(app: Flask) -> None:
    """Use these sessions instead of Flask's."""
    app.session_interface = BrowserSessions()
