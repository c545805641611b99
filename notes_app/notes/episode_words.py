"""An episode in words: "Mother, as a child", and what was told of it.  Pure."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from notes_app.clients.payloads import Pole
from notes_app.notes import lists
from notes_app.notes.beside import Episode
from notes_app.notes.payloads import Tag, Way

NOBODY = "Nobody in particular"
WHEN = {
    "before-6": "as a small child",
    "6-12": "as a child",
    "13-18": "as a teenager",
    "young-adult": "as a young adult",
    "adult": "as an adult",
    "this-year": "this year",
    "this-week": "this week",
    "in-session": "in this session",
}
WAYS = {Way.NEW: "new way", Way.VARIATION: "variation", Way.OLD: "old way"}


def title_of(episode: Episode, called: Mapping[UUID, str]) -> str:
    """You and Ines; Mother, as a child.  `called`: what everybody is called, by id."""
    who = called.get(episode.person, "") if episode.person else ""
    when = WHEN.get(episode.when, episode.when)
    if not when and episode.pole is Pole.PAST:
        when = "in the past"
    return ", ".join(part for part in (who or NOBODY, when) if part)


def said_of(episode: Episode, tags: Iterable[Tag] = ()) -> list[str]:
    """What was told of an episode, a piece each; the way is that of its tags.

    Args:
        tags: those that make it up.
    """
    ways = {tag.way for tag in tags}
    way = next((word for code, word in WAYS.items() if code in ways), "")
    replies = (("expected", episode.expected), ("happened", episode.actual))
    told = [
        way,
        *(f"{verb} {lists.REPLIES[reply].lower()}" for verb, reply in replies if reply),
        _word(lists.OUTCOMES, episode.outcome, "ended "),
        _word(lists.CONNECTIONS, episode.connection),
        _word(lists.STRATEGIES, episode.strategy),
        f"risk taken {episode.risk} of 5" if episode.risk else "",
        _word(lists.SYMPTOMS, episode.symptom, "symptom: "),
        f"told {episode.completeness} of 5" if episode.completeness else "",
    ]
    return [piece for piece in told if piece]


def _word(words: Mapping[str, str], code: str, before: str = "") -> str:
    return before + words.get(code, code).lower() if code else ""
