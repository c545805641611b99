"""What is found in one session: places where words stand, or tags that fit."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec

from notes_app.clients.queries import ClientCard
from notes_app.crypto.signing import parts_of_body
from notes_app.formats.queries import Formats
from notes_app.notes.formats import headings_for
from notes_app.notes.payloads import Passage, ProcessText, SessionText, Tag, Told
from notes_app.notes.reading import BulkReader, process_in, text_in
from notes_app.search.asked import Only
from notes_app.search.excerpts import Excerpt, excerpts_of
from notes_app.search.matching import Query, fold
from notes_app.search.queries import Leaf
from notes_app.search.sieve import NOTHING_PRIVATE
from notes_app.signing.payloads import read_entry
from notes_app.signing.queries import opened_body

PROCESS, FACTS, BELOW = "Private process note", "Session facts", "Added after signing"
_BETWEEN = "\0"  # stands in no note, and is no space: no phrase reaches from one section to another


@dataclass(frozen=True)
class Find:
    """One place in a session.

    Attributes:
        where: what stands over the words on the page of the note; empty for a tag without words.
        anchor: the part of that page which it stands in; empty where there is none.
        excerpt: the words round it; None where they are not to be opened.
        tag: set where a tag was looked for.
    """

    where: str
    anchor: str
    excerpt: Excerpt | None = None
    tag: Tag | None = None
    quote: str = ""


@dataclass(frozen=True)
class _Words:
    where: str
    anchor: str
    text: str


class WordFinder:
    """Finds words in session records and process notes."""

    def __init__(
        self,
        query: Query,
        reader: BulkReader,
        *,
        cards: Mapping[UUID, ClientCard],
        formats: Formats,
        process: bool,
    ) -> None:
        self._query, self._reader, self._process = query, reader, process
        self._cards, self._formats = cards, formats

    def finds_in(self, leaf: Leaf) -> list[Find]:
        """Where the words stand in this session.  Raises NoKey, CannotOpen, CannotRead."""
        found: list[Find] = []
        if leaf.record is not None:
            payload = opened_record(leaf, self._reader)
            if not self._query.rules_out(payload):
                found += self._in_record(text_in(payload), leaf.client_id)
        if self._process and leaf.process is not None:
            payload = opened_process(leaf, self._reader)
            if payload != NOTHING_PRIVATE and not self._query.rules_out(payload):
                words = process_words(process_in(payload))
                found += self._finds([_Words(PROCESS, "process", words)])
        return [*found, *self._finds(self._below(leaf))]

    def _below(self, leaf: Leaf) -> list[_Words]:
        words = []
        for entry in leaf.below:
            body = opened_body(
                entry.sealed, entry.place, entry.generation, keyring=self._reader.keyring
            )
            words.append(_Words(BELOW, "", read_entry(parts_of_body(body).text).text))
        return words

    def _in_record(self, text: SessionText, client_id: UUID) -> list[Find]:
        if not self._fits(record_words(text)):
            return []
        card = self._cards[client_id]
        headings = headings_for(
            text, pronouns=card.pronouns, name=card.first_name, formats=self._formats
        )
        labels = {heading.key: heading.label for heading in headings}
        sections = [
            _Words(labels.get(section.key, section.key), f"section-{section.key}", section.text)
            for section in text.sections
        ]
        told = [_Words(FACTS, "", words) for words in told_words(text.told)]
        return self._finds([*sections, *told])

    def _finds(self, parts: list[_Words]) -> list[Find]:
        if not self._fits(part.text for part in parts):
            return []
        return [
            Find(part.where, part.anchor, excerpt)
            for part in parts
            for excerpt in excerpts_of(part.text, self._query.spans_in(part.text))
        ]

    def _fits(self, texts: Iterable[str]) -> bool:
        return self._query.fits(_BETWEEN.join(map(fold, texts)))


class TagFinder:
    """Finds the tags that fit; quotes them where it may."""

    def __init__(self, meant: Only, reader: BulkReader) -> None:
        self._meant, self._reader = meant, reader

    def finds_in(self, leaf: Leaf) -> list[Find]:
        """The fitting tags of this session.  Raises NoKey, CannotOpen, CannotRead."""
        tags = list(self._meant.tags_in(leaf.facts))
        if not tags or leaf.record is None:
            return [Find("", "", tag=tag) for tag in tags]
        payload = opened_record(leaf, self._reader)
        places = {passage.id: passage for passage in text_in(payload).passages}
        return [_quoted(tag, places.get(tag.id)) for tag in tags]


def opened_record(leaf: Leaf, reader: BulkReader) -> bytes:
    """A session record's payload; the leaf holds it from now on.  Raises NoKey, CannotOpen."""
    if not isinstance(leaf.record, bytes):
        leaf.record = reader.record(leaf.session_id, leaf.client_id, *(leaf.record or ()))
    return leaf.record


def opened_process(leaf: Leaf, reader: BulkReader) -> bytes:
    """A private process note's payload, likewise.  Raises NoKey, CannotOpen."""
    if not isinstance(leaf.process, bytes):
        leaf.process = reader.process(leaf.session_id, leaf.client_id, *(leaf.process or ()))
    return leaf.process


def told_words(told: Told) -> Iterator[str]:
    """Every word that stands under Session facts; starred phrases stand in the sections."""
    fields = msgspec.to_builtins(told)
    fields.pop("phrases", None)
    return _strings(fields)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if value.strip():
            yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _strings(each)


def record_words(text: SessionText) -> Iterator[str]:
    """Every word of a session record."""
    yield from (section.text for section in text.sections)
    yield from told_words(text.told)


def process_words(private: ProcessText) -> str:
    """Every word of a private process note."""
    said = [word for row in private.recording for word in _strings(msgspec.to_builtins(row))]
    return "\n\n".join([private.text, *said, private.own_response])


def _quoted(tag: Tag, place: Passage | None) -> Find:
    if place is None:
        return Find("", "", tag=tag)
    anchor = f"tag-{tag.id}" if place.detached else f"passage-{tag.id}"
    return Find("", anchor, tag=tag, quote=place.exact)
