"""Opening a rupture and linking a repair, as Ana does it with plain forms."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.payloads import Domain, Person, Pole
from notes_app.clients.service import add_person
from notes_app.db.errors import Signed
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import Ratings, SessionText
from notes_app.notes.queries import open_facts
from notes_app.notes.reading import read_text
from notes_app.notes.revising import tell_line
from notes_app.notes.service import write_session
from tests.cast import Practice
from tests.notes.builders import WORDS, held, tagged
from tests.notes.stored import stored
from tests.notes.test_pages import draft
from tests.pages import Browser, Page

Browse = Callable[[User | None], Browser]
STRAIN, MENDED = "strain-with-therapist", "mended-and-tried-anew"


@pytest.fixture
def ana(browse: Browse, practice: Practice) -> Browser:
    return browse(practice.ana)


def keep(practice: Practice, week: int, theme: str = STRAIN) -> UUID:
    """A written session of Mira's with one tagged passage."""
    note = tagged(theme=theme)
    session = write_session(
        practice.mira,
        facts=held(week, tags=note.tags, tagging_complete=True, written=True),
        text=SessionText(sections=note.sections, passages=note.passages),
        keyring=practice.keyrings["ana"],
    )
    db.session.commit()
    return session.id


def told_in(practice: Practice, session_id: UUID) -> tuple[Ratings, dict[UUID, str]]:
    session = stored(session_id)
    keyring = practice.keyrings["ana"]
    facts = open_facts(session, keyring=keyring)
    return facts.ratings, read_text(session, keyring=keyring).told.words


def open_one(ana: Browser, session_id: UUID, **fields: object) -> Page:
    page = ana.get("notes.open_rupture", session_id=session_id)
    told = {"kind": "withdrawal", "line": "She agreed too fast.", **fields}
    return ana.submit(page, press="Open rupture", **told)


def link_one(ana: Browser, session_id: UUID, **fields: object) -> Page:
    page = ana.get("notes.link_repair", session_id=session_id)
    told = {"closes": "yes", "moves": ["r-own"], **fields}
    return ana.submit(page, press="Link repair", **told)


def sign(ana: Browser, session_id: UUID) -> None:
    desk = ana.get("notes.write", session_id=session_id)
    ana.submit(desk, press="Save note", **{"ratings.risk": "none-reported"})
    page = ana.get("signing.sign", session_id=session_id)
    ana.submit(page, press="Sign and lock", name="Ana", credential="MSc")


def test_a_rupture_is_kept_with_its_signs_weight_and_passages(
    ana: Browser, practice: Practice
) -> None:
    session_id = keep(practice, 0)
    open_one(
        ana,
        session_id,
        withdrawals=["w-pleases", "w-short"],
        confrontations=["c-frame"],
        significance="4",
        therapist_part="2",
    )
    ratings, words = told_in(practice, session_id)
    (rupture,) = ratings.ruptures
    assert (rupture.kind, rupture.markers) == ("withdrawal", ("w-pleases", "w-short", "c-frame"))
    assert (rupture.significance, rupture.therapist_part) == (4, 2)
    assert len(rupture.tags) == 1  # the strained passage was offered
    assert words == {rupture.id: "She agreed too fast."}


def test_nothing_about_it_is_rated_unless_it_is_said(ana: Browser, practice: Practice) -> None:
    session_id = keep(practice, 0)
    open_one(ana, session_id, passages=None, line="")
    ratings, words = told_in(practice, session_id)
    (rupture,) = ratings.ruptures
    assert (rupture.significance, rupture.therapist_part, rupture.markers) == (None, None, ())
    assert words == {}


def test_a_rupture_without_a_kind_is_asked_about(ana: Browser, practice: Practice) -> None:
    session_id = keep(practice, 0)
    page = ana.get("notes.open_rupture", session_id=session_id)
    again = ana.submit(page, press="Open rupture", status=422, line="She agreed.")
    assert "Choose how it showed" in again.text
    assert "She agreed." in again.html
    assert told_in(practice, session_id)[0].ruptures == ()


def test_a_repair_closes_the_oldest_rupture_from_a_later_session(
    ana: Browser, practice: Practice
) -> None:
    first, later = keep(practice, 0), keep(practice, 2, MENDED)
    open_one(ana, first)
    link_one(ana, later, resolution="4")
    (repair,) = told_in(practice, later)[0].repairs
    (rupture,) = told_in(practice, first)[0].ruptures
    assert (repair.rupture, repair.moves, repair.resolution) == (rupture.id, ("r-own",), 4)
    assert repair.closes
    assert len(repair.tags) == 1
    read = ana.get("notes.read", session_id=later).text
    assert "Repair named the therapist's own part; mended 4 of 5; closed" in read


