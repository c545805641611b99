"""New ways: what was agreed and tried and how it went, and skills by whom they were tried with.

Pure; counts only.  A new way is planned as long as nothing is known of it.  Then it was tried, once
or for good, or not tried after all, or dropped: given up before it was tried.  Only what was tried
counts as tried.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from notes_app.clients.payloads import Domain, Person
from notes_app.notes.beside import NewWay
from notes_app.notes.lists import SKILLS
from notes_app.notes.new_ways import FollowedWay, followed_ways
from notes_app.notes.queries import ReadSession

TRIED = ("tried", "kept")
KEPT, NOT_TRIED, DROPPED = "kept", "not-tried", "dropped"
IN_THE_ROOM = "in-the-room"
SETTING_A_LIMIT = "setting-a-limit"


@dataclass(frozen=True)
class Experiment:
    """A new way with the sessions in which it was agreed and last told of (None: not yet)."""

    way: NewWay
    agreed: ReadSession
    told: ReadSession | None

    @property
    def open(self) -> bool:
        """Whether it waits to be followed up."""
        return not self.way.result


@dataclass(frozen=True)
class Standing:
    """What became of all that was agreed; `kept` is among `tried`."""

    agreed: int
    tried: int
    kept: int
    not_tried: int
    dropped: int
    waiting: int

    @property
    def words(self) -> str:
        """Agreed 4: tried 2, of them kept 1; not tried after all 1; dropped 1."""
        kept = f", of them kept {self.kept}" if self.tried else ""
        others = (
            ("not tried after all", self.not_tried),
            ("dropped", self.dropped),
            ("not followed up yet", self.waiting),
        )
        told = (f"; {word} {count}" for word, count in others if count)
        return f"Agreed {self.agreed}: tried {self.tried}{kept}{''.join(told)}."


@dataclass(frozen=True)
class Tally:
    """How often something was tried, and how often it was kept."""

    tried: int = 0
    kept: int = 0

    def with_one(self, way: NewWay) -> "Tally":
        """One more."""
        return Tally(self.tried + 1, self.kept + (way.result == KEPT))


@dataclass(frozen=True)
class Skill:
    """One skill: all tries, and those with people of each part of life (None: nobody named)."""

    code: str
    all: Tally
    by_domain: Mapping[Domain | None, Tally] = field(default_factory=dict)


def experiments_of(reads: Sequence[ReadSession]) -> list[Experiment]:
    """Every new way of one client: those that wait first, the oldest on top; then the newest."""
    by_id = {read.session_id: read for read in reads}
    found = [_experiment(followed, by_id) for followed in followed_ways(reads)]
    waiting = [one for one in found if one.open]
    return waiting + [one for one in reversed(found) if not one.open]


def standing_of(experiments: Sequence[Experiment]) -> Standing:
    """What became of them, in counts."""
    by_result = Counter(one.way.result for one in experiments)
    return Standing(
        agreed=len(experiments),
        tried=sum(by_result[result] for result in TRIED),
        kept=by_result[KEPT],
        not_tried=by_result[NOT_TRIED],
        dropped=by_result[DROPPED],
        waiting=by_result[""],
    )


def skills_of(experiments: Iterable[Experiment], people: Iterable[Person]) -> list[Skill]:
    """The skills that were tried, in the order of the list, by whom they were tried with."""
    domains = {person.id: person.domain for person in people}
    everywhere: dict[str, Tally] = {}
    apart: dict[str, dict[Domain | None, Tally]] = {}
    for way in (one.way for one in experiments if one.way.result in TRIED):
        domain = _domain(way, domains)
        everywhere[way.skill] = everywhere.get(way.skill, Tally()).with_one(way)
        by_domain = apart.setdefault(way.skill, {})
        by_domain[domain] = by_domain.get(domain, Tally()).with_one(way)
    order = [*SKILLS, *(code for code in everywhere if code not in SKILLS)]
    return [Skill(code, everywhere[code], apart[code]) for code in order if code in everywhere]


def reactions_of(experiments: Iterable[Experiment]) -> Mapping[str, int]:
    """How others took it, by code of `lists.REACTIONS`."""
    return Counter(one.way.others_reaction for one in experiments if one.way.others_reaction)


def limits_of(reads: Iterable[ReadSession], people: Iterable[Person]) -> Mapping[Domain, int]:
    """Passages in which a limit was set, by the part of life of those it was set with."""
    domains = {person.id: person.domain for person in people}
    return Counter(
        domains[one]
        for read in reads
        for tag in read.tags
        if tag.theme == SETTING_A_LIMIT
        for one in tag.people
        if one in domains
    )


def _experiment(followed: FollowedWay, reads: Mapping[UUID, ReadSession]) -> Experiment:
    agreed = reads[followed.session_id]
    told = reads.get(followed.way.followed_up_in) if followed.way.followed_up_in else None
    return Experiment(followed.way, agreed, told or (agreed if followed.way.result else None))


def _domain(way: NewWay, domains: Mapping[UUID, Domain]) -> Domain | None:
    if way.with_person is not None:
        return domains.get(way.with_person)
    return Domain.THERAPIST if way.where == IN_THE_ROOM else None
