"""The note desk as a page, and as a plain form that works without JavaScript."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import msgspec
from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.clients.queries import client_of
from notes_app.crypto.errors import CannotOpen, NoKey
from notes_app.crypto.keyring import Keyring
from notes_app.db.errors import Signed, Stale
from notes_app.measures.queries import measures_of
from notes_app.notes import lists, service
from notes_app.notes.both_texts import keep_both
from notes_app.notes.checklist import POINT_WORDS
from notes_app.notes.desk import Desk, data_for_editor, desk_of
from notes_app.notes.earlier import finish_note
from notes_app.notes.episode_words import WHEN
from notes_app.notes.exclusions import BelongsInTheRecord
from notes_app.notes.facts_fields import MANY, Posted, told_texts, typed_values, with_facts
from notes_app.notes.fold import desk_values, fold_of
from notes_app.notes.formats import sections_of, words_of
from notes_app.notes.forms import (
    ATTENDANCE_WORDS,
    MODALITY_WORDS,
    DeskForm,
    facts_posted,
    format_posted,
    recording_posted,
    words_posted,
)
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import Utterance
from notes_app.notes.queries import draft_of, open_draft, session_of
from notes_app.notes.recording import COLUMNS, words_of_rows
from notes_app.notes.signed import is_signed
from notes_app.notes.tag_words import further_in_words, stage_choices
from notes_app.notes.views.blueprint import bp
from notes_app.notes.wire import CannotUnderstand, beside_the_text, check_words, tags_for_desk
from notes_app.payload import CannotRead
from notes_app.sharing.current import unlocked_keyring
from notes_app.web.current import clock
from notes_app.web.marks import repeats
from notes_app.web.messages import say

UNPROCESSABLE = 422
CHANGED = (
    "This note was changed in another window. Nothing is lost: the other text now stands below"
    " yours. Take out what you do not want, then save again."
)


class WrongFacts(Exception):
    """A field under Session facts cannot be taken."""

    def __init__(self, posted: Posted) -> None:
        super().__init__()
        self.posted = posted


NOT_SAVED = (
    CannotUnderstand,
    WrongFacts,
    BelongsInTheRecord,
    Signed,
    Stale,
    CannotOpen,
    CannotRead,
)


@bp.get("/sessions/<uuid:session_id>/write")
def write(session_id: UUID) -> ResponseReturnValue:
    session = session_of(current_user, session_id)
    if is_signed(session, keyring=unlocked_keyring()):
        return redirect(url_for("notes.read", session_id=session.id), 303)
    return _desk_page(session, DeskForm())


@bp.post("/sessions/<uuid:session_id>/write")
@repeats(*MANY)
def write_plainly(session_id: UUID) -> ResponseReturnValue:
    """Save a note from a plain form: the desk without JavaScript."""
    session, form = session_of(current_user, session_id), DeskForm()
    if not form.validate_on_submit():
        return _desk_page(session, form)
    if "lay_out" in request.form or "row" in request.form:
        return _to_draft(session, form, next_page="notes.write")
    try:
        _save(session, base=form.version.data, keyring=unlocked_keyring())
    except NOT_SAVED as trouble:
        return _not_saved(session, form, trouble)
    db.session.commit()
    return _after_saving(session)


def _after_saving(session: TherapySession) -> ResponseReturnValue:
    """The saved note, or, where "Sign note" was pressed, what stands before a signature."""
    if request.form.get("then") == "sign":
        return redirect(url_for("signing.sign", session_id=session.id), 303)
    say("note-saved")
    return redirect(url_for("notes.read", session_id=session.id), 303)


def _to_draft(session: TherapySession, form: DeskForm, *, next_page: str) -> ResponseReturnValue:
    """What was typed becomes the draft: to be laid out in another format, or looked at."""
    try:
        written = _posted(session, keyring=unlocked_keyring())
        service.save_draft(
            session,
            written=written,
            seen=service.Seen(form.version.data, form.draft_version.data),
            user=current_user,
            now=int(clock().now().wall),
            keyring=unlocked_keyring(),
        )
    except NOT_SAVED as trouble:
        return _not_saved(session, form, trouble)
    db.session.commit()
    if "lay_out" in request.form:
        say("format-chosen")
    return redirect(url_for(next_page, session_id=session.id), 303)


def _not_saved(session: TherapySession, form: DeskForm, trouble: Exception) -> ResponseReturnValue:
    if isinstance(trouble, Signed):
        return _typed_after_signing(session)
    if isinstance(trouble, BelongsInTheRecord):
        return _to_draft(session, form, next_page="notes.set_apart")
    if isinstance(trouble, Stale):
        return _both_texts(session, form)
    if isinstance(trouble, WrongFacts):
        return _desk_page(session, form, wrong=trouble.posted.wrong)
    if isinstance(trouble, CannotUnderstand):
        form.version.errors = [str(trouble)]
    return _desk_page(session, form)


def _typed_after_signing(session: TherapySession) -> ResponseReturnValue:
    """What was typed into a note that was signed meanwhile: kept on the page, stored nowhere."""
    db.session.rollback()
    typed = [text for text in words_posted().values() if text.strip()]
    page = render_template(
        "notes/typed_after_signing.html",
        session=session,
        typed="\n\n".join(typed),
        process=request.form.get("process", ""),
    )
    return page, 409


def _save(session: TherapySession, *, base: int, keyring: Keyring) -> None:
    """Save what was posted, with the tags that the note (or its draft) already has."""
    written = _posted(session, keyring=keyring)
    now = int(clock().now().wall)
    finish_note(session, written=written, base=base, now=now, user=current_user, keyring=keyring)


def _posted(session: TherapySession, *, keyring: Keyring) -> service.Written:
    """The note as the plain form sent it, with all that the form does not hold."""
    before = service.newest_note(session, user=current_user, keyring=keyring)
    # What did not arrive stays as it was: an empty field is sent as well.
    words = {**words_of(before.sections), **words_posted()}
    process = request.form.get("process", before.process)
    posted = with_facts(before, facts_posted())
    if posted.wrong:
        raise WrongFacts(posted)
    rows = recording_posted()
    told = (*told_texts(posted.written.told), posted.written.own_response)
    check_words((*words.values(), *told, *words_of_rows(rows or ())), process)
    return replace(
        posted.written,
        sections=sections_of(words),
        process=process,
        format=format_posted() or before.format,
        recording=before.recording if rows is None else rows,
        tagging_complete="tagging_complete" in request.form,
    )


def _draft_opens(session: TherapySession, keyring: Keyring) -> bool:
    """Whether a draft, if there is one, is sound: a sound one need not be put aside."""
    draft = draft_of(current_user, session.id)
    try:
        return draft is None or bool(open_draft(draft, keyring=keyring))
    except (CannotOpen, CannotRead):
        return False


def _both_texts(session: TherapySession, form: DeskForm) -> ResponseReturnValue:
    """The other text below the one that was typed; nothing was saved."""
    db.session.rollback()
    mine = service.Written(
        sections=sections_of(words_posted()),
        process=request.form.get("process", ""),
        recording=recording_posted() or (),
    )
    form.version.errors = [CHANGED]
    form.version.data, form.version.raw_data = session.version, None
    other = service.newest_note(session, user=current_user, keyring=unlocked_keyring())
    return _desk_page(session, form, typed=keep_both(mine, other))


def _desk_page(
    session: TherapySession,
    form: DeskForm,
    *,
    typed: service.Written | None = None,
    wrong: dict[str, str] | None = None,
) -> ResponseReturnValue:
    keyring = unlocked_keyring()
    client = client_of(current_user, session.client_id)
    try:
        desk = desk_of(session, client=client, user=current_user, keyring=keyring)
    except (NoKey, CannotOpen, CannotRead) as trouble:
        return render_template(
            "notes/damaged.html",
            session=session,
            newer=isinstance(trouble, CannotRead),
            draft=not _draft_opens(session, keyring),
        )
    page = render_template(
        "notes/write.html",
        desk=desk,
        form=form,
        texts=words_of(typed.sections) if typed else words_posted() or desk.texts,
        process=typed.process if typed else request.form.get("process", desk.written.process),
        codebook=desk.codebook,
        points=POINT_WORDS,
        fold=fold_of(
            desk,
            typed_values(desk_values(desk), facts_posted(), both=typed is not None),
            wrong=wrong or {},
            measures=measures_of(current_user.id, keyring=keyring).as_of(
                desk.read.facts.held_on if desk.read.facts else None
            ),
        ),
        lists=lists,
        stages=stage_choices(),
        when_titles=WHEN,
        further=_further_said(desk),
        attendances=ATTENDANCE_WORDS,
        modalities=MODALITY_WORDS,
        columns=COLUMNS,
        recording=_rows(desk.written if typed is None else typed, typed=typed is not None),
        editor_data=data_for_editor(
            desk, tags_for_desk(desk.written), beside_the_text(desk.written)
        ),
    )
    return page, UNPROCESSABLE if wrong else form.status


def _further_said(desk: Desk) -> dict[str, str]:
    """What each tag says beside theme, person and strength, by the id that the page has."""
    called = desk.card.called_by_person
    return {str(tag.id): " · ".join(further_in_words(tag, called)) for tag in desk.written.tags}


def _rows(written: service.Written, *, typed: bool) -> list[dict[str, Any]]:
    """The rows of the recording as the page draws them, with an empty one to write in.

    `typed`: what was posted stands in `written` already.
    """
    posted = None if typed else recording_posted()
    rows = written.recording if posted is None else posted
    fields = [msgspec.structs.asdict(row) for row in (*rows, Utterance())]
    return [{**row, "number": number} for number, row in enumerate(fields)]
