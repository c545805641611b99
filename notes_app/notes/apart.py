"""What a process note holds and may not: move it into the session record, or let it stand."""

from dataclasses import replace

from notes_app.notes.anchoring import normalise_newlines
from notes_app.notes.exclusions import Excluded, Finding, exclusions_of, plain, without
from notes_app.notes.formats import sections_of, words_of
from notes_app.notes.service import Written

#: What a finding is, after "This belongs in the session record:".
EXCLUDED_WORDS = {
    Excluded.MEDICATION: "medication, its doses and how it works",
    Excluded.TIMES: "when the session began and ended",
    Excluded.TREATMENT: "the kind of treatment, and how often",
    Excluded.TEST: "the result of a test",
    Excluded.SUMMARY: "a summary of diagnosis, symptoms, plan, prognosis or progress",
}


def findings_in(written: Written) -> list[Finding]:
    """What the process note holds and may not, but for what was said to be something else."""
    return exclusions_of(normalise_newlines(written.process), settled=written.settled)


def moved_to_record(written: Written, finding: Finding, *, section: str) -> Written:
    """The sentence at the end of a section of the record, and no longer in the process note."""
    words = words_of(written.sections)
    before = normalise_newlines(words.get(section, "")).rstrip()
    words[section] = f"{before}\n\n{finding.sentence}" if before else finding.sentence
    process = without(normalise_newlines(written.process), finding)
    return replace(written, sections=sections_of(words), process=process)


def let_stand(written: Written, finding: Finding) -> Written:
    """The sentence is something else; it is not asked about again."""
    return replace(written, settled=(*written.settled, plain(finding.sentence)))


def told(findings: list[Finding]) -> list[dict[str, str]]:
    """The findings as the desk's modules get them."""
    return [
        {
            "sentence": finding.sentence,
            "plain": plain(finding.sentence),
            "what": EXCLUDED_WORDS[finding.kind],
        }
        for finding in findings
    ]
