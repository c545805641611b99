"""Forms of the codebook."""

from typing import Any

from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired, ValidationError

from notes_app.themes.library import FAMILY_NAMES, Theme
from notes_app.themes.payloads import Component, Family, Polarity
from notes_app.themes.queries import Codebook
from notes_app.web.fields import Day, Form, Line, VersionedForm, Words, choices_of

NAME_NEEDED = "Give the theme a name."
NAME_TAKEN = "Another theme has this name. Choose one that tells them apart."
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
            raise ValidationError(NAME_TAKEN)


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


PIECES = 4


class SplitForm(VersionedForm):
    """The themes into which one is split: two to four, each with a name and a definition."""

    name_1 = Line("First new theme", required=NAME_NEEDED)
    definition_1 = Words("What the first means", most=DEFINITION_LENGTH)
    name_2 = Line("Second new theme", required=NAME_NEEDED)
    definition_2 = Words("What the second means", most=DEFINITION_LENGTH)
    name_3 = Line("Third new theme")
    definition_3 = Words("What the third means", most=DEFINITION_LENGTH)
    name_4 = Line("Fourth new theme")
    definition_4 = Words("What the fourth means", most=DEFINITION_LENGTH)

    def __init__(self, codebook: Codebook, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.taken = {theme.name.casefold() for theme in codebook.active}

    @property
    def rows(self) -> list[tuple[Line, Words]]:
        """Name and definition of each piece."""
        return [(self[f"name_{at}"], self[f"definition_{at}"]) for at in range(1, PIECES + 1)]

    @property
    def pieces(self) -> list[tuple[str, str]]:
        """Name and definition of those that were named."""
        return [(name.data, words.data or "") for name, words in self.rows if name.data]

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse names that are taken, the same name twice, and a definition without a name."""
        good = bool(super().validate(extra_validators))
        seen: set[str] = set()
        for name, words in self.rows:
            wrong = self._wrong_with(name.data or "", words.data or "", seen)
            if wrong and not name.errors:
                name.errors = [wrong]
                good = False
        return good

    def _wrong_with(self, name: str, words: str, seen: set[str]) -> str:
        if not name:
            return NAME_NEEDED if words else ""
        if name.casefold() in self.taken:
            return NAME_TAKEN
        if name.casefold() in seen:
            return "Two of the new themes have this name. Choose names that tell them apart."
        seen.add(name.casefold())
        return ""


class ReviewForm(VersionedForm):
    """The day from which old notes were read again for an own theme."""

    reviewed_from = Day("Old notes read again from")

    def __init__(self, theme: Theme, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.since = theme.since

    def validate_reviewed_from(self, field: Day) -> None:
        """Refuse a day that is not before the one on which the theme was made."""
        if field.data and self.since and field.data >= self.since:
            raise ValidationError(
                "It counts from the day you made it already. Write an earlier day, or none."
            )


def has_words(theme: Theme, words: str) -> bool:
    """Whether each of the words stands in the theme's name, definition or example."""
    text = _typed(f"{theme.name} {theme.built_in_name} {theme.definition} {theme.sounds_like}")
    return all(word in text for word in _typed(words).split())


def _typed(words: str) -> str:
    """As keyboards have it: an apostrophe on the page is a curly one."""
    return words.casefold().replace("\u2019", "'")
