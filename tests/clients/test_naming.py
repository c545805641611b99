"""Names in words that a supervisor may read are pointed out, and roles are not."""

from uuid import uuid4

import pytest

from notes_app.clients.naming import names_in
from notes_app.clients.payloads import ClientIdentity
from notes_app.clients.queries import ClientCard

WHO = ClientIdentity(name="Ines R.", names={uuid4(): "Marco", uuid4(): "Graça Silva"})
CARD = ClientCard(uuid4(), 1, WHO, None)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She goes quiet with her partner.", []),
        ("With Marco she goes quiet; marco waits.", ["Marco", "marco"]),
        ("Marco\u2019s silence, Ines' own", ["Marco\u2019s", "Ines"]),
        ("The Silva house, and Graça.", ["Silva", "Graça"]),
        ("The inestimable marcopolo", []),
        ("Marco and Marco", ["Marco"]),
        ("R. is a letter", []),
        ("", []),
    ],
)
def test_names_are_found_as_whole_words(text, found):
    assert names_in(text, CARD) == found


def test_where_the_names_cannot_be_opened_none_are_found():
    assert names_in("Marco", ClientCard(uuid4(), 1, None, None)) == []
