"""What an act changed about a saved note's tags, or a session's facts: in words, and as it was."""

from uuid import UUID

from notes_app.changes.service import Act
from notes_app.clients.queries import ClientCard
from notes_app.notes.beside import Episode
from notes_app.notes.payloads import Passage, SessionThemes, Tag
from notes_app.notes.service import Written
from notes_app.payload import Part
from notes_app.web.filters import day

#: What the form of a session's facts asks, in words.
ASKED = {
    "held_on": "date",
    "starts_at": "start",
    "ends_at": "end",
    "modality": "how you met",
    "attendance": "attendance",
    "participants": "who else was there",
}
SHOWN = 60  # characters of a passage


class TagChange(Part, frozen=True):
    """One tag and its place; None where there was none before, or after.

    `signed`: the note was signed already when the tag was changed.  `episode` is the one that it
    belonged to.
    """

    session_id: UUID
    was: tuple[Tag, Passage] | None
    became: tuple[Tag, Passage] | None
    signed: bool = False
    episode: Episode | None = None


class FactsChange(Part, frozen=True):
    """What the form of a session's facts asks, as it was and became."""

    session_id: UUID
    was: SessionThemes
    became: SessionThemes


def tag_of(written: Written, tag_id: UUID) -> tuple[Tag, Passage] | None:
    """A tag of a note with its place."""
    tag = next((tag for tag in written.tags if tag.id == tag_id), None)
    place = next((place for place in written.passages if place.id == tag_id), None)
    return (tag, place) if tag and place else None


def tag_act(kind: str, change: TagChange, card: ClientCard, *, theme: str) -> Act | None:
    """A tag was added, removed or changed; None if it was not."""
    tag = change.was or change.became
    if tag is None or change.was == change.became:
        return None
    verb = "Tagged" if change.was is None else "Removed" if change.became is None else "Changed"
    said = f"{verb} {theme}: “{_shortened(tag[1].exact)}”"
    return Act(kind, said, change, client_id=card.client_id, whose=card.label)


def facts_act(
    session_id: UUID, before: SessionThemes, after: SessionThemes, card: ClientCard
) -> Act | None:
    """A session's facts were changed; None if they were not."""
    was, became = _asked_of(before), _asked_of(after)
    changed = [word for name, word in ASKED.items() if getattr(was, name) != getattr(became, name)]
    if not changed:
        return None
    said = f"Changed the session of {day(became.held_on)}: {', '.join(changed)}"
    details = FactsChange(session_id, was, became)
    return Act("facts-changed", said, details, client_id=card.client_id, whose=card.label)


def _asked_of(facts: SessionThemes) -> SessionThemes:
    return SessionThemes(0, **{name: getattr(facts, name) for name in ASKED})


def _shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= SHOWN else line[:SHOWN].rsplit(" ", 1)[0] + "…"
