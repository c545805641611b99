"""Runs of eight words: no two notes of the demo practice share one (domain.md 10, rule 5)."""

import re
from collections.abc import Iterable

LENGTH = 8
_WORD = re.compile(r"[^\W_]+(?:[\u2019-][^\W_]+)*")

#: The one thing that a record says the same way each time.
RISK_ANSWERS = (
    "Risk: asked directly, none reported.",
    "Risk: asked about harm to self and others; none reported.",
    "Risk: nothing raised today; asked, none reported.",
)


def words_of(text: str) -> list[str]:
    """The words of `text` in small letters."""
    return _WORD.findall(text.lower())


def runs_in(texts: Iterable[str]) -> set[str]:
    """Every run of eight words in each of `texts`, fixed risk answers left out."""
    found: set[str] = set()
    for text in texts:
        words = words_of(_without_risk(text))
        found.update(
            " ".join(words[start : start + LENGTH]) for start in range(len(words) - LENGTH + 1)
        )
    return found


def _without_risk(text: str) -> str:
    for answer in RISK_ANSWERS:
        text = text.replace(answer, "")
    return text
