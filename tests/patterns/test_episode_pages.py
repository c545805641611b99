"""The screen Episodes: counted with their number, listed, and led to the note."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from notes_app import db
from notes_app.clients.payloads import Domain, Person, Pole
from notes_app.clients.service import add_person
from notes_app.clock import today
from notes_app.notes.beside import Episode, Reply
from notes_app.notes.payloads import Attendance, Ratings, SessionText, SessionThemes, Tag
from notes_app.notes.service import write_session
from notes_app.patterns import episode_words as words
from notes_app.patterns.episodes import Feared, Likeness
from notes_app.patterns.thirds import Responses
from notes_app.statistics.responses import ResponseCounts
from notes_app.statistics.shares import Difference
from notes_app.themes.payloads import Component
from notes_app.themes.queries import codebook_of
from tests.cast import Practice
from tests.clocks import TestClock
from tests.patterns.test_pages import Browse

QUIET, CARE = "going-quiet-when-hurt", "letting-care-in"


@pytest.fixture
def marco(practice: Practice) -> UUID:
    person = Person(uuid4(), "partner", Pole.CURRENT, Domain.PARTNER)
    add_person(practice.mira, person=person, name="Marco", keyring=practice.keyrings["ana"])
    db.session.commit()
    return person.id


def told(practice: Practice, clock: TestClock, who: UUID, *weeks: str) -> None:
    """Weekly hours, the last one yesterday; an episode for every letter: q quiet, c care."""
    day = today(clock)
    for ago, scenes in enumerate(reversed(weeks)):
        tags = tuple(
            Tag(uuid4(), QUIET if one == "q" else CARE, 3, (who,), Pole.CURRENT, Component.RS)
            for one in scenes
        )
        bad = Reply.NEGATIVE
        episodes = tuple(
            Episode(uuid4(), who, tags=(t.id,), expected=bad, actual=bad) for t in tags
        )
        facts = SessionThemes(
            number=0,
            held_on=day - timedelta(weeks=ago, days=1),
            attendance=Attendance.HELD,
            tagging_complete=True,
            tags=tags,
            ratings=Ratings(episodes=episodes),
        )
        keyring = practice.keyrings["ana"]
        write_session(practice.mira, facts=facts, text=SessionText(), keyring=keyring)
    db.session.commit()


def test_without_episodes_the_page_says_what_will_stand_here(
    browse: Browse, practice: Practice
) -> None:
    page = browse(practice.ana).get("patterns.episodes", client_id=practice.mira.id)
    assert "No passages are gathered into an episode yet." in page.text


def test_few_are_listed_and_not_counted(
    browse: Browse, practice: Practice, clock: TestClock, marco: UUID
) -> None:
    told(practice, clock, marco, "q", "qc")
    page = browse(practice.ana).get("patterns.episodes", client_id=practice.mira.id)
    assert "Fewer than five episodes are counted so far" in page.text
    assert "3 episodes" in page.text
    assert page.text.count("Marco") >= 3


def test_a_theme_is_counted_with_its_number_of_episodes_and_what_it_was(
    browse: Browse, practice: Practice, clock: TestClock, marco: UUID
) -> None:
    told(practice, clock, marco, *["qqc"] * 5, *["qcc"] * 5)
    page = browse(practice.ana).get("patterns.episodes", client_id=practice.mira.id)
    assert "Goes quiet when hurt15 of 309 to 215 of 15, was 10 of 15" in page.text
    assert "Response of self30 of 30" in page.text
    assert "A bad answer was feared 30 times and happened 30." in page.text
    assert "in the last third of the sessions, was" in page.text


def test_the_list_is_filtered_by_theme_and_person_and_the_change_has_its_interval(
    browse: Browse, practice: Practice, clock: TestClock, marco: UUID
) -> None:
    told(practice, clock, marco, *["qqc"] * 5, *["qcc"] * 5)
    ana = browse(practice.ana)
    page = ana.get("patterns.episodes", client_id=practice.mira.id)
    chosen = next(o for o in page.top.all("option") if o.text.strip() == "Goes quiet when hurt")
    page = ana.get(
        "patterns.episodes", client_id=practice.mira.id, theme=chosen.get("value"), who=marco
    )
    assert "15 episodes of 30" in page.text
    assert "fewer in a hundred episodes." in page.text
    nobody = ana.get("patterns.episodes", client_id=practice.mira.id, who=practice.ids["person_id"])
    assert "No episode with this person, theme and part." in nobody.text


def test_a_theme_as_one_part_of_the_pattern_has_its_count_its_interval_and_its_change(
    browse: Browse, practice: Practice, clock: TestClock, marco: UUID
) -> None:
    told(practice, clock, marco, *["qqc"] * 5, *["qcc"] * 5)
    ana, here = browse(practice.ana), {"client_id": practice.mira.id}
    theme = codebook_of(practice.ana.id, practice.keyrings["ana"]).by_code(QUIET)
    assert theme is not None
    page = ana.get("patterns.episodes", **here, theme=theme.address, part="r")
    assert (
        "Goes quiet when hurt, as a response of self: in 15 of 30 episodes, which may stand for 9 "
        "to 21; the last sessions beside the first: 5 of 15, was 10 of 15. Between 33 and 33 fewer"
    ) in page.text
    assert "15 episodes of 30" in page.text
    every = ana.get("patterns.episodes", **here, part="r")
    assert "Response of self: in 30 of 30 episodes, which may stand for 26 to 30;" in every.text
    assert "Between 0 and 0 more" in every.text
    wish = ana.get("patterns.episodes", **here, part="w")
    assert "Wish: in 0 of 30 episodes, which may stand for 0 to 4;" in wish.text
    assert "No episode with this person, theme and part." in wish.text
    line = next(a for a in page.top.all("a") if a.get("id").startswith("e-"))
    assert "part=r" in line.get("href")


def test_each_line_leads_to_its_passages_and_these_to_the_note(
    browse: Browse, practice: Practice, clock: TestClock, marco: UUID
) -> None:
    told(practice, clock, marco, "q")
    ana = browse(practice.ana)
    page = ana.get("patterns.episodes", client_id=practice.mira.id, who=marco)
    (link,) = [a for a in page.top.all("a") if a.get("id").startswith("e-")]
    one = ana.get_path(link.get("href"))
    assert "Goes quiet when hurt" in one.text
    assert "expected badly · happened badly" in one.text
    way_back = next(a.get("href") for a in one.top.all("a") if a.get("id") == "back-to-cell")
    assert way_back.endswith(f"/episodes?who={marco}#{link.get('id')}")
    (note,) = [a.get("href") for a in one.top.all("a") if "#episode-" in a.get("href")]
    path, _, anchor = note.partition("#")
    assert f'id="{anchor}"' in ana.get_path(path).html


def test_the_number_of_a_theme_opens_its_passages_in_episodes_only(
    browse: Browse, practice: Practice, clock: TestClock, marco: UUID
) -> None:
    told(practice, clock, marco, *["qc"] * 5)
    alone = Tag(uuid4(), QUIET, 3, (marco,))
    facts = SessionThemes(
        number=0,
        held_on=today(clock),
        attendance=Attendance.HELD,
        tagging_complete=True,
        tags=(alone,),
    )
    write_session(practice.mira, facts=facts, text=SessionText(), keyring=practice.keyrings["ana"])
    db.session.commit()
    ana = browse(practice.ana)
    page = ana.get("patterns.episodes", client_id=practice.mira.id)
    number = next(a for a in page.top.all("a") if "Goes quiet" in a.get("aria-label"))
    assert number.get("aria-label") == "5 of 10 episodes: Goes quiet when hurt"
    behind = ana.get_path(number.get("href"))
    assert "5 passages in 5 sessions, gathered into episodes." in behind.text


def lost_then_and_now(practice: Practice, clock: TestClock, who: UUID) -> tuple[UUID, UUID]:
    """A scene as a child and one of today, in both of which they lost each other."""
    day, made = today(clock), []
    for ago, (when, pole) in enumerate((("this-week", Pole.CURRENT), ("6-12", Pole.PAST))):
        tag = Tag(uuid4(), QUIET, 3, (who,), pole)
        episode = Episode(uuid4(), who, pole, when, tags=(tag.id,), connection="lost-again")
        facts = SessionThemes(
            number=0,
            held_on=day - timedelta(weeks=ago),
            attendance=Attendance.HELD,
            tagging_complete=True,
            tags=(tag,),
            ratings=Ratings(episodes=(episode,)),
        )
        keyring = practice.keyrings["ana"]
        write_session(practice.mira, facts=facts, text=SessionText(), keyring=keyring)
        made.append(episode.id)
    db.session.commit()
    return made[1], made[0]


def test_a_loss_of_today_goes_back_to_one_of_childhood_and_is_found_from_both(
    browse: Browse, practice: Practice, clock: TestClock, marco: UUID
) -> None:
    then, now = lost_then_and_now(practice, clock, marco)
    ana, mira = browse(practice.ana), practice.mira.id
    page = ana.get("patterns.episode", client_id=mira, episode_id=now)
    ana.submit(page, root=then)
    assert "Goes back to Marco, as a child" in (
        ana.get("patterns.episode", client_id=mira, episode_id=now).text
    )
    assert "Alive in 1 later episode: Marco, this week" in (
        ana.get("patterns.episode", client_id=mira, episode_id=then).text
    )
    told = "1 of the 1 scenes of today in which they lost each other goes back to an earlier one."
    assert told in ana.get("patterns.ruptures", client_id=mira).text
    ana.submit(ana.get("patterns.episode", client_id=mira, episode_id=now), press="Undo")
    assert told not in ana.get("patterns.ruptures", client_id=mira).text


def test_an_episode_goes_back_to_an_earlier_one_only(
    browse: Browse, practice: Practice, clock: TestClock, marco: UUID
) -> None:
    then, now = lost_then_and_now(practice, clock, marco)
    ana, here = browse(practice.ana), {"client_id": practice.mira.id}
    assert 'name="root"' not in ana.get("patterns.episode", **here, episode_id=then).html
    page = ana.get("patterns.episode", **here, episode_id=now)
    for wrong in (now, uuid4(), "nonsense"):
        ana.submit(page, root=wrong)
        after = ana.get("patterns.episode", **here, episode_id=now)
        assert "choose an earlier episode" in after.text
        assert "Goes back to Marco" not in after.text.split("Keep what")[0].split("Nothing")[0]


def test_an_episode_that_is_not_there_is_not_found(
    browse: Browse, practice: Practice, clock: TestClock, marco: UUID
) -> None:
    told(practice, clock, marco, "q")
    page = browse(practice.ana).get("patterns.episodes", client_id=practice.mira.id)
    href = next(a.get("href") for a in page.top.all("a") if a.get("id").startswith("e-"))
    browse(practice.bea).get_path(href, status=404)
    there = {"client_id": practice.mira.id, "episode_id": uuid4()}
    browse(practice.ana).get("patterns.episode", **there, status=404)


def test_somebody_elses_client_has_no_episodes(browse: Browse, practice: Practice) -> None:
    browse(practice.bea).get("patterns.episodes", client_id=practice.mira.id, status=404)


def test_the_words_never_say_more_than_the_counts() -> None:
    rated = Responses((ResponseCounts(2, 13), ResponseCounts(1, 1), ResponseCounts(6, 8)))
    assert words.met(rated) == (
        "6 of 14 in the last third of the sessions, was 2 of 15 in the first"
    )
    few = ResponseCounts(1, 2)
    assert words.met(Responses((few, few, few))) == "3 of 9 in all sessions"
    assert words.met(Responses((few, few, ResponseCounts()))) == ""
    assert words.came(Feared(14, 6)) == "A bad answer was feared 14 times and happened 6."
    assert words.came(None) == ""
    assert words.alike(None) == ""
    assert words.alike(Likeness(0.31, 0.48, 0.21)) == (
        "Of ten themes in two episodes, 3 are in both, on average: 2 in the last sessions,"
        " 5 in the first."
    )
    assert words.alike(Likeness(0.11, None, None)) == (
        "Of ten themes in two episodes, 1 is in both, on average."
    )
    assert words.alike(Likeness(0.04, 0.04, 0.14)) == (
        "Of ten themes in two episodes, less than one is in both, on average: 1 in the last"
        " sessions, less than one in the first."
    )
    assert words.moved(Difference(-0.43, -0.64, -0.22)) == (
        "Between 22 and 64 fewer in a hundred episodes."
    )
    assert words.moved(Difference(0.1, -0.05, 0.3)) == (
        "Between 5 fewer and 30 more in a hundred episodes."
    )
