"""What a therapist does, in steps: by the words on the page, never by its classes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.journeys.visitor import Visitor

NAME = "ruth"
PASSPHRASE = "umbrella cactus violin harbour nine"
SELECT = """(area, words) => {
  area.focus();
  const at = area.value.indexOf(words);
  area.setSelectionRange(at, at + words.length);
}"""


@dataclass(frozen=True)
class Mark:
    """A passage to tag: its words, the theme, with whom, how strongly."""

    words: str
    theme: str
    person: str
    strength: int
    way: str = ""


def create_practice(visitor: Visitor, *, passphrase: str = PASSPHRASE) -> str:
    """The first visit, up to Today; returns the recovery key as it stands on the sheet."""
    page = visitor.page
    visitor.go("/")
    page.get_by_label("Username").fill(NAME)
    page.get_by_label("Passphrase", exact=True).fill(passphrase)
    page.get_by_label("Repeat passphrase").fill(passphrase)
    press(page, "Create your practice")
    groups = page.get_by_role("region", name="Recovery key").get_by_role("listitem")
    expect(groups).to_have_count(9)
    key = groups.all_inner_texts()
    page.get_by_label("Last group of the recovery key").fill(key[-1])
    press(page, "Continue")
    expect(page.get_by_role("status")).to_contain_text("sheet")
    return "-".join(key)


def log_in(visitor: Visitor, *, name: str = NAME, passphrase: str = PASSPHRASE) -> None:
    visitor.go("/log-in")
    visitor.page.get_by_label("Username").fill(name)
    visitor.page.get_by_label("Passphrase").fill(passphrase)
    press(visitor.page, "Log in")
    expect(visitor.page.get_by_role("button", name="Lock")).to_be_visible()


def unlock(visitor: Visitor, *, passphrase: str = PASSPHRASE) -> None:
    visitor.page.get_by_role("textbox", name="Passphrase").fill(passphrase)
    press(visitor.page, "Unlock")


def add_client(visitor: Visitor, *, name: str, code_name: str, pronouns: str = "she") -> str:
    """Returns the address of the client's pages."""
    page = visitor.page
    visitor.go("/clients")
    page.get_by_role("link", name="Add a client").click()
    page.get_by_label("Code name").fill(code_name)
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Pronouns").fill(pronouns)
    press(page, "Add client")
    expect(page.get_by_role("heading", level=1)).to_contain_text(name.split()[0])
    return visitor.path()


def add_person(visitor: Visitor, client: str, *, role: str, name: str) -> None:
    page = visitor.page
    visitor.go(f"{client}/people/new")
    page.get_by_label("Role").fill(role)
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Part of life").select_option(index=1)
    press(page, "Add person")
    expect(page.get_by_role("rowheader", name=name)).to_be_visible()


def bring_in(visitor: Visitor, client: str, files: Sequence[dict[str, Any]]) -> None:
    """Import these files, up to the list of notes."""
    page = visitor.page
    visitor.go(f"{client}/notes")
    page.get_by_role("link", name="Bring in notes").click()
    page.get_by_label("Files", exact=True).set_input_files(files)
    press(page, "Look through the files")
    press(page, f"Bring in {len(files)} notes")
    expect(page.get_by_role("status")).to_contain_text("The notes are in.")


def begin_note(visitor: Visitor, client: str, *, day: str) -> None:
    """Add a session held on `day` (2026-04-30) and open its desk."""
    visitor.go(f"{client}/sessions/new")
    visitor.page.get_by_label("Date").fill(day)
    press(visitor.page, "Add and write the note")
    expect(visitor.page.get_by_text("0 passages tagged")).to_be_visible()  # the editor is awake


def note_of_everything(page: Page) -> None:
    """Write four sentences, one for each theme of the week."""
    section(page).fill(
        "She said nothing for a while. On Monday she told him that she had minded. "
        "She agreed before he had finished. Today it was easy between us."
    )


def section(page: Page, label: str = "brought") -> Locator:
    return page.get_by_role("textbox", name=label)


def tag_by_mouse(page: Page, mark: Mark) -> None:
    """Select the words, press the button, choose everything by clicks."""
    section(page).evaluate(SELECT, mark.words)
    page.get_by_role("button", name="Tag passage").click()
    form = page.get_by_role("form", name="Tag passage")
    form.get_by_role("combobox", name="Theme").fill(mark.theme)
    form.get_by_role("option", name=mark.theme).first.click()
    form.get_by_role("group", name="With whom").get_by_text(mark.person).click()
    form.get_by_role("group", name="How strongly").get_by_text(str(mark.strength)).click()
    if mark.way:
        form.get_by_text(mark.way, exact=True).click()
    form.get_by_role("button", name="Tag passage").click()
    expect(form).to_be_hidden()


def tag_by_keys(page: Page, mark: Mark) -> None:
    """Ctrl+K, the theme's first letters, Tab, the person's first letter, the strength, Enter."""
    section(page).evaluate(SELECT, mark.words)
    keys = page.keyboard
    keys.press("Control+k")
    keys.type(mark.theme[:12])
    keys.press("Tab")
    keys.press(mark.person[0])
    keys.press(str(mark.strength))
    keys.press("Enter")
    expect(page.get_by_role("form", name="Tag passage")).to_be_hidden()


def save_note(page: Page) -> None:
    page.keyboard.press("Control+s")
    expect(page.get_by_role("status")).to_contain_text("Saved 09:15, encrypted")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def submit(page: Page, name: str) -> None:
    """Press a button that sends a form, and wait for the page that comes."""
    with page.expect_navigation():
        press(page, name)
