"""What the counts of episodes are called on the page.  Counts first, and never better or worse."""

from notes_app.patterns.episodes import Counted, Feared, Likeness
from notes_app.patterns.thirds import Responses
from notes_app.statistics.shares import Difference, Share
from notes_app.themes.payloads import Component

PARTS = {
    Component.WISH: "Wish",
    Component.RO_EXPECTED: "Response of other, expected",
    Component.RO_ACTUAL: "Response of other, as it happened",
    Component.RS: "Response of self",
}
LAST = -1
LESS_THAN_ONE = "less than one"
ONE = ("1", LESS_THAN_ONE)
SAME = 0.05  # of the themes: a smaller difference is not said


def range_of(counted: Counted) -> str:
    """2 to 8 of 19: how many such a count may stand for; empty where no interval is drawn."""
    if counted.interval is None:
        return ""
    low, high = counted.interval.of(counted.share.n)
    return f"{low} to {high}"


def chosen(counted: Counted, theme: str, part: Component | None) -> str:
    """Goes quiet when hurt, as a response of self: in 27 of 109 episodes, which may stand for..."""
    named = PARTS[part] if part else ""
    what = f"{theme}, as a {named[0].lower()}{named[1:]}" if theme and named else theme or named
    said = f"{what}: in {_of(counted.share)} episodes"
    if counted.interval is not None:
        said += f", which may stand for {range_of(counted)}"
    return f"{said}; the last sessions beside the first: {compared(counted)}."


def compared(counted: Counted) -> str:
    """4 of 19, was 11 of 21; "few episodes" where there are too few to set beside each other."""
    if counted.compared is None:
        return "few episodes" if counted.few else "too early to compare"
    early, late = counted.compared
    return f"{_of(late)}, was {_of(early)}"


def moved(change: Difference) -> str:
    """Between 22 and 64 fewer in a hundred episodes."""
    low, high = round(100 * change.low), round(100 * change.high)
    if low < 0 < high:
        return f"Between {-low} fewer and {high} more in a hundred episodes."
    word = "more" if low >= 0 else "fewer"
    first, last = sorted((abs(low), abs(high)))
    return f"Between {first} and {last} {word} in a hundred episodes."


def met(responses: Responses) -> str:
    """Met 6 of 14 in the last third, was 2 of 15; empty below eight rated."""
    whole = responses.whole.positive_share
    if whole is None:
        return ""
    first, last = responses.thirds[0].positive_share, responses.thirds[LAST].positive_share
    if first is None or last is None:
        return f"{_of(whole)} in all sessions"
    return f"{_of(last)} in the last third of the sessions, was {_of(first)} in the first"


def came(feared: Feared | None) -> str:
    """Feared 14 times, happened 6; empty below five."""
    if feared is None:
        return ""
    return f"A bad answer was feared {feared.expected} times and happened {feared.came}."


def alike(likeness: Likeness | None) -> str:
    """One sentence on how alike the episodes are; empty below six."""
    if likeness is None:
        return ""
    shared = _of_ten(likeness.whole)
    said = f"Of ten themes in two episodes, {shared} {'is' if shared in ONE else 'are'} in both"
    if likeness.early is None or likeness.late is None:
        return f"{said}, on average."
    early, late = _of_ten(likeness.early), _of_ten(likeness.late)
    if abs(likeness.late - likeness.early) < SAME or early == late:
        return f"{said}, on average; in the last sessions as in the first."
    return f"{said}, on average: {late} in the last sessions, {early} in the first."


def _of(share: Share) -> str:
    return f"{share.k} of {share.n}"


def _of_ten(value: float) -> str:
    return str(round(10 * value)) if round(10 * value) else LESS_THAN_ONE
