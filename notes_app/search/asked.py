"""What a search asks for, and which sessions and tags it admits.  Pure."""

from collections.abc import Iterator
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
    `merged` are the codes that count as `theme`, because they were merged into it.
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

    @property
    def of_tags(self) -> bool:
        """Whether a session without a fitting tag is left out."""
        return bool(self.theme or self.person or self.pole or self.strength)

    def admits_day(self, day: date) -> bool:
        """Whether a session held on `day` is looked at."""
        return not (self.since and day < self.since) and not (self.until and day > self.until)

    def admits_tag(self, tag: Tag) -> bool:
        """Whether this tag fits all that is asked of one."""
        return (
            (self.theme in (None, tag.theme) or tag.theme in self.merged)
            and (self.person is None or self.person in tag.people)
            and self.pole in (None, tag.pole)
            and tag.strength >= self.strength
        )

    def admits(self, facts: SessionThemes) -> bool:
        """Whether this session is looked at."""
        if not self.admits_day(facts.held_on):
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
    def words_and_days(self) -> bool:
        """Whether words are looked for, and nothing narrows the search but a client and days."""
        rest = Only(client=self.only.client, since=self.only.since, until=self.only.until)
        return self.among is Among.WORDS and self.only == rest

    @property
    def words_alone(self) -> bool:
        """Whether words are looked for, and nothing narrows the search but a client."""
        return self.among is Among.WORDS and self.only == Only(client=self.only.client)
