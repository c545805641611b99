"""A session's facts as they are read: one line each, in words.

Pure.  What was not said has no line: absence is not spelled out.  A code that this version does
not know stands as it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from notes_app.clients.payloads import Goal
from notes_app.measures.queries import KnownMeasures
from notes_app.notes import lists
from notes_app.notes.beside import Alliance, Intervention, NewWay, Repair, Rupture
from notes_app.notes.courses import said_of, scale_of
from notes_app.notes.payloads import Ratings, Told
from notes_app.notes.risk import item_9_raised
from notes_app.notes.rupture_words import kind_word, repair_said, rupture_said

UNKNOWN_MEASURE = "A questionnaire that cannot be opened"


@dataclass(frozen=True)
class Line:
    """One fact: what it is called, what was chosen, and what was said in words."""

    name: str
    said: str = ""
    words: str = ""


def facts_in_words(
    ratings: Ratings,
    told: Told,
    *,
    measures: KnownMeasures,
    goals: Sequence[Goal],
    people: Mapping[UUID, str],
) -> list[Line]:
    """Every fact of a session that was told, in the order of the fold.

    `people`: what those are called who may be named in one.
    """
    named = {goal.id: goal.words for goal in goals}
    return [
        *_risk(ratings, told),
        *_numbers(ratings),
        *_measures(ratings, measures),
        *(_rupture(one, told, people) for one in ratings.ruptures),
        *(_repair(one, told) for one in ratings.repairs),
        *(_intervention(done, told) for done in ratings.interventions),
        *(_new_way(way, told, people) for way in ratings.new_ways),
        *_told(told),
        *_listed("Goals served", (named.get(goal) for goal in ratings.goals)),
        *_listed("Moments", _words(ratings.markers, lists.MARKERS)),
        *_context(ratings),
    ]


def _risk(ratings: Ratings, told: Told) -> Iterable[Line]:
    said = lists.RISK[ratings.risk] if ratings.risk else "not answered"
    if item_9_raised(ratings):
        said += "; item 9 of the PHQ-9 was answered above 0"
    elif ratings.risk is None and not told.risk:
        return ()
    return (Line("Risk", said, told.risk),)


def _numbers(ratings: Ratings) -> Iterable[Line]:
    sides = (("you", ratings.alliance_by_you), ("the client", ratings.alliance_by_client))
    rated = [f"{who}: {_alliance(side)}" for who, side in sides if side != Alliance()]
    if rated:
        yield Line("Alliance, 0 to 10", "; ".join(rated))
    if ratings.distress is not None:
        yield Line("Distress, 0 to 10", str(ratings.distress))
    facets = [f"{lists.FACETS.get(code, code).lower()} {n}" for code, n in ratings.facets.items()]
    if facets:
        yield Line("Facets, 0 to 10", ", ".join(facets))


def _alliance(side: Alliance) -> str:
    parts = (("bond", side.bond), ("goals", side.goals), ("tasks", side.tasks))
    return ", ".join(f"{name} {value}" for name, value in parts if value is not None)


def _measures(ratings: Ratings, measures: KnownMeasures) -> Iterable[Line]:
    for taken in ratings.measures:
        scale = scale_of(taken.code, measures)
        yield Line(scale.name if scale else UNKNOWN_MEASURE, said_of(taken, measures))


def _rupture(rupture: Rupture, told: Told, people: Mapping[UUID, str]) -> Line:
    said = rupture_said(rupture, people)
    return Line(f"Rupture, {kind_word(rupture)}", said, told.words.get(rupture.id, ""))


def _repair(repair: Repair, told: Told) -> Line:
    return Line("Repair", repair_said(repair), told.words.get(repair.id, ""))


def _intervention(done: Intervention, told: Told) -> Line:
    kind = lists.INTERVENTIONS.get(done.kind, done.kind)
    link = lists.LINKS.get(done.link, done.link)
    response = lists.RESPONSES[done.response].lower() if done.response else ""
    said = "; ".join(part for part in (link.lower(), response) if part)
    return Line(kind, said, told.words.get(done.id, ""))


def _new_way(way: NewWay, told: Told, people: Mapping[UUID, str]) -> Line:
    risk = f"risk taken {way.risk} of 5" if way.risk else ""
    reaction = lists.REACTIONS.get(way.others_reaction, way.others_reaction)
    said = (
        f"with {people.get(way.with_person, 'somebody')}" if way.with_person else "",
        lists.WHERE_TRIED.get(way.where, way.where),
        lists.QUALITIES.get(way.quality, way.quality),
        risk,
        lists.RESULTS.get(way.result, way.result) or "not followed up yet",
        f"others: {reaction.lower()}" if reaction else "",
    )
    words = (told.words.get(way.id, ""), told.results.get(way.id, ""))
    name = "Followed up" if way.followed_up_in else "New way"
    skill = lists.SKILLS.get(way.skill, way.skill)
    return Line(
        f"{name}: {skill[:1].lower()}{skill[1:]}",
        ", ".join(part[:1].lower() + part[1:] for part in said if part),
        " ".join(line for line in words if line),
    )


def _told(told: Told) -> Iterable[Line]:
    reframed = " → ".join(part for part in (told.reframe_before, told.reframe_after) if part)
    lines = {
        "Feedback of the client": told.feedback,
        "Between the sessions": told.between,
        "Body sensation": told.body,
        "Metaphor or story": told.metaphor,
        "Seen before, seen now": reframed,
    }
    return [Line(name, words=words) for name, words in lines.items() if words]


def _context(ratings: Ratings) -> Iterable[Line]:
    named = set(ratings.named_by_client)
    codes = dict.fromkeys((*ratings.context, *ratings.named_by_client))
    words = [
        lists.CONTEXT.get(code, code) + (" (named by the client)" if code in named else "")
        for code in codes
    ]
    return _listed("What played a part", words)


def _words(codes: Iterable[str], words: Mapping[str, str]) -> Iterable[str]:
    return (words.get(code, code) for code in codes)


def _listed(name: str, words: Iterable[str | None]) -> Iterable[Line]:
    said = ", ".join(word for word in words if word)
    return (Line(name, said),) if said else ()
