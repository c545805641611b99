"""What is inside a person's sealed profile."""

from datetime import date
from enum import StrEnum

from notes_app.payload import Part, Payload, decode


class Colours(StrEnum):
    """Light, dark, or what the computer says."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class NamesOnToday(StrEnum):
    """How clients are called on the day's page, which others may see over a shoulder."""

    INITIALS = "initials"
    FIRST_NAMES = "first-names"


class LastLogin(Part, frozen=True):
    """When the login before this one began (Unix seconds), and how many tries failed since."""

    at: int
    failed_since: int = 0


class Profile(Payload, frozen=True, tag=1):
    """Settings, and what only their owner should know about the account.

    `display_name` and `credential` stand under what the person signs.

    `pending_recovery` is a recovery key that was made and not yet confirmed from paper; no page but
    its sheet opens before that.  `logged_in_at` is when the running login began, Unix seconds.
    """

    display_name: str = ""
    credential: str = ""
    colours: Colours = Colours.SYSTEM
    names_on_today: NamesOnToday = NamesOnToday.INITIALS
    spell_check: bool = False
    letter_keys: bool = True
    idle_minutes: int | None = None
    pending_recovery: bytes | None = None
    recovery_made_on: date | None = None
    recovery_tried_on: date | None = None
    logged_in_at: int | None = None
    last_login: LastLogin | None = None


def read_profile(stored: bytes) -> Profile:
    """Read a profile.  Raises CannotRead."""
    return decode(stored, Profile)
