"""Ines, 37, who designs exhibitions far from Porto, and goes quiet when she is hurt."""

from datetime import time

from notes_app.clients.payloads import Domain, Pole, Shape, TieKind
from notes_app.demo.arcs import (
    FALLS,
    FALLS_HARD,
    RARE,
    RISES,
    RISES_LATE,
    SELDOM,
    STAYS,
    WISH_STAYS,
)
from notes_app.demo.calendar import Rhythm
from notes_app.demo.course import (
    Aim,
    Course,
    Formulated,
    Imagined,
    Outcome,
    Pattern,
    Strain,
    Tried,
    Trouble,
)
from notes_app.demo.story import ALWAYS_THERE, Bond, Role, Story

PEOPLE = (
    *ALWAYS_THERE,
    Role("marco", "Partner", Pole.CURRENT, Domain.PARTNER, Shape.SQUARE, "Marco", age=40),
    Role("mother", "Mother", Pole.CURRENT, Domain.FAMILY_OF_ORIGIN, Shape.CIRCLE, "Graça", age=66),
    Role("lena", "Sister", Pole.CURRENT, Domain.FAMILY_OF_ORIGIN, Shape.CIRCLE, "Lena", age=33),
    Role("teresa", "Grandmother", Pole.CURRENT, Domain.OTHER_KIN, Shape.CIRCLE, "Teresa", age=88),
    Role(
        "father",
        "Father",
        Pole.PAST,
        Domain.FAMILY_OF_ORIGIN,
        Shape.SQUARE,
        "Joaquim",
        born=1951,
        died=2014,
    ),
    Role("lead", "Team lead", Pole.CURRENT, Domain.WORK, Shape.CIRCLE, "Birgit", age=51),
)

BONDS = (
    Bond(TieKind.DISTANT, "self", "marco", until=47),
    Bond(TieKind.CLOSE, "self", "marco", since=47),
    Bond(TieKind.CLOSE_CONFLICT, "self", "mother"),
    Bond(TieKind.CLOSE, "self", "teresa"),
    Bond(TieKind.ORDINARY, "self", "lena", until=33),
    Bond(TieKind.CLOSE, "self", "lena", since=33),
    Bond(TieKind.CONFLICT, "mother", "father"),
    Bond(TieKind.CARE, "lena", "teresa", since=31),
    Bond(TieKind.CONFLICT, "self", "lead", since=12),
)

TROUBLES = (
    Trouble("I do not say when I am hurt", 7, 3, "going-quiet-when-hurt"),
    Trouble("I leave without leaving", 6, 2, "going-quiet-when-hurt"),
    Trouble("I weigh too much on people", 6, 3, "fear-of-being-a-burden"),
    Trouble("I cannot sleep after a silence", 5, 3),
    Trouble("I am not at home there or here", 6, 5, "longing-to-belong"),
    Trouble("I come when my mother calls", 5, 4, "setting-a-limit"),
    Trouble("Here I am pleasant and not funny", 4, 3, "identity-in-the-relationship"),
    Trouble("The voice in the old coat", 5, 2, "harsh-inner-voice"),
    Trouble("I let nobody do a thing for me", 4, 2, "letting-care-in"),
    Trouble("Marco guesses, and guesses wrong", 3, 2),
)

PATTERN = Pattern(
    formulations=(
        Formulated(
            24,
            {
                "wish": "To be held without having to ask.",
                "response_of_other": "Expects to weigh too much, and that the other turns away.",
                "response_of_self": "Goes quiet, is pleasant, and waits to be found.",
                "acts_of_self": "Says nothing is wrong and does everything by herself.",
                "expectations": "If I need something, I am too much.",
                "acts_of_others": "The partner guesses, guesses wrong, and lets her be.",
                "acts_toward_self": "Calls herself ungrateful in her mother's tone.",
            },
            ("longing-to-belong", "fear-of-being-a-burden", "going-quiet-when-hurt"),
            (Imagined("The child who weighs", "The tired mother", "guilty", "mother"),),
        ),
        Formulated(
            54,
            {
                "wish": "To belong, and to be held without having to earn it.",
                "response_of_other": "Still expects to weigh too much; the other now mostly stays.",
                "response_of_self": "Goes quiet for an hour, not for days, then says one sentence.",
                "acts_of_self": "Says nothing at first and does half of it by herself.",
                "expectations": "If I need something, I am too much.",
                "acts_of_others": "The partner asks instead of guessing.",
                "acts_toward_self": "Hears her mother's tone and lets it wait.",
                "therapists_pull": "To guess for her, and to praise every word she says.",
                "exit_point": "One sentence on the same day, before the silence has set.",
                "exit_after": "expectations",
            },
            ("longing-to-belong", "fear-of-being-a-burden", "going-quiet-when-hurt"),
            (
                Imagined(
                    "The child who weighs", "The tired mother", "guilty", "mother", swaps=True
                ),
                Imagined("The guest", "The host who stays", "tender", "marco"),
            ),
            named_together=True,
            shared=True,
        ),
    ),
    mirror={
        "fear-of-being-a-burden": "She spares me as she spared her mother: she looks at the clock"
        " before I do. When I say that I am not tired, she goes on.",
        "feeling-met": "First here, some weeks later with the partner.",
    },
    echoes={"fear-of-being-a-burden": "mother", "going-quiet-when-hurt": "marco"},
    pairs=("fear-of-being-a-burden", "feeling-met"),
    across={"going-quiet-when-hurt": 30, "fear-of-being-a-burden": 30},
)

