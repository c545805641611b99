"""What may further be said of a passage: kept, shown, changed and taken back, signed or not."""

import json
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from notes_app import db
from notes_app.accounts.models import User
from notes_app.clients.payloads import Domain, Person, Pole
from notes_app.clients.service import add_person
from notes_app.notes.beside import Risk
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import Ratings, SessionText, Tag
from notes_app.notes.service import write_session
from notes_app.notes.tag_words import further_in_words, stage_choices
from notes_app.notes.wire import CannotUnderstand, read_note, tags_for_desk, written_from
from tests.cast import Practice
from tests.changes.test_notes import undo_in_list
from tests.notes.builders import held, tagged
from tests.notes.stored import stored_facts
from tests.notes.test_wire import TAG, body
from tests.pages import Browser
from tests.signing.test_pages import sign

Browse = Callable[[User | None], Browser]
FURTHER = {
    "stage": 3.5,
    "valence": "negative",
    "echoes": [str(uuid4())],
    "rs_kind": "feeling",
    "affects": ["sad", "mixed"],
    "conflict": "defence",
    "direction": "self-to-self",
}
CHOSEN = {"stage": "2.5", "affects": ["sad", "angry"], "rs_kind": "body", "conflict": "feeling"}


@pytest.fixture
def ida(practice: Practice) -> Person:
    """Mira's mother."""
    mother = Person(id=uuid4(), role="mother", pole=Pole.PAST, domain=Domain.FAMILY_OF_ORIGIN)
    add_person(practice.mira, person=mother, name="Ida", keyring=practice.keyrings["ana"])
    db.session.commit()
    return mother


@pytest.fixture
def session(practice: Practice) -> UUID:
    note = tagged(component="rs")
    made = write_session(
        practice.mira,
        facts=held(tags=note.tags, written=True, ratings=Ratings(risk=Risk.NONE_REPORTED)),
        text=SessionText(sections=note.sections, passages=note.passages),
        keyring=practice.keyrings["ana"],
    )
    db.session.commit()
    return made.id


def change(ana: Browser, practice: Practice, session: UUID, **chosen: object):
    (tag,) = stored_facts(practice, session).tags
    page = ana.get("notes.change_tag", session_id=session, tag_id=tag.id)
    return ana.follow(ana.submit(page, press="Save tag", **chosen))


def test_all_of_it_comes_back_to_the_desk_as_it_was_sent() -> None:
    sent = written_from(read_note(body(tags=[TAG | FURTHER])))
    (tag,) = json.loads(json.dumps(tags_for_desk(sent)))
    assert {key: tag[key] for key in FURTHER} == FURTHER


def test_a_tag_without_it_says_so_to_the_desk() -> None:
    (tag,) = tags_for_desk(written_from(read_note(body())))
    assert (tag["stage"], tag["echoes"], tag["affects"], tag["rs_kind"]) == (None, [], [], "")


@pytest.mark.parametrize(
    "wrong",
    [
        {"stage": 7.5},
        {"stage": -1},
        {"valence": "met"},
        {"affects": ["sad"] * 21},
        {"conflict": "x" * 41},
        {"direction": "<b>"},
        {"echoes": ["Ida"]},
    ],
)
def test_what_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(CannotUnderstand):
        read_note(body(tags=[TAG | wrong]))


def test_somebody_elses_person_is_not_echoed() -> None:
    (tag,) = written_from(read_note(body(tags=[TAG | FURTHER])), people=set()).tags
    assert tag.echoes == ()


def test_stages_go_in_halves_from_kept_out_to_taken_in() -> None:
    choices = stage_choices()
    assert [choice.value for choice in choices[:4]] == ["0", "0.5", "1", "1.5"]
    assert (choices[0].name, choices[-1].name) == ("0, kept out", "7, taken in")
    assert choices[7].name == "3½, between named and understood"
    assert all(bool(choice.anchor) == ("." not in choice.value) for choice in choices)


