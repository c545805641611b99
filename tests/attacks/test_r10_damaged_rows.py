"""R10: each row of a vault is damaged in turn.  Every page answers, and nothing is written over it.

The vault has some sixty rows: three clients with their keys, forty hours, a codebook, a draft,
files that wait.  Damage is one flipped bit, as a disk leaves it, or a row as a writer leaves it.
"""

import json
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import Table, func, select, update

from notes_app import db
from notes_app.clients.models import Client
from notes_app.clients.payloads import ClientIdentity, ClientThemes
from notes_app.clients.service import add_client
from notes_app.crypto.codes import CodeKind, print_code
from notes_app.db import Base
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import SessionText
from notes_app.notes.service import Seen, newest_note, save_draft, write_session
from notes_app.themes.payloads import Family
from notes_app.themes.service import add_theme
from tests.attacks.conftest import DAY
from tests.notes.builders import held, tagged
from tests.pages import Browser

pytestmark = pytest.mark.attack

OURS = {"Sec-Fetch-Site": "same-origin", "X-Requested-With": "fetch"}
SEALED = {
    "clients": ("identity_sealed", "themes_sealed", "own_sealed"),
    "sessions": ("themes_sealed", "notes_sealed", "process_sealed"),
    "scope_keys": ("wrap",),
    "vocabulary": ("sealed",),
    "drafts": ("sealed",),
    "import_batches": ("sealed",),
    "changes": ("sealed",),
    "users": ("profile", "private_keys"),
}
#: Readable columns that are bound into a seal.
BOUND = {
    "clients": (
        *("identity_version", "themes_version", "own_version"),
        *("identity_generation", "themes_generation", "own_generation"),
    ),
    "sessions": ("themes_version", "notes_version", "process_version", "themes_generation"),
    "vocabulary": ("version",),
    "drafts": ("version",),
    "users": ("profile_version",),
}
ANSWERS = {200, 404, 409, 422}  # the page, or one that says what cannot be opened


@pytest.fixture
def vault(practice, ids) -> dict[str, UUID]:
    """Ana's practice with a third client, forty hours, a codebook of her own, and a draft."""
    keyring = practice.keyrings["ana"]
    add_client(
        practice.ana,
        identity=ClientIdentity(name="Juno Real"),
        themes=ClientThemes(code_name="Swift"),
        keyring=keyring,
    )
    for number in range(39):
        note, client = tagged(), practice.noor if number % 2 else practice.mira
        write_session(
            client,
            facts=held(tags=note.tags, held_on=DAY - timedelta(weeks=number + 1)),
            text=SessionText(sections=note.sections, passages=note.passages),
            keyring=keyring,
        )
    add_theme(practice.ana, name="Own one", family=Family.WAYS, today=DAY, keyring=keyring)
    session = db.session.get(TherapySession, ids["session_id"])
    written = newest_note(session, user=practice.ana, keyring=keyring)
    save_draft(session, written=written, seen=Seen(1, 0), user=practice.ana, now=1, keyring=keyring)
    db.session.commit()
    return ids


def rows_of(table: Table) -> list[dict[str, object]]:
    found = [dict(row) for row in db.session.execute(select(table)).mappings()]
    db.session.rollback()
    return found


def put(table: Table, row: dict[str, object], **values: object) -> None:
    place = [column == row[column.name] for column in table.primary_key.columns]
    db.session.execute(update(table).where(*place).values(values))
    db.session.commit()


def stands(table: Table, row: dict[str, object], name: str) -> object:
    place = [column == row[column.name] for column in table.primary_key.columns]
    found = db.session.scalar(select(table.c[name]).where(*place))
    db.session.rollback()
    return found


def flipped(blob: bytes) -> bytes:
    return blob[:-1] + bytes([blob[-1] ^ 1])


def reading(ids: dict[str, UUID]) -> dict[str, str]:
    client, session = f"/clients/{ids['client_id']}", f"/sessions/{ids['session_id']}"
    return {
        "Today": "/",
        "clients": "/clients",
        "overview": client,
        "all notes": f"{client}/notes",
        "note": session,
        "desk": f"{session}/write",
        "theme change": f"{client}/themes",
        "passages": f"{client}/themes/passages?theme={ids['address']}",
        "words": f"{client}/words",
        "codebook": "/themes",
        "recent changes": "/changes",
        "account": "/account",
    }


def writing(ids: dict[str, UUID]) -> list[tuple[str, str, dict[str, str]]]:
    client, session = f"/clients/{ids['client_id']}", f"/sessions/{ids['session_id']}"
    version = db.session.scalar(select(Client.version).where(Client.id == ids["client_id"]))
    card = {"code_name": "Plover", "name": "Other", "work_status": "active"}
    card["version"] = str(version)  # another act on the client makes another
    note = {"version": "1", "draft_version": "2", "section-brought": "Other words."}
    facts = {"version": "2", "held_on": "2026-01-01", "modality": "video", "attendance": "held"}
    settings = {"colours": "dark", "names_on_today": "initials", "idle_minutes": "5"}
    person = {"role": "Aunt", "name": "Ida", "pole": "current", "domain": "friend"}
    new = {
        "name": "New one",
        "family": "ways",
        "polarity": "either",
        "component": "",
        "opposite": "",
    }
    return [
        ("POST", f"{client}/change", card),
        ("POST", f"{client}/people/new", person),
        ("POST", f"{client}/words/{ids['address']}", {"word": "ours"}),
        ("POST", f"{client}/focus/{ids['address']}", {"focus": "on"}),
        ("POST", f"{session}/write", note),
        ("POST", f"{session}/facts", facts),
        ("POST", f"{session}/tags/{ids['tag_id']}/remove", {}),
        ("POST", f"/themes/{ids['address']}/rename", {"name": "Other"}),
        ("POST", "/themes/new", new),
        ("POST", "/account/settings", settings),
    ]