STORY = Story(
    code_name="Kestrel",
    name="Ines R.",
    pronouns="she/her",
    concerns=("partner", "intimacy", "family", "identity"),
    concerns_in_words="Silences of days with Marco. “I leave without leaving.”",
    rhythm=Rhythm(
        held=60,
        starts_at=time(14),
        days_ago=7,
        pauses={25: 3, 42: 2},
        planned=(0, 7),
        cancelled=3,
        missed=1,
    ),
    people=PEOPLE,
    bonds=BONDS,
    arcs={
        "going-quiet-when-hurt": FALLS_HARD,
        "fear-of-being-a-burden": FALLS,
        "longing-to-belong": WISH_STAYS,
        "identity-in-the-relationship": STAYS,
        "feeling-met": RISES,
        "setting-a-limit": RISES_LATE,
        "letting-care-in": RISES_LATE,
        "harsh-inner-voice": FALLS,
        "keeping-the-peace": RARE,
        "hard-to-ask-for-help": RARE,
        "giving-way": SELDOM,
        "earning-approval": SELDOM,
        "cut-off-from-others": SELDOM,
        "braced-for-criticism": SELDOM,
        "not-understood": SELDOM,
        "needs-passed-over": SELDOM,
        "family-role-and-loyalty": SELDOM,
        "carrying-everyone": SELDOM,
        "on-edge-at-work": SELDOM,
        "strain-with-therapist": SELDOM,
        "mended-and-tried-anew": SELDOM,
        "old-pattern-met-here": RARE,
        "direct-honest-talk": RARE,
        "reaching-out-first": SELDOM,
    },
    words={
        "going-quiet-when-hurt": "comes up less",
        "fear-of-being-a-burden": "comes up less",
        "longing-to-belong": "steady",
        "identity-in-the-relationship": "steady",
        "feeling-met": "comes up more",
        "setting-a-limit": "comes up more",
        "letting-care-in": "comes up more",
        "harsh-inner-voice": "perhaps less",
    },
    course=Course(
        aim=Aim("Say on the same day that something has hurt", ("going-quiet-when-hurt",), since=6),
        distress=(7, 3),
        strains=(
            Strain(
                17,
                mended=18,
                markers=("w-pleases",),
                weight=3,
                part=4,
                line="For three weeks she had been helping me to be right.",
                moves=("r-invite", "r-own"),
                far=5,
                mending="I said that I had pressed a thought of mine on her.",
            ),
            Strain(
                38,
                mended=40,
                kind="confrontation",
                markers=("c-frame",),
                weight=4,
                part=3,
                line="She asked about the fee, and meant the two weeks.",
                moves=("r-own", "r-clarify"),
                far=4,
                mending="I asked what two weeks are for her, late but in time.",
            ),
        ),
        tried=(
            Tried(
                32,
                "receive",
                "To let Lena do something for her when she lands.",
                "open",
                3,
                Outcome(33, "kept", "She let Lena feed her an orange in the car park.", "welcomed"),
                who="lena",
            ),
            Tried(
                53,
                "say-no",
                "To tell Birgit that she will not take over the second building.",
                "firm",
                4,
                Outcome(
                    54, "kept", "Two sentences, no reasons. Birgit answered: noted.", "unchanged"
                ),
                who="lead",
            ),
            Tried(
                58,
                "name-a-feeling",
                "To tell her mother how the thing about the floor went in.",
                "honest",
                5,
                Outcome(59, "tried", "The line was bad. Then a question about supper.", "mixed"),
                who="mother",
            ),
        ),
        troubles=TROUBLES,
        pattern=PATTERN,
    ),
    seed=124,
    setbacks=frozenset({17, 31, 38, 52}),
    incomplete=frozenset({7, 22, 34, 49}),
    focus={"going-quiet-when-hurt": 6, "fear-of-being-a-burden": 6},
)
