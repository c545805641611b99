"""What may be done with the people in a client's life."""

from notes_app.clients.payloads import ClientThemes, Domain, Person, Pole, Tie, TieKind

MOST_FOCUS_THEMES = 3
DIRECTED = frozenset({TieKind.HARM, TieKind.CARE, TieKind.PREOCCUPIED})


def is_therapist(person: Person) -> bool:
    """Whether this is "You and the client", who is always there."""
    return person.pole is Pole.THERAPIST and person.domain is Domain.THERAPIST


def is_self(person: Person) -> bool:
    """Whether this is the client's relation with themselves, which is always there."""
    return person.pole is Pole.SELF and person.domain is Domain.ONESELF


def can_remove(person: Person) -> bool:
    """Whether this person may be taken from the list."""
    return not (is_therapist(person) or is_self(person))


def is_directed(tie: Tie) -> bool:
    """Whether this tie goes from one person to the other; the rest read the same from both ends."""
    return tie.kind in DIRECTED


def can_focus(themes: ClientThemes, code: str) -> bool:
    """Whether this theme may be, or stay, one of the few in focus."""
    return code in themes.focus_since or len(themes.focus_since) < MOST_FOCUS_THEMES
