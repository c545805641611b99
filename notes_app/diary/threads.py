"""Themes that were often heard and fell silent.  Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from notes_app.notes.payloads import Tag
from notes_app.notes.queries import ReadSession

FEWEST_HEARD = 3  # sessions; what was heard less often is not missed
SILENT_FOR = 5  # eligible sessions


@dataclass(frozen=True)
class Silent:
    """A theme that was heard in `heard` sessions and not in the last `silent` that count.

    `last` is the session in which it was heard last, `tag` its strongest passage there.
    """

    tag: Tag
    last: ReadSession
    heard: int
    silent: int


def silent_themes(before: Sequence[ReadSession], *, among: Collection[str]) -> list[Silent]:
    """The themes that were often heard and have not been for a while, the most frequent first.

    Only sessions whose tagging is complete tell of silence: elsewhere what was not tagged is not
    known.

    Args:
        before: the sessions that were held, in order.
        among: the codes that may be named, so that retired themes are not missed.

    Source: domain.md 3 (silence: eligible sessions since last heard).
    """
    heard: dict[str, list[ReadSession]] = {}
    for read in before:
        for code in {tag.theme for tag in read.facts.tags} if read.facts else ():
            heard.setdefault(code, []).append(read)
    found = [
        _silence(code, reads, before)
        for code, reads in heard.items()
        if code in among and len(reads) >= FEWEST_HEARD
    ]
    silent = [one for one in found if one.silent >= SILENT_FOR]
    return sorted(silent, key=lambda one: (-one.heard, one.silent, one.tag.theme))


def _silence(code: str, heard: Sequence[ReadSession], before: Sequence[ReadSession]) -> Silent:
    last = heard[-1]
    since = before[before.index(last) + 1 :]
    tags = [tag for tag in last.tags if tag.theme == code]
    silent = sum(1 for read in since if read.eligible)
    return Silent(_strongest(tags), last, len(heard), silent)


def _strongest(tags: Sequence[Tag]) -> Tag:
    return max(tags, key=lambda tag: tag.strength)
