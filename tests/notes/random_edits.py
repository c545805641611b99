"""Random notes, tagged passages and edits, for the property test of anchoring.

Four letters, so that every word stands in many places and nothing is found by luck.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from notes_app.notes.anchoring import CONTEXT, Spot, describe

ALPHABET = ["a", "b", " ", "\n", "🙂"]


@dataclass(frozen=True)
class Edit:
    """A tagged passage of the old text, and the text after one edit."""

    old: str
    new: str
    place: Spot
    untouched: bool  # the edit stayed away from the passage and from its surroundings


def random_edits(count: int, seed: int = 1) -> Iterator[Edit]:
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    for _ in range(count):
        yield _one_edit(chance)


def _one_edit(chance: random.Random) -> Edit:
    old = _letters(chance, 20 + chance.randrange(120))
    start = chance.randrange(len(old) - 1)
    end = start + 1 + chance.randrange(min(40, len(old) - start))
    begin = chance.randrange(len(old) + 1)
    until = min(len(old), begin + chance.choice([0, 0, 0, chance.randrange(1, 12)]))
    typed = _letters(chance, chance.randrange(8))
    return Edit(
        old=old,
        new=old[:begin] + typed + old[until:],
        place=describe(old, start, min(end, len(old))),
        untouched=until <= start - CONTEXT or begin >= end + CONTEXT,
    )


def _letters(chance: random.Random, count: int) -> str:
    return "".join(chance.choices(ALPHABET, k=count))
