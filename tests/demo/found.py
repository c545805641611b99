"""What the demo's payloads hold, looked up for the tests."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from notes_app.demo.practice import ClientPlan, SessionPlan
from notes_app.notes.payloads import Attendance, Way
from notes_app.patterns.verdict import ThemeSeries, focus_series, verdicts
from notes_app.statistics.rollup import RatedSession, TagRating, is_eligible, strengths_of

ALL = ["Kestrel", "Dunlin", "Swift", "Wren", "Teal", "Plover", "Martin", "Rook"]


def written(plan: ClientPlan) -> list[SessionPlan]:
    """The sessions that have a note, finished or not; not what was entered in error."""
    return [one for one in plan.sessions if one.text.sections and one.mistake is None]


def note_texts(session: SessionPlan) -> list[str]:
    """Every text of one session: the sections and the process note."""
    return [section.text for section in session.text.sections] + [session.process]


def words_in(session: SessionPlan) -> int:
    """How many words the session record has."""
    return sum(len(section.text.split()) for section in session.text.sections)


def passages(plans: Iterable[ClientPlan]) -> Iterator[tuple[str, str, str]]:
    """For every tag: the words that it quotes, what stands at its place, and what follows."""
    for plan in plans:
        for session in written(plan):
            texts = {section.key: section.text for section in session.text.sections}
            for passage in session.text.passages:
                text = texts[passage.section]
                yield passage.exact, text[passage.start : passage.end], text[passage.end :]


def uses_of_phrases(plan: ClientPlan) -> dict[str, list[int]]:
    """In which sessions each tagged phrase stands."""
    uses: dict[str, list[int]] = defaultdict(list)
    for session in written(plan):
        for passage in session.text.passages:
            uses[passage.exact].append(session.facts.number)
    return uses


def words_of_change(plan: ClientPlan) -> dict[str, str]:
    """The word that Theme change says of each theme, from the payloads alone."""
    series = [_series(plan, theme) for theme in plan.story.arcs]
    return {verdict.theme: str(verdict.word) for verdict in verdicts(series)}


def _series(plan: ClientPlan, theme: str) -> ThemeSeries:
    since = {word.code: day for word, day in plan.own}.get(theme)
    rated = [_rated(session, theme) for session in plan.sessions]
    values = strengths_of(rated, since=since)
    named = plan.themes.focus_since.get(theme)
    if named is None:
        return ThemeSeries(theme, values)
    before = sum(is_eligible(one) and one.held_on < named for one in rated)
    return focus_series(theme, values, before=before)


def _rated(session: SessionPlan, theme: str) -> RatedSession:
    facts = session.facts
    tags = tuple(TagRating(tag.strength) for tag in facts.tags if tag.theme == theme)
    held = facts.attendance is Attendance.HELD
    return RatedSession(facts.held_on, held, facts.tagging_complete, tags)


def share_of_old(plan: ClientPlan, first: int, last: int) -> float:
    """The share of tags in the old way, between two sessions."""
    ways = [
        tag.way
        for session in plan.sessions
        if first <= session.facts.number <= last
        for tag in session.facts.tags
    ]
    return ways.count(Way.OLD) / len(ways)
