"""To whom something can be shown."""

import pytest

from notes_app.grants.policy import can_be_shown
from tests.cast import Practice


@pytest.mark.parametrize(
    "roles", ["therapist", "supervisor", "administrator supervisor", "therapist administrator"]
)
def test_whoever_sees_clients_or_supervises_can_be_shown_something(roles: str) -> None:
    assert can_be_shown(roles)


def test_whoever_only_administers_can_be_shown_nothing() -> None:
    assert not can_be_shown("administrator")


def test_an_administrator_is_not_offered_and_not_found(browse, practice: Practice) -> None:
    ana = browse(practice.ana)
    words = ana.get("grants.who_can_see_what").text.split()
    assert "sam" in words
    assert "ada" not in words
    ana.get("grants.share", client_id=practice.mira.id, person=practice.ada.id, status=404)
    ana.get("grants.share", client_id=practice.mira.id, person="nobody", status=404)
