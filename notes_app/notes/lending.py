"""The one door through which words of a note leave it for supervision.

`supervision` may not import what opens notes; it asks here for one passage, with as much round it
as the therapist chose.  What comes out is a proposal: names are replaced and the therapist edits
it before anything is lent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from notes_app.clients.models import Client
from notes_app.crypto.keyring import Keyring
from notes_app.notes.anchoring import sentences_of
from notes_app.notes.models import TherapySession
from notes_app.notes.reading import read_text, read_texts


@dataclass(frozen=True)
class Lendable:
    """The quoted words of one tag, and whole sentences before and after them."""

    before: str
    exact: str
    after: str

    @property
    def words(self) -> str:
        """All of it as it stands in the note: a comma stays where it was."""
        return f"{self.before}{self.exact}{self.after}".strip()


def passage_to_lend(
    session: TherapySession, tag_id: UUID, *, sentences: int, keyring: Keyring
) -> Lendable | None:
    """One tagged passage with up to `sentences` sentences on either side, of its own section only.

    None where the words are no longer in the note.  Raises NoKey, CannotOpen, CannotRead.
    """
    text = read_text(session, keyring=keyring)
    place = next((one for one in text.passages if one.id == tag_id and not one.detached), None)
    if place is None:
        return None
    section = next((one.text for one in text.sections if one.key == place.section), "")
    return surroundings(section, place.start, place.end, sentences=sentences)


def passages_to_lend(
    client: Client, wanted: Sequence[tuple[UUID, UUID]], *, keyring: Keyring
) -> dict[UUID, Lendable]:
    """Many passages (session, tag) of one client by tag, in order, without what stands round them.

    Those whose words are no longer in the note, or cannot be opened, are left out.  One query.
    """
    texts = read_texts(client, keyring=keyring, only={session for session, _ in wanted})
    found = {}
    for session_id, tag_id in wanted:
        text = texts.get(session_id)
        places = text.passages if text else ()
        place = next((one for one in places if one.id == tag_id and not one.detached), None)
        if place is not None:
            found[tag_id] = Lendable("", place.exact, "")
    return found


def surroundings(section: str, start: int, end: int, *, sentences: int) -> Lendable:
    """What stands at [start, end) of a section, and up to so many sentences before and after it.

    The sentence that the passage cuts into counts as none: it is completed where any are wanted.
    """
    exact = section[start:end]
    if not sentences:
        return Lendable("", exact, "")
    spans = sentences_of(section)
    before = [span for span in spans if span[0] < start][-sentences - 1 :]
    after = [span for span in spans if span[1] > end][: sentences + 1]
    first = _first_of(before, start, sentences)
    last = _last_of(after, end, sentences)
    return Lendable(section[first:start].lstrip(), exact, section[end:last].rstrip())


def _first_of(before: list[tuple[int, int]], start: int, sentences: int) -> int:
    """Where the words before begin: a sentence that reaches into the passage comes for nothing."""
    cut = bool(before) and before[-1][1] > start
    wanted = before[-(sentences + cut) :]
    return wanted[0][0] if wanted else start


def _last_of(after: list[tuple[int, int]], end: int, sentences: int) -> int:
    cut = bool(after) and after[0][0] < end
    wanted = after[: sentences + cut]
    return wanted[-1][1] if wanted else end
