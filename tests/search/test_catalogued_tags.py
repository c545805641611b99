"""Above ten thousand notes: a search by tags opens only notes that have one, and answers alike."""

from collections.abc import Callable
from uuid import UUID, uuid4

import msgspec
import pytest
from sqlalchemy import select, update

from notes_app import db
from notes_app.clients.payloads import Pole
from notes_app.clients.queries import open_client_themes
from notes_app.db import SealedPart
from notes_app.notes.formats import sections_of
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import Tag
from notes_app.notes.service import Seen, Written, change_tags
from notes_app.payload import Payload
from notes_app.sealed import Scope, Sealed
from notes_app.search import catalogue, service
from notes_app.search.facts import Day, Facts
from notes_app.search.models import Concordance
from notes_app.sharing.sealing import PartPlace, open_part, seal_part
from notes_app.signing.service import sign_note
from tests.cast import Practice
from tests.notes.builders import passage_at
from tests.pages import Browser, Page
from tests.search.test_pages import QUIET, Browse, finds, look, write
from tests.search.test_sieve import NOBODY
from tests.signing.builders import SHOWN, moment

WARY, PEACE = "wary-of-intimacy", "keeping-the-peace"


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """One note is a large career here."""
    monkeypatch.setattr(service, "CATALOGUED_FROM", 0)


def one(theme: str, strength: int = 3, **more: object) -> Tag:
    return Tag(uuid4(), theme, strength, **more)


def career(practice: Practice) -> dict[str, str]:
    """Notes of two clients, the first two signed; gives ids by name."""
    mother, other = open_client_themes(practice.mira, practice.keyrings["ana"]).people[:2]
    told, asked = {"people": (mother.id,), "pole": Pole.PAST}, {"people": (mother.id, other.id)}
    signed = [
        write(practice, "A door.", week=1, tags=(one(QUIET, 4, **told), one(WARY, 1))),
        write(practice, "A lamp.", week=2, tags=(one(WARY, 5),)),
    ]
    write(practice, "A door.", week=3, tags=(one(QUIET, 2, **asked), one(PEACE, 5, pole=Pole.SELF)))
    write(practice, "A door.", week=4)
    write(practice, "A lamp.", week=5, client=practice.noor, tags=(one(QUIET, 3),))
    write(practice, "A door.", week=6, client=practice.noor, tags=(one(QUIET), one(QUIET, 5)))
    for note in signed:
        signing = {"seen": Seen(1, 0), "shown": SHOWN, "moment": moment()}
        session, keyring = db.session.get(TherapySession, note), practice.keyrings["ana"]
        sign_note(session, user=practice.ana, keyring=keyring, **signing)
    db.session.commit()
    return {"mira": str(practice.mira.id), "mother": str(mother.id), "role": mother.role}


QUESTIONS: list[Callable[[dict[str, str]], dict[str, str]]] = [
    lambda its: {"among": "themes", "theme": QUIET},
    lambda its: {"among": "themes", "theme": QUIET, "strength": "3"},
    lambda its: {"among": "themes", "theme": WARY, "strength": "5", "until": "2026-01-20"},
    lambda its: {"among": "themes", "theme": PEACE, "pole": "past"},
    lambda its: {"among": "themes", "pole": "past"},
    lambda its: {"among": "themes", "strength": "5", "unsigned": "y"},
    lambda its: {"among": "themes", "theme": QUIET, "unsigned": "y", "client": its["mira"]},
    lambda its: {"among": "themes", "sought": "quiet"},
    lambda its: {"among": "themes", "sought": "quiet", "strength": "4"},
    lambda its: {"among": "themes", "sought": "quiet", "theme": WARY},
    lambda its: {"among": "themes", "sought": "balloon"},
    lambda its: {"among": "people", "sought": its["role"]},
    lambda its: {"among": "people", "sought": its["role"], "theme": QUIET, "pole": "past"},
    lambda its: {"among": "people", "client": its["mira"], "person": its["mother"]},
    lambda its: {"sought": "door", "theme": QUIET},
    lambda its: {"sought": "door", "strength": "5", "since": "2026-01-20"},
    lambda its: {"sought": "lamp", "theme": QUIET},
    lambda its: {"sought": "door", "unsigned": "y"},
    lambda its: {"sought": "door", "client": its["mira"], "person": its["mother"]},
    lambda its: {"sought": "balloon", "theme": QUIET},
]


def asked_for(ana: Browser, fields: dict[str, str]) -> Page:
    page = ana.get("search.all_notes")
    if "client" in fields:  # whose people are offered then
        page = ana.get("search.one_client", client_id=UUID(fields["client"]))
    return ana.submit(page, status=200, **{"sought": "", **fields})


def told(ana: Browser, fields: dict[str, str]) -> tuple[list[str], str]:
    page = asked_for(ana, fields)
    (results,) = (s for s in page.top.all("section") if s.get("class") == "results")
    return finds(page), " ".join(results.text.split())


def test_every_question_is_answered_as_if_each_note_were_read(
    browse: Browse, practice: Practice, monkeypatch: pytest.MonkeyPatch
):
    ana = browse(practice.ana)
    its = career(practice)
    look(ana, "door")
    assert len(set(db.session.scalars(select(Concordance.client_id)))) == 2
    found = []
    for question in QUESTIONS:
        fields = question(its)
        with monkeypatch.context() as slow:
            slow.setattr(service, "CATALOGUED_FROM", NOBODY)
            slowly = told(ana, fields)
        quick = told(ana, fields)
        assert quick == slowly, fields
        with monkeypatch.context() as unprepared:
            unprepared.setattr(catalogue.Catalogue, "_true", lambda *_: None)
            unprepared.setattr(service, "AT_ONCE", -1)
            assert told(ana, fields) == slowly, fields
        found += quick[0]
    assert len(found) > len(QUESTIONS)


