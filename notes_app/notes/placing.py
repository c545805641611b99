"""Find the passages of a note again, in its words as they stand now.  Pure."""

from collections.abc import Iterable, Sequence
from uuid import UUID

import msgspec

from notes_app.notes.anchoring import How, Quote, Spot, normalise_newlines, reconcile
from notes_app.notes.formats import words_of
from notes_app.notes.payloads import Passage, Section


def with_plain_lines(sections: Iterable[Section]) -> tuple[Section, ...]:
    """The sections with LF line breaks: a plain form sends CR LF, which would move every place."""
    return tuple(Section(section.key, normalise_newlines(section.text)) for section in sections)


def place_passages(
    sections: Sequence[Section], passages: Iterable[Passage]
) -> dict[UUID, tuple[Passage, How]]:
    """Each passage by its id, at its place in its section's words, and how it was found.

    None is dropped: one whose words are gone, or whose section is, comes back detached.
    """
    by_section: dict[str, list[Passage]] = {section.key: [] for section in sections}
    for passage in passages:
        by_section.setdefault(passage.section, []).append(passage)
    words = words_of(sections)
    return {
        passage.id: (passage, how)
        for key, its in by_section.items()
        for passage, how in _placed(words.get(key, ""), its)
    }


def _placed(text: str, passages: Sequence[Passage]) -> list[tuple[Passage, How]]:
    places = [
        Spot(p.start, p.end, Quote(p.exact, p.prefix, p.suffix), p.detached) for p in passages
    ]
    return [
        (_with_place(passage, placement.place), placement.how)
        for passage, placement in zip(passages, reconcile(text, places), strict=True)
    ]


def _with_place(passage: Passage, place: Spot) -> Passage:
    return msgspec.structs.replace(
        passage,
        start=place.start,
        end=place.end,
        exact=place.quote.exact,
        prefix=place.quote.prefix,
        suffix=place.quote.suffix,
        detached=place.detached,
    )