def test_a_repair_is_not_offered_before_there_is_a_rupture(
    ana: Browser, practice: Practice
) -> None:
    first, later = keep(practice, 0), keep(practice, 1)
    open_one(ana, later)
    page = ana.get("notes.link_repair", session_id=first)
    assert "No rupture was open at this session." in page.text


def test_a_draft_that_is_older_does_not_undo_a_rupture(ana: Browser, practice: Practice) -> None:
    session_id = keep(practice, 0)
    desk = ana.get("notes.write", session_id=session_id)
    (base, *_) = (tag.get("value") for tag in desk.top.all("input") if tag.get("name") == "version")
    draft(ana, session_id, WORDS, base=int(base), ratings={"distress": 3})
    open_one(ana, session_id)
    desk = ana.get("notes.write", session_id=session_id)
    ana.submit(desk, press="Save note")
    ratings, words = told_in(practice, session_id)
    assert [rupture.kind for rupture in ratings.ruptures] == ["withdrawal"]
    assert ratings.distress == 3
    assert list(words.values()) == ["She agreed too fast."]


def test_not_a_rupture_after_all_stays_with_that_word_and_can_be_undone(
    ana: Browser, practice: Practice
) -> None:
    session_id = keep(practice, 0)
    open_one(ana, session_id)
    (rupture,) = told_in(practice, session_id)[0].ruptures
    page = ana.get("notes.change_rupture", session_id=session_id, rupture_id=rupture.id)
    answer = ana.submit(page, press="Not a rupture after all")
    assert told_in(practice, session_id)[0].ruptures[0].taken_back
    after = ana.follow(answer)
    assert "not a rupture after all" in after.text
    ana.submit(after, press="Undo")
    assert not told_in(practice, session_id)[0].ruptures[0].taken_back


def test_opening_is_undone_by_name_with_its_words(ana: Browser, practice: Practice) -> None:
    session_id = keep(practice, 0)
    open_one(ana, session_id)
    changes = ana.get("changes.recent")
    assert "Opened a rupture (pulling back) in session 1" in changes.text
    ana.submit(changes, press="Undo")
    assert told_in(practice, session_id) == (Ratings(), {})


def test_a_repair_is_changed_and_removed(ana: Browser, practice: Practice) -> None:
    session_id = keep(practice, 0)
    open_one(ana, session_id)
    link_one(ana, session_id, line="I said what I had missed.")
    (repair,) = told_in(practice, session_id)[0].repairs
    page = ana.get("notes.change_repair", session_id=session_id, repair_id=repair.id)
    ana.submit(page, press="Save repair", closes="no")
    assert not told_in(practice, session_id)[0].repairs[0].closes
    page = ana.get("notes.change_repair", session_id=session_id, repair_id=repair.id)
    ana.submit(page, press="Remove repair")
    ratings, words = told_in(practice, session_id)
    assert ratings.repairs == ()
    assert repair.id not in words


def test_from_the_threads_she_comes_back_to_the_thread_that_she_told_of(
    ana: Browser, practice: Practice
) -> None:
    open_one(ana, keep(practice, 0))
    later = keep(practice, 1)
    page = ana.get("notes.open_rupture", session_id=later, back="threads")
    back = ana.submit(page, press="Open rupture", kind="withdrawal")
    (rupture,) = told_in(practice, later)[0].ruptures
    threads = f"/clients/{practice.mira.id}/ruptures?thread={rupture.id}"
    assert back.location == threads
    page = ana.get("notes.link_repair", session_id=later, back="threads", of=rupture.id)
    assert ana.submit(page, press="Link repair", closes="yes").location == threads


def test_two_windows_do_not_overwrite_each_other(ana: Browser, practice: Practice) -> None:
    session_id = keep(practice, 0)
    page = ana.get("notes.open_rupture", session_id=session_id)
    open_one(ana, session_id)
    again = ana.submit(page, press="Open rupture", status=409, kind="mixed", line="Second.")
    assert "Not saved: this was changed in another window." in again.text
    assert "Second." in again.html


