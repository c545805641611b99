"""Keys that stand in notes stay what they are."""

import json
from pathlib import Path

from notes_app.formats.built_in import BUILT_IN, carries_over

FROZEN = json.loads((Path(__file__).parent / "vectors" / "built_in.json").read_text("utf-8"))


def test_the_keys_of_the_built_in_formats_are_frozen():
    assert {form.key: list(form.keys) for form in BUILT_IN} == FROZEN


def test_the_first_note_begins_in_the_relational_format():
    assert BUILT_IN[0].key == "relational"


def test_every_format_asks_about_risk_in_a_section_of_its_own():
    assert [form.name for form in BUILT_IN if form.keys.count("risk") != 1] == []


def test_one_key_has_one_heading_wherever_it_stands():
    headings = {(h.key, h.label, h.prompt) for form in BUILT_IN for h in form.headings}
    assert len(headings) == len({key for key, _, _ in headings})


def test_every_section_has_a_prompt():
    assert [h.key for form in BUILT_IN for h in form.headings if not h.prompt.endswith(".")] == []


def test_what_is_planned_waits_beside_the_next_note():
    keys = {key for form in BUILT_IN for key in form.keys if carries_over(key)}
    assert keys == {"next_time", "plan"}
