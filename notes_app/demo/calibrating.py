"""Passages that Jonas lent to be tagged blind: forty of Kestrel, all tagged; three of Swift, none.

Ruth hears the same theme in about three of four; where she does not, a neighbour of its family.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from uuid import UUID

from notes_app.clients.models import Client
from notes_app.clients.queries import card_of
from notes_app.demo.supervising import LATEST, Case, Pair, case_of
from notes_app.notes.lending import passages_to_lend
from notes_app.notes.payloads import Tag
from notes_app.notes.queries import ReadSession
from notes_app.supervision.payloads import LentPassage, TaggedBlind
from notes_app.supervision.roles import roles_on, with_roles
from notes_app.themes.library import LIBRARY

MANY, FEW = 40, 3
AGREES, NAMES_NONE = 0.74, 0.04
_FAMILY = {theme.code: theme.family for theme in LIBRARY}


@dataclass(frozen=True)
class LentBlind:
    """A passage that was lent, and how the therapist tagged it."""

    loan: UUID
    tag: Tag


def calibrate(pair: Pair, clients: Mapping[str, Client]) -> None:
    """Lend the passages, and tag Kestrel's as Ruth would; flushes."""
    kestrel, swift = case_of(pair, clients["Kestrel"]), case_of(pair, clients["Swift"])
    lent = _lend(kestrel, kestrel.held[:-LATEST], MANY, since=26)
    codes = sorted({one.tag.theme for one in lent})
    rng = Random("calibration")  # noqa: S311 - a demo, not a secret
    for one in lent:
        said = TaggedBlind(one.loan, as_heard(one.tag, codes, rng))
        kestrel.say(pair.ruth, said, days_ago=12, hour=15)
    _lend(swift, swift.held, FEW, since=1)


def as_heard(tag: Tag, codes: Sequence[str], rng: Random) -> dict[str, int]:
    """What somebody else hears in a passage: most often the same, a little fainter or stronger."""
    if rng.random() < NAMES_NONE:
        return {}
    strength = min(5, max(1, tag.strength + rng.choice((-1, 0, 0, 0, 1))))
    if rng.random() < AGREES:
        return {tag.theme: strength}
    near = [code for code in codes if _FAMILY.get(code) == _FAMILY.get(tag.theme)]
    others = [code for code in near if code != tag.theme] or [c for c in codes if c != tag.theme]
    return {rng.choice(others): strength}


def _lend(case: Case, reads: Sequence[ReadSession], most: int, *, since: int) -> list[LentBlind]:
    """Lend the newest passages of these sessions for thirty days."""
    keyring, today = case.pair.jonas.keyring, case.pair.today
    newest = [
        (read.session_id, tag)
        for read in reversed(reads)
        for tag in (read.facts.tags if read.facts else ())
    ]
    wanted = [(session, tag.id) for session, tag in newest]
    words = passages_to_lend(case.client, wanted, keyring=keyring)
    roles, on = roles_on(card_of(case.client, keyring)), today - timedelta(days=since)
    until, chosen = on + timedelta(days=30), [one for one in newest if one[1].id in words][:most]
    passages = [
        LentPassage(
            case.pair.ruth.user.id,
            session,
            tag.id,
            with_roles(words[tag.id].words, roles),
            on,
            until,
            blind=True,
        )
        for session, tag in chosen
    ]
    loans = case.lend(passages, until=until, since=on)
    return [LentBlind(loan.id, tag) for loan, (_, tag) in zip(loans, chosen, strict=True)]
