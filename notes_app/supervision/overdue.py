"""The words of a loan leave the record with its last day; that they were lent stays.

So do those whose key is given to nobody any more: a grant of themes that ended took its loans with
it.  What was lent before loans had keys of their own lies under the themes key, and ends here as
well: whoever holds that key could have read it, or have written it.
"""

from datetime import date

from notes_app.sharing.generations import Owner
from notes_app.sharing.loans import standing_loans
from notes_app.sharing.tidying import Overdue
from notes_app.supervision.models import Loan
from notes_app.supervision.queries import loans_over
from notes_app.supervision.service import remove_words


def _over(owner: Owner, on: date) -> list[Loan]:
    standing = standing_loans(owner)
    return loans_over(owner.user.id, standing, on=on, keyring=owner.keyring)


def _is_any(owner: Owner, on: date) -> bool:
    return bool(_over(owner, on))


def _end(owner: Owner, on: date) -> None:
    for loan in _over(owner, on):
        remove_words(loan, on=on, keyring=owner.keyring)


LOANS = Overdue(_is_any, _end)
