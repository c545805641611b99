"""A8: no route changes what was signed.

The routes come from the application itself.  One that takes a session and is not told of here
fails the first test: say what it does to a signed note, and give it a request that would write to
one that is not signed.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace as replace_part
from sqlalchemy import select

from notes_app import db
from notes_app.notes import service
from notes_app.notes.beside import Episode, Repair, Rupture
from notes_app.notes.journal import entries_of, keep_state
from notes_app.notes.measuring import Hand
from notes_app.notes.models import Addendum, Draft, TherapySession, Version
from notes_app.notes.payloads import Attendance, DraftNote
from notes_app.notes.queries import open_draft, open_facts
from notes_app.notes.reading import read_process, read_text
from notes_app.notes.rupturing import keep_strain
from notes_app.notes.service import Seen
from notes_app.themes.queries import codebook_of
from tests.attacks.test_a1_every_route import LEAVING, UNSAFE, ids_in, path_of, routes
from tests.cast import find_keys
from tests.notes.builders import WORDS, passage_at
from tests.sharing.builders import introduce, open_for
from tests.signing.test_pages import add_one, noted, sign

pytestmark = pytest.mark.attack

JSON = {"Content-Type": "application/json"}
#: What must be done to a note first, so that the route finds something.
BEFORE = {
    "notes.take_star_off": "notes.star_plainly",
    "notes.take_back_measure": "notes.take_measure",
    "notes.read_item_9": "notes.take_measure",
}
#: What a route that takes a session does to a signed note.
REFUSED, REVISES, ADDS, LEAVES = "refused", "revises the tags", "adds below", "changes nothing"
DOES = {
    "notes.keep_draft": REFUSED,
    "notes.save_note": REFUSED,
    "notes.write_plainly": REFUSED,
    "notes.facts": REFUSED,
    "notes.settle": REFUSED,
    "notes.bring_minute_back": REFUSED,
    "notes.star_plainly": REFUSED,
    "notes.take_star_off": REFUSED,
    "notes.tag_plainly": REVISES,
    "notes.remove_tag": REVISES,
    "notes.change_tag": REVISES,
    "notes.join_episode": REVISES,
    "notes.keep_apart": REVISES,
    "notes.split_episode": REVISES,
    "notes.tell_episode": REVISES,
    "notes.open_rupture": REVISES,
    "notes.change_rupture": REVISES,
    "notes.take_back_rupture": REVISES,
    "notes.link_repair": REVISES,
    "notes.change_repair": REVISES,
    "notes.remove_repair": REVISES,
    "notes.take_measure": REVISES,
    "notes.take_back_measure": REVISES,
    "notes.read_item_9": REVISES,
    "notes.set_draft_aside": REFUSED,
    "signing.sign": LEAVES,
    "signing.export_note": LEAVES,
    "signing.add": ADDS,
    "signing.mark_in_error": ADDS,
    "signing.ask": ADDS,
    "grants.open_note": LEAVES,
    "grants.cosign": LEAVES,  # of somebody else's note: her own was opened for nobody
    "grants.give_back": LEAVES,
}
NOT_REFUSED = (200, 303)
BELONGS_IN_THE_RECORD = "She has a diagnosis of depression."
FIRST = f"brought:0:{WORDS.index('.') + 1}"


@dataclass(frozen=True)
class Scene:
    """Ana's browser, and one note of hers."""

    app: object
    ana: object
    practice: object
    session_id: UUID
    ids: dict

    @property
    def session(self) -> TherapySession:
        db.session.rollback()
        db.session.expire_all()
        found = db.session.get(TherapySession, self.session_id)
        assert found is not None
        return found

    def send(self, endpoint: str):
        """What would write to a note of which nothing is signed."""
        rule, method = next(one for one in with_session(self.app) if one[0].endpoint == endpoint)
        path = path_of(self.app, rule, {**self.ids, "session_id": self.session_id})
        path = path.replace("/W1", "/phq-9")
        options = WRITES.get(endpoint, lambda _scene: {"data": {}})(self)
        headers = {"Sec-Fetch-Site": "same-origin", "X-CSRFToken": self.ana.token()}
        headers |= options.pop("headers", {})
        return self.ana.client.open(path, method=method, headers=headers, **options)


