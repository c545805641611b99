"""The client's own words, starred: anchored like tags, on the server and without JavaScript."""

import json
from uuid import uuid4

import msgspec
import pytest

from notes_app import db
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import Passage, Section, SessionText, Told
from notes_app.notes.phrases import in_order, with_phrase, without_phrase
from notes_app.notes.reading import read_text
from notes_app.notes.service import Written, place_tags, write_session
from notes_app.notes.wire import MOST_PHRASES, CannotUnderstand, read_note
from tests.cast import Practice
from tests.notes.builders import WORDS, held, passage_at
from tests.notes.test_pages import Browse

PHRASE = "heard the door and lay still"


def note(words: str = WORDS, phrase: str = PHRASE) -> Written:
    starred = passage_at(words, phrase, uuid4())
    return with_phrase(Written(sections=(Section("brought", words),)), starred)


def phrases_of(written: Written) -> list[tuple[str, bool]]:
    return [(one.exact, one.detached) for one in written.told.phrases]


def moved(written: Written, words: str) -> Written:
    return place_tags(msgspec_replace(written, words))[0]


def msgspec_replace(written: Written, words: str) -> Written:
    return Written(sections=(Section("brought", words),), told=written.told)


def test_a_phrase_is_looked_up_again_in_the_words():
    (phrase,) = moved(note(), f"🙂 Well.\n{WORDS}").told.phrases
    assert (phrase.exact, phrase.start) == (PHRASE, len("🙂 Well.\nShe "))


def test_a_phrase_whose_words_are_gone_is_kept_and_comes_back():
    gone = moved(note(), "Something else.")
    assert phrases_of(gone) == [(PHRASE, True)]
    assert phrases_of(moved(gone, WORDS)) == [(PHRASE, False)]


def test_a_phrase_needs_no_tag():
    placed, how = place_tags(note())
    assert (placed.tags, placed.passages) == ((), ())
    assert len(how) == 1


def test_the_same_words_are_starred_once():
    once = note()
    assert with_phrase(once, passage_at(WORDS, PHRASE, uuid4())) == once
    assert without_phrase(once, once.told.phrases[0].id).told == Told()


def test_phrases_stand_in_the_order_of_the_note():
    def at(section: str, start: int, *, gone: bool = False) -> Passage:
        return Passage(uuid4(), section, start, start + 1, "x", detached=gone)

    last, second, first = at("brought", 0, gone=True), at("between", 1), at("brought", 9)
    assert in_order([last, second, first], ["brought", "between"]) == [first, second, last]


@pytest.mark.parametrize(
    "phrases",
    [
        [{"exact": "x"}] * (MOST_PHRASES + 1),
        [{"section": "no key at all"}],
        [{"prefix": "x" * 65}],
        [{"start": -1}],
        [{"strange": 1}],
    ],
)
def test_what_no_desk_sends_is_refused(phrases: list[dict[str, object]]):
    whole = [
        {"id": str(uuid4()), "section": "brought", "start": 0, "end": 1, "exact": "x", **one}
        for one in phrases
    ]
    body = {"base": 1, "sections": {"brought": "x"}, "told": {"phrases": whole}}
    with pytest.raises(CannotUnderstand):
        read_note(json.dumps(body).encode())


def test_two_phrases_of_one_id_are_refused():
    one = {"id": str(uuid4()), "section": "brought", "start": 0, "end": 1, "exact": "x"}
    body = {"base": 1, "sections": {}, "told": {"phrases": [one, one]}}
    with pytest.raises(CannotUnderstand):
        read_note(json.dumps(body).encode())


def write(practice: Practice) -> TherapySession:
    made = write_session(
        practice.mira,
        facts=held(written=True),
        text=SessionText((Section("brought", WORDS),)),
        keyring=practice.keyrings["ana"],
    )
    db.session.commit()
    return made


def test_a_sentence_is_starred_without_scripts_and_the_star_taken_off(
    browse: Browse, practice: Practice
):
    session, ana = write(practice), browse(practice.ana)
    page = ana.get("notes.star_plainly", session_id=session.id)
    choice = next(t.get("value") for t in page.top.all("input") if t.get("name") == "sentence")
    read = ana.follow(ana.submit(page, sentence=choice))
    assert "Starred." in read.text
    assert "“She heard the door and lay still.”" in read.text
    db.session.expire_all()
    stored = read_text(db.session.get(TherapySession, session.id), keyring=practice.keyrings["ana"])
    assert [phrase.exact for phrase in stored.told.phrases] == ["She heard the door and lay still."]
    again = ana.follow(ana.submit(read, press="Take the star off"))
    assert "No words are starred." in again.text


def test_a_sentence_must_be_chosen(browse: Browse, practice: Practice):
    session, ana = write(practice), browse(practice.ana)
    page = ana.get("notes.star_plainly", session_id=session.id)
    refused = ana.submit(page, press="Star it", status=422)
    assert "Choose the sentence that the client said." in refused.text


def test_nobody_stars_in_the_notes_of_another(browse: Browse, practice: Practice):
    session = write(practice)
    browse(practice.bea).get("notes.star_plainly", session_id=session.id, status=404)
    browse(practice.bea).post(
        "notes.take_star_off", session_id=session.id, phrase_id=uuid4(), status=404
    )


def test_stars_travel_with_the_draft(browse: Browse, practice: Practice):
    session, ana = write(practice), browse(practice.ana)
    phrase = msgspec.to_builtins(passage_at(WORDS, PHRASE, uuid4()))
    body = {"base": session.version, "sections": {"brought": WORDS}, "told": {"phrases": [phrase]}}
    ana.fetch(
        "PUT",
        f"/sessions/{session.id}/draft",
        status=200,
        data=json.dumps(body),
        headers={"If-Match": "0", "Content-Type": "application/json"},
    )
    page = ana.get("notes.write", session_id=session.id)
    assert PHRASE in page.html
