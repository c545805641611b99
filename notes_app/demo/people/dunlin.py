"""Kwame, 52, who runs a ward, lost his wife, and does not put his bag down."""

from datetime import time

from notes_app.clients.payloads import Domain, Pole, Shape, TieKind
from notes_app.demo.arcs import FADES, FALLS, FALLS_HARD, PINNED, RISES_LATE, SELDOM, STAYS
from notes_app.demo.calendar import Rhythm
from notes_app.demo.story import ALWAYS_THERE, Added, Bond, Role, Story
from notes_app.signing.payloads import EntryKind

PEOPLE = (
    *ALWAYS_THERE,
    Role("daughter", "Daughter", Pole.CURRENT, Domain.CHILD, Shape.CIRCLE, "Esi", age=24),
    Role("son", "Son", Pole.CURRENT, Domain.CHILD, Shape.SQUARE, "Kofi", age=20),
    Role("wife", "Wife, died", Pole.PAST, Domain.PARTNER, Shape.CIRCLE, "Adwoa", age=51),
    Role("mother", "Mother", Pole.CURRENT, Domain.FAMILY_OF_ORIGIN, Shape.CIRCLE, "Akosua", age=79),
    Role("consultant", "Consultant", Pole.CURRENT, Domain.AUTHORITY, Shape.SQUARE, "Dr Hale"),
    Role("ward", "Ward", Pole.CURRENT, Domain.WORK, Shape.HEXAGON),
    Role("church", "Church", Pole.CURRENT, Domain.COMMUNITY, Shape.HEXAGON),
)

STORY = Story(
    code_name="Dunlin",
    name="Kwame A.",
    pronouns="he/him",
    concerns=("loss", "isolation", "work", "low-mood"),
    concerns_in_words="“My daughter says that I have gone quiet. I should say that I am managing.”",
    rhythm=Rhythm(
        held=41,
        starts_at=time(9),
        days_ago=3,
        slower_from=21,
        pauses={29: 3},
        planned=(11,),
        cancelled=1,
        missed=2,
    ),
    people=PEOPLE,
    bonds=(
        Bond(TieKind.CLOSE, "self", "wife"),
        Bond(TieKind.CARE, "self", "mother"),
        Bond(TieKind.DISTANT, "self", "son", until=28),
        Bond(TieKind.CLOSE, "self", "son", since=28),
        Bond(TieKind.CLOSE, "self", "daughter"),
        Bond(TieKind.CONFLICT, "self", "consultant", since=25),
    ),
    arcs={
        "hard-to-ask-for-help": FALLS_HARD,
        "keeping-the-peace": FALLS,
        "carrying-everyone": FALLS,
        "cut-off-from-others": FADES,
        "outside-the-circle": STAYS,
        "direct-honest-talk": RISES_LATE,
        "harsh-inner-voice": SELDOM,
        "family-role-and-loyalty": SELDOM,
        "needs-passed-over": SELDOM,
        "letting-care-in": SELDOM,
        "braced-for-criticism": SELDOM,
        "feeling-met": SELDOM,
        "strain-with-therapist": PINNED,
        "mended-and-tried-anew": PINNED,
    },
    words={
        "hard-to-ask-for-help": "comes up less",
        "keeping-the-peace": "perhaps less",
        "carrying-everyone": "perhaps less",
        "cut-off-from-others": "comes up less",
        "outside-the-circle": "steady",
        "direct-honest-talk": "comes up more",
    },
    seed=101,
    setbacks=frozenset({12, 25}),
    incomplete=frozenset({8, 27}),
    cadence="every two weeks",
    focus={"hard-to-ask-for-help": 5},
    format="dap",
    added={
        36: Added(
            EntryKind.ADDITION,
            days=2,
            text="He rang on the second day to say that the hour had stayed with him, and that he"
            " would like to begin with it when we meet.",
            reason="A telephone call after the session",
        )
    },
)
