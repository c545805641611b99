"""A stencil writes the very bytes that a place writes."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_app.crypto.envelope import seal, unseal
from notes_app.crypto.errors import CannotOpen
from notes_app.crypto.place import Place, Stencil

KINDS = ("session.themes", "session.notes", "session.process", "client.identity")


@given(
    st.sampled_from(KINDS),
    st.uuids(),
    st.uuids(),
    st.integers(0, 2**64 - 1),
    st.integers(0, 2**64 - 1),
)
def test_it_writes_what_the_place_writes(
    kind: str, record: UUID, client: UUID, gen: int, version: int
):
    place = Place(kind, record=record, client=client, scope="notes", gen=gen, version=version)
    stencil = Stencil(kind, client=client, scope="notes", gen=gen)
    assert stencil.at(record, version) == bytes(place)


def test_what_is_sealed_at_a_place_opens_through_a_stencil_and_no_other():
    record, client, key = uuid4(), uuid4(), bytes(range(32))
    place = Place("session.notes", record=record, client=client, scope="notes", gen=1, version=3)
    sealed = seal(b"He looked away.", key, place)
    stencil = Stencil("session.notes", client=client, scope="notes", gen=1)
    assert unseal(sealed, key, stencil.at(record, 3)) == b"He looked away."
    for other in (stencil.at(record, 4), stencil.at(uuid4(), 3)):
        with pytest.raises(CannotOpen):
            unseal(sealed, key, other)


@pytest.mark.parametrize("number", [-1, 2**64])
def test_a_number_that_no_place_has_does_not_open(number: int):
    stencil = Stencil("session.notes", client=uuid4(), scope="notes", gen=1)
    with pytest.raises(CannotOpen):
        stencil.at(uuid4(), number)
    with pytest.raises(CannotOpen):
        Stencil("session.notes", client=uuid4(), scope="notes", gen=number)
