"""Flask's own settings, and those of the libraries on it."""

from flask import Flask
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from config import Settings
from notes_app.clock import Clock
from notes_app.crypto.instance_key import InstanceKey
from notes_app.web.current import CLOCK, INSTANCE_KEY, SETTINGS

LARGEST_BODY = 2 * 1024 * 1024
LARGEST_FORM = 500_000
MOST_FIELDS = 1000


def configure(app: Flask, settings: Settings, key: InstanceKey, clock: Clock) -> None:
    """Set what all requests of `app` stand on."""
    app.extensions[SETTINGS], app.extensions[CLOCK] = settings, clock
    app.extensions[INSTANCE_KEY] = key
    app.config.update(
        SECRET_KEY=key.derive("flask"),
        TESTING=settings.testing,
        TRUSTED_HOSTS=settings.trusted_hosts,
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
        MAX_FORM_PARTS=MOST_FIELDS,
        PROVIDE_AUTOMATIC_OPTIONS=False,
        PROPAGATE_EXCEPTIONS=False,
        WTF_CSRF_CHECK_DEFAULT=True,
        WTF_CSRF_TIME_LIMIT=None,  # a note may be written for hours; the token dies with the cookie
        WTF_CSRF_SSL_STRICT=False,  # `requests` asks for more, with and without TLS
    )
    if settings.proxies:
        trusted = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=trusted, x_proto=trusted, x_host=trusted)  # type: ignore[method-assign]  # as its documentation says


def init_app(app: Flask) -> None:
    """Ask for a token with whatever changes something, once the guard has let it in."""
    CSRFProtect(app)
