"""What runs from session to session: ruptures that are open, and themes that fell silent.  Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from notes_app.notes.payloads import Tag
from notes_app.notes.queries import ReadSession

#: Until ruptures are records of their own, they are passages with one of these themes.
RUPTURE, REPAIR = "strain-with-therapist", "mended-and-tried-anew"
FEWEST_HEARD = 3  # sessions; what was heard less often is not missed
SILENT_FOR = 5  # eligible sessions


@dataclass(frozen=True)
class OpenRupture:
    """A rupture that no repair has followed; `ago` 1: it was last time."""

    read: ReadSession
    tag: Tag
    ago: int


@dataclass(frozen=True)
class Silent:
    """A theme that was heard in `heard` sessions and not in the last `silent` that count.

    `last` is the session in which it was heard last, `tag` its strongest passage there.
    """

    tag: Tag
    last: ReadSession
    heard: int
    silent: int


def open_ruptures(before: Sequence[ReadSession]) -> list[OpenRupture]:
    """The ruptures that are still open, the newest first; one for each session.

    A repair mends all that was open up to its session, and what was strained in the same hour.

    Args:
        before: the sessions that were held, in order.
    """
    found: list[OpenRupture] = []
    for ago, read in zip(range(len(before), 0, -1), before, strict=True):
        tags = read.facts.tags if read.facts else ()
        if any(tag.theme == REPAIR for tag in tags):
            found = []
        elif strained := [tag for tag in tags if tag.theme == RUPTURE]:
            found.append(OpenRupture(read, _strongest(strained), ago))
    return found[::-1]


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
    tags = [tag for tag in last.facts.tags if tag.theme == code] if last.facts else []
    silent = sum(1 for read in since if read.eligible)
    return Silent(_strongest(tags), last, len(heard), silent)


def _strongest(tags: Sequence[Tag]) -> Tag:
    return max(tags, key=lambda tag: tag.strength)
