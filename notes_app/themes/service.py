"""Change the codebook.  Nothing is ever deleted: passages keep the code of their theme."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import uuid4

import msgspec

from notes_app import db
from notes_app.accounts.models import User
from notes_app.crypto.envelope import seal
from notes_app.crypto.keyring import Keyring
from notes_app.db.errors import NotFound, Stale
from notes_app.payload import encode
from notes_app.themes.library import LIBRARY, Theme
from notes_app.themes.models import Vocabulary
from notes_app.themes.payloads import (
    Change,
    Codewords,
    Component,
    EarlierWording,
    Family,
    OwnTheme,
    Polarity,
)
from notes_app.themes.queries import open_codewords, themes_of, vocabulary_place

BUILT_IN = {theme.code: theme for theme in LIBRARY}


class NameTaken(Stale):
    """Another theme on offer has this name, perhaps only since the page was made."""


@dataclass(frozen=True)
class Wording:
    """What a theme is called, what is meant by it, and how it may sound."""

    name: str
    definition: str = ""
    sounds_like: str = ""


def add_theme(  # noqa: PLR0913 - one argument for each thing that the form asks
    user: User,
    *,
    name: str,
    family: Family,
    today: date,
    keyring: Keyring,
    definition: str = "",
    sounds_like: str = "",
    component: Component | None = None,
    polarity: Polarity = Polarity.EITHER,
    opposite: str = "",
) -> str:
    """Add an own theme that counts from `today`, and return its code.

    Raises:
        NameTaken: a theme on offer has this name.
        CannotOpen, CannotRead: the stored codebook stays as it is.
    """
    words = _words_of(user, keyring)
    _refuse_taken(words, name, "")
    theme = OwnTheme(
        code=f"own-{uuid4().hex}",
        name=name,
        family=family,
        since=today,
        definition=definition,
        sounds_like=sounds_like,
        component=component,
        polarity=polarity,
        opposite=opposite,
    )
    _store(user, msgspec.structs.replace(words, own=(*words.own, theme)), keyring)
    return theme.code


def rename_theme(user: User, code: str, *, name: str, today: date, keyring: Keyring) -> None:
    """Call a theme by another name from now on; its passages follow.

    Raises:
        NotFound: the codebook has no such theme.
        NameTaken: another theme on offer has this name.
        CannotOpen, CannotRead: the stored codebook stays as it is.
    """
    words = _words_of(user, keyring)
    _refuse_taken(words, name, code)
    wording = replace(_wording(words, code), name=name)
    _store(user, _reworded(words, code, wording, today), keyring)


def define_theme(
    user: User, code: str, *, definition: str, sounds_like: str, today: date, keyring: Keyring
) -> None:
    """Say anew what is meant by a theme and how it may sound.

    Raises:
        NotFound: the codebook has no such theme.
        CannotOpen, CannotRead: the stored codebook stays as it is.
    """
    words = _words_of(user, keyring)
    wording = Wording(_wording(words, code).name, definition, sounds_like)
    _store(user, _reworded(words, code, wording, today), keyring)


def undo_wording(user: User, code: str, *, keyring: Keyring) -> None:
    """Give a theme the words back that it had before they were last changed.

    Raises:
        NotFound: its words were never changed.
        CannotOpen, CannotRead: the stored codebook stays as it is.
    """
    words = _words_of(user, keyring)
    last = next((was for was in reversed(words.earlier) if was.code == code), None)
    if last is None:
        raise NotFound
    _refuse_taken(words, last.name, code)
    kept = tuple(was for was in words.earlier if was is not last)
    wording = Wording(last.name, last.definition, last.sounds_like)
    _store(user, msgspec.structs.replace(_worded(words, code, wording), earlier=kept), keyring)


def retire_theme(user: User, code: str, *, today: date, keyring: Keyring) -> None:
    """Offer a theme no more from `today` on.  Its passages stay; twice changes nothing.

    Raises:
        NotFound: the codebook has no such theme.
        CannotOpen, CannotRead: the stored codebook stays as it is.
    """
    words = _words_of(user, keyring)
    if _theme(words, code).retired is None:
        _store(user, _with_retired(words, code, today), keyring)


def bring_back_theme(user: User, code: str, *, keyring: Keyring) -> None:
    """Offer a retired theme again.

    Raises:
        NotFound: the codebook has no such theme.
        NameTaken: another theme has been given its name since.
        CannotOpen, CannotRead: the stored codebook stays as it is.
    """
    words = _words_of(user, keyring)
    theme = _theme(words, code)
    if theme.retired is not None:
        _refuse_taken(words, theme.name, code)
        _store(user, _with_retired(words, code, None), keyring)


def _words_of(user: User, keyring: Keyring) -> Codewords:
    return open_codewords(db.session.get(Vocabulary, user.id), keyring)


def _store(user: User, words: Codewords, keyring: Keyring) -> None:
    stored = db.session.get(Vocabulary, user.id)
    if stored is None:
        stored = Vocabulary(owner_id=user.id, version=0)
        db.session.add(stored)
    version = stored.version + 1
    place = vocabulary_place(stored, version)
    stored.sealed = seal(encode(words), keyring.derive("vocabulary"), place)
    stored.version = version


def _theme(words: Codewords, code: str) -> Theme:
    theme = next((theme for theme in themes_of(words) if theme.code == code), None)
    if theme is None:
        raise NotFound
    return theme


def _wording(words: Codewords, code: str) -> Wording:
    theme = _theme(words, code)
    return Wording(theme.name, theme.definition, theme.sounds_like)


def _refuse_taken(words: Codewords, name: str, code: str) -> None:
    names = {
        theme.name.casefold()
        for theme in themes_of(words)
        if theme.retired is None and theme.code != code
    }
    if name.casefold() in names:
        raise NameTaken


def _reworded(words: Codewords, code: str, wording: Wording, today: date) -> Codewords:
    was = _wording(words, code)
    if was == wording:
        return words
    earlier = EarlierWording(code, today, was.name, was.definition, was.sounds_like)
    return msgspec.structs.replace(_worded(words, code, wording), earlier=(*words.earlier, earlier))


def _worded(words: Codewords, code: str, wording: Wording) -> Codewords:
    if code not in BUILT_IN:
        return _own_changed(
            words,
            code,
            name=wording.name,
            definition=wording.definition,
            sounds_like=wording.sounds_like,
        )
    built_in = BUILT_IN[code]
    return _built_in_changed(
        words,
        code,
        name=None if wording.name == built_in.name else wording.name,
        definition=None if wording.definition == built_in.definition else wording.definition,
        sounds_like=None if wording.sounds_like == built_in.sounds_like else wording.sounds_like,
    )


def _with_retired(words: Codewords, code: str, day: date | None) -> Codewords:
    change = _built_in_changed if code in BUILT_IN else _own_changed
    return change(words, code, retired=day)


def _own_changed(words: Codewords, code: str, **fields: str | date | None) -> Codewords:
    own = tuple(
        msgspec.structs.replace(theme, **fields) if theme.code == code else theme
        for theme in words.own
    )
    return msgspec.structs.replace(words, own=own)


def _built_in_changed(words: Codewords, code: str, **fields: str | date | None) -> Codewords:
    change = msgspec.structs.replace(words.changes.get(code, Change()), **fields)
    return msgspec.structs.replace(words, changes={**words.changes, code: change})
