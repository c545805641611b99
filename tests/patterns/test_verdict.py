import pytest

from notes_app.patterns.verdict import (
    Comparison,
    Section,
    ThemeSeries,
    Verdict,
    Word,
    focus_series,
    in_order,
    list_of,
    possible_shift,
    up_to_in_100,
    verdicts,
)

HEARD_LATE = (0,) * 20 + (3,) * 20
HEARD_EARLY = HEARD_LATE[::-1]
COMES_BACK = (3,) * 14 + (0,) * 13 + (3,) * 13  # the last 24 sessions begin with one of 14
LOUDER = (1,) * 13 + (4,) * 13
SHIFTING = (
    *(3, 0, 4, 2, 3, 3, 0, 4, 3, 2, 4, 3, 0, 3, 2),
    *(3, 0, 0, 1, 0, 0, 2, 0, 0, 1, 0, 0, 0, 1, 0),
)


def only(values, *, windows=Comparison.FIRST_AND_LAST, focus=False, starts_at=0):
    (verdict,) = verdicts([ThemeSeries("guarded", values, focus, starts_at)], windows=windows)
    return verdict


def said(word):
    return Verdict("guarded", word, 0, 0, None, None, None, None, None)


def test_a_client_without_themes_has_no_verdicts():
    assert verdicts([]) == []


def test_a_theme_heard_only_at_the_end_comes_up_more():
    found = only(HEARD_LATE)
    assert (found.word, found.early, found.late) == (Word.MORE, (0, 12), (12, 12))


def test_a_theme_as_often_and_louder_is_stronger():
    assert only(LOUDER).word is Word.STRONGER


def test_ten_sessions_may_have_a_direction():
    assert only((1, 1, 1, 1, 1, 4, 4, 4, 4, 4)).word is Word.PERHAPS_STRONGER


def test_twenty_sessions_may_have_a_firm_word():
    assert only((0,) * 10 + (3,) * 10).word is Word.MORE
    assert only((0,) * 9 + (3,) * 10).word is Word.PERHAPS_MORE


def test_three_sessions_with_a_theme_may_have_a_direction():
    assert only((0,) * 19 + (3, 4, 5), focus=True).word is Word.MORE
    assert only((0,) * 20 + (3, 4), focus=True).word is Word.TOO_SELDOM


def test_a_difference_of_a_quarter_is_still_steady():
    quarter = only((3, 0, 0, 3, 0, 3, 0, 0, *(3, 0) * 4, 0, 3, 0, 3, 3, 0, 3, 3))
    assert (quarter.early, quarter.late) == ((3, 8), (5, 8))
    assert quarter.word is Word.STEADY


def test_a_change_that_went_and_came_back_is_no_direction():
    found = only(COMES_BACK)
    assert (found.early, found.late) == ((12, 12), (12, 12))
    assert found.word is Word.STEADY


def test_counts_that_moved_by_more_than_a_quarter_are_not_steady():
    found = only((0, 3, 0, 3, 0, 3, *(3, 0, 3, 3, 0, 0, 3, 0), 3, 0, 3, 3, 3, 0), focus=True)
    assert (found.early, found.late) == ((3, 6), (4, 6))
    assert found.word is Word.STEADY
    moved = only((3, 0, 0, 3, 0, 0, *(4, 4, 4, 4, 4, 4, 4, 4), 3, 0, 3, 3, 0, 3), focus=True)
    assert (moved.early, moved.late) == ((2, 6), (4, 6))
    assert moved.word is Word.NO_CLEAR_DIRECTION


def test_the_last_sessions_may_stand_beside_those_just_before():
    found = only(COMES_BACK, windows=Comparison.LAST_AND_BEFORE)
    assert (found.n, found.k) == (24, 13)
    assert (found.word, found.early, found.late) == (Word.MORE, (1, 12), (12, 12))


def test_an_event_is_compared_by_the_sessions_around_it():
    found = only(HEARD_EARLY, windows=20)
    assert (found.n, found.early, found.late) == (24, (12, 12), (0, 12))
    assert found.word is Word.LESS


