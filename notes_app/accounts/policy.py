"""Which names and roles an account may have."""

import unicodedata

ROLES = ("therapist", "supervisor", "administrator")
SHORTEST_NAME, LONGEST_NAME = 2, 64


def username_of(typed: str) -> str:
    """The name as it is stored and compared: neither case nor composed letters count."""
    return unicodedata.normalize("NFKC", typed).strip().casefold()


def is_usable_username(typed: str) -> bool:
    """Whether somebody may be called so: 2 to 64 visible characters, single spaces inside."""
    name = username_of(typed)
    seen = all(letter.isprintable() for letter in name)
    return seen and SHORTEST_NAME <= len(name) <= LONGEST_NAME and name == " ".join(name.split())
