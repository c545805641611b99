"""Which earlier states of a note are kept: the rule, apart from keys and database.

    minutes of writing   the last state of each minute for two hours,
                         then of each ten minutes for a day,
                         then of each day
    saved, set aside     the newest thirty of each
    all of them          thirty days, then they go

When a note is saved, its minutes are folded: they go, and the saved note itself is kept.
"""

from collections.abc import Iterable, Sequence

from notes_app.notes.journal_payloads import Kept, Kind

MINUTE, HOUR, DAY = 60, 3_600, 86_400
LONGEST = 30 * DAY
MOST = 30
# Up to this age (seconds) one state is kept of each stretch of this length.
STRETCHES = ((2 * HOUR, MINUTE), (DAY, 10 * MINUTE), (LONGEST, DAY))


def thinned(index: Iterable[Kept], *, now: int) -> tuple[Kept, ...]:
    """What of a journal is kept at `now` (Unix seconds), in order of sequence.

    Thinning again at the same time changes nothing, and an entry that is gone never comes back.
    """
    young = sorted((one for one in index if now - one.at < LONGEST), key=_in_order)
    last_of = {_stretch(one, now): one for one in young if one.kind == Kind.MINUTE}
    others = [one for kind in Kind if kind != Kind.MINUTE for one in _newest(young, kind)]
    return tuple(sorted([*last_of.values(), *others], key=_in_order))


def folded(index: Iterable[Kept]) -> tuple[Kept, ...]:
    """What is kept when the note is saved: everything but its minutes."""
    return tuple(one for one in index if one.kind != Kind.MINUTE)


def is_same_minute(one: int, other: int) -> bool:
    """Whether two moments (Unix seconds) lie in one minute of the clock."""
    return one // MINUTE == other // MINUTE


def _stretch(one: Kept, now: int) -> tuple[int, int]:
    age = now - one.at
    length = next(length for most, length in STRETCHES if age < most)
    return length, one.at // length


def _newest(index: Sequence[Kept], kind: Kind) -> list[Kept]:
    return [one for one in index if one.kind == kind][-MOST:]


def _in_order(one: Kept) -> int:
    return one.sequence
