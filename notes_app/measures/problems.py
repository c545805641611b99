"""The personal questionnaire: problems in the client's own words, rated 1 to 7.

The score is the mean of the problems that were rated.  A change counts only the problems that were
rated both times, because a list grows and shrinks over the work.
Source: domain.md 4 (Elliott et al. 2016, Psychol Assess 28, 263-278).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean
from uuid import UUID

PERSONAL = "personal"
NAME = "Personal questionnaire"
LOWEST, HIGHEST = 1, 7
CASENESS, RELIABLE = 3.25, 1.67
SOURCE = "Elliott and colleagues 2016"


@dataclass(frozen=True)
class ProblemChange:
    """The mean of `items` problems, then and now."""

    first: float
    later: float
    items: int

    @property
    def difference(self) -> float:
        """Later minus first."""
        return self.later - self.first


def score_of(ratings: Mapping[UUID, int]) -> float | None:
    """The mean of the rated problems; None where none was rated."""
    return fmean(ratings.values()) if ratings else None


def change_between(first: Mapping[UUID, int], later: Mapping[UUID, int]) -> ProblemChange | None:
    """How the problems rated both times changed; None where there are none."""
    both = [problem for problem in first if problem in later]
    if not both:
        return None
    return ProblemChange(
        first=fmean(first[problem] for problem in both),
        later=fmean(later[problem] for problem in both),
        items=len(both),
    )
