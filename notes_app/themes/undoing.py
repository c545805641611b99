"""How what was changed about a theme is taken back, and done again."""

from collections.abc import Sequence
from functools import partial

from notes_app import db
from notes_app.changes.payloads import ChangeRecord
from notes_app.changes.registry import CannotUndo, Place, Stand, register_undo
from notes_app.changes.reversing import taken_back
from notes_app.payload import decode
from notes_app.themes.models import Vocabulary
from notes_app.themes.queries import open_codewords
from notes_app.themes.remembering import ThemeChange, ThemeSplit
from notes_app.themes.service import (
    IntoRetired,
    NameTaken,
    SameTheme,
    restore_standings,
    standing_of,
)

KINDS = (
    "theme-added",
    "theme-renamed",
    "theme-defined",
    "theme-retired",
    "theme-back",
    "theme-merged",
    "theme-separated",
    "theme-reviewed",
)


SPLITS = ("theme-split", "theme-joined")


def register_theme_undo(*, place: Place) -> None:
    """Tell how each kind is taken back, and where it is seen."""
    for kinds, take in ((KINDS, theme_back), (SPLITS, split_back)):
        for kind in kinds:
            register_undo(
                kind, partial(take, back=True), redo=partial(take, back=False), place=place
            )


def theme_back(record: ChangeRecord, stand: Stand, *, back: bool) -> None:
    """A theme as it stood, but for what the act left alone.  Passages are never touched."""
    _take_back([decode(record.details, ThemeChange)], stand, back=back)


def split_back(record: ChangeRecord, stand: Stand, *, back: bool) -> None:
    """A theme that was split, or put together again, with its pieces.

    Passages that were tagged with a piece in the meantime count as those of the whole.
    """
    split = decode(record.details, ThemeSplit)
    _take_back([split.whole, *split.pieces], stand, back=back)


def _take_back(changes: Sequence[ThemeChange], stand: Stand, *, back: bool) -> None:
    words = open_codewords(db.session.get(Vocabulary, stand.user.id), stand.keyring)
    standings = {}
    for change in changes:
        was, became = (change.was, change.became) if back else (change.became, change.was)
        now = standing_of(words, change.code)
        standings[change.code] = taken_back(now, was=was, became=became)
    try:
        restore_standings(stand.user, standings, today=stand.today, keyring=stand.keyring)
    except NameTaken:
        raise CannotUndo("theme-has-its-name") from None
    except (SameTheme, IntoRetired):
        raise CannotUndo from None
