import hashlib
from importlib.resources import files

import pytest

from notes_app.crypto.words import WORDS, fingerprint_words, make_passphrase

PUBLISHED = "6d557f0693958fb5e650b68b5bee585eb82cf4da32965505c789e924743bc522"


def test_the_list_is_the_published_one():
    file = files("notes_app.crypto").joinpath("wordlist/eff_large.txt").read_bytes()
    assert hashlib.sha256(file).hexdigest() == PUBLISHED
    assert len(WORDS) == len(set(WORDS)) == 7776


@pytest.mark.parametrize("count", [6, 7])
def test_a_passphrase_is_made_of_listed_words(count):
    words = make_passphrase(count).split(" ")
    assert len(words) == count
    assert set(words) <= set(WORDS)


def test_a_passphrase_has_six_words_unless_told_and_is_new_each_time():
    assert len(make_passphrase().split()) == 6
    assert len({make_passphrase() for _ in range(100)}) == 100


def test_a_fingerprint_is_said_in_eight_words_lowest_digit_first():
    assert fingerprint_words(bytes(32)) == " ".join(["abacus"] * 8)
    assert fingerprint_words(bytes(31) + b"\x01") == "abdomen" + " abacus" * 7
    assert fingerprint_words((7776**7).to_bytes(32, "big")) == "abacus " * 7 + "abdomen"


def test_fingerprints_that_differ_in_any_low_bit_sound_different():
    said = {fingerprint_words((1 << bit).to_bytes(32, "big")) for bit in range(103)}
    assert len(said) == 103
