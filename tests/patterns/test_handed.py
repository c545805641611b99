"""What a summary for the client may say, and what becomes of it when the record goes on."""

import re
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace as altered

from notes_app.clients.losses import Loss, LossKind
from notes_app.clients.marks import Mark
from notes_app.clients.payloads import ClientIdentity, Goal, Tie, TieKind
from notes_app.notes.beside import Alliance, Episode, Intervention, NewWay, Risk, Rupture
from notes_app.notes.lists import REACTIONS, RESULTS, SKILLS
from notes_app.notes.payloads import Ratings, SessionText, Told
from notes_app.paper.sheet import Heading, Listing, Quote, Words
from notes_app.paper.typesetting import pages_of, typeset
from notes_app.patterns.change import lines_of as theme_lines
from notes_app.patterns.handed.composed import OF_COUNTS, is_empty, summary_sheet
from notes_app.patterns.handed.merging import Line, lines_of, summary_lines
from notes_app.patterns.handed.parts import HEADINGS, Part, Proposal
from notes_app.patterns.handed.proposing import CAME_OF_IT, OTHERS, proposals_of, wanted_texts
from notes_app.patterns.new_ways import TRIED
from notes_app.patterns.payloads import Summary, SummaryLine, read_summary
from notes_app.patterns.printed.chosen import Seen
from notes_app.patterns.verdict import Comparison
from notes_app.payload import encode
from tests.notes.builders import passage_at
from tests.patterns.people import CARD, FIRST, IDA, PAUL, QUIET, SELF, TALK, YOU, session, tag
from tests.patterns.test_printed import SPANS, falling, words_on

NAMED = replace(CARD, identity=ClientIdentity("Ines Ribeiro", names={IDA.id: "Aurora Ribeiro"}))
JUDGING = r"(?i)better|worse|improv|progress|recover|%|per ?cent|significant|success"


def seen_of(*reads, card=NAMED, spans=SPANS, texts=None, focus=()) -> Seen:
    since = dict.fromkeys(focus, FIRST)
    return Seen(card, reads, spans, since, FIRST + timedelta(weeks=300), texts or {})


def said(seen: Seen, part: Part) -> list[str]:
    return [one.words for one in proposals_of(seen) if one.part is part]


def tried(*ways: NewWay, week: int = 0) -> Seen:
    return seen_of(session(week, ratings=Ratings(new_ways=ways)))


def with_goals(*goals: Goal):
    return replace(NAMED, themes=altered(NAMED.themes, goals=goals))


def test_a_goal_stands_in_its_own_words_with_where_it_stands():
    goal, reached = Goal(uuid4(), "Ask first"), Goal(uuid4(), "Say no.", reached=date(2026, 5, 4))
    reads = [session(week, ratings=Ratings(goals=(goal.id,))) for week in range(2)]
    assert said(seen_of(*reads, card=with_goals(goal, reached)), Part.GOALS) == [
        "Ask first. We worked on it in 2 sessions.",
        "Say no. Reached on 4 May 2026.",
    ]


@pytest.mark.parametrize(
    ("person", "whom"),
    [(IDA, ", with your mother"), (YOU, ", here with me"), (SELF, ""), (None, "")],
    ids=["mother", "therapist", "self", "nobody"],
)
def test_with_whom_it_was_tried_is_said_by_role(person, whom):
    way = NewWay(uuid4(), "soothe", result="tried", with_person=person.id if person else None)
    assert said(tried(way), Part.TRIED) == [f"Soothe yourself{whom}. You tried it once."]


def test_a_role_in_capitals_stays_in_capitals():
    doctor = altered(IDA, id=uuid4(), role="GP")
    card = replace(NAMED, themes=altered(NAMED.themes, people=(*NAMED.people, doctor)))
    way = NewWay(uuid4(), "ask", result="tried", with_person=doctor.id)
    seen = seen_of(session(0, ratings=Ratings(new_ways=(way,))), card=card)
    assert said(seen, Part.TRIED) == ["Ask, with your GP. You tried it once."]


def test_what_others_did_is_said_for_every_answer():
    assert OTHERS.keys() == REACTIONS.keys()
    assert CAME_OF_IT.keys() == set(TRIED) == RESULTS.keys() - {"not-tried", "dropped"}


def test_what_waits_is_carried_over_and_what_was_not_tried_is_neither():
    waits, not_tried = NewWay(uuid4(), "ask"), NewWay(uuid4(), "wait", result="not-tried")
    seen = tried(waits, not_tried)
    assert said(seen, Part.NEXT) == ["Ask. We agreed on it in session 1."]
    assert said(seen, Part.TRIED) == []


def test_what_was_tried_in_the_room_is_offered_and_left_out_at_first():
    outside, room = (
        NewWay(uuid4(), "ask", where, result="kept") for where in ("outside", "in-the-room")
    )
    kept = {one.key: one.kept for one in proposals_of(tried(outside, room))}
    assert kept == {f"way.{outside.id}": True, f"way.{room.id}": False}


