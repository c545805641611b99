"""Jordan, 33, who nurses through the night and whose body hears every storm before it comes."""

from datetime import time

from notes_app.clients.payloads import Domain, Pole, Shape, TieKind
from notes_app.demo.arcs import FALLS, PINNED, RISES, SELDOM
from notes_app.demo.calendar import Rhythm
from notes_app.demo.course import Aim, Asked, Course, Outcome, Strain, Tried
from notes_app.demo.story import ALWAYS_THERE, Bond, Role, Story
from notes_app.measures.instruments import PHQ_9

ORIGIN = Domain.FAMILY_OF_ORIGIN

PEOPLE = (
    *ALWAYS_THERE,
    Role("partner", "Former partner", Pole.PAST, Domain.PARTNER, Shape.SQUARE, "Devin", age=36),
    Role("sister", "Sister", Pole.CURRENT, ORIGIN, Shape.CIRCLE, "Simone", age=37),
    Role("mother", "Mother", Pole.CURRENT, ORIGIN, Shape.CIRCLE, "Loretta", age=61),
    Role("charge", "Charge nurse", Pole.CURRENT, Domain.AUTHORITY, Shape.CIRCLE, "Maureen", age=54),
    Role("group", "Recovery group", Pole.CURRENT, Domain.COMMUNITY, Shape.HEXAGON),
)

STORY = Story(
    code_name="Martin",
    name="Jordan T.",
    pronouns="they/them",
    concerns=("trauma", "trust", "work", "identity"),
    concerns_in_words="“I can turn off every alarm in the place but mine.”",
    rhythm=Rhythm(held=28, starts_at=time(10, 30), days_ago=7, planned=(0, 7), cancelled=2),
    people=PEOPLE,
    bonds=(
        Bond(TieKind.HARM, "partner", "self"),
        Bond(TieKind.CUT_OFF, "self", "partner", since=14),
        Bond(TieKind.ORDINARY, "self", "sister", until=10),
        Bond(TieKind.CLOSE, "self", "sister", since=10),
        Bond(TieKind.DISTANT, "self", "mother"),
        Bond(TieKind.CLOSE, "sister", "mother"),
        Bond(TieKind.CONFLICT, "self", "charge", since=8),
        Bond(TieKind.CLOSE, "self", "group"),
    ),
    arcs={
        "old-injury-alive": FALLS,
        "under-anothers-power": FALLS,
        "hiding-what-matters": FALLS,
        "safe-enough-here": RISES,
        "setting-a-limit": RISES,
        "guarded-trust": SELDOM,
        "on-edge-at-work": SELDOM,
        "outside-the-circle": SELDOM,
        "identity-in-the-relationship": SELDOM,
        "harsh-inner-voice": SELDOM,
        "letting-care-in": SELDOM,
        "longing-to-belong": SELDOM,
        "feeling-met": SELDOM,
        "showing-the-real-self": SELDOM,
        "strain-with-therapist": PINNED,
        "mended-and-tried-anew": PINNED,
    },
    words={
        "old-injury-alive": "perhaps less",
        "under-anothers-power": "perhaps less",
        "hiding-what-matters": "perhaps less",
        "safe-enough-here": "perhaps more",
        "setting-a-limit": "perhaps more",
    },
    course=Course(
        aim=Aim("Know what to do in the first minute of an alarm", ("old-injury-alive",), since=4),
        distress=(7, 4),
        strains=(
            Strain(
                20,
                mended=22,
                markers=("w-hopeless",),
                weight=5,
                part=4,
                line="I counted up good news while they told me how bad it was.",
                moves=("r-honour", "r-there"),
                far=4,
                mending="Not hoping had once kept them alive in that house.",
            ),
        ),
        tried=(
            Tried(
                16,
                "say-no",
                "To ask Maureen for no more than three nights in a row.",
                "firm",
                4,
                Outcome(
                    17, "kept", "Everyone would like that, she said. It is on the plan.", "mixed"
                ),
                who="charge",
            ),
        ),
        asked=(
            Asked(
                PHQ_9,
                first=14,
                last=9,
                also=(19, 20, 22),
                totals={19: 18, 20: 18, 21: 16, 22: 13},
                item_9={19: 1, 20: 1, 21: 1},
            ),
        ),
    ),
    seed=37,
    setbacks=frozenset({19, 20}),
    incomplete=frozenset({11, 23}),
    focus={"old-injury-alive": 4},
    in_danger=frozenset({19, 20, 21}),
)