def test_it_is_told_in_words_and_what_was_not_chosen_is_not() -> None:
    ida = uuid4()
    tag = Tag(id=uuid4(), theme="x", strength=1, echoes=(ida,), stage=0, affects=("sad", "mixed"))
    words = further_in_words(tag, {ida: "Ida"})
    assert words == ["echoes Ida", "worked through: 0, kept out", "sad, mixed"]
    assert further_in_words(Tag(id=uuid4(), theme="x", strength=1), {}) == []


def test_without_scripts_a_tag_is_changed_on_a_page(
    browse: Browse, practice: Practice, session: UUID, ida: Person
) -> None:
    ana = browse(practice.ana)
    page = change(ana, practice, session, **CHOSEN, echoes=[str(ida.id)], valence="positive")
    (tag,) = stored_facts(practice, session).tags
    assert (tag.stage, tag.affects, tag.rs_kind, tag.conflict) == (
        2.5,
        ("sad", "angry"),
        "body",
        "feeling",
    )
    assert tag.echoes == (ida.id,)
    assert tag.valence is None  # going quiet is a strain: it is neither met nor blocked
    assert "echoes Ida" in page.text
    assert "worked through: 2½, between dimly felt and named · body · sad, angry" in page.text


def test_the_page_shows_what_the_tag_says(
    browse: Browse, practice: Practice, session: UUID
) -> None:
    ana = browse(practice.ana)
    change(ana, practice, session, **CHOSEN)
    change(ana, practice, session, way="new")  # all else is sent as the page shows it
    (tag,) = stored_facts(practice, session).tags
    assert (tag.stage, tag.affects, tag.rs_kind, tag.way) == (2.5, ("sad", "angry"), "body", "new")


def test_what_a_response_was_goes_with_the_response(
    browse: Browse, practice: Practice, session: UUID
) -> None:
    ana = browse(practice.ana)
    change(ana, practice, session, **CHOSEN)
    change(ana, practice, session, component="wish")
    assert stored_facts(practice, session).tags[0].rs_kind == ""


def test_the_change_is_taken_back_by_its_name(
    browse: Browse, practice: Practice, session: UUID
) -> None:
    ana = browse(practice.ana)
    change(ana, practice, session, **CHOSEN)
    undo_in_list(ana, "Changed Goes quiet when hurt")
    (tag,) = stored_facts(practice, session).tags
    assert (tag.stage, tag.affects, tag.rs_kind) == (None, (), "")


def test_on_a_signed_note_it_is_a_dated_revision(
    browse: Browse, practice: Practice, session: UUID
) -> None:
    ana = browse(practice.ana)
    sign(ana, session)
    change(ana, practice, session, **CHOSEN)
    told = stored_facts(practice, session)
    assert told.tags[0].stage == 2.5
    assert [revision.tags[0].stage for revision in told.revisions] == [None]


def test_a_tag_that_is_not_there_is_not_found(
    browse: Browse, practice: Practice, session: UUID
) -> None:
    ana = browse(practice.ana)
    ana.get("notes.change_tag", session_id=session, tag_id=uuid4(), status=404)


def test_fields_that_were_not_sent_are_not_chosen(
    browse: Browse, practice: Practice, session: UUID
) -> None:
    ana, (before,) = browse(practice.ana), stored_facts(practice, session).tags
    row = db.session.get(TherapySession, session)
    sent = {"version": row.version, "theme": before.theme, "strength": "2"}
    path = f"/sessions/{session}/tags/{before.id}"
    headers = {"Sec-Fetch-Site": "same-origin", "X-CSRFToken": ana.token()}
    assert ana.client.post(path, data=sent, headers=headers).status_code == 303
    (tag,) = stored_facts(practice, session).tags
    assert (tag.strength, tag.direction, tag.stage, tag.echoes) == (2, "", None, ())
