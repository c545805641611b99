"""Every migration goes up, down and up again, and the last one makes what the models say."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, MetaData, inspect, text

from notes_app.db import Base
from notes_app.db.engine import postgres_engine, sqlcipher_engine
from notes_app.db.migrations import NewerDatabase, downgrade, newest_revision, revision_of, upgrade
from tests.conftest import ON_POSTGRES
from tests.postgres import import_models


@pytest.fixture(name="engine")
def _engine(database_url: str | None):
    import_models()
    engine = sqlcipher_engine(None, bytes(32)) if database_url is None else _empty(database_url)
    yield engine
    engine.dispose()


def _empty(url: str) -> Engine:
    engine = postgres_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    return engine


def tables(engine: Engine) -> set[str]:
    with engine.begin() as connection:
        return set(inspect(connection).get_table_names()) - {"alembic_version"}


def test_the_newest_migration_makes_what_the_models_say(engine):
    upgrade(engine)
    with engine.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    assert {"users", "sessions"} <= tables(engine)


def test_up_down_and_up_again_is_the_same(engine):
    upgrade(engine)
    before = MetaData()
    before.reflect(engine)
    downgrade(engine, to="base")
    assert tables(engine) == set()
    upgrade(engine)
    after = MetaData()
    after.reflect(engine)
    assert {t: set(c.columns.keys()) for t, c in after.tables.items()} == {
        t: set(c.columns.keys()) for t, c in before.tables.items()
    }


def test_a_database_that_is_there_already_is_left_alone(engine):
    assert upgrade(engine) is True
    assert upgrade(engine) is False


def test_a_newer_database_is_not_touched(engine):
    upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerDatabase):
        upgrade(engine)


def test_the_database_says_which_migration_it_had_last(engine):
    upgrade(engine)
    with engine.begin() as connection:
        assert revision_of(connection) == newest_revision()


@pytest.mark.skipif(not ON_POSTGRES, reason="only PostgreSQL has tables outside its log")
def test_open_logins_stay_out_of_the_log_of_the_database(engine):
    upgrade(engine)
    with engine.begin() as connection:
        kind = text("SELECT relpersistence FROM pg_class WHERE relname = 'unlocks'")
        assert connection.execute(kind).scalar() == "u"
