"""The blueprint that all pages of this feature hang on, its words and its messages."""

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, url_for
from flask.blueprints import BlueprintSetupState
from flask_login import current_user

from notes_app.changes.payloads import ChangeRecord
from notes_app.notes import glances
from notes_app.notes.facts_fields import name_of_field
from notes_app.notes.forms import ATTENDANCE_WORDS, MODALITY_WORDS
from notes_app.notes.payloads import Attendance, Modality, Tag
from notes_app.notes.remembering import FactsChange, TagChange
from notes_app.notes.remembering_episodes import EpisodesChange, register_episode_undo
from notes_app.notes.rupture_undoing import register_rupture_undo
from notes_app.notes.rupture_words import age_words, kind_word, repair_said, title_of
from notes_app.notes.ruptures import open_threads
from notes_app.notes.tag_words import further_in_words
from notes_app.notes.taking_back import SIGNED_SINCE, register_note_undo
from notes_app.notes.undoing import register_measure_undo, session_in
from notes_app.payload import decode
from notes_app.sharing.current import unlocked_keyring
from notes_app.themes.uses import USES
from notes_app.web.messages import register_messages

bp = Blueprint("notes", __name__, template_folder="../templates")

register_messages(
    {
        "note-saved": "Note saved, encrypted.",
        "moved-to-record": "Moved to the session record.",
        "let-stand": "Left in the process note. It is not asked about again.",
        "draft-moved-on": "The draft was changed in another window: look again.",
        "format-chosen": "Format changed. Every text stands under its heading, as a draft.",
        "draft-set-aside": "The damaged draft is kept aside. You write on from the saved note.",
        "minute-brought-back": "Brought back as your draft. The other text is an earlier minute.",
        "facts-saved": "Session facts saved, encrypted.",
        "session-planned": "Session added.",
        "passage-tagged": "Passage tagged.",
        "tag-changed": "Tag changed.",
        "episode-joined": "One episode now.",
        "episode-not-one": "Not one. It is not asked again.",
        "episode-split": "Split. Its passages stay.",
        "episode-changed": "Episode kept, encrypted.",
        "episode-needs-two": "Nothing was joined: choose at least two passages.",
        "tag-removed": "Tag removed.",
        "phrase-starred": "Starred.",
        "star-taken-off": "Star taken off.",
        "measure-kept": "Questionnaire kept with this session, encrypted.",
        "measure-taken-back": "Taken out of this session.",
        "item-9-read": "Noted that you have read it.",
        "rupture-opened": "Rupture opened, encrypted.",
        "rupture-told": "Rupture saved, encrypted.",
        "rupture-taken-back": "Not a rupture after all: it stays in the list, with that word.",
        "rupture-after-all": "A rupture after all.",
        "repair-linked": "Repair linked, encrypted.",
        "repair-told": "Repair saved, encrypted.",
        "repair-removed": "Repair removed.",
        SIGNED_SINCE: "Nothing was done: the note was signed since.",
    }
)


register_rupture_undo(lambda record: url_for("patterns.ruptures", client_id=record.client_id))
register_measure_undo(lambda record: url_for("notes.write", session_id=session_in(record)))


@bp.app_template_filter("fact_name")
def fact_name(name: str) -> str:
    """What a field under Session facts is called: ratings.alliance_by_you.bond, bond, you."""
    return name_of_field(name)


@bp.app_template_filter("further")
def further(tag: Tag, people: Mapping[UUID, str]) -> list[str]:
    """What is chosen of a tag beside theme, person and strength, in words."""
    return further_in_words(tag, people)


bp.add_app_template_filter(open_threads, "open_ruptures")
bp.add_app_template_filter(kind_word, "rupture_kind")
bp.add_app_template_filter(age_words, "rupture_age")
bp.add_app_template_filter(title_of, "rupture_title")
bp.add_app_template_filter(repair_said, "repair_words")


@bp.app_template_filter("attendance_word")
def attendance_word(attendance: Attendance | None) -> str:
    """Held; Did not come; ..."""
    return ATTENDANCE_WORDS[attendance or ""]


@bp.app_template_filter("modality_word")
def modality_word(modality: Modality) -> str:
    """In person; Video; ..."""
    return MODALITY_WORDS[modality]


@bp.app_template_global("recent_sessions")
def recent_sessions(client_id: UUID) -> glances.Recent:
    """The newest sessions of a client, for the overview, which stands below this feature."""
    return glances.recent_sessions(current_user, client_id, unlocked_keyring())


@bp.record_once
def tell_below(state: BlueprintSetupState) -> None:
    """Let the lists of clients and themes say how much there is of each."""
    state.app.extensions[USES] = glances.uses_of


def _note_of(record: ChangeRecord) -> str:
    """Where a changed tag is seen."""
    session_id = decode(record.details, TagChange).session_id
    return url_for("notes.read", session_id=session_id)


def _session_of(record: ChangeRecord) -> str:
    """Where changed facts are seen."""
    session_id = decode(record.details, FactsChange).session_id
    return url_for("notes.read", session_id=session_id)


def _episodes_of(record: ChangeRecord) -> str:
    """Where changed episodes are seen."""
    session_id = decode(record.details, EpisodesChange).session_id
    return url_for("notes.read", session_id=session_id, _anchor="episodes")


register_note_undo(tags=_note_of, facts=_session_of)
register_episode_undo(_episodes_of)
