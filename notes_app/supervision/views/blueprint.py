"""The blueprint of the supervisor's pages, and its messages."""

from flask import Blueprint

from notes_app.web.messages import register_messages

bp = Blueprint("supervision", __name__, template_folder="../templates")

register_messages(
    {
        "question-asked": "Question sent, encrypted.",
        "comment-sent": "Comment sent, encrypted.",
        "reviewed": "Noted: you reviewed the themes.",
        "review-not-open": "Nothing was noted: this does not wait for you any more.",
        "agreed": "Noted: you would call it the same.",
        "suggested": "Suggestion sent, encrypted.",
        "tagged-blind": "Your tags are saved. The next passage stands below.",
        "all-tagged-blind": "Your tags are saved, and no passage is left to tag.",
        "asked-to-see": "Asked. The passage opens here when it is lent.",
    }
)
