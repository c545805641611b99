"""The client's own words, starred: passages of a note that say nothing but where they stand."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

import msgspec

from notes_app.notes.payloads import Passage
from notes_app.notes.service import Written


def with_phrase(written: Written, phrase: Passage) -> Written:
    """The note with one more starred phrase; the same words at the same place are starred once."""
    phrases = written.told.phrases
    if any(_place(phrase) == _place(one) for one in phrases):
        return written
    return _with(written, (*phrases, phrase))


def without_phrase(written: Written, phrase_id: UUID) -> Written:
    """The note without one starred phrase; one that is not there changes nothing."""
    return _with(written, (one for one in written.told.phrases if one.id != phrase_id))


def in_order(phrases: Iterable[Passage], sections: Iterable[str]) -> list[Passage]:
    """Phrases as they stand in the note; those that are no longer in it come last."""
    keys = {key: nth for nth, key in enumerate(sections)}
    return sorted(phrases, key=lambda p: (p.detached, keys.get(p.section, len(keys)), p.start))


def _with(written: Written, phrases: Iterable[Passage]) -> Written:
    return replace(written, told=msgspec.structs.replace(written.told, phrases=tuple(phrases)))


def _place(phrase: Passage) -> tuple[str, int, int]:
    return phrase.section, phrase.start, phrase.end