def test_somebody_elses_ids_are_not_there(ana: Browser, practice: Practice) -> None:
    session_id = keep(practice, 0)
    values = {"session_id": session_id, "rupture_id": uuid4()}
    ana.get("notes.change_rupture", status=404, **values)
    ana.get("notes.change_repair", status=404, session_id=session_id, repair_id=uuid4())


def test_a_strained_passage_offers_to_open_one_until_it_is_in_one(
    ana: Browser, practice: Practice
) -> None:
    session_id = keep(practice, 0)
    assert (
        'aria-label="Open a rupture, passage 1"'
        in ana.get("notes.read", session_id=session_id).html
    )
    open_one(ana, session_id)
    read = ana.get("notes.read", session_id=session_id)
    assert 'aria-label="Open a rupture, passage 1"' not in read.html
    assert "Rupture, pulling back" in read.links


def test_a_mended_passage_offers_the_oldest_open_rupture(ana: Browser, practice: Practice) -> None:
    first, later = keep(practice, 0), keep(practice, 1, MENDED)
    assert "Link a repair" not in ana.get("notes.read", session_id=later).text
    open_one(ana, first)
    (rupture,) = told_in(practice, first)[0].ruptures
    read = ana.get("notes.read", session_id=later)
    assert f"of={rupture.id}" in read.html


def test_a_repair_begins_at_the_rupture_that_the_address_names(
    ana: Browser, practice: Practice
) -> None:
    first, second, later = keep(practice, 0), keep(practice, 1), keep(practice, 2, MENDED)
    open_one(ana, first)
    open_one(ana, second)
    (rupture,) = told_in(practice, second)[0].ruptures
    page = ana.get("notes.link_repair", session_id=later, of=rupture.id)
    ana.submit(page, press="Link repair", closes="no")
    assert [one.rupture for one in told_in(practice, later)[0].repairs] == [rupture.id]


def test_a_signed_session_takes_one_as_a_dated_revision_and_no_words(
    ana: Browser, practice: Practice
) -> None:
    session_id = keep(practice, 0)
    sign(ana, session_id)
    page = ana.get("notes.open_rupture", session_id=session_id)
    assert "This session is signed: its words stay." in page.text
    ana.submit(page, press="Open rupture", kind="confrontation")
    ratings, words = told_in(practice, session_id)
    assert [rupture.kind for rupture in ratings.ruptures] == ["confrontation"]
    assert words == {}
    session = db.session.get(TherapySession, session_id)
    assert session is not None
    facts = open_facts(session, keyring=practice.keyrings["ana"])
    assert [revision.ratings.ruptures for revision in facts.revisions] == [()]
    read = ana.get("notes.read", session_id=session_id)
    assert "Rupture, challenging" in read.text
    assert "The stored copy of this note was changed" not in read.text


def test_what_was_signed_cannot_be_undone(ana: Browser, practice: Practice) -> None:
    session_id = keep(practice, 0)
    before = ana.follow(open_one(ana, session_id))
    sign(ana, session_id)
    answer = ana.submit(before, press="Undo")
    assert "the note was signed since" in ana.follow(answer).text
    ratings, words = told_in(practice, session_id)
    assert len(ratings.ruptures) == len(words) == 1


def test_a_joint_session_asks_whose_rupture_it_was(ana: Browser, practice: Practice) -> None:
    dov = Person(uuid4(), "Husband", Pole.CURRENT, Domain.PARTNER)
    keyring = practice.keyrings["ana"]
    add_person(practice.mira, person=dov, name="Dov", keyring=keyring)
    facts = held(0, participants=(dov.id,), written=True)
    session = write_session(practice.mira, facts=facts, text=SessionText(), keyring=keyring)
    db.session.commit()
    open_one(ana, session.id, with_person=str(dov.id))
    assert told_in(practice, session.id)[0].ruptures[0].with_person == dov.id
    page = ana.get("patterns.ruptures", client_id=practice.mira.id)
    assert "With whom" in page.text
    assert "Dov" in page.text


def test_a_line_of_a_signed_session_is_refused(ana: Browser, practice: Practice) -> None:
    session_id = keep(practice, 0)
    sign(ana, session_id)
    db.session.expire_all()
    session = db.session.get(TherapySession, session_id)
    assert session is not None
    with pytest.raises(Signed):
        tell_line(session, uuid4(), line="Later.", keyring=practice.keyrings["ana"])
