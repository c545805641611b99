"""A week is played with a word of its own in every field; then nobody finds any of them.

First it is shown that the words were saved and open again: a search that finds nothing proves
nothing until then.
"""

import base64
import secrets
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import BrowserType, Page, expect

from tests.attacks.spellings import found_in
from tests.browser.conftest import CHROMIUM, QUIET
from tests.browser.journeys.steps import bring_in, press, section, submit
from tests.browser.journeys.visitor import Visitor, visiting
from tests.durability.server import Server, running

pytestmark = [
    pytest.mark.browser,
    pytest.mark.attack,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"no Chromium at {CHROMIUM}"),
]

FIELDS = (
    *("username", "passphrase", "wrongtry", "display", "codename", "firstname", "surname"),
    *("pronouns", "contact", "cadence", "ownwords", "role", "person", "theme", "definition"),
    *("soundslike", "brought", "between", "response", "nexttime", "process", "minted"),
    *("clientword", "filename", "filetext", "hugefile", "sought", "soughttheme", "draft"),
    "soughtwords",
    *("refused",),
)
# Not shown again: typed to come in, to look for something, or refused; a file's name is forgotten.
NOT_KEPT = {
    *("username", "passphrase", "wrongtry", "refused", "filename"),
    *("sought", "soughttheme", "soughtwords"),
}
STORED_BY_BROWSER = """async () => [
  ...Object.entries(localStorage), ...Object.entries(sessionStorage),
  ...(await indexedDB.databases()).map(found => found.name), ...await caches.keys(),
  ...(await navigator.serviceWorker.getRegistrations()).map(found => found.scope),
]"""
TELL_TITLE = "addEventListener('load', () => window.sawTitle(document.title))"


@dataclass
class Week:
    """What is left after the week."""

    words: dict[str, str]
    server: Server
    visitor: Visitor
    began: float
    titles: list[str] = field(default_factory=list)
    client: str = ""
    note: str = ""

    @property
    def page(self) -> Page:
        return self.visitor.page


@pytest.fixture(scope="module")
def week(browser_type: BrowserType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Week]:
    words = {name: f"zq{name}{_letters()}" for name in FIELDS}
    browser = browser_type.launch(executable_path=CHROMIUM, args=QUIET)
    with (
        running(tmp_path_factory.mktemp("week")) as server,
        visiting(browser, server.address) as visitor,
    ):
        visitor.watch.expected = {422}
        week = Week(words, server, visitor, began=time.time())
        visitor.context.expose_binding("sawTitle", lambda _, title: week.titles.append(title))
        visitor.context.add_init_script(TELL_TITLE)
        _come_in(week)
        _add_a_client(week)
        _write(week)
        _look_around(week)
        yield week
    browser.close()


def test_the_words_were_saved_and_open_again(week: Week) -> None:
    pages = [week.client, f"{week.client}/change", f"{week.client}/words", f"{week.client}/notes"]
    pages += [week.note, f"{week.note}/write", "/themes", "/account"]
    seen = ""
    for path in pages:
        week.visitor.go(path)
        seen += week.page.content()
    imported = week.page.get_by_role("link", name="3 March 2025")
    week.visitor.go(f"{week.client}/notes")
    imported.click()
    seen += week.page.content()
    kept = {name: word for name, word in week.words.items() if name not in NOT_KEPT}
    assert [name for name, word in kept.items() if word not in seen] == []


def test_no_word_lies_in_the_folder_of_the_installation(week: Week) -> None:
    while_running = _files_in(week.server.instance)
    assert {"between.db", "between.db-wal", "instance.key"} <= {Path(f).name for f in while_running}
    assert found_in(while_running, week.words.values()) == []


def test_no_word_lies_in_a_temporary_file(week: Week) -> None:
    system = Path(tempfile.gettempdir())
    made = [_read(path) for path in system.iterdir() if _made_since(path, week.began)]
    assert found_in(dict(made), week.words.values()) == []
    assert _files_in(week.server.temporary) == {}


