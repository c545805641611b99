"""A browser for tests: it gets pages, sends only what they offer, and checks every one of them."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from typing import Any

from flask import Flask, url_for
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from notes_app import db

HOST = "http://between.localhost"
DOMAIN = "between.localhost"
VOID = {"input", "meta", "link", "br", "img", "hr", "col", "wbr"}
SHAPES = {"path", "circle", "rect", "use", "line", "polyline", "polygon", "stop", "ellipse"}
UNLABELLED = {"hidden", "submit", "button", "reset", "image"}


class FreshClient(FlaskClient):
    """Gives every request its own app context, as a server does; a test holds one open."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        kwargs.setdefault("base_url", HOST)
        # One connection serves test and request: what the test left open would be in the way.
        assert not db.session.new, "the test added rows and did not commit them"
        db.session.rollback()
        with self.application.app_context():
            return super().open(*args, **kwargs)


@dataclass
class Tag:
    """An element with what is in it, words and elements in turn; complete once the page is read."""

    name: str
    attributes: dict[str, str]
    inside: "list[Tag | str]" = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        return "".join(one if isinstance(one, str) else one.text for one in self.inside)

    @cached_property
    def below(self) -> "list[Tag]":
        """Every element in it, as they follow each other on the page."""
        found: list[Tag] = []
        for one in self.inside:
            if not isinstance(one, str):
                found.append(one)
                found += one.below
        return found

    def all(self, *names: str) -> "Iterator[Tag]":
        return (tag for tag in self.below if tag.name in names)

    def get(self, name: str) -> str:
        return self.attributes.get(name, "")


class Reader(HTMLParser):
    """Reads a page into tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.top = Tag("", {})
        self.open_tags = [self.top]
        self.feed(html)

    def handle_starttag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        tag = Tag(name, {key: value or "" for key, value in attributes})
        self.open_tags[-1].inside.append(tag)
        if name not in VOID:
            self.open_tags.append(tag)

    def handle_startendtag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        self.open_tags[-1].inside.append(Tag(name, {k: v or "" for k, v in attributes}))

    def handle_endtag(self, name: str) -> None:
        if name in [tag.name for tag in self.open_tags]:
            while self.open_tags.pop().name != name:
                pass

    def handle_data(self, text: str) -> None:
        self.open_tags[-1].inside.append(text)


@dataclass(frozen=True)
class Page:
    """An answer.  `text` is what a reader sees, without the tags."""

    status: int
    html: str
    headers: Any
    top: Tag
    path: str

    @property
    def text(self) -> str:
        return " ".join(self.top.text.split())

    @property
    def location(self) -> str:
        return self.headers.get("Location", "")

    @property
    def title(self) -> str:
        return next(self.top.all("title")).text.strip()

    @property
    def heading(self) -> str:
        return " ".join(next(self.top.all("h1")).text.split())

    @property
    def links(self) -> dict[str, str]:
        return {" ".join(a.text.split()): a.get("href") for a in self.top.all("a")}

    def form_with(self, *names: str) -> Tag:
        """The first form that has all these fields."""
        for form in self.top.all("form"):
            if set(names) <= {tag.get("name") for tag in _controls(self.top, form)}:
                return form
        raise AssertionError(f"no form on this page has the fields {names}: {self.text[:300]}")


class Browser:
    """One person's browser, logged in or not."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()
        self._standing = ""

    def get(self, endpoint: str, *, status: int = 200, **values: Any) -> Page:
        return self.get_path(_address(endpoint, values), status=status)

    def get_path(self, path: str, *, status: int = 200, **headers: str) -> Page:
        return _checked(self.client.get(path, headers=_headers(headers)), path, status)

    def post(self, endpoint: str, *, status: int, **values: Any) -> Page:
        """Send nothing but a token, as somebody might who skips the page."""
        path = _address(endpoint, values)
        headers = {"Sec-Fetch-Site": "same-origin", "X-CSRFToken": self.token()}
        return _checked(self.client.post(path, headers=headers), path, status)

    def submit(self, page: Page, *, press: str = "", status: int = 303, **fields: Any) -> Page:
        """Fill in and send the form that has these fields, with all that it came with.

        Args:
            press: the words on the button; the form's first one if empty.
            fields: a list for a group of boxes, None for what is left empty.
        """
        form = _form_for(page, press, fields)
        sent: dict[str, Any] = {**_values(page.top, form, press), **fields}
        sent = {name: value for name, value in sent.items() if value is not None}
        path = form.get("action") or page.path
        assert form.get("method").lower() == "post"
        headers = {"Sec-Fetch-Site": "same-origin", "Origin": HOST}
        kind = form.get("enctype") or None
        answer = self.client.post(path, data=sent, headers=headers, content_type=kind)
        return _checked(answer, path, status)

    def follow(self, page: Page) -> Page:
        """Where a redirect leads."""
        assert page.location.startswith("/"), page.location
        return self.get_path(page.location)

    def fetch(self, method: str, path: str, *, status: int, **options: Any) -> TestResponse:
        """Ask as a script of ours does."""
        headers = {"X-Requested-With": "fetch", "X-CSRFToken": self.token()}
        headers |= {"Sec-Fetch-Site": "same-origin", **options.pop("headers", {})}
        answer = self.client.open(path, method=method, headers=headers, **options)
        assert answer.status_code == status, (answer.status_code, answer.text[:300])
        return answer

    def token(self) -> str:
        """The token that every page of this browser carries."""
        for path in ("/log-in", "/account", "/recovery-sheet"):
            html = self.client.get(path, headers=_headers({})).text
            if found := re.search(r'name="csrf-token" content="([^"]+)"', html):
                return found[1]
        raise AssertionError("no page carries a token")

    def standing_token(self) -> str:
        """The same, asked for once: for who sends hundreds of acts within one log-in."""
        self._standing = self._standing or self.token()
        return self._standing

    @property
    def cookie(self) -> str:
        found = self.client.get_cookie("__Host-between", domain=DOMAIN)
        return found.value if found else ""

    @cookie.setter
    def cookie(self, value: str) -> None:
        self.client.set_cookie("__Host-between", value, domain=DOMAIN)


