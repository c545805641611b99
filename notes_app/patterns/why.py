"""Why a theme got its word: the rule that gave it, with this theme's own numbers, in sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from notes_app.patterns.verdict import (
    FEWEST_FOR_FIRM,
    FEWEST_HEARD,
    FIRM,
    PERHAPS,
    PERHAPS_Z,
    RULE,
    STEADY_SHARE,
    Verdict,
    Word,
    up_to_in_100,
)
from notes_app.statistics.shares import Share, newcombe

FEWEST_SESSIONS = 10
PER_HUNDRED_FALSE = 5


@dataclass(frozen=True)
class Compared:
    """What the windows are called on the page, and how many themes are watched at once.

    `early` and `late` have a place for the number of sessions: "the last {}".
    """

    early: str
    late: str
    watched: int


def why(
    verdict: Verdict,
    compared: Compared,
    focus_since: date | None = None,
    *,
    uncounted: str = "",
    basis: str = "",
) -> tuple[str, ...]:
    """The sentences that led to the word, counts first.

    Args:
        uncounted: where it was heard, if in no session that counts.
        basis: why its counts begin later than others': "since it came into focus".
        focus_since: the day on which the theme was named as a focus; None for all others.
    """
    if verdict.early is None or verdict.late is None or verdict.z_a is None:
        return (_heard(verdict), _beside(uncounted) if uncounted else _silence(verdict))
    judged = _judged(verdict, compared, focus_since)
    return (_counts(verdict, compared, basis), *_open(verdict), _direction(verdict), *judged)


def _heard(verdict: Verdict) -> str:
    if verdict.n == 0:
        return "No session can say anything about it yet."
    return f"Heard in {verdict.k} of {_sessions(verdict.n)} that can say something about it."


def _beside(uncounted: str) -> str:
    return (
        f"It was {uncounted}. Only sessions that are tagged to the end count: in the others a "
        "theme without a tag may still have been there."
    )


def _silence(verdict: Verdict) -> str:
    if verdict.word is Word.NOT_HEARD:
        return (
            "Not heard is not the same as gone: a theme of up to "
            f"{up_to_in_100(verdict.n)} in 100 sessions could look like this."
        )
    if verdict.word is Word.TOO_SELDOM:
        return f"A direction needs a theme that was heard in at least {FEWEST_HEARD} sessions."
    return f"Below {FEWEST_SESSIONS} sessions, or 5 on either side, nothing can be told."


def _counts(verdict: Verdict, compared: Compared, basis: str) -> str:
    (now, of), (was, before) = verdict.late or (0, 0), verdict.early or (0, 0)
    late, early = compared.late.format(_sessions(of)), compared.early.format(_sessions(before))
    counted = f", counted {basis}" if basis else ""
    return f"Heard in {now} of {late}, and in {was} of {early}{counted}."


def _open(verdict: Verdict) -> tuple[str, ...]:
    # The wide interval: sessions of one client are alike, and the narrow one forgets it (5.4).
    (now, of), (was, before) = verdict.late or (0, 0), verdict.early or (0, 0)
    differs = newcombe(Share(was, before), Share(now, of))
    if differs is None:
        return ()
    fewest, most = (_more_or_fewer(round(bound * of)) for bound in (differs.low, differs.high))
    return (f"These counts leave open anything from {fewest} to {most} in {_sessions(of)}.",)


def _more_or_fewer(count: int) -> str:
    return "no change" if not count else f"{abs(count)} {'more' if count > 0 else 'fewer'}"


def _direction(verdict: Verdict) -> str:
    z, over = verdict.z_a or 0.0, f"over its {verdict.n} sessions"
    if abs(z) < PERHAPS_Z:
        moves = "neither rises nor falls further than chance often moves it"
    elif _is_clear(verdict):
        moves = "clearly rises" if z > 0 else "clearly falls"
    else:
        moves = "tends to rise" if z > 0 else "tends to fall"
    return f"From session to session its strength, from absent to 5, {moves}, {over}."


def _judged(verdict: Verdict, compared: Compared, focus_since: date | None) -> tuple[str, ...]:
    if verdict.word in FIRM:
        return (_stood_out(verdict, compared, focus_since),)
    if verdict.word in PERHAPS:
        return (_held_back(verdict, compared),)
    return (_WITHOUT_DIRECTION[verdict.word],)


def _stood_out(verdict: Verdict, compared: Compared, focus_since: date | None) -> str:
    if verdict.q is None and focus_since is not None:
        return (
            f"It is in focus since {focus_since.day} {focus_since:%B %Y}: judged by itself, by the "
            f"sessions from that day on. Of 100 focus themes that do not change, at most "
            f"{PER_HUNDRED_FALSE} get a firm word."
        )
    return f"It stands out among all {compared.watched} themes that are watched at once."


def _held_back(verdict: Verdict, compared: Compared) -> str:
    if verdict.n < FEWEST_FOR_FIRM:
        return f"Perhaps, because a firm word needs {FEWEST_FOR_FIRM} sessions."
    if _is_clear(verdict):
        return (
            "Perhaps, because it does not stand out enough among the "
            f"{compared.watched} themes that are watched at once."
        )
    return "Perhaps, because chance moves a theme as far more often than once in 25 times."


def _is_clear(verdict: Verdict) -> bool:
    return verdict.p_a is not None and verdict.p_a <= RULE.firm_chance


def _sessions(n: int) -> str:
    return f"{n} session" if n == 1 else f"{n} sessions"


_WITHOUT_DIRECTION: Mapping[Word, str] = {
    Word.NO_DIRECTION_YET: "Below 20 sessions most changes cannot be seen, so steady is not said.",
    Word.STEADY: f"The counts differ by at most {STEADY_SHARE * 12:.0f} of 12 sessions.",
    Word.NO_CLEAR_DIRECTION: (
        "Either the counts and the strength point different ways, or the counts moved by more than "
        "a quarter without a direction from session to session."
    ),
}
