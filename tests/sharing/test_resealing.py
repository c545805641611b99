"""After a key was taken away: everything is sealed anew, whatever happens on the way."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace
from sqlalchemy import select, update

from notes_app import db
from notes_app.clients.queries import open_client_themes
from notes_app.clients.service import change_client
from notes_app.notes.models import Addendum, TherapySession, Version
from notes_app.notes.queries import open_facts
from notes_app.notes.reading import read_text
from notes_app.sealed import Scope
from notes_app.sharing.contacts import open_contacts
from notes_app.sharing.generations import renew
from notes_app.sharing.models import ScopeKey
from notes_app.sharing.resealing import (
    Renewed,
    count_left,
    forget_older_keys,
    refuse_older,
    renewed_keys,
    reseal,
    resealable,
)
from notes_app.signing.reading import signed_note
from tests.cast import Practice
from tests.crypto.damage import bit_flipped
from tests.pages import Browser
from tests.sharing.builders import end, introduce, keyring, open_for, owner, share
from tests.signing.test_pages import add_one, noted, sign

Browse = Callable[[Any], Browser]


@pytest.fixture
def written(practice: Practice) -> Practice:
    """Mira with three notes; themes that Sam could see and cannot any more."""
    introduce(practice, "ana", "sam")
    for days in (3, 2, 1):
        noted(practice, days=days)
    end(practice, share(practice))
    return practice


def reseal_all(practice: Practice, *, stop_after: int | None = None) -> int:
    """What the background does, all at once or up to a point."""
    done = 0
    for client_id, scope in renewed_keys(practice.ana.id):
        for count in reseal(client_id, scope, keyring=keyring(practice, "ana")):
            db.session.commit()
            done += count
            if stop_after is not None and done >= stop_after:
                return done
        forget_older_keys(client_id, scope, owner_id=practice.ana.id)
        db.session.commit()
    return done


def generations(practice: Practice, scope: Scope = Scope.THEMES) -> set[int]:
    """Those that any row of Mira names."""
    return {
        found
        for column in resealable().values()
        for found in db.session.scalars(
            select(column.generation).where(*column.of(practice.mira.id, scope))
        )
    }


def keys_of_mira(practice: Practice, scope: Scope = Scope.THEMES) -> list[int]:
    wanted = select(ScopeKey.generation).where(
        ScopeKey.client_id == practice.mira.id, ScopeKey.scope == str(scope)
    )
    return sorted(db.session.scalars(wanted))


def reads(practice: Practice) -> list[tuple[Any, Any]]:
    db.session.expire_all()
    ana = keyring(practice, "ana")
    sessions = db.session.scalars(select(TherapySession).order_by(TherapySession.id)).all()
    return [(open_facts(one, keyring=ana), read_text(one, keyring=ana)) for one in sessions]


def test_nothing_lies_under_the_old_key_and_the_key_is_gone(written: Practice):
    before = reads(written)
    assert generations(written) == {1}
    assert count_left(written.ana.id) == 4  # three sessions and the card
    assert reseal_all(written) == 4
    assert generations(written) == {2}
    assert keys_of_mira(written) == [2]
    assert (count_left(written.ana.id), renewed_keys(written.ana.id)) == (0, [])
    assert reads(written) == before
    assert open_client_themes(written.mira, keyring(written, "ana")).code_name == "Heron"


def test_what_was_not_taken_away_is_left_alone(written: Practice):
    reseal_all(written)
    assert generations(written, Scope.NOTES) == {1}
    assert keys_of_mira(written, Scope.NOTES) == [1]


@pytest.mark.parametrize("point", range(4))
def test_stopped_anywhere_every_record_opens_and_it_goes_on(written: Practice, point: int):
    import notes_app.sharing.resealing as module

    before, module.AT_ONCE = reads(written), 1
    try:
        reseal_all(written, stop_after=point or None if point else 0)
        assert reads(written) == before
        assert keys_of_mira(written) == [1, 2]
        reseal_all(written)
    finally:
        module.AT_ONCE = 100
    assert reads(written) == before
    assert (generations(written), keys_of_mira(written)) == ({2}, [2])


@pytest.mark.parametrize("generation", [1, 2])
def test_a_save_in_between_wins(written: Practice, generation: int):
    ana = keyring(written, "ana")
    steps = reseal(written.mira.id, Scope.THEMES, keyring=ana)
    session = db.session.scalars(select(TherapySession)).first()
    assert session is not None
    saved = {
        "themes_generation": generation,
        "themes_version": session.themes_version + 1,
        "themes_sealed": b"\x01 saved meanwhile",
    }

    def save_then(_row: Any) -> None:
        db.session.execute(
            update(TherapySession).where(TherapySession.id == session.id).values(saved)
        )

    column = resealable()["sessions.themes_sealed"]
    plain = column.place
    object.__setattr__(column, "place", lambda row, gen: (save_then(row), plain(row, gen))[1])
    try:
        assert sum(steps) == 4
    finally:
        object.__setattr__(column, "place", plain)
    db.session.expire_all()
    assert bytes(session.themes_sealed) == saved["themes_sealed"]


def test_an_open_page_saves_as_if_nothing_happened(browse: Browse, written: Practice):
    """The row's version is the writer's: sealing anew does not touch it."""
    session = db.session.scalars(select(TherapySession)).first()
    assert session is not None
    ana = browse(written.ana)
    page = ana.get("notes.facts", session_id=session.id)
    reseal_all(written)
    ana.submit(page, press="Save facts", starts_at="14:05")
    db.session.expire_all()
    facts = open_facts(session, keyring=keyring(written, "ana"))
    assert (str(facts.starts_at), session.themes_generation) == ("14:05:00", 2)


def test_what_cannot_be_opened_stays_as_it_is_and_keeps_its_key(written: Practice):
    session = db.session.scalars(select(TherapySession)).first()
    assert session is not None
    damaged = bit_flipped(session.themes_sealed, -1)
    db.session.execute(
        update(TherapySession).where(TherapySession.id == session.id).values(themes_sealed=damaged)
    )
    db.session.commit()
    reseal_all(written)
    assert count_left(written.ana.id) == 1
    db.session.expire_all()
    assert (bytes(session.themes_sealed), session.themes_generation) == (damaged, 1)
    assert keys_of_mira(written) == [1, 2]


def test_signed_words_come_out_byte_for_byte(browse: Browse, practice: Practice):
    introduce(practice, "ana", "sam")
    ana = browse(practice.ana)
    session_id = noted(practice, process="I was tired.")
    sign(ana, session_id)
    add_one(ana, session_id)
    before = bodies(practice, session_id)
    end(practice, open_for(practice, session_id))
    reseal_all(practice)
    db.session.expire_all()
    assert {row.generation for row in rows_below(Scope.NOTES)} == {2}
    assert {row.generation for row in rows_below(Scope.PROCESS)} == {1}
    assert bodies(practice, session_id) == before
    assert "Unchanged since" in ana.get("notes.read", session_id=session_id).text


def rows_below(scope: Scope) -> list[Version | Addendum]:
    found: list[Version | Addendum] = [*db.session.scalars(select(Version))]
    found += db.session.scalars(select(Addendum))
    return [row for row in found if row.scope == scope]


def bodies(practice: Practice, session_id: UUID) -> list[bytes]:
    db.session.expire_all()
    session = db.session.get_one(TherapySession, session_id)
    note = signed_note(session, keyring=keyring(practice, "ana"))
    assert note is not None
    assert note.record is not None
    assert note.faults == []
    return [note.record.record.body, *(entry.body for entry in note.record.entries)]


def test_two_renewals_are_caught_up_in_one(written: Practice):
    found = owner(written)
    renew(
        written.mira.id, Scope.THEMES, open_contacts(found.user, keyring=found.keyring), owner=found
    )
    db.session.commit()
    reseal_all(written)
    assert (generations(written), keys_of_mira(written)) == ({3}, [3])


def test_a_save_under_a_key_that_was_renewed_meanwhile_is_refused(practice: Practice):
    """On a server: the keys of this save were loaded before somebody's grant was ended."""
    introduce(practice, "ana", "sam")
    grant, late = share(practice), keyring(practice, "ana")
    late.newest_generation(practice.mira.id, Scope.THEMES)
    end(practice, grant)
    themes = open_client_themes(practice.mira, late)
    renamed = replace(themes, code_name="Crane")
    change_client(practice.mira, themes=renamed, keyring=late)
    with pytest.raises(Renewed):
        refuse_older(db.session())
    db.session.rollback()
    change_client(practice.mira, themes=renamed, keyring=keyring(practice, "ana"))
    refuse_older(db.session())
