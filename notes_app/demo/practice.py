"""The whole demo practice as payloads: nothing here knows a key or a database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from msgspec.structs import replace as with_changes

from notes_app.clients.payloads import (
    ClientIdentity,
    ClientThemes,
    Goal,
    Person,
    Problem,
    StandingHour,
    ThemeLabel,
    Tie,
)
from notes_app.demo.calendar import Hour, hours_of, standing_hour
from notes_app.demo.choosing import Occasion
from notes_app.demo.composing import Desk, TooFewWords, compose
from notes_app.demo.facts import Facts, goal_id, session_id, starred
from notes_app.demo.families import (
    closeness_of,
    couples_of,
    descents_of,
    family_of,
    losses_of,
    marks_of,
    relatives_of,
    ties_between,
)
from notes_app.demo.intake import INTAKES
from notes_app.demo.measures import problem_ids
from notes_app.demo.patterning import echoed, patterned
from notes_app.demo.scenes import with_stages
from notes_app.demo.story import SELF, Mistake, OwnWord, Story, make_id
from notes_app.demo.strengths import strengths_of
from notes_app.demo.writing import Tagged, tagged_text
from notes_app.notes.beside import Risk
from notes_app.notes.payloads import (
    Attendance,
    Modality,
    PlannedBy,
    Ratings,
    Section,
    SessionText,
    SessionThemes,
)
from notes_app.themes.library import LIBRARY

TELLINGS = 12
NOTHING = SessionText()


@dataclass(frozen=True)
class SessionPlan:
    """One hour as it will be stored.

    `is_draft`: the note was begun and never finished.  `mistake`: it was entered in error.
    """

    facts: SessionThemes
    text: SessionText = NOTHING
    process: str = ""
    is_draft: bool = False
    id: UUID | None = None
    mistake: Mistake | None = None


@dataclass(frozen=True)
class ClientPlan:
    """One client as they will be stored, with every hour in order of date."""

    story: Story
    identity: ClientIdentity
    themes: ClientThemes
    sessions: tuple[SessionPlan, ...]

    @property
    def own(self) -> tuple[tuple[OwnWord, date], ...]:
        """Themes of the therapist's own, and the day from which each counts."""
        return tuple((word, _day_of(self.sessions, word.since)) for word in self.story.own)

    @property
    def merged(self) -> tuple[tuple[OwnWord, date], ...]:
        """Those that count as another theme, and the day since when."""
        return tuple(
            (word, _day_of(self.sessions, word.merged_in))
            for word in self.story.own
            if word.merged_into
        )


def plan_client(story: Story, *, today: date, runs: set[str]) -> ClientPlan:
    """One client.  `runs` are the runs of words that notes written before have used.

    Raises:
        TooFewWords: the story's file needs more lines.
    """
    pinned = {line.first for line in story.lines if line.pinned and line.marks}
    hours = hours_of(story.rhythm, today=today, protected=pinned, rng=story.draw("hours"))
    sessions = _told(story, hours, runs)
    sessions = _with_stages(story, _with_echoes(story, sessions))
    sessions = _with_mistakes(story, _with_facts(story, sessions))
    days = {s.facts.number: s.facts.held_on for s in sessions if _is_held(s)}
    standing = standing_hour(story.rhythm, days, hour_id=make_id(story.draw("standing")))
    told = tuple(session.facts for session in sessions if _is_held(session))
    return ClientPlan(
        story,
        _identity(story),
        patterned(story, _themes(story, days, today, standing), told, days),
        sessions + _planned(story, today, standing),
    )


def _told(story: Story, hours: Sequence[Hour], runs: set[str]) -> tuple[SessionPlan, ...]:
    """Write the notes; where the lines run out, begin again and choose differently."""
    heard, lacking = strengths_of(story), ""
    for telling in range(TELLINGS):
        desk = Desk(story, set(runs), telling)
        try:
            sessions = tuple(_session(hour, desk=desk, heard=heard) for hour in hours)
        except TooFewWords as reason:
            lacking = str(reason)
        else:
            runs |= desk.runs
            return sessions
    raise TooFewWords(lacking)


