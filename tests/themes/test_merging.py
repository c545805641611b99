"""Merging themes: one line in the codebook, and no passage touched."""

from datetime import date

import pytest

from notes_app import db
from notes_app.db.errors import NotFound, Stale
from notes_app.themes.payloads import Family
from notes_app.themes.queries import Codebook, codebook_of
from notes_app.themes.service import (
    IntoRetired,
    NameTaken,
    SameTheme,
    add_theme,
    merge_themes,
    rename_theme,
    retire_theme,
)
from tests.vault import Vault

SPRING, SUMMER = date(2026, 4, 30), date(2026, 7, 30)
QUIET, GIVING, PEACE = "going-quiet-when-hurt", "giving-way", "keeping-the-peace"


def book(ana: Vault) -> Codebook:
    db.session.commit()
    db.session.expire_all()
    return codebook_of(ana.user.id, ana.keyring)


def merge(ana: Vault, source: str, into: str, on: date = SPRING) -> str:
    return merge_themes(ana.user, source, into=into, today=on, keyring=ana.keyring)


def own(ana: Vault, name: str, since: date) -> str:
    return add_theme(ana.user, name=name, family=Family.WAYS, today=since, keyring=ana.keyring)


def name_of(ana: Vault, code: str) -> str | None:
    theme = book(ana).by_code(code)
    return theme.name if theme else None


def test_passages_of_a_merged_theme_count_as_the_other(ana: Vault) -> None:
    assert merge(ana, GIVING, PEACE) == PEACE
    assert name_of(ana, GIVING) == "Keeping the peace"
    assert book(ana).current(GIVING) == PEACE
    assert book(ana).lineage.of(PEACE) == (PEACE, GIVING)


def test_a_merged_theme_is_offered_no_more_and_is_not_retired(ana: Vault) -> None:
    merge(ana, GIVING, PEACE)
    after = book(ana)
    assert GIVING not in [theme.code for theme in after.active]
    assert after.retired == ()
    assert [(t.code, t.merged_into.on) for t in after.merged if t.merged_into] == [(GIVING, SPRING)]


def test_an_own_theme_can_be_merged_into_a_built_in_one(ana: Vault) -> None:
    code = own(ana, "Distance", SPRING)
    merge(ana, code, QUIET, SUMMER)
    assert book(ana).current(code) == QUIET
    assert [theme.name for theme in book(ana).merged] == ["Distance"]


def test_a_chain_of_merges_leads_to_its_end(ana: Vault) -> None:
    merge(ana, GIVING, PEACE)
    merge(ana, PEACE, QUIET)
    assert book(ana).current(GIVING) == QUIET
    assert set(book(ana).lineage.of(QUIET)) == {QUIET, PEACE, GIVING}


def test_merging_into_a_merged_theme_means_that_as_which_it_counts(ana: Vault) -> None:
    merge(ana, PEACE, QUIET)
    assert merge(ana, GIVING, PEACE) == QUIET


def test_a_theme_is_never_merged_into_itself(ana: Vault) -> None:
    with pytest.raises(SameTheme):
        merge(ana, GIVING, GIVING)
    merge(ana, GIVING, PEACE)
    with pytest.raises(SameTheme):
        merge(ana, PEACE, GIVING)  # it counts as this one already
    assert book(ana).current(PEACE) == PEACE


def test_a_longer_circle_is_refused_too(ana: Vault) -> None:
    merge(ana, GIVING, PEACE)
    merge(ana, PEACE, QUIET)
    with pytest.raises(SameTheme):
        merge(ana, QUIET, GIVING)


def test_nothing_is_merged_into_a_retired_theme(ana: Vault) -> None:
    retire_theme(ana.user, PEACE, today=SPRING, keyring=ana.keyring)
    with pytest.raises(IntoRetired):
        merge(ana, GIVING, PEACE)
    assert book(ana).merged == ()


def test_a_retired_theme_can_be_merged(ana: Vault) -> None:
    retire_theme(ana.user, GIVING, today=SPRING, keyring=ana.keyring)
    merge(ana, GIVING, PEACE, SUMMER)
    assert (book(ana).retired, book(ana).current(GIVING)) == ((), PEACE)


def test_a_theme_is_merged_once(ana: Vault) -> None:
    merge(ana, GIVING, PEACE)
    with pytest.raises(Stale):
        merge(ana, GIVING, QUIET)
    assert book(ana).current(GIVING) == PEACE


def test_an_unknown_theme_is_not_merged(ana: Vault) -> None:
    with pytest.raises(NotFound):
        merge(ana, GIVING, "no-such-theme")
    with pytest.raises(NotFound):
        merge(ana, "no-such-theme", GIVING)


def test_a_merged_theme_leaves_its_name_to_others(ana: Vault) -> None:
    merge(ana, GIVING, PEACE)
    rename_theme(ana.user, PEACE, name="Giving way", today=SUMMER, keyring=ana.keyring)
    assert name_of(ana, GIVING) == "Giving way"
    with pytest.raises(NameTaken):
        own(ana, "giving way", SUMMER)


def test_the_earlier_beginning_counts(ana: Vault) -> None:
    early, late = own(ana, "Distance", SPRING), own(ana, "Withdrawal", SUMMER)
    merge(ana, early, late, SUMMER)
    assert book(ana).counts_from(late) == SPRING


def test_a_built_in_theme_in_the_lineage_was_always_there(ana: Vault) -> None:
    code = own(ana, "Withdrawal", SUMMER)
    merge(ana, GIVING, code, SUMMER)
    assert book(ana).counts_from(code) is None
