"""What was marked in sessions beside themes, found again over the whole work.  Pure.

Moments, what the therapist did, what of the world around played a part, what responses were and
the feelings in them: each with the sessions in which it stands, newest first.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from notes_app.notes import lists
from notes_app.notes.payloads import SessionThemes
from notes_app.notes.queries import ReadSession

Codes = Callable[[SessionThemes], Iterable[str]]
Aside = Callable[[Sequence[SessionThemes], str], str]


@dataclass(frozen=True)
class Marked:
    """One thing that was marked, its sessions, and what else is known of it."""

    word: str
    reads: tuple[ReadSession, ...]
    aside: str = ""


@dataclass(frozen=True)
class MarkedGroup:
    """What belongs under one heading, in the order of its list."""

    heading: str
    lines: tuple[Marked, ...]


def marked_in(reads: Sequence[ReadSession]) -> list[MarkedGroup]:
    """Every group of which something was marked in a held session."""
    held = [read for read in reversed(reads) if read.held]
    found = [
        MarkedGroup(heading, _lines(held, words, codes, aside))
        for heading, words, codes, aside in GROUPS
    ]
    return [group for group in found if group.lines]


def _lines(
    held: Sequence[ReadSession], words: Mapping[str, str], codes: Codes, aside: Aside
) -> tuple[Marked, ...]:
    where: dict[str, list[ReadSession]] = {}
    for read in held:
        for code in dict.fromkeys(codes(read.facts) if read.facts else ()):
            where.setdefault(code, []).append(read)
    order = [*words, *(code for code in where if code not in words)]
    return tuple(
        Marked(words.get(code, code), tuple(where[code]), aside(_facts(where[code]), code))
        for code in order
        if code in where
    )


def _facts(reads: Iterable[ReadSession]) -> list[SessionThemes]:
    return [read.facts for read in reads if read.facts]


def _nothing(_facts: Sequence[SessionThemes], _code: str) -> str:
    return ""


def _responses(facts: Sequence[SessionThemes], code: str) -> str:
    """Took it up 3, turned away 1."""
    counts = Counter(
        str(done.response)
        for one in facts
        for done in one.ratings.interventions
        if done.kind == code and done.response
    )
    told = (f"{word.lower()} {counts[key]}" for key, word in lists.RESPONSES.items() if counts[key])
    return ", ".join(told)


def _named(facts: Sequence[SessionThemes], code: str) -> str:
    count = sum(code in one.ratings.named_by_client for one in facts)
    return f"named by the client first in {count}" if count else ""


GROUPS: tuple[tuple[str, Mapping[str, str], Codes, Aside], ...] = (
    ("Moments", lists.MARKERS, lambda facts: facts.ratings.markers, _nothing),
    (
        "What you did",
        lists.INTERVENTIONS,
        lambda facts: (done.kind for done in facts.ratings.interventions),
        _responses,
    ),
    ("What played a part", lists.CONTEXT, lambda facts: facts.ratings.context, _named),
    (
        "What a response was",
        lists.RS_KINDS,
        lambda facts: (tag.rs_kind for tag in facts.tags if tag.rs_kind),
        _nothing,
    ),
    (
        "Feelings in passages",
        lists.AFFECTS,
        lambda facts: (affect for tag in facts.tags for affect in tag.affects),
        _nothing,
    ),
)
