"""What people type to create, open and change their account."""

from typing import Any

from wtforms import (
    BooleanField,
    Field,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    SubmitField,
)
from wtforms.validators import InputRequired, Length, ValidationError
from wtforms.widgets import PasswordInput

from notes_app.accounts.payloads import Colours, NamesOnToday
from notes_app.accounts.policy import is_usable_username
from notes_app.accounts.strength import objection_to
from notes_app.web.fields import Form, choices_of

MOST_TYPED = 1024
IDLE_CHOICES = (2, 5, 10, 15, 20, 30)
COLOUR_WORDS = {Colours.SYSTEM: "As the system", Colours.LIGHT: "Light", Colours.DARK: "Dark"}
NAME_WORDS = {NamesOnToday.INITIALS: "Initials", NamesOnToday.FIRST_NAMES: "First names"}


def _needed(sentence: str) -> list[Any]:
    return [InputRequired(sentence), Length(max=MOST_TYPED, message="That is too long.")]


def _username() -> StringField:
    return StringField("Username", _needed("Type your username."))


def _passphrase() -> PasswordField:
    return PasswordField("Passphrase", _needed("Type your passphrase."))


def _new_passphrase() -> PasswordField:
    return PasswordField("New passphrase", _needed("Choose a new passphrase."))


def _recovery_key() -> StringField:
    return StringField("Recovery key", _needed("Type the nine groups of the recovery key."))


class NewPassphraseForm(Form):
    """Base of forms that set a passphrase: it must be hard to guess, and repeated if asked so."""

    def validate_passphrase(self, field: Field) -> None:
        """Refuse what is easy to guess, with the reason; a guesser tries their own name first."""
        name = (self.username.data or "").split() if "username" in self else []
        if (reason := objection_to(field.data or "", words=name)) is not None:
            raise ValidationError(reason)

    def validate_repeat(self, field: Field) -> None:
        """Refuse a slip in one of the two."""
        if field.data != self.passphrase.data:
            raise ValidationError("The two passphrases differ.")


class CreateForm(NewPassphraseForm):
    """The first visit."""

    username = StringField("Username", _needed("Choose a name to log in with."))
    passphrase = PasswordField(
        "Passphrase",
        _needed("Choose a passphrase."),
        widget=PasswordInput(hide_value=False),  # so that a suggestion fills both fields
    )
    repeat = PasswordField(
        "Repeat passphrase",
        _needed("Repeat the passphrase."),
        widget=PasswordInput(hide_value=False),
    )
    submit = SubmitField("Create your practice")
    suggest = SubmitField("Suggest a passphrase")

    def validate_username(self, field: Field) -> None:
        """Refuse names that nobody could type again."""
        if not is_usable_username(field.data or ""):
            raise ValidationError("Use 2 to 64 letters or figures.")


class ActivateForm(CreateForm):
    """The first visit of somebody who was invited."""

    code = StringField("One-time code", _needed("Type the code that you were given."))


class LoginForm(Form):
    """Who, and the passphrase."""

    username = _username()
    passphrase = _passphrase()
    submit = SubmitField("Log in")


class UnlockForm(Form):
    """The passphrase of whoever is locked, or must type it again."""

    passphrase = _passphrase()
    submit = SubmitField("Unlock")


class RecoverForm(NewPassphraseForm):
    """The printed key instead of the passphrase."""

    username = _username()
    recovery_key = _recovery_key()
    passphrase = _new_passphrase()
    submit = SubmitField("Recover")


class SheetForm(Form):
    """Proof that the recovery key stands on paper."""

    last_group = StringField(
        "Last group of the recovery key", _needed("Type the last four characters from your paper.")
    )
    submit = SubmitField("Continue")


class TrySheetForm(Form):
    """The whole key, to see that the paper still opens."""

    recovery_key = _recovery_key()
    submit = SubmitField("Test my recovery sheet")


class ChangePassphraseForm(NewPassphraseForm):
    """The old one and a new one."""

    current = PasswordField("Passphrase now", _needed("Type the passphrase that you use now."))
    passphrase = _new_passphrase()
    repeat = PasswordField("Repeat new passphrase", _needed("Repeat the new passphrase."))
    submit = SubmitField("Change passphrase")


class SettingsForm(Form):
    """How Between looks and when it locks."""

    display_name = StringField("Display name", [Length(max=80, message="At most 80 letters.")])
    credential = StringField("Credential", [Length(max=80, message="At most 80 letters.")])
    colours = RadioField("Colours", choices=choices_of(COLOUR_WORDS))
    names_on_today = RadioField("On Today", choices=choices_of(NAME_WORDS))
    idle_minutes = SelectField(
        "Lock after",
        coerce=int,
        choices=choices_of({m: f"{m} minutes without use" for m in IDLE_CHOICES}),
    )
    spell_check = BooleanField("Spell check in this browser")
    letter_keys = BooleanField("Keyboard shortcuts of a single letter")
    submit = SubmitField("Save settings")