def test_fewer_than_five_sessions_since_an_event_are_too_early():
    found = only(HEARD_EARLY, windows=36)
    assert (found.word, found.early, found.late) == (Word.TOO_EARLY, None, None)


def test_a_later_theme_meets_the_event_at_the_same_session():
    found = only(HEARD_EARLY[10:], windows=20, starts_at=10)
    assert (found.early, found.late) == ((10, 10), (0, 10))


def test_two_windows_of_six_carry_no_firm_word():
    short = (3,) * 13 + (0,) * 6
    assert only(short, windows=Comparison.LAST_AND_BEFORE).n == 12
    assert only(short, windows=Comparison.LAST_AND_BEFORE).word is Word.PERHAPS_LESS


def test_focus_themes_are_not_in_the_family_of_the_others():
    focus, other = verdicts([ThemeSeries("a", HEARD_LATE, focus=True), ThemeSeries("b", LOUDER)])
    assert focus.q is None
    assert other.q == other.p_a


def test_short_and_rare_themes_are_not_in_the_family():
    short, rare = (
        ThemeSeries("short", (0,) * 9 + (3,) * 10),
        ThemeSeries("rare", (3, 3) + (0,) * 30),
    )
    assert [v.q for v in verdicts([short, rare])] == [None, None]


def test_a_focus_theme_is_judged_by_the_twenty_sessions_after_its_naming():
    series = focus_series("guarded", HEARD_LATE, before=20)
    assert series == ThemeSeries("guarded", HEARD_LATE[20:], focus=True, starts_at=20)


def test_until_then_it_is_treated_like_the_others():
    series = focus_series("guarded", HEARD_LATE, before=21, starts_at=3)
    assert series == ThemeSeries("guarded", HEARD_LATE, focus=False, starts_at=3)


@pytest.mark.parametrize("value", [-1, 6])
def test_a_strength_outside_the_scale_is_refused(value):
    with pytest.raises(ValueError, match="0-5"):
        ThemeSeries("guarded", (3, value))


def test_after_14_sessions_a_theme_of_16_in_100_could_be_unheard():
    assert [up_to_in_100(n) for n in (0, 1, 14, 100)] == [100, 85, 16, 2]


def test_a_focus_theme_of_30_sessions_may_have_shifted():
    assert possible_shift(ThemeSeries("guarded", SHIFTING, focus=True)) == 16


def test_a_theme_that_never_moved_has_not_shifted():
    assert possible_shift(ThemeSeries("guarded", (2, 0, 3) * 12, focus=True)) is None


def test_no_shift_is_said_of_other_themes_or_below_30_sessions():
    assert possible_shift(ThemeSeries("guarded", SHIFTING)) is None
    assert possible_shift(ThemeSeries("guarded", SHIFTING[1:], focus=True)) is None


@pytest.mark.parametrize(
    ("word", "section"),
    [
        (Word.STRONGER, Section.MORE),
        (Word.PERHAPS_MORE, Section.MORE),
        (Word.WEAKER, Section.LESS),
        (Word.PERHAPS_LESS, Section.LESS),
        (Word.STEADY, Section.STEADY),
        (Word.NO_DIRECTION_YET, Section.NO_CLEAR_DIRECTION),
        (Word.TOO_SELDOM, Section.TOO_EARLY),
        (Word.NOT_HEARD, Section.TOO_EARLY),
    ],
)
def test_each_word_stands_in_its_list(word, section):
    assert list_of(word) is section


@pytest.mark.parametrize("word", Word)
def test_no_word_is_without_a_list(word):
    assert list_of(word) in Section


def test_perhaps_stands_below_the_firm_words():
    firm, perhaps, stronger = said(Word.MORE), said(Word.PERHAPS_MORE), said(Word.STRONGER)
    assert in_order([perhaps, firm, stronger]) == [firm, stronger, perhaps]
