"""Answers that are files to keep, never pages of ours."""

from datetime import date

from flask import Response

PDF, UNTOLD = "application/pdf", "application/octet-stream"


def as_file(content: str | bytes, *, name: str, made_on: date, kind: str = UNTOLD) -> Response:
    """A file whose name says what it is and of which day, and nothing of anybody.

    Args:
        name: with {day} where the day stands.
        kind: a media type; without one a browser does not open what runs under our address.
    """
    answer = Response(content, mimetype=kind)
    called = name.format(day=made_on.isoformat())
    answer.headers["Content-Disposition"] = f'attachment; filename="{called}"'
    return answer
