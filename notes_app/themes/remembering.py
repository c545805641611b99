"""What an act changed about a theme: in words, and how it stood before and after."""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from notes_app.changes.service import Act
from notes_app.payload import Part
from notes_app.themes.library import Theme
from notes_app.themes.payloads import MergedInto, Standing
from notes_app.themes.rewriting import standing


class ThemeChange(Part, frozen=True):
    """How a theme stood before an act, and after it."""

    code: str
    was: Standing
    became: Standing


def theme_act(kind: str, before: Theme, after: Theme, *, said: str) -> Act | None:
    """An act on one theme; `said` is the sentence.  None if it changed nothing."""
    was, became = standing(before), standing(after)
    return Act(kind, said, ThemeChange(after.code, was, became)) if was != became else None


def added_theme_act(theme: Theme, *, today: date) -> Act:
    """A theme was added; when that is taken back, it is retired."""
    became = standing(theme)
    was = replace(became, retired=today)
    return Act("theme-added", f"Added {theme.name}", ThemeChange(theme.code, was, became))


class ThemeSplit(Part, frozen=True):
    """A theme was split, or put together again: itself, and the themes of which it consists."""

    whole: ThemeChange
    pieces: tuple[ThemeChange, ...]


def split_act(
    kind: str, before: Theme, after: Theme, *, pieces: Sequence[ThemeChange], said: str
) -> Act:
    """An act on a theme and on its pieces at once."""
    whole = ThemeChange(after.code, standing(before), standing(after))
    return Act(kind, said, ThemeSplit(whole, tuple(pieces)))


def split_off(theme: Theme, *, parent: str) -> ThemeChange:
    """A piece that was split off; taken back, its passages count as those of its parent."""
    became = standing(theme)
    on = theme.since or date.min
    return ThemeChange(theme.code, replace(became, merged_into=MergedInto(parent, on)), became)
