"""The form "Episode": nothing in it is asked for."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec
from wtforms import IntegerField, RadioField, SelectField
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import HiddenInput

from notes_app.clients.payloads import Pole
from notes_app.notes import lists
from notes_app.notes.beside import Episode, Reply
from notes_app.web.fields import Form, Line, choices_of

NOT_SAID = "Not said"
LINE_LENGTH = 300


def _one(label: str, words: Mapping[Any, str]) -> SelectField:
    return SelectField(label, choices=choices_of(words, NOT_SAID), validators=[Optional()])


class EpisodeForm(Form):
    """With whom, when in life, and what came of it."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    person = SelectField("With whom", validators=[Optional()])
    when = _one("When in life", lists.WHEN_IN_LIFE)
    completeness = RadioField(
        "How complete", choices=choices_of(lists.COMPLETENESS, NOT_SAID), default=""
    )
    expected = _one("Expected", lists.REPLIES)
    actual = _one("What happened", lists.REPLIES)
    outcome = _one("How it ended", lists.OUTCOMES)
    pole = _one("Place in life", lists.PLACES_IN_LIFE)
    connection = _one("Reached or lost each other", lists.CONNECTIONS)
    strategy = _one("Need for the other", lists.STRATEGIES)
    risk = _one("Risk taken", lists.RISK_TAKEN)
    symptom = _one("Symptom", lists.SYMPTOMS)
    line = Line("In a line", most=LINE_LENGTH)

    @property
    def says_more(self) -> bool:
        """Whether anything under "More about this" is chosen."""
        return any(self[name].data for name in ("connection", "strategy", "risk", "symptom"))

    def offer(self, people: Mapping[UUID, str]) -> None:
        """Fill in who can be chosen, by what they are called."""
        self.person.choices = choices_of(people, "Nobody in particular")

    def start_from(self, episode: Episode, line: str) -> None:
        """Show what is told of an episode."""
        for name in _FIELDS:
            value = getattr(episode, name)
            self[name].data = "" if value is None else str(value)
        self.line.data = line

    def episode(self, before: Episode) -> Episode:
        """The episode as the form tells it."""
        chosen = {name: self[name].data or "" for name in _FIELDS}
        return msgspec.structs.replace(
            before,
            person=UUID(chosen["person"]) if chosen["person"] else None,
            pole=Pole(chosen["pole"]) if chosen["pole"] else None,
            when=chosen["when"],
            completeness=int(chosen["completeness"]) if chosen["completeness"] else None,
            expected=Reply(chosen["expected"]) if chosen["expected"] else None,
            actual=Reply(chosen["actual"]) if chosen["actual"] else None,
            outcome=chosen["outcome"],
            strategy=chosen["strategy"],
            connection=chosen["connection"],
            risk=int(chosen["risk"]) if chosen["risk"] else None,
            symptom=chosen["symptom"],
        )


_FIELDS = (
    "person",
    "pole",
    "when",
    "completeness",
    "expected",
    "actual",
    "outcome",
    "strategy",
    "connection",
    "risk",
    "symptom",
)
