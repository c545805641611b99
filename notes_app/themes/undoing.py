"""How what was changed about a theme is taken back, and done again."""

from functools import partial

from notes_app import db
from notes_app.changes.payloads import ChangeRecord
from notes_app.changes.registry import CannotUndo, Place, Stand, register_undo
from notes_app.changes.reversing import taken_back
from notes_app.payload import decode
from notes_app.themes.models import Vocabulary
from notes_app.themes.queries import open_codewords
from notes_app.themes.remembering import ThemeChange
from notes_app.themes.service import (
    IntoRetired,
    NameTaken,
    SameTheme,
    restore_standing,
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
)


def register_theme_undo(*, place: Place) -> None:
    """Tell how each kind is taken back, and where it is seen."""
    for kind in KINDS:
        register_undo(
            kind, partial(theme_back, back=True), redo=partial(theme_back, back=False), place=place
        )


def theme_back(record: ChangeRecord, stand: Stand, *, back: bool) -> None:
    """A theme as it stood, but for what the act left alone.  Passages are never touched."""
    change = decode(record.details, ThemeChange)
    was, became = (change.was, change.became) if back else (change.became, change.was)
    words = open_codewords(db.session.get(Vocabulary, stand.user.id), stand.keyring)
    standing = taken_back(standing_of(words, change.code), was=was, became=became)
    try:
        restore_standing(
            stand.user, change.code, standing, today=stand.today, keyring=stand.keyring
        )
    except NameTaken:
        raise CannotUndo("theme-has-its-name") from None
    except (SameTheme, IntoRetired):
        raise CannotUndo from None
