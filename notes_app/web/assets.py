"""Static files, under an address that changes whenever one of them does."""

import hashlib
import mimetypes
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, send_from_directory

from notes_app.web.marks import background, public

FOLDER = Path(__file__).parent / "static"
VERSION = "between.static_version"
YEAR = 31536000
bp = Blueprint("web", __name__, template_folder="templates")

# Windows may say otherwise in its registry, and with nosniff a script of another type is not run.
TYPES = {".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}


@bp.get("/static/<version>/<path:name>")
@public
@background
def static(version: str, name: str) -> Response:
    """One file of ours, for ever under this address."""
    if version != current_app.extensions[VERSION]:
        abort(404)
    response = send_from_directory(FOLDER, name, max_age=YEAR)
    response.cache_control.public = True
    response.cache_control.immutable = True
    return response


def asset(name: str) -> str:
    """The address of a static file, such as "css/base.css"."""
    return f"/static/{current_app.extensions[VERSION]}/{name}"


def version_of(folder: Path) -> str:
    """A name for the present content of all files in `folder`."""
    digest = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:12]


def init_app(app: Flask) -> None:
    """Serve the static files, and let templates name them."""
    for ending, kind in TYPES.items():
        mimetypes.add_type(kind, ending)
    app.extensions[VERSION] = version_of(FOLDER)
    app.register_blueprint(bp)
    app.jinja_env.globals["asset"] = asset
