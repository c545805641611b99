"""The built-in themes: what the screens and the statistics take for granted."""

from collections import Counter

import pytest

from notes_app.themes.library import FAMILY_NAMES, LIBRARY, Area
from notes_app.themes.payloads import Component, Family, Polarity


def test_there_are_forty_four_themes_in_six_families() -> None:
    assert len(LIBRARY) == 44
    assert Counter(theme.family for theme in LIBRARY) == {
        Family.WAYS: 11,
        Family.FEEL: 6,
        Family.EXPECT: 7,
        Family.ROLES: 7,
        Family.ROOM: 5,
        Family.MOVES: 8,
    }


def test_no_code_and_no_name_occurs_twice() -> None:
    assert len({theme.code for theme in LIBRARY}) == 44
    assert len({theme.name.casefold() for theme in LIBRARY}) == 44


def test_every_opposite_is_a_theme_of_the_library() -> None:
    opposites = {theme.opposite for theme in LIBRARY} - {""}
    assert len(opposites) == 22
    assert opposites <= {theme.code for theme in LIBRARY}


def test_a_strain_and_its_answer_never_pull_the_same_way() -> None:
    polarity = {theme.code: theme.polarity for theme in LIBRARY}
    pairs = [(t.polarity, polarity[t.opposite]) for t in LIBRARY if t.opposite]
    assert (Polarity.STRAIN, Polarity.GROWTH) in pairs
    assert (Polarity.STRAIN, Polarity.STRAIN) not in pairs
    assert (Polarity.GROWTH, Polarity.GROWTH) not in pairs


def test_every_theme_is_defined_and_can_be_heard() -> None:
    assert [t.code for t in LIBRARY if not t.definition.endswith(".")] == []
    assert [t.code for t in LIBRARY if not t.definition[0].isupper()] == []
    assert [t.code for t in LIBRARY if not t.sounds_like] == []
    assert [t.code for t in LIBRARY if not t.traces] == []


def test_every_area_and_every_part_of_a_pattern_has_themes() -> None:
    assert {theme.area for theme in LIBRARY} == set(Area)
    assert {theme.component for theme in LIBRARY} == {*Component, None}


def test_every_family_has_a_name() -> None:
    assert list(FAMILY_NAMES) == list(Family)


def test_apostrophes_are_those_of_a_book():
    words = [f"{theme.name} {theme.definition} {theme.sounds_like}" for theme in LIBRARY]
    assert [text for text in words if "'" in text] == []
    assert sum("\u2019" in text for text in words) >= 3


@pytest.mark.parametrize("typed", ["someone's power", "someone\u2019s power"])
def test_a_theme_is_found_by_the_apostrophe_that_a_keyboard_has(browse, practice, typed):
    ana = browse(practice.ana)
    found = ana.submit(ana.get("themes.codebook"), press="Find", status=200, words=typed)
    assert "1 of 44 themes" in found.text
    assert "Under someone\u2019s power" in found.text
