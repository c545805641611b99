"""Every setting, command and shortcut stands in the user guide."""

import re
from pathlib import Path

import click
import pytest

from notes_app.accounts.shortcuts import PLACES
from tests.pages import Page

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = (ROOT / "docs" / "user-guide" / "reference.md").read_text(encoding="utf-8")
SOURCES = [ROOT / "config.py", *(ROOT / "notes_app").rglob("*.py")]
MODULES = sorted((ROOT / "notes_app" / "web" / "static" / "js").glob("*.js"))
OF_FLASK = {"routes", "run", "shell"}
#: What the browser calls a key, and what the guide calls it; the rest has one name.
CALLED = {
    "ArrowDown": "Alt+Down",
    "ArrowUp": "Alt+Up",
    "ArrowLeft": "Arrows",
    "ArrowRight": "Arrows",
    "Escape": "Esc",
    "s": "Ctrl+S",
    "k": "Ctrl+K",
    "z": "Ctrl+Z",
    "l": "Ctrl+Shift+L",
}
PLAIN = {"Tab", "Enter", " "}  # what these keys do everywhere


def settings() -> set[str]:
    named = r"\"((?:BETWEEN_[A-Z_]+|DATABASE_URL|HOST|PORT))\""
    return {name for file in SOURCES for name in re.findall(named, file.read_text("utf-8"))}


def commands(group: click.Group, before: str = "") -> list[str]:
    found = []
    for name, command in group.commands.items():
        whole = f"{before}{name}"
        found += commands(command, f"{whole} ") if isinstance(command, click.Group) else [whole]
    return [name for name in found if name not in OF_FLASK]


def keys() -> set[str]:
    asked = r"\bkey(?:\.toLowerCase\(\))? [!=]== [\"']([^\"']+)[\"']"
    return {key for file in MODULES for key in re.findall(asked, file.read_text("utf-8"))}


def test_every_setting_is_in_the_guide():
    assert {"PORT", "BETWEEN_MODE", "BETWEEN_PASSPHRASE"} <= settings()
    assert {name for name in settings() if f"`{name}`" not in REFERENCE} == set()


def test_every_command_is_in_the_guide(app):
    named = commands(app.cli)
    assert {"import", "users create"} <= set(named)
    assert [name for name in named if not re.search(rf"`{name}\b", REFERENCE)] == []


def test_every_option_of_the_import_is_in_the_guide(app):
    options = [option for each in app.cli.commands["import"].params for option in each.opts]
    assert "--dry-run" in options
    assert [o for o in options if o.startswith("--") and f"`{o}" not in REFERENCE] == []


def test_every_shortcut_is_in_the_guide():
    assert {"s", "k", "l", "Escape"} <= keys()
    assert {key for key in keys() - PLAIN if f"{CALLED.get(key, key)}" not in REFERENCE} == set()


@pytest.mark.parametrize("word", ["BETWEEN_NOWHERE", "users delete", "PageDown"])
def test_a_word_that_is_not_there_would_be_missed(word: str):
    assert word not in REFERENCE


def shortcuts_in_the_guide() -> list[tuple[str, str]]:
    chapter = REFERENCE.split("## Shortcuts")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (?!key|---)(.+?) \| (.+?) \|$", chapter, re.MULTILINE)
    return [tuple(re.sub(r"[`*]", "", cell) for cell in row) for row in rows]


def test_the_page_keyboard_has_every_shortcut_of_the_guide_in_its_order():
    shown = [(one.keys, one.does) for place in PLACES for one in place.shortcuts]
    assert len(shown) > 15
    assert shown == shortcuts_in_the_guide()


def on_account(page: Page) -> set[str]:
    """The name of everything on the page Account that can be set or pressed."""
    main = next(page.top.all("main"))
    answers = {id(label) for group in main.all("fieldset") for label in group.all("label")}
    fields = [tag for tag in main.all("label", "legend") if id(tag) not in answers]
    buttons = [tag for tag in main.all("a", "button") if "btn" in tag.get("class")]
    return {" ".join(tag.text.split()) for tag in [*fields, *buttons]}


def test_everything_under_account_is_in_the_guide(browse, practice):
    browse(practice.ana)  # another browser, so that it can be logged out
    shown = on_account(browse(practice.ana).get("accounts.account"))
    chapter = REFERENCE.split("## Settings under Account")[1].split("\n## ")[0]
    assert {"Credential", "Colours", "Log out everywhere else", "Recent changes"} <= shown
    assert {name for name in shown if f"*{name}*" not in chapter} == set()
