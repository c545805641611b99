"""The therapist's side of supervision, page by page."""

from notes_app.presenting.views import answering, calibrating, ending, lending, tab
from notes_app.presenting.views.blueprint import bp

__all__ = ["answering", "bp", "calibrating", "ending", "lending", "tab"]
