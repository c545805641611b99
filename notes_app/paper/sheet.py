"""What a document consists of.  All text is text: none of it is ever read as markup."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """A heading over what follows; level 1 stands below the title."""

    words: str
    level: int = 1


@dataclass(frozen=True)
class Words:
    """A paragraph; `small` for remarks."""

    words: str
    small: bool = False


@dataclass(frozen=True)
class Quote:
    """Somebody's own words, set in serif, and where they are from."""

    words: str
    origin: str = ""


@dataclass(frozen=True)
class Table:
    """Rows under headings.  `number_columns` (from 0) are set flush right.

    `widths` are shares of the page, so that tables below one another stand alike and no long word
    squeezes its neighbours; without them each column is as wide as what is in it.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    number_columns: frozenset[int] = frozenset()
    widths: tuple[int, ...] = ()


@dataclass(frozen=True)
class Drawing:
    """An SVG with colours as literal attributes; `alt` says in words what it shows."""

    svg: str
    alt: str
    width_mm: float | None = None


@dataclass(frozen=True)
class Listing:
    """Lines with a bullet each."""

    lines: tuple[str, ...]


Block = Heading | Words | Quote | Table | Drawing | Listing


def kind_of(block: Block) -> str:
    """What a block is called where it is set: "heading", "words" ..."""
    return type(block).__name__.lower()


@dataclass(frozen=True)
class Sheet:
    """One document.

    Attributes:
        title: neutral, for it also stands in the file's metadata: initials or a code name.
        lines: below the title: who it is for, what is left out.
        foot: on every page beside its number.
        letter: set like a letter, in larger serif with room around: for somebody to take home.
    """

    title: str
    lines: tuple[str, ...]
    blocks: tuple[Block, ...]
    foot: str = "Confidential"
    letter: bool = False