def with_session(app):
    return [(r, m) for r, m in routes(app) if m in UNSAFE and "session_id" in ids_in(r)]


@pytest.fixture
def scene(app, browse, practice, ids, request):
    """A note with a tag, a private part and a draft; not signed."""
    ana = browse(practice.ana)
    session_id = noted(practice, process="I was tired.")
    session = db.session.get(TherapySession, session_id)
    ids |= plant_episode(practice, session)
    ids |= plant_rupture(practice, session)
    private = BELONGS_IN_THE_RECORD if "settle" in request.node.name else "I was tired."
    plant_draft(practice, session, private)
    ids["entry_id"] = plant_minute(practice, session)
    return Scene(app, ana, practice, session_id, ids)


@pytest.fixture
def signed(scene, practice):
    """The same note, signed and added to, and a draft that claims to follow on what was signed."""
    keyring = practice.keyrings["ana"]
    (draft,) = db.session.query(Draft)
    written = service.drafted_note(open_draft(draft, keyring=keyring))
    db.session.delete(draft)
    db.session.commit()
    sign(scene.ana, scene.session_id)
    add_one(scene.ana, scene.session_id)
    introduce(practice, "ana", "sam")
    open_for(practice, scene.session_id)
    note = DraftNote(base=scene.session.version, saved_at=1, **vars(written))
    service._store_draft(None, scene.session, note, user=practice.ana, keyring=keyring)
    db.session.commit()
    scene.ids["entry_id"] = plant_minute(practice, scene.session)
    return scene


def plant_minute(practice, session) -> UUID:
    """An earlier state in the journal of this note."""
    keyring = practice.keyrings["ana"]
    written = replace(service.written_note(session, keyring=keyring), process="Other words.")
    note = DraftNote(base=session.version, saved_at=1, **vars(written))
    keep_state(session.id, note, keyring=keyring)
    db.session.commit()
    return entries_of(session.id, keyring=keyring)[0].entry_id


def plant_episode(practice, session) -> dict[str, UUID]:
    """A second tag, and an episode of the first."""
    keyring = practice.keyrings["ana"]
    before = service.written_note(session, keyring=keyring)
    episode, other = Episode(uuid4(), tags=(before.tags[0].id,)), uuid4()
    tag = replace_part(before.tags[0], id=other)
    note = service.with_tag(before, tag, passage_at(WORDS, "told him", other))
    ratings = replace_part(note.ratings, episodes=(episode,))
    note = replace(note, ratings=ratings)
    service.change_tags(session, written=note, base=session.version, keyring=keyring)
    db.session.commit()
    return {"tag_id": before.tags[0].id, "episode_id": episode.id}


def plant_rupture(practice, session) -> dict[str, UUID]:
    """A rupture that stays open, and what was done about it; a line about each."""
    rupture = Rupture(uuid4(), "mixed")
    repair = Repair(uuid4(), rupture.id, closes=False)
    for strain in (rupture, repair):
        by = Hand(practice.ana, practice.keyrings["ana"], session.version, 1)
        keep_strain(session, strain, line="What was said.", by=by)
        db.session.commit()
    return {"rupture_id": rupture.id, "repair_id": repair.id}


def plant_draft(practice, session, private):
    keyring = practice.keyrings["ana"]
    before = service.written_note(session, keyring=keyring)
    service.save_draft(
        session,
        written=replace(before, process=private),
        seen=Seen(session.version, 0),
        user=practice.ana,
        now=1,
        keyring=keyring,
    )
    db.session.commit()


