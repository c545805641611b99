"""The pages of patterns, one module for each screen."""

from notes_app.patterns.views import (
    behind,
    caseload,
    days,
    episodes,
    formulation,
    heard_together,
    marked,
    mirror,
    new_ways,
    paper,
    placing,
    relationship_map,
    ruptures,
    summary,
    theme_change,
    with_whom,
    words,
)
from notes_app.patterns.views.blueprint import bp

__all__ = [
    "behind",
    "bp",
    "caseload",
    "days",
    "episodes",
    "formulation",
    "heard_together",
    "marked",
    "mirror",
    "new_ways",
    "paper",
    "placing",
    "relationship_map",
    "ruptures",
    "summary",
    "theme_change",
    "with_whom",
    "words",
]
