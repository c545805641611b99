"""Kwame, 52, who runs a ward, lost his wife, and does not put his bag down."""

from datetime import time

from notes_app.clients.payloads import Domain, Pole, Shape, TieKind
from notes_app.demo.arcs import FADES, FALLS, FALLS_HARD, PINNED, RISES_LATE, SELDOM, STAYS
from notes_app.demo.calendar import Rhythm
from notes_app.demo.course import Aim, Asked, Course, Outcome, Strain, Tried
from notes_app.demo.story import ALWAYS_THERE, Added, Bond, Role, Story
from notes_app.measures.instruments import PHQ_9
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
    course=Course(
        aim=Aim("Ask one person for one thing each week", ("hard-to-ask-for-help",), since=5),
        distress=(7, 3),
        strains=(
            Strain(
                12,
                mended=14,
                markers=("w-short",),
                weight=5,
                part=5,
                line="I had followed the laundry and walked past the man by the bed.",
                moves=("r-own",),
                far=4,
                mending="I named what I had not seen, and why that is easy for me.",
                culture=True,
            ),
        ),
        tried=(
            Tried(
                32,
                "say-a-need",
                "To write to Dr Hale what was said by the lifts, and how often.",
                "firm",
                5,
                Outcome(33, "tried", "A page, by hand, and no answer yet."),
                who="consultant",
            ),
            Tried(
                35,
                "ask",
                "To ask somebody from the choir to fetch him after the operation.",
                "open",
                4,
                Outcome(36, "kept", "Brother Mensah went red with pleasure.", "welcomed"),
                who="church",
            ),
            Tried(
                41,
                "ask",
                "To let Esi drive him to the second check of his eyes.",
                "open",
                2,
                who="daughter",
            ),
        ),
        asked=(Asked(PHQ_9, first=17, last=7),),
    ),
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
