"""Episodes and the mirror on paper: counts, lines, and what stays at the desk."""

from dataclasses import replace
from uuid import uuid4

from msgspec.structs import replace as altered

from notes_app.clients.payloads import PassageLink
from notes_app.notes.beside import Episode, Reply
from notes_app.notes.payloads import Ratings, Section, SessionText, Told
from notes_app.paper.sheet import Quote, Table
from notes_app.patterns.printed.chosen import Seen
from notes_app.patterns.printed.document import sheet_of, wanted_words
from tests.notes.builders import passage_at
from tests.patterns.people import FIRST, IDA, QUIET, YOU, session, tag
from tests.patterns.test_printed import DESK, NAMED, TALKED, seen_of, table_named, words_on


def scenes(count: int = 6, **told) -> Seen:
    """As many episodes with Ida, in which the theme shows itself every time."""
    reads = []
    for week in range(count):
        heard = tag(QUIET, IDA)
        episode = Episode(uuid4(), IDA.id, when="6-12", tags=(heard.id,), **told)
        reads.append(session(week, heard, ratings=Ratings(episodes=(episode,))))
    return seen_of(*reads)


def test_episodes_stand_with_the_count_and_what_it_may_stand_for():
    sheet = sheet_of(scenes(expected=Reply.NEGATIVE, actual=Reply.POSITIVE), DESK)
    name, counted, range_, _ = next(
        row
        for block in sheet.blocks
        if isinstance(block, Table) and "episodes each theme" in block.caption
        for row in block.rows
    )
    assert (name, counted, range_) == ("Goes quiet when hurt", "6 of 6", "3 to 6")
    assert "A bad answer was feared 6 times and happened 0." in words_on(sheet)
    row = table_named(sheet, "Session 6")
    assert row[1:] == ("Mother, as a child", "expected badly, happened well")


def test_few_episodes_are_listed_and_not_counted():
    sheet = sheet_of(scenes(4), DESK)
    assert "There are fewer than five episodes to count" in words_on(sheet)
    assert table_named(sheet, "Session 4")[1] == "Mother, as a child"


def test_a_talk_says_of_an_episode_nothing_by_which_the_therapist_judged_it():
    judged = scenes(strategy="fearful", symptom="self-harm", completeness=2, risk=4)
    own, talk = (words_on(sheet_of(judged, one)) for one in (DESK, TALKED))
    for word in ("fearful", "self-harm", "told 2 of 5", "risk taken"):
        assert word in own.lower()
        assert word not in talk.lower()


def test_the_line_of_an_episode_stands_there_only_with_passages():
    seen = scenes(1)
    (read,) = seen.reads
    (episode,) = read.facts.ratings.episodes
    told = SessionText(told=Told(words={episode.id: "She waited at the door."}))
    seen = replace(seen, texts={read.session_id: told})
    assert "waited" not in words_on(sheet_of(seen, DESK))
    with_words = replace(DESK, passages=True)
    assert (
        Quote("She waited at the door.", "Mother, as a child, session 1")
        in sheet_of(seen, with_words).blocks
    )
    assert wanted_words(seen, with_words) == {read.session_id}


def mirrored() -> Seen:
    """The theme in the room and outside, linked, with what the therapist makes of it."""
    room, outside = tag(QUIET, YOU), tag(QUIET, IDA)
    themes = altered(
        NAMED.themes,
        passage_links=(PassageLink(uuid4(), room.id, outside.id, FIRST),),
        mirror_words={QUIET: "She tests whether I leave."},
    )
    read = session(0, room, outside)
    places = tuple(passage_at("She told him so.", "told him", one.id) for one in (room, outside))
    texts = {read.session_id: SessionText((Section("brought", "She told him so."),), places)}
    return seen_of(read, card=replace(NAMED, themes=themes), texts=texts)


def test_the_mirror_has_both_sides_and_the_pair_where_passages_are_wanted():
    sheet = sheet_of(mirrored(), replace(DESK, passages=True))
    (row,) = [
        row
        for block in sheet.blocks
        if isinstance(block, Table) and "Pairs of passages" in block.columns
        for row in block.rows
    ]
    assert row == ("Goes quiet when hurt", "1 of 1", "1 of 1", "1")
    assert Quote("told him", "With the therapist, session 1") in sheet.blocks
    assert Quote("told him", "Outside, session 1") in sheet.blocks
    assert Quote("told him", "Outside, session 1") not in sheet_of(mirrored(), DESK).blocks


def test_what_the_therapist_makes_of_the_mirror_is_not_for_a_talk():
    own, talk = (words_on(sheet_of(mirrored(), one)) for one in (DESK, TALKED))
    assert "She tests whether I leave." in own
    assert "She tests" not in talk
    assert "Here, between us" in talk
