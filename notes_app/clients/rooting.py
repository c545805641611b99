"""An episode that goes back to an earlier one in life: where people lost each other then and now.

Kept on the client's card and not in a note, so that nothing signed changes when it is seen later.
"""

from uuid import UUID

from msgspec.structs import replace

from notes_app.changes.payloads import ChangeRecord
from notes_app.changes.registry import CannotUndo, Place, Stand
from notes_app.changes.service import Act
from notes_app.clients.models import Client
from notes_app.clients.payloads import ClientThemes
from notes_app.clients.queries import ClientCard, open_client_themes
from notes_app.clients.service import change_client
from notes_app.clients.undoing import changed_client, register_both_ways, turned
from notes_app.crypto.keyring import Keyring
from notes_app.payload import Part, decode

KIND = "episode-root"


class RootChange(Part, frozen=True):
    """What one episode went back to before and after; None for nothing."""

    episode: UUID
    was: UUID | None
    became: UUID | None


def roots_of(card: ClientCard) -> dict[UUID, UUID]:
    """The earlier episode that each one goes back to, by its id."""
    return card.themes.episode_roots if card.themes else {}


def keep_root(client: Client, *, episode: UUID, root: UUID | None, keyring: Keyring) -> None:
    """Say what an episode goes back to; None takes it back."""
    _keep(client, open_client_themes(client, keyring), episode, root, keyring)


def root_act(card: ClientCard, episode: UUID, became: UUID | None, *, title: str) -> Act | None:
    """What an episode goes back to was said anew; None if it was not."""
    was = roots_of(card).get(episode)
    if was == became:
        return None
    verb = (
        "Said what an episode goes back to" if became else "Took back what an episode goes back to"
    )
    details = RootChange(episode, was, became)
    return Act(KIND, f"{verb}: {title}", details, client_id=card.client_id, whose=card.label)


def register_root_undo(place: Place) -> None:
    """Tell how it is taken back, and where it is seen."""
    register_both_ways(KIND, root_back, place=place)


def root_back(record: ChangeRecord, stand: Stand, *, back: bool) -> None:
    """What the episode went back to before, unless that was said anew since."""
    client = changed_client(record, stand)
    themes = open_client_themes(client, stand.keyring)
    change = decode(record.details, RootChange)
    was, became = turned((change.was, change.became), back=back)
    if themes.episode_roots.get(change.episode) != became:
        raise CannotUndo
    _keep(client, themes, change.episode, was, stand.keyring)


def _keep(
    client: Client, themes: ClientThemes, episode: UUID, root: UUID | None, keyring: Keyring
) -> None:
    others = {one: to for one, to in themes.episode_roots.items() if one != episode}
    roots = {**others, episode: root} if root else others
    change_client(client, themes=replace(themes, episode_roots=roots), keyring=keyring)
