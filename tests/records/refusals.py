from collections.abc import Callable

from notes_app.records.reading.errors import NotUnderstood


def refusal(read: Callable[..., object], *given: object) -> str:
    """The sentence with which `read` refuses what it is given; empty when it takes it."""
    try:
        read(*given)
    except NotUnderstood as refused:
        return refused.sentence
    return ""
