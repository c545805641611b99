"""Change the codebook.  Nothing is ever deleted: passages keep the code of their theme."""

from datetime import date
from uuid import uuid4

from msgspec.structs import replace

from notes_app import db
from notes_app.accounts.models import User
from notes_app.crypto.envelope import seal
from notes_app.crypto.keyring import Keyring
from notes_app.db.errors import NotFound, Stale
from notes_app.payload import encode
from notes_app.themes.lineage import lineage_of
from notes_app.themes.models import Vocabulary
from notes_app.themes.payloads import (
    Codewords,
    Component,
    Family,
    MergedInto,
    OwnTheme,
    Polarity,
    Standing,
)
from notes_app.themes.queries import open_codewords, themes_of, vocabulary_place
from notes_app.themes.rewriting import with_earlier, with_standing, without_step


class NameTaken(Stale):
    """Another theme on offer has this name, perhaps only since the page was made."""


class SameTheme(Exception):
    """A theme cannot be merged into itself, nor into one that counts as it already."""


class IntoRetired(Exception):
    """The theme to merge into is offered no more."""


def add_theme(  # noqa: PLR0913 - one argument for each thing that the form asks
    user: User,
    *,
    name: str,
    family: Family,
    today: date,
    keyring: Keyring,
    definition: str = "",
    sounds_like: str = "",
    component: Component | None = None,
    polarity: Polarity = Polarity.EITHER,
    opposite: str = "",
) -> str:
    """Add an own theme that counts from `today`, and return its code.

    Raises:
        NameTaken: a theme on offer has this name.
        CannotOpen, CannotRead: the stored codebook stays as it is.
    """
    words = _words_of(user, keyring)
    _refuse_taken(words, name, "")
    theme = OwnTheme(
        code=f"own-{uuid4().hex}",
        name=name,
        family=family,
        since=today,
        definition=definition,
        sounds_like=sounds_like,
        component=component,
        polarity=polarity,
        opposite=opposite,
    )
    _store(user, replace(words, own=(*words.own, theme)), keyring)
    return theme.code


def rename_theme(user: User, code: str, *, name: str, today: date, keyring: Keyring) -> None:
    """Call a theme by another name from now on; its passages follow.

    Raises:
        NotFound: the codebook has no such theme.
        NameTaken: another theme on offer has this name.
        CannotOpen, CannotRead: the stored codebook stays as it is.
    """
    words = _words_of(user, keyring)
    was = standing_of(words, code)
    now = replace(was, name=name)
    told = with_earlier(words, code, was=was, now=now, today=today)
    _stand(user, code, now, words=told, keyring=keyring)


def define_theme(
    user: User, code: str, *, definition: str, sounds_like: str, today: date, keyring: Keyring
) -> None:
    """Say anew what is meant by a theme and how it may sound.

    Raises:
        NotFound: the codebook has no such theme.
        CannotOpen, CannotRead: the stored codebook stays as it is.
    """
    words = _words_of(user, keyring)
    was = standing_of(words, code)
    now = replace(was, definition=definition, sounds_like=sounds_like)
    told = with_earlier(words, code, was=was, now=now, today=today)
    _stand(user, code, now, words=told, keyring=keyring)


def retire_theme(user: User, code: str, *, today: date, keyring: Keyring) -> None:
    """Offer a theme no more from `today` on.  Its passages stay; twice changes nothing.

    Raises:
        NotFound: the codebook has no such theme.
        CannotOpen, CannotRead: the stored codebook stays as it is.
    """
    words = _words_of(user, keyring)
    was = standing_of(words, code)
    now = replace(was, retired=was.retired or today)
    _stand(user, code, now, words=words, keyring=keyring)


def bring_back_theme(user: User, code: str, *, keyring: Keyring) -> None:
    """Offer a retired theme again.

    Raises:
        NotFound: the codebook has no such theme.
        NameTaken: another theme has been given its name since.
        CannotOpen, CannotRead: the stored codebook stays as it is.
    """
    words = _words_of(user, keyring)
    now = replace(standing_of(words, code), retired=None)
    _stand(user, code, now, words=words, keyring=keyring)


