"""Which of many tagged passages are shown to be chosen from, for calibration.  Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

MOST = 40


@dataclass(frozen=True)
class Offered:
    """One tagged passage that was not lent for calibration yet.

    Attributes:
        number: of its session; None where that has none.
        called: "Setting a limit, session 60".
        words: with roles for names.
    """

    tag: UUID
    theme: str
    number: int | None
    called: str
    words: str


@dataclass(frozen=True)
class Sought:
    """By what the passages are narrowed: empty and None leave all."""

    theme: str = ""
    first: int | None = None
    last: int | None = None
    words: str = ""

    def fits(self, one: Offered) -> bool:
        """Whether this passage is looked for; every typed word stands in it, in any order."""
        said = one.words.casefold()
        return (
            self.theme in ("", one.theme)
            and (self.first is None or (one.number or 0) >= self.first)
            and (self.last is None or (one.number or 0) <= self.last)
            and all(word in said for word in self.words.casefold().split())
        )


@dataclass(frozen=True)
class Shown:
    """What the page draws: the chosen passages, and others that fit; `left` more would fit."""

    chosen: list[Offered]
    others: list[Offered]
    left: int


def shown_of(
    offered: Iterable[Offered],
    sought: Sought,
    chosen: Collection[UUID],
    edited: Collection[UUID] = (),
) -> Shown:
    """The chosen ones always; of the others those that were edited, so that no typed word is lost,
    and the first 40 that fit; in the order given.
    """
    every = list(offered)
    mine = [one for one in every if one.tag in chosen]
    rest = [one for one in every if one.tag not in chosen]
    fitting = {one.tag for one in [one for one in rest if sought.fits(one)][:MOST]}
    others = [one for one in rest if one.tag in fitting or one.tag in edited]
    more = sum(sought.fits(one) for one in rest) - len(fitting)
    return Shown(mine, others, more)
