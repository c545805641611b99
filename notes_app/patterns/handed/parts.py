"""The parts of a summary in their order, and one line of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """A part of the summary; the value is stored."""

    GOALS = "goals"
    TRIED = "tried"
    NEXT = "next"
    WORDS = "words"
    THEMES = "themes"


#: What stands above each, for the client.
HEADINGS: Mapping[Part, str] = {
    Part.GOALS: "What you want",
    Part.TRIED: "What you tried, and what came of it",
    Part.NEXT: "Until we meet again",
    Part.WORDS: "Words of yours",
    Part.THEMES: "What we noticed",
}


@dataclass(frozen=True)
class Proposal:
    """One sentence as the record puts it.

    Attributes:
        key: names what it is about, always the same.
        kept: whether it is proposed to stand in the summary.
        origin: the day of words that are quoted.
        aside: lines of the note about it, for the therapist alone.
    """

    key: str
    part: Part
    words: str
    kept: bool = False
    origin: str = ""
    aside: str = ""
