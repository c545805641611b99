"""Logs: JSON lines that say what happened where, and never to whom or in which words.

A line holds UTC time, level, event, request number, route pattern, status and milliseconds.  No
query string, no body, no Referer, no user name, no address, no text of an exception: its class and
the places in our code are enough to find the fault.
"""

import json
import logging
import secrets
import sys
import time
import traceback
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask, Response, g, request

log = logging.getLogger("between")
OURS = Path(__file__).resolve().parents[1]


class JsonLine(logging.Formatter):
    """One record as one line of JSON: the event is the message, the rest comes as `extra`."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without a line end."""
        facts = getattr(record, "facts", {})
        now = datetime.fromtimestamp(record.created, UTC)
        line = {"at": now.isoformat(timespec="milliseconds"), "level": record.levelname.lower()}
        return json.dumps({**line, "event": record.msg, **facts}, default=str)


def event(code: str, *, level: int = logging.INFO, **facts: object) -> None:
    """Write one line.  `facts` hold codes, counts and times, never text."""
    log.log(level, code, extra={"facts": {"request": g.get("request_number"), **facts}})


def places_of(error: BaseException) -> list[str]:
    """Where in our code an exception passed, innermost last: file and line, no values."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(OURS)]
    return [f"{Path(f.filename).relative_to(OURS).as_posix()}:{f.lineno}" for f in ours]


def _begin() -> None:
    g.request_number = secrets.token_hex(8)
    g.request_begun = time.perf_counter()


def _end(response: Response) -> Response:
    # Nothing is kept about visitors' mistakes in addresses but that there was one.
    pattern = request.url_rule.rule if request.url_rule else None
    spent = time.perf_counter() - g.get("request_begun", time.perf_counter())
    if request.endpoint != "web.static":
        event(
            "request",
            method=request.method if request.url_rule else None,
            route=pattern,
            status=response.status_code,
            ms=round(1000 * spent, 1),
        )
    return response


def init_app(app: Flask) -> None:
    """Number, time and log every request of `app`."""
    app.before_request(_begin)
    app.after_request(_end)


def to_stream(level: int = logging.INFO) -> None:
    """Write the lines of `level` and above to standard error; called by the process that serves."""
    stream = logging.StreamHandler(sys.stderr)
    stream.setFormatter(JsonLine())
    log.handlers[:] = [stream]
    log.propagate = False
    log.setLevel(level)
