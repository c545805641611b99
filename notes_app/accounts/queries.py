"""Who has an account, and what their profile says."""

from sqlalchemy import exists, select

from notes_app import db
from notes_app.accounts.models import User
from notes_app.accounts.payloads import Profile, read_profile
from notes_app.accounts.policy import username_of
from notes_app.crypto.envelope import unseal
from notes_app.crypto.keyring import Keyring
from notes_app.crypto.place import Place, stored_place


def is_first_visit() -> bool:
    """Whether nobody has an account yet."""
    return not db.session.scalar(select(exists().select_from(User)))


def user_named(typed: str) -> User | None:
    """Whoever is called so, in whatever case; None if nobody is."""
    if "\0" in typed:  # nobody is called so, and PostgreSQL cannot be asked for it
        return None
    return db.session.scalar(select(User).where(User.username == username_of(typed)))


def all_users() -> list[User]:
    """Everybody with an account, by name."""
    return list(db.session.scalars(select(User).order_by(User.username)))


def open_profile(user: User, *, keyring: Keyring) -> Profile:
    """A person's own settings.  Raises CannotOpen, CannotRead."""
    if user.profile is None:
        return Profile()
    return read_profile(unseal(user.profile, keyring.derive("profile"), profile_place(user)))


def profile_place(user: User) -> Place:
    """Where a profile lives at its present version."""
    return stored_place("profile", user=user.id, version=user.profile_version)
