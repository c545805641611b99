"""What is chosen of a tag beside theme, person and strength, in words.  Pure.

What was not chosen has no words.  A code that this version does not know stands as it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from notes_app.notes import lists
from notes_app.notes.payloads import Tag

SOMEBODY = "somebody"
HIGHEST, HALF = 7, 0.5


@dataclass(frozen=True)
class StageChoice:
    """One of the stages 0 to 7, in halves: its value, its name, and by what it is known."""

    value: str
    name: str
    anchor: str


def stage_choices() -> list[StageChoice]:
    """All stages in order, with the halves between them."""
    return [
        StageChoice(f"{step * HALF:g}", stage_name(step * HALF), _anchor(step * HALF))
        for step in range(int(HIGHEST / HALF) + 1)
    ]


def stage_name(stage: float) -> str:
    """3, named; 3½, between named and understood."""
    whole = int(stage)
    if stage == whole:
        return f"{whole}, {lists.STAGES[whole].lower()}"
    between = lists.STAGES[whole].lower(), lists.STAGES[whole + 1].lower()
    return f"{whole}½, between {between[0]} and {between[1]}"


def further_in_words(tag: Tag, people: Mapping[UUID, str]) -> list[str]:
    """Echoes and all that stands under "More about this", one piece each.

    Args:
        people: what everybody in the client's life is called, by id.
    """
    echoes = [people.get(one, SOMEBODY) for one in tag.echoes]
    return [
        *([f"echoes {' and '.join(echoes)}"] if echoes else []),
        *_word(lists.VALENCES, tag.valence, "wish "),
        *([f"worked through: {stage_name(tag.stage)}"] if tag.stage is not None else []),
        *_word(lists.RS_KINDS, tag.rs_kind),
        *_affects(tag.affects),
        *_word(lists.CONFLICT, tag.conflict),
        *_word(lists.DIRECTIONS, tag.direction),
    ]


def _affects(codes: Iterable[str]) -> list[str]:
    words = [lists.AFFECTS.get(code, code).lower() for code in codes]
    return [", ".join(words)] if words else []


def _word(words: Mapping[str, str], code: str | None, before: str = "") -> list[str]:
    return [before + words.get(code, code).lower()] if code else []


def _anchor(stage: float) -> str:
    return lists.STAGE_ANCHORS[int(stage)] if stage == int(stage) else ""
