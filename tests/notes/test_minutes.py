"""Which earlier minutes of a note are kept: the rule alone."""

from hypothesis import given
from hypothesis import strategies as some

from notes_app.notes.journal_payloads import Kept, Kind
from notes_app.notes.minutes import DAY, HOUR, LONGEST, MINUTE, MOST, folded, thinned

NOW = 1_790_000_000 // DAY * DAY + 20 * HOUR
kinds = some.sampled_from(Kind)


@some.composite
def journals(draw):
    """An index as it grows: sequences rise, moments mostly do (a clock may be set back)."""
    ages = draw(some.lists(some.integers(-HOUR, LONGEST + DAY), max_size=60))
    return tuple(Kept(nth, NOW - age, draw(kinds)) for nth, age in enumerate(ages, start=1))


def minutes_of(index):
    return [one for one in index if one.kind == Kind.MINUTE]


def one_each(length: int, *, count: int, until: int):
    """`count` minutes of writing, one each `length` seconds, the last of them `until` ago."""
    return [Kept(n, NOW - until - (count - n) * length) for n in range(1, count + 1)]


def test_every_minute_of_the_last_two_hours_is_kept():
    index = one_each(MINUTE, count=119, until=0)
    assert thinned(index, now=NOW) == tuple(index)


def test_within_a_minute_the_last_state_is_kept():
    first, last, next_minute = Kept(1, NOW), Kept(2, NOW + 59), Kept(3, NOW + 60)
    assert thinned([first, last, next_minute], now=NOW + 60) == (last, next_minute)


def test_after_two_hours_one_of_ten_minutes_and_after_a_day_one_of_a_day():
    morning = one_each(MINUTE, count=60, until=3 * HOUR)
    assert len(thinned(morning, now=NOW)) in (6, 7)
    assert len(thinned(morning, now=NOW + DAY)) == 1


def test_after_thirty_days_all_go():
    saved = Kept(9, NOW, Kind.SAVED)
    assert thinned([Kept(1, NOW), saved], now=NOW + LONGEST - 1)
    assert thinned([Kept(1, NOW), saved], now=NOW + LONGEST) == ()


def test_of_saved_notes_the_newest_thirty_are_kept():
    saved = [Kept(n, NOW - 1, Kind.SAVED) for n in range(MOST + 5)]
    assert thinned(saved, now=NOW) == tuple(saved[5:])


def test_saving_folds_the_minutes_and_nothing_else():
    aside, saved = Kept(2, NOW, Kind.ASIDE), Kept(3, NOW, Kind.SAVED)
    assert folded([Kept(1, NOW), aside, saved]) == (aside, saved)


@given(journals())
def test_thinning_keeps_the_newest_text_and_no_two_states_of_one_minute(index):
    kept = thinned(index, now=NOW)
    minutes = [one.at // MINUTE for one in minutes_of(kept)]
    assert len(minutes) == len(set(minutes))
    young = [one for one in index if NOW - one.at < LONGEST]
    if minutes_of(young):
        assert minutes_of(young)[-1] in kept
    assert thinned(kept, now=NOW) == kept
    assert set(thinned(kept, now=NOW + DAY)) <= set(kept) <= set(index)


@given(journals())
def test_a_journal_never_grows_without_end(index):
    assert len(minutes_of(thinned(index, now=NOW))) <= 60 + 121 + 145 + 31
