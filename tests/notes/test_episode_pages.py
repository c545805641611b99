"""Episodes on the page of a saved note: proposed, joined, told, split, taken back."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.payloads import Domain, Person, Pole
from notes_app.clients.service import add_person
from notes_app.notes.beside import Risk
from notes_app.notes.payloads import Ratings, Section, SessionText, Tag, Way
from notes_app.notes.reading import read_text
from notes_app.notes.service import write_session
from notes_app.signing.lines import lines_of_record
from notes_app.signing.reading import signed_note
from tests.cast import Practice
from tests.changes.test_notes import undo_in_list
from tests.notes.builders import held, passage_at
from tests.notes.stored import stored, stored_facts
from tests.pages import Browser, Page
from tests.signing.test_pages import sign

Browse = Callable[[User | None], Browser]
WORDS = "Ida rang at noon. She said yes at once. Paul made tea. She asked for a day. He gave it."
HEARD = ("Ida rang at noon", "She said yes at once", "Paul made tea", "She asked for a day")


@pytest.fixture
def ana(browse: Browse, practice: Practice) -> Browser:
    return browse(practice.ana)


@pytest.fixture
def session(practice: Practice) -> UUID:
    """Four passages: two with Ida, two with Paul."""
    keyring = practice.keyrings["ana"]
    ida = Person(uuid4(), "mother", Pole.PAST, Domain.FAMILY_OF_ORIGIN)
    paul = Person(uuid4(), "partner", Pole.CURRENT, Domain.PARTNER)
    for person, name in ((ida, "Ida"), (paul, "Paul")):
        add_person(practice.mira, person=person, name=name, keyring=keyring)
    whom = (ida, ida, paul, paul)
    ways = (None, Way.OLD, None, Way.NEW)
    tags = tuple(
        Tag(uuid4(), "keeping-the-peace", 3, (one.id,), one.pole, None, way)
        for one, way in zip(whom, ways, strict=True)
    )
    places = tuple(passage_at(WORDS, said, t.id) for said, t in zip(HEARD, tags, strict=True))
    made = write_session(
        practice.mira,
        facts=held(tags=tags, written=True, ratings=Ratings(risk=Risk.NONE_REPORTED)),
        text=SessionText(sections=(Section("brought", WORDS),), passages=places),
        keyring=keyring,
    )
    db.session.commit()
    return made.id


def gathered(practice: Practice, session: UUID) -> list[tuple[int, ...]]:
    """Which of the four passages each episode has."""
    told = stored_facts(practice, session)
    at = {tag.id: nth for nth, tag in enumerate(told.tags)}
    return [tuple(at[one] for one in episode.tags) for episode in told.ratings.episodes]


def press(ana: Browser, session: UUID, button: str, **fields: object) -> Page:
    page = ana.get("notes.read", session_id=session)
    named = [" ".join(one.text.split()) for one in page.top.all("button")]
    assert button in named, named
    return ana.follow(ana.submit(page, press=button, **fields))


def post(ana: Browser, session: UUID, verb: str, *tags: UUID) -> Page:
    headers = {"Sec-Fetch-Site": "same-origin", "X-CSRFToken": ana.token()}
    path = f"/sessions/{session}/episodes/{verb}"
    data = {"tag": [str(one) for one in tags]}
    assert ana.client.post(path, data=data, headers=headers).status_code == 303
    return ana.get("notes.read", session_id=session)


def ids(practice: Practice, session: UUID, *places: int) -> list[UUID]:
    return [stored_facts(practice, session).tags[at].id for at in places]


def join(ana: Browser, practice: Practice, session: UUID, *places: int) -> Page:
    return post(ana, session, "join", *ids(practice, session, *places))


def tell(ana: Browser, practice: Practice, session: UUID, **chosen: object) -> Page:
    episode = stored_facts(practice, session).ratings.episodes[0].id
    page = ana.get("notes.tell_episode", session_id=session, episode_id=episode)
    return ana.follow(ana.submit(page, press="Save episode", **chosen))


def test_neighbours_are_proposed_and_one_press_makes_them_an_episode(
    ana: Browser, practice: Practice, session: UUID
) -> None:
    page = ana.get("notes.read", session_id=session)
    assert "2 passages with Ida follow each other." in page.text
    assert "2 passages with Paul follow each other." in page.text
    page = press(ana, session, "These are one episode")
    assert gathered(practice, session) == [(0, 1)]
    assert "One episode now." in page.text
    assert "Ida, in the past old way" in page.text
    assert "2 passages with Ida" not in page.text


def test_what_is_not_one_is_not_asked_again(
    ana: Browser, practice: Practice, session: UUID
) -> None:
    page = press(ana, session, "Not one")
    assert gathered(practice, session) == []
    assert "2 passages with Ida" not in page.text
    assert "2 passages with Paul" in page.text


def test_any_passages_can_be_joined(ana: Browser, practice: Practice, session: UUID) -> None:
    join(ana, practice, session, 3, 1)
    assert gathered(practice, session) == [(1, 3)]


def test_one_passage_joins_nothing(ana: Browser, practice: Practice, session: UUID) -> None:
    page = join(ana, practice, session, 2)
    assert gathered(practice, session) == []
    assert "choose at least two passages" in page.text


def test_an_episode_is_split_and_not_proposed_again(
    ana: Browser, practice: Practice, session: UUID
) -> None:
    join(ana, practice, session, 0, 1)
    page = press(ana, session, "Split")
    assert gathered(practice, session) == []
    assert "Split. Its passages stay." in page.text
    assert "2 passages with Ida" not in page.text


def test_what_is_told_of_it_stands_under_the_note(
    ana: Browser, practice: Practice, session: UUID
) -> None:
    join(ana, practice, session, 0, 1)
    told = {"when": "6-12", "completeness": "4", "expected": "negative", "actual": "positive"}
    further = {"outcome": "closer", "risk": "3", "symptom": "sleep", "strategy": "turned-down"}
    page = tell(ana, practice, session, **told, **further, line="The call about Easter.")
    assert "Ida, as a child" in page.text
    assert "old way · expected badly · happened well · ended closer" in page.text
    assert "The call about Easter." in page.text
    (episode,) = stored_facts(practice, session).ratings.episodes
    assert (episode.completeness, episode.risk, episode.symptom) == (4, 3, "sleep")
    text = read_text(stored(session), keyring=practice.keyrings["ana"])
    assert text.told.words == {episode.id: "The call about Easter."}


def test_nothing_is_asked_for_and_what_was_told_can_be_cleared(
    ana: Browser, practice: Practice, session: UUID
) -> None:
    join(ana, practice, session, 0, 1)
    before = stored_facts(practice, session).ratings.episodes
    tell(ana, practice, session)
    assert stored_facts(practice, session).ratings.episodes == before
    tell(ana, practice, session, risk="3", line="Words.")
    tell(ana, practice, session, risk="", line=None)
    assert stored_facts(practice, session).ratings.episodes == before
    assert read_text(stored(session), keyring=practice.keyrings["ana"]).told.words == {}


def test_a_tag_that_is_removed_leaves_its_episode_and_comes_back_into_it(
    ana: Browser, practice: Practice, session: UUID
) -> None:
    join(ana, practice, session, 0, 1, 2)
    (gone,) = ids(practice, session, 1)
    ana.post("notes.remove_tag", session_id=session, tag_id=gone, status=303)
    (episode,) = stored_facts(practice, session).ratings.episodes
    assert gone not in episode.tags
    assert len(episode.tags) == 2
    undo_in_list(ana, "Removed Keeping the peace")
    (episode,) = stored_facts(practice, session).ratings.episodes
    assert gone in episode.tags


def test_an_episode_goes_with_its_last_tag_and_comes_back_with_it(
    ana: Browser, practice: Practice, session: UUID
) -> None:
    join(ana, practice, session, 0, 1)
    for one in ids(practice, session, 0, 1):
        ana.post("notes.remove_tag", session_id=session, tag_id=one, status=303)
    assert stored_facts(practice, session).ratings.episodes == ()
    undo_in_list(ana, "Removed Keeping the peace")
    (episode,) = stored_facts(practice, session).ratings.episodes
    assert len(episode.tags) == 1


def test_an_episode_of_which_something_is_told_outlives_its_tags(
    ana: Browser, practice: Practice, session: UUID
) -> None:
    join(ana, practice, session, 0, 1)
    tell(ana, practice, session, line="The call about Easter.")
    for one in ids(practice, session, 0, 1):
        ana.post("notes.remove_tag", session_id=session, tag_id=one, status=303)
    assert "The call about Easter." in ana.get("notes.read", session_id=session).text
    assert gathered(practice, session) == [()]


@pytest.mark.parametrize(
    ("act", "label"),
    [
        (lambda ana, p, s: join(ana, p, s, 2, 3), "Joined 2 passages into one episode, Paul"),
        (lambda ana, p, s: post(ana, s, "not-one", *ids(p, s, 2, 3)), "Said that 2 passages"),
        (lambda ana, p, s: press(ana, s, "Split"), "Split Ida, in the past"),
        (lambda ana, p, s: tell(ana, p, s, when="6-12", line="Easter."), "Changed Ida"),
    ],
)
def test_each_act_is_taken_back_by_its_name_and_done_again(
    ana: Browser, practice: Practice, session: UUID, act: Callable[..., Page], label: str
) -> None:
    join(ana, practice, session, 0, 1)
    before = stored_facts(practice, session).ratings
    act(ana, practice, session)
    after = stored_facts(practice, session).ratings
    assert after != before
    undo_in_list(ana, label)
    assert stored_facts(practice, session).ratings == before
    page = ana.get("changes.recent")
    named = [" ".join(button.text.split()) for button in page.top.all("button")]
    redo = next(name for name in named if name.startswith(f"Redo the change: {label}"))
    ana.follow(ana.submit(page, press=redo))
    assert stored_facts(practice, session).ratings == after


def test_an_act_that_was_changed_since_is_not_taken_back(
    ana: Browser, practice: Practice, session: UUID
) -> None:
    join(ana, practice, session, 0, 1)
    tell(ana, practice, session, when="6-12")
    before = stored_facts(practice, session)
    undo_in_list(ana, "Joined 2 passages")
    assert stored_facts(practice, session) == before


def test_on_a_signed_note_each_act_is_a_dated_revision(
    ana: Browser, practice: Practice, session: UUID
) -> None:
    sign(ana, session)
    join(ana, practice, session, 0, 1)
    page = tell(ana, practice, session, when="6-12")
    assert "Ida, as a child" in page.text
    revisions = stored_facts(practice, session).revisions
    assert [len(one.ratings.episodes) for one in revisions] == [0, 1]
    assert revisions[1].ratings.episodes[0].when == ""


def test_a_line_about_an_episode_of_a_signed_note_is_an_addendum(
    ana: Browser, practice: Practice, session: UUID
) -> None:
    sign(ana, session)
    join(ana, practice, session, 0, 1)
    (episode,) = stored_facts(practice, session).ratings.episodes
    page = ana.get("notes.tell_episode", session_id=session, episode_id=episode.id)
    assert "In a line" not in page.text
    assert "is an addendum" in page.text


def test_an_episode_that_is_not_there_is_not_found(ana: Browser, session: UUID) -> None:
    ana.get("notes.tell_episode", session_id=session, episode_id=uuid4(), status=404)
    ana.post("notes.split_episode", session_id=session, episode_id=uuid4(), status=404)


def test_the_facts_form_of_the_plain_desk_keeps_the_episodes_and_their_lines(
    ana: Browser, practice: Practice, session: UUID
) -> None:
    join(ana, practice, session, 0, 1)
    tell(ana, practice, session, line="The call about Easter.")
    before = stored_facts(practice, session).ratings.episodes
    page = ana.get("notes.write", session_id=session)
    ana.submit(page, press="Save note", **{"ratings.distress": "4"})
    assert stored_facts(practice, session).ratings.distress == 4
    assert stored_facts(practice, session).ratings.episodes == before
    words = read_text(stored(session), keyring=practice.keyrings["ana"]).told.words
    assert words == {before[0].id: "The call about Easter."}


def test_the_signed_record_tells_an_episode_by_role_and_in_words(
    ana: Browser, practice: Practice, session: UUID
) -> None:
    join(ana, practice, session, 0, 1)
    tell(ana, practice, session, when="6-12", expected="negative", line="About Easter.")
    sign(ana, session)
    keyring = practice.keyrings["ana"]
    note = signed_note(stored(session), keyring=keyring)
    assert note is not None
    assert note.words is not None
    said = [words for _, words in lines_of_record(note.words)]
    assert "with mother, 2 passages, 6 to 12, expected badly: “About Easter.”" in said
