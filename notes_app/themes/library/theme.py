"""What is known about a theme, built in or the therapist's own."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from notes_app.themes.payloads import Component, Family, MergedInto, Polarity, SplitInto


class Area(StrEnum):
    """What a theme is about: the letters of the library's table."""

    CLOSENESS = "A"
    CONFLICT = "B"
    BEING_SEEN = "C"
    SAFETY = "D"
    CARE = "E"
    SELF = "F"
    CONTEXT = "G"
    ROOM = "H"


class Channel(StrEnum):
    """The skill that a theme draws on: connect, communicate, respond emotionally."""

    CONNECT = "c"
    COMMUNICATE = "m"
    RESPOND = "e"


@dataclass(frozen=True)
class Theme:
    """One theme of the codebook.

    Attributes:
        code: never changes, whatever the theme is called; passages carry it.
        component: the part of the pattern that a new tag is offered; None leaves the choice open.
        opposite: the code of the answer it moves towards or away from; may be empty.
        traces: the text or method that a built-in theme comes from.
        since: the first day on which an own theme counts; None for a built-in one, always there.
        retired: the day from which it is offered no more; its passages stay.
        merged_into: the theme as which its passages count, and since when; None while it is itself.
        split_into: the themes that are offered in its place, and since when.
        reviewed_from: the earlier day from which an own theme counts, where old notes were read
            again for it.
        parent: the code of the theme from which it was split off; may be empty.
        built_in_name: the library's name of a theme that was renamed, else empty.
        address: stands for the code in addresses, differently for each therapist.
    """

    code: str
    name: str
    family: Family
    definition: str = ""
    sounds_like: str = ""
    polarity: Polarity = Polarity.EITHER
    component: Component | None = None
    area: Area | None = None
    channel: Channel | None = None
    opposite: str = ""
    traces: str = ""
    since: date | None = None
    retired: date | None = None
    merged_into: MergedInto | None = None
    split_into: SplitInto | None = None
    reviewed_from: date | None = None
    parent: str = ""
    own: bool = False
    built_in_name: str = ""
    address: UUID | None = None

    @property
    def offered(self) -> bool:
        """Whether passages can be tagged with it."""
        return self.retired is None and self.merged_into is None and self.split_into is None

    @property
    def counts_since(self) -> date | None:
        """The first day on which it counts; None for a built-in one."""
        return self.reviewed_from or self.since

    @property
    def counts_until(self) -> date | None:
        """The day from which it counts no more: it was retired or split; None while it counts."""
        ends = [self.retired, self.split_into.on if self.split_into else None]
        return min((day for day in ends if day is not None), default=None)