def form_of(**fields) -> Callable[[Scene], dict]:
    def sent(scene: Scene) -> dict:
        return {"data": {"version": scene.session.version, **fields}}

    return sent


def draft_sent(scene: Scene) -> dict:
    body = {"base": scene.session.version, "sections": {"brought": "Changed."}}
    return {"data": json.dumps(body), "headers": {**JSON, "If-Match": '"1"'}}


def tag_sent(scene: Scene) -> dict:
    themes = codebook_of(scene.practice.ana.id, scene.practice.keyrings["ana"]).active
    fields = {"sentence": FIRST, "theme": themes[0].code, "strength": "2"}
    return form_of(**fields)(scene)


def both_tags_sent(scene: Scene) -> dict:
    facts = open_facts(scene.session, keyring=scene.practice.keyrings["ana"])
    return form_of(tags=" ".join(str(tag.id) for tag in facts.tags))(scene)


def changed_tag_sent(scene: Scene) -> dict:
    sent = tag_sent(scene)
    del sent["data"]["sentence"]
    return sent


def repair_sent(scene: Scene) -> dict:
    fields = {"rupture": scene.ids["rupture_id"], "closes": "yes", "line": "Changed."}
    return form_of(**fields)(scene)


WRITES: dict[str, Callable[[Scene], dict]] = {
    "notes.keep_draft": draft_sent,
    "notes.save_note": lambda _scene: {"data": '{"draft_version": 1}', "headers": JSON},
    "notes.write_plainly": form_of(draft_version=1, **{"section-brought": "Changed."}),
    "notes.facts": form_of(held_on="2026-04-29", modality="video", attendance=Attendance.HELD),
    "notes.settle": lambda _scene: {"data": {"version": 1, "keep": "0"}},
    "notes.star_plainly": form_of(sentence=FIRST),
    "notes.tag_plainly": tag_sent,
    "notes.change_tag": changed_tag_sent,
    "notes.join_episode": both_tags_sent,
    "notes.keep_apart": both_tags_sent,
    "notes.tell_episode": form_of(when="6-12"),
    "notes.open_rupture": form_of(kind="withdrawal", line="Changed."),
    "notes.change_rupture": form_of(kind="withdrawal", line="Changed."),
    "notes.link_repair": repair_sent,
    "notes.change_repair": repair_sent,
    "notes.take_measure": form_of(**{f"item-{item}": "1" for item in range(1, 10)}),
    "signing.add": form_of(kind="addition", scope="notes", text="More."),
    "signing.mark_in_error": form_of(reason="Another client's"),
    "signing.sign": lambda scene: {
        "data": {
            "version": scene.session.version,
            "draft_version": 1,
            "name": "Ana Real",
            "credential": "LPC",
        }
    },
}


def rows_of(model, session_id: UUID) -> dict:
    table = model.__table__
    found = db.session.execute(select(table).where(table.c.session_id == session_id))
    return {row.id: tuple(row) for row in found}


def stored(scene: Scene) -> dict:
    """Every byte that a signed note consists of."""
    session = scene.session
    return {
        "themes": session.themes_sealed,
        "notes": session.notes_sealed,
        "process": session.process_sealed,
        "versions": rows_of(Version, session.id),
        "addenda": rows_of(Addendum, session.id),
    }


def words(scene: Scene) -> tuple:
    """What was signed, as the stored copy has it; the tags apart."""
    session, keyring = scene.session, scene.practice.keyrings["ana"]
    text, private = read_text(session, keyring=keyring), read_process(session, keyring=keyring)
    facts = open_facts(session, keyring=keyring)
    when = (facts.held_on, facts.starts_at, facts.ends_at, facts.modality, facts.attendance)
    return text.sections, text.told, text.format, private, when, facts.participants


def tags(scene: Scene) -> tuple:
    facts = open_facts(scene.session, keyring=scene.practice.keyrings["ana"])
    return facts.tags, facts.tagging_complete, facts.ratings, facts.revisions


