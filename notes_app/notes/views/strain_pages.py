"""What the pages of ruptures and of repairs share: a session opened for one, and the way back."""

from dataclasses import dataclass
from uuid import UUID

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app import db
from notes_app.changes.current import remembered
from notes_app.clients.queries import ClientCard, card_of, client_of
from notes_app.db.errors import NotFound
from notes_app.notes import rupturing, service
from notes_app.notes.beside import Repair
from notes_app.notes.measuring import Hand
from notes_app.notes.models import TherapySession
from notes_app.notes.payloads import SessionThemes
from notes_app.notes.queries import ReadSession, session_of, sessions_of
from notes_app.notes.reading import read_text
from notes_app.notes.rupture_forms import StrainForm
from notes_app.notes.rupture_undoing import Change, strain_act
from notes_app.notes.ruptures import Strain, strains_of
from notes_app.notes.signed import is_signed
from notes_app.sharing.current import unlocked_keyring
from notes_app.themes.queries import codebook_of
from notes_app.web.current import clock
from notes_app.web.fields import choices_of
from notes_app.web.filters import quoted
from notes_app.web.messages import say

THREADS = "threads"
LATELY = 12  # sessions from which another one can be chosen
LONGEST = 160  # characters of a passage


@dataclass(frozen=True)
class Here:
    """One session, opened for a rupture or a repair; `written` is its note as it stands now."""

    session: TherapySession
    card: ClientCard
    reads: list[ReadSession]
    read: ReadSession
    facts: SessionThemes
    written: service.Written
    signed: bool

    @property
    def version(self) -> int:
        """On which a form is based."""
        return self.session.version

    @property
    def others(self) -> list[ReadSession]:
        """The newest sessions that were held, and this one: another can be chosen."""
        lately = [one.session_id for one in self.reads if one.held][-LATELY:]
        chosen = {*lately, self.read.session_id}
        return [one for one in self.reads if one.session_id in chosen]

    @property
    def hand(self) -> Hand:
        """Who keeps something in it, and when."""
        now = int(clock().now().wall)
        return Hand(current_user, unlocked_keyring(), self.version, now)

    def line(self, strain_id: UUID) -> str:
        """What was said about a rupture or a repair, as it is stored."""
        text = read_text(self.session, keyring=unlocked_keyring())
        return text.told.words.get(strain_id, "")

    def suggested(self, theme: str) -> list[str]:
        """The passages of that theme that belong to no rupture and no repair yet."""
        used = {tag for strain in strains_of(self.facts.ratings) for tag in strain.tags}
        tags = self.written.tags
        return [str(tag.id) for tag in tags if tag.theme == theme and tag.id not in used]


def here_at(session_id: UUID) -> Here:
    """The session of the address with its client.  Raises NotFound, CannotOpen, CannotRead."""
    session, keyring = session_of(current_user, session_id), unlocked_keyring()
    client = client_of(current_user, session.client_id)
    reads = sessions_of(client, keyring=keyring)
    read = next(one for one in reads if one.session_id == session.id)
    if read.facts is None:
        raise read.trouble or NotFound
    return Here(
        session,
        card_of(client, keyring),
        reads,
        read,
        read.facts,
        service.newest_note(session, user=current_user, keyring=keyring),
        is_signed(session, keyring=keyring),
    )


def offer_passages(form: StrainForm, here: Here) -> None:
    """Let the form choose among the tagged passages of the session."""
    codebook = codebook_of(current_user.id, unlocked_keyring())
    themes = {tag.id: codebook.by_code(tag.theme) for tag in here.written.tags}
    named = {one: theme.name if theme else "" for one, theme in themes.items()}
    form.passages.choices = choices_of(
        {
            place.id: " · ".join(filter(None, (quoted(_short(place.exact)), named.get(place.id))))
            for place in here.written.passages
        }
    )


def keep(here: Here, strain: Strain, form: StrainForm) -> tuple[str, str, bool]:
    """Keep what the form says; the line before and after, and whether the note was signed."""
    before = here.line(strain.id)
    line = None if here.signed else form.line.data or ""
    rupturing.keep_strain(here.session, strain, line=line, by=here.hand)
    return before, before if line is None else line, here.signed


def done(code: str, here: Here, change: Change) -> ResponseReturnValue:
    """Commit an act together with its way back, and go back to where it began."""
    undo = remembered(strain_act(change, here.read, here.card))
    db.session.commit()
    say(code, undo=undo)
    return redirect(back_to(here, _thread_of(change)), 303)


def back_to(here: Here, thread: UUID | None = None) -> str:
    """Where whoever opened this page came from: the threads with this one open, or the note."""
    if request.args.get("back") == THREADS:
        return url_for("patterns.ruptures", client_id=here.card.client_id, thread=thread)
    return url_for("notes.write", session_id=here.session.id)


def _thread_of(change: Change) -> UUID | None:
    strain = change.became or change.was
    if strain is None:
        return None
    return strain.rupture if isinstance(strain, Repair) else strain.id


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else line[:LONGEST].rsplit(" ", 1)[0] + "…"
