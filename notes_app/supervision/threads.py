"""The conversation in threads: what answers something stands right below it.  Pure."""

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from notes_app.supervision.payloads import Comment, Said, Settled, Unsettled
from notes_app.supervision.policy import Entry
from notes_app.supervision.queries import Heard

One = TypeVar("One", Heard, Entry)


def in_threads(heard: Sequence[One]) -> list[tuple[One, bool]]:
    """Every entry, and whether it answers the one above that began its thread.

    Threads stand in the order of their beginnings, answers in the order of time.  What answers an
    answer belongs to the same thread; what answers something that is gone begins one.
    """
    answers = {one.id: answered for one in heard if (answered := answered_by(one.said))}
    here = {one.id for one in heard}
    below: dict[UUID, list[One]] = {}
    for one in heard:
        below.setdefault(_root(one.id, answers, here), []).append(one)
    return [
        (one, one.id != root)
        for root, thread in below.items()
        for one in _in_turn(root, thread, answers)
    ]


def answered_by(said: Said | None) -> UUID | None:
    """The entry that this one answers; None where it answers none."""
    if isinstance(said, Comment):
        return said.answers
    return said.suggestion if isinstance(said, Settled | Unsettled) else None


def _root(entry: UUID, answers: dict[UUID, UUID], here: set[UUID]) -> UUID:
    seen = {entry}
    while (above := answers.get(entry)) and above in here and above not in seen:
        entry = above
        seen.add(entry)
    return entry


def _in_turn(root: UUID, thread: list[One], answers: dict[UUID, UUID]) -> list[One]:
    """What is answered before its answers, also where the clock of an answer ran behind."""
    waiting, said, turn = list(thread), set[UUID](), list[One]()
    while waiting:
        ready = (one for one in waiting if one.id == root or answers.get(one.id) in said)
        one = next(ready, waiting[0])
        waiting.remove(one)
        said.add(one.id)
        turn.append(one)
    return turn