def test_no_file_was_opened_for_writing_outside_of_the_installation(week: Week) -> None:
    opened = set(week.server.opened.read_text(encoding="utf-8").splitlines())
    paths = {path for path in opened if not path.isdecimal()}  # a number is a file open already
    assert any(path.startswith(str(week.server.instance)) for path in paths)
    assert [p for p in paths if not p.startswith(f"{week.server.instance}/")] == []


def test_no_word_stands_in_a_line_of_the_log(week: Week) -> None:
    lines = week.server.log.read_bytes()
    assert b'"route": "/sessions/<uuid:session_id>/draft"' in lines
    assert found_in({"log": lines}, week.words.values()) == []


def test_no_word_stands_in_an_address_a_title_or_a_cookie(week: Week) -> None:
    addresses = "\n".join([*week.visitor.watch.asked, *map(unquote, week.visitor.watch.asked)])
    cookies = [cookie["value"] for cookie in week.visitor.context.cookies()]
    decoded = b"\n".join(base64.urlsafe_b64decode(f"{value}====") for value in cookies)
    assert "/draft" in addresses
    assert len(week.titles) > len(FIELDS)
    assert cookies
    places = {
        "titles": "\n".join(week.titles),
        "addresses": addresses,
        "cookies": " ".join(cookies),
    }
    everything = {name: text.encode() for name, text in places.items()} | {"decoded": decoded}
    assert found_in(everything, week.words.values()) == []


def test_the_browser_keeps_nothing(week: Week) -> None:
    assert week.page.evaluate(STORED_BY_BROWSER) == []
    assert week.visitor.watch.wrong == []


def _come_in(week: Week) -> None:
    """Create the practice, lock, try a wrong passphrase, unlock."""
    page, words = week.page, week.words
    passphrase = f"umbrella cactus {words['passphrase']} harbour"
    week.visitor.go("/")
    page.get_by_label("Username").fill(words["username"])
    page.get_by_label("Passphrase", exact=True).fill(passphrase)
    page.get_by_label("Repeat passphrase").fill(passphrase)
    submit(page, "Create your practice")
    groups = page.get_by_role("region", name="Recovery key").get_by_role("listitem")
    page.get_by_label("Last group of the recovery key").fill(groups.last.inner_text())
    submit(page, "Continue")
    submit(page, "Lock")
    page.get_by_label("Passphrase").fill(f"umbrella cactus {words['wrongtry']}")
    submit(page, "Unlock")
    expect(page.get_by_role("alert")).to_contain_text("did not open")
    page.get_by_label("Passphrase").fill(passphrase)
    submit(page, "Unlock")
    expect(page.get_by_role("button", name="Lock")).to_be_visible()
    week.visitor.go("/account")
    page.get_by_label("Display name").fill(words["display"])
    submit(page, "Save settings")


def _add_a_client(week: Week) -> None:
    """A card, a person, a theme; each form is refused once before."""
    page, words = week.page, week.words
    week.visitor.go("/clients/new")
    page.get_by_label("Contact").fill(words["refused"])
    page.get_by_label("Code name").fill(" ")
    submit(page, "Add client")
    expect(page.get_by_role("alert").first).to_be_visible()
    page.get_by_label("Code name").fill(words["codename"])
    page.get_by_label("Name", exact=True).fill(f"{words['firstname']} {words['surname']}")
    page.get_by_label("Pronouns").fill(words["pronouns"])
    page.get_by_label("Contact").fill(words["contact"])
    page.get_by_label("How often").fill(words["cadence"])
    page.get_by_label("In their own words").fill(words["ownwords"])
    submit(page, "Add client")
    expect(page.get_by_role("link", name="Change the card")).to_be_visible()
    week.client = week.visitor.path()
    week.visitor.go(f"{week.client}/people/new")
    page.get_by_label("Role").fill(words["role"])
    page.get_by_label("Name", exact=True).fill(words["person"])
    page.get_by_label("Part of life").select_option(index=1)
    submit(page, "Add person")
    week.visitor.go("/themes/new")
    page.get_by_label("Name", exact=True).fill(words["theme"])
    page.get_by_label("Definition").fill(words["definition"])
    page.get_by_label("Sounds like").fill(words["soundslike"])
    page.get_by_role("group", name="Family").get_by_role("radio").first.check()
    submit(page, "Add theme")
    expect(page.get_by_role("status").first).not_to_be_empty()


