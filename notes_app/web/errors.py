"""Exceptions become pages, once: one plain page that says what happened and what to do."""

import logging
import secrets
from dataclasses import dataclass

from flask import Flask, current_app, got_request_exception, make_response, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from notes_app import db
from notes_app.crypto.errors import CannotOpen, NoKey
from notes_app.db.disk import give_up_reserve, is_disk_full
from notes_app.db.errors import NotFound, Signed, Stale
from notes_app.payload import CannotRead
from notes_app.web.current import settings
from notes_app.web.guard import is_fetch
from notes_app.web.logs import event, places_of
from notes_app.web.typed import typed_words


@dataclass(frozen=True)
class Sentence:
    """What a page of ours says about one kind of failure."""

    status: int
    heading: str
    text: str


MISSING = Sentence(404, "Not here", "That page is not here, or is not yours.")
FAILED = Sentence(
    500,
    "That did not work",
    "Something in Between failed. Nothing was saved by this step. Go back and try again.",
)
SENTENCES = {
    400: Sentence(
        400,
        "Not understood",
        "That page was out of date. Go back, load it again, and repeat the step.",
    ),
    401: Sentence(401, "Log in", "Log in to go on."),
    403: Sentence(
        403,
        "Not from here",
        "That request did not come from a page of Between. Nothing was changed.",
    ),
    404: MISSING,
    405: Sentence(
        405, "Not here", "That page cannot be used like this. Go back and use its buttons."
    ),
    413: Sentence(
        413,
        "Too large",
        "That is more than fits at once. Nothing was saved. Split it and send the parts.",
    ),
    423: Sentence(423, "Locked", "Unlock to go on."),
    429: Sentence(429, "Too many tries", "Too many tries. Wait a little and try again."),
    500: FAILED,
    503: Sentence(
        503,
        "Busy",
        "Between is busy just now. Nothing was saved by this step. Try again in 5 seconds.",
    ),
}
FULL = Sentence(
    507,
    "The disk is full",
    "Not saved: the disk is full. What was stored before is safe. Free some space on this computer,"
    " then go back and send it again: what you typed still stands there.",
)
STALE = Sentence(
    409,
    "Changed elsewhere",
    "Not saved: this was changed in another window, and stands as it was changed there. Load it"
    " again, and choose what to keep.",
)
NEWER = Sentence(
    409,
    "Written by a newer Between",
    "Written by a newer Between. Update to read it. Nothing was changed.",
)
DAMAGED = Sentence(
    409, "Cannot be opened", "This entry cannot be opened (damaged or moved). Nothing was changed."
)
SIGNED = Sentence(
    409,
    "This note is signed",
    "This note is signed, and nothing was changed. Add an addendum, or change its tags as a"
    " revision.",
)

KNOWN: dict[type[Exception], Sentence] = {
    NotFound: MISSING,
    NoKey: MISSING,
    Stale: STALE,
    Signed: SIGNED,
    CannotRead: NEWER,
    CannotOpen: DAMAGED,
}
BUSY_AFTER = 5
FIRST_FAILURE = 400


def drawn(sentence: Sentence, *, event_id: str | None = None) -> BaseResponse:
    """The page of `sentence`; for a script, the sentence alone."""
    if is_fetch():
        response = make_response(sentence.text, sentence.status)
        response.mimetype = "text/plain"
        return response
    page = render_template(
        "web/error.html",
        heading=sentence.heading,
        sentence=sentence.text,
        event_id=event_id,
        # What another site sent is never shown on a page of ours.
        typed=[] if sentence is SENTENCES[403] else typed_words(),
    )
    return make_response(page, sentence.status)


def _known(error: Exception) -> ResponseReturnValue:
    return drawn(next(KNOWN[kind] for kind in type(error).__mro__ if kind in KNOWN))


def _overtaken(_error: StaleDataError) -> ResponseReturnValue:
    # The second of two writers fails at its flush; until then the page's own queries fail too.
    db.session.rollback()
    return drawn(STALE)


def _taken_twice(error: IntegrityError) -> ResponseReturnValue:
    """Two windows made what there can be once, or added to what the other took away."""
    event("taken-twice", level=logging.WARNING, at=places_of(error))
    db.session.rollback()
    return drawn(STALE)


def _from_web(error: HTTPException) -> ResponseReturnValue:
    if error.code is not None and error.code < FIRST_FAILURE:
        return error  # a redirect of the router's
    response = drawn(SENTENCES.get(error.code or 500, SENTENCES[400]))
    if error.response is None:
        wanted = dict(error.get_headers())
        response.headers.update({k: v for k, v in wanted.items() if k in ("Allow", "Retry-After")})
    return response


def _busy(error: OperationalError) -> ResponseReturnValue:
    if is_disk_full(error):
        return _full()
    event("database-busy", level=logging.ERROR, kind=type(error.orig).__name__, at=places_of(error))
    response = drawn(SENTENCES[503])
    response.headers["Retry-After"] = str(BUSY_AFTER)
    return response


def _full() -> BaseResponse:
    db.session.rollback()
    give_up_reserve(settings().instance)
    event("disk-full", level=logging.ERROR)
    return drawn(FULL)


def _unexpected(error: Exception) -> ResponseReturnValue:
    event_id = secrets.token_hex(4)
    got_request_exception.send(current_app._get_current_object(), exception=error)  # type: ignore[attr-defined]  # noqa: SLF001 - a proxy
    event(
        "failed", level=logging.ERROR, id=event_id, kind=type(error).__name__, at=places_of(error)
    )
    try:
        return drawn(FAILED, event_id=event_id)
    except Exception:  # noqa: BLE001 - the page itself fails: say it without one
        response = make_response(f"{FAILED.text} Event {event_id}", 500)
        response.mimetype = "text/plain"
        return response


def init_app(app: Flask) -> None:
    """Answer every failure of `app` with a page."""
    for kind in KNOWN:
        app.register_error_handler(kind, _known)
    app.register_error_handler(StaleDataError, _overtaken)
    app.register_error_handler(IntegrityError, _taken_twice)
    app.register_error_handler(HTTPException, _from_web)
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(Exception, _unexpected)
