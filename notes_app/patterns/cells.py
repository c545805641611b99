"""A number on one of the pages: which passages stand behind it, and the way back to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from notes_app.web.ids import uuid_in

PARTS = frozenset("wor")  # the letters of `formulating.PARTS`; those of places in life are others
PAGES = {
    "w": "patterns.with_whom",
    "h": "patterns.heard_together",
    "m": "patterns.show_mirror",
    "f": "patterns.formulation",
    "e": "patterns.episodes",
    "n": "patterns.new_ways",
}


@dataclass(frozen=True)
class Cell:
    """What an address says of a number.  It holds ids and single letters, never a word.

    Attributes:
        page: the letter of the page on which the number stands.
        theme, other: the theme, and a second one that was heard in the same sessions.
        who: the key of a column (`people.Column`); empty for everybody.
        session: only this session.
        last: only the last sessions.
        by: what the columns of With whom are; on Mirror, who was chosen.
    """

    page: str
    theme: UUID | None
    other: UUID | None = None
    who: str = ""
    session: UUID | None = None
    last: bool = False
    by: str = ""

    @property
    def anchor(self) -> str:
        """The id of the number on its page."""
        parts = (self.theme, self.other or self.session, self.who)
        return "-".join(["c", *(str(part) for part in parts if part)])

    @property
    def part(self) -> str:
        """On Formulation: the letter of the part of the pattern that is counted, if one is."""
        return self.who if self.page == "f" and self.who in PARTS else ""

    @property
    def endpoint(self) -> str:
        """The page on which it stands."""
        return PAGES[self.page]

    @property
    def kept(self) -> dict[str, str]:
        """What the page has to be asked for, so that the number stands there again."""
        if self.page == "m":
            kept = {"theme": str(self.theme), "who": self.by}
            return {name: value for name, value in kept.items() if value}
        if self.page == "f":
            return {"lens": "w" if self.part else "p"}
        of = "l" if self.last else ""
        return {name: value for name, value in (("by", self.by), ("of", of)) if value}


def cell_in(arguments: Mapping[str, str]) -> Cell:
    """Read an address; what it does not understand, it takes as not asked for."""
    page = arguments.get("f", "")
    return Cell(
        page=page if page in PAGES else "w",
        theme=uuid_in(arguments.get("theme", "")),
        other=uuid_in(arguments.get("other", "")),
        who=arguments.get("who", ""),
        session=uuid_in(arguments.get("at", "")),
        last=arguments.get("of") == "l",
        by=arguments.get("by", ""),
    )
