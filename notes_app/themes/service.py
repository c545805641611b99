"""Change the codebook.  Nothing is ever deleted: passages keep the code of their theme."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from msgspec.structs import replace

from notes_app import db
from notes_app.accounts.models import User
from notes_app.crypto.envelope import seal
from notes_app.crypto.keyring import Keyring
from notes_app.db.errors import NotFound, Stale
from notes_app.payload import encode
from notes_app.themes.library import Theme
from notes_app.themes.lineage import lineage_of
from notes_app.themes.models import Vocabulary
from notes_app.themes.payloads import (
    Codewords,
    Component,
    Family,
    MergedInto,
    OwnTheme,
    Polarity,
    SplitInto,
    Standing,
)
from notes_app.themes.queries import open_codewords, themes_of, vocabulary_place
from notes_app.themes.rewriting import standing, with_earlier, with_standing, without_step


class NameTaken(Stale):
    """Another theme on offer has this name, perhaps only since the page was made."""


class SameTheme(Exception):
    """A theme cannot be merged into itself, nor into one that counts as it already."""


class IntoRetired(Exception):
    """The theme to merge into is offered no more."""


class ReviewedLater(Exception):
    """Old notes are read again from an earlier day than that on which the theme was made."""


@dataclass(frozen=True)
class Piece:
    """One of the themes into which another is split."""

    name: str
    definition: str = ""


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
        Stale: `source` has been merged or split in the meantime.
        CannotOpen, CannotRead: the stored codebook stays as it is.
    """
    words = _words_of(user, keyring)
    was = standing_of(words, source)
    if was.merged_into is not None or was.split_into is not None:
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


def split_theme(
    user: User, code: str, *, pieces: Sequence[Piece], today: date, keyring: Keyring
) -> tuple[str, ...]:
    """Offer two or more new themes in place of one from `today` on, and return their codes.

    Its passages keep their code until they are tagged anew.  The pieces are of its family.

    Raises:
        NotFound: the codebook has no such theme.
        NameTaken: a theme on offer, the split one included, or another piece has this name.
        Stale: the theme is offered no more.
        CannotOpen, CannotRead: the stored codebook stays as it is.
    """
    words = _words_of(user, keyring)
    whole = _theme_of(words, code)
    if not whole.offered:
        raise Stale
    made = words
    for piece in pieces:
        _refuse_taken(made, piece.name, "")
        made = replace(made, own=(*made.own, _split_off(whole, piece, today)))
    codes = tuple(one.code for one in made.own[len(words.own) :])
    now = replace(standing(whole), split_into=SplitInto(codes, today))
    _store(user, with_standing(made, code, now), keyring)
    return codes


def join_theme(user: User, code: str, *, today: date, keyring: Keyring) -> None:
    """Put a split theme together again: passages of its pieces count as its own.

    A piece that was merged or split in the meantime stays as it is.

    Raises:
        NotFound: the codebook has no such theme.
        NameTaken: another theme has been given its name since.
        Stale: it is not split.
        CannotOpen, CannotRead: the stored codebook stays as it is.
    """
    words = _words_of(user, keyring)
    was = standing_of(words, code)
    if was.split_into is None:
        raise Stale
    words = _stood(words, code, replace(was, split_into=None))
    for piece in was.split_into.codes:
        stands = standing_of(words, piece)
        if stands.merged_into is None and stands.split_into is None:
            merged = replace(stands, merged_into=MergedInto(code, today))
            words = _stood(words, piece, merged)
    _store(user, words, keyring)


def review_theme(user: User, code: str, *, reviewed_from: date | None, keyring: Keyring) -> None:
    """Let an own theme count from an earlier day, from which old notes were read again for it.

    Args:
        reviewed_from: None lets it count from the day on which it was made.

    Raises:
        NotFound: the codebook has no such theme of the therapist's own.
        ReviewedLater: the day is not earlier than that on which it was made.
        CannotOpen, CannotRead: the stored codebook stays as it is.
    """
    words = _words_of(user, keyring)
    theme = _theme_of(words, code)
    if theme.since is None:
        raise NotFound
    if reviewed_from is not None and reviewed_from >= theme.since:
        raise ReviewedLater
    now = replace(standing(theme), reviewed_from=reviewed_from)
    _stand(user, code, now, words=words, keyring=keyring)


def restore_standings(
    user: User, standings: Mapping[str, Standing], *, today: date, keyring: Keyring
) -> None:
    """Let themes stand as they did before an act that is taken back, or done again.

    All of them or none, in this order.

    Raises:
        NotFound, NameTaken, SameTheme, IntoRetired: as the verbs above.
        CannotOpen, CannotRead: the stored codebook stays as it is.
    """
    words = _words_of(user, keyring)
    for code, now in standings.items():
        told = without_step(words, code, was=standing_of(words, code), now=now, today=today)
        words = _stood(told, code, now)
    _store(user, words, keyring)


def standing_of(words: Codewords, code: str) -> Standing:
    """How a theme stands now.  Raises NotFound."""
    return standing(_theme_of(words, code))


def _theme_of(words: Codewords, code: str) -> Theme:
    theme = next((theme for theme in themes_of(words) if theme.code == code), None)
    if theme is None:
        raise NotFound
    return theme


def _split_off(whole: Theme, piece: Piece, today: date) -> OwnTheme:
    return OwnTheme(
        code=f"own-{uuid4().hex}",
        name=piece.name,
        family=whole.family,
        since=today,
        definition=piece.definition,
        component=whole.component,
        polarity=whole.polarity,
        opposite=whole.opposite,
        parent=whole.code,
    )


def _words_of(user: User, keyring: Keyring) -> Codewords:
    return open_codewords(db.session.get(Vocabulary, user.id), keyring)


def _stand(user: User, code: str, now: Standing, *, words: Codewords, keyring: Keyring) -> None:
    """Store how a theme stands, if that is anything new and may be."""
    if now != standing_of(words, code):
        _store(user, _stood(words, code, now), keyring)


def _stood(words: Codewords, code: str, now: Standing) -> Codewords:
    """The words with a theme that stands so, if it may."""
    was = standing_of(words, code)
    if now.name != was.name or (now.offered and not was.offered):
        _refuse_taken(words, now.name, code)
    if now.merged_into is not None and now.merged_into != was.merged_into:
        _refuse_merge(words, code, now.merged_into.code)
    return with_standing(words, code, now)


def _refuse_merge(words: Codewords, source: str, into: str) -> None:
    if lineage_of(themes_of(words)).current(into) == source:
        raise SameTheme
    target = standing_of(words, into)
    if target.retired is not None or target.split_into is not None:
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
