"""A made-up career to search in: notes of fifty sessions with each client, on a real file.

One word and one theme stand in the oldest note only.  Of the tags of the others one is of a theme
that is nearly everywhere and never strong, one in twenty notes has a theme of its own, the rest are
spread over all other themes.  All but each two hundredth note are signed.
"""

import random
from datetime import date, timedelta
from itertools import accumulate, product
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import insert

from benchmarks.practice import first_therapist, started
from notes_app import db
from notes_app.accounts.service import NewAccount
from notes_app.clients.payloads import ClientIdentity, ClientThemes, Person, Pole
from notes_app.clients.service import add_client
from notes_app.notes.models import Version
from notes_app.notes.payloads import Attendance, Section, SessionText, SessionThemes, Tag
from notes_app.notes.service import write_session
from notes_app.sealed import Scope, Sealed
from notes_app.themes.library import LIBRARY

NOTES_OF_ONE_CLIENT = 50
LENGTH = 2600  # characters
TAGS = 5
ONE_IN, UNSIGNED = 20, 200
RARE, EVERYWHERE = "zeppelin", "door"
NOWHERE_THEME, RARE_THEME, MIDDLING_THEME, COMMON_THEME, *OTHER_THEMES = (t.code for t in LIBRARY)
ROLES = {"Mother": Pole.PAST, "Partner": Pole.CURRENT, "Boss": Pole.CURRENT}
LAST_DAY = date(2026, 4, 30)
PROSE = """she heard the door and lay still on monday told him so he was quiet then made tea we
stayed with it a while her mother rang again late at night nobody asked what it had been like for
her in those years when the light went out before supper I noticed my own wish to mend it and said
nothing until she looked up at the clock and laughed"""
SYLLABLES = [start + end for start in "klmrtnv" for end in "aeio"]
# As prose has it: some 200 different words in a note, and some 3,000 in fifty notes of one client.
RARER = ["".join(some) for length in (2, 3) for some in product(SYLLABLES, repeat=length)]
VOCABULARY = [*dict.fromkeys(PROSE.split()), *RARER]
WEIGHTS = list(accumulate((rank + 3) ** -1.3 for rank in range(len(VOCABULARY))))


def build(folder: Path, notes: int) -> None:
    """One therapist's career in a real file."""
    with started(folder) as app, app.app_context():
        _write(first_therapist(app), notes)


def _write(made: NewAccount, notes: int) -> None:
    chance = random.Random(23)  # noqa: S311 - made-up notes, the same every time
    written = []
    for nth in range(notes):
        if nth % NOTES_OF_ONE_CLIENT == 0:
            people = tuple(Person(uuid4(), role, pole) for role, pole in ROLES.items())
            client = add_client(
                made.user,
                identity=ClientIdentity(name=f"Ines Reis{nth}"),
                themes=ClientThemes(code_name="Kestrel", people=people),
                keyring=made.keyring,
            )
            db.session.commit()
        oldest = nth == notes - 1
        facts = _facts(LAST_DAY - timedelta(days=nth // 5), chance, people, nth, oldest=oldest)
        text = _text(chance, oldest=oldest)
        written.append(write_session(client, facts=facts, text=text, keyring=made.keyring))
    db.session.commit()
    _sign([session.id for session in written])


def _facts(
    day: date, chance: random.Random, people: tuple[Person, ...], nth: int, *, oldest: bool
) -> SessionThemes:
    themes = [COMMON_THEME, *chance.choices(OTHER_THEMES, k=TAGS - 1)]
    themes[1] = MIDDLING_THEME if nth % ONE_IN == 0 else themes[1]
    themes[2] = RARE_THEME if oldest else themes[2]
    tags = tuple(_tag(theme, chance, people) for theme in themes)
    return SessionThemes(
        number=0,
        held_on=day,
        attendance=Attendance.HELD,
        tagging_complete=True,
        written=True,
        tags=tags,
    )


def _tag(theme: str, chance: random.Random, people: tuple[Person, ...]) -> Tag:
    strength = chance.randint(1, 3 if theme == COMMON_THEME else 5)
    about = chance.choice((None, None, *people))
    if about is None:
        return Tag(uuid4(), theme, strength, pole=chance.choice(tuple(Pole)))
    return Tag(uuid4(), theme, strength, people=(about.id,), pole=about.pole)


def _text(chance: random.Random, *, oldest: bool) -> SessionText:
    words = chance.choices(VOCABULARY, cum_weights=WEIGHTS, k=LENGTH // 4)
    text = " ".join([RARE, *words] if oldest else words)[:LENGTH]
    return SessionText((Section("brought", text),))


def _sign(sessions: list[UUID]) -> None:
    # Asked is only whether there is such a row, so what it seals is made up as well.
    signed = [one for nth, one in enumerate(sessions) if nth % UNSIGNED]
    if signed:
        row = {"scope": str(Scope.NOTES), "sequence": 1, "generation": 1}
        sealed = Sealed(bytes(LENGTH))
        db.session.execute(
            insert(Version), [{"session_id": one, "sealed": sealed, **row} for one in signed]
        )
    db.session.commit()
