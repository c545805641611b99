"""Questionnaires over the sessions of one client: totals, what they mean, and how they changed.

Pure.  The first complete score is the start that later ones are compared with; a session without a
complete score is a gap, never a guess (domain.md 4).  What was counted on another scale is another
course, and means of other problems are another piece: neither is ever joined.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from uuid import UUID

from notes_app.clients.payloads import ClientThemes
from notes_app.measures import problems
from notes_app.measures.instruments import Instrument, band_of, raises_risk, total_of, unanswered
from notes_app.measures.payloads import Direction, OwnMeasure
from notes_app.measures.queries import KnownMeasures
from notes_app.measures.wording import caseness_words, change_words, number
from notes_app.notes.beside import Taken
from notes_app.notes.queries import ReadSession

INCOMPLETE = "incomplete"
NOT_TAKEN = "not taken"


@dataclass(frozen=True)
class Scale:
    """A questionnaire as a line is drawn of it.

    Attributes:
        reliable: points of change beyond what repeated measurement alone produces.
        sources: where its numbers come from, a sentence; empty for one of the therapist's own.
        until: the day from which totals were counted on another scale; None: this is the newest.
    """

    code: str
    name: str
    lowest: float
    highest: float
    reliable: float | None = None
    cutoff: float | None = None
    high_is_more: bool = True
    confidence: int | None = None
    sources: str = ""
    until: date | None = None


@dataclass(frozen=True)
class Score:
    """One questionnaire in one session.

    Attributes:
        total: None where it is incomplete.
        said: the total and its band or cut-off in words, without a verdict.
        change: since the first complete score; empty for that one itself.
        points: the same as a number: later minus first; None where it cannot be compared.
        rated: which problems the total is a mean of; empty for every other questionnaire.
    """

    session_id: UUID
    number: int | None
    held_on: date
    total: float | None
    said: str
    change: str = ""
    points: float | None = None
    raised: bool = False
    rated: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Course:
    """One questionnaire over time, oldest first."""

    scale: Scale
    scores: Sequence[Score]
    due_on: date | None = None

    @property
    def start(self) -> float | None:
        """The first complete score."""
        return next((s.total for s in self.scores if s.total is not None), None)

    @property
    def complete(self) -> list[Score]:
        """The scores that have a total."""
        return [score for score in self.scores if score.total is not None]

    @property
    def pieces(self) -> list[list[Score]]:
        """The complete scores in runs that may be read as one series; a gap does not end one."""
        return [list(run) for _, run in groupby(self.complete, key=lambda score: score.rated)]


@dataclass(frozen=True)
class Standing:
    """A line about one questionnaire in one session: what it is called, what it came to."""

    code: str
    name: str
    said: str
    taken: bool


def scale_of(code: str, measures: KnownMeasures, on: date | None = None) -> Scale | None:
    """The scale of a questionnaire `on` a day (None: of now); None for an unknown code."""
    if code == problems.PERSONAL:
        return _PERSONAL
    if instrument := measures.built_in.get(code):
        return _published(instrument)
    own = measures.own(code)
    return _own(own, on) if own else None


def standing_of(
    taken: Mapping[str, Taken], measures: KnownMeasures, themes: ClientThemes | None
) -> list[Standing]:
    """A line for each questionnaire that may be taken, or was, in one session."""
    codes = [*measures.built_in, *(str(own.id) for own in measures.active)]
    if themes and any(problem.retired is None for problem in themes.problems):
        codes.append(problems.PERSONAL)
    codes += [code for code in taken if code not in codes]
    lines = []
    for code in codes:
        scale = scale_of(code, measures)
        name = scale.name if scale else "A questionnaire that cannot be opened"
        one = taken.get(code)
        said = said_of(one, measures) if one else NOT_TAKEN
        lines.append(Standing(code, name, said, one is not None))
    return lines


def courses_of(reads: Iterable[ReadSession], measures: KnownMeasures) -> list[Course]:
    """Every questionnaire that was taken with one client; `reads` in order of date."""
    found: dict[Scale, list[tuple[Score, Taken]]] = {}
    for read in reads:
        for taken in read.ratings.measures:
            scale = scale_of(taken.code, measures, read.facts.held_on if read.facts else None)
            if scale:
                found.setdefault(scale, []).append((_score(read, taken, measures), taken))
    return [_course(scale, found[scale], measures) for scale in found]


def total_in(taken: Taken, measures: KnownMeasures) -> float | None:
    """What a questionnaire came to; None where it is incomplete."""
    if taken.code == problems.PERSONAL:
        return problems.score_of(taken.problems)
    if instrument := measures.built_in.get(taken.code):
        return total_of(instrument, taken.answers)
    return taken.total


def said_of(taken: Taken, measures: KnownMeasures) -> str:
    """What a questionnaire came to, in words."""
    total, scale = total_in(taken, measures), scale_of(taken.code, measures)
    instrument = measures.built_in.get(taken.code)
    if total is None:
        missing = unanswered(instrument, taken.answers) if instrument else 0
        return f"{INCOMPLETE}, {missing} not answered" if missing else INCOMPLETE
    words = [number(total)]
    if instrument:
        words.append(band_of(instrument, int(total)))
    if scale and scale.cutoff is not None:
        words.append(caseness_words(total, scale.cutoff, high_is_more=scale.high_is_more))
    return ", ".join(words)


def _course(scale: Scale, taken: Sequence[tuple[Score, Taken]], measures: KnownMeasures) -> Course:
    weeks = None if scale.until else measures.every_weeks(scale.code)
    due = taken[-1][0].held_on + timedelta(weeks=weeks) if weeks else None
    start = next((one for one in taken if one[0].total is not None), None)
    told = [
        score
        if start is None or score is start[0] or score.total is None
        else _compared(scale, start, (score, answers))
        for score, answers in taken
    ]
    return Course(scale, told, due)


def _compared(scale: Scale, start: tuple[Score, Taken], later: tuple[Score, Taken]) -> Score:
    """A later score with its change since the start, in points and in words."""
    score = later[0]
    if scale.code == problems.PERSONAL:
        both = problems.change_between(start[1].problems, later[1].problems)
        if both is None:
            return replace(score, change="no problem was rated both times")
        words = change_words(both.first, both.later, reliable=scale.reliable)
        count = "1 problem" if both.items == 1 else f"{both.items} problems"
        change = f"{words} ({count} rated both times)"
        return replace(score, change=change, points=round(both.difference, 2))
    first, last = start[0].total or 0.0, score.total or 0.0
    words = change_words(first, last, reliable=scale.reliable)
    return replace(score, change=words, points=round(last - first, 2))


def level_words(scale: Scale) -> str:
    """At which confidence the points of a reliable change were published, if that is known."""
    if not (scale.confidence and scale.reliable):
        return ""
    return f" (at the level of {scale.confidence} in 100)"


def _score(read: ReadSession, taken: Taken, measures: KnownMeasures) -> Score:
    facts = read.facts
    assert facts is not None  # noqa: S101 - only told sessions have measures
    return Score(
        session_id=read.session_id,
        number=read.number,
        held_on=facts.held_on,
        total=total_in(taken, measures),
        said=said_of(taken, measures.as_of(facts.held_on)),
        raised=raises_risk(taken.code, taken.answers),
        rated=frozenset(taken.problems) if taken.code == problems.PERSONAL else frozenset(),
    )


def _published(instrument: Instrument) -> Scale:
    return Scale(
        code=instrument.code,
        name=instrument.name,
        lowest=0,
        highest=instrument.highest,
        reliable=instrument.reliable,
        cutoff=instrument.caseness,
        sources=(
            f"Bands after {instrument.bands_source}; cut-off {instrument.caseness} and reliable"
            f" change {instrument.reliable} after the {instrument.reliable_source}."
        ),
    )


def _own(now: OwnMeasure, on: date | None) -> Scale:
    own, earlier = now.as_of(on), now.scale_at(on)
    return Scale(
        code=str(own.id),
        name=own.name,
        lowest=own.lowest,
        highest=own.highest,
        reliable=own.reliable,
        cutoff=own.cutoff,
        high_is_more=own.direction is Direction.MORE_DIFFICULTY,
        confidence=own.confidence,
        until=earlier.until if earlier else None,
    )


_PERSONAL = Scale(
    code=problems.PERSONAL,
    name=problems.NAME,
    lowest=problems.LOWEST,
    highest=problems.HIGHEST,
    reliable=problems.RELIABLE,
    cutoff=problems.CASENESS,
    sources=(
        f"Cut-off {problems.CASENESS} and reliable change {problems.RELIABLE} after"
        f" {problems.SOURCE}."
    ),
)
