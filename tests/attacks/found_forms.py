"""Every form that somebody's pages offer, found by looking: a new one is there as soon as it is.

The pages are those of the application's own routes, with the ids of `conftest`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from uuid import UUID

from werkzeug.test import TestResponse

from tests.attacks.test_a1_every_route import path_of, routes
from tests.pages import Browser

OURS = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}
#: Of coming in, leaving, and what opens an account: other tests play with these.
ACCOUNT = re.compile(r"^/(lock|log-|unlock|recover|activate|account/(?!settings))")
ANY_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
CHOSEN = {"date", "number", "time", "select", "radio", "checkbox"}
TYPED = {"text", "search", "textarea"}
#: What these pages want beside their address.
ASKED = {"grants.share": "?person={sam_id}", "grants.open_note": "?person={sam_id}"}


@dataclass
class Field:
    """One control: what it is, what it holds, and what it offers."""

    name: str
    kind: str
    value: str = ""
    options: list[str] = field(default_factory=list)


@dataclass
class Form:
    """One form of one page; the first of each kind."""

    page: str
    action: str
    fields: list[Field]

    @property
    def kind(self) -> tuple[str, tuple[str, ...]]:
        names = sorted({ANY_ID.sub("id", one.name) for one in self.fields})
        return ANY_ID.sub("id", self.action.partition("?")[0]), tuple(names)

    @property
    def typed(self) -> list[str]:
        return [one.name for one in self.fields if one.kind in TYPED]

    @property
    def chosen(self) -> list[str]:
        others = [one.name for one in self.fields if one.kind in CHOSEN]
        return list(dict.fromkeys(others))

    def values(self) -> dict[str, Any]:
        """As the page would send it, with something chosen wherever there is a choice."""
        sent: dict[str, Any] = {}
        for one in self.fields:
            if one.kind in ("checkbox", "radio"):
                sent.setdefault(one.name, one.value)
            elif one.kind == "select":
                sent[one.name] = one.value or next(filter(None, one.options), "")
            elif one.kind != "file":
                sent[one.name] = one.value
        return sent


class _Forms(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[tuple[dict[str, str], list[Field]]] = []
        self.stray: list[tuple[str, Field]] = []
        self._in: list[Field] | None = None
        self._select: Field | None = None
        self._text: Field | None = None
        self._sleeping = 0  # how many templates are open: nothing in them is ever sent
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        its = {name: value or "" for name, value in attributes}
        if tag == "template" or self._sleeping:
            self._sleeping += tag == "template"
        elif tag == "form":
            self._in = []
            self.forms.append((its, self._in))
        elif tag == "option" and self._select is not None:
            self._select.options.append(its.get("value", ""))
            if "selected" in its:
                self._select.value = its.get("value", "")
        elif tag in ("input", "textarea", "select", "button") and its.get("name"):
            self._control(tag, its)

    def _control(self, tag: str, its: Mapping[str, str]) -> None:
        kind = its.get("type", "text") if tag == "input" else tag
        made = Field(its["name"], kind, its.get("value", "on" if kind == "checkbox" else ""))
        if "form" in its:
            self.stray.append((its["form"], made))
        elif self._in is not None:
            self._in.append(made)
        self._select = made if tag == "select" else self._select
        self._text = made if tag == "textarea" else None

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self._sleeping -= 1
        elif tag == "form":
            self._in = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._text = None

    def handle_data(self, words: str) -> None:
        if self._text is not None:
            self._text.value += words


def forms_on(html: str, page: str) -> Iterator[Form]:
    """The forms of one page that change something."""
    read = _Forms(html)
    for its, fields in read.forms:
        if its.get("method", "").lower() != "post":
            continue
        mine = [*fields, *(one for where, one in read.stray if where == its.get("id"))]
        yield Form(page, its.get("action") or page, [one for one in mine if one.name])


def pages_of(app: Any, ids: Mapping[str, UUID]) -> list[str]:
    """The address of every page that there is to get, with these ids."""
    found = []
    for rule, method in routes(app):
        if method == "GET" and rule.endpoint != "web.static":
            more = ASKED.get(rule.endpoint, "").format(**ids)
            found.append(path_of(app, rule, dict(ids)) + more)
    assert len(found) > 100
    return found


def forms_of(browser: Browser, paths: Iterable[str]) -> list[Form]:
    """Every kind of form on these pages, as this person gets them."""
    found: dict[Any, Form] = {}
    for path in paths:
        answer = browser.client.get(path, headers=OURS)
        if answer.status_code == 200 and answer.mimetype == "text/html":
            for form in forms_on(answer.text, path):
                found.setdefault(form.kind, form)
    return [one for one in found.values() if not ACCOUNT.match(one.action)]


def send(browser: Browser, form: Form, sent: Mapping[str, Any]) -> TestResponse:
    """Send a form with the token of its page."""
    return browser.client.post(form.action, data={**form.values(), **sent}, headers=OURS)
