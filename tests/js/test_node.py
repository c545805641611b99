"""The pure modules of the browser, run by node where there is one.

Chromium plays the same random edits in tests/browser/test_note_editor.py.
"""

import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
NODE = shutil.which("node")


@pytest.mark.skipif(NODE is None, reason="no node here")
@pytest.mark.parametrize("module", sorted(HERE.glob("*.test.mjs")), ids=lambda path: path.name)
def test_module_keeps_its_word(module: Path) -> None:
    ran = subprocess.run(
        [str(NODE), "--test", str(module)], capture_output=True, text=True, timeout=120, check=False
    )
    assert ran.returncode == 0, ran.stdout
    assert "# pass 0" not in ran.stdout
