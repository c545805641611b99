"""What holds for every page of themes, whatever their course."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notes_app.patterns.verdict import (
    FIRM,
    PERHAPS,
    Comparison,
    ThemeSeries,
    Word,
    verdicts,
)

SILENT = {Word.TOO_EARLY, Word.TOO_SELDOM, Word.NOT_HEARD}
MIRRORED = {
    Word.MORE: Word.LESS,
    Word.STRONGER: Word.WEAKER,
    Word.PERHAPS_MORE: Word.PERHAPS_LESS,
    Word.PERHAPS_STRONGER: Word.PERHAPS_WEAKER,
}
MIRROR = MIRRORED | {less: more for more, less in MIRRORED.items()}

ratings = st.sampled_from((0, 0, 0, 1, 2, 3, 4, 5))


def courses(fewest=0, most=60):
    # Half of them rise or fall, or nothing but silence would be tried.
    free = st.lists(ratings, min_size=fewest, max_size=most)
    moving = st.builds(lambda course, down: sorted(course, reverse=down), free, st.booleans())
    return st.one_of(free, moving).map(tuple)


def pages(fewest=0, most=60):
    themes = st.lists(st.tuples(courses(fewest, most), st.booleans()), max_size=12)
    return themes.map(
        lambda drawn: [ThemeSeries(str(n), *course) for n, course in enumerate(drawn)]
    )


comparisons = st.one_of(st.sampled_from(Comparison), st.integers(-5, 65))
# A busy machine draws slowly; that is no fault of the rule.
quietly = settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])


@quietly
@given(pages(), comparisons)
def test_no_firm_word_is_said_of_fewer_than_20_sessions(page, windows):
    firm = [v for v in verdicts(page, windows=windows) if v.word in FIRM]
    assert all(v.n >= 20 and v.k >= 3 and v.p_a <= 0.05 for v in firm)


@quietly
@given(pages(most=9), comparisons)
def test_no_direction_is_said_of_fewer_than_10_sessions(page, windows):
    found = verdicts(page, windows=windows)
    assert {v.word for v in found} <= {Word.TOO_EARLY, Word.NOT_HEARD}


@quietly
@given(pages())
def test_a_course_told_backwards_swaps_more_and_less(page):
    backwards = [ThemeSeries(it.theme, it.values[::-1], it.focus) for it in page]
    words = [v.word for v in verdicts(page)]
    assert [v.word for v in verdicts(backwards)] == [MIRROR.get(word, word) for word in words]


@quietly
@given(pages(), comparisons, st.randoms(use_true_random=False))
def test_the_order_of_the_themes_changes_nothing(page, windows, random):
    shuffled = random.sample(page, k=len(page))
    found = {v.theme: v for v in verdicts(page, windows=windows)}
    assert verdicts(shuffled, windows=windows) == [found[it.theme] for it in shuffled]


@quietly
@given(pages(), comparisons)
def test_every_theme_gets_one_verdict_in_the_given_order(page, windows):
    assert [v.theme for v in verdicts(page, windows=windows)] == [it.theme for it in page]


@quietly
@given(pages(), comparisons)
def test_the_counts_never_contradict_a_direction(page, windows):
    moved = [v for v in verdicts(page, windows=windows) if v.word in FIRM | PERHAPS]
    assert all(_late_minus_early(v) * v.z_a >= 0 for v in moved)
    as_often = {*MIRROR} - {Word.MORE, Word.LESS, Word.PERHAPS_MORE, Word.PERHAPS_LESS}
    assert all((_late_minus_early(v) == 0) == (v.word in as_often) for v in moved)


@quietly
@given(pages(), comparisons)
def test_numbers_stand_only_where_something_was_compared(page, windows):
    for verdict in verdicts(page, windows=windows):
        compared = (verdict.early, verdict.late, verdict.z_a, verdict.p_a)
        assert [it is None for it in compared] == [verdict.word in SILENT] * 4


@quietly
@given(pages(fewest=20), courses(fewest=20))
def test_watching_one_more_unmoved_theme_never_makes_a_word_firm(page, values):
    # Its own p is 1, so it can only dilute the family.
    alone = verdicts(page)
    unmoved = ThemeSeries("unmoved", (3,) * 20)
    beside = verdicts([*page, unmoved])[:-1]
    firm_beside = {v.theme for v in beside if v.word in FIRM}
    assert firm_beside <= {v.theme for v in alone if v.word in FIRM}


@quietly
@given(courses(fewest=20))
def test_a_focus_theme_needs_no_more_than_one_among_many(values):
    (as_focus,) = verdicts([ThemeSeries("guarded", values, focus=True)])
    (as_other,) = verdicts([ThemeSeries("guarded", values)])
    assert as_other.word not in FIRM or as_focus.word is as_other.word


@quietly
@given(courses(fewest=36), st.integers(0, 30))
def test_sessions_before_the_last_two_windows_do_not_matter_there(values, more):
    last_two = {"windows": Comparison.LAST_AND_BEFORE}
    longer = ThemeSeries("guarded", (5,) * more + values)
    assert verdicts([longer], **last_two) == verdicts([ThemeSeries("guarded", values)], **last_two)


def _late_minus_early(verdict):
    return verdict.late[0] / verdict.late[1] - verdict.early[0] / verdict.early[1]
