"""What the map can say of somebody's health: an illness, an addiction.

It is about people who never came here.  So it stays with the therapist, under a key that nobody is
given, and no drawing has it unless that is asked for.
"""

from collections.abc import Iterable
from uuid import UUID

from notes_app.payload import Part


class Mark(Part, frozen=True):
    """An illness, an addiction, or both, of one person."""

    person: UUID
    illness: bool = False
    addiction: bool = False

    @property
    def words(self) -> str:
        """The same as is drawn: illness, addiction, or both; empty for neither."""
        said = (("illness", self.illness), ("addiction", self.addiction))
        return " and ".join(word for word, noted in said if noted)


def mark_of(marks: Iterable[Mark], person: UUID) -> Mark:
    """What is noted of a person; of most people neither."""
    return next((mark for mark in marks if mark.person == person), Mark(person))


def with_mark(marks: Iterable[Mark], mark: Mark) -> tuple[Mark, ...]:
    """The marks with this one in place of the person's; one that says nothing is not kept."""
    others = tuple(one for one in marks if one.person != mark.person)
    return (*others, mark) if mark.words else others
