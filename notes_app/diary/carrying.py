"""The lines that were left for the next time, for the sessions of one day."""

from uuid import UUID

from flask_login import current_user

from notes_app.clients.queries import client_of
from notes_app.crypto.keyring import Keyring
from notes_app.diary.day import Day
from notes_app.notes.formats import carried_over
from notes_app.notes.reading import read_texts


def carried_words(day: Day, *, keyring: Keyring) -> dict[UUID, str]:
    """What was carried over to each session of `day` that has no note yet, by session.

    A day has a handful of sessions; each asks for the one note before it.
    """
    carried = {}
    for slot in day.slots:
        if slot.written or slot.last is None:
            continue
        client = client_of(current_user, slot.card.client_id)
        texts = read_texts(client, keyring=keyring, only={slot.last.session_id})
        text = texts.get(slot.last.session_id)
        if text and (line := carried_over(text)):
            carried[slot.read.session_id] = line
    return carried
