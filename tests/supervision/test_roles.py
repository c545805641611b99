"""Names become roles before a passage is lent, and what may still be a name is pointed at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_app.supervision.roles import possible_names, with_roles

ROLES = {"Mira Halt": "client", "Marco": "partner", "Lena Halt": "sister", "Teresa": "grandmother"}


@pytest.mark.parametrize(
    ("words", "became"),
    [
        ("Marco drove.", "[partner] drove."),
        ("MARCO! marco?", "[partner]! [partner]?"),
        ("It was Marco's turn, Marco’s.", "It was [partner]'s turn, [partner]’s."),
        ("Mira Halt and Lena", "[client] and [sister]"),
        ("Mrs Halt rang.", "[name] rang."),  # two people are called so
        ("Mrs. Teresa rang.", "[grandmother] rang."),
        ("Marcos stays, so does Teresaberg.", "Marcos stays, so does Teresaberg."),
        ("(Marco)", "([partner])"),
        ("Nobody.", "Nobody."),
    ],
)
def test_a_name_becomes_a_role(words, became):
    assert with_roles(words, ROLES) == became


def test_without_names_nothing_changes():
    assert with_roles("Marco drove.", {}) == "Marco drove."
    assert with_roles("Marco drove.", {"": "client", " ": "partner"}) == "Marco drove."


@pytest.mark.parametrize("name", ["Ana.*", "O'Neill", "José", "Zoë-Marie", "李"])
def test_a_name_of_any_letters_is_a_name_and_no_pattern(name):
    assert "[" not in with_roles("Ana drove to X.", {"Ana.*": "client"})
    if len(name) > 1:
        assert with_roles(f"So {name} said.", {name: "friend"}).startswith("So [friend]")


@given(st.text(max_size=80), st.sampled_from(sorted(ROLES)))
def test_no_name_stays_as_a_word_of_its_own(words, name):
    left = with_roles(f"{words} {name} {words}", ROLES)
    assert f" {name} " not in left


@pytest.mark.parametrize(
    ("words", "pointed_at"),
    [
        ("She told Beatriz about Porto.", ["Beatriz", "Porto"]),
        ("Beatriz came. Then I went.", []),
        ("“Stop,” said Tomé on Monday.", ["Tomé"]),
        ("the Tagus, the Tagus", ["Tagus"]),
        ("", []),
    ],
)
def test_a_capital_inside_a_sentence_is_pointed_at(words, pointed_at):
    assert possible_names(words) == pointed_at
