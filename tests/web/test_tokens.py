"""The colours hold their contrast and stay apart, read out of the stylesheet itself."""

import re
from pathlib import Path

import pytest

from tests.web import colour

CSS = Path(__file__).resolve().parents[2] / "notes_app" / "web" / "static" / "css"
PAIRS = re.findall(
    r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);", (CSS / "tokens.css").read_text("utf-8")
)
SCHEMES = {
    "light": {name: light for name, light, _ in PAIRS},
    "dark": {name: dark for name, _, dark in PAIRS},
}
FAMILIES = ("ways", "feel", "expect", "roles", "room", "moves")
SURFACES = ("paper", "linen", "tint")
LEAST_APART = {"normal": 13, "protan": 12, "deutan": 12, "tritan": 9.5}
schemes = pytest.mark.parametrize("scheme", SCHEMES)
surfaces = pytest.mark.parametrize("surface", SURFACES)


def test_the_tokens_were_found():
    assert len(PAIRS) >= 20
    assert len({name for name, _, _ in PAIRS}) == len(PAIRS)


def test_a_known_contrast_comes_out_right():
    assert colour.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colour.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@schemes
@surfaces
@pytest.mark.parametrize("name", ["ink", "muted", "pine", "warn", "stop"])
def test_words_can_be_read(scheme: str, surface: str, name: str):
    assert colour.contrast(SCHEMES[scheme][name], SCHEMES[scheme][surface]) >= 4.5


@schemes
@surfaces
@pytest.mark.parametrize("name", [*FAMILIES, "edge", "focus"])
def test_shapes_and_borders_can_be_seen(scheme: str, surface: str, name: str):
    assert colour.contrast(SCHEMES[scheme][name], SCHEMES[scheme][surface]) >= 3


@schemes
@pytest.mark.parametrize("ground", ["pine", "pine-2"])
def test_the_word_on_the_filled_button_can_be_read(scheme: str, ground: str):
    assert colour.contrast(SCHEMES[scheme]["on-pine"], SCHEMES[scheme][ground]) >= 4.5


@schemes
@pytest.mark.parametrize("ground", ["sand", "warn-bg", "picked"])
def test_ink_can_be_read_on_the_other_grounds(scheme: str, ground: str):
    assert colour.contrast(SCHEMES[scheme]["ink"], SCHEMES[scheme][ground]) >= 4.5


@schemes
@pytest.mark.parametrize("family", FAMILIES)
def test_ink_can_be_read_on_a_marked_passage(scheme: str, family: str):
    tokens = SCHEMES[scheme]
    ground = colour.mixed(tokens[family], tokens["paper"], 0.13)
    assert colour.contrast(tokens["ink"], ground) >= 9


@schemes
@pytest.mark.parametrize("vision", LEAST_APART)
def test_no_two_families_look_alike(scheme: str, vision: str):
    palette = [SCHEMES[scheme][family] for family in FAMILIES]
    assert colour.closest(palette, vision) >= LEAST_APART[vision]


def test_two_colours_that_look_alike_to_some_are_found():
    assert colour.closest(["#7a4a2a", "#4a5a2a"], "protan") < 12


def test_no_colour_is_written_outside_the_tokens():
    sheets = [file for file in CSS.glob("*.css") if file.name not in ("tokens.css", "print.css")]
    found = {file.name: re.findall(r"#[0-9a-f]{3,8}\b", file.read_text("utf-8")) for file in sheets}
    assert len(found) > 5
    assert {name: colours for name, colours in found.items() if colours} == {"pages.css": ["#fff"]}
