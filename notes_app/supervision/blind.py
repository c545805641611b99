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
    lent = lent_to(reader, borrowed, on=today, blind=True)
    done = {one.said.loan for one in of_kind(entries, TaggedBlind) if one.author_id == reader}
    return {loan: passage for loan, passage in lent.items() if loan not in done}


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
    lent = {one.id: one.lent for one in borrowed if one.lent and one.lent.blind}
    mine = (one for one in of_kind(entries, TaggedBlind) if one.author_id == reader)
    said = {one.said.loan: one.said for one in mine}
    return [
        TaggedTwice(
            loan,
            passage.tag,
            passage.words if passage.open_on(today) else "",
            {tags[passage.tag].theme: tags[passage.tag].strength},
            said[loan].themes,
        )
        for loan, passage in lent.items()
        if loan in said and passage.to == reader and passage.tag in tags
    ]
