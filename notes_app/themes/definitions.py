"""Which definition of a theme was in force when: old sessions keep that of their day."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from notes_app.themes.queries import Codebook


@dataclass(frozen=True)
class Definition:
    """What was meant by a theme from `since`, that day included, to `until`, that day not.

    None: from the beginning, or until now.
    """

    words: str
    since: date | None = None
    until: date | None = None


def definitions_of(codebook: Codebook, code: str) -> list[Definition]:
    """The definitions of one theme, oldest first; the last one holds.  A renaming makes no new one.

    A definition that was replaced on the day on which it was written was never in force.
    """
    theme = codebook.entry(code)
    found: list[Definition] = []
    since = theme.since if theme else None
    for words, until in _wordings(codebook, code):
        if until is not None and until == since:
            continue
        if found and found[-1].words == words:
            found[-1] = replace(found[-1], until=until)
        else:
            found.append(Definition(words, since, until))
        since = until
    return found


def definition_changes(codebook: Codebook, code: str) -> list[date]:
    """The days from which a theme was defined differently, in order."""
    return [one.since for one in definitions_of(codebook, code)[1:] if one.since is not None]


def definition_on(definitions: list[Definition], day: date) -> Definition:
    """The one that was in force on `day`."""
    return next(one for one in definitions if one.until is None or day < one.until)


def _wordings(codebook: Codebook, code: str) -> Iterator[tuple[str, date | None]]:
    for old in codebook.earlier:
        if old.code == code:
            yield old.definition, old.until
    if (theme := codebook.entry(code)) is not None:
        yield theme.definition, None
