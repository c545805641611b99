"""A `#theme` in the therapist's own words is that theme, and nothing else is."""

from dataclasses import replace

import pytest

from notes_app.patterns.stirred import named_in
from notes_app.themes.library import LIBRARY
from notes_app.themes.queries import Codebook

BOOK = Codebook(LIBRARY)


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("I carried her again. #Carrying everyone", ["carrying-everyone"]),
        ("#carrying-everyone, and #giving way.", ["carrying-everyone", "giving-way"]),
        ("#GIVING WAY twice: #giving-way", ["giving-way"]),
        ("#Giving wayward looks", []),
        ("Giving way, without a sign", []),
        ("# Giving way", []),
        ("#", []),
        ("", []),
        ("#keeping-the-peace-treaty", []),
    ],
)
def test_a_sign_and_a_name_are_a_theme(words: str, codes: list[str]) -> None:
    assert named_in(words, BOOK) == codes


def test_of_two_names_the_longer_one_is_meant() -> None:
    theme = BOOK.entry("giving-way")
    assert theme is not None
    longer = replace(theme, code="own-1", name="Giving way to him")
    book = Codebook((*LIBRARY, longer))
    assert named_in("#Giving way to him, then #giving way", book) == ["own-1", "giving-way"]


@pytest.mark.parametrize("theme", LIBRARY, ids=lambda theme: theme.code)
def test_every_theme_is_found_by_its_name_and_its_code(theme) -> None:
    for spelling in (theme.name, theme.name.upper(), theme.code):
        assert named_in(f"Today #{spelling}. Then rest.", BOOK) == [theme.code]
