"""What every form of ours has: a token, and the status of the page that draws it."""

from flask_wtf import FlaskForm

FIRST, INVALID = 200, 422


class PageForm(FlaskForm):
    """A form that knows whether it was sent and refused."""

    @property
    def status(self) -> int:
        """422 when what was sent does not hold, 200 otherwise."""
        return INVALID if self.errors else FIRST
