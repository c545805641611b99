"""A codebook with a history: a theme that was defined anew and later split."""

from datetime import date
from uuid import UUID

from notes_app.accounts.models import User
from notes_app.crypto.keyring import Keyring
from notes_app.themes.queries import codebook_of
from notes_app.themes.service import Piece, define_theme, review_theme, split_theme

RESHAPED = "hiding-what-matters"
WORDS = ("What matters most is told to nobody.", "What matters is told late, and as if in passing.")
PIECES = (Piece("Tells it at the door", "Said with a hand on the door."), Piece("Tells nobody"))
REDEFINED, SPLIT = date(2025, 9, 18), date(2026, 3, 5)


def reshape(user: User, keyring: Keyring) -> tuple[UUID, UUID]:
    """Define a theme twice, split it, and have a piece count earlier; their two addresses."""
    for on, words in zip((date(2025, 1, 2), REDEFINED), WORDS, strict=True):
        define_theme(
            user,
            RESHAPED,
            definition=words,
            sounds_like="It is nothing.",
            today=on,
            keyring=keyring,
        )
    first, _ = split_theme(user, RESHAPED, pieces=PIECES, today=SPLIT, keyring=keyring)
    review_theme(user, first, reviewed_from=REDEFINED, keyring=keyring)
    book = codebook_of(user.id, keyring)
    whole, piece = book.entry(RESHAPED), book.entry(first)
    assert whole is not None
    assert piece is not None
    assert whole.address is not None
    assert piece.address is not None
    return whole.address, piece.address
