"""Which blind passages wait to be tagged, and those that both have tagged.  Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from notes_app.notes.payloads import Tag
from notes_app.supervision.calibrating import TaggedTwice
from notes_app.supervision.payloads import LentPassage, TaggedBlind
from notes_app.supervision.policy import Entry, of_kind
from notes_app.supervision.queries import Borrowed, lent_to


def waiting_blind(
    borrowed: Iterable[Borrowed], entries: Sequence[Entry], *, reader: UUID, today: date
) -> dict[UUID, LentPassage]:
    """What was lent to this reader for blind tagging and is not tagged yet, by loan."""
    lent, done = lent_to(reader, borrowed, on=today, blind=True), tagged_loans(entries, reader)
    return {loan: passage for loan, passage in lent.items() if loan not in done}


def tagged_loans(entries: Iterable[Entry], reader: UUID) -> frozenset[UUID]:
    """The loans that this reader has tagged blind."""
    tagged = (one for one in of_kind(entries, TaggedBlind) if one.author_id == reader)
    return frozenset(one.said.loan for one in tagged)


def tagged_twice(
    borrowed: Iterable[Borrowed],
    entries: Sequence[Entry],
    tags: Mapping[UUID, Tag],
    *,
    reader: UUID,
    today: date,
) -> list[TaggedTwice]:
    """Every passage that this reader was lent and has tagged blind, beside the therapist's tag.

    The tags stay to be compared; the words are there for as long as they are lent.

    Args:
        tags: the therapist's, as they count now; a passage tagged no more is left out.
    """
    lent = {one.id: one.lent for one in borrowed if one.lent}
    mine = (one for one in of_kind(entries, TaggedBlind) if one.author_id == reader)
    said: dict[UUID, TaggedBlind] = {one.said.loan: one.said for one in mine}
    placed = ((one, lent.get(loan)) for loan, one in said.items())
    asked = ((one, it) for one, it in placed if it is None or (it.blind and it.to == reader))
    return [
        TaggedTwice(
            one.loan,
            tag.id,
            it.words if it and it.open_on(today) else "",
            {tag.theme: tag.strength},
            one.themes,
        )
        for one, it in asked
        if (tag := _tag_of(one, it, tags)) is not None
    ]


def _tag_of(said: TaggedBlind, lent: LentPassage | None, tags: Mapping[UUID, Tag]) -> Tag | None:
    """The therapist's tag of that passage; the borrower of a loan that is over wrote it down."""
    tag_id = lent.tag if lent else said.tag
    return tags.get(tag_id) if tag_id else None
