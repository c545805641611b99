"""The words of a codebook with one theme standing differently: pure, apart from any row."""

from datetime import date

import msgspec

from notes_app.themes.library import LIBRARY
from notes_app.themes.payloads import Change, Codewords, EarlierWording, MergedInto, Standing

BUILT_IN = {theme.code: theme for theme in LIBRARY}
Field = str | date | MergedInto | None


def with_standing(words: Codewords, code: str, standing: Standing) -> Codewords:
    """The theme `code` stands as told; of a built-in one only what differs is kept."""
    if code not in BUILT_IN:
        return _own_changed(words, code, **msgspec.structs.asdict(standing))
    built_in = BUILT_IN[code]
    return _built_in_changed(
        words,
        code,
        name=None if standing.name == built_in.name else standing.name,
        definition=None if standing.definition == built_in.definition else standing.definition,
        sounds_like=None if standing.sounds_like == built_in.sounds_like else standing.sounds_like,
        retired=standing.retired,
        merged_into=standing.merged_into,
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
