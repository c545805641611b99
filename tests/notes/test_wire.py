"""What the desk sends is understood exactly, or refused with a sentence."""

import json
from uuid import uuid4

import pytest

from notes_app.notes.formats import LONGEST_NOTE
from notes_app.notes.wire import CannotUnderstand, read_note, tags_for_desk, written_from

TAG = {
    "id": str(uuid4()),
    "theme": "going-quiet-when-hurt",
    "strength": 3,
    "section": "brought",
    "start": 0,
    "end": 3,
    "exact": "She",
    "way": "old",
    "component": "rs",
    "pole": "current",
    "people": [str(uuid4())],
    "for_supervision": True,
}


def body(**changes: object) -> bytes:
    note = {"base": 1, "sections": {"brought": "She came."}, "process": "", "tags": [TAG]}
    return json.dumps(note | changes).encode()


def test_a_tag_comes_back_as_it_was_sent() -> None:
    sent = json.dumps(tags_for_desk(written_from(read_note(body()))))
    (tag,) = json.loads(sent)
    assert {key: tag[key] for key in TAG} == TAG


def test_a_null_byte_is_refused_with_what_to_do() -> None:
    with pytest.raises(CannotUnderstand, match="null byte"):
        read_note(body(sections={"brought": "She\0came"}))


def test_a_note_that_is_too_long_is_refused_with_what_to_do() -> None:
    with pytest.raises(CannotUnderstand, match="Nothing was lost"):
        read_note(body(sections={"brought": "x" * LONGEST_NOTE, "between": "y"}))


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"[]",
        b"{",
        b"\xff\xfe",
        body(base="one"),
        body(sections={"Not a key": "x"}),
        body(tags=[TAG | {"strength": 6}]),
        body(tags=[TAG | {"strength": 0}]),
        body(tags=[TAG | {"start": -1}]),
        body(tags=[TAG | {"id": "1"}]),
        body(tags=[TAG | {"way": "better"}]),
    ],
)
def test_what_is_not_a_note_is_refused(broken: bytes) -> None:
    with pytest.raises(CannotUnderstand, match="Your text is safe"):
        read_note(broken)


def test_fields_that_nobody_asked_for_change_nothing() -> None:
    note = written_from(read_note(body(owner="somebody", version=99, signed=True)))
    assert note == written_from(read_note(body()))
