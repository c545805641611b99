"""The lines of the exported file, the same from Python and from the script inside the file."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import pytest

from notes_app.notes import lists
from notes_app.signing.codes import script
from notes_app.signing.lines import lines_of_entry, lines_of_record
from notes_app.signing.payloads import read_entry, read_record

GIVEN = json.loads((Path(__file__).parent / "lines.json").read_text("utf-8"))


@pytest.mark.parametrize("given", GIVEN, ids=lambda given: given["why"])
def test_a_signed_text_has_these_lines(given: dict[str, Any]) -> None:
    text = msgspec.json.encode(given["words"])
    if "kind" in given["words"]:
        lines = lines_of_entry(read_entry(text))
    else:
        lines = lines_of_record(read_record(text))
    assert [list(line) for line in lines] == given["lines"]


def test_the_file_has_the_same_words_for_codes() -> None:
    folder = files("notes_app.signing").joinpath("verifier")
    assert folder.joinpath("codes.js").read_text("utf-8") == script()


@pytest.mark.parametrize(
    ("one", "other"),
    [(lists.RUPTURE_KINDS, lists.INTERVENTIONS), (lists.MARKERS, lists.WITHDRAWALS)],
)
def test_no_code_has_two_meanings_in_one_field(one: dict[str, str], other: dict[str, str]) -> None:
    assert {code for code in one if other.get(code, one[code]) != one[code]} == set()


def test_words_from_the_room_are_drawn_as_they_were_written() -> None:
    given = next(one for one in GIVEN if one["why"] == "a full record")
    words = given["words"] | {"told": {"risk": "see-note", "where": "in-the-room"}}
    lines = lines_of_record(read_record(msgspec.json.encode(words)))
    assert ("p", "risk: see-note") in lines
    assert ("p", "where: in-the-room") in lines
