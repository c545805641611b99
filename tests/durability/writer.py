"""Somebody who writes notes over HTTP as the note desk does, and keeps what was answered."""

import html
import json
import re
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Any
from urllib.parse import urlencode

from tests.browser.journeys.steps import NAME, PASSPHRASE

TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"')
LAST_GROUP = re.compile(r"<li><code>(\w{4})</code></li></ol>")
NOTE_DATA = re.compile(r'id="note-data">(.*?)</script>', re.DOTALL)
FIELD = re.compile(r'name="section-brought"[^>]*>\n?(.*?)</textarea>', re.DOTALL)
WORDS = re.compile(r"Save (\d+)\.")
OK, SEEN_OTHER = 200, 303


class Unanswered(Exception):
    """The server went away before it answered."""


@dataclass
class Visit:
    """One login over HTTP."""

    port: int
    cookie: str = ""
    token: str = ""

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> tuple[int, str, str]:
        """Status, text and where it leads.  Raises Unanswered."""
        usual = {"Sec-Fetch-Site": "same-origin", "Cookie": self.cookie, "X-CSRFToken": self.token}
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body.encode(), {**usual, **headers})
            answer = connection.getresponse()
            text = answer.read().decode()
        except (OSError, HTTPException):
            raise Unanswered from None
        finally:
            connection.close()
        self._keep(answer, text)
        return answer.status, text, answer.headers.get("Location", "")

    def get(self, path: str) -> str:
        status, text, where = self.ask("GET", path)
        assert status == OK, (status, path, where)
        return text

    def submit(self, path: str, **fields: str) -> str:
        """Send a form; returns where it leads."""
        self.get(path)
        body = urlencode({"csrf_token": self.token, **fields})
        kind = "application/x-www-form-urlencoded"
        status, text, where = self.ask("POST", path, body, **{"Content-Type": kind})
        assert status == SEEN_OTHER, (status, path, text[:500])
        return where

    def send(self, method: str, path: str, body: dict[str, Any], **headers: str) -> dict[str, Any]:
        """Send JSON as the desk does; the answer must be a yes.  Raises Unanswered."""
        usual = {"Content-Type": "application/json", "X-Requested-With": "fetch"}
        status, text, _ = self.ask(method, path, json.dumps(body), **usual, **headers)
        assert status == OK, (status, text[:300])
        answer: dict[str, Any] = json.loads(text)
        return answer

    def fetch(self, path: str) -> Any:
        """Ask for JSON as the desk does."""
        status, text, _ = self.ask("GET", path, **{"X-Requested-With": "fetch"})
        assert status == OK, (status, path)
        return json.loads(text)

    def _keep(self, answer: HTTPResponse, text: str) -> None:
        for sent in answer.headers.get_all("Set-Cookie") or []:
            if sent.startswith("__Host-between="):
                self.cookie = sent.partition(";")[0]
        if found := TOKEN.search(text):
            self.token = found[1]


def create_practice(port: int) -> Visit:
    visit = Visit(port)
    passphrase = {"passphrase": PASSPHRASE, "repeat": PASSPHRASE}
    visit.submit("/create", username=NAME, **passphrase, submit="1")
    group = LAST_GROUP.search(visit.get("/recovery-sheet"))
    assert group is not None
    visit.submit("/recovery-sheet", last_group=group[1])
    return visit


def log_in(port: int) -> Visit:
    visit = Visit(port)
    visit.submit("/log-in", username=NAME, passphrase=PASSPHRASE)
    return visit


def add_session(visit: Visit, code_name: str) -> str:
    """Add a client with one session; returns the session's address."""
    client = visit.submit("/clients/new", code_name=code_name, name="Ines", work_status="active")
    day = {"held_on": "2026-04-30", "attendance": "", "modality": "in-person"}
    where = visit.submit(f"{client}/sessions/new", **day, write="1")
    return where.removesuffix("/write")


@dataclass
class Writer:
    """Writes "Save 1.", "Save 2." ... into one note, and knows what must be there after a kill.

    `sent` is the last number that left for the server, `kept` the last that was answered, `noted`
    the last that was answered as part of the note itself.
    """

    session: str
    sent: int = 0
    kept: int = 0
    noted: int = 0
    answered: int = 0
    troubles: list[str] = field(default_factory=list)

    def write_until_it_dies(self, visit: Visit) -> None:
        """Save again and again; every fourth draft becomes the note."""
        try:
            base, draft, _ = self.standing(visit)
            while True:
                draft = self._save_draft(visit, base, draft)
                if self.sent % 4 == 0:
                    base, draft = self._save_note(visit, draft), 0
        except Unanswered:
            return
        except AssertionError as refused:
            self.troubles.append(str(refused))

    def standing(self, visit: Visit) -> tuple[int, int, int]:
        """Version of the note and of the draft, and the number in the words that stand there."""
        page = visit.get(f"{self.session}/write")
        given, words = NOTE_DATA.search(page), FIELD.search(page)
        assert given is not None
        assert words is not None
        data = json.loads(given[1])
        return data["base"], data["draft_version"], _number(words[1])

    def kept_minutes(self, visit: Visit) -> list[int]:
        """The numbers in the words of every earlier state that can be looked back at."""
        earlier = f"{self.session}/earlier"
        states = [visit.fetch(f"{earlier}/{minute['id']}") for minute in visit.fetch(earlier)]
        return [_number(state["sections"]["brought"]) for state in states]

    def noted_number(self, visit: Visit) -> int:
        """The number in the words of the saved note."""
        return _number(visit.get(self.session))

    def _save_draft(self, visit: Visit, base: int, draft: int) -> int:
        self.sent += 1
        body = {"base": base, "sections": {"brought": f"Save {self.sent}. " + "She spoke. " * 80}}
        answer = visit.send("PUT", f"{self.session}/draft", body, **{"If-Match": f'"{draft}"'})
        self.kept = self.sent
        self.answered += 1
        return int(answer["version"])

    def _save_note(self, visit: Visit, draft: int) -> int:
        answer = visit.send("POST", f"{self.session}/note", {"draft_version": draft})
        self.noted = self.sent
        self.answered += 1
        return int(answer["version"])


def _number(words: str) -> int:
    found = WORDS.search(html.unescape(words))
    return int(found[1]) if found else 0
