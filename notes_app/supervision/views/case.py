"""One case as its supervisor sees it.  Opening it, and each lent passage, is written down."""

from typing import Any
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from notes_app.clients.payloads import Person
from notes_app.clients.policy import is_therapist
from notes_app.clock import today
from notes_app.notes.ruptures import threads_of
from notes_app.patterns import drawing, people
from notes_app.patterns.change import window_columns
from notes_app.patterns.table import ThemeTable, table_of
from notes_app.patterns.verdict import Comparison
from notes_app.sharing.current import unlocked_keyring
from notes_app.signing.numbering import missing_of
from notes_app.supervision import policy
from notes_app.supervision.attention import rupture_words
from notes_app.supervision.casefiles import Casefile
from notes_app.supervision.forms import (
    ANSWER,
    CASE,
    CommentForm,
    QuestionForm,
    subject_of,
)
from notes_app.supervision.inbox import in_words
from notes_app.supervision.naming import named, spans_in
from notes_app.supervision.payloads import About, Comment, SentForReview, Suggestion
from notes_app.supervision.queries import lent_to
from notes_app.supervision.review import (
    LEAST,
    STRIP,
    SessionPlaces,
    families_of,
    shown_number,
    subject_in_words,
    subject_said,
)
from notes_app.supervision.seen import what_is_seen
from notes_app.supervision.threads import in_threads
from notes_app.supervision.views.blueprint import bp
from notes_app.supervision.views.desk import records_opened
from notes_app.supervision.views.looking import keep_looks, lent_on
from notes_app.supervision.views.opened import my_case, places_of
from notes_app.web.current import clock

MOST_ANSWERED, LONGEST = 6, 40


@bp.get("/supervision/cases/<uuid:shared_client_id>")
def case(shared_client_id: UUID) -> ResponseReturnValue:
    it = my_case(shared_client_id)
    return case_page(it, places=places_of(it))


def case_page(
    it: Casefile,
    *,
    places: list[SessionPlaces],
    question: QuestionForm | None = None,
    comment: CommentForm | None = None,
) -> ResponseReturnValue:
    """The page, with a form that came back where one did; that it was shown is written down."""
    keep_looks(it, lent_on(places))
    table, everything = _table(it), request.args.get("themes") == "all"
    families = families_of(table, least=0 if everything else LEAST)
    columns = window_columns(table, windows=Comparison.FIRST_AND_LAST)
    waiting = it.waiting(current_user.id)
    comment = comment or CommentForm(subjects_of(it, places), formdata=None)
    question = question or QuestionForm(formdata=None)
    page = render_template(
        "supervision/case.html",
        it=it,
        places=places,
        waiting=waiting,
        under_review={session for one in waiting for session in one.sessions},
        table=table,
        families=families,
        shown=sum(len(rows) for _, _, rows in families),
        columns=columns,
        drawing=drawing,
        question=question,
        comment=comment,
        threads=[thread for thread in threads_of(it.reads) if not thread.taken_back],
        rupture_words=rupture_words,
        shown_number=shown_number,
        in_words=in_words,
        local=clock().local_at,
        **_numbers(it, table),
        **_people(it),
        **_said(it),
        seen=_seen(it),
    )
    return page, max(question.status, comment.status)


def _numbers(it: Casefile, table: ThemeTable) -> dict[str, Any]:
    """How sessions are called, and in how many of some columns a theme was heard."""
    numbers = {read.session_id: read.number for read in it.held}
    sent = policy.of_kind(it.entries, SentForReview)
    up = {one.id: sorted(filter(None, map(numbers.get, one.said.sessions))) for one in sent}
    return {
        "numbers": numbers,
        "up_numbers": up,
        "span": [number for c in table.columns if (number := numbers.get(c.session_id))],
        "heard_in": lambda row, columns: sum(row.cells[at].strength > 0 for at in columns),
    }


def _people(it: Casefile) -> dict[str, Any]:
    """Everybody by role, and whose words an entry has."""
    counts = people.sessions_with(it.held)
    return {
        "counts": counts,
        "most": people.most_with(counts),
        "people": [(person, _role(person)) for person in it.card.present_people],
        "role_of": lambda person_id: next(
            (_role(one) for one in it.card.people if one.id == person_id), "somebody"
        ),
        "who_said": lambda author: it.therapist if author == it.therapist_id else "Somebody else",
    }


def _role(person: Person) -> str:
    """A person of the client's life for somebody who sees no names."""
    return "the therapist" if is_therapist(person) else person.role[:1].lower() + person.role[1:]


def _seen(it: Casefile) -> str:
    """What opens to whoever is logged in, on whatever page it stands."""
    me, day = current_user.id, today(clock())
    return what_is_seen(
        formulation=it.formulation is not None,
        lent=len(lent_to(me, it.borrowed, on=day)),
        blind=len(lent_to(me, it.borrowed, on=day, blind=True)),
        records=sum(one.client_id == it.client_id for one in records_opened()),
    )


def _said(it: Casefile) -> dict[str, Any]:
    """The conversation, and what it says of the passages."""
    return {
        "threads_said": in_threads(it.heard),
        "open_questions": {one.id for one in policy.open_questions(it.entries, it.therapist_id)},
        "missing": missing_of(it.heard),
        "subject": lambda said: subject_in_words(it, subject_said(it, said)),
        "suggested": {one.id: one.said.name for one in policy.of_kind(it.entries, Suggestion)},
        "undone": policy.settled_and_undone(it.entries),
        "wished": policy.last_wishes(it.entries, current_user.id),
        "this_day": today(clock()),
    }


def subjects_of(it: Casefile, places: list[SessionPlaces]) -> dict[str, str]:
    """What a comment can be about: the case, the sessions and passages on the page, the themes."""
    found = {CASE: "The case as a whole"}
    for one in policy.of_kind(it.entries, Comment)[-MOST_ANSWERED:]:
        if one.author_id != current_user.id:
            found[f"{ANSWER}{one.id}"] = f"An answer to “{shortened(one.said.words)}”"
    codes = {tag.theme for _, tag in it.tags.values()}
    themes = {subject_of(About(theme=code)): named(it.card, code).name for code in codes}
    for session in places:
        found[subject_of(About(session=session.read.session_id))] = f"Session {session.read.number}"
        for place in session.places:
            key = subject_of(About(tag=place.tag.id))
            found[key] = f"{place.theme.name}, session {session.read.number}"
    for key, name in sorted(themes.items(), key=lambda pair: pair[1].casefold()):
        found[key] = f"{name}, the theme"
    return found


def shortened(words: str) -> str:
    """The beginning of what somebody said."""
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()}…"


def _table(it: Casefile) -> ThemeTable:
    recent = it.held[-STRIP:]
    codes = {tag.theme for read in recent if read.facts for tag in read.facts.tags}
    themes = spans_in(it.card, codes, keyring=unlocked_keyring())
    return table_of(recent, themes=themes, today=today(clock()))
