"""The pages of sessions and notes: a session's facts, the desk, the record."""

from notes_app.notes.views import (
    desk,
    drafts,
    earlier,
    episodes,
    measures,
    phrases,
    plain_tags,
    record,
    repairs,
    ruptures,
    sessions,
    set_apart,
)
from notes_app.notes.views.blueprint import bp

__all__ = [
    "bp",
    "desk",
    "drafts",
    "earlier",
    "episodes",
    "measures",
    "phrases",
    "plain_tags",
    "record",
    "repairs",
    "ruptures",
    "sessions",
    "set_apart",
]
