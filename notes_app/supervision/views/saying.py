"""What a supervisor says about a case: each act is one entry of the conversation."""

from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.clock import today
from notes_app.db.errors import NotFound
from notes_app.notes.payloads import Tag
from notes_app.notes.queries import ReadSession
from notes_app.sharing.current import now, unlocked_keyring
from notes_app.supervision.casefiles import Casefile
from notes_app.supervision.forms import CommentForm, QuestionForm, SuggestionForm
from notes_app.supervision.naming import named
from notes_app.supervision.payloads import (
    Agreed,
    Comment,
    Question,
    Reviewed,
    Said,
    Suggestion,
    WishToSee,
)
from notes_app.supervision.policy import may_review
from notes_app.supervision.review import places_in
from notes_app.supervision.service import say as add_entry
from notes_app.supervision.views.blueprint import bp
from notes_app.supervision.views.case import case_page, subjects_of
from notes_app.supervision.views.looking import keep_looks
from notes_app.supervision.views.opened import my_case, places_of
from notes_app.themes.library import LIBRARY
from notes_app.web.current import clock
from notes_app.web.messages import say


@bp.post("/supervision/cases/<uuid:shared_client_id>/question")
def ask(shared_client_id: UUID) -> ResponseReturnValue:
    it = my_case(shared_client_id)
    form = QuestionForm()
    if not form.validate_on_submit():
        return case_page(it, places=places_of(it), question=form)
    return _said(it, Question(form.question.data), "question-asked")


@bp.post("/supervision/cases/<uuid:shared_client_id>/comment")
def comment(shared_client_id: UUID) -> ResponseReturnValue:
    it = my_case(shared_client_id)
    places = places_of(it)
    form = CommentForm(subjects_of(it, places))
    if not form.validate_on_submit():
        return case_page(it, places=places, comment=form)
    answered = next((one for one in it.entries if one.id == form.answers), None)
    about = answered.said.about if answered else form.subject
    return _said(it, Comment(form.comment.data, about, form.answers), "comment-sent")


@bp.post("/supervision/cases/<uuid:shared_client_id>/reviewed/<uuid:sent_id>")
def reviewed(shared_client_id: UUID, sent_id: UUID) -> ResponseReturnValue:
    it = my_case(shared_client_id)
    if not may_review(it.entries, sent_id, current_user.id):
        say("review-not-open")
        return redirect(url_for("supervision.case", shared_client_id=it.client_id), 303)
    return _said(it, Reviewed(sent_id), "reviewed")


@bp.post("/supervision/cases/<uuid:shared_client_id>/passages/<uuid:shared_tag_id>/agree")
def agree(shared_client_id: UUID, shared_tag_id: UUID) -> ResponseReturnValue:
    it = my_case(shared_client_id)
    read, tag = _tag(it, shared_tag_id)
    return _said(it, Agreed(read.session_id, tag.id), "agreed", at=tag.id)


@bp.post("/supervision/cases/<uuid:shared_client_id>/passages/<uuid:shared_tag_id>/ask-to-see")
def ask_to_see(shared_client_id: UUID, shared_tag_id: UUID) -> ResponseReturnValue:
    it = my_case(shared_client_id)
    read, tag = _tag(it, shared_tag_id)
    return _said(it, WishToSee(read.session_id, tag.id), "asked-to-see", at=tag.id)


@bp.route(
    "/supervision/cases/<uuid:shared_client_id>/passages/<uuid:shared_tag_id>/call-it",
    methods=["GET", "POST"],
)
def suggest(shared_client_id: UUID, shared_tag_id: UUID) -> ResponseReturnValue:
    """I would call this ..."""
    it = my_case(shared_client_id)
    read, tag = _tag(it, shared_tag_id)
    themes = _themes(it, but=tag.theme)
    form = SuggestionForm(themes)
    if not form.validate_on_submit():
        place = next(
            one
            for found in places_in(it, [read], reader=current_user.id, today=today(clock()))
            for one in found.places
            if one.tag.id == tag.id
        )
        keep_looks(it, [place.loan_id] if place.loan_id else [])
        page = render_template("supervision/suggest.html", it=it, form=form, place=place)
        return page, form.status
    code = form.theme.data if not form.name.data else ""
    suggestion = Suggestion(
        *(read.session_id, tag.id, form.name.data or themes[code], code, form.words.data),
        was=named(it.card, tag.theme).name,
    )
    return _said(it, suggestion, "suggested", at=tag.id)


def _said(it: Casefile, said: Said, code: str, *, at: UUID | None = None) -> ResponseReturnValue:
    """Add it, and go back to the case: to the passage where it is about one, whose tag is `at`."""
    add_entry(it.client_id, said, at=now(), keyring=unlocked_keyring())
    db.session.commit()
    say(code)
    anchor = f"passage-{at}" if at else None
    page = url_for("supervision.case", shared_client_id=it.client_id, _anchor=anchor)
    return redirect(page, 303)


def _tag(it: Casefile, tag_id: UUID) -> tuple[ReadSession, Tag]:
    if tag_id not in it.tags:
        raise NotFound
    return it.tags[tag_id]


def _themes(it: Casefile, *, but: str) -> dict[str, str]:
    """The themes of this case first, then the rest of the built-in library."""
    used = {tag.theme for _, tag in it.tags.values()}
    codes = [*sorted(used), *(theme.code for theme in LIBRARY if theme.code not in used)]
    found = {code: named(it.card, code).name for code in codes if code != but}
    return dict(sorted(found.items(), key=lambda pair: pair[1].casefold()))
