"""Which names a request may send, and how many: no name twice, unless the view says so.

Looked at once the guard has let the request in, because counting reads the whole body: a stranger
must not fill the memory by sending 50 MB to the page that takes files.
"""

from flask import Flask, abort, request

from notes_app.web.marks import mark_of
from notes_app.web.requests import SAFE


def check_fields() -> None:
    """Refuse names that come twice, in the address, in the body, or once in both."""
    allowed = mark_of("repeats", frozenset())
    names = [name for name, _ in request.args.items(multi=True)]
    if request.method not in SAFE:
        sent = request.form.items(multi=True)
        names += [name for name, _ in sent if name not in allowed]
        if request.max_form_parts is not None and len(names) > request.max_form_parts:
            abort(413)
    if len(names) != len(set(names)):
        abort(400)


def init_app(app: Flask) -> None:
    """Check the fields of every request of `app` that the guard lets in."""
    app.before_request(check_fields)
