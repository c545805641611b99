"""What the therapist makes of a theme in the room and outside: passages in pairs, and words."""

from uuid import UUID

from msgspec.structs import replace

from notes_app.changes.payloads import ChangeRecord
from notes_app.changes.registry import CannotUndo, Place, Stand
from notes_app.changes.reversing import entry_taken_back
from notes_app.changes.service import Act
from notes_app.clients.models import Client
from notes_app.clients.payloads import ClientThemes, PassageLink
from notes_app.clients.queries import ClientCard, open_client_themes
from notes_app.clients.service import change_client
from notes_app.clients.undoing import changed_client, register_both_ways, turned
from notes_app.crypto.keyring import Keyring
from notes_app.db.errors import NotFound
from notes_app.payload import Part, decode

LINK, WORDS = "passages-linked", "mirror-words"


class LinkChange(Part, frozen=True):
    """One link; None where there was none before, or after."""

    was: PassageLink | None
    became: PassageLink | None


class WordsChange(Part, frozen=True):
    """What is made of one theme, as it was and became; None where nothing was written."""

    code: str
    was: str | None
    became: str | None


def links_of(card: ClientCard) -> tuple[PassageLink, ...]:
    """The passages that belong together, in the order in which that was said."""
    return card.themes.passage_links if card.themes else ()


def words_of(card: ClientCard, code: str) -> str:
    """What is made of a theme; empty where nothing was written."""
    return card.themes.mirror_words.get(code, "") if card.themes else ""


def link_passages(client: Client, *, link: PassageLink, keyring: Keyring) -> bool:
    """Say that two passages belong together; False if that was said before."""
    themes = open_client_themes(client, keyring)
    pair = {link.one, link.other}
    if any({known.one, known.other} == pair for known in themes.passage_links):
        return False
    _keep_links(client, themes, (*themes.passage_links, link), keyring)
    return True


def take_apart(client: Client, *, link_id: UUID, keyring: Keyring) -> PassageLink:
    """Take back that two passages belong together.  Raises NotFound."""
    themes = open_client_themes(client, keyring)
    link = next((link for link in themes.passage_links if link.id == link_id), None)
    if link is None:
        raise NotFound
    others = tuple(one for one in themes.passage_links if one.id != link_id)
    _keep_links(client, themes, others, keyring)
    return link


def keep_mirror_words(client: Client, *, code: str, words: str, keyring: Keyring) -> None:
    """Keep what the therapist makes of a theme; an empty text lets it go."""
    themes = open_client_themes(client, keyring)
    others = {known: said for known, said in themes.mirror_words.items() if known != code}
    kept = {**others, code: words} if words else others
    change_client(client, themes=replace(themes, mirror_words=kept), keyring=keyring)


def link_act(
    card: ClientCard, was: PassageLink | None, became: PassageLink | None, *, theme: str
) -> Act:
    """Two passages of `theme` were linked, or taken apart."""
    said = "Linked two passages of {}" if became else "Took apart two passages of {}"
    return _act(LINK, said.format(theme), LinkChange(was, became), card)


def words_act(before: ClientCard, after: ClientCard, code: str, *, theme: str) -> Act | None:
    """What is made of `theme` was written anew; None if it was not."""
    was, became = words_of(before, code) or None, words_of(after, code) or None
    if was == became:
        return None
    said = f"Wrote what I make of {theme}"
    return _act(WORDS, said, WordsChange(code, was, became), after)


def register_mirror_undo(place: Place) -> None:
    """Tell how both are taken back, and where they are seen."""
    register_both_ways(LINK, link_back, place=place)
    register_both_ways(WORDS, words_back, place=place)


def link_back(record: ChangeRecord, stand: Stand, *, back: bool) -> None:
    """The link as it was before the act: there, or not."""
    client, themes = _opened(record, stand)
    change = decode(record.details, LinkChange)
    was, became = turned((change.was, change.became), back=back)
    link_id = next(link.id for link in (was, became) if link)
    now = next((link for link in themes.passage_links if link.id == link_id), None)
    if now != became:
        raise CannotUndo
    others = tuple(link for link in themes.passage_links if link.id != link_id)
    _keep_links(client, themes, (*others, was) if was else others, stand.keyring)


def words_back(record: ChangeRecord, stand: Stand, *, back: bool) -> None:
    """What was made of the theme before."""
    client, themes = _opened(record, stand)
    change = decode(record.details, WordsChange)
    was, became = turned((change.was, change.became), back=back)
    words = entry_taken_back(themes.mirror_words, change.code, was=was, became=became)
    change_client(client, themes=replace(themes, mirror_words=words), keyring=stand.keyring)


def _opened(record: ChangeRecord, stand: Stand) -> tuple[Client, ClientThemes]:
    client = changed_client(record, stand)
    return client, open_client_themes(client, stand.keyring)


def _keep_links(
    client: Client, themes: ClientThemes, links: tuple[PassageLink, ...], keyring: Keyring
) -> None:
    change_client(client, themes=replace(themes, passage_links=links), keyring=keyring)


def _act(kind: str, label: str, details: Part, card: ClientCard) -> Act:
    return Act(kind, label, details, client_id=card.client_id, whose=card.label)
