"""The pages of the diary: one day."""

from notes_app.diary.views import day
from notes_app.diary.views.blueprint import bp

__all__ = ["bp", "day"]
