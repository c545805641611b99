"""Splitting a theme: the pieces start at the split, and no passage is touched."""

from datetime import date

import pytest

from notes_app import db
from notes_app.db.errors import NotFound, Stale
from notes_app.themes.queries import Codebook, codebook_of
from notes_app.themes.service import (
    IntoRetired,
    NameTaken,
    Piece,
    ReviewedLater,
    join_theme,
    merge_themes,
    rename_theme,
    retire_theme,
    review_theme,
    split_theme,
)
from tests.vault import Vault

SPRING, SUMMER = date(2026, 4, 30), date(2026, 7, 30)
GIVING, PEACE = "giving-way", "keeping-the-peace"
TWO = (Piece("Gives in", "Lets the other have it."), Piece("Steps aside", "Leaves the room."))


def book(ana: Vault) -> Codebook:
    db.session.commit()
    db.session.expire_all()
    return codebook_of(ana.user.id, ana.keyring)


def split(ana: Vault, *pieces: Piece, code: str = GIVING) -> tuple[str, ...]:
    return split_theme(ana.user, code, pieces=pieces or TWO, today=SPRING, keyring=ana.keyring)


def offered(ana: Vault) -> list[str]:
    return [theme.name for theme in book(ana).active]


def test_the_pieces_are_offered_in_its_place_and_begin_that_day(ana: Vault) -> None:
    codes = split(ana)
    after = book(ana)
    pieces = [after.entry(code) for code in codes]
    assert [(p.name, p.definition, p.since, p.parent) for p in pieces if p] == [
        ("Gives in", "Lets the other have it.", SPRING, GIVING),
        ("Steps aside", "Leaves the room.", SPRING, GIVING),
    ]
    assert "Giving way" not in offered(ana)
    assert {"Gives in", "Steps aside"} <= set(offered(ana))


def test_the_pieces_are_of_its_kind(ana: Vault) -> None:
    code, _ = split(ana)
    after = book(ana)
    whole, piece = after.entry(GIVING), after.entry(code)
    assert whole
    assert piece
    assert (piece.family, piece.component, piece.polarity, piece.opposite) == (
        (whole.family, whole.component, whole.polarity, whole.opposite)
    )


def test_its_passages_count_as_itself_until_that_day(ana: Vault) -> None:
    split(ana)
    after = book(ana)
    assert after.current(GIVING) == GIVING
    (whole,) = after.split
    assert (whole.name, whole.counts_until) == ("Giving way", SPRING)
    assert (after.retired, after.merged) == ((), ())


def test_a_piece_needs_a_name_of_its_own(ana: Vault) -> None:
    for pieces in (
        (Piece("Giving way"), Piece("Steps aside")),
        (Piece("keeping the peace"), Piece("Steps aside")),
        (Piece("Gives in"), Piece("gives IN")),
    ):
        with pytest.raises(NameTaken):
            split(ana, *pieces)
    assert book(ana).split == ()


def test_only_what_is_on_offer_is_split(ana: Vault) -> None:
    with pytest.raises(NotFound):
        split(ana, code="no-such-theme")
    split(ana)
    with pytest.raises(Stale):
        split(ana, Piece("Third"), Piece("Fourth"))
    retire_theme(ana.user, PEACE, today=SPRING, keyring=ana.keyring)
    with pytest.raises(Stale):
        split(ana, Piece("Third"), Piece("Fourth"), code=PEACE)


def test_a_split_theme_is_neither_merged_nor_merged_into(ana: Vault) -> None:
    split(ana)
    with pytest.raises(Stale):
        merge_themes(ana.user, GIVING, into=PEACE, today=SUMMER, keyring=ana.keyring)
    with pytest.raises(IntoRetired):
        merge_themes(ana.user, PEACE, into=GIVING, today=SUMMER, keyring=ana.keyring)


def test_put_together_again_passages_of_the_pieces_count_as_the_whole(ana: Vault) -> None:
    codes = split(ana)
    join_theme(ana.user, GIVING, today=SUMMER, keyring=ana.keyring)
    after = book(ana)
    assert [after.current(code) for code in codes] == [GIVING, GIVING]
    whole = after.entry(GIVING)
    assert whole
    assert (whole.offered, whole.counts_until, after.counts_from(GIVING)) == (True, None, None)
    with pytest.raises(Stale):
        join_theme(ana.user, GIVING, today=SUMMER, keyring=ana.keyring)


def test_a_piece_that_went_its_own_way_stays_there(ana: Vault) -> None:
    first, second = split(ana)
    merge_themes(ana.user, first, into=PEACE, today=SUMMER, keyring=ana.keyring)
    join_theme(ana.user, GIVING, today=SUMMER, keyring=ana.keyring)
    after = book(ana)
    assert (after.current(first), after.current(second)) == (PEACE, GIVING)


def test_a_name_given_away_keeps_the_split(ana: Vault) -> None:
    first, _ = split(ana)
    rename_theme(ana.user, first, name="Giving way", today=SUMMER, keyring=ana.keyring)
    with pytest.raises(NameTaken):
        join_theme(ana.user, GIVING, today=SUMMER, keyring=ana.keyring)
    assert [theme.code for theme in book(ana).split] == [GIVING]


def test_an_own_theme_can_be_split_again(ana: Vault) -> None:
    first, _ = split(ana)
    split(ana, Piece("Gives in at once"), Piece("Gives in late"), code=first)
    assert [theme.name for theme in book(ana).split] == ["Gives in", "Giving way"]


def test_an_own_theme_counts_from_the_day_from_which_notes_were_read_again(ana: Vault) -> None:
    first, _ = split(ana)
    january = date(2026, 1, 1)
    review_theme(ana.user, first, reviewed_from=january, keyring=ana.keyring)
    assert book(ana).counts_from(first) == january
    review_theme(ana.user, first, reviewed_from=None, keyring=ana.keyring)
    assert book(ana).counts_from(first) == SPRING


def test_that_day_is_earlier_than_the_theme_and_only_of_own_ones(ana: Vault) -> None:
    first, _ = split(ana)
    with pytest.raises(ReviewedLater):
        review_theme(ana.user, first, reviewed_from=SPRING, keyring=ana.keyring)
    with pytest.raises(NotFound):
        review_theme(ana.user, PEACE, reviewed_from=date(2026, 1, 1), keyring=ana.keyring)
