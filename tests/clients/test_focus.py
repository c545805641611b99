"""The client's own words, and the few themes in focus."""

from datetime import date

import pytest

from notes_app import db
from notes_app.clients.models import Client
from notes_app.clients.payloads import ClientIdentity, ClientThemes
from notes_app.clients.queries import open_client_themes
from notes_app.clients.service import FocusFull, add_client, name_theme_for_client, set_focus
from tests.vault import Vault

SPRING, SUMMER = date(2026, 4, 30), date(2026, 7, 2)


@pytest.fixture
def mira(ana: Vault) -> Client:
    client = add_client(
        ana.user, identity=ClientIdentity(), themes=ClientThemes("Kestrel"), keyring=ana.keyring
    )
    db.session.commit()
    return client


def focus(client: Client, ana: Vault, *codes: str, on: bool = True, day: date = SPRING) -> None:
    for code in codes:
        set_focus(client, code=code, on=on, today=day, keyring=ana.keyring)


def test_the_clients_own_word_is_kept_and_can_be_let_go(ana: Vault, mira: Client) -> None:
    name_theme_for_client(mira, code="giving-way", word="folding", keyring=ana.keyring)
    kept = open_client_themes(mira, ana.keyring).client_words
    name_theme_for_client(mira, code="giving-way", word="", keyring=ana.keyring)
    assert kept == {"giving-way": "folding"}
    assert open_client_themes(mira, ana.keyring).client_words == {}


def test_a_theme_is_in_focus_from_the_day_it_was_named(ana: Vault, mira: Client) -> None:
    focus(mira, ana, "giving-way")
    focus(mira, ana, "giving-way", day=SUMMER)
    assert open_client_themes(mira, ana.keyring).focus_since == {"giving-way": SPRING}


def test_at_most_three_themes_are_in_focus(ana: Vault, mira: Client) -> None:
    focus(mira, ana, "giving-way", "carrying-everyone", "feeling-met")
    with pytest.raises(FocusFull):
        focus(mira, ana, "setting-a-limit")
    focus(mira, ana, "giving-way", on=False)
    focus(mira, ana, "setting-a-limit")
    assert list(open_client_themes(mira, ana.keyring).focus_since) == [
        "carrying-everyone",
        "feeling-met",
        "setting-a-limit",
    ]