def test_a_theme_that_is_everywhere_fills_pages_in_the_same_order(
    browse: Browse, practice: Practice, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(catalogue, "FIRST", 7)
    for week in range(70):
        client = practice.noor if week % 3 else practice.mira
        write(practice, "A door.", week=week, client=client, tags=(one(QUIET, 1 + week % 2),))
    ana = browse(practice.ana)
    look(ana, "door")
    first = look(ana, among="themes", theme=QUIET)
    second = ana.submit(first, press="Show older", status=200)
    monkeypatch.setattr(service, "CATALOGUED_FROM", NOBODY)
    slow = look(ana, among="themes", theme=QUIET)
    assert finds(first) == finds(slow)
    assert finds(second) == finds(ana.submit(slow, press="Show older", status=200))
    assert (len(finds(first)), len(finds(second))) == (50, 20)


def test_a_note_without_such_a_tag_stays_closed(browse: Browse, practice: Practice):
    write(practice, "A door.", week=1, tags=(one(QUIET),))
    other = write(practice, "A door.", week=2, tags=(one(WARY),))
    ana = browse(practice.ana)
    look(ana, "door")
    row = update(TherapySession).where(TherapySession.id == other)
    db.session.execute(row.values(themes_sealed=Sealed(bytes(2400))))  # as a failing disk does it
    db.session.commit()
    quiet = look(ana, among="themes", theme=QUIET)
    assert finds(quiet) == ["M. R., session 1, 15 January 2026"]
    assert "could not be opened" not in quiet.text
    assert "1 note could not be opened" in look(ana, among="themes", theme=WARY).text


def test_a_changed_tag_is_found_by_its_new_theme_only(browse: Browse, practice: Practice):
    note = write(practice, "A door.", week=1, tags=(one(QUIET),))
    ana = browse(practice.ana)
    assert finds(look(ana, among="themes", theme=QUIET))
    session, keyring = db.session.get(TherapySession, note), practice.keyrings["ana"]
    wary = one(WARY)
    written = Written(
        sections_of({"brought": "A door."}),
        tags=(wary,),
        passages=(passage_at("A door.", "door", wary.id),),
    )
    change_tags(session, written=written, base=session.version, keyring=keyring)
    db.session.commit()
    for _ in range(2):  # before, and after its concordance was written anew
        assert not finds(look(ana, among="themes", theme=QUIET))
        assert finds(look(ana, among="themes", theme=WARY))


class DaysOnly(Payload, frozen=True, tag=1):
    """As concordances were written that did not know the tags yet."""

    stamp: bytes
    days: tuple[tuple[str, None, int], ...]


def test_a_concordance_that_does_not_know_the_tags_is_written_anew(
    browse: Browse, practice: Practice
):
    write(practice, "A door.", week=1, tags=(one(QUIET),))
    ana = browse(practice.ana)
    look(ana, "door")
    put_instead(practice, DaysOnly(facts_kept(practice).stamp, (("2026-01-15", None, 1),)))
    for _ in range(2):
        assert finds(look(ana, among="themes", theme=QUIET))
    assert facts_kept(practice).tags.themes.values == (QUIET,)


def test_no_passage_is_shown_because_a_concordance_says_so(browse: Browse, practice: Practice):
    """Who holds the themes key and writes to the database can hide a note, and invent none."""
    write(practice, "A door.", week=1)
    write(practice, "A door.", week=2, tags=(one(QUIET),))
    ana = browse(practice.ana)
    look(ana, "door")
    kept = facts_kept(practice)
    days = tuple(msgspec.structs.replace(day, number=7) for day in kept.days)
    for ends in ((1, 1), (0, 1)):
        tags = msgspec.structs.replace(kept.tags, ends=ends)
        put_instead(practice, msgspec.structs.replace(kept, tags=tags, days=days))
        found = {*finds(look(ana, "door", theme=QUIET))}
        assert found <= {"M. R., session 7, 22 January 2026"}


def facts_kept(practice: Practice) -> Facts:
    row = db.session.get(Concordance, (practice.mira.id, str(Scope.THEMES)))
    db.session.refresh(row)
    opened = open_part(row.part, place_of(practice), keyring=practice.keyrings["ana"])
    return msgspec.json.decode(opened, type=Facts)


def put_instead(practice: Practice, payload: Payload) -> None:
    row = db.session.get(Concordance, (practice.mira.id, str(Scope.THEMES)))
    before: SealedPart = row.part
    keyring = practice.keyrings["ana"]
    row.part = seal_part(payload, place_of(practice), before=before, keyring=keyring)
    db.session.commit()


def place_of(practice: Practice) -> PartPlace:
    mira = practice.mira.id
    return PartPlace("client.concordance", mira, mira, Scope.THEMES)


def test_its_days_are_those_of_the_notes(browse: Browse, practice: Practice):
    write(practice, "A door.", week=1, tags=(one(QUIET),))
    look(browse(practice.ana), "door")
    (day,) = facts_kept(practice).days
    assert day == Day(day.held_on, None, 1, written=True)
