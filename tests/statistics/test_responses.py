from notes_app.statistics.responses import (
    Encounter,
    Valence,
    count_responses,
    disconfirmed_share,
)
from notes_app.statistics.shares import Share

GOOD, BAD, BOTH = Valence.POSITIVE, Valence.NEGATIVE, Valence.MIXED


def test_mixed_and_unrated_responses_are_neither_positive_nor_negative():
    counts = count_responses([GOOD] * 3 + [BAD] * 5 + [BOTH, None])
    assert counts.positive_share == Share(3, 8)


def test_seven_rated_responses_are_too_few():
    assert count_responses([GOOD] * 3 + [BAD] * 4 + [BOTH] * 5).positive_share is None


def test_feared_six_times_and_spared_three_times():
    feared = [Encounter(BAD, GOOD)] * 3 + [Encounter(BAD, BAD)] * 2 + [Encounter(BAD, BOTH)]
    unclear = [Encounter(BAD, None), Encounter(GOOD, GOOD), Encounter(None, GOOD)]
    assert disconfirmed_share(feared + unclear) == Share(3, 6)


def test_four_feared_answers_are_too_few():
    assert disconfirmed_share([Encounter(BAD, GOOD)] * 4) is None
