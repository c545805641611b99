"""Notes in a line each."""

from datetime import date, timedelta
from uuid import UUID, uuid4

from notes_app.notes.anchoring import describe
from notes_app.notes.payloads import Attendance, Passage, Section, SessionThemes, Tag
from notes_app.notes.service import Written

FIRST_DAY = date(2026, 1, 8)
WORDS = "She heard the door and lay still. On Monday she told him that she had minded."


def held(week: int = 0, **more: object) -> SessionThemes:
    """An hour that took place, `week` weeks after the first."""
    day = FIRST_DAY + timedelta(weeks=week)
    facts = {"number": 0, "held_on": day, "attendance": Attendance.HELD, **more}
    return SessionThemes(**facts)  # type: ignore[arg-type]


def tagged(
    words: str = WORDS,
    passage: str = "heard the door and lay still",
    theme: str = "going-quiet-when-hurt",
    **more: object,
) -> Written:
    """A note of one section with one tagged passage."""
    tag_id = uuid4()
    tag = Tag(id=tag_id, theme=theme, strength=3, **more)  # type: ignore[arg-type]
    return Written(
        sections=(Section("brought", words),),
        tagging_complete=True,
        tags=(tag,),
        passages=(passage_at(words, passage, tag_id),),
    )


def passage_at(words: str, passage: str, tag_id: UUID) -> Passage:
    """Where `passage` stands in `words`."""
    start = words.index(passage)
    place = describe(words, start, start + len(passage))
    quote = place.quote
    return Passage(
        tag_id, "brought", place.start, place.end, quote.exact, quote.prefix, quote.suffix
    )
