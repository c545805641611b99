"""Nothing that hangs from the master key is forgotten when it is replaced."""

from notes_app.accounts.rewrapping import registered
from notes_app.db import Base
from notes_app.sealed import Sealed
from notes_app.sharing.resealing import resealable
from tests.postgres import import_models

#: Every sealed column, and under which key it lies.
UNDER = {
    "users.unlock_passphrase": "passphrase",
    "users.unlock_recovery": "recovery key",
    "users.private_keys": "master key: accounts.service.renew_account",
    "users.profile": "master key: accounts.service.renew_account",
    "users.pins": "master key: accounts.service.renew_account",
    "unlocks.wrap": "cookie; ends with the epoch",
    "unlocks.last_search": "a key of the login's owner; ends with the epoch",
    "scope_keys.wrap": "master key: sharing.rewrapping",
    "grants.wrap": "the grantee's key pair, which stays",
    "record_grants.wrap": "the grantee's key pair, which stays",
    "loan_grants.wrap": "the grantee's key pair, which stays",
    "clients.identity_sealed": "scope key",
    "clients.themes_sealed": "scope key",
    "clients.own_sealed": "scope key",
    "sessions.themes_sealed": "scope key",
    "sessions.notes_sealed": "scope key",
    "sessions.process_sealed": "scope key",
    "vocabulary.sealed": "master key: themes.rewrapping",
    "drafts.sealed": "master key: notes.rewrapping",
    "journal.sealed": "master key: notes.rewrapping",
    "changes.sealed": "master key: changes.rewrapping",
    "personal_parts.sealed": "master key: personal.rewrapping",
    "versions.sealed": "scope key",
    "addenda.sealed": "scope key",
    "comments.sealed": "scope key",
    "record_looks.sealed": "scope key",
    "loans.words_sealed": "scope key",
    "concordances.sealed": "scope key",
    "summaries.sealed": "scope key",
    "import_batches.sealed": "master key: records.service forgets them",
}


def sealed_columns() -> set[str]:
    import_models()
    return {
        f"{mapper.local_table.name}.{column.name}"
        for mapper in Base.registry.mappers
        for name, hint in mapper.class_.__annotations__.items()
        if Sealed.__name__ in str(hint) and "Part" not in str(hint)
        for column in mapper.attrs[name].columns
    }


def test_every_sealed_column_says_under_which_key_it_lies():
    assert len(sealed_columns()) > 10
    assert sealed_columns() == set(UNDER)


def test_whoever_seals_under_the_master_key_registered(app):
    tables = {name.split(".")[0] for name, key in UNDER.items() if key.startswith("master key")}
    assert tables - {"users"} == registered()


def test_whatever_lies_under_a_scope_key_is_sealed_anew_after_somebody_lost_it(app):
    under = {name for name, key in UNDER.items() if key == "scope key"}
    assert resealable().keys() == under
