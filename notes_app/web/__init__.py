"""The web core: what holds for every request, whichever feature answers it.

A request passes `logs` (number, time), `requests` (may it be sent at all), `guard` (logged in and
unlocked, unless the view says @public), then `sent_fields` and Flask-WTF's token, which read it.
`browser_sessions` keeps one cookie, `headers` and `errors` see every answer, `messages` are codes
from a fixed list, `assets` serves the static files under a version.
"""
