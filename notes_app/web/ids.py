"""Ids as a browser sends them: in an address, or in a field."""

from uuid import UUID


def uuid_in(text: str | None) -> UUID | None:
    """The id that a text is; None where it is none."""
    try:
        return UUID(text or "")
    except ValueError:
        return None
