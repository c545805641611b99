"""What is inside a sealed codebook."""

from datetime import date
from enum import StrEnum

from notes_app.payload import Part, Payload, decode


class Family(StrEnum):
    """The six families; each has one colour and one shape everywhere."""

    WAYS = "ways"
    FEEL = "feel"
    EXPECT = "expect"
    ROLES = "roles"
    ROOM = "room"
    MOVES = "moves"


class Component(StrEnum):
    """Which part of a pattern a passage shows (domain.md 1)."""

    WISH = "wish"
    RO_EXPECTED = "ro_expected"
    RO_ACTUAL = "ro_actual"
    RS = "rs"


class Polarity(StrEnum):
    """Whether a theme tells of strain, of growth, or of either."""

    STRAIN = "strain"
    GROWTH = "growth"
    EITHER = "either"


class MergedInto(Part, frozen=True):
    """From the day `on`, a theme's passages count as those of the theme `code`.

    The passages keep the code that they have: whoever reads one asks the codebook what it is now.
    """

    code: str
    on: date


class SplitInto(Part, frozen=True):
    """From the day `on`, the themes `codes` are offered in place of one.

    Its passages keep the code that they have, until the therapist tags them anew.
    """

    codes: tuple[str, ...]
    on: date


class OwnTheme(Part, frozen=True):
    """A theme of the therapist's own.  It counts from `since`; `retired` ends it.

    `reviewed_from` moves the start to an earlier day, from which old notes were read again for it.
    `parent` is the theme from which it was split off.
    """

    code: str
    name: str
    family: Family
    since: date
    definition: str = ""
    sounds_like: str = ""
    component: Component | None = None
    polarity: Polarity = Polarity.EITHER
    opposite: str = ""
    retired: date | None = None
    merged_into: MergedInto | None = None
    split_into: SplitInto | None = None
    reviewed_from: date | None = None
    parent: str = ""


class Change(Part, frozen=True):
    """What the therapist changed about a built-in theme; None leaves it as built in."""

    name: str | None = None
    definition: str | None = None
    sounds_like: str | None = None
    retired: date | None = None
    merged_into: MergedInto | None = None
    split_into: SplitInto | None = None


class EarlierWording(Part, frozen=True):
    """How a theme was called and defined until the day `until`, so that it can be undone."""

    code: str
    until: date
    name: str
    definition: str = ""
    sounds_like: str = ""


class Codewords(Payload, frozen=True, tag=1):
    """The vocabulary blob: own themes, changes to built-in ones by code, and words given up.

    `earlier` is in the order in which they were given up.
    """

    own: tuple[OwnTheme, ...] = ()
    changes: dict[str, Change] = {}
    earlier: tuple[EarlierWording, ...] = ()


class Standing(Part, frozen=True):
    """How a theme stands in the codebook: all that can be changed about it."""

    name: str
    definition: str = ""
    sounds_like: str = ""
    retired: date | None = None
    merged_into: MergedInto | None = None
    split_into: SplitInto | None = None
    reviewed_from: date | None = None

    @property
    def offered(self) -> bool:
        """Whether passages can be tagged with it."""
        return self.retired is None and self.merged_into is None and self.split_into is None

    @property
    def wording(self) -> tuple[str, str, str]:
        """Its words alone."""
        return self.name, self.definition, self.sounds_like


def read_codewords(stored: bytes) -> Codewords:
    """Read a vocabulary blob.  Raises CannotRead."""
    return decode(stored, Codewords)