def test_a8_every_route_that_takes_a_session_is_told_of(app):
    assert {rule.endpoint for rule, _ in with_session(app)} == DOES.keys()


@pytest.mark.parametrize("endpoint", [name for name, does in DOES.items() if does == REFUSED])
def test_a8_the_request_would_write_to_a_note_that_is_not_signed(scene, endpoint):
    if endpoint in BEFORE:
        assert scene.send(BEFORE[endpoint]).status_code == 303
    before = stored(scene), rows_of(Draft, scene.session_id)
    assert scene.send(endpoint).status_code in NOT_REFUSED
    assert (stored(scene), rows_of(Draft, scene.session_id)) != before


@pytest.mark.parametrize("endpoint", [name for name, does in DOES.items() if does == REFUSED])
def test_a8_a_signed_note_refuses(signed, endpoint):
    before = stored(signed)
    assert signed.send(endpoint).status_code in (404, 409, 422)
    assert stored(signed) == before


@pytest.mark.parametrize("endpoint", [name for name, does in DOES.items() if does == LEAVES])
def test_a8_a_signed_note_is_left_alone(signed, endpoint):
    before = stored(signed)
    signed.send(endpoint)
    assert stored(signed) == before


@pytest.mark.parametrize("endpoint", [name for name, does in DOES.items() if does == REVISES])
def test_a8_tags_change_as_a_revision_and_the_words_stay(signed, endpoint):
    if endpoint in BEFORE:
        assert signed.send(BEFORE[endpoint]).status_code == 303
    before, said, (*was, _) = stored(signed), words(signed), tags(signed)
    assert signed.send(endpoint).status_code == 303
    after, (*now, revisions) = stored(signed), tags(signed)
    assert words(signed) == said
    assert [after[part] for part in ("process", "versions", "addenda")] == [
        before[part] for part in ("process", "versions", "addenda")
    ]
    assert now != was
    last = revisions[-1]
    assert [last.tags, last.tagging_complete, last.ratings] == was


@pytest.mark.parametrize("endpoint", [name for name, does in DOES.items() if does == ADDS])
def test_a8_what_is_added_stands_below_and_changes_nothing_above(signed, endpoint):
    before, said, told = stored(signed), words(signed), tags(signed)
    assert signed.send(endpoint).status_code == 303
    after = stored(signed)
    assert (words(signed), tags(signed)) == (said, told)
    assert [after[part] for part in ("notes", "process", "versions")] == [
        before[part] for part in ("notes", "process", "versions")
    ]
    assert before["addenda"].items() < after["addenda"].items()


def test_a8_no_other_route_touches_a_signed_note(app, signed):
    before, said = stored(signed), (words(signed), tags(signed))
    others = [
        (rule, method)
        for rule, method in routes(app)
        if method in UNSAFE and "session_id" not in ids_in(rule) and rule.endpoint not in LEAVING
    ]
    assert len(others) > 30
    for rule, method in others:
        headers = {"Sec-Fetch-Site": "same-origin", "X-CSRFToken": signed.ana.standing_token()}
        path = path_of(app, rule, signed.ids)
        signed.ana.client.open(path, method=method, headers=headers)
        if rule.endpoint == "grants.end":  # seals the themes anew; what they say stays
            find_keys(signed.practice.ana, signed.practice.keyrings["ana"])
            assert (words(signed), tags(signed)) == said
            before["themes"] = stored(signed)["themes"]
        assert stored(signed) == before, rule.rule


def test_a8_nothing_above_a_missing_record_is_written_either(signed):
    db.session.query(Version).delete()
    db.session.commit()
    before = stored(signed)
    for endpoint, does in DOES.items():
        if does in (REFUSED, LEAVES):
            signed.send(endpoint)
            assert stored(signed) == before, endpoint
