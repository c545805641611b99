"""What the lists offer can be recorded by plain forms, and is found again: all of it, by name."""

from collections.abc import Callable, Mapping
from uuid import UUID

import pytest

from notes_app import db
from notes_app.accounts.models import User
from notes_app.notes import lists
from notes_app.notes.models import TherapySession
from notes_app.themes.library import LIBRARY
from tests.cast import Practice
from tests.clocks import TestClock
from tests.notes.builders import WORDS
from tests.notes.test_pages import KNOWN, plan
from tests.pages import Browser, Page, Tag
from tests.patterns.test_pages import weekly
from tests.search.test_pages import finds, look

Browse = Callable[[User | None], Browser]
#: The themes that the rows of docs/coverage.md name.
THEMES = (
    "not-understood",
    "keeping-the-peace",
    "same-quarrel-again",
    "safe-enough-here",
    "guarded-trust",
    "wary-of-intimacy",
    "old-injury-alive",
    "needs-passed-over",
    "cut-off-from-others",
    "identity-in-the-relationship",
    "worth-on-loan",
    "own-choice-and-voice",
    "direct-honest-talk",
    "feeling-met",
    "warding-off-newcomers",
    "on-edge-at-work",
    "blurred-boundaries",
    "setting-a-limit",
    "owning-ones-part",
    "family-role-and-loyalty",
    "carrying-everyone",
    "showing-the-real-self",
    "mended-and-tried-anew",
)
ROWS = {"interventions": "kind", "new_ways": "skill"}
WRITTEN = {
    "told.feedback": "You let me finish",
    "told.between": "Counted the evenings",
    "told.body": "A band round the chest",
    "told.metaphor": "A house without a door",
    "told.reframe_before": "He is cold",
    "told.reframe_after": "He is afraid",
    "own_response": "Curious, then guarded",
}


@pytest.fixture(autouse=True)
def forget() -> None:
    KNOWN.clear()


@pytest.fixture
def ana(browse: Browse, practice: Practice) -> Browser:
    return browse(practice.ana)


def saved(ana: Browser, practice: Practice, fields: Mapping[str, object]) -> tuple[UUID, str]:
    """A note with these facts, saved by the plain desk; its id, and its page."""
    session_id = plan(ana, practice)
    page = ana.get("notes.write", session_id=session_id)
    sent = {"section-brought": WORDS, **fields}
    return session_id, ana.follow(ana.submit(page, press="Save note", **sent)).text


def told_in_rows(
    ana: Browser, practice: Practice, name: str, codes: Mapping[str, str], **more: str
) -> str:
    """The page of a note whose fold has a row for each code; a page offers a few rows at a time."""
    session_id, _ = saved(ana, practice, {})
    waiting, read = list(codes), ""
    while waiting:
        page = ana.get("notes.write", session_id=session_id)
        fields: dict[str, object] = {}
        for row in _empty_rows(page, name):
            code = waiting.pop(0) if waiting else ""
            row_of = {ROWS[name]: code, **(more if code else {})}
            fields |= {f"ratings.{name}.{row}.{key}": value for key, value in row_of.items()}
        read = ana.follow(ana.submit(page, press="Save note", **fields)).text
    return read


def _empty_rows(page: Page, name: str) -> list[str]:
    (group,) = (one for one in page.top.all("fieldset") if one.get("data-rows") == name)
    rows = [row.get("data-row") for row in group.all("li")]
    chosen = {s.get("name") for s in group.all("select") if _is_chosen(s)}
    return [row for row in rows if f"ratings.{name}.{row}.{ROWS[name]}" not in chosen]


def _is_chosen(select: Tag) -> bool:
    return any("selected" in o.attributes and o.get("value") for o in select.all("option"))


def test_every_intervention_is_found_with_the_clients_response(
    ana: Browser, practice: Practice
) -> None:
    read = told_in_rows(ana, practice, "interventions", lists.INTERVENTIONS, response="took-up")
    assert [w for w in lists.INTERVENTIONS.values() if f"{w} took it up" not in read] == []


def test_every_moment_is_found(ana: Browser, practice: Practice) -> None:
    _, read = saved(ana, practice, {"ratings.markers": ["", *lists.MARKERS]})
    assert f"Moments {', '.join(lists.MARKERS.values())}" in read


