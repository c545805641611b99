"""Marks that a view wears: what the guard and the request checks make of it.

They stand below the route:

    @bp.route("/log-in", methods=["GET", "POST"])
    @public
    @body_limit(64_000)
    def login() -> ResponseReturnValue: ...
"""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request

View = TypeVar("View", bound=Callable[..., Any])


def public(view: View) -> View:
    """Anybody may open this page; every other one asks for an unlocked login."""
    return _marked(view, public=True)


def background(view: View) -> View:
    """The page asks for this by itself: it does not count as the therapist being there."""
    return _marked(view, background=True)


def fresh(view: View) -> View:
    """Asks for the passphrase again unless it was typed within the last five minutes."""
    return _marked(view, fresh=True)


def body_limit(size: int) -> Callable[[View], View]:
    """At most `size` bytes may be sent, instead of the usual 2 MB."""
    return lambda view: _marked(view, body_limit=size)


def repeats(*names: str) -> Callable[[View], View]:
    """These form fields may come more than once, as a group of boxes does; others are refused."""
    return lambda view: _marked(view, repeats=frozenset(names))


def mark_of(name: str, default: Any = None, *, app: Flask | None = None) -> Any:
    """What the view of this request says under `name`."""
    views = (app or current_app).view_functions
    return _marks(views.get(request.endpoint or "")).get(name, default)


def is_public(view: Callable[..., Any]) -> bool:
    """Whether this view is for anybody."""
    return bool(_marks(view).get("public"))


def _marks(view: Any) -> dict[str, Any]:
    found: dict[str, Any] = getattr(view, "between_marks", {})
    return found


def _marked(view: View, **mark: Any) -> View:
    view.between_marks = {**_marks(view), **mark}  # type: ignore[attr-defined]  # ours, on a function
    return view
