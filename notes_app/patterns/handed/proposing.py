"""What a summary for the client may say, put into sentences from the record.  Pure.

Only what the client knows goes in: goals, what was agreed and tried, starred words, how often a
theme came up.  Process notes, the therapist's own response, risk, ruptures, ratings and stages are
not read here.  People stand there by role.  Counts only; no word of change, no percentage.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from notes_app.clients.payloads import Goal, Person
from notes_app.clients.policy import is_self, is_therapist
from notes_app.notes.lists import SKILLS
from notes_app.notes.payloads import Passage, SessionText
from notes_app.notes.queries import ReadSession
from notes_app.patterns.change import Line, lines_of
from notes_app.patterns.handed.parts import Part, Proposal
from notes_app.patterns.new_ways import IN_THE_ROOM, TRIED, Experiment, experiments_of
from notes_app.patterns.printed.chosen import Seen, session_words
from notes_app.patterns.printed.work import wanted_plans
from notes_app.patterns.verdict import Comparison
from notes_app.web.filters import day

MOST_TRIED, MOST_WORDS, MOST_THEMES = 12, 12, 8
FIRST_TRIED, FIRST_WORDS = 5, 4  # how many stand in it unless the therapist takes them out
LATELY = 12  # sessions whose starred words are offered

CAME_OF_IT: Mapping[str, str] = {
    "tried": "You tried it once.",
    "kept": "You have kept it up.",
}
OTHERS: Mapping[str, str] = {
    "welcomed": "It was welcomed.",
    "unchanged": "Others stayed as they were.",
    "resisted": "It met resistance.",
    "mixed": "Others took it in more than one way.",
}


def wanted_texts(seen: Seen) -> set[UUID]:
    """The sessions whose words are needed: of what was agreed and tried, and the last ones."""
    return wanted_plans(seen) | {read.session_id for read in _lately(seen)}


def proposals_of(seen: Seen) -> list[Proposal]:
    """Everything that the record offers, by part."""
    experiments = experiments_of(seen.reads)
    return [
        *_goals(seen),
        *_tried([one for one in experiments if one.way.result in TRIED], seen),
        *_next([one for one in experiments if one.open], seen),
        *_words(seen),
        *_themes(seen),
    ]


def _goals(seen: Seen) -> list[Proposal]:
    goals = seen.card.themes.goals if seen.card.themes else ()
    return [
        Proposal(f"goal.{goal.id}", Part.GOALS, _goal(goal, seen.reads), kept=True)
        for goal in goals
    ]


def _goal(goal: Goal, reads: Sequence[ReadSession]) -> str:
    served = sum(goal.id in read.facts.ratings.goals for read in reads if read.facts)
    worked = f"We worked on it in {_sessions(served)}." if served else ""
    when = ""
    if goal.reached:
        when = f"Reached on {day(goal.reached)}."
    elif goal.since:
        when = f"Since {day(goal.since)}."
    return " ".join(part for part in (_ended(goal.words), when, worked) if part)


def _tried(experiments: Sequence[Experiment], seen: Seen) -> list[Proposal]:
    """The newest first; what was tried in the room is offered, and stands there if wanted."""
    outside = [one for one in experiments if one.way.where != IN_THE_ROOM][:FIRST_TRIED]
    return [
        Proposal(
            f"way.{one.way.id}",
            Part.TRIED,
            _went(one, seen),
            kept=one in outside,
            aside=_aside(one, seen),
        )
        for one in experiments[:MOST_TRIED]
    ]


def _went(one: Experiment, seen: Seen) -> str:
    came = CAME_OF_IT.get(one.way.result, ""), OTHERS.get(one.way.others_reaction, "")
    return " ".join(sentence for sentence in (_what(one, seen), *came) if sentence)


def _next(experiments: Sequence[Experiment], seen: Seen) -> list[Proposal]:
    return [
        Proposal(
            f"next.{one.way.id}",
            Part.NEXT,
            f"{_what(one, seen)} We agreed on it in {session_words(one.agreed).lower()}.",
            kept=True,
            aside=_aside(one, seen),
        )
        for one in experiments
    ]


def _what(one: Experiment, seen: Seen) -> str:
    skill = SKILLS.get(one.way.skill, one.way.skill).replace("oneself", "yourself")
    person = next((p for p in seen.card.people if p.id == one.way.with_person), None)
    return f"{skill}, {_whom(person)}." if person and not is_self(person) else f"{skill}."


def _whom(person: Person) -> str:
    if is_therapist(person):
        return "here with me"
    role = person.role
    written = role if role[1:2].isupper() else role[:1].lower() + role[1:]  # GP stays GP
    return f"with your {written}"


def _aside(one: Experiment, seen: Seen) -> str:
    """What the note says of it: about the client, not to the client, so it is not proposed."""
    agreed, told = (
        seen.texts.get(read.session_id) if read else None for read in (one.agreed, one.told)
    )
    plan = agreed.told.words.get(one.way.id, "") if agreed else ""
    result = told.told.results.get(one.way.id, "") if told else ""
    return " ".join(part for part in (plan, result) if part)


def _words(seen: Seen) -> list[Proposal]:
    """The client's own words, starred lately, the newest first."""
    newest = [
        Proposal(f"words.{phrase.id}", Part.WORDS, phrase.exact, origin=day(read.facts.held_on))
        for read in reversed(_lately(seen))
        if read.facts
        for phrase in _phrases(seen.texts.get(read.session_id))
    ][:MOST_WORDS]
    return [
        Proposal(one.key, one.part, one.words, at < FIRST_WORDS, one.origin)
        for at, one in enumerate(newest)
    ]


def _phrases(text: SessionText | None) -> list[Passage]:
    return [phrase for phrase in text.told.phrases if phrase.exact.strip()] if text else []


def _lately(seen: Seen) -> list[ReadSession]:
    return [read for read in seen.reads if read.held][-LATELY:]


def _themes(seen: Seen) -> list[Proposal]:
    """Themes in focus and those with the client's own word first; the rest is only offered."""
    known = set(seen.card.themes.client_words if seen.card.themes else ()) | set(seen.focus)
    lines = lines_of(seen.table, windows=Comparison.FIRST_AND_LAST, focus_since=seen.focus)
    rows = sorted(seen.table.rows, key=lambda row: (row.theme.code not in known, -row.heard))
    return [
        Proposal(f"theme.{code}", Part.THEMES, _theme(lines[code]), kept=code in known)
        for code in (row.theme.code for row in rows[:MOST_THEMES] if row.heard)
    ]


def _theme(line: Line) -> str:
    """By the counts of Theme change, and from where they begin."""
    row, named = line.row, f"“{line.row.theme.name}” came up in"
    if line.verdict.late is None or line.verdict.early is None:
        return f"{named} {row.heard} of {_sessions(len(row.values))}."
    (late, of), (early, before) = line.verdict.late, line.verdict.early
    now = f"{named} {late or 'none'} of our latest {of} sessions"
    return f"{now}, and in {early or 'none'} of the first {before}{_began(line)}."


def _began(line: Line) -> str:
    if line.counted_from is None:
        return ""
    return " since we put it in focus" if line.focus_since else " in which we listened for it"


def _ended(words: str) -> str:
    line = " ".join(words.split())
    return line if line[-1:] in ".?!…" else f"{line}."


def _sessions(count: int) -> str:
    return f"{count} {'session' if count == 1 else 'sessions'}"
