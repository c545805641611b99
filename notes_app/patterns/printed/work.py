"""The formulation, ruptures and repairs, and new ways, on paper."""

from collections.abc import Mapping
from uuid import UUID

from notes_app.clients.formulating import latest_of
from notes_app.clients.payloads import Dyad, Formulation
from notes_app.notes import lists
from notes_app.notes.rupture_words import age_words, kind_word, repair_said, rupture_said, title_of
from notes_app.notes.ruptures import Thread, threads_of
from notes_app.paper.sheet import Block, Heading, Listing, Quote, Table, Words
from notes_app.patterns import dyads
from notes_app.patterns.loop import BOXES, PULL
from notes_app.patterns.new_ways import Experiment, experiments_of, standing_of
from notes_app.patterns.printed.chosen import Choice, Seen, session_words
from notes_app.patterns.thirds import EVERY_THEME, WaysOfTheme, ways_of
from notes_app.statistics.rollup import WayCounts
from notes_app.web.filters import day

SENTENCES = {
    "wish": "Wish",
    "response_of_other": "Response of other",
    "response_of_self": "Response of self",
}
PLAIN = {
    "wish": "What is hoped for",
    "response_of_other": "How others answer",
    "response_of_self": "What then happens inside",
    "acts_of_self": "What is done",
    "expectations": "What is expected of others",
    "acts_of_others": "What others do",
    "acts_toward_self": "How one treats oneself",
}
THIRDS = ("First third", "Middle third", "Last third")


def formulation_blocks(seen: Seen, choice: Choice) -> list[Block]:
    """The latest one; for a talk only what was named together."""
    latest = latest_of(seen.card)
    if latest is None:
        return [Words("Nothing is written yet.")]
    if choice.talk and not latest.named_together:
        return [Words("Nothing was put into words together yet.")]
    blocks: list[Block] = [
        Words(f"As of {day(latest.on)}.", small=True),
        *_sentences(latest, choice),
    ]
    if latest.exit_point:
        blocks.append(Words(f"A way out of the circle: {latest.exit_point}"))
    return blocks if choice.talk else [*blocks, *_own(latest, seen.called(choice))]


def rupture_blocks(seen: Seen, choice: Choice) -> list[Block]:
    """Each thread in a line; for a talk only when it was, and whether it was mended."""
    threads = threads_of(seen.reads)
    if choice.talk:
        lines = tuple(_plain_thread(one) for one in threads if not one.taken_back)
        return [Listing(lines)] if lines else [Words("None is noted.")]
    if not threads:
        return [Words("None is noted.")]
    called = seen.called(choice)
    columns = ("Opened", "What it was", "What was done", "Now")
    return [
        Table(
            "Threads", columns, tuple(_thread(one, called) for one in threads), widths=(3, 5, 6, 3)
        )
    ]


def new_way_blocks(seen: Seen, choice: Choice) -> list[Block]:
    """What was agreed and how it went; old ways beside new; the words only with passages."""
    experiments, ways = experiments_of(seen.reads), ways_of(seen.reads)
    called = seen.called(choice)
    blocks: list[Block] = []
    if experiments:
        columns = ("What", "Agreed", "With whom, where", "How it went")
        tried = tuple(_experiment(one, called) for one in experiments)
        blocks.append(Table("Agreed and tried", columns, tried, widths=(3, 2, 4, 3)))
        blocks.append(Words(standing_of(experiments).words, small=True))
    if ways:
        rows = tuple(_ways(one, seen) for one in ways)
        blocks.append(
            Table(
                "Passages by way: old, variation, new",
                ("Theme", *THIRDS),
                rows,
                widths=(4, 2, 2, 2),
            )
        )
    blocks += _told(experiments, seen) if choice.passages else []
    return blocks or [Words("Nothing was agreed or tried yet.")]


def wanted_plans(seen: Seen) -> set[UUID]:
    """The sessions whose words say what was agreed and how it went."""
    found = experiments_of(seen.reads)
    return {read.session_id for one in found for read in (one.agreed, one.told) if read}


def _sentences(latest: Formulation, choice: Choice) -> list[Block]:
    names = PLAIN if choice.talk else {**SENTENCES, **BOXES}
    said = [(words, getattr(latest, name)) for name, words in names.items()]
    return [Words(f"{words}: {sentence}") for words, sentence in said if sentence]


def _own(latest: Formulation, called: Mapping[UUID, str]) -> list[Block]:
    """What stands there for the therapist alone."""
    blocks: list[Block] = []
    if latest.therapists_pull:
        blocks.append(Words(f"{PULL[1]}: {latest.therapists_pull}"))
    if latest.dyads:
        blocks += [Heading("Dyads", 2), Listing(tuple(_dyad(d, called) for d in latest.dyads))]
    together = "Named together with the client." if latest.named_together else "Not named together."
    return [*blocks, Words(together, small=True)]


def _dyad(dyad: Dyad, called: Mapping[UUID, str]) -> str:
    feeling = f", with {lists.AFFECTS.get(dyad.affect, dyad.affect).lower()}" if dyad.affect else ""
    tone = f", {dyads.said(dyad).lower()} between them" if dyad.valence else ""
    whom = f" ({called[dyad.person]})" if dyad.person and dyad.person in called else ""
    return f"{dyad.self_image}, facing {dyad.other_image}{feeling}{tone}{whom}"


def _plain_thread(thread: Thread) -> str:
    return f"{session_words(thread.read)}: it was strained between us; {age_words(thread)}."


def _thread(thread: Thread, called: Mapping[UUID, str]) -> tuple[str, str, str, str]:
    kind, said = kind_word(thread.rupture), rupture_said(thread.rupture, called)
    done = "; ".join(
        f"{session_words(mend.read)}: {repair_said(mend.repair)}" for mend in thread.repairs
    )
    what = ": ".join(part for part in (kind, said) if part)
    return title_of(thread), what, done or "nothing yet", age_words(thread)


def _experiment(one: Experiment, called: Mapping[UUID, str]) -> tuple[str, str, str, str]:
    way = one.way
    whom = called.get(way.with_person, "somebody") if way.with_person else ""
    where = lists.WHERE_TRIED.get(way.where, way.where).lower()
    went = lists.RESULTS.get(way.result, way.result) if way.result else "Not followed up yet"
    when = session_words(one.told).lower()
    return (
        lists.SKILLS.get(way.skill, way.skill),
        session_words(one.agreed),
        ", ".join(part for part in (whom, where) if part),
        ", ".join(part for part in (went, when) if part),
    )


def _ways(one: WaysOfTheme, seen: Seen) -> tuple[str, ...]:
    name = "All themes" if one.theme == EVERY_THEME else seen.theme(one.theme)
    return (name, *(_three(third) for third in one.thirds))


def _three(counts: WayCounts) -> str:
    if not counts.rated:
        return "none rated"
    return f"{counts.old}, {counts.variation}, {counts.new}"


def _told(experiments: list[Experiment], seen: Seen) -> list[Block]:
    told = [text.told for text in seen.texts.values() if text]
    plans = {one: line for each in told for one, line in each.words.items()}
    results = {one: line for each in told for one, line in each.results.items()}
    return [
        Quote(line, f"{which}, {session_words(read).lower()}")
        for one in experiments
        for line, which, read in (
            (plans.get(one.way.id, ""), "Agreed", one.agreed),
            (results.get(one.way.id, ""), "How it went", one.told),
        )
        if line
    ]
