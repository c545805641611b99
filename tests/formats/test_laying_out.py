"""Whatever the format is changed to, no text loses its place."""

from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from notes_app.formats.built_in import BUILT_IN
from notes_app.formats.payloads import OwnFormat, OwnFormats, OwnSection
from notes_app.formats.queries import UNKNOWN, Formats, key_of, lay_out
from notes_app.notes.formats import headings_for
from notes_app.notes.payloads import Section, SessionText

MINE = OwnFormat(
    id=uuid4(),
    name="My intake",
    sections=(
        OwnSection("own-1", "What is wished for"),
        OwnSection("own-2", "Referred by", retired=True),
        OwnSection("risk", "Risk and safety"),
    ),
)
FORMATS = Formats(OwnFormats((MINE,)))
FORMAT_KEYS = [form.key for form in FORMATS.all]
SECTION_KEYS = sorted({key for form in FORMATS.all for key in form.keys} | {"text", "own-2", "x-1"})


def note(form: str, **words: str) -> SessionText:
    sections = tuple(Section(key.replace("__", "-"), text) for key, text in words.items())
    return SessionText(sections, format=form)


@given(
    words=st.dictionaries(st.sampled_from(SECTION_KEYS), st.text(min_size=1).filter(str.strip)),
    path=st.lists(st.sampled_from([*FORMAT_KEYS, "gone"]), min_size=1, max_size=4),
)
def test_a_change_of_format_keeps_every_text_under_one_heading(
    words: dict[str, str], path: list[str]
) -> None:
    for form in path:
        text = SessionText(tuple(Section(k, t) for k, t in words.items()), format=form)
        keys = [heading.key for heading in headings_for(text, formats=FORMATS)]
        assert len(keys) == len(set(keys))
        assert words.keys() <= set(keys)


def test_the_headings_of_the_format_come_first_in_its_order() -> None:
    headings = headings_for(note("dap", brought="She came."), formats=FORMATS)
    assert [h.key for h in headings] == ["data", "assessment", "plan", "risk", "brought"]


def test_what_is_left_over_says_from_which_format() -> None:
    headings = headings_for(note("dap", brought="She came.", subjective="Tired."), pronouns="she")
    left = [(h.origin, h.label) for h in headings if h.origin]
    assert left == [("Relational", "What she brought"), ("SOAP", "Subjective")]


def test_an_empty_section_of_another_format_is_not_shown() -> None:
    assert "brought" not in {h.key for h in headings_for(note("dap", brought=" "))}


def test_a_retired_section_keeps_its_heading() -> None:
    text = note(key_of(MINE.id), own__2="Dr Hall.")
    assert ("own-2", "Referred by") in {
        (h.key, h.label) for h in headings_for(text, formats=FORMATS)
    }


def test_a_renamed_heading_stands_over_older_notes_too() -> None:
    risk = lay_out(["risk"], FORMATS.of_note(key_of(MINE.id)), FORMATS)[-1]
    assert risk.label == "Risk and safety"


def test_text_of_a_format_that_cannot_be_opened_is_shown_all_the_same() -> None:
    headings = headings_for(note("own-gone", own__1="Sleep."))
    assert [h.label for h in headings if h.key == "own-1"] == [UNKNOWN]


def test_what_was_brought_in_stands_above_all() -> None:
    assert headings_for(note("soap", text="From paper."))[0].label == "As brought in"


def test_a_heading_of_ones_own_may_hold_any_sign() -> None:
    odd = OwnFormat(id=uuid4(), name="Odd", sections=(OwnSection("own-9", "{0} {x} {who}"),))
    formats = Formats(OwnFormats((odd,)))
    text = SessionText(format=key_of(odd.id))
    assert headings_for(text, pronouns="he", formats=formats)[0].label == "{0} {x} he"


def test_every_built_in_format_is_on_offer() -> None:
    assert {form.key for form in BUILT_IN} <= {form.key for form in FORMATS.offered}
