import pytest

from notes_app.statistics.trend import mann_kendall
from tests.statistics.named_series import MANY_TIES, NO_ORDER, OCCURRENCE, RARE, STAGES, WITH_GAPS

VECTORS = {
    "T1 rising": ([0, 1, 2, 3, 4], 10, 16.666667, 1.0, 2.204541, 0.027486, 1.617691, 0.105729),
    "T2 falling": ([3, 2, 1, 0], -6, 8.666667, -1.0, -1.698416, 0.089429, -1.246296, 0.212656),
    "T3 two": ([0, 3], 1, 1.0, 1.0, 0.0, 1.0, 0.0, 1.0),
    "T4 one": ([3], 0, 0.0, None, 0.0, 1.0, 0.0, 1.0),
    "T5 constant": ([2] * 10, 0, 0.0, None, 0.0, 1.0, 0.0, 1.0),
    "T6 never": ([0] * 12, 0, 0.0, None, 0.0, 1.0, 0.0, 1.0),
    "T7 always": ([1] * 12, 0, 0.0, None, 0.0, 1.0, 0.0, 1.0),
    "T14 empty": ([], 0, 0.0, None, 0.0, 1.0, 0.0, 1.0),
    "T8": (MANY_TIES, -31, 111.666667, -0.781127, -2.838961, 0.004526, -2.083228, 0.037230),
    "T9": (WITH_GAPS, -73, 874.333333, -0.428154, -2.434972, 0.014893, -1.786781, 0.073973),
    "T10": (STAGES, 48, 198.0, 0.804030, 3.340145, 0.000837, 2.450996, 0.014246),
    "T11": (OCCURRENCE, -83, 1191.666667, -0.417788, -2.375398, 0.017530, -1.743066, 0.081322),
    "T12": (RARE, 230, 4503.333333, 0.434040, 3.412467, 0.000644, 2.504066, 0.012278),
    "T13": (NO_ORDER, 0, 452.666667, 0.0, 0.0, 1.0, 0.0, 1.0),
}


@pytest.mark.parametrize("vector", VECTORS.values(), ids=VECTORS.keys())
def test_a_series_has_the_published_trend(vector):
    series, s, variance, tau_b, *chances = vector
    trend = mann_kendall(series)
    assert trend.s == s
    assert trend.variance == pytest.approx(variance, abs=1e-6)
    assert trend.tau_b == (None if tau_b is None else pytest.approx(tau_b, abs=1e-6))
    assert [trend.z, trend.p, trend.z_a, trend.p_a] == pytest.approx(chances, abs=1e-6)
