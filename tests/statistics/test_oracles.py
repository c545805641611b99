"""Our formulas against scipy and statsmodels, on 2,000 random series.

BETWEEN_ORACLE_SERIES sets another number.  Where the libraries have a convention of their own
(domain.md 5.6), the test compares what both define.
"""

import os
from dataclasses import dataclass
from random import Random

import numpy as np
import pytest
from scipy import signal, special, stats
from scipy.spatial import distance
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from notes_app.statistics import (
    agreement,
    beta,
    overlap,
    rollup,
    series,
    shares,
    shift,
    together,
    trend,
)
from notes_app.statistics.shares import Share

SERIES = max(1, int(os.environ.get("BETWEEN_ORACLE_SERIES", "2000")))
EXACT = {"rel": 1e-9, "abs": 1e-9}


@dataclass(frozen=True)
class Drawn:
    """One random series, and what else the formulas need."""

    values: tuple[int, ...]
    days: tuple[int, ...]
    early: Share
    late: Share
    table: tuple[tuple[int, ...], ...]
    chances: tuple[float, ...]


def drawn(seed: int) -> Drawn:
    random = Random(seed)  # noqa: S311 - no secret: a failure must come back
    n, m, size = random.randint(5, 100), random.randint(1, 30), random.choice((2, 3, 5))
    top = random.choice((1, 3, 5, 40))
    return Drawn(
        values=(0, top, *(random.randint(0, top) for _ in range(n - 2))),
        days=tuple(sorted(random.sample(range(900), n))),
        early=Share(random.randint(0, m), m),
        late=Share(random.randint(0, n), n),
        table=tuple(tuple(random.randint(1, 9) for _ in range(size)) for _ in range(size)),
        chances=tuple(random.random() ** 3 for _ in range(m)),
    )


EVERY_SERIES = [drawn(seed) for seed in range(SERIES)]


def test_tau_and_s_are_scipys():
    # Its own p has no continuity correction, so only tau can be compared.
    for it in EVERY_SERIES:
        found = trend.mann_kendall(it.values)
        assert found.tau_b == pytest.approx(stats.kendalltau(range(len(it.values)), it.values)[0])
        pairs = np.sign(np.subtract.outer(it.values, it.values))
        assert found.s == np.tril(pairs).sum()


def test_the_variance_under_ties_is_scipys():
    # Read back from their p without a continuity correction; it is lost where p is nearly 0 or 1.
    for it in EVERY_SERIES:
        found = trend.mann_kendall(it.values)
        theirs = stats.kendalltau(range(len(it.values)), it.values, method="asymptotic").pvalue
        assert 2 * stats.norm.sf(abs(found.s) / found.variance**0.5) == pytest.approx(theirs)


def test_chances_are_those_of_the_normal_distribution():
    found = [trend.mann_kendall(it.values) for it in EVERY_SERIES]
    z = np.abs([it.z for it in found])
    assert [it.p for it in found] == pytest.approx(2 * stats.norm.sf(z), **EXACT)
    assert [it.p_a for it in found] == pytest.approx(2 * stats.norm.sf(z / 1.3627702877), **EXACT)


def test_midranks_are_scipys():
    for it in EVERY_SERIES:
        assert series.midranks(it.values) == tuple(stats.rankdata(it.values))


def test_the_moving_average_is_scipys_filter():
    for it in EVERY_SERIES:
        begun = [0.7 * it.values[0]]
        theirs = signal.lfilter([0.3], [1, -0.7], it.values, zi=begun)[0]
        assert series.moving_average(it.values) == pytest.approx(tuple(theirs), **EXACT)


def test_the_walk_of_the_ranks_is_numpys():
    for it in EVERY_SERIES:
        ranks = stats.rankdata(it.values)
        sums = np.cumsum(ranks - ranks.mean())
        found = shift.drift(series.midranks(it.values))
        assert found.reach == pytest.approx(max(0, sums.max()) - min(0, sums.min()), **EXACT)
        assert abs(sums[found.place - 1]) == pytest.approx(np.abs(sums).max(), **EXACT)


def test_the_stage_that_held_is_numpys_median():
    for it in EVERY_SERIES:
        assert rollup.best_sustained(it.values) == np.median(it.values[-3:])
        assert rollup.setbacks(it.values) == (np.diff(it.values) <= -1).sum()


def test_the_line_is_scipys():
    for it in EVERY_SERIES:
        line, theirs = series.theil_sen(it.days, it.values), stats.theilslopes(it.values, it.days)
        assert line is not None
        assert (line.slope, line.intercept) == pytest.approx((theirs[0], theirs[1]), **EXACT)