def merge_themes(user: User, source: str, *, into: str, today: date, keyring: Keyring) -> str:
    """Let all passages of `source` count as those of `into`; no session is rewritten.

    Returns the code that they count as: that of `into`, or of the theme into which it was merged
    itself.

    Raises:
        NotFound: the codebook has no such theme.
        SameTheme: the two are one already.
        IntoRetired: passages are not led to a theme that is offered no more.
        Stale: `source` has been merged in the meantime.
        CannotOpen, CannotRead: the stored codebook stays as it is.
    """
    words = _words_of(user, keyring)
    was = standing_of(words, source)
    if was.merged_into is not None:
        raise Stale
    target = lineage_of(themes_of(words)).current(into)
    now = replace(was, merged_into=MergedInto(target, today))
    _stand(user, source, now, words=words, keyring=keyring)
    return target


def separate_theme(user: User, code: str, *, keyring: Keyring) -> None:
    """Let a merged theme be itself again, with all the passages that it ever had.

    Raises:
        NotFound: the codebook has no such theme.
        NameTaken: another theme has been given its name since.
        CannotOpen, CannotRead: the stored codebook stays as it is.
    """
    words = _words_of(user, keyring)
    now = replace(standing_of(words, code), merged_into=None)
    _stand(user, code, now, words=words, keyring=keyring)


def restore_standing(
    user: User, code: str, standing: Standing, *, today: date, keyring: Keyring
) -> None:
    """Let a theme stand as it did before an act that is taken back, or done again.

    Raises:
        NotFound, NameTaken, SameTheme, IntoRetired: as the verbs above.
        CannotOpen, CannotRead: the stored codebook stays as it is.
    """
    words = _words_of(user, keyring)
    was = standing_of(words, code)
    told = without_step(words, code, was=was, now=standing, today=today)
    _stand(user, code, standing, words=told, keyring=keyring)


def standing_of(words: Codewords, code: str) -> Standing:
    """How a theme stands now.  Raises NotFound."""
    theme = next((theme for theme in themes_of(words) if theme.code == code), None)
    if theme is None:
        raise NotFound
    return Standing(
        theme.name, theme.definition, theme.sounds_like, theme.retired, theme.merged_into
    )


def _words_of(user: User, keyring: Keyring) -> Codewords:
    return open_codewords(db.session.get(Vocabulary, user.id), keyring)


def _stand(user: User, code: str, now: Standing, *, words: Codewords, keyring: Keyring) -> None:
    """Store how a theme stands, if that is anything new and may be."""
    was = standing_of(words, code)
    if now == was:
        return
    if now.name != was.name or (now.offered and not was.offered):
        _refuse_taken(words, now.name, code)
    if now.merged_into is not None and now.merged_into != was.merged_into:
        _refuse_merge(words, code, now.merged_into.code)
    _store(user, with_standing(words, code, now), keyring)


def _refuse_merge(words: Codewords, source: str, into: str) -> None:
    if lineage_of(themes_of(words)).current(into) == source:
        raise SameTheme
    if standing_of(words, into).retired is not None:
        raise IntoRetired


def _store(user: User, words: Codewords, keyring: Keyring) -> None:
    stored = db.session.get(Vocabulary, user.id)
    if stored is None:
        stored = Vocabulary(owner_id=user.id, version=0)
        db.session.add(stored)
    version = stored.version + 1
    place = vocabulary_place(stored, version)
    stored.sealed = seal(encode(words), keyring.derive("vocabulary"), place)
    stored.version = version


def _refuse_taken(words: Codewords, name: str, code: str) -> None:
    names = {
        theme.name.casefold() for theme in themes_of(words) if theme.offered and theme.code != code
    }
    if name.casefold() in names:
        raise NameTaken
