"""The lines of the inbox: what waits, for how long, and what it is about.  Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from notes_app.supervision.casefiles import Casefile
from notes_app.supervision.naming import Named, named
from notes_app.supervision.policy import Passed, sent_for_review

MOST_THEMES = 4


@dataclass(frozen=True)
class WaitingLine:
    """Something that was sent for review.

    Attributes:
        numbers: of its sessions, as the case counts them.
        themes: those tagged most often in them, most often first.
    """

    case: Casefile
    passed: Passed
    numbers: tuple[int, ...]
    themes: tuple[Named, ...]

    def days(self, now: datetime) -> int:
        """Whole days since it was sent."""
        return max(0, (now - self.passed.at).days)


def waiting_lines(cases: Iterable[Casefile], supervisor: UUID) -> list[WaitingLine]:
    """What waits for this supervisor, the longest first."""
    lines = [_line(case, passed) for case in cases for passed in case.waiting(supervisor)]
    return sorted(lines, key=lambda line: line.passed.at)


def reviewed_lines(cases: Iterable[Casefile], supervisor: UUID) -> list[WaitingLine]:
    """What was sent to this supervisor and is reviewed, newest first."""
    done = [
        (case, one)
        for case in cases
        for one in sent_for_review(case.entries)
        if one.to == supervisor and one.reviewed_at is not None
    ]
    lines = [_line(case, passed) for case, passed in done]
    return sorted(lines, key=lambda line: line.passed.reviewed_at or line.passed.at, reverse=True)


def last_held(case: Casefile) -> date | None:
    """The day of the newest hour that took place."""
    days = [read.facts.held_on for read in case.held if read.facts]
    return max(days, default=None)


def in_words(numbers: Sequence[int]) -> str:
    """58, 59 and 60 become "sessions 58 to 60"."""
    if not numbers:
        return "sessions that cannot be opened"
    if len(numbers) == 1:
        return f"session {numbers[0]}"
    if list(numbers) == list(range(numbers[0], numbers[-1] + 1)):
        return f"sessions {numbers[0]} to {numbers[-1]}"
    return f"sessions {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"


def _line(case: Casefile, passed: Passed) -> WaitingLine:
    wanted = set(passed.sessions)
    reads = [read for read in case.held if read.session_id in wanted]
    numbers = sorted(read.number for read in reads if read.number is not None)
    counts = Counter(tag.theme for read in reads if read.facts for tag in read.facts.tags)
    codes = [code for code, _ in counts.most_common(MOST_THEMES)]
    return WaitingLine(case, passed, tuple(numbers), tuple(named(case.card, c) for c in codes))
