"""The pages of patterns, one module for each screen."""

from notes_app.patterns.views import theme_change, words
from notes_app.patterns.views.blueprint import bp

__all__ = ["bp", "theme_change", "words"]
