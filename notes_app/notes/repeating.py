"""Words of the last note that stand in this one again: each note stands alone (domain.md 7)."""

import re
from collections.abc import Iterable

REPEATED = 30  # words in a row
_WORD = re.compile(r"\w+(?:['’]\w+)*")  # noqa: RUF001 - as it is typed and as it is set


def repeated_words(now: Iterable[str], last: Iterable[str]) -> str:
    """The longest stretch of at least 30 words that stands in the last note too.

    Capitals, punctuation and line breaks make no difference; a stretch lies within one section.

    Args:
        now, last: the texts of each note's sections.

    Returns:
        The words as they stand in this note, or an empty string.
    """
    known = {run for text in last for run in _runs(_words_of(text))}
    return max((_longest(text, known) for text in now), key=len, default="") if known else ""


def _longest(text: str, known: set[tuple[str, ...]]) -> str:
    places = [match.span() for match in _WORD.finditer(text)]
    longest, begun = "", None
    for at, run in enumerate(_runs(_words_of(text))):
        if run not in known:
            begun = None
            continue
        begun = at if begun is None else begun
        stretch = text[places[begun][0] : places[at + REPEATED - 1][1]]
        longest = max(longest, stretch, key=len)
    return longest


def _words_of(text: str) -> list[str]:
    return [word.replace("’", "'").casefold() for word in _WORD.findall(text)]  # noqa: RUF001 - as above


def _runs(words: list[str]) -> Iterable[tuple[str, ...]]:
    return (tuple(words[at : at + REPEATED]) for at in range(len(words) - REPEATED + 1))