def _write(week: Week) -> None:
    """Bring in two notes, write one, tag it with a theme that is made on the way."""
    page, words = week.page, week.words
    huge = f"{words['hugefile']} {'She came late. ' * 50_000}"[:390_000]
    names = (f"2025-03-03 {words['filename']}.txt", "2025-03-10.txt", "2025-03-17.txt")
    texts = (f"She said {words['filetext']}.", huge, huge[::-1])
    files = [
        {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
        for name, text in zip(names, texts, strict=True)
    ]
    bring_in(week.visitor, week.client, files)
    week.visitor.go(f"{week.client}/sessions/new")
    press(page, "Add and write the note")
    expect(page.get_by_text("0 passages tagged")).to_be_visible()
    week.note = week.visitor.path().removesuffix("/write")
    for label, name in (("brought", "brought"), ("Between us", "between")):
        section(page, label).fill(f"She said {words[name]} and laughed.")
    section(page, "My own response").fill(words["response"])
    section(page, "Next time").fill(words["nexttime"])
    page.get_by_text("Private process note", exact=True).first.click()
    section(page, "Private process note").fill(words["process"])
    page.get_by_text("Session record", exact=True).click()
    section(page).press("Control+k")
    page.keyboard.type(words["minted"])
    page.get_by_role("option", name="New theme").click()
    page.keyboard.press("Tab")
    page.keyboard.press("y")
    page.keyboard.press("4")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Tagged")
    page.keyboard.press("Control+s")
    expect(page.get_by_role("status")).to_contain_text("Saved ")
    section(page).fill(f"She said {words['brought']}, then {words['draft']}.")
    expect(page.get_by_role("status")).to_contain_text("Draft saved")


def _look_around(week: Week) -> None:
    """The client's word for a theme, the search fields, theme change, a page that is not there."""
    page, words = week.page, week.words
    week.visitor.go(f"{week.client}/words")
    page.get_by_role("textbox").first.fill(words["clientword"])
    with page.expect_navigation():
        page.get_by_role("button", name="Save word for").first.click()
    week.visitor.go("/clients")
    page.get_by_label("Find a client").fill(words["sought"])
    submit(page, "Find")
    week.visitor.go("/themes")
    page.get_by_role("searchbox").or_(page.get_by_label("Find a theme")).fill(words["soughttheme"])
    submit(page, "Find")
    week.visitor.go("/search")
    page.get_by_label("Search your notes").fill(words["soughtwords"])
    submit(page, "Search")
    for screen in ("themes", "episodes", "formulation", "map", "summary", "paper?of=m"):
        week.visitor.go(f"{week.client}/{screen}")
    week.visitor.go("/")


def _files_in(folder: Path) -> dict[str, bytes]:
    return dict(_read(path) for path in sorted(folder.rglob("*")) if path.is_file())


def _made_since(path: Path, began: float) -> bool:
    try:
        return path.is_file() and path.stat().st_mtime >= began
    except OSError:
        return False


def _read(path: Path) -> tuple[str, bytes]:
    try:
        return str(path), path.read_bytes()
    except OSError:  # others use the temporary folder, too
        return str(path), b""


def _letters() -> str:
    return "".join(secrets.choice("bcdfghjkmnprstvwx") for _ in range(6))
