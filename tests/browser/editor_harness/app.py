"""A server for the note editor alone: the product's partials, one note in memory.

Tests reach `Harness` directly: they read what arrived, and tell what to answer next.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from flask import Flask, Response, jsonify, redirect, render_template, request, send_from_directory
from jinja2 import ChoiceLoader, FileSystemLoader
from msgspec.structs import asdict

from notes_app.formats.built_in import BUILT_IN
from notes_app.notes import lists
from notes_app.notes.anchoring import Quote, Spot, describe, normalise_newlines, reconcile
from notes_app.notes.apart import told
from notes_app.notes.episode_words import WHEN
from notes_app.notes.exclusions import exclusions_of
from notes_app.notes.formats import with_word
from notes_app.notes.payloads import Utterance
from notes_app.notes.recording import COLUMNS
from notes_app.notes.tag_words import stage_choices

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
POLICY = "default-src 'none'; " + "; ".join(
    [
        *(f"{kind}-src 'self'" for kind in ("script", "style", "img", "font", "connect")),
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
TOKEN = "a-token-of-this-login"
AT = "15:12"

BROUGHT = (
    "Mira came ten minutes late and said sorry twice. 🙂 “I always keep you waiting.” She looked at"
    " the clock.\n\nOn Friday Paul rang after midnight. She put the phone away before he could"
    " ask, as she used to when Ida called. On Saturday she told him that she had minded."
)
BETWEEN = "I asked how it was to tell me. She laughed: “You must be tired of this.”"
HEADINGS = with_word(BUILT_IN[0].headings, "she")
THEMES = [
    ("withdraws-when-hurt", "Withdraws when hurt", "ways", True),
    ("guarded-with-therapist", "Guarded with therapist", "room", False),
    ("guilt", "Guilt", "feel", True),
    ("is-too-much", "Is too much", "expect", False),
    ("names-a-need", "Names a need", "moves", False),
    ("shame", "Shame", "feel", False),
]
PEOPLE = [
    ("you", "You and Mira", "therapist"),
    ("paul", "Paul", "current"),
    ("ida", "Ida", "past"),
    ("noor", "Noor", "current"),
    ("herself", "Herself", "self"),
    ("work", "Work", "current"),
    ("anna", "Anna", "past"),
]


@dataclass
class Harness:
    """One note and what the server does with it."""

    sections: dict[str, str] = field(
        default_factory=lambda: (
            {h.key: "" for h in HEADINGS} | {"brought": BROUGHT, "between": BETWEEN}
        )
    )
    process: str = ""
    tagging_complete: bool = False
    format: str = "relational"
    recording: list[dict[str, str]] = field(default_factory=list)
    settled: list[str] = field(default_factory=list)
    tags: list[dict[str, Any]] = field(default_factory=list)
    phrases: list[dict[str, Any]] = field(default_factory=list)
    episodes: list[dict[str, Any]] = field(default_factory=list)
    not_one: list[list[str]] = field(default_factory=list)
    lines: dict[str, str] = field(default_factory=dict)
    themes: list[tuple[str, str, str, bool]] = field(default_factory=lambda: list(THEMES))
    not_offered: list[dict[str, Any]] = field(default_factory=list)
    people: list[tuple[str, str, str]] = field(default_factory=lambda: list(PEOPLE))
    version: int = 4
    draft_version: int = 0
    refuse_with: int | None = None  # the next answers have this status
    received: list[dict[str, Any]] = field(default_factory=list)  # bodies of PUT requests
    asked_to_save: int = 0

    def tag(self, words: str, theme: str, person: str, strength: int = 3, **more: Any) -> str:
        """Tag words of the note; gives the id."""
        section = next(key for key, text in self.sections.items() if words in text)
        text = self.sections[section]
        place = describe(text, text.index(words), text.index(words) + len(words))
        tag = _wire(place) | {"id": str(uuid4()), "section": section, "theme": theme}
        tag |= {"people": [person], "strength": strength, "pole": None, "component": None}
        self.tags.append(tag | {"way": None, "for_supervision": False} | more)
        return str(tag["id"])

    def star(self, words: str) -> None:
        """Star words of the note."""
        section = next(key for key, text in self.sections.items() if words in text)
        at = self.sections[section].index(words)
        place = describe(self.sections[section], at, at + len(words))
        self.phrases.append(_wire(place) | {"id": str(uuid4()), "section": section})

    def starred(self) -> list[str]:
        """The starred words as they are stored, "(gone) " before those not in the note."""
        return [("(gone) " if one["detached"] else "") + one["exact"] for one in self.phrases]

    def other_window_writes(self, section: str, words: str, **tag: Any) -> None:
        """Another window saved a draft after this one was opened."""
        self.sections[section] += words
        self.draft_version += 1
        if tag:
            self.tag(words.strip(), **tag)

    def quotes(self) -> list[str]:
        """The words of each stored tag, "(gone) " before those that are no longer in the note."""
        return [("(gone) " if tag["detached"] else "") + tag["exact"] for tag in self.tags]


def create_harness() -> tuple[Flask, Harness]:
    app, harness = Flask(__name__, static_folder=None), Harness()
    app.jinja_env.loader = ChoiceLoader(
        [FileSystemLoader(HERE / "templates")]
        + [FileSystemLoader(ROOT / "notes_app" / name / "templates") for name in ("web", "notes")]
    )
    app.jinja_env.globals |= {"csrf_token": lambda: TOKEN, "asset": lambda name: f"/static/{name}"}
    app.jinja_env.globals["status_messages"] = lambda fresh: []
    app.jinja_env.globals["who_sees"] = lambda client_id: "Only you."
    app.after_request(_headers)
    _serve_files(app)
    _serve_note(app, harness)
    return app, harness


def _headers(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cache-Control"] = "no-store"
    return response


def _serve_files(app: Flask) -> None:
    @app.get("/static/<path:name>")
    def static(name: str) -> Response:
        return send_from_directory(ROOT / "notes_app/web/static", name)

    @app.get("/tests/<path:name>")
    def tests(name: str) -> Response:
        return send_from_directory(ROOT / "tests/js", name, mimetype="text/javascript")

    @app.get("/elsewhere")
    def elsewhere() -> str:
        return "<!doctype html><title>Elsewhere</title><h1>Elsewhere</h1>"


def _serve_note(app: Flask, harness: Harness) -> None:
    app.add_url_rule("/<session_id>/write", "notes.write", lambda session_id: _page(harness))
    app.add_url_rule("/<session_id>/tag", "notes.tag_plainly", lambda session_id: "")
    for rule, name, method, act in (
        ("write", "write_plainly", "POST", _post),
        ("draft", "keep_draft", "PUT", _put),
        ("earlier", "earlier_minutes", "GET", lambda _: jsonify([])),
        ("note", "save_note", "POST", _save),
    ):
        app.add_url_rule(
            f"/<session_id>/{rule}",
            f"notes.{name}",
            lambda session_id, act=act: act(harness),
            methods=[method],
        )


def _page(harness: Harness) -> str:
    themes = [
        {
            "code": code,
            "name": name,
            "family": family,
            "definition": "",
            "component": None,
            "polarity": "strain" if family in ("ways", "expect") else "either",
            "recent": recent,
        }
        for code, name, family, recent in harness.themes
    ]
    people = [{"id": i, "name": name, "pole": pole, "role": ""} for i, name, pole in harness.people]
    return render_template(
        "page.html",
        desk=SimpleNamespace(
            session=SimpleNamespace(id="1"),
            card=SimpleNamespace(client_id="1"),
            headings=HEADINGS,
            draft_base=harness.version,
            drafted=False,
            written=SimpleNamespace(
                process=harness.process,
                tagging_complete=harness.tagging_complete,
                format=harness.format,
            ),
        ),
        texts=harness.sections,
        lists=lists,
        stages=stage_choices(),
        when_titles=WHEN,
        further={},
        columns=COLUMNS,
        recording=[
            {**row, "number": number}
            for number, row in enumerate([*harness.recording, asdict(Utterance())])
        ],
        codebook=SimpleNamespace(
            by_code=lambda code: next(
                (SimpleNamespace(**t) for t in themes if t["code"] == code), None
            )
        ),
        editor_data={
            "version": harness.version,
            "base": harness.version,
            "themes": themes,
            "not_offered": harness.not_offered,
            "people": people,
            "draft_version": harness.draft_version,
            "tags": harness.tags,
            "beside": _beside(harness),
            "her_words": "Her words",
            "formats": [
                {"key": form.key, "name": form.name, "headings": with_word(form.headings, "she")}
                for form in BUILT_IN
            ],
        },
    )


def _beside(harness: Harness) -> dict[str, Any]:
    return {
        "told": {"phrases": harness.phrases, "words": harness.lines},
        "ratings": {"episodes": harness.episodes, "not_one": harness.not_one},
    }


def _put(harness: Harness) -> Any:
    if refusal := _refusal(harness):
        return refusal
    if request.headers["If-Match"] != f'"{harness.draft_version}"':
        return _conflict(harness)
    body = request.get_json()
    harness.received.append(body)
    harness.sections, harness.process = body["sections"], body["process"]
    harness.recording = body["recording"]
    harness.settled = body.get("settled", [])
    harness.tagging_complete, harness.format = body["tagging_complete"], body["format"]
    made = _new_themes(harness, body["tags"])
    harness.tags, how = _reconciled(harness.sections, body["tags"])
    harness.phrases, _ = _reconciled(harness.sections, body["told"]["phrases"])
    harness.episodes = body["ratings"]["episodes"]
    harness.not_one, harness.lines = body["ratings"]["not_one"], body["told"]["words"]
    harness.draft_version += 1
    return jsonify(version=harness.draft_version, at=AT, how=how, themes=made)


def _save(harness: Harness) -> Any:
    if refusal := _refusal(harness):
        return refusal
    if request.get_json()["draft_version"] != harness.draft_version:
        return _conflict(harness)
    if findings := exclusions_of(harness.process, settled=harness.settled):
        return jsonify(findings=told(findings)), 422
    harness.asked_to_save += 1
    harness.version, harness.draft_version = harness.version + 1, 0
    return jsonify(version=harness.version, draft_version=0, at=AT)


def _post(harness: Harness) -> Any:
    """The same desk as a plain form."""
    assert request.form["csrf_token"] == TOKEN
    for key in harness.sections:
        harness.sections[key] = normalise_newlines(request.form[f"section-{key}"])
    harness.process = normalise_newlines(request.form["process"])
    harness.tags, _ = _reconciled(harness.sections, harness.tags)
    return redirect("/1/write", 303)


def _refusal(harness: Harness) -> Any:
    assert request.headers["X-CSRFToken"] == TOKEN
    error = "This note is longer than fits. Move part of it into another note."
    return (jsonify(error=error), harness.refuse_with) if harness.refuse_with else None


def _conflict(harness: Harness) -> Any:
    return jsonify(
        version=harness.draft_version,
        base=harness.version,
        at="15:20",
        sections=harness.sections,
        process=harness.process,
        tagging_complete=harness.tagging_complete,
        tags=harness.tags,
        beside={
            **_beside(harness),
            "recording": harness.recording,
            "format": harness.format,
        },
    ), 409


def _reconciled(
    sections: dict[str, str], tags: list[dict[str, Any]]
) -> tuple[list[dict[str, Any]], dict[str, str]]:
    kept, how = [], {}
    for tag in tags:
        place = Spot(
            tag["start"],
            tag["end"],
            Quote(tag["exact"], tag["prefix"], tag["suffix"]),
            tag["detached"],
        )
        (found,) = reconcile(sections.get(tag["section"], ""), [place])
        kept.append(tag | _wire(replace(found.place)))
        how[tag["id"]] = str(found.how)
    return kept, how


def _wire(place: Spot) -> dict[str, Any]:
    return {
        "start": place.start,
        "end": place.end,
        "exact": place.quote.exact,
        "detached": place.detached,
        "prefix": place.quote.prefix,
        "suffix": place.quote.suffix,
    }


def _new_themes(harness: Harness, tags: list[dict[str, Any]]) -> list[dict[str, Any]]:
    made = []
    for tag in tags:
        if tag["theme"].startswith("new:"):
            asked, name = tag["theme"], tag["theme"].removeprefix("new:")
            tag["theme"] = f"own-{len(harness.themes)}"
            harness.themes.append((tag["theme"], name, "ways", False))
            made.append(
                {
                    "asked": asked,
                    "code": tag["theme"],
                    "name": name,
                    "family": "ways",
                    "definition": "",
                }
            )
    return made
