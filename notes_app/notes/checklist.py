"""What a session record still lacks, as quiet hints: on the desk and before signing.

Pure.  Nothing here holds anything up; what does is the signature's to say (`signing.policy`).
Source: domain.md 7, "Before you sign".
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from notes_app.formats.built_in import carries_over
from notes_app.notes.payloads import Ratings, SessionThemes
from notes_app.notes.queries import NOT_HELD


class Point(StrEnum):
    """What a colleague, a payer or a court looks for, in the order of a session."""

    TIMES = "times"
    PARTICIPANTS = "participants"
    RISK = "risk"
    GOAL = "goal"
    RESPONSE = "response"
    PLAN = "plan"


POINT_WORDS = {
    Point.TIMES: "Start and end",
    Point.PARTICIPANTS: "Whether the hour was held, and with whom",
    Point.RISK: "An answer on risk, also when there was none",
    Point.GOAL: "The goal that it served",
    Point.RESPONSE: "What you did, and the response to it",
    Point.PLAN: "What comes next",
}


def checklist(
    facts: SessionThemes, sections: Mapping[str, str], *, has_goals: bool = True
) -> list[Point]:
    """What is still missing, in order; of an hour that did not take place, nothing.

    Args:
        facts: with times, attendance and ratings as they will stand.
        sections: the text of every section on the page, by key, empty ones too.
        has_goals: whether the client has a goal that could be named.
    """
    if facts.attendance in NOT_HELD:
        return []
    missing = {
        Point.TIMES: facts.starts_at is None or facts.ends_at is None,
        Point.PARTICIPANTS: facts.attendance is None,
        Point.RISK: facts.ratings.risk is None,
        Point.GOAL: has_goals and not facts.ratings.goals,
        Point.RESPONSE: not _answered(facts.ratings),
        Point.PLAN: not _planned(sections.items()),
    }
    return [point for point, is_missing in missing.items() if is_missing]


def _answered(ratings: Ratings) -> bool:
    return any(done.response is not None for done in ratings.interventions)


def _planned(sections: Iterable[tuple[str, str]]) -> bool:
    # A format without such a section, as that of a history session, plans nothing.
    ahead = [text for key, text in sections if carries_over(key)]
    return not ahead or any(text.strip() for text in ahead)