def send(browser: Browser, method: str, path: str, **options: object) -> int:
    headers = {**OURS, "X-CSRFToken": browser.token()}
    return browser.client.open(path, method=method, headers=headers, **options).status_code


def keep_draft(browser: Browser, ids: dict[str, UUID]) -> int:
    tag = {"id": str(ids["tag_id"]), "theme": "new:Another", "strength": 3, "section": "brought"}
    note = {"base": 1, "sections": {"brought": "Other"}, "tags": [tag | spot("Other")]}
    headers = {**OURS, "X-CSRFToken": browser.token(), "If-Match": '"1"'}
    path = f"/sessions/{ids['session_id']}/draft"
    return browser.client.put(path, headers=headers, data=json.dumps(note)).status_code


def spot(words: str) -> dict[str, object]:
    return {"start": 0, "end": len(words), "exact": words}


def damaged_columns(names: dict[str, tuple[str, ...]], *, but: str = "") -> list[tuple[str, str]]:
    pairs = [(table, name) for table, columns in names.items() for name in columns]
    return [pair for pair in pairs if ".".join(pair) != but]


def test_r10_the_vault_has_sixty_rows(practice, vault):
    tables = [Base.metadata.tables[name] for name in SEALED]
    counts = [db.session.scalar(select(func.count()).select_from(table)) for table in tables]
    assert sum(counts) >= 60


@pytest.mark.parametrize(
    ("name", "column"), damaged_columns(SEALED, but="users.private_keys"), ids=str
)
def test_r10_every_page_answers_and_the_row_stays(browse, practice, vault, name, column):
    ana, table = browse(practice.ana), Base.metadata.tables[name]
    wrong = {}
    for row in [row for row in rows_of(table) if row[column] is not None]:
        bad = flipped(row[column])
        put(table, row, **{column: bad})
        codes = {
            page: ana.client.get(path, headers=OURS).status_code
            for page, path in reading(vault).items()
        }
        kept = stands(table, row, column) == bad
        put(table, row, **{column: row[column]})
        if set(codes.values()) != {200} or not kept:
            wrong[name, column] = codes, kept
    assert wrong == {}


@pytest.mark.parametrize("number", [-1, 0, 99, 2**31 - 1])
@pytest.mark.parametrize(("name", "column"), damaged_columns(BOUND), ids=str)
def test_r10_a_row_as_a_writer_leaves_it(browse, practice, vault, name, column, number):
    ana, table = browse(practice.ana), Base.metadata.tables[name]
    for row in rows_of(table):
        put(table, row, **{column: number})
    codes = {
        page: ana.client.get(path, headers=OURS).status_code
        for page, path in reading(vault).items()
    }
    assert {page: code for page, code in codes.items() if code != 200} == {}


@pytest.mark.parametrize(
    ("name", "column"), damaged_columns(SEALED, but="import_batches.sealed"), ids=str
)
def test_r10_nothing_is_written_over_damage(browse, practice, vault, name, column):
    ana, table = browse(practice.ana), Base.metadata.tables[name]
    rows = [row for row in rows_of(table) if row[column] is not None]
    for row in rows:
        put(table, row, **{column: flipped(row[column])})
    codes = [keep_draft(ana, vault)]
    codes += [send(ana, method, path, data=sent) for method, path, sent in writing(vault)]
    changed = [row for row in rows if stands(table, row, column) != flipped(row[column])]
    assert changed == []
    assert 500 not in codes


def test_r10_these_acts_do_write_where_nothing_is_damaged(browse, practice, vault):
    # Else the test above would prove nothing.
    ana = browse(practice.ana)
    assert keep_draft(ana, vault) == 200
    codes = [send(ana, method, path, data=sent) for method, path, sent in writing(vault)]
    assert set(codes) == {303}


def test_r10_a_key_of_a_scope_that_there_is_not_hides_no_other(browse, practice, vault):
    table = Base.metadata.tables["scope_keys"]
    row = next(row for row in rows_of(table) if row["scope"] == "process")
    put(table, row, scope="x")
    page = browse(practice.ana).get("clients.all_clients")
    assert "Heron" in page.text


def test_r10_damaged_settings_do_not_stop_the_recovery_sheet(browse, practice):
    practice.ana.profile = flipped(practice.ana.profile)
    db.session.commit()
    otto = browse(None)
    key = print_code(CodeKind.RECOVERY, practice.recovery_keys["ana"])
    new = "lantern pebble orchid thunder"
    page = otto.get("accounts.recover")
    fields = {"username": "ana", "recovery_key": key, "passphrase": new}
    answer = otto.submit(page, **fields)
    assert answer.location == "/recovery-sheet"


def test_r10_a_draft_that_is_sound_is_not_offered_to_be_put_aside(browse, practice, vault):
    ana, table = browse(practice.ana), Base.metadata.tables["sessions"]
    row = next(row for row in rows_of(table) if row["id"] == vault["session_id"])
    put(table, row, themes_sealed=flipped(row["themes_sealed"]))
    page = ana.get("notes.write", session_id=vault["session_id"])
    assert "cannot be opened (damaged or moved)" in page.text
    assert "Put the draft aside" not in page.text
