"""The therapist's codebook: their words over the library, and nothing lost."""

from collections.abc import Callable
from datetime import date

import pytest

from notes_app import db
from notes_app.crypto.errors import CannotOpen
from notes_app.db.errors import NotFound
from notes_app.sealed import Sealed
from notes_app.themes.models import Vocabulary
from notes_app.themes.payloads import Component, Family
from notes_app.themes.queries import Codebook, Trouble, codebook_of
from notes_app.themes.service import (
    NameTaken,
    add_theme,
    bring_back_theme,
    define_theme,
    merge_themes,
    rename_theme,
    retire_theme,
)
from tests.vault import Vault, open_vault

SPRING = date(2026, 4, 30)


def book(owner: Vault) -> Codebook:
    db.session.commit()
    db.session.expire_all()
    return codebook_of(owner.user.id, owner.keyring)


def add_sundays(ana: Vault) -> str:
    return add_theme(
        ana.user, name="Sundays", family=Family.ROLES, today=SPRING, keyring=ana.keyring
    )


def rename(ana: Vault, code: str, name: str) -> None:
    rename_theme(ana.user, code, name=name, today=SPRING, keyring=ana.keyring)


def test_a_new_therapist_has_the_library_and_nothing_stored(ana: Vault) -> None:
    assert len(book(ana).active) == 44
    assert book(ana).version == 0
    assert db.session.get(Vocabulary, ana.user.id) is None


def test_an_own_theme_counts_from_the_day_it_was_made(ana: Vault) -> None:
    code = add_theme(
        ana.user,
        name="Sundays at the table",
        family=Family.ROLES,
        today=SPRING,
        keyring=ana.keyring,
        definition="Everyone sits where they always sat.",
        component=Component.RS,
        opposite="own-choice-and-voice",
    )
    theme = book(ana).by_code(code)
    assert theme is not None
    assert (theme.name, theme.since, theme.own) == ("Sundays at the table", SPRING, True)
    assert theme.opposite == "own-choice-and-voice"
    assert len(book(ana).active) == 45


def test_a_renamed_theme_keeps_its_code_and_tells_its_built_in_name(ana: Vault) -> None:
    rename(ana, "keeping-the-peace", "Swallows it")
    theme = book(ana).by_code("keeping-the-peace")
    assert theme is not None
    assert (theme.name, theme.built_in_name) == ("Swallows it", "Keeping the peace")
    assert theme.definition.startswith("Disagreement is swallowed")


def test_a_theme_can_be_defined_anew(ana: Vault) -> None:
    code = add_sundays(ana)
    define_theme(
        ana.user,
        code,
        definition="The same seat, the same jokes.",
        sounds_like="so I passed the salt",
        today=SPRING,
        keyring=ana.keyring,
    )
    defined = book(ana).by_code(code)
    assert defined is not None
    assert (defined.definition, defined.name) == ("The same seat, the same jokes.", "Sundays")


def test_a_retired_theme_is_offered_no_more_and_still_known(ana: Vault) -> None:
    retire_theme(ana.user, "giving-way", today=SPRING, keyring=ana.keyring)
    after = book(ana)
    assert "giving-way" not in [theme.code for theme in after.active]
    assert [(theme.code, theme.retired) for theme in after.retired] == [("giving-way", SPRING)]


def test_a_retired_theme_can_be_brought_back(ana: Vault) -> None:
    code = add_sundays(ana)
    retire_theme(ana.user, code, today=SPRING, keyring=ana.keyring)
    retire_theme(ana.user, "giving-way", today=SPRING, keyring=ana.keyring)
    bring_back_theme(ana.user, code, keyring=ana.keyring)
    bring_back_theme(ana.user, "giving-way", keyring=ana.keyring)
    assert len(book(ana).active) == 45


def test_retiring_twice_keeps_the_first_day(ana: Vault) -> None:
    retire_theme(ana.user, "giving-way", today=SPRING, keyring=ana.keyring)
    retire_theme(ana.user, "giving-way", today=date(2026, 5, 7), keyring=ana.keyring)
    assert [theme.retired for theme in book(ana).retired] == [SPRING]


