"""The codebook's pages, as a therapist meets them."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from notes_app import db
from notes_app.accounts.models import User
from notes_app.sealed import Sealed
from notes_app.themes.library import Theme
from notes_app.themes.models import Vocabulary
from notes_app.themes.queries import Codebook, codebook_of
from notes_app.themes.uses import USES, Use
from tests.cast import Practice
from tests.crypto.damage import bit_flipped
from tests.pages import Browser, Page

Browse = Callable[[User | None], Browser]


@pytest.fixture
def ana(browse: Browse, practice: Practice) -> Browser:
    return browse(practice.ana)


def book(practice: Practice) -> Codebook:
    db.session.rollback()
    db.session.expire_all()
    return codebook_of(practice.ana.id, practice.keyrings["ana"])


def theme(practice: Practice, code: str) -> Theme:
    found = book(practice).by_code(code)
    assert found is not None
    return found


def add(ana: Browser, *, status: int = 303, **fields: str) -> Page:
    given = {"name": "Sundays", "family": "roles", **fields}
    return ana.submit(ana.get("themes.new_theme"), status=status, **given)


def test_the_codebook_shows_every_theme_by_family(ana: Browser) -> None:
    page = ana.get("themes.codebook")
    assert page.heading == "Themes 44 in six families"
    assert "Ways of relating Blurred boundaries Others\u2019 wishes spill over" in page.text
    assert "“it was midnight, and I said come”" in page.text
    assert page.text.count("Retire ") == 44


def test_a_theme_is_found_by_its_words(ana: Browser) -> None:
    page = ana.submit(ana.get("themes.codebook"), status=200, words="PEACE scrapes")
    assert "1 of 44 themes" in page.text
    assert "Keeping the peace" in page.text
    assert "Blurred boundaries" not in page.text


def test_nothing_found_says_so_and_leads_back(ana: Browser) -> None:
    page = ana.submit(ana.get("themes.codebook"), status=200, words="zebra")
    assert "No theme has these words." in page.text
    assert "See all themes." in page.links


def test_addresses_name_no_theme(ana: Browser) -> None:
    page = ana.get("themes.codebook")
    assert "Rename Keeping the peace" in page.links
    assert "peace" not in page.links["Rename Keeping the peace"]


def test_how_many_clients_use_a_theme_comes_from_whoever_knows(ana: Browser) -> None:
    before = ana.get("themes.codebook").text
    ana.client.application.extensions[USES] = lambda user, keyring, codebook: {
        "giving-way": Use(3, 14)
    }
    after = ana.get("themes.codebook").text
    assert "used with" not in before
    assert after.count("used with 3 clients") == 1
    assert after.count("not used yet") == 43


def test_an_own_theme_joins_its_family(ana: Browser, practice: Practice) -> None:
    page = ana.follow(
        add(ana, definition="Everyone sits where they sat.", opposite="own-choice-and-voice")
    )
    own = next(theme for theme in book(practice) if theme.own)
    assert "Theme added." in page.text
    assert "Sundays Yours, since" in page.text
    assert (own.family, own.opposite) == ("roles", "own-choice-and-voice")


def test_adding_a_theme_can_be_undone(ana: Browser, practice: Practice) -> None:
    page = ana.follow(add(ana))
    ana.submit(page, press="Undo")
    assert [theme.name for theme in book(practice).retired] == ["Sundays"]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": " "}, "Give the theme a name."),
        ({"name": "giving WAY"}, "Another theme has this name."),
        ({"name": "S" * 81}, "At most 80 characters fit; these are 81."),
        ({"definition": "x" * 601}, "At most 600 characters fit; these are 601."),
        ({"family": ""}, "Choose the family that fits best."),
    ],
)
def test_what_does_not_hold_is_said_and_kept(
    ana: Browser, practice: Practice, fields: dict[str, str], sentence: str
) -> None:
    page = add(ana, status=422, **{"sounds_like": "so I passed the salt", **fields})
    assert sentence in page.text
    assert "so I passed the salt" in page.html
    assert book(practice).version == 0


def rename(ana: Browser, practice: Practice, name: str) -> Page:
    page = ana.get("themes.rename", address=theme(practice, "keeping-the-peace").address)
    return ana.submit(page, name=name)


def test_a_theme_is_renamed_and_back(ana: Browser, practice: Practice) -> None:
    page = ana.follow(rename(ana, practice, "Swallows it"))
    ana.submit(page, press="Undo")
    assert "Swallows it Built in as Keeping the peace" in page.text
    assert theme(practice, "keeping-the-peace").name == "Keeping the peace"


def test_the_same_name_again_offers_no_undo(ana: Browser, practice: Practice) -> None:
    rename(ana, practice, "Swallows it")
    page = ana.follow(rename(ana, practice, "Swallows it"))
    assert "Theme renamed." in page.text
    assert "Undo" not in page.text.split("44 in six")[0].rsplit("Theme renamed.", 1)[1]


def test_a_theme_is_defined_anew_and_back(ana: Browser, practice: Practice) -> None:
    address = theme(practice, "giving-way").address
    page = ana.get("themes.define", address=address)
    after = ana.follow(ana.submit(page, definition="Says yes first.", sounds_like="fine, fine"))
    ana.submit(after, press="Undo")
    assert "Says yes first. “fine, fine”" in after.text
    assert theme(practice, "giving-way").definition.startswith("Agrees outwardly")


def test_a_theme_renamed_in_two_windows_keeps_both(ana: Browser, practice: Practice) -> None:
    address = theme(practice, "giving-way").address
    first, second = (ana.get("themes.rename", address=address) for _ in range(2))
    ana.submit(first, name="Says yes")
    refused = ana.submit(second, status=409, name="Folds")
    assert "Name: Says yes" in refused.text
    ana.submit(refused, press="Rename")
    assert theme(practice, "giving-way").name == "Folds"


def test_a_retired_theme_moves_to_the_end_and_comes_back(ana: Browser, practice: Practice) -> None:
    page = ana.follow(ana.submit(ana.get("themes.codebook"), press="Retire Giving way"))
    retired = theme(practice, "giving-way").retired
    ana.submit(page, press="Bring back Giving way")
    assert "Theme retired. Its passages stay." in page.text
    assert retired is not None
    assert theme(practice, "giving-way").retired is None


def test_a_name_given_away_keeps_a_retired_theme_retired(ana: Browser, practice: Practice) -> None:
    page = ana.follow(ana.submit(ana.get("themes.codebook"), press="Retire Giving way"))
    rename(ana, practice, "Giving way")
    after = ana.follow(ana.submit(page, press="Bring back Giving way"))
    assert "Not brought back: another theme has its name." in after.text
    assert theme(practice, "giving-way").retired is not None


def test_another_therapists_addresses_lead_nowhere(
    ana: Browser, browse: Browse, practice: Practice
) -> None:
    address = theme(practice, "giving-way").address
    browse(practice.bea).get("themes.rename", address=address, status=404)
    ana.get("themes.rename", address=uuid4(), status=404)


def test_a_damaged_codebook_shows_the_library_and_is_left_alone(
    ana: Browser, practice: Practice
) -> None:
    add(ana)
    stored = db.session.get(Vocabulary, practice.ana.id)
    assert stored is not None
    address = theme(practice, "giving-way").address
    damaged = stored.sealed = Sealed(bit_flipped(stored.sealed, -1))
    db.session.commit()
    page = ana.get("themes.codebook")
    assert "cannot be opened (damaged or moved). Nothing was changed" in page.text
    assert "Blurred boundaries" in page.text
    assert "New theme" not in page.links
    assert 'name="name"' not in ana.get("themes.new_theme").html
    ana.post("themes.retire", address=address, status=409)
    db.session.expire_all()
    after = db.session.get(Vocabulary, practice.ana.id)
    assert after is not None
    assert after.sealed == damaged


@pytest.mark.parametrize("endpoint", ["themes.codebook", "themes.new_theme"])
def test_who_writes_a_theme_is_told_that_its_words_go_with_shared_themes(
    browse: Browse, practice: Practice, endpoint: str
) -> None:
    page = browse(practice.ana).get(endpoint)
    assert "the names and definitions of those in use go with them" in page.text
