"""The codebook on paper: each theme as it is defined now, where it is from, what it was before."""

from collections.abc import Sequence
from datetime import date

from notes_app.paper.sheet import Block, Heading, Listing, Sheet, Table, Words
from notes_app.themes.library import Theme
from notes_app.themes.payloads import EarlierWording
from notes_app.themes.queries import Codebook, FamilyGroup
from notes_app.web.filters import day, plural

TITLE = "Codebook of themes"
UNDEFINED = "Not defined yet."


def codebook_sheet(book: Codebook, *, made_on: date) -> Sheet:
    """The themes on offer by family, then those that are offered no more.  No client is in it."""
    blocks = [block for group in book.families for block in _family(group)]
    for heading, themes in (
        ("Retired", book.retired),
        ("Merged", book.merged),
        ("Split", book.split),
    ):
        if themes:
            lines = tuple(_gone(theme, book) for theme in themes)
            blocks += [Heading(heading), Listing(lines)]
    blocks += _earlier(book)
    count = f"{len(book.active)} themes on offer, built in where nothing else is said."
    return Sheet(TITLE, (count, f"Made on {day(made_on)}."), tuple(blocks))


def _family(group: FamilyGroup) -> list[Block]:
    if not group.themes:
        return [Heading(group.name), Words("No theme of this family is on offer.")]
    rows = tuple(
        (theme.name, f"{_meaning(theme)} {_origin(theme)}".strip()) for theme in group.themes
    )
    caption = f"{len(rows)} {plural(len(rows), 'theme')}"
    table = Table(caption, ("Theme", "What it means"), rows, widths=(4, 11))
    return [Heading(group.name), table]


def _meaning(theme: Theme) -> str:
    sounds = f"“{theme.sounds_like}”" if theme.sounds_like else ""
    return " ".join(part for part in (theme.definition or UNDEFINED, sounds) if part)


def _origin(theme: Theme) -> str:
    if theme.own and theme.since:
        from_then = f"; counts from {day(theme.reviewed_from)}" if theme.reviewed_from else ""
        return f"Yours, since {day(theme.since)}{from_then}."
    return f"Built in as {theme.built_in_name}." if theme.built_in_name else ""


def _gone(theme: Theme, book: Codebook) -> str:
    return f"{theme.name}: {_meaning(theme)} {_end(theme, book)}"


def _end(theme: Theme, book: Codebook) -> str:
    now = book.by_code(theme.code)
    if theme.merged_into and now:
        return f"Counts as {now.name} since {day(theme.merged_into.on)}."
    if theme.split_into:
        pieces = ", ".join(piece.name for piece in book.pieces(theme))
        return f"Split into {pieces} on {day(theme.split_into.on)}."
    return f"Retired on {day(theme.retired)}." if theme.retired else ""


def _earlier(book: Codebook) -> list[Block]:
    if not book.earlier:
        return []
    rows = tuple(_wording(one, book) for one in _newest_first(book.earlier))
    columns = ("Until", "It was called", "It meant", "Now")
    table = Table("The newest first", columns, rows, widths=(2, 3, 5, 3))
    return [Heading("Earlier wordings"), table]


def _wording(one: EarlierWording, book: Codebook) -> tuple[str, str, str, str]:
    now = book.entry(one.code)
    return day(one.until), one.name, one.definition or UNDEFINED, now.name if now else one.code


def _newest_first(earlier: Sequence[EarlierWording]) -> list[EarlierWording]:
    return sorted(earlier, key=lambda one: one.until, reverse=True)
