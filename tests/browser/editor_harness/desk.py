"""The desk as a test uses it: a page on a harness of its own."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.browser.editor_harness.app import Harness, create_harness

SELECT = """(area, [from, shift, to]) => {
  area.focus();
  const start = area.value.indexOf(from) + shift;
  area.setSelectionRange(start, to === null ? start : area.value.indexOf(to) + to.length);
}"""


class QuietHandler(WSGIRequestHandler):
    def log_request(self, *args: Any) -> None:
        pass


@dataclass
class Desk:
    page: Page
    harness: Harness
    address: str

    def open(self) -> None:
        self.page.goto(self.address + "/1/write")
        expect(
            self.page.get_by_text("passages tagged").or_(self.page.get_by_text("passage tagged"))
        ).to_be_visible()

    def field(self, label: str = "What she brought") -> Locator:
        return self.page.get_by_role("textbox", name=label)

    def caret_before(self, words: str, label: str = "What she brought") -> None:
        self.field(label).evaluate(SELECT, [words, 0, None])

    def caret_behind(self, words: str, label: str = "What she brought") -> None:
        self.field(label).evaluate(SELECT, [words, len(words.encode("utf-16-le")) // 2, None])

    def select(self, first: str, last: str | None = None, label: str = "What she brought") -> None:
        """Select from the beginning of `first` to the end of `last`."""
        self.field(label).evaluate(SELECT, [first, 0, last or first])

    def type(self, words: str) -> None:
        self.page.keyboard.insert_text(words)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def selected(self, label: str = "What she brought") -> str:
        return str(
            self.field(label).evaluate("a => a.value.slice(a.selectionStart, a.selectionEnd)")
        )

    def quotes(self) -> list[str]:
        """The words of each tag as the server has stored them."""
        assert self.flush()
        return self.harness.quotes()

    def flush(self) -> bool:
        return bool(self.page.evaluate("document.querySelector('note-editor').flush()"))

    def painted(self) -> dict[str, list[str]]:
        """What is highlighted, by the name of the highlight."""
        return dict(
            self.page.evaluate(
                "[...CSS.highlights].map(([name, all]) => [name, [...all].map(String)])"
            )
        )

    @property
    def form(self) -> Locator:
        return self.page.locator("form[data-tag-form]")

    @property
    def status(self) -> Locator:
        return self.page.get_by_role("status")

    @property
    def cards(self) -> Locator:
        return self.page.get_by_role("list", name="Tagged passages").get_by_role("listitem")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name)


@contextmanager
def desk_for(page: Page) -> Iterator[Desk]:
    app, harness = create_harness()
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=QuietHandler)
    serving = threading.Thread(target=server.serve_forever, args=[0.05], daemon=True)
    serving.start()
    yield Desk(page, harness, f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    server.server_close()
    serving.join()
