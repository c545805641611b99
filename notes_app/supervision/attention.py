"""What needs attention across the cases of one supervisor, each line with its rule.  Pure.

Lines stand by kind and by how long they have waited; people are never counted, compared or put
in an order.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from notes_app.notes.rupture_words import age_words, kind_word
from notes_app.notes.ruptures import Thread, open_threads
from notes_app.patterns.change import lines_of
from notes_app.patterns.table import ThemeTable
from notes_app.patterns.verdict import Comparison, Word
from notes_app.supervision.casefiles import Casefile
from notes_app.supervision.naming import named
from notes_app.supervision.policy import open_questions

LONG_GAP = timedelta(weeks=4)
UNANSWERED = timedelta(days=7)
MORE = frozenset({Word.MORE, Word.STRONGER})


class Kind(StrEnum):
    """Why a line stands there."""

    RUPTURE = "Open ruptures"
    QUESTION = "Questions without an answer"
    MORE = "Themes that come up more"
    GAP = "Long gaps"


RULES: Mapping[Kind, str] = {
    Kind.RUPTURE: "Every rupture that was opened and neither mended nor taken back, the oldest "
    "first. Its age is the number of sessions held since. A case without one is no mark of good "
    "work.",
    Kind.QUESTION: "What you asked and the therapist has not answered for seven days or more.",
    Kind.MORE: "Themes whose word on Theme change is “comes up more” or “as often, stronger”. "
    "Rising anger may be progress: it is something to ask about. About one firm word in ten is "
    "wrong.",
    Kind.GAP: "Four weeks or more since the last session that took place, where the work goes on.",
}


@dataclass(frozen=True)
class Line:
    """One thing to look at; `weight` puts the longest waiting first within its kind."""

    kind: Kind
    case: Casefile
    words: str
    weight: float


def attention(
    cases: Iterable[Casefile],
    *,
    table_of_case: Callable[[Casefile], ThemeTable],
    reader: UUID,
    now: datetime,
    today: date,
) -> dict[Kind, list[Line]]:
    """Every line by kind, the longest waiting first; kinds with none are left out."""
    found: dict[Kind, list[Line]] = {kind: [] for kind in Kind}
    for case in cases:
        for line in (
            *_ruptures(case),
            *_questions(case, reader, now),
            *_more(case, table_of_case(case)),
            *_gap(case, today),
        ):
            found[line.kind].append(line)
    return {
        kind: sorted(lines, key=lambda line: -line.weight) for kind, lines in found.items() if lines
    }


def _ruptures(case: Casefile) -> list[Line]:
    return [
        Line(Kind.RUPTURE, case, rupture_words(thread), thread.age)
        for thread in open_threads(case.reads)
    ]


def rupture_words(thread: Thread) -> str:
    """Pulling back, open for 2 sessions."""
    kind = kind_word(thread.rupture)
    return f"{kind[:1].upper()}{kind[1:]}, {age_words(thread)}"


def _questions(case: Casefile, reader: UUID, now: datetime) -> list[Line]:
    lines = []
    for one in open_questions(case.entries, case.therapist_id):
        waited = now - one.at
        if one.author_id == reader and waited >= UNANSWERED:
            words = f"{one.said.words[:80]} ({waited.days} days)"
            lines.append(Line(Kind.QUESTION, case, words, waited.days))
    return lines


def _more(case: Casefile, table: ThemeTable) -> list[Line]:
    focus = case.card.themes.focus_since if case.card.themes else {}
    lines = lines_of(table, windows=Comparison.FIRST_AND_LAST, focus_since=focus)
    return [
        Line(
            Kind.MORE,
            case,
            f"{named(case.card, code).name}: {line.now} of the last "
            f"{line.verdict.late[1]}, was {line.was}",
            line.shift,
        )
        for code, line in lines.items()
        if line.verdict.word in MORE and line.verdict.late
    ]


def _gap(case: Casefile, today: date) -> list[Line]:
    days = [read.facts.held_on for read in case.held if read.facts]
    ended = bool(case.card.status and case.card.status != "active")
    if not days or ended or today - max(days) < LONG_GAP:
        return []
    weeks = (today - max(days)).days // 7
    return [Line(Kind.GAP, case, f"{weeks} weeks since the last session", weeks)]
