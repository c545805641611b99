"""The words behind a theme: its first, strongest and latest passage, or all of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from notes_app.notes.payloads import Passage, SessionText, Tag
from notes_app.notes.queries import ReadSession
from notes_app.patterns.table import Only

AROUND = 90  # characters shown on either side


@dataclass(frozen=True)
class Heard:
    """One tagged passage, before its words are opened."""

    session_id: UUID
    number: int | None
    held_on: date
    tag: Tag


@dataclass(frozen=True)
class Quoted:
    """A passage with the words round it; `exact` None where they cannot be opened."""

    heard: Heard
    before: str = ""
    exact: str | None = None
    after: str = ""


def heard_in(reads: Sequence[ReadSession], theme: str, only: Only) -> list[Heard]:
    """Every tag of `theme` in order of date."""
    return [
        Heard(read.session_id, read.number, read.facts.held_on, tag)
        for read in reads
        if read.facts is not None
        for tag in read.facts.tags
        if tag.theme == theme and only.takes(tag)
    ]


def first_strongest_latest(heard: Sequence[Heard]) -> list[tuple[str, Heard]]:
    """The first passage, the strongest, the latest, each once, in that order.

    The strongest is the latest of the strongest that is not the very last one, so that three
    different passages are shown where there are three.
    """
    if not heard:
        return []
    first, last = heard[0], heard[-1]
    middle = [h for h in heard if h is not last] or heard
    strongest = max(middle, key=lambda h: (h.tag.strength, h.held_on))
    chosen = [("First", first), ("Strongest", strongest), ("Latest", last)]
    by_tag = {heard.tag.id: (word, heard) for word, heard in reversed(chosen)}
    return [(word, heard) for word, heard in chosen if by_tag[heard.tag.id] == (word, heard)]


def quoted(heard: Iterable[Heard], texts: Mapping[UUID, SessionText | None]) -> list[Quoted]:
    """The passages with their words, in the order given."""
    return [_quote(one, texts.get(one.session_id)) for one in heard]


def _quote(heard: Heard, text: SessionText | None) -> Quoted:
    place = _place(heard, text)
    if text is None or place is None:
        return Quoted(heard)
    words = next((s.text for s in text.sections if s.key == place.section), "")
    if place.detached or words[place.start : place.end] != place.exact:
        return Quoted(heard, exact=place.exact)
    before, after = words[: place.start], words[place.end :]
    return Quoted(heard, _tail(before), place.exact, _head(after))


def _place(heard: Heard, text: SessionText | None) -> Passage | None:
    passages = text.passages if text else ()
    return next((p for p in passages if p.id == heard.tag.id), None)


def _tail(text: str) -> str:
    line = text.rsplit("\n", 1)[-1]
    return line if len(line) <= AROUND else "…" + line[-AROUND:].split(" ", 1)[-1]


def _head(text: str) -> str:
    line = text.split("\n", 1)[0]
    return line if len(line) <= AROUND else line[:AROUND].rsplit(" ", 1)[0] + "…"