def test_starred_words_come_with_their_day_the_newest_first():
    reads, texts = [session(0), session(1)], {}
    for read, words in zip(reads, ("I stayed.", "I asked him."), strict=True):
        told = Told(phrases=(passage_at(words, words, uuid4()),))
        texts[read.session_id] = SessionText(told=told)
    found = [one for one in proposals_of(seen_of(*reads, texts=texts)) if one.part is Part.WORDS]
    assert [(one.words, one.origin) for one in found] == [
        ("I asked him.", "15 January 2026"),
        ("I stayed.", "8 January 2026"),
    ]


def test_a_theme_is_said_by_counts_then_and_now():
    assert said(seen_of(*falling()), Part.THEMES) == [
        "“Goes quiet when hurt” came up in none of our latest 6 sessions, and in 6 of the first 6."
    ]


def test_of_few_sessions_there_is_one_count():
    assert said(seen_of(*falling()[:4]), Part.THEMES) == [
        "“Goes quiet when hurt” came up in 4 of 4 sessions."
    ]


def test_a_theme_that_was_named_later_counts_from_then():
    spans = {QUIET: replace(SPANS[QUIET], since=FIRST + timedelta(weeks=5))}
    (words,) = said(seen_of(*falling(), spans=spans), Part.THEMES)
    assert words.endswith("and in 5 of the first 5 in which we listened for it.")


def test_a_focus_theme_is_counted_as_on_theme_change_and_says_from_when():
    reads = [session(week, tag(QUIET, IDA)) for week in range(10)]
    reads += [session(10 + week) for week in range(14)]
    reads += [session(24 + week, tag(QUIET, IDA)) for week in range(14)]
    since = {QUIET: FIRST + timedelta(weeks=10)}
    seen = Seen(NAMED, reads, SPANS, since, FIRST + timedelta(weeks=300))
    line = theme_lines(seen.table, windows=Comparison.FIRST_AND_LAST, focus_since=since)[QUIET]
    assert (line.now, line.was) == (9, 0)
    assert said(seen, Part.THEMES) == [
        "“Goes quiet when hurt” came up in 9 of our latest 9 sessions, "
        "and in none of the first 9 since we put it in focus."
    ]


def test_themes_in_focus_or_in_the_clients_words_stand_in_it_and_others_are_offered():
    reads = [session(week, tag(QUIET, IDA), tag(TALK, IDA)) for week in range(3)]
    kept = {one.key: one.kept for one in proposals_of(seen_of(*reads, focus=[TALK]))}
    assert kept == {f"theme.{TALK}": True, f"theme.{QUIET}": False}
    worded = replace(NAMED, themes=altered(NAMED.themes, client_words={QUIET: "The freeze"}))
    kept = {one.key: one.kept for one in proposals_of(seen_of(*reads, card=worded))}
    assert kept == {f"theme.{QUIET}": True, f"theme.{TALK}": False}


def everything() -> Seen:
    """A client of whom there is something of every kind, also of what is nobody else's."""
    way = NewWay(uuid4(), "ask", "outside", "firm", 5, "resisted", "tried", None, IDA.id)
    ratings = Ratings(
        risk=Risk.SEE_NOTE,
        alliance_by_you=Alliance(9, 9, 9),
        distress=8,
        interventions=(Intervention(uuid4(), "safety-planning"),),
        new_ways=(way,),
        episodes=(Episode(uuid4(), IDA.id, symptom="self-harm", strategy="fearful"),),
        ruptures=(Rupture(uuid4(), "withdrawal", ("w-hopeless",)),),
    )
    told = Told(
        risk="CANARY risk", feedback="CANARY feedback", words={way.id: "Ask Aurora"}, body="CANARY"
    )
    read = session(0, tag(QUIET, IDA, stage=1), ratings=ratings)
    themes = altered(
        NAMED.themes,
        ties=(Tie(uuid4(), TieKind.HARM, IDA.id, SELF.id),),
        history=("trauma",),
        goals=(Goal(uuid4(), "Ask"),),
        marks=(Mark(IDA.id, illness=True, addiction=True),),
        losses=(Loss(uuid4(), (IDA.id,), LossKind.STILLBIRTH, 1984, shown=True),),
    )
    texts = {read.session_id: SessionText(told=told)}
    return seen_of(read, card=replace(NAMED, themes=themes), texts=texts)


def test_nothing_that_is_the_therapists_own_is_put_into_a_sentence():
    told = " ".join(one.words for one in proposals_of(everything())).lower()
    assert "ask, with your mother" in told
    for own in ("canary", "aurora", "ines", "harm", "hopeless", "fearful", "trauma", "safety", "5"):
        assert own not in told, own
    for own in ("illness", "addiction", "loss", "stillbirth", "1984"):
        assert own not in told, own


