"""What the frame of every page shows of whoever is logged in, and the one page that comes first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Flask, redirect, request, url_for
from flask.typing import ResponseReturnValue

from notes_app.accounts.current import current_profile
from notes_app.accounts.payloads import Colours, Profile
from notes_app.web.browser_sessions import browser_session
from notes_app.web.current import clock, settings

#: Pages that open before the recovery key is confirmed from paper.
BEFORE_THE_SHEET = {
    "accounts.recovery_sheet",
    "accounts.lock",
    "accounts.log_out",
    "accounts.status",
    "accounts.touch",
    "web.static",
}


@dataclass(frozen=True)
class EarlierLogin:
    """When the login before this one began, in the therapist's zone, and the failed tries since."""

    at: datetime
    failed: int


def earlier_login() -> EarlierLogin | None:
    """The login before this one; None at the first."""
    last = (current_profile() or Profile()).last_login
    if last is None:
        return None
    return EarlierLogin(datetime.fromtimestamp(last.at, clock().local().tzinfo), last.failed_since)


def place_line() -> str:
    """Where the records lie, in words."""
    practice = settings().practice
    return f"Stored encrypted at {practice}" if practice else "Stored encrypted on this computer"


def frame_words() -> dict[str, Any]:
    """What `web/shell.html` draws, empty where nobody is logged in."""
    login = browser_session().login
    profile = current_profile() if login is not None and login.wrap is not None else None
    if login is None or profile is None:
        return {"profile": None, "scheme": "", "place_line": place_line()}
    return {
        "profile": profile,
        "scheme": "" if profile.colours is Colours.SYSTEM else str(profile.colours),
        "place_line": place_line(),
        "lock_after": login.idle_seconds,
        "whose": str(login.user_id),
        "touch_url": url_for("accounts.touch"),
        "status_url": url_for("accounts.status"),
    }


def sheet_first() -> ResponseReturnValue | None:
    """Until a new recovery key is confirmed from paper, its sheet is the only page."""
    if request.endpoint is None or request.endpoint in BEFORE_THE_SHEET:
        return None
    profile = current_profile()
    if profile is None or profile.pending_recovery is None:
        return None
    return redirect(url_for("accounts.recovery_sheet"), 303)


def init_app(app: Flask) -> None:
    """Give the frame its words."""
    app.context_processor(frame_words)
    app.before_request(sheet_first)