def test_two_themes_on_offer_never_share_a_name(ana: Vault) -> None:
    add_sundays(ana)
    with pytest.raises(NameTaken):
        rename(ana, "giving-way", "SUNDAYS")
    with pytest.raises(NameTaken):
        add_sundays(ana)
    assert [theme.name for theme in book(ana) if theme.own] == ["Sundays"]


def test_a_name_given_away_blocks_the_way_back(ana: Vault) -> None:
    retire_theme(ana.user, "giving-way", today=SPRING, keyring=ana.keyring)
    rename(ana, "keeping-the-peace", "Giving way")
    with pytest.raises(NameTaken):
        bring_back_theme(ana.user, "giving-way", keyring=ana.keyring)


def test_an_unknown_theme_is_not_found(ana: Vault) -> None:
    with pytest.raises(NotFound):
        rename(ana, "no-such-theme", "Anything")
    with pytest.raises(NotFound):
        retire_theme(ana.user, "no-such-theme", today=SPRING, keyring=ana.keyring)


def test_families_stand_in_order_with_their_themes_by_name(ana: Vault) -> None:
    rename(ana, "wary-of-intimacy", "a quiet retreat")
    families = book(ana).families
    assert [group.name for group in families][:2] == ["Ways of relating", "Feelings and longings"]
    assert [theme.name for theme in families[0].themes][:2] == [
        "a quiet retreat",
        "Blurred boundaries",
    ]


def test_addresses_find_their_theme_and_differ_between_therapists(ana: Vault) -> None:
    bea = open_vault("bea")
    mine, theirs = book(ana).by_code("giving-way"), book(bea).by_code("giving-way")
    assert mine is not None
    assert theirs is not None
    assert mine.address is not None
    assert mine.address != theirs.address
    assert book(ana).by_address(mine.address) == mine
    assert book(bea).by_address(mine.address) is None


def test_nothing_of_a_codebook_can_be_read_in_its_row(ana: Vault) -> None:
    rename(ana, "keeping-the-peace", "Swallows it whole")
    assert "Swallows it whole" in [theme.name for theme in book(ana)]
    stored = db.session.get(Vocabulary, ana.user.id)
    assert stored is not None
    assert b"Swallows" not in stored.sealed
    assert b"keeping" not in stored.sealed


def spoil(ana: Vault) -> bytes:
    stored = db.session.get(Vocabulary, ana.user.id)
    assert stored is not None
    stored.sealed = Sealed(stored.sealed[:-1] + bytes([stored.sealed[-1] ^ 1]))
    db.session.commit()
    return bytes(stored.sealed)


def test_a_damaged_codebook_still_shows_the_library(ana: Vault) -> None:
    add_sundays(ana)
    db.session.commit()
    spoil(ana)
    after = book(ana)
    assert after.trouble is Trouble.DAMAGED
    assert len(after.active) == 44
    assert after.by_code("giving-way") is not None


@pytest.mark.parametrize(
    "act",
    [
        add_sundays,
        lambda ana: rename(ana, "giving-way", "Another name"),
        lambda ana: retire_theme(ana.user, "giving-way", today=SPRING, keyring=ana.keyring),
        lambda ana: merge_themes(
            ana.user, "giving-way", into="keeping-the-peace", today=SPRING, keyring=ana.keyring
        ),
    ],
    ids=["adding", "renaming", "retiring", "merging"],
)
def test_a_damaged_codebook_is_never_written_over(
    ana: Vault, act: Callable[[Vault], object]
) -> None:
    add_sundays(ana)
    db.session.commit()
    damaged = spoil(ana)
    with pytest.raises(CannotOpen):
        act(ana)
    db.session.commit()
    stored = db.session.get(Vocabulary, ana.user.id, populate_existing=True)
    assert stored is not None
    assert stored.sealed == damaged


def test_an_older_row_does_not_pass_for_the_newest(ana: Vault) -> None:
    add_sundays(ana)
    db.session.commit()
    stored = db.session.get(Vocabulary, ana.user.id)
    assert stored is not None
    old = stored.sealed
    rename(ana, "giving-way", "Another name")
    stored.sealed = old
    assert book(ana).trouble is Trouble.DAMAGED