def test_overlap_is_mann_whitneys_u():
    # Their U belongs to the first sample, hence late before early.
    for it in EVERY_SERIES:
        early, late = it.values[: len(it.values) // 2], it.values[len(it.values) // 2 :]
        u = stats.mannwhitneyu(late, early, method="asymptotic").statistic
        assert overlap.overlap(early, late).nap == pytest.approx(u / (len(early) * len(late)))


def test_wilson_is_statsmodels():
    for it in EVERY_SERIES:
        ours = shares.wilson(it.late)
        theirs = proportion_confint(it.late.k, it.late.n, method="wilson")
        assert (ours.low, ours.high) == pytest.approx(theirs, **EXACT)


def test_jeffreys_is_statsmodels_inside_the_borders():
    # They lack the rule that never starts at 0 and always ends at 1.
    for it in EVERY_SERIES:
        inside = Share(min(it.late.k + 1, it.late.n), it.late.n + 1)
        theirs = proportion_confint(inside.k, inside.n, method="jeffreys")
        ours = shares.jeffreys(inside)
        assert (ours.low, ours.high) == pytest.approx(theirs, **EXACT)


def test_the_beta_distribution_is_scipys():
    drawn_from = [(it.late.k + 0.5, it.late.n - it.late.k + 0.5) for it in EVERY_SERIES]
    a, b = np.array(drawn_from).T
    x = np.array([it.chances[0] for it in EVERY_SERIES])
    ours = [beta.share_below(*one) for one in zip(x, a, b, strict=True)]
    assert ours == pytest.approx(special.betainc(a, b, x), **EXACT)


def test_newcombe_is_statsmodels():
    # They subtract the second from the first, hence late before early.
    for it in EVERY_SERIES:
        counts = (it.late.k, it.late.n, it.early.k, it.early.n)
        theirs = confint_proportions_2indep(*counts, method="newcomb", compare="diff")
        ours = shares.newcombe(it.early, it.late, z=shares.USUAL)
        assert (ours.low, ours.high) == pytest.approx(theirs, **EXACT)


def test_fisher_is_scipys():
    for it in EVERY_SERIES:
        counts = together.Pair(it.table[0][0], it.table[0][1], it.table[1][0], it.table[1][1])
        square = [[counts.both, counts.only_a], [counts.only_b, counts.neither]]
        assert together.fisher(counts) == pytest.approx(stats.fisher_exact(square).pvalue, **EXACT)


def test_jaccard_is_scipys():
    for it in EVERY_SERIES:
        heard = np.array(it.values) > 0
        other = np.roll(heard, 1)
        counts = together.pair(heard.tolist(), other.tolist())
        assert together.jaccard(counts) == pytest.approx(1 - distance.jaccard(heard, other))


def test_many_tests_are_corrected_as_in_statsmodels():
    for it in EVERY_SERIES:
        theirs = multipletests(it.chances, method="fdr_bh")[1]
        assert together.benjamini_hochberg(it.chances) == pytest.approx(tuple(theirs), **EXACT)


@pytest.mark.parametrize("weights", agreement.Weights)
def test_kappa_is_statsmodels(weights):
    for it in EVERY_SERIES:
        theirs = cohens_kappa(np.array(it.table), wt=str(weights).replace("none", "") or None)
        ours = agreement.kappa(it.table, weights=weights)
        assert (ours.kappa, ours.error) == pytest.approx((theirs.kappa, theirs.std_kappa), **EXACT)
        range_of = (max(-1.0, theirs.kappa_low), min(1.0, theirs.kappa_upp))
        assert (ours.interval.low, ours.interval.high) == pytest.approx(range_of, **EXACT)


def test_ac1_is_its_own_definition_over_every_pair_of_ratings():
    # No library of ours has it: said agreement less the chance of two raters who guess by habit.
    for it in EVERY_SERIES:
        counts = np.array(it.table)
        said = np.trace(counts) / counts.sum()
        habit = (counts.sum(axis=0) + counts.sum(axis=1)) / (2 * counts.sum())
        chance = (habit * (1 - habit)).sum() / (len(habit) - 1)
        found = agreement.first_order(it.table)
        assert found.ac1 == pytest.approx((said - chance) / (1 - chance), **EXACT)
        half = stats.t.ppf(0.975, counts.sum() - 1) * found.error
        range_of = (max(-1.0, found.ac1 - half), min(1.0, found.ac1 + half))
        assert (found.interval.low, found.interval.high) == pytest.approx(range_of, **EXACT)
