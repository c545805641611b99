"""The pages of sessions and notes: the day, a session's facts, the desk, the record."""

from notes_app.notes.views import day, desk, drafts, plain_tags, record, sessions
from notes_app.notes.views.blueprint import bp

__all__ = ["bp", "day", "desk", "drafts", "plain_tags", "record", "sessions"]
