"""The lines of the desk: what waits, for how long, and what it is about.  Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from notes_app.supervision.blind import waiting_blind
from notes_app.supervision.casefiles import Casefile
from notes_app.supervision.naming import Named, named
from notes_app.supervision.payloads import About, Question
from notes_app.supervision.policy import (
    Entry,
    Passed,
    lent_as_wished,
    new_answers,
    sent_for_review,
)
from notes_app.supervision.queries import lent_to
from notes_app.supervision.review import subject_in_words

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

    @property
    def at(self) -> datetime:
        """Since when it waits."""
        return self.passed.at


@dataclass(frozen=True)
class AnsweredLine:
    """What the reader asked or said, and somebody has answered since the reader last came."""

    case: Casefile
    mine: Entry
    answer: Entry

    @property
    def by(self) -> str:
        """Who answered, as the case calls them."""
        case = self.case
        return case.therapist if self.answer.author_id == case.therapist_id else "Somebody else"

    @property
    def answers(self) -> str:
        """What kind of entry was answered, as the page calls it."""
        return "question" if isinstance(self.mine.said, Question) else "comment"

    @property
    def at(self) -> datetime:
        """When it was answered."""
        return self.answer.at


@dataclass(frozen=True)
class BlindLine:
    """So many passages of one case that were lent to be tagged blind, and are not yet."""

    case: Casefile
    passages: int
    since: date


@dataclass(frozen=True)
class LentLine:
    """Passages of one case that the reader asked to see, that are lent now and were not read yet.

    Attributes:
        passages: what each is called, "Setting a limit, session 60"; as many as were asked for.
        tag: of the first.
    """

    case: Casefile
    passages: tuple[str, ...]
    tag: UUID
    since: date


@dataclass(frozen=True)
class RecordLine:
    """A signed record that its author asks to have co-signed."""

    session_id: UUID
    granter_id: UUID
    granter: str
    at: datetime


@dataclass(frozen=True)
class Desk:
    """What waits for one supervisor.  Each list begins with what waits longest."""

    cases: Sequence[Casefile]
    waiting: Sequence[WaitingLine]
    answered: Sequence[AnsweredLine]
    blind: Sequence[BlindLine]
    records: Sequence[RecordLine] = ()
    lent: Sequence[LentLine] = ()

    @property
    def count(self) -> int:
        """How many lines there are."""
        all_lines = (self.waiting, self.answered, self.lent, self.blind, self.records)
        return sum(map(len, all_lines))


def desk_of(
    cases: Sequence[Casefile],
    supervisor: UUID,
    *,
    today: date,
    records: Sequence[RecordLine] = (),
) -> Desk:
    """Everything that waits for this supervisor in these cases, and the records to co-sign."""
    return Desk(
        cases,
        waiting_lines(cases, supervisor),
        answered_lines(cases, supervisor),
        blind_lines(cases, supervisor, today=today),
        records,
        lent_lines(cases, supervisor, today=today),
    )


def days_since(at: date, today: date) -> int:
    """How many calendar days ago that was; 0 for today, and for a clock that ran ahead."""
    return max(timedelta(0), today - at).days


def waiting_lines(cases: Iterable[Casefile], supervisor: UUID) -> list[WaitingLine]:
    """What waits for this supervisor, the longest first."""
    lines = [_line(case, passed) for case in cases for passed in case.waiting(supervisor)]
    return sorted(lines, key=lambda line: line.passed.at)


def answered_lines(cases: Iterable[Casefile], supervisor: UUID) -> list[AnsweredLine]:
    """The answers that this supervisor has not come to read, the oldest first."""
    lines = [
        AnsweredLine(case, mine, answer)
        for case in cases
        for mine, answer in new_answers(case.entries, supervisor)
    ]
    return sorted(lines, key=lambda line: line.at)


def blind_lines(cases: Iterable[Casefile], supervisor: UUID, *, today: date) -> list[BlindLine]:
    """The cases with passages to tag blind, what was lent first comes first."""
    lines = []
    for case in cases:
        left = waiting_blind(case.borrowed, case.entries, reader=supervisor, today=today)
        if left:
            lines.append(BlindLine(case, len(left), min(one.lent_on for one in left.values())))
    return sorted(lines, key=lambda line: line.since)


def lent_lines(cases: Iterable[Casefile], supervisor: UUID, *, today: date) -> list[LentLine]:
    """The cases with passages lent because this supervisor asked, the oldest loan first."""
    lines = []
    for case in cases:
        lent = lent_to(supervisor, case.borrowed, on=today)
        asked = lent_as_wished(case.entries, lent, reader=supervisor)
        if asked:
            names = (subject_in_words(case, About(tag=one.tag))[0] for one in asked)
            since = min(one.lent_on for one in asked)
            lines.append(LentLine(case, tuple(names), asked[0].tag, since))
    return sorted(lines, key=lambda line: line.since)


def reviewed_lines(cases: Iterable[Casefile], supervisor: UUID) -> list[WaitingLine]:
    """What was sent to this supervisor and is reviewed, newest first."""
    done = [
        (case, one)
        for case in cases
        for one in sent_for_review(case.entries)
        if supervisor in one.to and one.reviewed_at is not None
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
