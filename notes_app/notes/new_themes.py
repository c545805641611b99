"""Themes that are named for the first time while tagging."""

from dataclasses import replace
from datetime import date
from typing import Any

import msgspec

from notes_app.accounts.models import User
from notes_app.crypto.keyring import Keyring
from notes_app.notes.service import Written
from notes_app.themes.payloads import Family
from notes_app.themes.queries import codebook_of
from notes_app.themes.service import add_theme
from notes_app.web.fields import as_line

NEW = "new:"


def with_new_themes(
    written: Written, *, user: User, today: date, keyring: Keyring
) -> tuple[Written, list[dict[str, Any]]]:
    """Add each theme that a tag calls "new:<name>", and let the tags call it by its code.

    A name that the codebook already has means that theme.

    Returns:
        The note, and what the desk needs to know of each theme: `asked` ("new:<name>"), code, name,
        family, definition, polarity.
    """
    asked = {tag.theme for tag in written.tags if tag.theme.startswith(NEW)}
    if not asked:
        return written, []
    codes = {
        name: _code_for(name_of(name), user=user, today=today, keyring=keyring)
        for name in sorted(asked)
    }
    tags = tuple(
        msgspec.structs.replace(tag, theme=codes.get(tag.theme, tag.theme)) for tag in written.tags
    )
    book = codebook_of(user.id, keyring)
    made = [
        {
            "asked": name,
            "code": code,
            "name": theme.name,
            "family": str(theme.family),
            "definition": theme.definition,
            "polarity": str(theme.polarity),
        }
        for name, code in codes.items()
        if (theme := book.by_code(code)) is not None
    ]
    return replace(written, tags=tags), made


def name_of(asked: str) -> str:
    """The name in "new:<name>", on one line, as the Themes page would keep it."""
    return as_line(asked.removeprefix(NEW))


def _code_for(name: str, *, user: User, today: date, keyring: Keyring) -> str:
    book = codebook_of(user.id, keyring)
    for theme in book:
        if theme.name.casefold() == name.casefold():
            return theme.code
    # The family can be changed on the Themes page; while writing, nobody wants to be asked.
    return add_theme(user, name=name, family=Family.WAYS, today=today, keyring=keyring)
