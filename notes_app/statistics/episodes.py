from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from notes_app.statistics.shares import Difference, Share, share_from

FEWEST_EPISODES = 5  # below, they are listed
FEW_EPISODES = 10  # below, the count stands with the words "few episodes"
FEWEST_A_SIDE = 10
ROUNDS = 2000
SEED = 20


@dataclass(frozen=True)
class EpisodeCount:
    """The relationship episodes of one session: how many, and how many with the theme."""

    with_theme: int
    episodes: int

    def __post_init__(self) -> None:
        if not 0 <= self.with_theme <= self.episodes:
            raise ValueError(f"{self.with_theme} of {self.episodes} episodes")


def pervasiveness(sessions: Sequence[EpisodeCount]) -> Share | None:
    """Episodes with the theme, of all episodes in eligible sessions.

    Returns:
        None below FEWEST_EPISODES.
    """
    total = _total(sessions)
    return share_from(total.k, total.n, fewest=FEWEST_EPISODES)


def change_in_pervasiveness(
    early: Sequence[EpisodeCount], late: Sequence[EpisodeCount]
) -> Difference | None:
    """Late pervasiveness minus early, with an interval from resampled sessions.

    Whole sessions are drawn, because the episodes of one hour are not independent.

    Returns:
        None when a side has fewer than FEWEST_A_SIDE episodes.
    Source: domain.md 5.2 (resampling).
    """
    before, after = _total(early).value, _total(late).value
    if before is None or after is None or min(_total(early).n, _total(late).n) < FEWEST_A_SIDE:
        return None
    drawn = sorted(_resampled(early, late))
    last = len(drawn) - 1
    return Difference(after - before, drawn[round(0.025 * last)], drawn[round(0.975 * last)])


def _total(sessions: Sequence[EpisodeCount]) -> Share:
    return Share(sum(s.with_theme for s in sessions), sum(s.episodes for s in sessions))


def _resampled(early: Sequence[EpisodeCount], late: Sequence[EpisodeCount]) -> list[float]:
    random = Random(SEED)  # noqa: S311 - no secret: the same sessions must give the same answer
    differences = []
    for _ in range(ROUNDS):
        before = _total(random.choices(early, k=len(early))).value
        after = _total(random.choices(late, k=len(late))).value
        if before is not None and after is not None:
            differences.append(after - before)
    return differences