@pytest.mark.parametrize("skill", SKILLS)
def test_no_sentence_judges(skill):
    ways = [NewWay(uuid4(), skill, result=r, others_reaction=o) for r in RESULTS for o in OTHERS]
    reads = [*falling(), session(30, ratings=Ratings(new_ways=tuple(ways)))]
    told = " ".join(
        one.words for one in proposals_of(seen_of(*reads, card=with_goals(Goal(uuid4(), "Ask"))))
    )
    assert not re.search(JUDGING, f"{told} {' '.join(HEADINGS.values())} {OF_COUNTS}")


def test_only_the_words_that_are_needed_are_opened():
    way = NewWay(uuid4(), "ask")
    old = session(0, ratings=Ratings(new_ways=(way,)))
    reads = [old, *(session(week) for week in range(1, 40))]
    wanted = wanted_texts(seen_of(*reads))
    assert wanted == {old.session_id} | {read.session_id for read in reads[-12:]}


# What becomes of it when the record goes on.

OFFERED = [
    Proposal("goal.1", Part.GOALS, "Ask.", kept=True),
    Proposal("way.1", Part.TRIED, "Tried."),
]


def kept(**changed: object) -> Summary:
    line = SummaryLine("goal.1", "goals", "Ask.", "Ask.", kept=True)
    return Summary(lines=(altered(line, **changed),))


def test_a_sentence_that_was_not_edited_follows_the_record():
    now = [Proposal("goal.1", Part.GOALS, "Ask. Reached.", kept=True)]
    (line,) = lines_of(now, kept())
    assert (line.words, line.since) == ("Ask. Reached.", False)


def test_a_sentence_that_she_edited_stays_hers_with_the_record_beside_it():
    now = [Proposal("goal.1", Part.GOALS, "Ask. Reached.", kept=True)]
    (line,) = lines_of(now, kept(words="You wish to ask."))
    assert (line.words, line.found, line.since) == ("You wish to ask.", "Ask. Reached.", True)


def test_what_is_new_since_is_offered_and_not_in_it():
    lines = lines_of([Proposal("goal.2", Part.GOALS, "Rest.", kept=True), *OFFERED], kept())
    assert [(one.key, one.kept, one.new) for one in lines] == [
        ("goal.1", True, False),
        ("goal.2", False, True),
        ("way.1", False, True),
    ]


def test_a_sentence_whose_record_is_gone_stays():
    assert lines_of([], kept(words="Hers.")) == [Line("goal.1", Part.GOALS, "Hers.", kept=True)]


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(["goal.1", "way.1", "x"]), st.text(max_size=20)))
def test_what_is_kept_reads_back_as_it_was_kept(words):
    lines = summary_lines(lines_of(OFFERED, None), words, dict.fromkeys(words, True))
    made = Summary(lines=lines)
    back = lines_of(OFFERED, read_summary(encode(made)))
    assert [one.words for one in back] == [words.get(one.key, one.words) for one in OFFERED]
    assert [one.kept for one in back] == [one.key in words or one.kept for one in OFFERED]


# The document.


def test_only_what_is_kept_stands_under_its_heading():
    lines = (
        SummaryLine("goal.1", "goals", "Ask.", kept=True),
        SummaryLine("goal.2", "goals", "Rest."),
        SummaryLine("words.1", "words", "I stayed.", origin="8 January 2026", kept=True),
    )
    made = Summary(opening="Dear you", closing="Ana", lines=lines, own={"next": "Ring\n\nRest"})
    assert summary_sheet(made, "Ines", "1 May 2026").blocks == (
        Words("Dear you"),
        Heading("What you want"),
        Listing(("Ask.",)),
        Heading("Until we meet again"),
        Listing(("Ring", "Rest")),
        Heading("Words of yours"),
        Quote("“I stayed.”", "8 January 2026"),
        Words("Ana"),
    )


def test_its_head_names_nobody_unless_that_was_chosen():
    assert summary_sheet(Summary(), "", "1 May 2026").lines == ("Made on 1 May 2026.",)


def test_a_summary_of_untouched_sentences_left_out_is_empty():
    assert is_empty(Summary(lines=(SummaryLine("goal.1", "goals", "Ask."),)))


def test_a_full_one_fills_two_pages_and_is_tagged():
    seen = everything()
    own = {
        str(part): "\n".join(["A sentence of some length about how it went."] * 4) for part in Part
    }
    made = Summary(lines=summary_lines(lines_of(proposals_of(seen), None), {}, {}), own=own)
    sheet = summary_sheet(made, "Ines", "1 May 2026")
    pdf = typeset(sheet)
    assert pages_of(pdf) <= 2
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert PAUL.role not in words_on(sheet)
