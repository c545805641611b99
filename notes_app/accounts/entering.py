"""Trying a passphrase in a request: which tries it counts among, and whose turn it is."""

from pathlib import Path

from flask import Flask, current_app, make_response, request
from flask.typing import ResponseReturnValue

from config import Settings
from notes_app.accounts.costs import ceiling_of, costs_of
from notes_app.accounts.models import User
from notes_app.accounts.policy import username_of
from notes_app.accounts.service import Costs
from notes_app.accounts.throttle import Buckets, TooSoon, buckets_of
from notes_app.accounts.turns import TooMany, Turns
from notes_app.crypto.browser_session import make_device_cookie, print_cookie, read_cookie
from notes_app.web.browser_sessions import send_cookie
from notes_app.web.current import SETTINGS, instance_key, settings

TURNS = "between.turns"
DEVICE_COOKIE = "__Host-device"
DEVICE_KNOWN_FOR = 400 * 24 * 3600
BUSY_SECONDS = 5

DID_NOT_OPEN = "That did not open anything. Check both and try again."
WRONG_PASSPHRASE = "That did not open anything. Check the passphrase and try again."  # noqa: S105 - a sentence
BUSY = f"Many are logging in just now. Try again in {BUSY_SECONDS} seconds."


def turns() -> Turns:
    """Whose turn it is to derive a key on this machine."""
    found: Turns = current_app.extensions[TURNS]
    return found


def costs() -> Costs:
    """What derivations cost here."""
    return Costs(costs_of(settings()), ceiling_of(settings()))


def buckets_for(username: str, user: User | None) -> Buckets:
    """Where a try of this visitor on that name counts."""
    sent = request.cookies.get(DEVICE_COOKIE)
    return buckets_of(
        username_of(username),
        user_id=user.id if user else None,
        network=request.remote_addr or "",
        device=(read_cookie(sent) if sent else None) or b"",
        instance_key=instance_key(),
    )


def know_device(answer: ResponseReturnValue, user: User) -> ResponseReturnValue:
    """Let this browser be known as `user`'s, so that others' tries do not keep it out."""
    response = make_response(answer)
    cookie = print_cookie(make_device_cookie(user.id, instance_key()))
    send_cookie(response, DEVICE_COOKIE, cookie, max_age=DEVICE_KNOWN_FOR)
    return response


def refusal_of(error: Exception) -> tuple[str, int, dict[str, str]]:
    """What is said, with which status and headers, when a try was not made at all."""
    if isinstance(error, TooSoon):
        unit = "second" if error.seconds == 1 else "seconds"
        sentence = f"Too many tries. Try again in {error.seconds} {unit}."
        return sentence, 429, {"Retry-After": str(error.seconds)}
    if isinstance(error, TooMany):
        return BUSY, 503, {"Retry-After": str(BUSY_SECONDS)}
    return DID_NOT_OPEN, 422, {}


def init_app(app: Flask) -> None:
    """Keep the turns of this machine."""
    app.extensions[TURNS] = Turns(settings_folder(app))


def settings_folder(app: Flask) -> Path | None:
    """Where workers of one server share their turns; None on a laptop, which has one process."""
    found: Settings = app.extensions[SETTINGS]
    return found.instance if found.server else None
