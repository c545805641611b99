"""One database session per application context, on that application's engine."""

from typing import Any

from flask import Flask, current_app
from flask.globals import app_ctx
from sqlalchemy import Engine
from sqlalchemy.orm import Session, scoped_session, sessionmaker

ENGINE = "between.engine"


class AppSession(Session):
    """A session that finds the engine of the application in whose context it runs."""

    def get_bind(self, *_args: Any, **_options: Any) -> Engine:
        """The running application's engine."""
        engine: Engine = current_app.extensions[ENGINE]
        return engine


def _scope() -> int:
    context: Any = app_ctx  # a proxy, which its annotation hides
    return id(context._get_current_object())  # noqa: SLF001 - the context itself is the scope


session = scoped_session(sessionmaker(class_=AppSession, expire_on_commit=False), scopefunc=_scope)


def init_app(app: Flask, engine: Engine) -> None:
    """Give `app` its engine, and close its session at the end of each application context."""
    app.extensions[ENGINE] = engine

    @app.teardown_appcontext
    def close(_error: BaseException | None) -> None:
        session.remove()
