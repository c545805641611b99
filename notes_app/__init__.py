"""Between: encrypted session notes, their themes, and how themes change.

`create_app` wires an application together; `python -m notes_app` serves it.
"""

from flask import Flask

from config import Settings, from_environment


def create_app(settings: Settings | None = None, *, commands: bool = True) -> Flask:
    """An application on the installation that `settings` name; the environment's if None.

    Without `commands` it can only serve, and starts sooner.

    Raises:
        UnsafeSettings, CannotStart, UnsafeDatabase: the message says what to do.
    """
    from notes_app.accounts import current, entering, frame, installation
    from notes_app.clock import SystemClock
    from notes_app.db.session import init_app as init_database
    from notes_app.sharing.current import init_app as init_sharing
    from notes_app.web import (
        assets,
        browser_sessions,
        configuration,
        errors,
        filters,
        guard,
        headers,
        logs,
        messages,
        requests,
        sent_fields,
    )

    settings = settings or from_environment()
    opened = installation.open_installation(settings)
    app = Flask(__name__, static_folder=None, template_folder=None)
    configuration.configure(app, settings, opened.instance_key, SystemClock())
    init_database(app, opened.engine)
    app.extensions[browser_sessions.STORE] = opened.logins
    core = (logs, headers, errors, browser_sessions, requests, guard, sent_fields, configuration)
    for part in (*core, assets, filters, messages, current, entering, frame):
        part.init_app(app)
    init_sharing(app)
    _add_pages(app)
    _tell_what_hangs_from_the_master_key()
    _tell_what_lies_under_scope_keys()
    if commands:
        _add_commands(app)
    return app


def _add_pages(app: Flask) -> None:
    from notes_app.accounts.views import bp as of_accounts
    from notes_app.changes.views import bp as of_changes
    from notes_app.clients.views import bp as of_clients
    from notes_app.diary.views import bp as of_diary
    from notes_app.formats.views import bp as of_formats
    from notes_app.grants.views import bp as of_grants
    from notes_app.hours.views import bp as of_hours
    from notes_app.measures.views import bp as of_measures
    from notes_app.notes.views import bp as of_notes
    from notes_app.patterns.views import bp as of_patterns
    from notes_app.presenting.views import bp as of_presenting
    from notes_app.records.views import bp as of_records
    from notes_app.search.views import bp as of_search
    from notes_app.signing.views import bp as of_signing
    from notes_app.supervision.views import bp as of_supervision
    from notes_app.themes.views import bp as of_themes

    lower = (of_accounts, of_changes, of_clients, of_themes, of_formats, of_measures, of_notes)
    upper = (of_diary, of_search, of_supervision, of_presenting, of_hours, of_records)
    for pages in (*lower, of_signing, of_grants, of_patterns, *upper):
        app.register_blueprint(pages)


def _tell_what_hangs_from_the_master_key() -> None:
    from notes_app.accounts.rewrapping import register_rewrap
    from notes_app.changes.rewrapping import rewrap_changes
    from notes_app.notes.rewrapping import rewrap_drafts, rewrap_journal
    from notes_app.personal.rewrapping import rewrap_personal_parts
    from notes_app.records.service import forget_waiting
    from notes_app.sharing.rewrapping import rewrap_scope_keys
    from notes_app.themes.rewrapping import rewrap_vocabulary

    register_rewrap("scope_keys", rewrap_scope_keys)
    register_rewrap("vocabulary", rewrap_vocabulary)
    register_rewrap("drafts", rewrap_drafts)
    register_rewrap("journal", rewrap_journal)
    register_rewrap("changes", rewrap_changes)
    register_rewrap("personal_parts", rewrap_personal_parts)
    register_rewrap("import_batches", forget_waiting)


def _tell_what_lies_under_scope_keys() -> None:
    from notes_app.clients.parting import WHOLE_CARDS
    from notes_app.clients.resealing import COLUMNS as OF_CLIENTS
    from notes_app.notes.resealing import COLUMNS as OF_NOTES
    from notes_app.patterns.resealing import COLUMNS as SUMMARIES
    from notes_app.search.resealing import COLUMNS as CONCORDANCES
    from notes_app.sharing.resealing import register_resealable
    from notes_app.sharing.tidying import register_overdue
    from notes_app.signing.resealing import COLUMNS as SIGNED
    from notes_app.supervision.overdue import LOANS
    from notes_app.supervision.resealing import COLUMNS as SUPERVISED

    register_resealable(*OF_CLIENTS, *OF_NOTES, *SIGNED, *SUPERVISED, *CONCORDANCES, *SUMMARIES)
    register_overdue("clients", WHOLE_CARDS)
    register_overdue("loans", LOANS)


def _add_commands(app: Flask) -> None:
    from notes_app.accounts import cli as of_accounts
    from notes_app.db import cli as of_database
    from notes_app.demo import cli as of_demo
    from notes_app.records import cli as of_records

    for feature in (of_database, of_accounts, of_records, of_demo):
        for command in feature.commands:
            app.cli.add_command(command)
