"""What a search asks for, and which sessions and tags it admits.  Pure."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from notes_app.clients.payloads import Pole
from notes_app.notes.payloads import SessionThemes, Tag
from notes_app.search.matching import Query


class Among(StrEnum):
    """What is looked through."""

    WORDS = "words"
    THEMES = "themes"
    PEOPLE = "people"


@dataclass(frozen=True)
class Only:
    """What narrows a search; what is None or 0 narrows nothing.

    Theme, person, pole and strength are asked of one and the same tag.  `strength` is the least.
    `merged` are the codes that count as `theme`, because they were merged into it.  `themes` and
    `people` are those whose names were typed: the tag is of one of them.
    """

    client: UUID | None = None
    theme: str | None = None
    person: UUID | None = None
    pole: Pole | None = None
    strength: int = 0
    since: date | None = None
    until: date | None = None
    unsigned: bool = False
    merged: frozenset[str] = frozenset()
    themes: frozenset[str] | None = None
    people: frozenset[UUID] | None = None

    @property
    def of_tags(self) -> bool:
        """Whether a session without a fitting tag is left out."""
        named = self.themes is not None or self.people is not None
        return named or bool(self.theme or self.person or self.pole or self.strength)

    @property
    def of_hours(self) -> bool:
        """Whether a session is left out for its day, or because no note stands there."""
        return bool(self.since or self.until or self.unsigned)

    def admits_day(self, day: date) -> bool:
        """Whether a session held on `day` is looked at."""
        return not (self.since and day < self.since) and not (self.until and day > self.until)

    def admits_hour(self, held_on: date, *, written: bool) -> bool:
        """Whether a session that day is looked at, with a note or without.

        Which notes are signed is not asked here.
        """
        return self.admits_day(held_on) and (written or not self.unsigned)

    def admits_theme(self, code: str) -> bool:
        """Whether a tag of this theme may fit."""
        if self.themes is not None and code not in self.themes:
            return False
        return self.theme in (None, code) or code in self.merged

    def admits_people(self, people: Collection[UUID]) -> bool:
        """Whether a tag that names these people may fit."""
        if self.people is not None and self.people.isdisjoint(people):
            return False
        return self.person is None or self.person in people

    def admits_pole(self, pole: Pole | None) -> bool:
        """Whether a tag of this place in life may fit."""
        return self.pole in (None, pole)

    def admits_strength(self, strength: int) -> bool:
        """Whether a tag of this strength may fit."""
        return strength >= self.strength

    def admits_tag(self, tag: Tag) -> bool:
        """Whether this tag fits all that is asked of one."""
        return (
            self.admits_theme(tag.theme)
            and self.admits_people(tag.people)
            and self.admits_pole(tag.pole)
            and self.admits_strength(tag.strength)
        )

    def admits(self, facts: SessionThemes) -> bool:
        """Whether this session is looked at."""
        if not self.admits_hour(facts.held_on, written=facts.written):
            return False
        return not self.of_tags or any(self.admits_tag(tag) for tag in facts.tags)

    def tags_in(self, facts: SessionThemes) -> Iterator[Tag]:
        """The tags of a session that fit."""
        return (tag for tag in facts.tags if self.admits_tag(tag))


@dataclass(frozen=True)
class Asked:
    """One search.

    `after` is the session behind which an earlier page of results ended: only older ones follow.
    `process`: the private process notes are read, too.
    """

    query: Query
    among: Among = Among.WORDS
    only: Only = Only()
    process: bool = True
    after: UUID | None = None

    @property
    def reads_process(self) -> bool:
        """Whether private process notes are opened."""
        return self.among is Among.WORDS and self.process

    @property
    def words_alone(self) -> bool:
        """Whether words are looked for, and nothing narrows the search but a client."""
        return self.among is Among.WORDS and self.only == Only(client=self.only.client)
