"""A client's own words are read by whoever is shown the themes: a name among them is said."""

from collections.abc import Callable

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.service import name_theme_for_client
from tests.cast import Practice
from tests.pages import Browser

Browse = Callable[[User | None], Browser]


def test_a_name_in_the_clients_own_word_for_a_theme_is_pointed_out(
    browse: Browse, practice: Practice
) -> None:
    ana, code = browse(practice.ana), "going-quiet-when-hurt"
    for word, told in (("Hiding", False), ("Hiding Mira", True)):
        name_theme_for_client(practice.mira, code=code, word=word, keyring=practice.keyrings["ana"])
        db.session.commit()
        page = ana.get("patterns.words", client_id=practice.mira.id)
        assert ("A name stands in these words: Mira." in page.text) == told
