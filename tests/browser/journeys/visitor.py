"""Somebody's browser, watched: what it refused, whom it asked, what it complained about."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Request, Response

from notes_app.web.browser_sessions import COOKIE

AXE = Path(__file__).parents[2] / "vendor" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """async tags => {
  const found = await axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
  return found.violations.map(v => `${v.id}: ${v.nodes.map(n => n.html).join(' | ')}`);
}"""
# Each width and each scheme sees every rule once; the other two pairs see the colours.
LOOKS = (
    ((1280, 900), "light", RULES),
    ((1280, 900), "dark", ["color-contrast"]),
    ((390, 844), "light", ["color-contrast"]),
    ((390, 844), "dark", RULES),
)
NARROWEST = {"width": 320, "height": 800}
TOO_WIDE = """() => [...document.querySelectorAll('body *')].filter(e =>
  e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll')).slice(0, 3)
  .map(e => e.outerHTML.slice(0, 120))"""
A_STATUS = re.compile(r"Failed to load resource: the server responded with a status of (\d+)")
DISCONNECTED = "net::ERR_INTERNET_DISCONNECTED"
FIRST_FAILURE = 400
NO_ANSWER = 0


@dataclass
class Watch:
    """What went wrong in a browser.  `expected` are the refusals that a test asks for."""

    address: str
    expected: set[int] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        context.on("console", lambda said: self.hear(said.type, said.text))
        context.on("weberror", lambda error: self.wrong.append(str(error.error)))
        context.on("request", self.sent)
        context.on("response", self.came)

    def hear(self, kind: str, words: str) -> None:
        # A refusal of the policy is an error in the console, too; a status is judged by `came`.
        if NO_ANSWER in self.expected and DISCONNECTED in words:
            return
        if kind in ("error", "warning") and not A_STATUS.search(words):
            self.wrong.append(f"{kind}: {words}")

    def sent(self, request: Request) -> None:
        self.asked.append(request.url)
        if not request.url.startswith(self.address + "/"):
            self.wrong.append(f"asked another machine: {request.url}")

    def came(self, response: Response) -> None:
        if response.status >= FIRST_FAILURE and response.status not in self.expected:
            self.wrong.append(f"{response.status} {response.url}")


@dataclass
class Visitor:
    """One browser with its pages, on one server."""

    context: BrowserContext
    page: Page
    address: str
    watch: Watch

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)

    def path(self) -> str:
        return self.page.url.removeprefix(self.address)

    def keep_cookie(self, value: str) -> None:
        """Be logged in with this cookie, as after a log-in by hand."""
        secure = {"secure": True, "httpOnly": True, "sameSite": "Strict"}
        where = self.address.replace("http:", "https:")  # the browser takes our host for secure
        self.context.add_cookies([{"name": COOKIE, "value": value, "url": where, **secure}])

    def another_page(self) -> "Visitor":
        """A second tab of the same browser."""
        return Visitor(self.context, self.context.new_page(), self.address, self.watch)


OpenVisitor = Callable[..., Visitor]


@contextmanager
def visiting(browser: Browser, address: str, **options: Any) -> Iterator[Visitor]:
    """A browser of its own; fails at the end on whatever went wrong in it."""
    size = {"width": options.pop("width", 1280), "height": options.pop("height", 900)}
    context = browser.new_context(viewport=size, locale="en-GB", reduced_motion="reduce", **options)
    context.set_default_timeout(10_000)
    watch = Watch(address)
    watch.over(context)
    yield Visitor(context, context.new_page(), address, watch)
    context.close()
    assert watch.wrong == []


def violations(page: Page, rules: list[str] = RULES) -> list[str]:
    """What axe finds on this page.  It goes in through the browser's tools: no rule is relaxed."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    return list(page.evaluate(RUN_AXE, rules))


def too_wide(page: Page) -> list[str]:
    """What makes the page scroll sideways."""
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [page.url, *page.evaluate(TOO_WIDE)] if wide else []


def faults(page: Page) -> list[str]:
    """What axe and a ruler find, in light and dark, at the desk and on a phone."""
    found = []
    for (width, height), scheme, rules in LOOKS:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        found += [f"{width} {scheme} {fault}" for fault in violations(page, rules)]
        found += too_wide(page)
    page.set_viewport_size(NARROWEST)
    return found + too_wide(page)
