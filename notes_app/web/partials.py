"""One answer for htmx and for plain forms."""

from typing import Any

from flask import Response, make_response, redirect, render_template, request


def swapped(template: str, *, page: str, **context: Any) -> Response:
    """Answer an act: the changed piece for htmx, the way back to `page` for a plain form.

    Args:
        template: the partial that draws what was changed.
        page: an address of ours, never one from the request.
        context: what the partial needs.
    """
    if request.headers.get("HX-Request") == "true":
        response = make_response(render_template(template, **context))
    else:
        response = make_response(redirect(page, 303))
    response.vary.add("HX-Request")
    return response
