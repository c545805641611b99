from pathlib import Path

import pytest

from notes_app.clients.payloads import Pole
from notes_app.demo.script import BadScript, Kind, Line, read_script, say
from notes_app.notes.payloads import Way
from notes_app.themes.payloads import Component
from tests.demo.chance import chance

THEMES = ("going-quiet-when-hurt", "feeling-met")


def lines(tmp_path: Path, text: str, pronouns: str = "she/her") -> tuple[Line, ...]:
    file = tmp_path / "ida.txt"
    file.write_text(text, "utf-8")
    return read_script(file, themes=THEMES, people={"paul", "you"}, pronouns=pronouns)


def test_a_mark_says_theme_strength_way_part_pole_and_whom(tmp_path: Path) -> None:
    (line,) = lines(tmp_path, "He rang. [going 4 var expected past paul: She let it ring.]")
    (mark,) = line.marks
    assert (mark.theme, mark.strength, mark.people) == ("going-quiet-when-hurt", 4, ("paul",))
    assert (mark.way, mark.component, mark.pole) == (
        Way.VARIATION,
        Component.RO_EXPECTED,
        Pole.PAST,
    )


def test_the_words_stand_exactly_where_the_mark_says(tmp_path: Path) -> None:
    (line,) = lines(tmp_path, 'At noon [going 2: "nothing," she said], and [feeling 3: he knew].')
    said = say(line, chance(1))
    assert said.text == "At noon “nothing,” she said, and he knew."
    assert [said.text[start:end] for start, end, _ in said.spans] == [
        "“nothing,” she said",
        "he knew",
    ]


def test_a_line_can_be_told_in_versions_that_show_the_same_themes(tmp_path: Path) -> None:
    (line,) = lines(tmp_path, "[feeling 3: He waited.] // [feeling 2: He stayed.]")
    told = {say(line, chance(seed)).text for seed in range(20)}
    assert told == {"He waited.", "He stayed."}


def test_versions_that_show_different_themes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadScript):
        lines(tmp_path, "[feeling 3: He waited.] // [going 2: He left.]")


def test_conditions_say_where_a_line_fits(tmp_path: Path) -> None:
    late, early, phone = lines(tmp_path, "(>20) Late.\n(<9) Early.\n(4-6 phone) On the line.")
    assert late.fits(20, phone=False)
    assert not late.fits(19, phone=False)
    assert early.fits(9, phone=True)
    assert phone.fits(5, phone=True)
    assert not phone.fits(5, phone=False)


def test_a_pinned_line_belongs_to_its_session_and_is_not_for_the_taking(tmp_path: Path) -> None:
    (line,) = lines(tmp_path, "(17) She agreed with everything.")
    assert line.pinned == 17
    assert not line.fits(17, phone=False)


def test_a_plan_says_what_came_of_it(tmp_path: Path) -> None:
    (line,) = lines(tmp_path, "== next time\nAsk about Sunday. >> Sunday was put off.")
    assert line.kind is Kind.NEXT
    assert line.follow is not None
    assert say(line.follow, chance(1)).text == "Sunday was put off."


@pytest.mark.parametrize("mark", ["[unknown 3: x]", "[feeling 3 nobody: x]"])
def test_a_mark_that_names_nobody_known_is_refused(tmp_path: Path, mark: str) -> None:
    with pytest.raises(BadScript):
        lines(tmp_path, mark)


@pytest.mark.parametrize(
    ("pronouns", "expected"),
    [
        ("she/her", "She nodded. It went past her. Her shoulders sank."),
        ("he/him", "He nodded. It went past him. His shoulders sank."),
        ("they/them", "They nodded. It went past them. Their shoulders sank."),
    ],
)
def test_what_the_therapist_says_to_all_agrees_with_the_person(
    tmp_path: Path, pronouns: str, expected: str
) -> None:
    text = "{@They} nodded. It went past {@them}. {@Their} shoulders sank."
    (line,) = lines(tmp_path, text, pronouns)
    assert say(line, chance(1)).text == expected


def test_a_line_is_divided_into_what_was_done_and_what_came_of_it(tmp_path: Path) -> None:
    (line,) = lines(tmp_path, "== what I did\nI waited. >> He [feeling 3: looked up], at last.")
    said = say(line, chance(1))
    assert said.text == "I waited. He looked up, at last."
    halves = said.halves()
    assert halves is not None
    assert [half.text for half in halves] == ["I waited.", "He looked up, at last."]
    ((start, end, _),) = halves[1].spans
    assert halves[1].text[start:end] == "looked up"
    assert line.follow is None


@pytest.mark.parametrize("text", ["I [feeling 3: sat. >> He sat.]", "I sat. >> He sat. >> We sat."])
def test_a_line_is_divided_once_and_not_within_a_passage(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadScript):
        lines(tmp_path, f"== what I did\n{text}")