def test_every_facet_is_found_with_its_number(ana: Browser, practice: Practice) -> None:
    facets = {f"ratings.facets.{code}": str(n) for n, code in enumerate(lists.FACETS)}
    _, read = saved(ana, practice, facets)
    said = ", ".join(f"{word.lower()} {n}" for n, word in enumerate(lists.FACETS.values()))
    assert f"Facets, 0 to 10 {said}" in read


def test_every_factor_of_the_world_around_is_found_and_who_named_it(
    ana: Browser, practice: Practice
) -> None:
    fields = {"ratings.context": ["", *lists.CONTEXT], "ratings.named_by_client": ["", "class"]}
    _, read = saved(ana, practice, fields)
    said = [f"{w} (named by the client)" if w == "Class" else w for w in lists.CONTEXT.values()]
    assert f"What played a part {', '.join(said)}" in read


def test_every_new_way_is_found_with_where_risk_result_and_what_others_made_of_it(
    ana: Browser, practice: Practice
) -> None:
    more = {"where": "in-the-room", "quality": "honest", "risk": "4", "result": "kept"}
    more["others_reaction"] = "resisted"
    read = told_in_rows(ana, practice, "new_ways", lists.SKILLS, **more)
    said = "in the room, honest, risk taken 4 of 5, kept, others: resisted"
    skills = [word[:1].lower() + word[1:] for word in lists.SKILLS.values()]
    assert [skill for skill in skills if f"New way: {skill} {said}" not in read] == []


@pytest.mark.parametrize("name", WRITTEN)
def test_every_line_of_the_fold_is_found_on_the_note_and_by_search(
    ana: Browser, practice: Practice, name: str
) -> None:
    _, read = saved(ana, practice, {name: WRITTEN[name]})
    assert WRITTEN[name] in read
    assert finds(look(ana, WRITTEN[name])) == ["M. R., session 1, 30 April 2026"]


def test_every_theme_of_the_texts_is_tagged_and_its_passages_are_found(
    ana: Browser, practice: Practice
) -> None:
    session_id, _ = saved(ana, practice, {})
    sentence = f"brought:{WORDS.index('On')}:{len(WORDS)}"
    for code in THEMES:
        page = ana.get("notes.tag_plainly", session_id=session_id)
        chosen = {"sentence": sentence, "theme": code, "strength": "3"}
        ana.submit(page, press="Tag passage", **chosen)
    course = ana.get("patterns.theme_change", client_id=practice.mira.id)
    read = ana.get("notes.read", session_id=session_id).text
    names = [theme.name for theme in LIBRARY if theme.code in THEMES]
    assert len(names) == len(THEMES)
    assert [name for name in names if name not in course.text or name not in read] == []


def test_how_the_two_met_and_who_else_took_part_stand_on_the_note(
    ana: Browser, practice: Practice
) -> None:
    asked = ana.get("clients.add_person", client_id=practice.mira.id)
    ana.submit(asked, press="Add person", role="partner", name="Marco", domain="partner")
    session_id, before = saved(ana, practice, {})
    assert "Video" not in before
    page = ana.get("notes.facts", session_id=session_id)
    (marco,) = (o.get("value") for o in page.top.all("input") if o.get("name") == "participants")
    ana.submit(page, press="Save facts", modality="video", participants=[marco])
    assert "Held, video, with Marco" in ana.get("notes.read", session_id=session_id).text


def test_a_history_session_has_headings_of_its_own_and_is_found(
    ana: Browser, practice: Practice
) -> None:
    page = ana.get("notes.write", session_id=plan(ana, practice))
    desk = ana.follow(ana.submit(page, press="Use this format", format="history"))
    words = "Summers with her grandmother"
    ana.submit(desk, press="Save note", **{"section-first_ties": words})
    assert finds(look(ana, "grandmother")) == ["M. R., session 1, 30 April 2026"]


def test_themes_that_are_understood_are_counted(
    ana: Browser, practice: Practice, clock: TestClock
) -> None:
    weekly(practice, clock, "x" * 12)
    KNOWN.update(session.id for session in db.session.query(TherapySession))
    session_id, _ = saved(ana, practice, {})
    sentence = f"brought:{WORDS.index('On')}:{len(WORDS)}"
    for theme, stage in (("giving-way", "4"), ("worth-on-loan", "3")):
        page = ana.get("notes.tag_plainly", session_id=session_id)
        chosen = {"sentence": sentence, "theme": theme, "strength": "3", "stage": stage}
        ana.submit(page, press="Tag passage", **chosen)
    page = ana.get("patterns.theme_change", client_id=practice.mira.id)
    assert "1 of 2 themes with a rated stage is understood (4) or further." in page.text