def _session(hour: Hour, *, desk: Desk, heard: Mapping[int, Mapping[str, int]]) -> SessionPlan:
    if hour.attendance is not Attendance.HELD:
        return SessionPlan(_facts(desk.story, hour))
    return _written(hour, desk=desk, heard=heard)


def _written(hour: Hour, *, desk: Desk, heard: Mapping[int, Mapping[str, int]]) -> SessionPlan:
    story, number = desk.story, hour.number
    phone = hour.modality is Modality.TELEPHONE
    note = compose(desk, Occasion(number, heard[number], phone))
    strengths = {} if number == story.history else heard[number]  # there as it was written
    tagged = tagged_text(
        note, story=story, number=number, heard=strengths, rng=story.draw(f"tags/{number}")
    )
    complete = number not in story.incomplete
    tagged = tagged if complete else _half(tagged)
    draft = number in story.drafts
    facts = with_changes(
        _facts(story, hour),
        tagging_complete=complete and not draft,
        written=not draft,
        tags=tagged.tags,
    )
    return SessionPlan(facts, tagged.text, note.process, draft, session_id(story, number))


def _with_echoes(story: Story, sessions: tuple[SessionPlan, ...]) -> tuple[SessionPlan, ...]:
    done: dict[str, int] = {}
    return tuple(replace(one, facts=echoed(story, one.facts, done)) for one in sessions)


def _with_stages(story: Story, sessions: tuple[SessionPlan, ...]) -> tuple[SessionPlan, ...]:
    staged = with_stages(story, [one.facts for one in sessions if _is_held(one)])
    return tuple(
        replace(one, facts=staged[one.facts.number]) if _is_held(one) else one for one in sessions
    )


def _with_facts(story: Story, sessions: tuple[SessionPlan, ...]) -> tuple[SessionPlan, ...]:
    """The hours with what stands beside the words of each note."""
    facts = Facts(story)
    told = [_beside(one, facts) if one.text.sections else one for one in sessions]
    texts = starred(story, [(one.facts.number, one.text) for one in told if one.facts.written])
    return tuple(
        replace(one, text=texts[one.facts.number])
        if one.text.sections and one.facts.number in texts
        else one
        for one in told
    )


def _beside(session: SessionPlan, facts: Facts) -> SessionPlan:
    beside = facts.of(session.facts.number, session.facts.tags)
    return replace(
        session,
        facts=with_changes(session.facts, ratings=beside.ratings),
        text=with_changes(session.text, told=beside.told),
    )


