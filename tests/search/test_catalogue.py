"""Above ten thousand notes: what cannot have the words stays closed, and the answer is the same."""

from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import delete, insert, select, update

from notes_app import db
from notes_app.crypto.keyring import Keyring
from notes_app.db.session import ENGINE
from notes_app.notes.formats import sections_of
from notes_app.notes.models import TherapySession
from notes_app.notes.service import Written, change_tags
from notes_app.sealed import Scope, Sealed
from notes_app.search import catalogue, service
from notes_app.search.asked import Asked
from notes_app.search.catalogue import Catalogue, Looked
from notes_app.search.matching import query_of
from notes_app.search.models import Concordance
from notes_app.search.queries import Reach
from tests.attacks.spellings import found_in
from tests.cast import Practice
from tests.pages import Browser
from tests.queries import asked_of
from tests.search.test_pages import Browse, finds, look, tag, write
from tests.search.test_sieve import NOBODY, SOUGHT, career
from tests.signing.test_pages import add_one, noted, sign


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """One note is a large career here."""
    monkeypatch.setattr(service, "CATALOGUED_FROM", 0)


def told(ana: Browser, **fields: object) -> list[str]:
    page = look(ana, **fields)
    return [*finds(page), *(mark.text for mark in page.top.all("mark"))]


def both_ways(ana: Browser, patch: pytest.MonkeyPatch, **fields: object) -> tuple[list[str], ...]:
    with patch.context() as slow:
        slow.setattr(service, "CATALOGUED_FROM", NOBODY)
        slow.setattr(service, "SIFTED_FROM", NOBODY)
        slowly = told(ana, **fields)
    return told(ana, **fields), slowly


def scopes_kept() -> list[str]:
    return sorted(db.session.scalars(select(Concordance.scope)))


def damage(note: UUID) -> None:
    """As a failing disk does it: the version does not say so."""
    row = update(TherapySession).where(TherapySession.id == note)
    db.session.execute(row.values(notes_sealed=Sealed(bytes(400))))
    db.session.commit()


def catalogue_of(practice: Practice, keyring: Keyring) -> Catalogue:
    owned = frozenset({practice.mira.id, practice.noor.id})
    return Catalogue(Reach(owned, frozenset()), keyring)


def looked_for(practice: Practice, keyring: Keyring, sought: str) -> Looked:
    asked = Asked(query_of(sought))
    return catalogue_of(practice, keyring).look(asked, asked.only, signed=(), always=())


@pytest.mark.parametrize("private", ["y", None])
def test_the_concordances_lead_to_what_reading_everything_finds(
    browse: Browse, practice: Practice, monkeypatch: pytest.MonkeyPatch, private: str | None
):
    career(practice)
    ana = browse(practice.ana)
    look(ana, "door")
    assert scopes_kept() == ["notes", "notes", "process", "process", "themes", "themes"]
    answers = {}
    for sought in SOUGHT:
        quick, slow = both_ways(ana, monkeypatch, sought=sought, private=private)
        assert quick == slow, sought
        answers[sought] = quick
    assert sum(map(bool, answers.values())) > len(SOUGHT) // 2


