"""Courses of totals drawn in one line: a week for each, "-" for a questionnaire not completed."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID, uuid4

from notes_app.measures.wording import change_words
from notes_app.notes.courses import Course, Scale, Score

FIRST = date(2026, 1, 8)
PHQ = Scale("phq-9", "PHQ-9", 0, 27, reliable=6, cutoff=10, sources="From somewhere.")
OWN = Scale("own", "Own", 0, 40)


def course(
    totals: str | Sequence[float | None],
    *,
    scale: Scale = PHQ,
    days: Sequence[int] = (),
    rated: Sequence[frozenset[UUID]] = (),
) -> Course:
    """A course of these totals, each compared with the first."""
    if isinstance(totals, str):
        totals = [None if word == "-" else float(word) for word in totals.split()]
    start = next((total for total in totals if total is not None), None)
    return Course(
        scale,
        [
            Score(
                session_id=uuid4(),
                number=at + 1,
                held_on=FIRST + timedelta(days=days[at] if days else 7 * at),
                total=total,
                said="incomplete" if total is None else f"{total:g}",
                rated=rated[at] if rated else frozenset(),
                **_change(total, start, scale, first=total is start),
            )
            for at, total in enumerate(totals)
        ],
    )


def _change(total: float | None, start: float | None, scale: Scale, *, first: bool) -> dict:
    if total is None or start is None or first:
        return {}
    words = change_words(start, total, reliable=scale.reliable)
    return {"points": round(total - start, 2), "change": words}
