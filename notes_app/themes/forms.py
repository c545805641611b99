"""Forms of the codebook."""

from typing import Any

from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired, ValidationError

from notes_app.themes.library import FAMILY_NAMES, Theme
from notes_app.themes.payloads import Component, Family, Polarity
from notes_app.themes.queries import Codebook
from notes_app.web.fields import Form, Line, VersionedForm, Words, choices_of

NAME_NEEDED = "Give the theme a name."
DEFINITION_LENGTH, LIKE_LENGTH = 600, 200
COMPONENTS: dict[str, str] = {
    "": "No usual part",
    Component.WISH: "Wish",
    Component.RO_EXPECTED: "Response of other, expected",
    Component.RO_ACTUAL: "Response of other, as it happened",
    Component.RS: "Response of self",
}
POLARITIES: dict[str, str] = {
    Polarity.STRAIN: "Strain",
    Polarity.GROWTH: "Growth",
    Polarity.EITHER: "Either",
}


class FindForm(Form):
    """Find themes by name, definition or example."""

    words = Line("Find a theme")


class NamedForm(Form):
    """A form with a theme's name, which no other theme on offer may have."""

    name = Line("Name", required=NAME_NEEDED)

    def __init__(self, codebook: Codebook, theme: Theme | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.taken = {other.name.casefold() for other in codebook.active if other != theme}

    def validate_name(self, field: Line) -> None:
        """Refuse a name that is taken."""
        if field.data.casefold() in self.taken:
            raise ValidationError("Another theme has this name. Choose one that tells them apart.")


class NewThemeForm(NamedForm):
    """A theme of the therapist's own."""

    definition = Words("Definition", most=DEFINITION_LENGTH)
    sounds_like = Line("Sounds like", most=LIKE_LENGTH)
    family = RadioField(
        "Family",
        choices=choices_of(FAMILY_NAMES),
        validators=[InputRequired("Choose the family that fits best.")],
    )
    component = SelectField("Usual part of the pattern", choices=choices_of(COMPONENTS))
    polarity = RadioField(
        "It tells of", choices=choices_of(POLARITIES), default=str(Polarity.EITHER)
    )
    opposite = SelectField("Opposite")

    def __init__(self, codebook: Codebook) -> None:
        super().__init__(codebook)
        themes = sorted(codebook.active, key=lambda theme: theme.name.casefold())
        self.opposite.choices = choices_of({theme.code: theme.name for theme in themes}, "None")

    def theme(self) -> dict[str, Any]:
        """What the form says, as arguments of `service.add_theme`."""
        return {
            "name": self.name.data,
            "definition": self.definition.data,
            "sounds_like": self.sounds_like.data,
            "family": Family(self.family.data),
            "component": Component(self.component.data) if self.component.data else None,
            "polarity": Polarity(self.polarity.data),
            "opposite": self.opposite.data,
        }


class RenameForm(NamedForm, VersionedForm):
    """Another name for a theme."""


class MergeForm(VersionedForm):
    """The theme as which another one is to count."""

    into = SelectField("Which theme", validators=[InputRequired("Choose the theme to merge into.")])

    def __init__(self, codebook: Codebook, theme: Theme, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        others = (one for one in codebook.active if one.code != theme.code)
        named = sorted(others, key=lambda one: one.name.casefold())
        self.into.choices = choices_of({one.code: one.name for one in named}, "Choose a theme")


class DefineForm(VersionedForm):
    """What is meant by a theme, and how it may sound."""

    definition = Words("Definition", most=DEFINITION_LENGTH)
    sounds_like = Line("Sounds like", most=LIKE_LENGTH)


def has_words(theme: Theme, words: str) -> bool:
    """Whether each of the words stands in the theme's name, definition or example."""
    text = _typed(f"{theme.name} {theme.built_in_name} {theme.definition} {theme.sounds_like}")
    return all(word in text for word in _typed(words).split())


def _typed(words: str) -> str:
    """As keyboards have it: an apostrophe on the page is a curly one."""
    return words.casefold().replace("\u2019", "'")
