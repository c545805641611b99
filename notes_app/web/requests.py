"""Which requests are answered at all: where they come from, how large they are, what they repeat.

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
    if (limit := mark_of("body_limit", _usual_limit())) is not None:
        request.max_content_length = limit
    if not (_reads_properly() if request.method in SAFE else _comes_from_us()):
        abort(403)
    if _repeated():
        abort(400)


def _usual_limit() -> int | None:
    # Werkzeug's limit for forms does not reach those that are not made of parts.
    if request.mimetype != PLAIN_FORM:
        return None
    limit: int = current_app.config["MAX_FORM_MEMORY_SIZE"]
    return limit


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


def _repeated() -> bool:
    allowed = mark_of("repeats", frozenset())
    names = [name for name, _ in request.args.items(multi=True)]
    if request.method not in SAFE:
        sent = request.form.items(multi=True)
        names += [name for name, _ in sent if name not in allowed]
        if len(names) > current_app.config["MAX_FORM_PARTS"]:
            abort(413)
    return len(names) != len(set(names))


def init_app(app: Flask) -> None:
    """Check every request of `app` before anything else reads it."""
    app.before_request(check_request)
