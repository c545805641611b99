"""The supervisor's pages: the inbox, and one case."""

from notes_app.supervision.views import case, inbox, saying
from notes_app.supervision.views.blueprint import bp

__all__ = ["bp", "case", "inbox", "saying"]
