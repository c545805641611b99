"""The lines of the exported file, the same from Python and from the script inside the file."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

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
