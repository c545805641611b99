"""People and ties, as a therapist notes them."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.marks import Mark
from notes_app.clients.models import Client
from notes_app.clients.payloads import ClientThemes
from notes_app.clients.queries import open_client_themes, open_identity
from notes_app.db.base import SealedPart
from notes_app.sealed import Sealed
from tests.cast import Practice
from tests.crypto.damage import bit_flipped
from tests.pages import Browser, Page

Browse = Callable[[User | None], Browser]


@pytest.fixture
def ana(browse: Browse, practice: Practice) -> Browser:
    return browse(practice.ana)


@pytest.fixture
def mira(practice: Practice) -> UUID:
    found: UUID = practice.mira.id
    return found


def stored(client_id: UUID) -> Client:
    db.session.rollback()
    client = db.session.get(Client, client_id)
    assert client is not None
    db.session.refresh(client)
    return client


def themes(practice: Practice) -> ClientThemes:
    return open_client_themes(stored(practice.mira.id), practice.keyrings["ana"])


def add_mother(ana: Browser, mira: UUID, **fields: str) -> Page:
    page = ana.get("clients.add_person", client_id=mira)
    given = {"role": "Mother", "name": "Ida", "pole": "past", "domain": "family-of-origin"}
    return ana.submit(page, **{**given, **fields})


def add_tie(ana: Browser, practice: Practice, kind: str, **fields: str) -> Page:
    you, own, *_ = themes(practice).people
    page = ana.get("clients.add_tie", client_id=practice.mira.id)
    given = {"one": str(own.id), "other": str(you.id), "kind": kind}
    return ana.submit(page, **{**given, **fields})


def test_a_person_is_shown_by_name_and_role(ana: Browser, mira: UUID) -> None:
    page = ana.follow(add_mother(ana, mira, born="1958"))
    assert "Person added." in page.text
    assert "Ida Mother In the past Family of origin born 1958" in page.text


def test_the_name_is_sealed_apart_from_the_role(
    ana: Browser, mira: UUID, practice: Practice
) -> None:
    add_mother(ana, mira)
    assert list(open_identity(stored(mira), practice.keyrings["ana"]).names.values()) == ["Ida"]
    assert "Ida" not in repr(themes(practice))
    assert themes(practice).people[2].role == "Mother"


def test_adding_a_person_can_be_undone(ana: Browser, mira: UUID, practice: Practice) -> None:
    page = ana.follow(add_mother(ana, mira))
    after = ana.follow(ana.submit(page, press="Undo"))
    assert len(themes(practice).present_people) == 2
    assert "Removed (1)" in after.text


def test_removing_a_person_can_be_undone(ana: Browser, mira: UUID, practice: Practice) -> None:
    page = ana.follow(add_mother(ana, mira))
    removed = ana.follow(ana.submit(page, press="Remove Ida"))
    gone = len(themes(practice).present_people)
    ana.submit(removed, press="Undo")
    assert "Person removed. Passages and ties are kept." in removed.text
    assert (gone, len(themes(practice).present_people)) == (2, 3)


def test_the_two_who_are_always_there_offer_no_remove(
    ana: Browser, mira: UUID, practice: Practice
) -> None:
    page = ana.get("clients.overview", client_id=mira)
    assert "Change Self" in page.links
    assert "Remove" not in page.text
    ana.post(
        "clients.remove_person", client_id=mira, person_id=themes(practice).people[0].id, status=303
    )
    assert len(themes(practice).present_people) == 2


def test_self_can_be_called_otherwise(ana: Browser, mira: UUID, practice: Practice) -> None:
    own = themes(practice).people[1]
    page = ana.get("clients.change_person", client_id=mira, person_id=own.id)
    assert 'name="pole"' not in page.html
    ana.submit(page, role="Herself", shape="circle")
    after = themes(practice).people[1]
    assert (after.role, after.pole, after.domain) == ("Herself", own.pole, own.domain)


def test_a_person_can_be_changed(ana: Browser, mira: UUID, practice: Practice) -> None:
    page = ana.follow(add_mother(ana, mira))
    form = ana.get_path(page.links["Change Ida"])
    ana.submit(form, role="Stepmother", name="", died="2014")
    after = themes(practice).people[2]
    assert (after.role, after.died) == ("Stepmother", 2014)
    assert open_identity(stored(mira), practice.keyrings["ana"]).names == {}


def test_a_person_changed_in_two_windows_keeps_both(ana: Browser, mira: UUID) -> None:
    page = ana.follow(add_mother(ana, mira))
    first, second = (ana.get_path(page.links["Change Ida"]) for _ in range(2))
    ana.submit(first, domain="other-kin")
    refused = ana.submit(second, status=409, role="Stepmother")
    assert "Part of life: Other kin" in refused.text
    assert 'value="Stepmother"' in refused.html


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"role": " "}, "Say who it is, as a role"),
        ({"domain": ""}, "Choose the part of life"),
        ({"born": "fifty"}, "Write the year in four figures"),
        ({"born": "58"}, "between 1800 and 2100"),
        ({"born": "1958", "died": "1950"}, "This lies before the year of birth."),
        ({"role": "x" * 81}, "At most 80 characters fit; these are 81."),
    ],
)
def test_what_does_not_hold_is_said(
    ana: Browser, mira: UUID, fields: dict[str, str], sentence: str
) -> None:
    page = ana.get("clients.add_person", client_id=mira)
    given = {"role": "Mother", "name": "Ida", "domain": "family-of-origin", **fields}
    refused = ana.submit(page, status=422, **given)
    assert sentence in refused.text
    assert 'value="Ida"' in refused.html


def test_a_tie_is_told_in_words(ana: Browser, practice: Practice) -> None:
    page = ana.follow(add_tie(ana, practice, "close-conflict", since="2026-01-02"))
    assert "Self and You and Mira close and in conflict 2 January 2026" in page.text


def test_a_tie_that_goes_one_way_says_to_whom(ana: Browser, practice: Practice) -> None:
    page = ana.follow(add_tie(ana, practice, "care"))
    assert "Self to You and Mira takes care of" in page.text


def test_a_new_kind_moves_the_old_one_to_earlier_and_back(ana: Browser, practice: Practice) -> None:
    add_tie(ana, practice, "fused", since="2025-01-02")
    page = ana.follow(add_tie(ana, practice, "distant", since="2026-01-02"))
    ana.submit(page, press="Undo")
    assert "very close, fused, from 2 January 2025, until 2 January 2026" in page.text
    assert [(tie.kind, tie.open) for tie in themes(practice).ties] == [("fused", True)]


def test_two_ties_may_stand_beside_each_other(ana: Browser, practice: Practice) -> None:
    add_tie(ana, practice, "care")
    add_tie(ana, practice, "conflict", beside="y")
    assert [tie.open for tie in themes(practice).ties] == [True, True]


def test_a_tie_can_end_and_hold_again(ana: Browser, practice: Practice) -> None:
    page = ana.follow(add_tie(ana, practice, "close", since="2025-01-02"))
    end = ana.get_path(page.links["End Self and You and Mira: close"])
    early = ana.submit(end, status=422, until="2024-01-01")
    ended = ana.follow(ana.submit(end, until="2026-04-30"))
    assert "This lies before the day on which it began." in early.text
    assert "until 30 April 2026" in ended.text
    ana.submit(ended, press="Undo")
    assert [tie.open for tie in themes(practice).ties] == [True]


def test_a_tie_needs_two_people_and_a_kind(ana: Browser, practice: Practice, mira: UUID) -> None:
    own = str(themes(practice).people[1].id)
    page = ana.get("clients.add_tie", client_id=mira)
    refused = ana.submit(page, status=422, one=own, other=own, kind="")
    assert "Choose two different people." in refused.text
    assert "Choose how it is between the two." in refused.text
    assert themes(practice).ties == ()


def test_nobody_adds_a_tie_to_a_stranger(ana: Browser, practice: Practice, mira: UUID) -> None:
    page = ana.get("clients.add_tie", client_id=mira)
    own = str(themes(practice).people[1].id)
    ana.submit(page, status=422, one=own, other=str(uuid4()), kind="close")
    assert themes(practice).ties == ()


def test_people_come_without_names_while_the_identity_is_damaged(
    ana: Browser, practice: Practice, mira: UUID
) -> None:
    client = stored(mira)
    client.identity = SealedPart(1, 1, Sealed(bit_flipped(client.identity.sealed, -1)))
    damaged = client.identity.sealed
    db.session.commit()
    page = ana.get("clients.add_person", client_id=mira)
    assert 'name="name"' not in page.html
    ana.submit(page, role="Mother", domain="family-of-origin")
    assert themes(practice).people[2].role == "Mother"
    assert stored(mira).identity.sealed == damaged


def test_illness_and_addiction_are_noted_of_a_person_and_can_be_undone(
    ana: Browser, mira: UUID, practice: Practice
) -> None:
    add_mother(ana, mira, illness="y")
    mother = themes(practice).people[2].id
    assert themes(practice).marks == (Mark(mother, illness=True),)
    page = ana.get("clients.change_person", client_id=mira, person_id=mother)
    changed = ana.follow(ana.submit(page, illness=None, addiction="y"))
    assert themes(practice).marks == (Mark(mother, addiction=True),)
    ana.submit(changed, press="Undo")
    assert themes(practice).marks == (Mark(mother, illness=True),)
    lines = ana.get("changes.recent")
    redo = next(" ".join(b.text.split()) for b in lines.top.all("button") if "Redo" in b.text)
    ana.submit(lines, press=redo)
    assert themes(practice).marks == (Mark(mother, addiction=True),)


def test_an_undo_leaves_a_mark_alone_that_was_changed_again(
    ana: Browser, mira: UUID, practice: Practice
) -> None:
    add_mother(ana, mira)
    mother = themes(practice).people[2].id
    page = ana.get("clients.change_person", client_id=mira, person_id=mother)
    changed = ana.follow(ana.submit(page, illness="y"))
    ana.submit(ana.get("clients.change_person", client_id=mira, person_id=mother), addiction="y")
    ana.submit(changed, press="Undo")
    assert themes(practice).marks == (Mark(mother, illness=True, addiction=True),)


def test_a_person_who_comes_back_has_what_was_noted(
    ana: Browser, mira: UUID, practice: Practice
) -> None:
    page = ana.follow(add_mother(ana, mira, addiction="y"))
    ana.submit(ana.follow(ana.submit(page, press="Remove Ida")), press="Undo")
    assert [mark.words for mark in themes(practice).marks] == ["addiction"]
