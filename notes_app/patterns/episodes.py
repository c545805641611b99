"""Relationship episodes, counted: the field's own unit of evidence (domain.md 1 and 3).

Sessions in, counts out; pure.  Counted are the episodes of eligible sessions, held and tagged to
the end; what was told in others is listed and not counted.  A count never goes without the number
of episodes that it is out of, and small numbers have no share at all.

    told_in         every episode with its tags, in order
    pervasive       in how many episodes each theme shows itself, as any part of the pattern or one
    parts           the same for each part of the pattern, whatever the theme
    feared          how often a bad answer was expected, and how often it came
    likeness        how alike the episodes are, early and late
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from notes_app.clients.payloads import Pole
from notes_app.notes.beside import Episode, Reply
from notes_app.notes.payloads import Tag, Way
from notes_app.notes.queries import ReadSession
from notes_app.patterns.table import ThemeSpan, span_of
from notes_app.patterns.thirds import sign_of
from notes_app.statistics.episodes import (
    FEW_EPISODES,
    FEWEST_EPISODES,
    EpisodeCount,
    change_in_pervasiveness,
)
from notes_app.statistics.responses import Encounter, Valence, disconfirmed_share
from notes_app.statistics.rollup import repetitiveness
from notes_app.statistics.shares import Difference, Interval, Share, wilson
from notes_app.statistics.windows import first_and_last
from notes_app.themes.payloads import Component, Polarity

FEWEST_ALIKE = 6  # episodes, before their likeness is said


@dataclass(frozen=True)
class Told:
    """One episode with its tags, in the session in which it was told.

    `counts` says whether that session was held and tagged to the end.
    """

    session_id: UUID
    number: int | None
    held_on: date
    counts: bool
    episode: Episode
    tags: tuple[Tag, ...]

    @property
    def themes(self) -> frozenset[str]:
        """The codes of its themes."""
        return frozenset(tag.theme for tag in self.tags)

    @property
    def way(self) -> Way | None:
        """New over variation over old; None where no tag says it."""
        ways = {tag.way for tag in self.tags}
        return next((way for way in (Way.NEW, Way.VARIATION, Way.OLD) if way in ways), None)

    @property
    def person(self) -> UUID | None:
        """With whom: as it was told, or else as the first tag has it."""
        people = (tag.people[0] for tag in self.tags if tag.people)
        return self.episode.person or next(people, None)

    @property
    def pole(self) -> Pole | None:
        """Its place in life: as it was told, or else as the first tag has it."""
        return self.episode.pole or next((tag.pole for tag in self.tags if tag.pole), None)


@dataclass(frozen=True)
class Counted:
    """In how many episodes something shows itself, and how that moved.

    Attributes:
        share: `k` of `n` episodes.
        interval: of the share; None below five episodes, which are listed instead.
        windows: of the first and the last sessions; None where there are too few sessions.
        told: the episodes in which it shows itself, in order.
    """

    share: Share
    interval: Interval | None
    windows: tuple[tuple[EpisodeCount, ...], tuple[EpisodeCount, ...]] | None
    told: tuple[Told, ...]

    @property
    def early(self) -> Share | None:
        """Of the first sessions."""
        return _share(self.windows[0]) if self.windows else None

    @property
    def late(self) -> Share | None:
        """Of the last sessions."""
        return _share(self.windows[1]) if self.windows else None

    @cached_property
    def change(self) -> Difference | None:
        """Late minus early, with its interval; None below ten episodes a side.

        Two thousand rounds of drawing: asked for where it is shown, and not for a whole list.
        """
        return change_in_pervasiveness(*self.windows) if self.windows else None

    @property
    def few(self) -> bool:
        """Whether the words "few episodes" go with the count."""
        return self.share.n < FEW_EPISODES

    @property
    def compared(self) -> tuple[Share, Share] | None:
        """Early and late, where both have enough episodes to be set beside each other."""
        enough = self.early and self.late and min(self.early.n, self.late.n) >= FEW_EPISODES
        return (self.early, self.late) if self.early and self.late and enough else None


@dataclass(frozen=True)
class Pervasive:
    """One theme in the episodes; `component` None: as any part of the pattern."""

    theme: ThemeSpan
    component: Component | None
    counted: Counted


@dataclass(frozen=True)
class Feared:
    """A bad answer was expected `expected` times and its outcome is known; it came `came` times."""

    expected: int
    came: int


@dataclass(frozen=True)
class Likeness:
    """How alike the episodes are, 0 to 1; early and late None below six episodes a side."""

    whole: float
    early: float | None
    late: float | None


def told_in(reads: Sequence[ReadSession]) -> list[Told]:
    """Every episode of these sessions, in their order; the tags in the order of the episode.

    Args:
        reads: as `notes.lineage.as_counted` gives them, so that merged themes count as one.
    """
    found = []
    for read in reads:
        if read.facts is None:
            continue
        tags = {tag.id: tag for tag in read.facts.tags}
        for episode in read.facts.ratings.episodes:
            own = tuple(tags[one] for one in episode.tags if one in tags)
            at = (read.session_id, read.number, read.facts.held_on, read.eligible)
            found.append(Told(*at, episode, own))
    return found


def counted(
    reads: Sequence[ReadSession],
    shows: Callable[[Told], bool],
    *,
    theme: ThemeSpan | None = None,
) -> Counted:
    """In how many episodes something shows itself.

    Args:
        shows: whether it does in one episode.
        theme: only the sessions in which this theme could be tagged count.
    Source: domain.md 3 (pervasiveness), 5.1 (windows), 5.2 (resampling).
    """
    sessions = [
        read
        for read in reads
        if read.eligible and read.facts and (theme is None or theme.counts_on(read.facts.held_on))
    ]
    by_session = _by_session(told_in(sessions))
    counts = [_count(by_session.get(read.session_id, ()), shows) for read in sessions]
    windows = first_and_last(len(counts))
    share = _share(counts)
    told = [one for read in sessions for one in by_session.get(read.session_id, ())]
    return Counted(
        share=share,
        interval=wilson(share) if share.n >= FEWEST_EPISODES else None,
        windows=(_at(counts, windows.early), _at(counts, windows.late)) if windows else None,
        told=tuple(one for one in told if shows(one)),
    )


def showing(code: str | None, part: Component | None) -> Callable[[Told], bool]:
    """Whether an episode shows a theme, a part of the pattern, or a theme as that part."""

    def shows(told: Told) -> bool:
        return any(code in (None, tag.theme) and part in (None, tag.component) for tag in told.tags)

    return shows


def pervasive(
    reads: Sequence[ReadSession],
    themes: Mapping[str, ThemeSpan],
    *,
    component: Component | None = None,
) -> list[Pervasive]:
    """The themes of the episodes, the most frequent first; of one part of the pattern if asked."""
    codes = dict.fromkeys(
        tag.theme
        for told in told_in(reads)
        for tag in told.tags
        if component in (None, tag.component)
    )
    spans = [span_of(code, themes) for code in codes]
    found = [
        Pervasive(span, component, counted(reads, showing(span.code, component), theme=span))
        for span in spans
    ]
    return sorted(found, key=lambda one: (-one.counted.share.k, one.theme.name))


def parts(reads: Sequence[ReadSession]) -> dict[Component, Counted]:
    """In how many episodes each part of the pattern was tagged."""
    return {part: counted(reads, showing(None, part)) for part in Component}


def feared(reads: Sequence[ReadSession], polarities: Mapping[str, Polarity]) -> Feared | None:
    """How often a bad answer was expected and its outcome is known, and how often it came.

    Returns:
        None below five, which are too few to tell.
    """
    met = [encounter(told, polarities) for told in told_in(reads) if told.counts]
    spared = disconfirmed_share(met)
    return Feared(spared.n, spared.n - spared.k) if spared else None


def encounter(told: Told, polarities: Mapping[str, Polarity]) -> Encounter:
    """What was expected and what happened: as chosen, or else as the tags of the episode say."""

    def reply(chosen: Reply | None, part: Component) -> Valence | None:
        said = chosen or _joint([sign_of(t, polarities) for t in told.tags if t.component == part])
        return Valence(said) if said else None

    return Encounter(
        reply(told.episode.expected, Component.RO_EXPECTED),
        reply(told.episode.actual, Component.RO_ACTUAL),
    )


def likeness(reads: Sequence[ReadSession]) -> Likeness | None:
    """How alike the episodes are; None below six with a theme."""
    sessions = [read for read in reads if read.eligible]
    sets = [[told.themes for told in told_in([read]) if told.themes] for read in sessions]
    everything = [one for own in sets for one in own]
    whole = repetitiveness(everything)
    if whole is None or len(everything) < FEWEST_ALIKE:
        return None
    windows = first_and_last(len(sets))
    if windows is None:
        return Likeness(whole, None, None)
    early, late = (
        [one for at in side for one in sets[at]] for side in (windows.early, windows.late)
    )
    return Likeness(whole, _alike(early), _alike(late))


def _alike(sets: Sequence[frozenset[str]]) -> float | None:
    return repetitiveness(sets) if len(sets) >= FEWEST_ALIKE else None


def _by_session(told: Sequence[Told]) -> dict[UUID, list[Told]]:
    found: dict[UUID, list[Told]] = {}
    for one in told:
        found.setdefault(one.session_id, []).append(one)
    return found


def _count(told: Sequence[Told], shows: Callable[[Told], bool]) -> EpisodeCount:
    return EpisodeCount(sum(map(shows, told)), len(told))


def _at(counts: Sequence[EpisodeCount], places: range) -> tuple[EpisodeCount, ...]:
    return tuple(counts[at] for at in places)


def _share(counts: Sequence[EpisodeCount]) -> Share:
    return Share(sum(c.with_theme for c in counts), sum(c.episodes for c in counts))


def _joint(replies: Sequence[Reply | None]) -> Reply | None:
    """One answer of several: theirs where they agree, else mixed."""
    said = {reply for reply in replies if reply}
    if not said:
        return None
    return said.pop() if len(said) == 1 else Reply.MIXED
