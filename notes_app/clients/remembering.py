"""What an act changed about a client: in words, and as it was and became.

Each act is told by the cards before and after it, so that what is remembered is what was changed.
"""

from datetime import date
from uuid import UUID

from msgspec.structs import replace

from notes_app.changes.service import Act
from notes_app.clients.marks import Mark, mark_of
from notes_app.clients.payloads import ClientIdentity, ClientThemes, Person, Tie
from notes_app.clients.queries import ClientCard
from notes_app.clients.words import TIES
from notes_app.payload import Part

#: What the form of the card asks, in words.
ASKED = {
    "code_name": "code name",
    "name": "name",
    "pronouns": "pronouns",
    "contact": "contact",
    "concerns": "what brings them",
    "concerns_in_words": "in their own words",
    "comes_as": "who comes",
    "aims": "what for",
    "duration": "for how long",
    "history": "history",
    "pacing": "what to go slowly with",
    "strengths": "strengths",
    "context": "what plays a part",
    "context_in_words": "what plays a part, as told",
    "outcomes": "what came of the work",
    "since": "since",
    "status": "status",
    "cadence": "how often",
}


class PersonChange(Part, frozen=True):
    """A person, and their name where the identity part opens; `marked` where it was changed."""

    was: Person
    became: Person
    named: tuple[str, str] | None = None
    marked: tuple[Mark, Mark] | None = None


class TieChange(Part, frozen=True):
    """One tie; None where there was none before, or after."""

    was: Tie | None
    became: Tie | None


class TiesChange(Part, frozen=True):
    """All ties that one act touched."""

    ties: tuple[TieChange, ...]


class CardChange(Part, frozen=True):
    """What the form of the card asks, as it was and became; None for a part that did not open."""

    identity: tuple[ClientIdentity, ClientIdentity] | None
    themes: tuple[ClientThemes, ClientThemes] | None


class WordChange(Part, frozen=True):
    """The client's word for a theme; None where there was none."""

    code: str
    was: str | None
    became: str | None


class FocusChange(Part, frozen=True):
    """Since when themes are in focus, by code; None where they are not."""

    themes: dict[str, tuple[date | None, date | None]]


def person_act(
    kind: str, before: ClientCard, after: ClientCard, person_id: UUID, *, said: str
) -> Act | None:
    """An act on one person; `said` is its verb, as in "Removed".  None if it changed nothing."""
    was, became = _person(before, person_id), _person(after, person_id)
    named = (before.name_of(person_id), after.name_of(person_id))
    marked = _marks(before, after, person_id)
    if was == became and named[0] == named[1] and marked is None:
        return None
    details = PersonChange(was, became, named if before.identity else None, marked)
    return _act(kind, f"{said} {_with_role(before, was)}", details, after)


def added_person_act(after: ClientCard, person_id: UUID, *, today: date) -> Act:
    """Somebody was added; when that is taken back, they count as removed."""
    became = _person(after, person_id)
    details = PersonChange(replace(became, removed=today), became)
    return _act("person-added", f"Added {_with_role(after, became)}", details, after)


def tie_act(kind: str, before: ClientCard, after: ClientCard, *, said: str) -> Act | None:
    """An act on a tie, and on those that it closed or opened; None if it changed nothing."""
    were, are = _ties(before), _ties(after)
    touched = tuple(
        TieChange(were.get(tie_id), are.get(tie_id))
        for tie_id in {**were, **are}
        if were.get(tie_id) != are.get(tie_id)
    )
    tie = _foremost(touched)
    if tie is None:
        return None
    pair = f"{after.called_by_id(tie.one)} and {after.called_by_id(tie.other)}"
    return _act(kind, f"{said}: {pair}, {TIES[tie.kind]}", TiesChange(touched), after)


def card_act(before: ClientCard, after: ClientCard) -> Act | None:
    """The card was changed; None if it was not."""
    identity = themes = None
    if before.identity and after.identity:
        identity = _asked_of(before.identity), _asked_of(after.identity)
    if before.themes and after.themes:
        themes = _frame(before.themes), _frame(after.themes)
    changed = [
        word
        for name, word in ASKED.items()
        if any(_differs(name, two) for two in (identity, themes))
    ]
    if not changed:
        return None
    said = f"Changed the card: {', '.join(changed)}"
    return _act("client-changed", said, CardChange(identity, themes), after)


def word_act(before: ClientCard, after: ClientCard, code: str, *, theme: str) -> Act | None:
    """The client's word for `theme` was changed; None if it was not."""
    was, became = _words(before).get(code), _words(after).get(code)
    if was == became:
        return None
    said = f"Called {theme} “{became}”" if became else f"Let go of the word for {theme}"
    return _act("client-word", said, WordChange(code, was, became), after)


def focus_act(before: ClientCard, after: ClientCard, *, theme: str) -> Act | None:
    """`theme` was taken into focus, or out of it; None if nothing changed."""
    was, became = _focus(before), _focus(after)
    moved = {
        code: (was.get(code), became.get(code))
        for code in {**was, **became}
        if was.get(code) != became.get(code)
    }
    if not moved:
        return None
    lifted = all(day is None for _, day in moved.values())
    said = f"Took {theme} out of focus" if lifted else f"Put {theme} in focus"
    return _act("focus", said, FocusChange(moved), after)


def _act(kind: str, label: str, details: Part, card: ClientCard) -> Act:
    return Act(kind, label, details, client_id=card.client_id, whose=card.label)


def _person(card: ClientCard, person_id: UUID) -> Person:
    return next(person for person in card.people if person.id == person_id)


def _marks(before: ClientCard, after: ClientCard, person_id: UUID) -> tuple[Mark, Mark] | None:
    """What was noted of somebody's health before and after; None where that is the same."""
    if before.themes is None or after.themes is None:
        return None
    was, became = (mark_of(card.marks, person_id) for card in (before.themes, after.themes))
    return None if was == became else (was, became)


def _with_role(card: ClientCard, person: Person) -> str:
    called = card.called(person)
    return called if called == person.role else f"{called}, {person.role}"


def _ties(card: ClientCard) -> dict[UUID, Tie]:
    return {tie.id: tie for tie in card.themes.ties} if card.themes else {}


def _foremost(touched: tuple[TieChange, ...]) -> Tie | None:
    """The tie that the act was about: the one that came or went, else the first."""
    whole = [one for one in touched if one.was is None or one.became is None]
    return next((one.became or one.was for one in (*whole, *touched)), None)


def _words(card: ClientCard) -> dict[str, str]:
    return card.themes.client_words if card.themes else {}


def _focus(card: ClientCard) -> dict[str, date]:
    return card.themes.focus_since if card.themes else {}


def _differs(name: str, pair: tuple[Part, Part] | None) -> bool:
    return pair is not None and getattr(pair[0], name, None) != getattr(pair[1], name, None)


def _asked_of(identity: ClientIdentity) -> ClientIdentity:
    return ClientIdentity(
        name=identity.name,
        pronouns=identity.pronouns,
        contact=identity.contact,
        concerns_in_words=identity.concerns_in_words,
        context_in_words=identity.context_in_words,
        strengths=identity.strengths,
        pacing=identity.pacing,
    )


def _frame(themes: ClientThemes) -> ClientThemes:
    return ClientThemes(
        code_name=themes.code_name,
        since=themes.since,
        status=themes.status,
        cadence=themes.cadence,
        concerns=themes.concerns,
        comes_as=themes.comes_as,
        aims=themes.aims,
        duration=themes.duration,
        history=themes.history,
        context=themes.context,
        outcomes=themes.outcomes,
    )
