"""The promises about wrong words, on few pages: `make rates` simulates them on many."""

import numpy as np
import pytest

from benchmarks.error_rates import HALF, RULE, Page, fallen, unchanged
from notes_app.patterns.verdict import RULES, ThemeSeries, Word, verdicts
from tests.patterns.test_verdict_vectors import X16

PAGES = 250


def chances(seed: int) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_unchanged_themes_seldom_get_a_firm_word_after_40_sessions() -> None:
    page = Page(40, 0.4, HALF)
    _, focus, with_firm = unchanged(page, RULE, PAGES, chances(40))
    assert with_firm / PAGES <= 0.12
    assert focus / (PAGES * 24) <= 0.05


def test_at_most_a_tenth_of_the_firm_words_about_clear_falls_are_wrong() -> None:
    found = fallen(Page(40, 0.3, HALF, fall=2.0), RULE, PAGES, chances(41))
    assert found.right > 0.3 * PAGES * 6
    assert (found.firm - found.right) / found.firm <= 0.10
    assert found.rising == 0


def test_the_first_rule_kept_less_of_its_promise() -> None:
    # It is kept so that the published table can be measured again.
    page = Page(40, 0.4, HALF)
    assert unchanged(page, RULES["1"], PAGES, chances(40))[2] > PAGES * 0.12


@pytest.mark.parametrize("version", RULES)
def test_every_rule_gives_the_firm_words_of_x16(version: str) -> None:
    series = [ThemeSeries(name, values) for name, (values, _, _) in X16.items()]
    firm = [v.word in {Word.MORE, Word.LESS, Word.WEAKER} for v in _by(version, series)]
    assert firm == [stands_out for _, _, stands_out in X16.values()]


def _by(version: str, series: list[ThemeSeries]) -> list:
    return verdicts(series, rule=RULES[version])
