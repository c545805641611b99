"""Reverse an act where nothing was changed on top of it: the rule, apart from any record."""

from collections.abc import Mapping
from typing import TypeVar

import msgspec

from notes_app.changes.registry import CannotUndo

S = TypeVar("S", bound=msgspec.Struct)
V = TypeVar("V")


def taken_back(now: S, *, was: S, became: S) -> S:
    """`now` without the act that made `became` of `was`; what was changed beside it stays.

    Raises:
        CannotUndo: a field that the act changed has been changed again since.
    """
    changed = [
        field for field in was.__struct_fields__ if getattr(was, field) != getattr(became, field)
    ]
    if any(getattr(now, field) != getattr(became, field) for field in changed):
        raise CannotUndo
    return msgspec.structs.replace(now, **{field: getattr(was, field) for field in changed})


def entry_taken_back(
    now: Mapping[str, V], key: str, *, was: V | None, became: V | None
) -> dict[str, V]:
    """The same for one entry of a mapping; None stands for an entry that is not there."""
    if now.get(key) != became:
        raise CannotUndo
    others = {known: value for known, value in now.items() if known != key}
    return others if was is None else {**others, key: was}
