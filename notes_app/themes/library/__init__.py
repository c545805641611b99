"""The built-in library: 44 themes of relating in six families, in our own words.

They are a proposal.  A therapist renames, defines anew and retires them; none is ever deleted, and
a code never changes its meaning, because passages carry it for ever.  Source: domain.md 8.
"""

from notes_app.themes.library.expectations import EXPECTATIONS
from notes_app.themes.library.feelings import FEELINGS
from notes_app.themes.library.moves import MOVES
from notes_app.themes.library.roles import ROLES
from notes_app.themes.library.room import ROOM
from notes_app.themes.library.theme import Area, Channel, Theme
from notes_app.themes.library.ways import WAYS
from notes_app.themes.payloads import Family

LIBRARY: tuple[Theme, ...] = WAYS + FEELINGS + EXPECTATIONS + ROLES + ROOM + MOVES

FAMILY_NAMES: dict[Family, str] = {
    Family.WAYS: "Ways of relating",
    Family.FEEL: "Feelings and longings",
    Family.EXPECT: "Expectations",
    Family.ROLES: "Roles and history",
    Family.ROOM: "In the room",
    Family.MOVES: "New moves",
}

__all__ = ["FAMILY_NAMES", "LIBRARY", "Area", "Channel", "Theme"]
