"""The words of a loan leave the record with its last day; that they were lent stays.

Until then they lie under the themes key, and whoever is granted it later could open them.
"""

from datetime import date

from notes_app.sharing.generations import Owner
from notes_app.sharing.tidying import Overdue
from notes_app.supervision.queries import loans_over
from notes_app.supervision.service import remove_words


def _is_any(owner: Owner, on: date) -> bool:
    return bool(loans_over(owner.user.id, on=on, keyring=owner.keyring))


def _end(owner: Owner, on: date) -> None:
    for loan in loans_over(owner.user.id, on=on, keyring=owner.keyring):
        remove_words(loan, keyring=owner.keyring)


LOANS = Overdue(_is_any, _end)
