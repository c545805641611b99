"""The supervisor's pages: the inbox, and one case."""

from notes_app.supervision.views import calibration, case, desk, inbox, saying
from notes_app.supervision.views.blueprint import bp

__all__ = ["bp", "calibration", "case", "desk", "inbox", "saying"]
