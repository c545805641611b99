"""The words of a codebook with one theme standing differently: pure, apart from any row."""

from datetime import date

import msgspec

from notes_app.themes.library import LIBRARY, Theme
from notes_app.themes.payloads import (
    Change,
    Codewords,
    EarlierWording,
    MergedInto,
    SplitInto,
    Standing,
)

BUILT_IN = {theme.code: theme for theme in LIBRARY}
Field = str | date | MergedInto | SplitInto | None


def standing(theme: Theme) -> Standing:
    """How a theme of the codebook stands."""
    return Standing(
        theme.name,
        theme.definition,
        theme.sounds_like,
        theme.retired,
        theme.merged_into,
        theme.split_into,
        theme.reviewed_from,
    )


def with_standing(words: Codewords, code: str, now: Standing) -> Codewords:
    """The theme `code` stands as told; of a built-in one only what differs is kept."""
    if code not in BUILT_IN:
        return _own_changed(words, code, **msgspec.structs.asdict(now))
    built_in = BUILT_IN[code]
    return _built_in_changed(
        words,
        code,
        name=None if now.name == built_in.name else now.name,
        definition=None if now.definition == built_in.definition else now.definition,
        sounds_like=None if now.sounds_like == built_in.sounds_like else now.sounds_like,
        retired=now.retired,
        merged_into=now.merged_into,
        split_into=now.split_into,
    )


def with_earlier(
    words: Codewords, code: str, *, was: Standing, now: Standing, today: date
) -> Codewords:
    """The wording that was given up joins the history of a theme."""
    if was.wording == now.wording:
        return words
    earlier = EarlierWording(code, today, was.name, was.definition, was.sounds_like)
    return msgspec.structs.replace(words, earlier=(*words.earlier, earlier))


def without_step(
    words: Codewords, code: str, *, was: Standing, now: Standing, today: date
) -> Codewords:
    """The same for a wording that was taken back: the step to it leaves the history again.

    Where it was not the last step, what was said in between joins the history.
    """
    last = next((old for old in reversed(words.earlier) if old.code == code), None)
    if last is not None and (last.name, last.definition, last.sounds_like) == now.wording:
        kept = tuple(old for old in words.earlier if old is not last)
        return msgspec.structs.replace(words, earlier=kept)
    return with_earlier(words, code, was=was, now=now, today=today)


def _own_changed(words: Codewords, code: str, **fields: Field) -> Codewords:
    own = tuple(
        msgspec.structs.replace(theme, **fields) if theme.code == code else theme
        for theme in words.own
    )
    return msgspec.structs.replace(words, own=own)


def _built_in_changed(words: Codewords, code: str, **fields: Field) -> Codewords:
    change = msgspec.structs.replace(words.changes.get(code, Change()), **fields)
    return msgspec.structs.replace(words, changes={**words.changes, code: change})
