"""Before you sign, and signing."""

from dataclasses import dataclass
from uuid import UUID

import msgspec
from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.accounts.current import current_profile
from notes_app.accounts.payloads import Profile
from notes_app.accounts.service import save_profile
from notes_app.clients.payloads import ClientThemes
from notes_app.clients.queries import client_of
from notes_app.clock import today
from notes_app.db.errors import Stale
from notes_app.formats.built_in import RISK
from notes_app.formats.queries import formats_of
from notes_app.measures.queries import measures_of
from notes_app.notes.checklist import POINT_WORDS, Point
from notes_app.notes.desk import Desk, desk_of
from notes_app.notes.formats import headings_for, words_of
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import SessionText, SessionThemes
from notes_app.notes.queries import session_of
from notes_app.notes.rupture_words import title_of
from notes_app.notes.service import Seen
from notes_app.notes.signed import is_signed
from notes_app.sharing.current import unlocked_keyring
from notes_app.signing.composing import AsShown, Moment, as_it_will_stand, has_process_note
from notes_app.signing.forms import SignForm
from notes_app.signing.payloads import Signer
from notes_app.signing.policy import Gap, gaps_of, is_late
from notes_app.signing.service import sign_note
from notes_app.signing.views.blueprint import bp
from notes_app.signing.words import GAP_WORDS
from notes_app.themes.queries import codebook_of
from notes_app.web.current import clock
from notes_app.web.messages import say

CHANGED = "The note was changed since this page was drawn. Look through it once more, then sign."
STILL_MISSING = "The note cannot be signed before this is filled in."
WHERE = {
    Gap.DATE_AHEAD: ("notes.facts", None),
    Gap.RISK: ("notes.write", "fact-risk"),
    Gap.TIMES: ("notes.write", "frame.starts_at"),
}


@dataclass(frozen=True)
class Look:
    """What the page shows before signing: the note as it will stand, and what is missing."""

    desk: Desk
    facts: SessionThemes
    gaps: list[Gap]

    @property
    def holds(self) -> bool:
        """Whether something must be filled in first."""
        return any(gap.holds for gap in self.gaps)

    @property
    def hints(self) -> list[str]:
        """What the record lacks that holds nothing up and is not among the gaps."""
        told = (Point.TIMES, Point.RISK, Point.PARTICIPANTS)
        return [POINT_WORDS[p].lower() for p in self.desk.missing if p not in told]

    @property
    def is_late(self) -> bool:
        """Whether it will be labelled as a late entry."""
        return is_late(self.facts, clock().local())

    @property
    def word_count(self) -> int:
        """The words of the session record."""
        return sum(len(section.text.split()) for section in self.desk.written.sections)

    @property
    def has_process_note(self) -> bool:
        """Whether a private process note is signed as well, apart."""
        return has_process_note(self.desk.written)

    def sentence(self, gap: Gap) -> str:
        """What is missing, in words."""
        texts = self.desk.texts
        asked = [h for h in self.desk.headings if h.key != RISK]
        empty = [h.label for h in asked if not texts.get(h.key, "").strip()]
        return GAP_WORDS[gap].format(names=_listed(empty))

    def where(self, gap: Gap) -> str:
        """The address where it is filled in."""
        page, anchor = WHERE.get(gap, ("notes.write", None))
        return url_for(page, session_id=self.desk.session.id, _anchor=anchor)


@bp.route("/sessions/<uuid:session_id>/sign", methods=["GET", "POST"])
def sign(session_id: UUID) -> ResponseReturnValue:
    """Before you sign."""
    session, keyring = session_of(current_user, session_id), unlocked_keyring()
    if is_signed(session, keyring=keyring):
        return redirect(url_for("notes.read", session_id=session.id), 303)
    look = _look(session)
    form = _form(look)
    if form.validate_on_submit() and not look.holds:
        try:
            _sign(session, look, form)
        except Stale:
            return _changed(session_id, form)
        db.session.commit()
        say("note-signed")
        return redirect(url_for("notes.read", session_id=session.id), 303)
    return _page(look, form)


