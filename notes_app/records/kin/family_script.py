"""Read FamilyScript, the format of Family Echo: a line for each person, a tab before each fact.

UTF-8; lines end with LF, CR or CRLF; only those that begin with `i` (a person) or `p` (a
partnership) mean anything.  A fact is one case-sensitive letter and its text; unknown letters are
ignored.  The letters are those that Family Echo publishes (familyecho.com/?page=familyscript).  In
November 2026 they were compared with the beginning of that page, with the tables of it that another
public program quotes, and with a file of Family Echo's own.
"""

import re
from collections.abc import Iterator
from itertools import islice

from notes_app.clients.payloads import Shape
from notes_app.records.kin.ancestry import Ancestry
from notes_app.records.kin.folk import FamilyFile, Folk, Lineage, Match
from notes_app.records.kin.gedcom_in import LONGEST_NAME, MOST_COUPLES, MOST_PEOPLE, RELATIVE
from notes_app.records.kin.lines import MOST_LINES, decoded
from notes_app.records.reading.errors import NotUnderstood
from notes_app.web.fields import as_line

Facts = dict[str, str]
SHAPES = {"m": Shape.SQUARE, "f": Shape.CIRCLE}
KINDS = {"a": "adopted", "f": "fostered"}
#: Kinds of parents that are no descent: step-parents and godparents.
NO_DESCENT = {"s", "g"}
NOT_TAKEN = "Step-parents and godparents"
#: Mother, father and the kind of descent: the first parents, then the second and third.
PARENTS = (("m", "f", "V"), ("X", "Y", "W"), ("K", "L", "Q"))
ENDINGS = {"s": "separated", "d": "divorced", "a": "divorced"}
MARRIED = {"m", "s", "d", "a"}
EX, GENERIC_END = "1", "z"
_PERSON = re.compile(r"i([A-Za-z0-9]{1,40})(\t.*)?$")
_PAIR = re.compile(r"p([A-Za-z0-9]{1,40}) ([A-Za-z0-9]{1,40})(\t.*)?$")
_DATE = re.compile(r"(\d{4})")


def is_family_script(content: bytes) -> bool:
    """Whether a file looks like FamilyScript."""
    return re.search(rb"(?:^|[\r\n])i[A-Za-z0-9]+\t", content[:4000]) is not None


def read_family_script(content: bytes) -> FamilyFile:
    """The family of a file.  Raises NotUnderstood."""
    lines = re.split(r"\r\n|\n|\r", decoded(content))[:MOST_LINES]
    people = {m[1]: _facts(m[2]) for m in map(_PERSON.match, lines) if m}
    if not people:
        raise NotUnderstood("Nobody stands in this file.")
    if len(people) > MOST_PEOPLE:
        raise NotUnderstood(f"{len(people):,} people stand in this file; {MOST_PEOPLE} fit.")
    number = {key: at for at, key in enumerate(people, 1)}
    lineages, remarks = _kept(list(_lineages(people, number)), _not_taken(people))
    return FamilyFile(
        people=tuple(_folk(facts) for facts in people.values()),
        matches=tuple(islice(_matches(lines, people, number), MOST_COUPLES)),
        lineages=lineages,
        remarks=remarks,
    )


def _facts(rest: str | None) -> Facts:
    return {fact[0]: fact[1:] for fact in reversed((rest or "").split("\t")) if fact}


def _folk(facts: Facts) -> Folk:
    surname = facts.get("l") or facts.get("q", "")
    return Folk(
        role=RELATIVE,
        name=as_line(f"{facts.get('p', '')} {surname}")[:LONGEST_NAME],
        shape=SHAPES.get(facts.get("g", ""), Shape.DIAMOND),
        born=_year(facts.get("b", "")),
        died=_year(facts.get("d", "")),
    )


def _year(value: str) -> int | None:
    match = _DATE.match(value)
    year = int(match[1]) if match else 0
    return year if 1500 <= year <= 2100 else None  # noqa: PLR2004 - years that a family can name


def _lineages(people: dict[str, Facts], number: dict[str, int]) -> Iterator[Lineage]:
    for key, facts in people.items():
        for mother, father, kind in PARENTS:
            found = [number.get(facts.get(tag, ""), 0) for tag in (father, mother)]
            parents = tuple(sorted({one for one in found if one and one != number[key]}))
            if parents and facts.get(kind, "")[:1] not in NO_DESCENT:
                yield Lineage(number[key], parents, KINDS.get(facts.get(kind, "")[:1], "birth"))


def _not_taken(people: dict[str, Facts]) -> int:
    return sum(
        facts.get(kind, "")[:1] in NO_DESCENT and (mother in facts or father in facts)
        for facts in people.values()
        for mother, father, kind in PARENTS
    )


def _kept(lineages: list[Lineage], not_taken: int) -> tuple[tuple[Lineage, ...], tuple[str, ...]]:
    ancestry = Ancestry()
    kept = tuple(ancestry.kept(lineages))
    left = {**ancestry.left_out, **({NOT_TAKEN: not_taken} if not_taken else {})}
    return kept, tuple(f"{what} ({count})" for what, count in left.items())


def _matches(lines: list[str], people: dict[str, Facts], number: dict[str, int]) -> Iterator[Match]:
    seen: set[frozenset[int]] = set()
    told = [(m[1], m[2], _facts(m[3])) for m in map(_PAIR.match, lines) if m]
    told += [(key, facts["s"], {}) for key, facts in people.items() if "s" in facts]
    for one, other, facts in told:
        pair = frozenset({number.get(one, 0), number.get(other, 0)})
        if len(pair) == 2 and 0 not in pair and pair not in seen:  # noqa: PLR2004 - a couple
            seen.add(pair)
            yield _match((number[one], number[other]), facts)


def _match(pair: tuple[int, int], facts: Facts) -> Match:
    """A couple.  Each ending has a date under its own letter, or a general one."""
    kind = facts.get("g", "")[:1]
    over = GENERIC_END in facts or facts.get("e") == EX
    ended = ENDINGS.get(kind, "separated" if over else "")
    end = facts.get(kind if kind in ENDINGS else GENERIC_END) or facts.get(GENERIC_END, "")
    return Match(
        one=pair[0],
        other=pair[1],
        married=kind in MARRIED or "m" in facts,
        since=_year(facts.get("m") or facts.get("b", "")),
        until=_year(end) if ended else None,
        ended=ended,
    )
