"""The search for canaries finds them: else finding none would say nothing."""

import base64
import gzip
import os
import zlib

import pytest

from tests.attacks.spellings import found_in

WORD = "zqwindowseat"
TEXT = f"She spoke of the {WORD} again.".encode()
HIDDEN = {
    "plain": TEXT,
    "in capitals": TEXT.upper(),
    "UTF-16": TEXT.decode().encode("utf-16-le"),
    "UTF-16, the other way": TEXT.decode().encode("utf-16-be"),
    "hexadecimal": TEXT.hex().encode(),
    "hexadecimal capitals": TEXT.hex().upper().encode(),
    "base64": base64.b64encode(TEXT),
    "base64, one further": base64.b64encode(b"-" + TEXT),
    "base64, two further": base64.b64encode(b"--" + TEXT),
    "zlib": zlib.compress(TEXT),
    "gzip": gzip.compress(TEXT),
    "deflate": zlib.compress(TEXT)[2:-4],
}


@pytest.mark.parametrize("kind", HIDDEN)
def test_a_word_is_found(kind: str) -> None:
    held = os.urandom(999) + HIDDEN[kind] + os.urandom(999)
    assert found_in({"file": held}, [WORD, "zqother"]) == [f"{WORD} in file"]


def test_noise_holds_no_word() -> None:
    assert found_in({"noise": os.urandom(20_000)}, [WORD]) == []
