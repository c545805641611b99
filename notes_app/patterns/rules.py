"""The rule behind the words of change, for the page "How is this counted?".

Sentences only; the rule itself is `patterns.verdict`.  When the rule changes, old words change
with it: then its version changes too, and exports print it beside every word.
Source: domain.md 5.1, 5.3.  The numbers are those of `make rates`, where every theme is heard in
half of the sessions: a harder trial than that of domain.md 5.4, so the less flattering stands.
"""

from dataclasses import dataclass

from notes_app.patterns.verdict import RULE, Word

RULE_VERSION = RULE.version


@dataclass(frozen=True)
class Chapter:
    """A heading and the sentences under it."""

    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class WordRule:
    """What some words mean, and how far they can be trusted."""

    words: tuple[Word, ...]
    means: str
    worth: str


@dataclass(frozen=True)
class FirmWordsMeasured:
    """What firm words were worth in the trial, after so many sessions.

    Out of 100: pages of 24 unchanged themes that carried one (where sessions do not resemble
    their neighbours, and where they do strongly), clear falls that were found (as one of many
    themes, and as a focus theme), firm words that were wrong, clear falls called steady.
    """

    sessions: int
    pages_with_a_false_one: tuple[float, int]
    falls_found: int
    falls_found_as_focus: int
    wrong: int
    falls_called_steady: int


HOW_COUNTED = (
    Chapter(
        "Which sessions count",
        (
            "A session counts when it was held and you marked its tagging as complete.",
            "In such a session a theme without a tag is absent. In every other session it is "
            "unknown, and the session is left out.",
            "Missed and cancelled sessions are drawn as gaps and never counted.",
            "A theme of your own counts from the day you made it, or from the session you "
            "re-read for it.",
            "Several tags of one theme in one session count once, with the strongest of them. "
            "A long note makes more tags, so tags are never counted.",
        ),
    ),
    Chapter(
        "What is compared",
        (
            "Usually the first sessions with the last ones: a third of the sessions on each "
            "side, at least 5 and at most 12.",
            "You may also compare the last sessions with those just before, or the sessions "
            "before and after a dated event. Then only these sessions are used, so that the "
            "words come later and are more careful.",
            "A day of your own must have been written down before you could look. One that was "
            "written down after two or more sessions had followed it was chosen afterwards: it "
            "gives counts and no word.",
            "Shown for one person or one pole alone, a theme has counts and no word.",
        ),
    ),
    Chapter(
        "How a word is chosen",
        (
            "The counts of the two groups of sessions come first. Then the rule asks whether "
            "the strengths, from absent to 5, tend to rise or fall from session to session.",
            "Neighbouring sessions resemble each other, so that a few good weeks look like a "
            "change. The rule asks for more than it would if they did not.",
            "When many themes are watched, some seem to move by chance. So a theme must stand "
            "out among all the others before it gets a firm word.",
            "Up to three focus themes, named with a date, are judged on their own, by the "
            "sessions after the naming and from 20 of these on.",
            "When counts and strengths point different ways, neither more nor less is said.",
            "More and less say how often a theme is heard. They do not say whether that is "
            "welcome: anger that comes up more may be what you were both hoping for.",
        ),
    ),
    Chapter(
        "How often the words are wrong",
        (
            "We let the rule judge many thousands of made-up themes whose course was known.",
            "Where a quarter of the themes fell clearly, at most one firm word in ten was wrong.",
            "Of ten themes that do not change, two or three got the word perhaps.",
            "Of 100 themes that fell, fewer than one was said to rise.",
            "Of 100 pages with 24 themes, none of which changed, at most 3 carried a firm word "
            "after 20 sessions, 9 after 40 and 13 after 60. Without the rule for many themes it "
            "would have been up to 52, 64 and 67.",
            "Many real changes stay without a firm word. Of 100 themes that fell from about 8 "
            "to about 2 of 10 sessions, 4 were found after 20 sessions, 40 after 40 and 72 "
            "after 60; as focus themes 26, 59 and 80. So name what you work on as a focus.",
            "The rule was made stricter in November 2026: the earlier one was wrong in one firm "
            "word of eight.",
        ),
    ),
)

WORD_RULES = (
    WordRule(
        (Word.MORE, Word.LESS),
        "From 20 sessions: the theme rises or falls clearly, and it was not heard in fewer "
        "sessions where it rises, or in more where it falls.",
        "At most one in ten was wrong. A focus theme that does not change gets such a word in "
        "at most 5 of 100 cases.",
    ),
    WordRule(
        (Word.STRONGER, Word.WEAKER),
        "The same rule, where the theme was heard in the same share of sessions and only its "
        "strength moved.",
        "Counted together with more and less: at most one in ten was wrong.",
    ),
    WordRule(
        (Word.PERHAPS_MORE, Word.PERHAPS_LESS, Word.PERHAPS_STRONGER, Word.PERHAPS_WEAKER),
        "From 10 sessions: a direction that counts and strengths agree on, and that is too "
        "weak or too early for a firm word.",
        "Of ten themes that do not change, two or three get the word perhaps.",
    ),
    WordRule(
        (Word.STEADY,),
        "From 20 sessions: no direction, and a difference of at most a quarter of the "
        "sessions, such as 3 of 12.",
        "Of 100 clear falls, 13 were called steady after 20 sessions, 6 after 40, 2 after 60.",
    ),
    WordRule(
        (Word.NO_DIRECTION_YET,),
        "10 to 19 sessions, and no direction.",
        "It may only be early: below 20 sessions most changes cannot be seen.",
    ),
    WordRule(
        (Word.NO_CLEAR_DIRECTION,),
        "From 20 sessions: counts and strengths disagree, or the counts moved without a "
        "direction from session to session.",
        "Look at the single sessions.",
    ),
    WordRule(
        (Word.TOO_EARLY,),
        "Fewer than 10 sessions, or fewer than 5 on one side of an event: counts only.",
        "Nothing useful can be known yet.",
    ),
    WordRule(
        (Word.TOO_SELDOM,),
        "Heard in one or two sessions.",
        "Two sessions have no direction.",
    ),
    WordRule(
        (Word.NOT_HEARD,),
        "In none of the sessions.",
        "Not heard is not the same as gone: after 14 sessions without it, a theme of up to 16 "
        "in 100 sessions could look like this.",
    ),
)

FIRM_WORDS_MEASURED = (
    FirmWordsMeasured(20, (0.1, 3), 4, 26, wrong=10, falls_called_steady=13),
    FirmWordsMeasured(30, (0.1, 7), 20, 44, wrong=8, falls_called_steady=9),
    FirmWordsMeasured(40, (0.2, 9), 40, 59, wrong=8, falls_called_steady=6),
    FirmWordsMeasured(60, (0.2, 13), 72, 80, wrong=7, falls_called_steady=2),
)
"""A clear fall is one of two standard deviations: from about 8 of 10 sessions at the beginning
to about 2 of 10 at the end."""