def _page(look: Look, form: SignForm) -> ResponseReturnValue:
    if form.is_submitted() and look.holds and not form.errors:
        form.form_errors.append(STILL_MISSING)
    return render_template("signing/sign.html", look=look, form=form), form.status


def _changed(session_id: UUID, form: SignForm) -> ResponseReturnValue:
    """The page anew, on what stands there now; nothing was signed."""
    db.session.rollback()
    look = _look(session_of(current_user, session_id))
    for field, version in (
        (form.version, look.desk.session.version),
        (form.draft_version, _draft(look)),
    ):
        field.data, field.raw_data = version, None
    form.form_errors.append(CHANGED)
    return render_template("signing/sign.html", look=look, form=form), 409


def _look(session: TherapySession) -> Look:
    client = client_of(current_user, session.client_id)
    desk = desk_of(session, client=client, user=current_user, keyring=unlocked_keyring())
    assert desk.read.facts is not None  # noqa: S101 - a desk has its facts
    facts = as_it_will_stand(desk.read.facts, desk.written)
    # Risk has an answer of its own: its section may stay empty.
    asked = {h.key: "" for h in desk.headings if h.key != RISK}
    sections = asked | {k: t for k, t in words_of(desk.written.sections).items() if t or k in asked}
    return Look(desk, facts, gaps_of(facts, sections, today=today(clock())))


def _form(look: Look) -> SignForm:
    profile = current_profile() or Profile()
    return SignForm(
        version=look.desk.session.version,
        draft_version=_draft(look),
        name=profile.display_name,
        credential=profile.credential,
    )


def _draft(look: Look) -> int:
    return look.desk.draft.version if look.desk.draft else 0


def _sign(session: TherapySession, look: Look, form: SignForm) -> None:
    signer = Signer(form.name.data, form.credential.data)
    _keep(signer)
    sign_note(
        session,
        user=current_user,
        seen=Seen(note=form.version.data, draft=form.draft_version.data),
        shown=_shown(look),
        moment=Moment(signer, clock().local().replace(microsecond=0), late=look.is_late),
        keyring=unlocked_keyring(),
    )


def _keep(signer: Signer) -> None:
    """Remember name and credential for the next note."""
    profile = current_profile() or Profile()
    told = msgspec.structs.replace(profile, display_name=signer.name, credential=signer.credential)
    if told != profile:
        save_profile(current_user, told, keyring=unlocked_keyring())


def _shown(look: Look) -> AsShown:
    """What the record takes from elsewhere; of a client nothing but pronouns, of others roles."""
    codebook = codebook_of(current_user.id, unlocked_keyring())
    card = look.desk.card
    written = look.desk.written
    headings = headings_for(
        SessionText(written.sections, written.passages, written.format),
        pronouns=card.pronouns,
        formats=formats_of(current_user.id, unlocked_keyring()),
    )
    return AsShown(
        number=look.desk.read.number,
        headings={heading.key: heading.label for heading in headings},
        roles={person.id: person.role for person in card.people},
        themes={theme.code: theme.name for theme in codebook.themes},
        named=_named(card.themes),
        ruptures={one.rupture.id: title_of(one) for one in look.desk.ruptures.named},
    )


def _named(themes: ClientThemes | None) -> dict[str, str]:
    """What the record tells by id: the client's goals, the author's own questionnaires."""
    kept = measures_of(current_user.id, keyring=unlocked_keyring()).kept
    goals = {str(goal.id): goal.words for goal in themes.goals} if themes else {}
    return goals | {str(own.id): own.name for own in kept.own}


def _listed(names: list[str]) -> str:
    quoted = [f"“{name}”" for name in names]
    return f"{', '.join(quoted[:-1])} and {quoted[-1]}" if len(quoted) > 1 else "".join(quoted)
