"""W2, W7: markup and template words in every field and file stay text, on every page.

Each page that is fetched is looked through for scripts, styles and handlers (`tests.pages`).
"""

import json
from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from flask import url_for
from msgspec.structs import replace

from notes_app import db
from notes_app.clients.payloads import Person, Pole
from notes_app.clients.queries import open_client_themes, open_identity
from notes_app.clients.service import add_person, change_client
from notes_app.themes.payloads import Family
from notes_app.themes.service import add_theme
from tests.attacks.test_a1_every_route import ASKS_FOR_MORE, path_of, private
from tests.pages import HOST

pytestmark = pytest.mark.attack

CORPUS = [
    '"><img src=x onerror=alert(1)>',
    "</textarea></title></script><script>alert(1)</script>",
    "' onfocus=alert(1) autofocus x='",
    "<!--<svg onload=alert(1)>",
    "{{ 191 * 191 }}{% raw %}${191*191}#{191*191}",
    "javascript:alert(1)//\u2028\u2029]]>",
]
EVALUATED = "36481"


@pytest.fixture(params=CORPUS, ids=range(len(CORPUS)))
def filled(request, browse, practice, ids):
    """Ana, in whose records every text is the same piece of the corpus."""
    words, keyring, client = request.param, practice.keyrings["ana"], practice.mira
    person = Person(uuid4(), words, Pole.CURRENT)
    add_person(client, person=person, name=words, keyring=keyring)
    who, work = open_identity(client, keyring), open_client_themes(client, keyring)
    change_client(
        client,
        identity=replace(who, name=words, pronouns=words, contact=words),
        themes=replace(work, code_name=words, cadence=words),
        keyring=keyring,
    )
    code = add_theme(
        practice.ana,
        **dict.fromkeys(("name", "definition", "sounds_like"), words),
        family=Family.WAYS,
        today=date(2026, 1, 1),
        keyring=keyring,
    )
    db.session.commit()
    ana = browse(practice.ana)
    write(ana, ids["session_id"], words, code, person.id)
    return ana, words


def write(ana, session_id, words, code, person_id):
    spot = {"section": "brought", "start": 0, "end": len(words), "exact": words}
    tag = {"id": str(uuid4()), "theme": code, "strength": 3, "people": [str(person_id)], **spot}
    sections = {"brought": f"{words} and more.", "next_time": words}
    note = {"base": 1, "sections": sections, "process": words, "tags": [tag]}
    path, kind = f"/sessions/{session_id}", {"Content-Type": "application/json"}
    ana.fetch("PUT", f"{path}/draft", status=200, data=json.dumps(note), headers=kind)
    sent = json.dumps({"draft_version": 1})
    ana.fetch("POST", f"{path}/note", status=200, data=sent, headers=kind)


def test_w2_every_page_shows_them_as_text(app, filled, ids):
    ana, words = filled
    shown = set()
    for rule, method in private(app):
        if method == "GET" and rule.endpoint not in ASKS_FOR_MORE:
            path = path_of(app, rule, ids)
            if ana.client.get(path, headers={"Sec-Fetch-Site": "none"}).status_code == 200:
                page = ana.get_path(path)
                assert words not in page.html or "<" not in words
                assert EVALUATED not in page.html
                shown |= {rule.endpoint} if words.split("\u2028")[0] in page.top.text else set()
    assert {"notes.read", "clients.overview", "themes.codebook"} <= shown


@pytest.mark.parametrize("words", CORPUS, ids=range(len(CORPUS)))
def test_w2_names_and_words_of_files_are_text(app, browse, practice, words):
    ana = browse(practice.ana)
    with app.test_request_context(base_url=HOST):
        path = url_for("records.bring_in", client_id=practice.mira.id)
    said = words.replace("/", "_")
    name = f"{said} 2026-01-01.txt".replace('"', "%22")  # as browsers send it
    sent = {"csrf_token": ana.token(), "order": "", "files": (BytesIO(words.encode()), name)}
    kind = "multipart/form-data"
    headers = {"Sec-Fetch-Site": "same-origin"}
    answer = ana.client.post(path, data=sent, content_type=kind, headers=headers)
    page = ana.get_path(answer.location)
    assert said[:12].strip() in page.top.text
    assert EVALUATED not in page.html


@pytest.mark.parametrize("words", CORPUS, ids=range(len(CORPUS)))
def test_w2_what_a_form_refuses_is_shown_as_text(browse, practice, words):
    otto = browse(None)
    wrong = {"username": words, "passphrase": words}
    page = otto.submit(otto.get("accounts.login"), **wrong, status=422)
    assert words not in page.html or "<" not in words
    assert EVALUATED not in page.html
