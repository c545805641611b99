"""To whom something can be shown."""


def can_be_shown(roles: str) -> bool:
    """Whoever only administers is shown nothing.  `roles` with a space between them."""
    return bool({"therapist", "supervisor"} & set(roles.split()))
