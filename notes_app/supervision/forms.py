"""What a supervisor can write about a case."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from wtforms import SelectField
from wtforms.validators import ValidationError

from notes_app.supervision.payloads import THE_CASE, About
from notes_app.web.fields import Form, Line, Words, choices_of

CASE, SESSION, TAG, THEME = "case", "session ", "passage ", "theme "
ANSWER = "answer "
MOST_WORDS = 2000
MOST_THEMES = 3
STRENGTHS = {1: "1, faint", 2: "2", 3: "3, clear", 4: "4", 5: "5, fills the session"}


class QuestionForm(Form):
    """Ask the therapist something; it comes back marked as a question."""

    question = Words("Your question", required="Write the question.", most=MOST_WORDS)


class CommentForm(Form):
    """Say something about the case, a session, a passage or a theme."""

    comment = Words("Your comment", required="Write the comment.", most=MOST_WORDS)
    about = SelectField("About")

    def __init__(self, subjects: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.about.choices = choices_of(subjects)

    @property
    def subject(self) -> About:
        """What was chosen."""
        return about_of(self.about.data)

    @property
    def answers(self) -> UUID | None:
        """The entry that it answers, where one was chosen."""
        chosen = str(self.about.data)
        return UUID(chosen.removeprefix(ANSWER)) if chosen.startswith(ANSWER) else None


class SuggestionForm(Form):
    """Another name for what one passage shows."""

    theme = SelectField("A theme of this case")
    name = Line("Or in your own words")
    words = Words("Why, if you like", most=MOST_WORDS)

    def __init__(self, themes: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.theme.choices = choices_of(themes, "Choose, or write your own below")

    def validate_name(self, field: Line) -> None:
        """One of the two must say what it would be called."""
        if not field.data and not self.theme.data:
            raise ValidationError("Choose a theme, or write what you would call it.")


class BlindForm(Form):
    """Up to three themes for one passage, each with its strength."""

    theme_1 = SelectField("Theme")
    strength_1 = SelectField("How strongly", choices=choices_of(STRENGTHS, "Choose"))
    theme_2 = SelectField("A second theme")
    strength_2 = SelectField("How strongly, the second", choices=choices_of(STRENGTHS, "Choose"))
    theme_3 = SelectField("A third theme")
    strength_3 = SelectField("How strongly, the third", choices=choices_of(STRENGTHS, "Choose"))

    def __init__(self, themes: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        for number in range(1, MOST_THEMES + 1):
            self[f"theme_{number}"].choices = choices_of(themes, "None")

    def validate_theme_2(self, field: SelectField) -> None:
        """No theme is given twice: one of the two strengths would be lost."""
        _not_among(field, [self.theme_1])

    def validate_theme_3(self, field: SelectField) -> None:
        """Nor a third time."""
        _not_among(field, [self.theme_1, self.theme_2])

    def validate_strength_1(self, field: SelectField) -> None:
        """Every theme has a strength, and no strength stands without a theme."""
        _goes_with(self.theme_1, field)

    def validate_strength_2(self, field: SelectField) -> None:
        """The same."""
        _goes_with(self.theme_2, field)

    def validate_strength_3(self, field: SelectField) -> None:
        """The same."""
        _goes_with(self.theme_3, field)

    @property
    def themes(self) -> dict[str, int]:
        """Strength by code; empty: the passage shows none."""
        pairs = [
            (self[f"theme_{n}"].data, self[f"strength_{n}"].data) for n in range(1, MOST_THEMES + 1)
        ]
        return {code: int(strength) for code, strength in pairs if code}


def _goes_with(theme: SelectField, strength: SelectField) -> None:
    if theme.data and not strength.data:
        raise ValidationError("Say how strongly each theme shows.")
    if strength.data and not theme.data:
        raise ValidationError("Choose the theme that shows so strongly, or take the strength out.")


def _not_among(theme: SelectField, others: Iterable[SelectField]) -> None:
    if theme.data and theme.data in {one.data for one in others}:
        raise ValidationError("This theme stands above already. Choose another, or None.")


def subject_of(about: About) -> str:
    """The choice that stands for a subject."""
    if about.tag is not None:
        return f"{TAG}{about.tag}"
    if about.theme:
        return f"{THEME}{about.theme}"
    return CASE if about.session is None else f"{SESSION}{about.session}"


def about_of(choice: str) -> About:
    """The subject that a choice stands for."""
    if choice.startswith(TAG):
        return About(tag=UUID(choice.removeprefix(TAG)))
    if choice.startswith(SESSION):
        return About(session=UUID(choice.removeprefix(SESSION)))
    if choice.startswith(THEME):
        return About(theme=choice.removeprefix(THEME))
    return THE_CASE
