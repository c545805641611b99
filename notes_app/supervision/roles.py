"""Puts roles in the place of names, and points at words that may be names still.

A proposal, never a promise: the therapist reads and edits every passage before it is lent.
"""

import re
from collections.abc import Mapping

from notes_app.clients.naming import WORD
from notes_app.clients.queries import ClientCard

# A form of address before a name goes with it.
_ADDRESS = r"(?:(?:Mr|Mrs|Ms|Mx|Dr|Prof)\.?\s+)?"
_SHORTEST = 2
_OPENS_A_SENTENCE = re.compile(r"(?:^|[.!?:…]['\"’”)\]]*\s+|\n\s*|[“\"‘(]\s*)$")
# Capitalised in English wherever they stand; "I'm" and its like begin with "I".
_NO_NAMES = frozenset(
    [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Christmas",
        "Easter",
        "God",
        "English",
    ]
)


def roles_on(card: ClientCard) -> dict[str, str]:
    """The role of everybody whose name the card knows, the client among them."""
    people = {card.name_of(person.id): person.role.lower() for person in card.people}
    return {name: role for name, role in people.items() if name} | {card.name: "client"}


def with_roles(words: str, roles: Mapping[str, str]) -> str:
    """`words` with every name replaced by its role in brackets.

    Args:
        roles: role by name ("Marco Reis" - "partner").  A full name stands for each of its parts
            too; where a part belongs to two people with different roles, it becomes "[name]".
    """
    spoken = _by_part(roles)
    if not spoken:
        return words
    names = sorted(spoken, key=len, reverse=True)
    choice = "|".join(re.escape(name) for name in names)
    pattern = re.compile(rf"\b{_ADDRESS}(?P<name>{choice})(?!\w)", re.IGNORECASE)
    return pattern.sub(lambda found: f"[{spoken[found['name'].casefold()]}]", words)


def possible_names(words: str) -> list[str]:
    """Words with a capital inside a sentence, once each and in order: they may be names."""
    found: dict[str, bool] = {}
    for match in WORD.finditer(words):
        word = match.group()
        opening = _OPENS_A_SENTENCE.search(words[: match.start()])
        first = re.split("['’]", word)[0]
        if word[0].isupper() and first != "I" and word not in _NO_NAMES and not opening:
            found[word] = True
    return list(found)


def _by_part(roles: Mapping[str, str]) -> dict[str, str]:
    """Role by whole name and by each part of it, case folded."""
    spoken: dict[str, str] = {}
    for name, role in roles.items():
        for part in {name, *name.split()}:
            key = " ".join(part.split()).casefold()
            if len(key) >= _SHORTEST:
                spoken[key] = role if spoken.get(key, role) == role else "name"
    return spoken