def _address(endpoint: str, values: dict[str, Any]) -> str:
    from flask import current_app

    with current_app.test_request_context(base_url=HOST):
        return url_for(endpoint, **values)


def _headers(extra: dict[str, str]) -> dict[str, str]:
    usual = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}
    return {**usual, "Sec-Fetch-Dest": "document", **extra}


def _form_for(page: Page, press: str, fields: dict[str, Any]) -> Tag:
    if not press:
        return page.form_with(*fields)
    for form in page.top.all("form"):
        controls = _controls(page.top, form)
        words = {_words(tag) for tag in controls}
        if press in words and set(fields) <= {tag.get("name") for tag in controls}:
            return form
    raise AssertionError(f"no form on this page has the button {press!r} and {set(fields)}")


def _controls(top: Tag, form: Tag) -> list[Tag]:
    kinds = ("input", "select", "textarea", "button")
    elsewhere = [t for t in top.all(*kinds) if form.get("id") and t.get("form") == form.get("id")]
    return [*(t for t in form.all(*kinds) if not t.get("form")), *elsewhere]


def _words(tag: Tag) -> str:
    return tag.get("value") if tag.name == "input" else " ".join(tag.text.split())


def _values(top: Tag, form: Tag, press: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    pressed = False
    for tag in _controls(top, form):
        name, kind = tag.get("name"), tag.get("type") or tag.name
        if kind in ("submit", "button"):
            if not pressed and _words(tag) == (press or _words(tag)):
                pressed = True
                found |= {name: tag.get("value")} if name else {}
        elif kind in ("checkbox", "radio"):
            if "checked" in tag.attributes:
                found.setdefault(name, []).append(tag.attributes.get("value", "on"))
        elif tag.name == "select":
            chosen = [o for o in tag.all("option") if "selected" in o.attributes]
            options = chosen or list(tag.all("option"))[:1]
            found[name] = [option.get("value") for option in options]
        elif name and kind != "file" and "disabled" not in tag.attributes:
            text = tag.text.removeprefix("\n") if tag.name == "textarea" else tag.get("value")
            found[name] = text
    return found


def _checked(answer: TestResponse, path: str, status: int) -> Page:
    html = answer.text if answer.mimetype == "text/html" else ""
    top = Reader(html).top
    page = Page(answer.status_code, answer.text, answer.headers, top, path)
    assert answer.status_code == status, (answer.status_code, page.location, page.text[:600])
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    if html and not 300 <= answer.status_code < 400:
        faults = list(_faults(top, whole="<html" in html))
        assert faults == [], (path, faults)
    return page


def _faults(top: Tag, *, whole: bool) -> Iterator[str]:
    everything = top.below
    if whole and len(list(top.all("h1"))) != 1:
        yield f"{len(list(top.all('h1')))} headings of the first order"
    if whole and not any(title.text.strip() for title in top.all("title")):
        yield "no title"
    ids = Counter(tag.get("id") for tag in everything if tag.get("id"))
    yield from (f"id {name} twice" for name in sorted(i for i, times in ids.items() if times > 1))
    yield from _inline(everything)
    for form in top.all("form"):
        yield from _form_faults(top, form)


def _inline(tags: list[Tag]) -> Iterator[str]:
    for tag in tags:
        if "style" in tag.attributes or tag.name == "style":
            yield f"style in {tag.name}"
        if tag.name == "script" and not (tag.get("src") or tag.get("type") == "application/json"):
            yield "script without src"
        yield from (f"{name} in {tag.name}" for name in tag.attributes if name.startswith("on"))
        for name in ("src", "href", "action"):
            if re.match(r"(?:\w+:)?//", tag.get(name)):
                yield f"foreign address {tag.get(name)}"


def _form_faults(top: Tag, form: Tag) -> Iterator[str]:
    if form.get("method").lower() == "post" and "csrf_token" not in {
        tag.get("name") for tag in _controls(top, form)
    }:
        yield f"no token in the form to {form.get('action')}"
    wrapped = {
        id(t) for label in form.all("label") for t in label.all("input", "select", "textarea")
    }
    named = {label.get("for") for label in top.all("label")}
    for tag in _controls(top, form):
        if tag.name == "button" or tag.get("type") in UNLABELLED:
            continue
        labels = (tag.get("aria-label"), tag.get("aria-labelledby"), tag.get("id") in named)
        if not any(labels) and id(tag) not in wrapped:
            yield f"no label for {tag.get('name') or tag.name}"
