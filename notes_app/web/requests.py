"""Which requests are answered at all: where they come from, how large they are.

The token of every form is checked by Flask-WTF.  Here the browser's own word is asked as well: a
request that changes something comes from a page of ours, or it is refused (security.md 11.2).
"""

from flask import Flask, abort, current_app, request

from notes_app.db.engine import reading
from notes_app.web.marks import mark_of

SAFE = {"GET", "HEAD"}
PLAIN_FORM = "application/x-www-form-urlencoded"


def check_request() -> None:
    """Refuse what no page of ours would send."""
    reading.set(request.method in SAFE)
    if (limit := _limit()) is not None:
        request.max_content_length = limit
    if not (_reads_properly() if request.method in SAFE else _comes_from_us()):
        abort(403)


def _limit() -> int | None:
    # Werkzeug's limit for forms does not reach those that are not made of parts.
    form: int | None = current_app.config["MAX_FORM_MEMORY_SIZE"]
    limits = [mark_of("body_limit"), form if request.mimetype == PLAIN_FORM else None]
    return min((limit for limit in limits if limit is not None), default=None)


def _comes_from_us() -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin") == request.host_url.rstrip("/")


def _reads_properly() -> bool:
    # From another site, only following a link is allowed: no picture, no fetch, no frame.
    if request.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin"):
        return True
    wanted = (request.headers.get("Sec-Fetch-Mode"), request.headers.get("Sec-Fetch-Dest"))
    return wanted == ("navigate", "document")


def init_app(app: Flask) -> None:
    """Check every request of `app` before anything else reads it."""
    app.before_request(check_request)
