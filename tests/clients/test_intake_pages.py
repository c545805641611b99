"""The start, what plays a part and what came of it: told on the card, and found again."""

from collections.abc import Callable
from itertools import combinations
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.payloads import ClientThemes, Pole, ThemeLabel, Tie, TieKind
from notes_app.clients.queries import card_of, open_client_themes
from notes_app.clients.service import change_client
from notes_app.clients.triangles import triangles_of
from notes_app.clients.words import DOMAINS, POLES
from tests.cast import Practice
from tests.pages import Browser, Page

Browse = Callable[[User | None], Browser]
CHOSEN = {
    "concerns": (["intimacy", "isolation"], "Intimacy, isolation"),
    "comes_as": ("couple", "Who comes A couple"),
    "duration": ("years", "For how long Some years"),
    "aims": (["limits", "growth"], "What for Set limits, grow, without a crisis"),
    "history": (["trauma", "neglect"], "History Trauma, neglect"),
    "context": (["class", "migration"], "What plays a part Class, migration"),
    "outcomes": (["more-choice", "joy"], "What came of the work More choice, joy"),
}
WRITTEN = {
    "pacing": ("The night of the fire, only when she brings it.", "What to go slowly with"),
    "strengths": ("Asks for help early", "Strengths"),
    "context_in_words": ("We were the only ones", "What plays a part, as told"),
}


@pytest.fixture
def ana(browse: Browse, practice: Practice) -> Browser:
    return browse(practice.ana)


def change(ana: Browser, practice: Practice, **fields: object) -> Page:
    page = ana.get("clients.change_client", client_id=practice.mira.id)
    return ana.follow(ana.submit(page, press="Save card", **fields))


def stored(practice: Practice) -> ClientThemes:
    db.session.rollback()
    db.session.refresh(practice.mira)
    return open_client_themes(practice.mira, practice.keyrings["ana"])


@pytest.mark.parametrize("name", CHOSEN)
def test_what_is_chosen_on_the_card_stands_on_the_overview(
    ana: Browser, practice: Practice, name: str
) -> None:
    chosen, said = CHOSEN[name]
    assert said not in ana.get("clients.overview", client_id=practice.mira.id).text
    assert said in change(ana, practice, **{name: chosen}).text
    again = ana.get("clients.change_client", client_id=practice.mira.id)
    change(ana, practice)
    assert 'id="more" open' in again.html or name == "concerns"
    assert said in ana.get("clients.overview", client_id=practice.mira.id).text


@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_written_on_the_card_stands_on_the_overview(
    ana: Browser, practice: Practice, name: str
) -> None:
    written, title = WRITTEN[name]
    assert f"{title} {written}" in change(ana, practice, **{name: written}).text


def test_sentences_of_the_card_are_sealed_with_the_name(ana: Browser, practice: Practice) -> None:
    change(ana, practice, **{name: written for name, (written, _) in WRITTEN.items()})
    assert all(written not in str(stored(practice)) for written, _ in WRITTEN.values())
    db.session.refresh(practice.mira)
    card = card_of(practice.mira, practice.keyrings["ana"])
    assert card.identity
    assert card.identity.strengths == WRITTEN["strengths"][0]


def test_all_of_it_is_undone_in_one_go(ana: Browser, practice: Practice) -> None:
    before = stored(practice)
    page = change(ana, practice, aims=["growth"], pacing="The fire", outcomes=["purpose"])
    recent = ana.get("changes.recent").text
    assert "Changed the card: what for, what to go slowly with, what came of the work" in recent
    undone = ana.follow(ana.submit(page, press="Undo"))
    assert "The fire" not in undone.text
    assert stored(practice) == before


def test_a_code_that_only_others_know_stays(ana: Browser, practice: Practice) -> None:
    keyring = practice.keyrings["ana"]
    known = replace(stored(practice), history=("trauma", "house-fire"))
    change_client(practice.mira, themes=known, keyring=keyring)
    db.session.commit()
    change(ana, practice, history=["neglect"])
    assert stored(practice).history == ("neglect", "house-fire")


