"""Takes the pictures of the user guide anew, out of a demo practice made for this alone.

Light, 1280 wide, nothing retouched.
Needs Chromium; `CHROMIUM` says where it is.  The last pictures write in the demo.
"""

import base64
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from notes_app.demo.service import SUPERVISOR, THERAPIST, LogIn
from tools.small_png import small_png

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "user-guide" / "images"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
PATIENCE = 60  # seconds until the demo answers
WRITTEN = "She arrived ten minutes late and said sorry twice before she sat down."
CLIENT = "Ines R."
PIXELS = """async png => {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const drawn = new OffscreenCanvas(image.width, image.height).getContext('2d');
  drawn.drawImage(image, 0, 0);
  const { data } = drawn.getImageData(0, 0, image.width, image.height);
  const told = [];
  for (let at = 0; at < data.length; at += 4)
    told.push(String.fromCharCode(data[at], data[at + 1], data[at + 2]));
  return btoa(told.join(''));
}"""


@dataclass(frozen=True)
class Picture:
    """One page as `who` sees it.  `reach` goes there; `down_to` is how much of it is shown."""

    name: str
    reach: Callable[[Page], None]
    down_to: int = 900
    width: int = 1280
    who: LogIn = THERAPIST


def at(path: str) -> Callable[[Page], None]:
    """The page at an address that everybody has."""
    return lambda page: visit(page, path)


def of_client(*links: str) -> Callable[[Page], None]:
    """The client's overview, or what these links lead to from there."""

    def reach(page: Page) -> None:
        visit(page, "/clients")
        follow(page, CLIENT)
        for link in links:
            follow(page, link)

    return reach


def visit(page: Page, path: str) -> None:
    """Go to an address of the demo."""
    page.goto(path)


def follow(page: Page, link: str) -> None:
    """Follow the first link of this name on the page itself, not in the bar above it."""
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("link", name=link).first.click()


def hour_of_today(page: Page) -> str:
    """The address of the client's session of this day."""
    of_client()(page)
    next_hour = page.get_by_role("link", name="note").or_(page.get_by_role("link", name="draft"))
    return str(next_hour.first.get_attribute("href")).removesuffix("/write")


def prepare(page: Page) -> None:
    """The card before the session of today."""
    visit(page, f"{hour_of_today(page)}/prepare")


def write(page: Page) -> None:
    """The desk with a passage that was tagged a moment ago."""
    visit(page, f"{hour_of_today(page)}/write")
    tagged = page.get_by_text(re.compile(r"\d passages? tagged"))
    tagged.wait_for()
    if "0 passages" in tagged.inner_text():
        tag_a_sentence(page)
    page.evaluate("scrollTo(0, 0)")


def tag_a_sentence(page: Page) -> None:
    """Write one and tag it, all by keyboard."""
    section = page.get_by_role("textbox", name="What she brought")
    section.fill(WRITTEN)
    section.press("Control+k")
    page.keyboard.type("setting")
    for key in ("Tab", "m", "3", "Enter"):
        page.keyboard.press(key)
    page.get_by_role("status").filter(has_text="Tagged").first.wait_for()
    page.get_by_role("status").filter(has_text="Draft saved").first.wait_for()


def sign(page: Page) -> None:
    """What is asked before a written note is signed."""
    visit(page, "/")
    with page.expect_navigation():
        page.locator("a[href$='/sign']").filter(has_text="I. R.").click()


def search(page: Page) -> None:
    """What the search finds."""
    visit(page, "/search")
    page.get_by_label("Search your notes").fill("door")
    with page.expect_navigation():
        page.get_by_role("button", name="Search", exact=True).click()


def case(page: Page) -> None:
    """The case that waits for the supervisor."""
    visit(page, "/supervision")
    follow(page, "Kestrel")


TAKEN = (
    Picture("today", at("/"), down_to=760),
    Picture("week", at("/week")),
    Picture("overview", of_client()),
    Picture("prepare", prepare, down_to=720),
    Picture("themes", at("/themes")),
    Picture("theme-change", of_client("Theme change"), down_to=1880),
    Picture("mirror", of_client("Mirror")),
    Picture("formulation", of_client("Formulation")),
    Picture("ruptures", of_client("Ruptures and repairs")),
    Picture("relationship-map", of_client("Relationship map")),
    Picture("measures", of_client("Measures")),
    Picture("search", search),
    Picture("bring-to-supervision", of_client("Supervision")),
    Picture("supervision", at("/supervision"), who=SUPERVISOR),
    Picture("case", case, down_to=1300, who=SUPERVISOR),
    Picture("before-you-sign", sign),
    Picture("write-note", write),
    Picture("write-note-phone", write, down_to=844, width=390),
)


@contextmanager
def demo() -> Iterator[str]:
    """A new demo practice, served; its address."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        own = {"BETWEEN_INSTANCE": folder, "PORT": str(port), "BETWEEN_NO_BROWSER": "1"}
        python, world = sys.executable, {**os.environ, **own}
        Path(folder).chmod(0o700)
        made = [python, "-m", "flask", "--app", "notes_app", "demo"]
        subprocess.run(made, check=True, cwd=ROOT, env=world, stdout=subprocess.DEVNULL)
        server = subprocess.Popen(
            [python, "-m", "notes_app"],
            cwd=ROOT,
            env=world,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_for(port)
            yield f"http://between.localhost:{port}"
        finally:
            server.terminate()
            server.wait()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    """Return when somebody answers there.  Raises TimeoutError."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("The demo does not answer.")


def log_in(page: Page, who: LogIn) -> None:
    """Be somebody of the demo from now on."""
    visit(page, "/log-in")
    page.get_by_label("Username").fill(who.username)
    page.get_by_label("Passphrase").fill(who.passphrase)
    with page.expect_navigation():
        page.get_by_role("button", name="Log in", exact=True).click()


def take(page: Page, picture: Picture) -> bytes:
    """What the page of one picture shows, as PNG."""
    page.set_viewport_size({"width": picture.width, "height": picture.down_to})
    picture.reach(page)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    return page.screenshot()


def pixels_of(blank: Page, png: bytes) -> bytes:
    """The pixels of a picture, three bytes each; the browser unpacks them."""
    return base64.b64decode(blank.evaluate(PIXELS, base64.b64encode(png).decode()))


def take_all(browser: Browser, address: str, chosen: list[Picture]) -> None:
    """Take these pictures, each person in a browser of their own."""
    looks: Any = {"color_scheme": "light", "locale": "en-GB", "reduced_motion": "reduce"}
    people = {who: browser.new_page(base_url=address, **looks) for who in (THERAPIST, SUPERVISOR)}
    for who, page in people.items():
        log_in(page, who)
    blank = browser.new_page()
    for picture in chosen:
        pixels = pixels_of(blank, take(people[picture.who], picture))
        content = small_png(picture.width, pixels)
        (PICTURES / f"{picture.name}.png").write_bytes(content)
        print(f"{picture.name:24} {len(content) // 1000:4} kB", flush=True)


def main(names: list[str]) -> None:
    """Take the named pictures, or all of them."""
    chosen = [picture for picture in TAKEN if not names or picture.name in names]
    with demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        take_all(browser, address, chosen)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
