"""`python -m notes_app` serves Between; `python -m notes_app restore-key` mends an installation."""

import gc
import sys

# Starting makes a hundred thousand objects that stay: looking through them for garbage, again and
# again, is a tenth of the start.  `serve` turns it on again.
gc.disable()
# Some systems ask Python to compile everything anew at every start, which is a quarter of it.
sys.dont_write_bytecode = False

from notes_app.cli import main  # noqa: E402 - the two settings above are for what it imports

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
