import pytest

from notes_app.statistics.overlap import overlap

VECTORS = {
    "N1": ([4, 5, 3, 4, 4], [2, 3, 1, 2, 3], 0.04, -0.92),
    "N2": ([2, 2, 2], [2, 2, 2], 0.5, 0.0),
    "N3": ([5, 4, 5], [0, 1, 0], 0.0, -1.0),
    "N4": ([1], [3], 1.0, 1.0),
    "N5": ([0, 3, 4, 0, 5, 2], [0, 1, 0, 2, 0, 0], 0.236111, -0.527778),
}


@pytest.mark.parametrize(("early", "late", "nap", "tau"), VECTORS.values(), ids=VECTORS.keys())
def test_two_windows_overlap_as_published(early, late, nap, tau):
    found = overlap(early, late)
    assert found is not None
    assert (found.nap, found.tau) == pytest.approx((nap, tau), abs=1e-6)
    assert found.pairs == len(early) * len(late)


@pytest.mark.parametrize(("early", "late"), [([], [1]), ([1], []), ([], [])])
def test_an_empty_window_has_no_overlap(early, late):
    assert overlap(early, late) is None