def test_a_word_that_is_everywhere_fills_pages_in_the_same_order(
    browse: Browse, practice: Practice, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(catalogue, "FIRST", 7)
    for week in range(60):
        client = practice.noor if week % 3 else practice.mira
        write(practice, "The door." if week % 5 else "A lamp.", week=week, client=client)
    ana = browse(practice.ana)
    look(ana, "door")
    quick, slow = both_ways(ana, monkeypatch, sought="door")
    assert quick == slow
    between = {"since": "2026-03-01", "until": "2026-09-01"}
    quick, slow = both_ways(ana, monkeypatch, sought="door", **between)
    assert quick == slow
    assert "26 notes were looked through." in look(ana, "lamp", **between).text
    for week in range(60, 80):
        write(practice, "The door.", week=week)
    first = look(ana, "door")
    assert "50 passages in the newest notes" in first.text
    second = ana.submit(first, press="Show older", status=200)
    assert len(finds(second)) == 18
    assert not set(finds(first)) & set(finds(second))


def test_a_note_that_cannot_have_the_words_stays_closed(browse: Browse, practice: Practice, app):
    write(practice, "A door.", week=1)
    other = write(practice, "A window.", week=2)
    ana = browse(practice.ana)
    look(ana, "door")
    damage(other)
    page = look(ana, "door")
    assert finds(page) == ["M. R., session 1, 15 January 2026"]
    assert "1 passage in 2 notes" in page.text
    assert "could not be opened" not in page.text
    assert "1 note could not be opened" in look(ana, "window").text
    with asked_of(app.extensions[ENGINE]) as asked:
        assert "Not found." in look(ana, "balloon").text
    assert [one for one in asked if "notes_sealed" in one] == []


def test_a_changed_note_is_found_by_its_new_words_only(browse: Browse, practice: Practice):
    note = write(practice, "A door.", week=1)
    write(practice, "A window.", week=2)
    ana = browse(practice.ana)
    look(ana, "door")
    session, keyring = db.session.get(TherapySession, note), practice.keyrings["ana"]
    written = Written(sections=sections_of({"brought": "A lamp."}))
    change_tags(session, written=written, base=session.version, keyring=keyring)
    db.session.commit()
    for _ in range(2):  # before, and after its concordance was written anew
        assert "Not found." in look(ana, "door").text
        assert finds(look(ana, "lamp")) == ["M. R., session 1, 15 January 2026"]


def test_an_older_list_put_back_with_the_number_of_its_row_hides_no_changed_note(
    browse: Browse, practice: Practice
):
    note = write(practice, "A door.", week=1)
    ana = browse(practice.ana)
    look(ana, "door")
    older = db.session.execute(select(Concordance.__table__)).mappings().all()
    session, keyring = db.session.get(TherapySession, note), practice.keyrings["ana"]
    version = session.version
    written = Written(sections=sections_of({"brought": "A lamp."}))
    change_tags(session, written=written, base=version, keyring=keyring)
    db.session.commit()
    look(ana, "lamp")
    db.session.execute(delete(Concordance))
    db.session.execute(insert(Concordance), [dict(row) for row in older])
    db.session.execute(update(TherapySession).values(version=version))
    db.session.commit()
    assert finds(look(ana, "lamp")) == ["M. R., session 1, 15 January 2026"]


def test_a_new_note_is_found_and_one_that_is_gone_is_not(browse: Browse, practice: Practice):
    gone = write(practice, "A door.", week=1)
    write(practice, "A door.", week=2)
    ana = browse(practice.ana)
    look(ana, "door")
    db.session.delete(db.session.get(TherapySession, gone))
    db.session.commit()
    write(practice, "A door.", week=3)
    for _ in range(2):
        assert finds(look(ana, "door")) == [
            "M. R., session 2, 29 January 2026",
            "M. R., session 1, 22 January 2026",
        ]


def test_what_was_added_after_signing_is_found(browse: Browse, practice: Practice):
    ana, note = browse(practice.ana), noted(practice)
    look(ana, "rang")
    sign(ana, note)
    look(ana, "rang")
    add_one(ana, note)  # "She rang."
    assert "Added after signing" in look(ana, "rang").text


@pytest.mark.parametrize("part", ["notes", "themes", "process"])
def test_a_damaged_note_is_counted_each_time_and_found_once_it_is_whole(
    browse: Browse, practice: Practice, part: str
):
    write(practice, "A door.", week=1)
    session = db.session.get(TherapySession, write(practice, "A door.", week=2))
    whole = getattr(session, part)
    setattr(session, part, replace(whole, sealed=Sealed(bytes(400))))
    db.session.commit()
    ana = browse(practice.ana)
    for _ in range(3):
        page = look(ana, "door")
        assert finds(page) == ["M. R., session 1, 15 January 2026"]
        assert "1 note could not be opened and was not searched." in page.text
    assert scopes_kept() == ["themes"]  # which says that not all of them open
    setattr(session, part, whole)
    db.session.commit()
    assert len(finds(look(ana, "door"))) == 2


def test_tags_are_looked_for_in_every_note(browse: Browse, practice: Practice):
    tag(practice, "She heard the door.", "door")
    write(practice, "A window.", week=2)
    ana = browse(practice.ana)
    look(ana, "door")
    assert finds(look(ana, "quiet", among="themes")) == ["M. R., session 1, 8 January 2026"]
    assert finds(look(ana, "door", strength="3")) == ["M. R., session 1, 8 January 2026"]


def test_no_word_of_a_concordance_can_be_read_in_the_database(browse: Browse, practice: Practice):
    write(practice, "A zqcanary of a door.", week=1, process="Tired of zqcanary.")
    look(browse(practice.ana), "zqcanary")
    blobs = {row.scope: row.sealed for row in db.session.scalars(select(Concordance))}
    assert sorted(blobs) == ["notes", "process", "themes"]
    assert found_in(blobs, ["zqcanary", "2026-01-15"]) == []


def test_without_the_keys_of_a_client_no_concordance_of_theirs_is_believed(
    browse: Browse, practice: Practice
):
    write(practice, "A door.", week=1)
    write(practice, "A door.", client=practice.noor)
    look(browse(practice.ana), "door")
    ana = practice.keyrings["ana"]
    assert not looked_for(practice, ana, "door").missing
    fewer = Keyring(ana.user_id, bytes(32), ana.private_keys)
    for scope in Scope:
        fewer.hold(practice.noor.id, scope, 1, ana.scope_key(practice.noor.id, scope, 1))
    looked = looked_for(practice, fewer, "door")
    assert looked.missing == {practice.mira.id}
    assert [one.client_id for one in looked.known] == [practice.noor.id]
    assert not catalogue_of(practice, fewer).write_missing()  # and none is asked for in vain


def test_a_concordance_of_somebody_else_opens_in_no_other_place(browse: Browse, practice: Practice):
    write(practice, "A door.", week=1)
    write(practice, "A door.", client=practice.noor)
    look(browse(practice.ana), "door")
    moved = select(Concordance.sealed).where(Concordance.client_id == practice.mira.id)
    sealed = db.session.scalars(moved.where(Concordance.scope == "notes")).one()
    where = update(Concordance).where(Concordance.client_id == practice.noor.id)
    db.session.execute(where.where(Concordance.scope == "notes").values(sealed=sealed))
    looked = looked_for(practice, practice.keyrings["ana"], "door")
    assert looked.missing == {practice.noor.id}


def test_concordances_go_with_their_client(browse: Browse, practice: Practice):
    write(practice, "A door.", client=practice.noor)
    look(browse(practice.ana), "door")
    assert len(scopes_kept()) == 3
    db.session.delete(practice.noor)
    db.session.commit()
    assert scopes_kept() == []


def test_some_are_written_at_a_time_until_none_is_missing(practice: Practice):
    for week in range(3):
        write(practice, "A door.", week=week)
        write(practice, "A door.", week=week, client=practice.noor)
    ana = practice.keyrings["ana"]
    assert catalogue_of(practice, ana).write_missing(most=4)
    assert len(scopes_kept()) == 3
    assert not catalogue_of(practice, ana).write_missing(most=4)
    assert len(scopes_kept()) == 6


def test_the_page_has_them_written_while_somebody_types(browse: Browse, practice: Practice):
    write(practice, "A door.")
    ana = browse(practice.ana)
    page = ana.get("search.all_notes")
    (form,) = (form for form in page.top.all("form") if form.get("data-ready-url"))
    headers = {"Sec-Fetch-Site": "same-origin", "X-CSRFToken": ana.token()}
    answer = ana.client.post(form.get("data-ready-url"), headers=headers)
    assert answer.status_code == 204
    assert scopes_kept() == ["notes", "process", "themes"]


def test_a_small_practice_keeps_nothing(
    browse: Browse, practice: Practice, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(service, "CATALOGUED_FROM", catalogue.CATALOGUED_FROM)
    write(practice, "A door.")
    page = look(browse(practice.ana), "door")
    assert "data-ready-url" not in page.html
    assert scopes_kept() == []
