"""The headers of every answer (security.md 11.1)."""

from flask import Flask, Response

from notes_app.web.current import settings

POLICY = "; ".join(
    [
        "default-src 'none'",
        *(f"{kind}-src 'self'" for kind in ("script", "style", "img", "font", "connect")),
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
NOT_ALLOWED = ("camera", "microphone", "geolocation", "payment", "usb")
OURS_ALONE = ("publickey-credentials-get", "publickey-credentials-create")

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        [*(f"{name}=()" for name in NOT_ALLOWED), *(f"{name}=(self)" for name in OURS_ALONE)]
    ),
}
TLS_ONLY = {"Strict-Transport-Security": "max-age=63072000; includeSubDomains"}


def add_headers(response: Response) -> Response:
    """Put them on, and let nothing be cached that does not say so itself."""
    response.headers.update(HEADERS)
    if settings().server:
        response.headers.update(TLS_ONLY)
    if not response.cache_control.public:
        response.headers["Cache-Control"] = "no-store"
    return response


def init_app(app: Flask) -> None:
    """Put them on every answer of `app`, errors and static files included."""
    app.after_request(add_headers)
