"""The database: tables' base, engine for SQLCipher and PostgreSQL, and one session per request.

`db.session` is the database session of the running application context.  (A therapy session is a
`TherapySession`; Flask's cookie session stays in `web` and `accounts`.)
"""

from notes_app.db.base import Base, SealedPart
from notes_app.db.session import session

__all__ = ["Base", "SealedPart", "session"]
