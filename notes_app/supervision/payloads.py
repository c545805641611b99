"""What is inside an entry of the conversation, and inside a lent passage.

Entries are sealed under the themes scope: every supervisor of the client reads them.  A lent
passage lies under a key of its own, for its borrower.  It holds words from the room because the
therapist lent exactly these; names in them are replaced by roles before.  Nothing else here carries
a sentence of the client's.
"""

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from notes_app.payload import Part, Payload, decode

Strength = Annotated[int, Meta(ge=1, le=5)]


class About(Part, frozen=True):
    """What an entry is about: a theme, a session, a passage; nothing chosen: the case."""

    theme: str = ""
    session: UUID | None = None
    tag: UUID | None = None


THE_CASE = About()


class SentTag(Part, frozen=True):
    """One passage as it was tagged when it was sent; `rest` is a digest of all else about it."""

    session: UUID
    theme: str
    strength: Strength
    rest: bytes


class SentForReview(Part, frozen=True, tag_field="kind", tag="sent"):
    """The therapist puts these sessions before a supervisor, with a question or without.

    Attributes:
        also: further supervisors; the first review is enough for all.
        tags: the passages of these sessions as they were, by id; None: it was not written down.
    """

    to: UUID
    sessions: tuple[UUID, ...]
    question: str = ""
    also: tuple[UUID, ...] = ()
    tags: dict[UUID, SentTag] | None = None

    @property
    def reviewers(self) -> tuple[UUID, ...]:
        """Everybody before whom it was put."""
        return (self.to, *self.also)


class TakenBack(Part, frozen=True, tag_field="kind", tag="taken-back"):
    """What was sent in the entry `sent` need not be looked at any more."""

    sent: UUID


class Question(Part, frozen=True, tag_field="kind", tag="question"):
    """The supervisor asks; it waits for an answer."""

    words: str
    about: About = THE_CASE


class Comment(Part, frozen=True, tag_field="kind", tag="comment"):
    """Somebody says something; `answers` is the entry that it answers."""

    words: str
    about: About = THE_CASE
    answers: UUID | None = None


class Suggestion(Part, frozen=True, tag_field="kind", tag="suggestion"):
    """'I would call this ...': another theme for one passage.

    `theme` is the code of a theme in use with this client, or empty, and then only `name` says it.
    `was` is what the passage was called then: once the suggestion is taken, nothing else says so.
    """

    session: UUID
    tag: UUID
    name: str
    theme: str = ""
    words: str = ""
    was: str = ""


class Settled(Part, frozen=True, tag_field="kind", tag="settled"):
    """The therapist took a suggestion, or kept what it was called."""

    suggestion: UUID
    taken: bool


class Unsettled(Part, frozen=True, tag_field="kind", tag="unsettled"):
    """The therapist undid what settled a suggestion: it waits again."""

    suggestion: UUID


class Agreed(Part, frozen=True, tag_field="kind", tag="agreed"):
    """The supervisor would call this passage the same."""

    session: UUID
    tag: UUID


class Reviewed(Part, frozen=True, tag_field="kind", tag="reviewed"):
    """The supervisor attests that the themes of what was `sent` were reviewed, and no more."""

    sent: UUID


class WishToSee(Part, frozen=True, tag_field="kind", tag="wish-to-see"):
    """The supervisor asks to be lent one passage."""

    session: UUID
    tag: UUID


class Looked(Part, frozen=True, tag_field="kind", tag="looked"):
    """The supervisor opened the case, or one lent passage."""

    loan: UUID | None = None


class TaggedBlind(Part, frozen=True, tag_field="kind", tag="tagged-blind"):
    """The supervisor's own tags of one lent passage: strength by theme code, none: no theme.

    `tag` is the therapist's tag of that passage: once the loan is over, its borrower's keys say no
    more which one it was.
    """

    loan: UUID
    themes: dict[str, Strength] = {}
    tag: UUID | None = None


Said = (
    SentForReview
    | TakenBack
    | Question
    | Comment
    | Suggestion
    | Settled
    | Unsettled
    | Agreed
    | Reviewed
    | WishToSee
    | Looked
    | TaggedBlind
)


class Entry(Payload, frozen=True, tag=1):
    """One entry, as its author signed it.  The signature holds the time.

    `seen` is the newest entry of each other author that stood there when it was written, by number
    and id: so an entry after which anybody wrote cannot go, or be replaced, without being missed.
    """

    said: Said
    seen: dict[UUID, tuple[int, UUID]] = {}


class LentPassage(Payload, frozen=True, tag=1):
    """One passage lent to one person, as the therapist edited it, up to and with the day `until`.

    `blind` asks the borrower to tag it without seeing how it is tagged.  `taken_back` ended it.
    """

    to: UUID
    session: UUID
    tag: UUID
    words: str
    lent_on: date
    until: date
    blind: bool = False
    taken_back: date | None = None

    def open_on(self, day: date) -> bool:
        """Whether its borrower may read it on that day."""
        return self.taken_back is None and day <= self.until


def read_entry(stored: bytes) -> Entry:
    """Read an entry's signed text.  Raises CannotRead."""
    return decode(stored, Entry)


def read_loan(stored: bytes) -> LentPassage:
    """Read a lent passage.  Raises CannotRead."""
    return decode(stored, LentPassage)