def test_what_to_go_slowly_with_stands_on_prepare(ana: Browser, practice: Practice) -> None:
    change(ana, practice, pacing="The fire, only when she brings it.")
    asked = ana.get("notes.plan_session", client_id=practice.mira.id)
    desk = ana.follow(ana.submit(asked, held_on="2026-04-30", press="Add and write the note"))
    session_id = desk.path.split("/")[2]
    page = ana.get("diary.prepare", session_id=session_id)
    assert "What to go slowly with. The fire, only when she brings it." in page.text


def test_a_goal_names_the_themes_that_it_belongs_to(ana: Browser, practice: Practice) -> None:
    labels = (
        ThemeLabel("guarded-trust", "Guarded trust", "feel"),
        ThemeLabel("quiet", "Quiet", "feel"),
    )
    known = replace(stored(practice), labels=labels)
    change_client(practice.mira, themes=known, keyring=practice.keyrings["ana"])
    db.session.commit()
    asked = ana.get("clients.add_goal", client_id=practice.mira.id)
    fields = {"words": "Ask before guessing", "themes": ["guarded-trust", "quiet"]}
    page = ana.follow(ana.submit(asked, press="Add goal", **fields))
    assert "with Guarded trust, Quiet" in page.text
    goal = stored(practice).goals[0]
    asked = ana.get("clients.change_goal", client_id=practice.mira.id, goal_id=goal.id)
    ana.submit(asked, press="Save goal", themes=["quiet"])
    assert stored(practice).goals[0].themes == ("quiet",)


def test_somebody_looked_to_for_safety_is_told_among_the_people(
    ana: Browser, practice: Practice
) -> None:
    asked = ana.get("clients.add_person", client_id=practice.mira.id)
    fields = {"role": "aunt", "domain": "other-kin", "pole": "past", "attachment_figure": "y"}
    page = ana.follow(ana.submit(asked, press="Add person", **fields))
    assert "In the past; looked to for safety" in page.text


def test_people_of_every_part_of_life_are_found_with_it(ana: Browser, practice: Practice) -> None:
    for domain in DOMAINS:
        asked = ana.get("clients.add_person", client_id=practice.mira.id)
        fields = {"role": f"one of {domain}", "domain": str(domain), "pole": "current"}
        ana.submit(asked, press="Add person", **fields)
    page = ana.get("clients.overview", client_id=practice.mira.id).text
    now = POLES[Pole.CURRENT]
    assert [d for d, word in DOMAINS.items() if f"one of {d} {now} {word}" not in page] == []


def test_ties_that_hold_are_counted(ana: Browser, practice: Practice) -> None:
    you, oneself = (person.id for person in stored(practice).people)
    asked = ana.get("clients.add_tie", client_id=practice.mira.id)
    fields = {"one": str(you), "other": str(oneself), "kind": "close"}
    assert "1 tie holds now." in ana.follow(ana.submit(asked, press="Add tie", **fields)).text


def test_who_lives_together_and_who_stands_in_a_triangle_is_told(
    ana: Browser, practice: Practice
) -> None:
    here = {"client_id": practice.mira.id}
    for role in ("mother", "brother"):
        asked = ana.get("clients.add_person", **here)
        fields = {"role": role, "domain": "family-of-origin", "household": "the farm"}
        page = ana.follow(ana.submit(asked, press="Add person", **fields))
    assert "Live together, the farm: mother, brother" in page.text
    people = [str(person.id) for person in stored(practice).people][1:]
    for one, other in combinations(people, 2):
        assert "Triangles" not in page.text
        asked = ana.get("clients.add_tie", **here)
        sent = {"one": one, "other": other, "kind": "close"}
        page = ana.follow(ana.submit(asked, press="Add tie", **sent))
    assert "Triangles (1) Self, mother, brother" in page.text


@given(st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda two: two[0] < two[1])))
def test_every_triangle_is_found_once(pairs: set[tuple[int, int]]) -> None:
    person = [UUID(int=at + 1) for at in range(6)]
    ties = [Tie(uuid4(), TieKind.CLOSE, person[one], person[other]) for one, other in pairs]
    found = [frozenset(three) for three in triangles_of(ties)]
    expected = {
        frozenset(person[at] for at in three)
        for three in combinations(range(6), 3)
        if set(combinations(three, 2)) <= pairs
    }
    assert len(found) == len(expected)
    assert set(found) == expected
