"""The blueprint that all pages of the diary hang on."""

from flask import Blueprint

bp = Blueprint("diary", __name__, template_folder="../templates")
