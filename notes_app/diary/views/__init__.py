"""The pages of the diary: a day, a week, what waits, a session's preparation, hours that return."""

from notes_app.diary.views import day, hours, preparing
from notes_app.diary.views.blueprint import bp

__all__ = ["bp", "day", "hours", "preparing"]
