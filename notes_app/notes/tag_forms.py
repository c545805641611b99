"""The forms in which a passage is tagged, or a tag changed, without JavaScript."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID, uuid4

from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectField,
)
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import HiddenInput

from notes_app.clients.payloads import Person, Pole
from notes_app.notes import lists
from notes_app.notes.beside import Reply
from notes_app.notes.payloads import Tag, Way
from notes_app.notes.tag_words import stage_choices
from notes_app.themes.library import Theme
from notes_app.themes.payloads import Component, Polarity
from notes_app.web.fields import Boxes, Form, choices_of

COMPONENT_WORDS = {
    Component.WISH: "Wish",
    Component.RO_ACTUAL: "Response of other",
    Component.RO_EXPECTED: "Response of other, expected",
    Component.RS: "Response of self",
}
WAY_WORDS = {Way.OLD: "Old way", Way.VARIATION: "Variation", Way.NEW: "New way"}
NOT_SAID = "Not said"
MANY = ("echoes", "affects")


def _either(label: str, words: Mapping[Any, str], unsaid: str = NOT_SAID) -> RadioField:
    return RadioField(label, choices=choices_of(words, unsaid), default="")


class TagForm(Form):
    """All that is said of one passage; theme and strength are asked for."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    theme = SelectField("Theme", validators=[InputRequired("Choose a theme.")])
    person = SelectField("With whom", validators=[Optional()])
    echoes = Boxes("Echoes")
    strength = RadioField(
        "How strongly",
        choices=choices_of({strength: str(strength) for strength in range(1, 6)}),
        validators=[InputRequired("Choose how strongly, from 1 (faint) to 5 (fills the session).")],
    )
    component = _either("Part of the pattern", COMPONENT_WORDS)
    way = _either("Old way or new", WAY_WORDS)
    for_supervision = BooleanField("Bring to supervision")
    stage = SelectField("How far worked through", validators=[Optional()])
    pole = _either("Place in life", lists.PLACES_IN_LIFE, "As the person")
    valence = _either("Wish met or blocked", lists.VALENCES)
    rs_kind = _either("What the response was", lists.RS_KINDS)
    affects = Boxes("Affects", lists.AFFECTS)
    conflict = _either("Defence, anxiety or feeling", lists.CONFLICT)
    direction = SelectField(
        "Direction", choices=choices_of(lists.DIRECTIONS, NOT_SAID), validators=[Optional()]
    )

    @property
    def says_more(self) -> bool:
        """Whether anything under "More about this" is chosen."""
        names = ("echoes", "stage", "pole", "valence", "rs_kind", "affects", "conflict")
        return any(self[name].data for name in (*names, "direction"))

    def offer(self, themes: Iterable[Theme], people: Mapping[UUID, str]) -> None:
        """Fill in what can be chosen: themes of the codebook, people by what they are called."""
        known = list(themes)
        self.polarities = {theme.code: theme.polarity for theme in known}
        self.theme.choices = choices_of({t.code: t.name for t in known}, "Choose a theme")
        self.person.choices = choices_of(people, "Nobody in particular")
        self.echoes.choices = choices_of(people)
        stages = {stage.value: stage.name for stage in stage_choices()}
        self.stage.choices = choices_of(stages, "Not rated")

    def start_from(self, tag: Tag) -> None:
        """Show what a tag says."""
        said = {name: getattr(tag, name) for name in self._fields if hasattr(tag, name)}
        for name, value in said.items():
            self[name].data = "" if value is None else value
        for name in ("strength", "component", "way", "valence", "pole"):
            self[name].data = str(self[name].data)
        self.stage.data = "" if tag.stage is None else f"{tag.stage:g}"
        self.person.data = str(tag.people[0]) if tag.people else ""
        self.echoes.data = [str(one) for one in tag.echoes]

    def tag(self, people: Iterable[Person], *, before: Tag | None = None) -> Tag:
        """What the form says; the id and further people are those of `before`."""
        person = next((one for one in people if str(one.id) == self.person.data), None)
        named = (person.id,) if person else ()
        kept = before is not None and before.people[:1] == named
        return Tag(
            id=before.id if before else uuid4(),
            theme=self.theme.data,
            strength=int(self.strength.data),
            people=before.people if before and kept else named,
            pole=Pole(self.pole.data) if self.pole.data else person.pole if person else None,
            component=Component(self.component.data) if self.component.data else None,
            way=Way(self.way.data) if self.way.data else None,
            for_supervision=self.for_supervision.data,
            echoes=tuple(UUID(one) for one in self.echoes.data if one != self.person.data),
            stage=float(self.stage.data) if self.stage.data else None,
            **self._where_it_fits(),
            affects=tuple(self.affects.data),
            conflict=self.conflict.data or "",
            direction=self.direction.data or "",
        )

    def _where_it_fits(self) -> dict[str, Any]:
        """What only some themes, or some parts of the pattern, have."""
        either = self.polarities.get(self.theme.data) is Polarity.EITHER
        of_self = self.component.data == Component.RS
        return {
            "valence": Reply(self.valence.data) if self.valence.data and either else None,
            "rs_kind": (self.rs_kind.data or "") if of_self else "",
        }


class PlainTagForm(TagForm):
    """Tag one sentence."""

    sentence = RadioField(
        "Which sentence", validators=[InputRequired("Choose the sentence that shows the theme.")]
    )
