"""What became of a theme: its wordings and its merges, each with its day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from notes_app.themes.library import Theme
from notes_app.themes.payloads import EarlierWording


@dataclass(frozen=True)
class Step:
    """One step: either a wording that was given up on the day `on`, or a merge on it.

    `into` True: this theme was merged into `other`; False: `other` was merged into this one.
    """

    on: date
    wording: EarlierWording | None = None
    other: str = ""
    into: bool = False


def steps_of(
    theme: Theme, *, earlier: Sequence[EarlierWording], themes: Sequence[Theme]
) -> list[Step]:
    """The steps of one theme, newest first.

    Args:
        earlier: the wordings of all themes, in the order in which they were given up.
        themes: all themes of the codebook.
    """
    names = {one.code: one.name for one in themes}
    steps = [Step(old.until, wording=old) for old in earlier if old.code == theme.code]
    steps += [
        Step(one.merged_into.on, other=one.name)
        for one in themes
        if one.merged_into is not None and one.merged_into.code == theme.code
    ]
    if (merged := theme.merged_into) is not None:
        steps.append(Step(merged.on, other=names.get(merged.code, ""), into=True))
    steps.reverse()  # of one day, what was given up later comes first: sorting keeps their order
    return sorted(steps, key=lambda step: step.on, reverse=True)
