from flask import Blueprint

from notes_app.web.messages import register_messages

bp = Blueprint("accounts", __name__, template_folder="../templates")

SMALL = 64 * 1024

register_messages(
    {
        "settings-saved": "Settings saved.",
        "passphrase-changed": "Passphrase changed. Your other logins have ended.",
        "sheet-kept": "Recovery sheet confirmed. Keep it apart from this computer.",
        "sheet-opens": "Your recovery sheet opens this account.",
        "logged-out-elsewhere": "Your other logins have ended.",
    }
)
