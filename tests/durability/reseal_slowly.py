"""`python -m tests.durability.reseal_slowly FOLDER` seals a client anew, to be killed meanwhile."""

import sys
from pathlib import Path

from sqlalchemy import select

from config import Settings
from notes_app import create_app, db
from notes_app.accounts.models import User
from notes_app.accounts.service import keyring_of
from notes_app.sharing import resealing
from notes_app.sharing.queries import wrapped_keys_of


def main(folder: Path) -> None:
    """One record in each transaction, as slow as it gets."""
    resealing.AT_ONCE = 1
    app = create_app(Settings(instance=folder, quick_kdf=True), commands=False)
    with app.app_context():
        user = db.session.scalars(select(User)).one()
        keyring = keyring_of(user, (folder / "master").read_bytes())
        keyring.load_from(lambda: wrapped_keys_of(user.id))
        for client_id, scope in resealing.renewed_keys(user.id):
            for _ in resealing.reseal(client_id, scope, keyring=keyring):
                db.session.commit()
                with (folder / "begun").open("ab") as begun:
                    begun.write(b".")
            resealing.forget_older_keys(client_id, scope, owner_id=user.id)
            db.session.commit()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
