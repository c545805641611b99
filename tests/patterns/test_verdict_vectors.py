"""Rows X1 to X17 of domain.md 5.7: a series, and the word that it deserves."""

import pytest

from notes_app.patterns.verdict import ThemeSeries, Word, verdicts
from tests.statistics.named_series import (
    CONSTANT,
    MANY_TIES,
    NEVER,
    NO_ORDER,
    OCCURRENCE,
    RARE,
    WITH_GAPS,
)

X1 = (3, 2, 4, 3, 1, 2, 3, 2, 3)
X3 = (0, 0, 0, 2, 0, 0, 0, 0, 3, 0, 0, 0)
X4 = (0, 3, 0, 0, 4) + (0,) * 17
X11 = (3, 4, 2, 3, 0, 4, 3, 2, 3, 4, 0, 2, 3, 0, 1, 2, 0, 0, 1, 0, 0, 2, 0, 0)
X12 = (2, 0, 3, 1, 0, 2, 3, 0, 1, 2, 0, 3, 1, 2, 0, 2, 1, 0, 2, 3, 0, 1, 2, 0)
X13 = (5, 5, 4, 5, 4, 4, 4, 3, 4, 3, 3, 3, 2, 3, 2, 2, 2, 1, 2, 1, 1, 1)
X14 = (0, 0, 0, 0, 0, 3, 3, 2, 3, 0, 3, 2, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0)
X15 = (5, 0, 5, 0, 5, 4, 0, 5, 4, 3, 3, 2, 2, 2, 1, 1, 1, 2, 1, 1, 1, 1)

BEFORE_THE_LADDER = {
    "X1": (X1, 9, 9, Word.TOO_EARLY),
    "X2": (NEVER, 12, 0, Word.NOT_HEARD),
    "X3": (X3, 12, 2, Word.TOO_SELDOM),
    "X4": (X4, 22, 2, Word.TOO_SELDOM),
}
ON_THE_LADDER = {
    "X5": (NO_ORDER, (16, 11, (3, 5), (4, 5)), (0.0, 1.0), Word.NO_DIRECTION_YET),
    "X6": (CONSTANT, (10, 10, (5, 5), (5, 5)), (0.0, 1.0), Word.NO_DIRECTION_YET),
    "X7": (MANY_TIES, (10, 10, (5, 5), (5, 5)), (-2.083228, 0.037230), Word.PERHAPS_WEAKER),
    "X8": (WITH_GAPS, (20, 12, (4, 6), (2, 6)), (-1.786781, 0.073973), Word.PERHAPS_LESS),
    "X9": (OCCURRENCE, (24, 13, (7, 8), (2, 8)), (-1.743066, 0.081322), Word.PERHAPS_LESS),
    "X10": (RARE, (40, 11, (0, 12), (7, 12)), (2.504066, 0.012278), Word.MORE),
    "X11": (X11, (24, 15, (7, 8), (2, 8)), (-2.296115, 0.021669), Word.LESS),
    "X12": (X12, (24, 16, (5, 8), (5, 8)), (-0.304127, 0.761031), Word.STEADY),
    "X13": (X13, (22, 22, (7, 7), (7, 7)), (-3.884042, 0.000103), Word.WEAKER),
    "X14": (X14, (22, 8, (2, 7), (1, 7)), (-0.390565, 0.696119), Word.STEADY),
    "X15": (X15, (22, 19, (4, 7), (7, 7)), (-1.786579, 0.074005), Word.NO_CLEAR_DIRECTION),
}
X16 = {
    "X11": (X11, 0.050562, True),
    "X10": (RARE, 0.042971, True),
    "X13": (X13, 0.000719, True),
    "X12": (X12, 0.761031, False),
    "X14": (X14, 0.761031, False),
    "X8": (WITH_GAPS, 0.113851, False),
    "X9": (OCCURRENCE, 0.113851, False),
}
UNMOVED = (1, 3, 2, 1, 2, 3, 3, 1, 2, 2, 1, 3, 1, 3, 2, 2, 3, 1, 3, 2, 3, 2, 3, 2)


@pytest.mark.parametrize(
    ("values", "n", "k", "word"), BEFORE_THE_LADDER.values(), ids=BEFORE_THE_LADDER.keys()
)
def test_little_is_met_with_silence(values, n, k, word):
    (verdict,) = verdicts([ThemeSeries("guarded", values, focus=True)])
    assert (verdict.word, verdict.n, verdict.k) == (word, n, k)
    assert (verdict.early, verdict.late, verdict.z_a, verdict.p_a) == (None,) * 4


@pytest.mark.parametrize(
    ("values", "counts", "chances", "word"), ON_THE_LADDER.values(), ids=ON_THE_LADDER.keys()
)
def test_a_focus_theme_gets_the_published_word(values, counts, chances, word):
    (verdict,) = verdicts([ThemeSeries("guarded", values, focus=True)])
    assert verdict.word == word
    assert (verdict.n, verdict.k, verdict.early, verdict.late) == counts
    assert (verdict.z_a, verdict.p_a) == pytest.approx(chances, abs=1e-6)
    assert verdict.q is None


def test_seven_themes_are_judged_as_one_family_x16():
    found = verdicts([ThemeSeries(name, values) for name, (values, _, _) in X16.items()])
    assert [v.q for v in found] == pytest.approx([q for _, q, _ in X16.values()], abs=1e-6)
    firm = [v.word in {Word.MORE, Word.LESS, Word.WEAKER} for v in found]
    assert firm == [stands_out for _, _, stands_out in X16.values()]


def test_among_23_unmoved_themes_the_firm_word_becomes_perhaps_x17():
    crowd = [ThemeSeries(f"unmoved {number}", UNMOVED) for number in range(23)]
    falling, unmoved, *_ = verdicts([ThemeSeries("falling", X11), *crowd])
    assert unmoved.p_a == pytest.approx(0.5, abs=0.05)
    assert (falling.word, falling.q) == (Word.PERHAPS_LESS, pytest.approx(unmoved.p_a))
