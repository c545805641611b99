"""The pages of imports: one client's notes, and a calendar."""

from notes_app.records.views import calendar, families, notes
from notes_app.records.views.blueprint import bp

__all__ = ["bp", "calendar", "families", "notes"]
