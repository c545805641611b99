"""The fixed lists of a session's facts: what is stored by code, and its words on the page.

Source: domain.md 2.  A code is stored in sealed parts for ever: words may be put better, codes
are added and never taken away (tests/notes/vectors/lists.json holds them).  Where a stored code is
not known here, it stands as it is.
"""

from collections.abc import Mapping

from notes_app.clients import words as client_words

MARKERS: Mapping[str, str] = {
    "reached": "Reached each other",
    "lost": "Lost each other",
    "risk-taken": "Risk taken",
    "vulnerability": "Vulnerability shown",
    "discomfort": "Discomfort stayed with",
    "insight": "Insight",
    "first-named": "First named by the client",
    "culture": "Difference or culture addressed",
    "feedback-asked": "Feedback asked",
    "feedback-given": "Feedback given",
    "goals-agreed": "Goals agreed",
    "tasks-agreed": "Tasks agreed",
}

FACETS: Mapping[str, str] = {
    "safety": "Safety",
    "trust": "Trust",
    "feedback": "Feedback",
    "consistency": "Consistency",
    "empathy": "Empathy",
    "understanding": "Understanding",
}

CONTEXT: Mapping[str, str] = client_words.CONTEXT

INTERVENTIONS: Mapping[str, str] = {
    "listening": "Listening and reflecting",
    "attunement": "Attunement",
    "validating": "Validating",
    "exploring-past": "Exploring the past",
    "linking": "Linking",
    "naming-pattern": "Naming a pattern",
    "immediacy": "Immediacy",
    "disclosure": "Therapist disclosure",
    "rupture-work": "Working with a rupture",
    "role-play": "Role-play",
    "plain-talk": "Coaching plain talk",
    "boundary-work": "Boundary work",
    "genogram": "Genogram",
    "metaphor": "Metaphor or story",
    "body-attention": "Body attention",
    "reframing": "Reframing",
    "culture": "Culture addressed",
    "modelling": "Modelling",
    "explaining": "Explaining",
    "safety-planning": "Safety planning",
    "other": "Something else",
}

#: Which poles a link joins; only for the intervention "linking".
LINKS: Mapping[str, str] = {
    "tc": "With you, and now",
    "tp": "With you, and past",
    "cp": "Now, and past",
    "tcp": "With you, now and past",
}

SKILLS: Mapping[str, str] = {
    "say-a-need": "Say a need",
    "say-no": "Say no",
    "ask": "Ask",
    "repair": "Repair after a quarrel",
    "stay": "Stay in a disagreement",
    "receive": "Receive",
    "apologise": "Apologise",
    "reach-out": "Reach out",
    "wait": "Wait",
    "soothe": "Soothe oneself",
    "name-a-feeling": "Name a feeling",
    "end-a-contact": "End a contact",
    "other": "Something else",
}

WHERE_TRIED: Mapping[str, str] = {"in-the-room": "In the room", "outside": "Outside"}

QUALITIES: Mapping[str, str] = {
    "open": "Open",
    "honest": "Honest",
    "kind": "Kind",
    "firm": "Firm",
}

REACTIONS: Mapping[str, str] = {
    "welcomed": "Welcomed",
    "unchanged": "Unchanged",
    "resisted": "Resisted",
    "mixed": "Mixed",
}

RESULTS: Mapping[str, str] = {
    "tried": "Tried once",
    "kept": "Kept",
    "not-tried": "Not tried after all",
    "dropped": "Dropped",
}

#: The answers of the risk section, and what an intervention met with: `beside.Risk`, `.Response`.
RISK: Mapping[str, str] = {"none-reported": "None reported", "see-note": "See the note"}
RESPONSES: Mapping[str, str] = {
    "took-up": "Took it up",
    "turned-away": "Turned away",
    "unsure": "Unsure",
}

#: How much was risked with a new way.
RISK_TAKEN: Mapping[int, str] = {1: "1, little", 2: "2", 3: "3", 4: "4", 5: "5, a lot"}


#: When in life an episode happened.
WHEN_IN_LIFE: Mapping[str, str] = {
    "before-6": "Before 6",
    "6-12": "6 to 12",
    "13-18": "13 to 18",
    "young-adult": "Young adult",
    "adult": "Adult",
    "this-year": "This year",
    "this-week": "This week",
    "in-session": "In this session",
}

#: How an episode ended.
OUTCOMES: Mapping[str, str] = {
    "closer": "Closer",
    "further": "Further apart",
    "same": "The same",
    "mixed": "Mixed",
    "broken-off": "Broken off",
}

REPLIES: Mapping[str, str] = {"positive": "Well", "negative": "Badly", "mixed": "Mixed"}

#: Attachment strategies: of an episode or a tie, never one label for a client.
STRATEGIES: Mapping[str, str] = {
    "secure": "Secure",
    "turned-up": "Need turned up",
    "turned-down": "Need turned down",
    "fearful": "Fearful, neither holds",
    "unclear": "Unclear",
}

