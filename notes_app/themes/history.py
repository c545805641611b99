"""What became of a theme: its wordings, merges and splits, each with its day."""

from dataclasses import dataclass
from datetime import date

from notes_app.themes.library import Theme
from notes_app.themes.payloads import EarlierWording
from notes_app.themes.queries import Codebook


@dataclass(frozen=True)
class Step:
    """One step: a wording that was given up on the day `on`, or a merge or a split on it.

    `into` True: this theme was merged into `other`; False: `other` was merged into this one.
    `pieces` are the names of the themes into which it was split.
    """

    on: date
    wording: EarlierWording | None = None
    other: str = ""
    into: bool = False
    pieces: tuple[str, ...] = ()


def steps_of(theme: Theme, codebook: Codebook) -> list[Step]:
    """The steps of one theme, newest first."""
    names = {one.code: one.name for one in codebook}
    steps = [Step(old.until, wording=old) for old in codebook.earlier if old.code == theme.code]
    steps += [
        Step(one.merged_into.on, other=one.name)
        for one in codebook
        if one.merged_into is not None and one.merged_into.code == theme.code
    ]
    if (merged := theme.merged_into) is not None:
        steps.append(Step(merged.on, other=names.get(merged.code, ""), into=True))
    if (split := theme.split_into) is not None:
        steps.append(Step(split.on, pieces=tuple(one.name for one in codebook.pieces(theme))))
    steps.reverse()  # of one day, what was given up later comes first: sorting keeps their order
    return sorted(steps, key=lambda step: step.on, reverse=True)
