"""Formats of one's own: what can be done with them, and that no key is given twice."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from notes_app import db
from notes_app.crypto.errors import CannotOpen
from notes_app.db.errors import NotFound
from notes_app.formats import service
from notes_app.formats.built_in import BUILT_IN, Format, Wording, carries_over
from notes_app.formats.queries import formats_of, key_of
from notes_app.personal.models import PersonalPart
from notes_app.sealed import Sealed
from tests.vault import Vault, empty_database, open_vault

DAP = next(form for form in BUILT_IN if form.key == "dap")


@pytest.fixture
def ana() -> Iterator[Vault]:
    with empty_database():
        yield open_vault("ana")


@pytest.fixture
def mine(ana: Vault) -> UUID:
    return service.add_format(ana.user, name="My DAP", like=DAP, keyring=ana.keyring)


def shape(ana: Vault, format_id: UUID) -> Format:
    found = formats_of(ana.user.id, ana.keyring).by_key(key_of(format_id))
    assert found is not None
    return found


def labels(ana: Vault, format_id: UUID) -> list[str]:
    return [heading.label for heading in shape(ana, format_id).headings]


def key(ana: Vault, format_id: UUID, label: str) -> str:
    form = shape(ana, format_id)
    return next(h.key for h in (*form.headings, *form.past) if h.label == label)


def test_a_new_format_begins_as_a_copy_under_keys_of_its_own(ana: Vault, mine: UUID) -> None:
    assert labels(ana, mine) == ["Data", "Assessment", "Plan", "Risk"]
    assert set(shape(ana, mine).keys) & set(DAP.keys) == {"risk"}


def test_the_copy_of_a_plan_is_carried_over_too(ana: Vault, mine: UUID) -> None:
    assert [carries_over(k) for k in shape(ana, mine).keys] == [False, False, True, False]


def test_a_section_moves_up_and_down(ana: Vault, mine: UUID) -> None:
    plan = key(ana, mine, "Plan")
    service.move_section(ana.user, mine, plan, by=-1, keyring=ana.keyring)
    assert labels(ana, mine) == ["Data", "Plan", "Assessment", "Risk"]
    service.move_section(ana.user, mine, plan, by=1, keyring=ana.keyring)
    assert labels(ana, mine) == ["Data", "Assessment", "Plan", "Risk"]


def test_at_the_edge_nothing_moves(ana: Vault, mine: UUID) -> None:
    service.move_section(ana.user, mine, "risk", by=1, keyring=ana.keyring)
    assert labels(ana, mine)[-1] == "Risk"


def test_a_new_section_stands_above_risk(ana: Vault, mine: UUID) -> None:
    service.add_section(ana.user, mine, wording=Wording("Dreams"), keyring=ana.keyring)
    assert labels(ana, mine) == ["Data", "Assessment", "Plan", "Dreams", "Risk"]


def test_a_heading_is_changed_and_its_key_stays(ana: Vault, mine: UUID) -> None:
    data = key(ana, mine, "Data")
    words = {data: Wording("What was said", "Near to the words.")}
    service.reword_format(ana.user, mine, name="Mine", wordings=words, keyring=ana.keyring)
    first = shape(ana, mine).headings[0]
    assert (shape(ana, mine).name, first.key) == ("Mine", data)
    assert (first.label, first.prompt) == ("What was said", "Near to the words.")


def test_a_retired_section_comes_back_under_its_key(ana: Vault, mine: UUID) -> None:
    data = key(ana, mine, "Data")
    service.retire_section(ana.user, mine, data, keyring=ana.keyring)
    assert "Data" not in labels(ana, mine)
    service.bring_back_section(ana.user, mine, data, keyring=ana.keyring)
    assert key(ana, mine, "Data") == data
    assert "Data" in labels(ana, mine)


def test_the_section_on_risk_cannot_be_retired(ana: Vault, mine: UUID) -> None:
    with pytest.raises(NotFound):
        service.retire_section(ana.user, mine, "risk", keyring=ana.keyring)


def test_a_retired_format_is_known_and_no_longer_offered(ana: Vault, mine: UUID) -> None:
    service.retire_format(ana.user, mine, retired=True, keyring=ana.keyring)
    formats = formats_of(ana.user.id, ana.keyring)
    assert key_of(mine) not in {form.key for form in formats.offered}
    assert key_of(mine) in {form.key for form in formats.choices(key_of(mine))}


def test_another_therapist_does_not_see_it(ana: Vault, mine: UUID) -> None:
    bea = open_vault("bea")
    assert formats_of(bea.user.id, bea.keyring).by_key(key_of(mine)) is None


def test_damaged_formats_leave_the_built_in_ones_and_are_not_written_over(
    ana: Vault, mine: UUID
) -> None:
    stored = db.session.get(PersonalPart, (ana.user.id, "formats"))
    assert stored is not None
    stored.sealed = Sealed(stored.sealed[:-1] + bytes([stored.sealed[-1] ^ 1]))
    formats = formats_of(ana.user.id, ana.keyring)
    assert (len(formats.all), formats.trouble) == (len(BUILT_IN), CannotOpen)
    with pytest.raises(CannotOpen):
        service.add_format(ana.user, name="More", like=DAP, keyring=ana.keyring)


def test_there_is_an_end_to_it(ana: Vault, mine: UUID) -> None:
    for number in range(service.MOST_FORMATS - 1):
        service.add_format(ana.user, name=str(number), like=DAP, keyring=ana.keyring)
    with pytest.raises(service.TooMany):
        service.add_format(ana.user, name="One more", like=DAP, keyring=ana.keyring)
