from datetime import date, time
from uuid import UUID

import pytest
from sqlalchemy import func, select

from notes_app import db
from notes_app.clients.queries import clients_of
from notes_app.db.errors import NotFound
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import Attendance
from notes_app.notes.queries import sessions_of
from notes_app.notes.reading import read_process, read_text
from notes_app.records import service
from notes_app.records.models import ImportBatch
from notes_app.records.plan import FoundFile, Ready, Wishes, plan_import
from notes_app.records.queries import chosen_of, present_among, roster_of
from notes_app.records.reading.words import Words, source_of
from notes_app.records.waiting import to_keep
from tests.cast import Practice

DAY, TODAY = date(2024, 3, 15), date(2026, 4, 30)
FILES = [FoundFile("2024-03-15.txt", Words("She came late.")), FoundFile("x.txt", None, "Broken.")]


def ready(client_id: UUID | None, text: str = "She came late.", new: str = "") -> Ready:
    times = {"starts_at": time(15, 10), "ends_at": time(16, 0)}
    return Ready("a.txt", text, source_of(text, DAY), DAY, client_id, new, **times)


def arrivals(practice: Practice) -> service.Arrivals:
    keyring = practice.keyrings["ana"]
    roster = roster_of(practice.ana, keyring=keyring)
    return service.Arrivals(practice.ana, [practice.mira], roster=roster, keyring=keyring)


def only_session(client_id: UUID) -> TherapySession:
    found = select(TherapySession).where(TherapySession.client_id == client_id)
    return db.session.scalars(found).one()


def test_a_note_that_was_brought_in_opens_with_its_words(practice: Practice) -> None:
    arrivals(practice).bring_in([ready(practice.mira.id)])
    db.session.commit()
    session = only_session(practice.mira.id)
    text = read_text(session, keyring=practice.keyrings["ana"])
    assert [(section.key, section.text) for section in text.sections] == [
        ("text", "She came late.")
    ]
    assert text.source == source_of("She came late.", DAY)
    assert read_process(session, keyring=practice.keyrings["ana"]).text == ""


def test_the_session_was_held_and_its_tagging_is_not_complete(practice: Practice) -> None:
    arrivals(practice).bring_in([ready(practice.mira.id)])
    db.session.commit()
    (read,) = sessions_of(practice.mira, keyring=practice.keyrings["ana"])
    assert read.facts is not None
    assert (read.facts.held_on, read.facts.starts_at) == (DAY, time(15, 10))
    assert read.facts.attendance == Attendance.HELD
    assert read.facts.written
    assert not read.facts.tagging_complete
    assert not read.eligible


def test_a_new_client_is_added_once_and_the_name_goes_into_the_identity(practice: Practice) -> None:
    bringing = arrivals(practice)
    bringing.bring_in([ready(None, new="Robin Field")])
    bringing.bring_in([ready(None, "Late again.", new="robin field")])
    db.session.commit()
    cards = clients_of(practice.ana, practice.keyrings["ana"])
    assert [(card.name, card.code_name) for card in cards if "Robin" in card.name] == [
        ("Robin Field", "Client 1")
    ]


def test_importing_twice_adds_nothing(practice: Practice) -> None:
    keyring = practice.keyrings["ana"]
    arrivals(practice).bring_in([ready(practice.mira.id)])
    db.session.commit()
    roster = roster_of(practice.ana, keyring=keyring)
    present = present_among([practice.mira], roster=roster, keyring=keyring)
    wishes = Wishes(TODAY, client_id=practice.mira.id)
    plan = plan_import(FILES[:1], wishes=wishes, present=present)
    assert plan.ready == ()
    assert len(plan.there) == 1


def test_a_note_whose_words_were_changed_since_is_still_recognised(practice: Practice) -> None:
    keyring = practice.keyrings["ana"]
    arrivals(practice).bring_in([ready(practice.mira.id)])
    db.session.commit()
    roster = roster_of(practice.ana, keyring=keyring)
    present = present_among([practice.mira], roster=roster, keyring=keyring)
    assert present.sources[practice.mira.id] == {source_of("She came late.", DAY)}


def test_an_interrupted_batch_leaves_no_part_of_a_note(practice: Practice) -> None:
    arrivals(practice).bring_in([ready(practice.mira.id), ready(None, new="Robin")])
    db.session.flush()
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(TherapySession)) == 0
    assert len(clients_of(practice.ana, practice.keyrings["ana"])) == 2


def keep(practice: Practice) -> ImportBatch:
    batch = service.keep_files(
        to_keep(FILES, None),
        client=practice.mira,
        user=practice.ana,
        keyring=practice.keyrings["ana"],
    )
    db.session.commit()
    return batch


def test_what_waits_is_sealed_and_opens_for_its_owner(practice: Practice) -> None:
    batch = keep(practice)
    chosen = chosen_of(
        practice.ana, practice.mira, batch.id, today=TODAY, keyring=practice.keyrings["ana"]
    )
    assert [note.text for note in chosen.plan().ready] == ["She came late."]
    assert [left.sentence for left in chosen.plan().not_understood] == ["Broken."]
    assert b"late" not in batch.sealed


def test_nobody_else_finds_what_waits_even_with_its_key(practice: Practice) -> None:
    batch, keyring = keep(practice), practice.keyrings["ana"]
    with pytest.raises(NotFound):
        chosen_of(practice.bea, practice.mira, batch.id, today=TODAY, keyring=keyring)


def test_what_waits_for_one_client_is_not_another_clients(practice: Practice) -> None:
    batch, keyring = keep(practice), practice.keyrings["ana"]
    with pytest.raises(NotFound):
        chosen_of(practice.ana, practice.noor, batch.id, today=TODAY, keyring=keyring)


def test_a_damaged_batch_is_chosen_again(practice: Practice) -> None:
    batch, keyring = keep(practice), practice.keyrings["ana"]
    batch.sealed = batch.sealed[:-1]
    db.session.commit()
    with pytest.raises(NotFound):
        chosen_of(practice.ana, practice.mira, batch.id, today=TODAY, keyring=keyring)


def test_choosing_again_forgets_what_waited_and_only_ones_own(practice: Practice) -> None:
    keep(practice)
    newest = keep(practice)
    service.forget_batches(practice.bea)
    db.session.commit()
    assert list(db.session.scalars(select(ImportBatch.id))) == [newest.id]