def _half(tagged: Tagged) -> Tagged:
    kept = tagged.tags[: len(tagged.tags) // 2]
    ids = {tag.id for tag in kept}
    passages = tuple(passage for passage in tagged.text.passages if passage.id in ids)
    return replace(tagged, tags=kept, text=with_changes(tagged.text, passages=passages))


def _facts(story: Story, hour: Hour) -> SessionThemes:
    rhythm = story.rhythm
    there = story.participants.get(hour.number, story.usually_there)
    return SessionThemes(
        number=hour.number,
        held_on=hour.held_on,
        starts_at=rhythm.starts_at,
        ends_at=rhythm.ends_at,
        modality=hour.modality,
        attendance=hour.attendance,
        participants=tuple(story.ids[key] for key in there),
    )


def _with_mistakes(story: Story, sessions: tuple[SessionPlan, ...]) -> tuple[SessionPlan, ...]:
    """The hours, and between them what was entered by mistake: no hour, only an entry."""
    days = {s.facts.number: s.facts.held_on for s in sessions if _is_held(s)}
    mistakes = tuple(
        SessionPlan(
            SessionThemes(
                number=mistake.after,
                held_on=days[mistake.after] + timedelta(days=mistake.days),
                attendance=Attendance.ADMINISTRATIVE,
                written=True,
                ratings=Ratings(risk=Risk.NONE_REPORTED),
            ),
            SessionText((Section("text", mistake.text),)),
            mistake=mistake,
        )
        for mistake in story.mistakes
    )
    return tuple(sorted(sessions + mistakes, key=lambda session: session.facts.held_on))


def _planned(story: Story, today: date, standing: StandingHour | None) -> tuple[SessionPlan, ...]:
    rhythm = story.rhythm
    return tuple(
        SessionPlan(
            SessionThemes(
                number=rhythm.held + place,
                held_on=today + timedelta(days=days),
                starts_at=rhythm.starts_at,
                ends_at=rhythm.ends_at,
                modality=rhythm.modality,
                planned_by=_plan_of(standing, today + timedelta(days=days)),
            )
        )
        for place, days in enumerate(rhythm.planned, 1)
    )


def _plan_of(standing: StandingHour | None, day: date) -> PlannedBy | None:
    return PlannedBy(standing.id, day) if standing else None


def _identity(story: Story) -> ClientIdentity:
    intake = INTAKES[story.code_name]
    return ClientIdentity(
        contact=intake.contact,
        context_in_words=intake.told,
        strengths=intake.strengths,
        pacing=intake.pacing,
        name=story.name,
        pronouns=story.pronouns,
        concerns_in_words=story.concerns_in_words,
        names={story.ids[role.key]: role.name for role in story.people if role.name},
        problem_words={
            problem: trouble.words
            for problem, trouble in zip(problem_ids(story), story.course.troubles, strict=True)
        },
    )


def _themes(
    story: Story, days: Mapping[int, date], today: date, standing: StandingHour | None
) -> ClientThemes:
    intake = INTAKES[story.code_name]
    return ClientThemes(
        comes_as=intake.comes_as,
        aims=intake.aims,
        duration=intake.duration,
        history=intake.history,
        context=intake.context,
        code_name=story.code_name,
        since=min(days.values()),
        status=story.status,
        cadence=story.cadence,
        concerns=story.concerns,
        people=(*_people(story, today), *relatives_of(story)),
        ties=(*_ties(story, days), *ties_between(story, days)),
        couples=couples_of(story),
        descents=descents_of(story),
        closeness=closeness_of(story, days),
        marks=marks_of(story),
        losses=losses_of(story),
        labels=_labels(story),
        client_words=dict(story.client_words),
        focus_since={theme: days[number] for theme, number in story.focus.items()},
        goals=_goals(story, days),
        problems=tuple(
            Problem(problem, since=days[1], theme=trouble.theme)
            for problem, trouble in zip(problem_ids(story), story.course.troubles, strict=True)
        ),
        standing=(standing,) if standing else (),
    )


def _goals(story: Story, days: Mapping[int, date]) -> tuple[Goal, ...]:
    """What the two work towards, and what they have reached."""
    aim, reached = story.course.aim, INTAKES[story.code_name].reached
    goals = (Goal(goal_id(story), aim.words, aim.themes, since=days[aim.since]),)
    if reached is None:
        return goals
    done, session = reached
    goal = make_id(story.draw("goal/reached"))
    return (
        *goals,
        Goal(goal, done.words, done.themes, since=days[done.since], reached=days[session]),
    )


def _people(story: Story, today: date) -> list[Person]:
    family, lives = family_of(story), INTAKES[story.code_name].households
    return [
        Person(
            id=story.ids[role.key],
            role=role.role,
            pole=role.pole,
            domain=role.domain,
            shape=family.shape if role.key == SELF else role.shape,
            born=family.born if role.key == SELF else role.birth_year(today),
            died=role.died,
            attachment_figure=role.key in family.looked_to,
            household=lives.get(role.key, ""),
        )
        for role in story.people
    ]


def _ties(story: Story, days: Mapping[int, date]) -> tuple[Tie, ...]:
    rng = story.draw("ties")
    return tuple(
        Tie(
            id=make_id(rng),
            kind=bond.kind,
            one=story.ids[bond.one],
            other=story.ids[bond.other],
            since=days[bond.since] if bond.since else None,
            until=days[bond.until] if bond.until else None,
        )
        for bond in story.bonds
    )


def _labels(story: Story) -> tuple[ThemeLabel, ...]:
    library = [
        ThemeLabel(theme.code, theme.name, theme.family, theme.definition)
        for theme in LIBRARY
        if theme.code in story.arcs
    ]
    own = [ThemeLabel(w.code, w.name, w.family, w.definition) for w in story.own]
    return tuple(library + own)


def _is_held(session: SessionPlan) -> bool:
    return session.facts.attendance is Attendance.HELD


def _day_of(sessions: tuple[SessionPlan, ...], number: int) -> date:
    return next(s.facts.held_on for s in sessions if _is_held(s) and s.facts.number == number)
