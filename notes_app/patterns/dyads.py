"""The tone of dyads: good or bad between the two images, and who is seen as both.  Pure; counts."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from notes_app.clients.payloads import Dyad

#: By the code that is stored.
TONES: Mapping[str, str] = {"positive": "Good", "negative": "Bad", "mixed": "Both"}
GOOD, BAD, BOTH = TONES


def told_of(dyads: Sequence[Dyad], called: Mapping[UUID, str]) -> list[str]:
    """In how many of them it is good, and who is seen as good and as bad; nothing before two.

    Only those count whose tone was chosen.  Source: domain.md 1 (dyad).
    """
    chosen = [dyad.valence for dyad in dyads if dyad.valence in TONES]
    if len(chosen) < 2:  # noqa: PLR2004 - one is told by its own line
        return []
    found = [f"Good in {chosen.count(GOOD)} of {len(chosen)} dyads whose tone was chosen."]
    return found + [
        f"{called.get(who, 'Somebody')} is seen as good and as bad." for who in _seen_as_both(dyads)
    ]


def said(dyad: Dyad) -> str:
    """The tone in a word; empty where none was chosen."""
    return TONES.get(dyad.valence, dyad.valence)


def _seen_as_both(dyads: Iterable[Dyad]) -> list[UUID]:
    tones: dict[UUID, set[str]] = {}
    for dyad in dyads:
        if dyad.person and dyad.valence:
            tones.setdefault(dyad.person, set()).add(dyad.valence)
    return [who for who, seen in tones.items() if BOTH in seen or {GOOD, BAD} <= seen]
