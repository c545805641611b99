"""What an act changed about a theme: in words, and how it stood before and after."""

from datetime import date

from msgspec.structs import replace

from notes_app.changes.service import Act
from notes_app.payload import Part
from notes_app.themes.library import Theme
from notes_app.themes.payloads import Standing


class ThemeChange(Part, frozen=True):
    """How a theme stood before an act, and after it."""

    code: str
    was: Standing
    became: Standing


def theme_act(kind: str, before: Theme, after: Theme, *, said: str) -> Act | None:
    """An act on one theme; `said` is the sentence.  None if it changed nothing."""
    was, became = _standing(before), _standing(after)
    return Act(kind, said, ThemeChange(after.code, was, became)) if was != became else None


def added_theme_act(theme: Theme, *, today: date) -> Act:
    """A theme was added; when that is taken back, it is retired."""
    became = _standing(theme)
    was = replace(became, retired=today)
    return Act("theme-added", f"Added {theme.name}", ThemeChange(theme.code, was, became))


def _standing(theme: Theme) -> Standing:
    return Standing(
        theme.name, theme.definition, theme.sounds_like, theme.retired, theme.merged_into
    )
