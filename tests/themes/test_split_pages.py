"""Splitting, reviewing and defining anew, as a therapist does it."""

from datetime import date

import pytest

from notes_app import db
from notes_app.themes.service import define_theme
from tests.themes.test_merge_pages import (
    GIVING,
    PEACE,
    Browse,
    Browser,
    Page,
    Practice,
    book,
    entry,
    write,
)

NAMES = {"name_1": "Gives in", "definition_1": "Lets it go.", "name_2": "Steps aside"}


@pytest.fixture
def ana(browse: Browse, practice: Practice) -> Browser:
    return browse(practice.ana)


def split(ana: Browser, practice: Practice, status: int = 303, **typed: str) -> Page:
    page = ana.get("themes.split", address=entry(practice, GIVING).address)
    return ana.submit(page, status=status, **{**NAMES, **typed})


def piece(practice: Practice, name: str = "Gives in"):
    return next(theme for theme in book(practice) if theme.name == name)


def test_the_page_says_what_will_change(ana: Browser, practice: Practice) -> None:
    write(practice.mira, practice, 0, (GIVING, 3), (GIVING, 2))
    page = ana.get("themes.split", address=entry(practice, GIVING).address)
    assert page.heading == "Split Giving way"
    assert "2 passages in 1 client keep Giving way until you tag them anew" in page.text


def test_a_split_theme_leads_to_its_passages(ana: Browser, practice: Practice) -> None:
    write(practice.mira, practice, 0, (GIVING, 3))
    page = ana.follow(split(ana, practice))
    assert "split 30 April 2026 into Gives in, Steps aside" in page.text
    clients = ana.get_path(page.links["1 passage to go through: Giving way"])
    passages = ana.get(
        "patterns.all_passages", client_id=practice.mira.id, theme=entry(practice, GIVING).address
    )
    assert "Split 30 April 2026 into Gives in, Steps aside" in clients.text
    assert "told him" in passages.text
    change = ana.get_path(passages.links["Change the tag, session 1, passage 1"])
    offered = [option.text for option in change.top.all("option")]
    assert {"Gives in", "Steps aside"} <= set(offered)


def test_a_passage_that_is_tagged_anew_leaves_the_list(ana: Browser, practice: Practice) -> None:
    write(practice.mira, practice, 0, (GIVING, 3))
    page = ana.follow(split(ana, practice))
    passages = ana.get(
        "patterns.all_passages", client_id=practice.mira.id, theme=entry(practice, GIVING).address
    )
    change = ana.get_path(passages.links["Change the tag, session 1, passage 1"])
    ana.submit(change, theme=piece(practice).code)
    page = ana.get("themes.codebook")
    assert "to go through" not in page.text
    assert page.text.count("used with 1 client") == 1


def test_a_split_is_undone_by_name_and_its_new_passages_come_back(
    ana: Browser, practice: Practice
) -> None:
    page = ana.follow(split(ana, practice))
    write(practice.mira, practice, 0, (piece(practice).code, 3))
    assert "Split Giving way into Gives in and Steps aside" in ana.get("changes.recent").text
    after = ana.follow(ana.submit(page, press="Undo"))
    assert entry(practice, GIVING).offered
    assert book(practice).current(piece(practice).code) == GIVING
    ana.submit(after, press="Undo")  # of the undoing: it is split again
    assert not entry(practice, GIVING).offered
    assert book(practice).current(piece(practice).code) == piece(practice).code


def test_a_split_comes_apart_by_its_own_button_too(ana: Browser, practice: Practice) -> None:
    split(ana, practice)
    page = ana.follow(
        ana.submit(ana.get("themes.codebook"), press="Put together again: Giving way")
    )
    assert entry(practice, GIVING).offered
    assert [theme.name for theme in book(practice).merged] == ["Gives in", "Steps aside"]
    ana.submit(page, press="Undo")
    assert [theme.name for theme in book(practice).split] == ["Giving way"]
    assert book(practice).merged == ()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name_2": ""}, "Give the theme a name."),
        ({"name_2": "gives in"}, "Two of the new themes have this name."),
        ({"name_2": "Giving way"}, "Another theme has this name."),
        ({"definition_3": "Something."}, "Give the theme a name."),
    ],
)
def test_names_are_checked(
    ana: Browser, practice: Practice, typed: dict[str, str], said: str
) -> None:
    page = split(ana, practice, 422, **typed)
    assert said in page.text
    assert book(practice).split == ()


def test_history_tells_of_the_split_on_both_sides(ana: Browser, practice: Practice) -> None:
    split(ana, practice)
    whole = ana.get("themes.history", address=entry(practice, GIVING).address)
    part = ana.get("themes.history", address=piece(practice).address)
    assert "30 April 2026 Split into Gives in, Steps aside." in whole.text
    assert "Split off from Giving way." in part.text


def test_an_own_theme_counts_from_an_earlier_day_and_that_is_undone(
    ana: Browser, practice: Practice
) -> None:
    split(ana, practice)
    page = ana.get("themes.review", address=piece(practice).address)
    page = ana.follow(ana.submit(page, reviewed_from="2026-01-08"))
    assert "counts from 8 January 2026" in page.text
    assert book(practice).counts_from(piece(practice).code) == date(2026, 1, 8)
    ana.submit(page, press="Undo")
    assert piece(practice).reviewed_from is None


def test_a_later_day_and_a_built_in_theme_are_refused(ana: Browser, practice: Practice) -> None:
    split(ana, practice)
    page = ana.get("themes.review", address=piece(practice).address)
    wrong = ana.submit(page, reviewed_from="2026-04-30", status=422)
    assert "It counts from the day you made it already." in wrong.text
    page = ana.get("themes.review", address=entry(practice, PEACE).address)
    assert "It counts from your first session." in page.text
    assert not [field for field in page.top.all("input") if field.get("name") == "reviewed_from"]


def test_old_sessions_are_read_under_either_definition(ana: Browser, practice: Practice) -> None:
    for words, on in (("Early words.", date(2025, 1, 1)), ("Late words.", date(2026, 1, 12))):
        define_theme(
            practice.ana,
            GIVING,
            definition=words,
            sounds_like="",
            today=on,
            keyring=practice.keyrings["ana"],
        )
    db.session.commit()
    write(practice.mira, practice, 0, (GIVING, 3))  # 8 January
    write(practice.mira, practice, 1, (GIVING, 3))  # 15 January
    here = {"client_id": practice.mira.id, "theme": entry(practice, GIVING).address}
    passages = ana.get("patterns.all_passages", **here)
    assert "As defined until 12 January 2026 Early words." in passages.text
    assert "Since 12 January 2026 Late words." in passages.text
    assert passages.text.count("· as defined until 12 January 2026") == 1
    change = ana.get("patterns.theme_change", **here)
    assert "Definition changed here: Giving way, 12 January 2026, before session 2." in change.text
    assert change.html.count('<th scope="col">Definition changed</th>') == 1
    history = ana.get("themes.history", address=entry(practice, GIVING).address)
    assert "What it meant when" in history.text
    assert "As defined until 12 January 2026 Early words." in history.text


def test_a_change_before_the_first_session_is_in_the_table_and_not_on_the_strip(
    ana: Browser, practice: Practice
) -> None:
    ana.submit(
        ana.get("themes.define", address=entry(practice, PEACE).address), definition="Other words."
    )
    write(practice.mira, practice, 40, (PEACE, 3))
    change = ana.get("patterns.theme_change", client_id=practice.mira.id)
    assert "Definition changed here" not in change.text
