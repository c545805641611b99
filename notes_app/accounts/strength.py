"""Whether a passphrase is hard enough to guess, and if not, why, in a sentence.

Judged by zxcvbn over the first 100 characters: more adds nothing but time.
"""

from collections.abc import Iterable

from notes_app.crypto.errors import UnusablePassphrase
from notes_app.crypto.passphrase import normalise_passphrase

FEWEST_CHARACTERS = 15
LOWEST_SCORE = 3
FEWEST_GUESSES = 10**12
JUDGED = 100
OUR_WORDS = ("between", "passphrase", "therapy", "therapist", "session", "notes")

TOO_SHORT = (
    f"Too short: {FEWEST_CHARACTERS} characters or more. Six words that do not belong together are"
    " good."
)
UNUSABLE = "This cannot be used: at most 256 characters. Leave out what is too much."
SIMPLE = "Too easy to guess. Add two more words that do not belong together."
REASONS = (
    (
        ("common", "top-10", "top-100", "similar"),
        "Too easy to guess: many people use this one. Choose words of your own.",
    ),
    (
        ("word by itself",),
        "Too easy to guess: these words often stand together. Add two more words.",
    ),
    (
        ("names", "surname"),
        "Too easy to guess: names are tried first. Add two words that are not names.",
    ),
    (("repeat",), "Too easy to guess: it repeats itself. Use different words instead."),
    (
        ("sequence", "row of keys", "keyboard"),
        "Too easy to guess: it runs along the keys or the alphabet. Use words instead.",
    ),
    (("year", "date"), "Too easy to guess: dates and years are tried first. Add two more words."),
)


def objection_to(passphrase: str, *, words: Iterable[str] = ()) -> str | None:
    """What speaks against this passphrase, as a sentence; None if nothing does.

    Args:
        words: what a guesser would try first about this person: user name, practice.
    """
    from zxcvbn_rs_py import zxcvbn  # its word lists are large, and needed here alone

    try:
        normalise_passphrase(passphrase)
    except UnusablePassphrase:
        return UNUSABLE
    if len(passphrase) < FEWEST_CHARACTERS:
        return TOO_SHORT
    judged = zxcvbn(passphrase[:JUDGED], [*OUR_WORDS, *words])
    if int(judged.score) >= LOWEST_SCORE and judged.guesses >= FEWEST_GUESSES:
        return None
    return _reason(judged.feedback)


def _reason(feedback: object) -> str:
    said = str(getattr(feedback, "warning", "") or "").lower()
    return next((text for signs, text in REASONS if any(sign in said for sign in signs)), SIMPLE)
