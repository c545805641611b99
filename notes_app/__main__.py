"""`python -m notes_app` serves Between; `python -m notes_app restore-key` mends an installation."""

import sys

from notes_app.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