CONNECTIONS: Mapping[str, str] = {
    "connection": "Reached each other",
    "lost-once": "Lost each other, just then",
    "lost-again": "Lost each other, as often before",
}

#: What an episode brought on, as far as it is known: an ailment, never a diagnosis.
SYMPTOMS: Mapping[str, str] = {
    "anxiety": "Anxiety",
    "panic": "Panic",
    "low-mood": "Low mood",
    "sleep": "Sleep",
    "body": "Pain, or another body complaint",
    "eating": "Eating",
    "drink-or-drugs": "Drink or drugs",
    "self-harm": "Self-harm",
    "numbness": "Numbness",
    "other": "Something else",
}

#: How much of an episode was told, and how much was risked in it.
COMPLETENESS: Mapping[int, str] = {1: "1, a hint", 2: "2", 3: "3", 4: "4", 5: "5, told whole"}

#: What a response of self was.
RS_KINDS: Mapping[str, str] = {
    "thought": "Thought",
    "feeling": "Feeling",
    "action": "Action",
    "body": "Body",
    "symptom": "Symptom",
}

AFFECTS: Mapping[str, str] = {
    "sad": "Sad",
    "afraid": "Afraid",
    "angry": "Angry",
    "ashamed": "Ashamed",
    "guilty": "Guilty",
    "lonely": "Lonely",
    "envious": "Envious",
    "disgusted": "Disgusted",
    "longing": "Longing",
    "tender": "Tender",
    "joyful": "Joyful",
    "proud": "Proud",
    "calm": "Calm",
    "numb": "Numb",
    "mixed": "Mixed",
}

#: Whose place in life a passage is about: `clients.payloads.Pole`.
PLACES_IN_LIFE: Mapping[str, str] = {
    "therapist": "With the therapist",
    "current": "Now",
    "past": "Past",
    "self": "Self",
}

#: Of a theme that may be strain or growth: whether the wish was met here.
VALENCES: Mapping[str, str] = {"positive": "Met", "negative": "Blocked", "mixed": "Both"}

#: How far a theme has been worked through (domain.md 1.1), and by what each stage is known.
STAGES: Mapping[int, str] = {
    0: "Kept out",
    1: "Pushed away",
    2: "Dimly felt",
    3: "Named",
    4: "Understood",
    5: "Tried on",
    6: "Works",
    7: "Taken in",
}
STAGE_ANCHORS: Mapping[int, str] = {
    0: "No sign that the client knows of it; it shows only in what is left out.",
    1: "It comes near and is dodged; the wish is not to think of it.",
    2: "Something is felt and cannot be said yet; feeling is strongest here.",
    3: "It can be stated as a problem to work on.",
    4: "The client sees how it hangs together and where it comes from.",
    5: "The understanding is used in a real situation, with mixed luck.",
    6: "A new response succeeds where the old one used to fail.",
    7: "The new way comes without effort, also elsewhere.",
}

#: Malan's triangle of conflict; and between whom something is done.
CONFLICT: Mapping[str, str] = {"defence": "Defence", "anxiety": "Anxiety", "feeling": "Feeling"}
DIRECTIONS: Mapping[str, str] = {
    "other-to-self": "The other towards the client",
    "self-to-other": "The client towards the other",
    "self-to-self": "The client towards the client",
}

RUPTURE_KINDS: Mapping[str, str] = {
    "withdrawal": "Pulling back",
    "confrontation": "Challenging",
    "mixed": "Both",
}

#: Structure after the 3RS, in our words (domain.md 1.2).
WITHDRAWALS: Mapping[str, str] = {
    "w-denies": "Says nothing is wrong, against the signs",
    "w-short": "Answers shrink to a word",
    "w-abstract": "Speaks of it from far away",
    "w-story": "Tells a story or shifts topic to get away",
    "w-pleases": "Agrees in order to keep peace",
    "w-split": "Words and feeling do not match",
    "w-hopeless": "Turns on the self, gives up",
}
CONFRONTATIONS: Mapping[str, str] = {
    "c-therapist": "Complains about the therapist",
    "c-refuses": "Turns down what the therapist offers",
    "c-task": "Complains about what is done in sessions",
    "c-frame": "Complains about time, fee, place, breaks",
    "c-progress": "Complains that nothing changes",
    "c-defends": "Defends the self against the therapist",
    "c-presses": "Pushes or steers the therapist",
}
REPAIR_MOVES: Mapping[str, str] = {
    "r-clarify": "Cleared up a misunderstanding",
    "r-change": "Changed the task or goal",
    "r-reason": "Said why this is being done",
    "r-invite": "Asked how therapy or therapist feels just now",
    "r-own": "Named the therapist's own part",
    "r-disclose": "Said what the therapist feels in this moment",
    "r-here": "Linked it to patterns between the two",
    "r-there": "Linked it to patterns with others",
    "r-honour": "Respected the defence as once needed",
    "r-refocus": "Returned, together, to the work",
}

#: What may come of the work.
RESULTS_OF_THE_WORK: Mapping[str, str] = client_words.RESULTS_OF_THE_WORK
