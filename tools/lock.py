"""Pins requirements.in and requirements-dev.in with hashes, one file for every system.

The files name no package index: whoever installs uses their own, and the hashes say whether it told
the truth.
"""

import subprocess
import sys

OPTIONS = (
    "--universal",
    "--generate-hashes",
    "--python-version=3.11",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-annotate",
    "--no-header",
    "--quiet",
)


def pin(name: str, *options: str) -> None:
    """Write `name`.txt from `name`.in; keeps pins that still fit unless told --upgrade."""
    source, target = f"{name}.in", f"{name}.txt"
    subprocess.run(
        [sys.executable, "-m", "uv", "pip", "compile", *OPTIONS, *options, source, "-o", target],
        check=True,
    )


if __name__ == "__main__":
    pin("requirements", *sys.argv[1:])
    pin("requirements-dev", *sys.argv[1:])
