"""What does not belong in a private process note, found in its words.

US law (45 CFR 164.501; domain.md 7) keeps psychotherapy notes apart only while they hold none of
five things: medication prescription and monitoring; start and stop times; modalities and
frequencies of treatment; results of clinical tests; and summaries of diagnosis, functional status,
treatment plan, symptoms, prognosis and progress.  They belong in the session record.

The patterns look for how such things are written down, not for single words: reactions and hunches
are full of doses of tenderness and of progress.  They were tuned on the two lists in
`tests/notes/vectors/exclusions.json`; whoever changes one adds to them.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from notes_app.notes.anchoring import normalise_newlines, sentences_of


class Excluded(StrEnum):
    """The five kinds, in the order of the law."""

    MEDICATION = "medication"
    TIMES = "times"
    TREATMENT = "treatment"
    TEST = "test"
    SUMMARY = "summary"


@dataclass(frozen=True)
class Finding:
    """One sentence that belongs in the session record; `start` and `end` are its place."""

    kind: Excluded
    start: int
    end: int
    sentence: str


_DRUGS = (
    "agomelatine|alprazolam|amitriptyline|aripiprazole|atomoxetine|benzodiazepines?"
    "|buprenorphine|bupropion|buspirone|carbamazepine|citalopram|clomipramine|clonazepam"
    "|clonidine|clozapine|diazepam|disulfiram|dexamfetamine|dosulepin|doxepin|duloxetine"
    "|escitalopram|esketamine|fluoxetine|fluvoxamine|gabapentin|guanfacine|haloperidol"
    "|hydroxyzine|imipramine|ketamine|lamotrigine|lisdexamfetamine|lithium|lofepramine"
    "|lorazepam|melatonin|methadone|methylphenidate|mirtazapine|modafinil|moclobemide"
    "|naltrexone|nortriptyline|olanzapine|oxazepam|paroxetine|phenelzine|prazosin|pregabalin"
    "|promethazine|propranolol|quetiapine|risperidone|sertraline|temazepam|topiramate"
    "|tranylcypromine|trazodone|valproate|venlafaxine|vortioxetine|zolpidem|zopiclone|prozac"
    "|zoloft|lexapro|cipralex|seroquel|xanax|valium|ritalin|concerta|adderall|wellbutrin"
    "|effexor|lamictal"
)
_DRUG = rf"(?:{_DRUGS}|SSRIs?|SNRIs?|antidepressants?|antipsychotics?|sedatives?)"
_REMEDY = rf"(?:{_DRUG}|medications?|meds|tablets?|(?:her|his|their) pills?)"
_GIVEN = (
    r"(?:start(?:ed|ing|s)?|stop(?:ped|ping|s)?|restarted|increas\w+|reduc\w+|rais(?:ed|ing)"
    r"|lower(?:ed|ing)|taper\w*|titrat\w+|switched|chang(?:ed|ing|e)|prescri\w+|came off|come off"
    r"|weaned|takes|taking|took|on|dos(?:e|es|age)|adherent|compliant|missed|forgets|review(?:ed)?"
    r"|side[- ]effects?|tolerat\w+|daily|nightly)"
)
_NEAR = r"[^.\n]{0,40}?"
_TREATMENT = (
    r"(?:CBT|DBT|EMDR|ACT|IPT|psychodynamic|psychoanalytic|cognitive[- ]behavioural|individual"
    r"|group|couples?|family|art|exposure|schema|relational|interpersonal|trauma[- ]focused)"
)
_SEEN = (
    r"(?:sessions?|meet|meets|meeting|see (?:her|him|them)|sees me|seen|therapy|treatment"
    r"|appointments?|attends?|attending|comes to me)"
)
_OFTEN = (
    r"(?:(?:once|twice|three times|four times|\d+ times|\dx) ?(?:a|per|each|every) ?"
    r"(?:week|month|fortnight)|every (?:other|second) week|every two weeks)"
)
_SUMMED = (
    r"diagnos[ei]s|working diagnosis|dx|functional status|treatment plan|care plan|treatment goals?"
    r"|symptoms?|presenting problems?|prognosis|progress(?: to date)?|mental status|MSE|GAF"
)
_HOW = r"(?:mild|moderate|severe|major|recurrent|single|generali[sz]ed|social|current|persistent)"
_DISORDER = (
    r"(?:depressive|depression|anxiety|panic|bipolar|personality|mood|adjustment|eating|psychotic"
    r"|post[- ]?traumatic stress|obsessive[- ]compulsive|attention[- ]deficit|substance use"
    r"|alcohol use|borderline personality|narcissistic personality)"
)
_CLOCK = r"\d{1,2}[:.h]\d{2} ?(?:am|pm)?"
_HOUR = r"\d{1,2}(?:[:.]\d{2})? ?(?:am|pm)"
_UNTIL = r" ?(?:to|until|till|-|–|—) ?"  # noqa: RUF001 - both dashes are typed between times

_ANYWAY = {
    Excluded.MEDICATION: (
        r"\b\d+(?:[.,]\d+)? ?(?:mg|mcg|µg|micrograms?|milligrams?)\b",
        rf"\b{_GIVEN}\b{_NEAR}\b{_REMEDY}\b",
        rf"\b{_REMEDY}\b{_NEAR}\b{_GIVEN}\b",
        r"\b(?:repeat|renewed|her|his|their) prescription\b",
        rf"\bprescription (?:for|of) {_DRUG}\b",
        rf"\bprescribed (?:by )?{_DRUG}\b",
        r"\bprescribed by (?:(?:the|her|his|their) )?(?:GP|doctor|psychiatrist)\b",
    ),
    Excluded.TIMES: (
        rf"\b{_CLOCK}{_UNTIL}{_CLOCK}",
        rf"\b{_HOUR}{_UNTIL}{_HOUR}",
        r"\b(?:session|hour|we|appointment) (?:started|began|ended|finished|stopped|ran)"
        r" (?:at|from|until|till|late at) \d{1,2}(?:[:.]\d{2}| ?[ap]m)",
        r"\b(?:start|stop|end|finish)(?:ing)?(?: time)? ?[:=] ?\d",
        r"\b(?:start|stop|end|finish) time ?:? ?\d",
        r"\bduration ?[:=]? ?\d+ ?min",
        r"\b\d{2,3}[- ]?min(?:ute)?s? (?:session|appointment|hour)\b",
        r"\b(?:seen|met|session) (?:for|of|lasted|lasting) \d{2,3} ?min",
    ),
    Excluded.TREATMENT: (
        rf"\b{_SEEN}\b{_NEAR}\b{_OFTEN}\b",
        rf"\b{_OFTEN}\b{_NEAR}\b{_SEEN}\b",
        r"\b(?:twice-|once-)?(?:weekly|fortnightly|biweekly|monthly) (?:\w+ )?"
        r"(?:sessions?|therapy|psychotherapy|treatment|appointments?|meetings with me)\b",
        r"\b(?:treatment )?(?:modality|modalities|frequency)(?: of \w+)? ?[:=]",
        rf"\b(?:treated with|treatment (?:is|with|by)|receiv(?:es|ing)|continue(?:s|d)? (?:with )?"
        rf"|offered|referred (?:for|to)|trial of) (?:\w+ )?{_TREATMENT}"
        r"(?: (?:therapy|psychotherapy|sessions|work|group))?\b",
    ),
    Excluded.TEST: (
        r"\bscor(?:e|ed|es|ing)(?: (?:of|was|is|at))? ?[:=]? ?\d+(?: ?/ ?\d+| (?:out of|on|in) )",
        r"\b(?:test|questionnaire|screening|blood|lab|scan) results?\b",
        r"\bresults? of (?:the|her|his|their) (?:\w+ )?"
        r"(?:tests?|questionnaire|screening|bloods?|scan)\b",
        r"\btested (?:positive|negative)\b",
        r"\b(?:above|below) the (?:clinical )?cut-?off\b",
    ),
    Excluded.SUMMARY: (
        rf"\b(?:{_SUMMED}) ?[:=]",
        r"\b(?:treatment|care) plan\b",
        r"\b(?:diagnosis (?:is|of|was|remains)|diagnosed with)\b",
        r"\b(?:meets|met|fulfils) (?:\w+ )?criteria\b",
        rf"\b{_DISORDER} (?:disorder|episode)s?\b",
        rf"\b{_HOW} (?:depression|depressive|anxiety disorder)\b",
        r"\b(?:prognosis (?:is|remains|looks|seems)|(?:good|fair|poor|guarded) prognosis)\b",
        r"\bsymptoms (?:of|have|has|are|were|include|reduced|improved|worsen\w*|remain|increas\w+"
        r"|decreas\w+)\b",
        r"\b(?:good|some|little|no|steady|slow|significant) progress (?:towards?|on|since|to date"
        r"|with (?:the )?(?:goals?|treatment|symptoms))\b",
        r"\bprogress (?:to date|towards? (?:the )?(?:treatment )?goals?)\b",
        r"\b(?:functional status|activities of daily living|ADLs)\b",
        r"\bfunctioning (?:is|has|at work|remains|impaired|socially)\b",
        r"\b(?:unable|unfit|not able) to (?:work|attend school)\b",
        r"(?<!\bmy )\b(?:sleep|appetite|concentration) (?:is|was|has been|remains) (?:\w+ )?"
        r"(?:improved|reduced|poor|low|normal|disturbed|impaired|stable)\b",
    ),
}
#: Written in capitals; in small letters they are words of every day.
_IN_CAPITALS = {
    Excluded.TEST: (
        r"\b(?:PHQ-?9|GAD-?7|BDI(?:-?II)?|BAI|CORE-?(?:10|OM)|OQ-?45|ORS|SRS|AUDIT(?:-?C)?|PCL-?5"
        r"|Y-?BOCS|MMSE|MoCA|EDE-?Q|WAIS|DASS-?21|K-?10|WHO-?5|IES-?R|HAM-?D|MADRS|ACE)\b"
        r"[^.\n]{0,25}?\d+",
    ),
    Excluded.SUMMARY: (r"\bF\d{2}(?:\.\d{1,2})?\b", r"\b(?:DSM|ICD)-?(?:5|IV|V|10|11)\b"),
}
_PATTERNS = [
    (kind, re.compile("|".join(patterns), flags))
    for table, flags in ((_ANYWAY, re.IGNORECASE), (_IN_CAPITALS, re.NOFLAG))
    for kind, patterns in table.items()
]


class BelongsInTheRecord(Exception):
    """A process note holds sentences that belong in the session record; nothing was saved."""

    def __init__(self, session_id: UUID, findings: list[Finding]) -> None:
        super().__init__()
        self.session_id = session_id
        self.findings = findings


def refuse_excluded(session_id: UUID, text: str, *, settled: Collection[str]) -> None:
    """Let only a process note through that may stand apart.  Raises BelongsInTheRecord."""
    if findings := exclusions_of(normalise_newlines(text), settled=settled):
        raise BelongsInTheRecord(session_id, findings)


def exclusions_of(text: str, *, settled: Collection[str] = ()) -> list[Finding]:
    """The sentences of a process note that belong in the session record, in their order.

    Args:
        text: with LF line ends.
        settled: sentences of which the therapist said that they are something else.

    Returns:
        One finding a sentence, of the first kind that fits; offsets are code points.
    """
    found = []
    for start, end in sentences_of(text):
        sentence = text[start:end]
        kind = None if plain(sentence) in settled else _kind_of(sentence)
        if kind is not None:
            found.append(Finding(kind, start, end, sentence))
    return found


def plain(sentence: str) -> str:
    """A sentence as it is remembered: with single spaces."""
    return " ".join(sentence.split())


def without(text: str, finding: Finding) -> str:
    """The text without that sentence, and without the space that it leaves."""
    before, after = text[: finding.start], text[finding.end :]
    if not before or before[-1].isspace():
        after = after.lstrip(" ")
    return before + after if after.strip() else before.rstrip()


def _kind_of(sentence: str) -> Excluded | None:
    return next((kind for kind, pattern in _PATTERNS if pattern.search(sentence)), None)
