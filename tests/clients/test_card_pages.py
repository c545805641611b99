"""The list and the card, as a therapist meets them."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from sqlalchemy import event, text

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.glances import GLANCES, Glance
from notes_app.clients.models import Client
from notes_app.clients.queries import card_of
from notes_app.db.base import SealedPart
from notes_app.sealed import Sealed
from tests.cast import Practice
from tests.crypto.damage import bit_flipped
from tests.pages import Browser, Page

Browse = Callable[[User | None], Browser]


@pytest.fixture
def ana(browse: Browse, practice: Practice) -> Browser:
    return browse(practice.ana)


def stored(practice: Practice, name: str = "mira") -> Client:
    db.session.rollback()
    client = db.session.get(Client, practice.ids.get(name, getattr(practice, name).id))
    assert client is not None
    db.session.refresh(client)
    return client


def add(ana: Browser, *, status: int = 303, **fields: object) -> Page:
    return ana.submit(ana.get("clients.add_client"), status=status, **fields)


def damage(practice: Practice, part: str) -> bytes:
    client = stored(practice)
    old = getattr(client, part)
    setattr(
        client, part, SealedPart(old.generation, old.version, Sealed(bit_flipped(old.sealed, -1)))
    )
    db.session.commit()
    return bytes(getattr(client, part).sealed)


def test_the_list_names_each_client_on_a_line(ana: Browser) -> None:
    page = ana.get("clients.all_clients")
    assert page.heading == "Clients two"
    assert {"Mira R.", "Noor R.", "Add a client"} <= page.links.keys()
    assert "Lena" not in page.text


def test_a_therapist_without_clients_is_told_what_will_stand_here(
    browse: Browse, practice: Practice
) -> None:
    page = browse(practice.ada).get("clients.all_clients")
    assert "No clients yet." in page.text
    assert "Add the first client" in page.links


def test_a_client_is_found_by_name_or_code_name(ana: Browser) -> None:
    page = ana.get("clients.all_clients")
    by_name = ana.submit(page, status=200, words="mira")
    by_code_name = ana.submit(page, status=200, words="wren")
    assert ("Mira R." in by_name.links, "Noor R." in by_name.links) == (True, False)
    assert ("Mira R." in by_code_name.links, "Noor R." in by_code_name.links) == (False, True)


def test_nothing_found_says_so_and_leads_back(ana: Browser) -> None:
    page = ana.submit(ana.get("clients.all_clients"), status=200, words="nobody at all")
    assert "No client has these words." in page.text
    assert "Show all clients" in page.links


def test_the_list_can_show_those_who_rest(ana: Browser) -> None:
    add(ana, code_name="Osprey", work_status="resting")
    page = ana.get("clients.all_clients", show="resting")
    assert ("Osprey" in page.links, "Mira R." in page.links) == (True, False)


def test_sessions_and_last_seen_come_from_whoever_knows(ana: Browser, practice: Practice) -> None:
    glances = {practice.mira.id: Glance(61, None)}
    ana.client.application.extensions[GLANCES] = lambda user, cards, keyring: glances
    page = ana.get("clients.all_clients")
    assert "61 not seen yet none waits Active" in page.text
    assert "not known" not in page.text


def test_an_added_client_stands_in_the_list(ana: Browser) -> None:
    answer = add(
        ana,
        code_name="Osprey",
        name="Ines Ramos",
        concerns=["trust", "growth"],
        since="2025-01-02",
        cadence="weekly, Thursdays",
    )
    page = ana.follow(answer)
    assert "Client added." in page.text
    assert "Ines R. since 2 January 2025 · weekly, Thursdays" in page.heading
    assert "Trust, growth" in page.text
    assert "Ines R." in ana.get("clients.all_clients").links


def test_a_title_never_carries_the_name(ana: Browser, practice: Practice) -> None:
    page = ana.get("clients.overview", client_id=practice.mira.id)
    assert page.title == "Overview, M. R."


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"code_name": "  "}, "Give a code name"),
        ({"code_name": "\0"}, "Give a code name"),
        ({"code_name": "heron"}, "Another client has this code name"),
        ({"code_name": "Ines", "name": "Ines Ramos"}, "A code name hides the name"),
        ({"code_name": "O" * 81}, "At most 80 characters fit; these are 81."),
        ({"code_name": "Osprey", "name": "I" * 121}, "At most 120 characters fit"),
        ({"code_name": "Osprey", "since": "2.1.2025"}, "Write the date like 2026-04-30"),
        ({"code_name": "Osprey", "since": "0001-01-01"}, "between 1900 and 2100"),
        ({"code_name": "Osprey", "contact": "x" * 501}, "At most 500 characters fit"),
    ],
)
def test_what_does_not_hold_is_said_and_kept(
    ana: Browser, fields: dict[str, str], sentence: str
) -> None:
    page = add(ana, status=422, **{"contact": "Text before noon", **fields})
    assert sentence in page.text
    assert "Not saved yet." in page.text
    assert page.html.count("Text before noon") == (0 if "contact" in fields else 1)


def test_what_cannot_be_seen_is_taken_out(ana: Browser, practice: Practice) -> None:
    page = ana.follow(add(ana, code_name=" Os\0prey  two ", name="Ines\x07 Ramos"))
    assert page.heading == "Ines R."
    assert "Osprey two" in page.text


def test_words_of_a_client_are_shown_and_never_run(ana: Browser) -> None:
    page = ana.follow(add(ana, code_name="<script>alert(1)</script>", contact="<b>bold</b>"))
    assert "<script>alert" not in page.html
    assert "<b>bold" not in page.html
    assert "<b>bold</b>" in page.text


def test_a_changed_card_is_stored(ana: Browser, practice: Practice) -> None:
    page = ana.get("clients.change_client", client_id=practice.mira.id)
    answer = ana.submit(page, name="Mira Novak", work_status="ended", concerns=["loss"])
    assert "Card saved." in ana.follow(answer).text
    card = card_of(stored(practice), practice.keyrings["ana"])
    assert card.themes is not None
    assert (card.name, card.status, card.themes.concerns) == ("Mira Novak", "ended", ("loss",))


def test_boxes_can_all_be_left_empty_again(ana: Browser, practice: Practice) -> None:
    here = {"client_id": practice.mira.id}
    ana.submit(ana.get("clients.change_client", **here), concerns=["loss", "work"])
    ana.submit(ana.get("clients.change_client", **here), concerns=None)
    card = card_of(stored(practice), practice.keyrings["ana"])
    assert card.themes is not None
    assert card.themes.concerns == ()


def test_two_windows_lose_nothing(ana: Browser, practice: Practice) -> None:
    here = {"client_id": practice.mira.id}
    first, second = (
        ana.get("clients.change_client", **here),
        ana.get("clients.change_client", **here),
    )
    ana.submit(first, name="Mira Novak", contact="By text")
    refused = ana.submit(second, status=409, name="Mira Rossi", contact="By text")
    assert "Not saved: this was changed in another window." in refused.text
    assert "Name: Mira Novak" in refused.text
    assert 'value="Mira Rossi"' in refused.html
    assert card_of(stored(practice), practice.keyrings["ana"]).name == "Mira Novak"
    ana.submit(refused, press="Save card")
    assert card_of(stored(practice), practice.keyrings["ana"]).name == "Mira Rossi"


def test_the_second_of_two_writers_never_wins(ana: Browser, practice: Practice) -> None:
    page = ana.get("clients.change_client", client_id=practice.mira.id)
    bump = text("UPDATE clients SET version = version + 1")
    event.listen(db.session, "before_flush", lambda session, *_: session.execute(bump), once=True)
    refused = ana.submit(page, status=409, name="Mira Novak")
    assert "Not saved: this was changed in another window, and stands" in refused.text
    assert card_of(stored(practice), practice.keyrings["ana"]).name == "Mira Real"


def test_somebody_elses_client_is_not_here(ana: Browser, practice: Practice) -> None:
    theirs = ana.get("clients.overview", client_id=practice.lena.id, status=404)
    nobodys = ana.get("clients.overview", client_id=uuid4(), status=404)
    assert theirs.text == nobodys.text
    ana.get("clients.change_client", client_id=practice.lena.id, status=404)
    ana.get("clients.add_person", client_id=practice.lena.id, status=404)
    ana.get("clients.add_tie", client_id=practice.lena.id, status=404)


def test_a_damaged_identity_leaves_the_client_under_the_code_name(
    ana: Browser, practice: Practice
) -> None:
    damage(practice, "identity")
    page = ana.get("clients.overview", client_id=practice.mira.id)
    assert page.heading == "Heron"
    assert "This entry cannot be opened (damaged or moved). Nothing was changed." in page.text
    assert "You and Heron" in page.text
    assert "Heron" in ana.get("clients.all_clients").links


def test_saving_beside_a_damaged_identity_leaves_it_alone(ana: Browser, practice: Practice) -> None:
    damaged = damage(practice, "identity")
    page = ana.get("clients.change_client", client_id=practice.mira.id)
    assert 'name="name"' not in page.html
    ana.submit(page, code_name="Egret")
    client = stored(practice)
    assert client.identity.sealed == damaged
    assert card_of(client, practice.keyrings["ana"]).code_name == "Egret"


def test_damaged_themes_keep_the_row_and_refuse_new_people(
    ana: Browser, practice: Practice
) -> None:
    damaged = damage(practice, "themes")
    row = ana.get("clients.all_clients").text
    page = ana.get("clients.overview", client_id=practice.mira.id)
    new = ana.get("clients.add_person", client_id=practice.mira.id)
    assert f"Nothing was changed. {practice.mira.id}" in row
    assert page.heading == "Mira R."
    assert 'name="role"' not in new.html
    ana.get("clients.add_tie", client_id=practice.mira.id, status=409)
    assert stored(practice).themes.sealed == damaged


def test_a_card_of_which_nothing_opens_still_has_a_page(ana: Browser, practice: Practice) -> None:
    damage(practice, "identity")
    damage(practice, "themes")
    page = ana.get("clients.overview", client_id=practice.mira.id)
    assert "The whole card is concerned." in page.text
    assert "Noor R." in ana.get("clients.all_clients").links
    assert (
        'name="code_name"' not in ana.get("clients.change_client", client_id=practice.mira.id).html
    )
