"""Two derivations at a time, a few wait, the others come again."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from notes_app.accounts.turns import AT_ONCE, WAITING, TooMany, Turns


def most_at_once(turns: list[Turns], people: int) -> int:
    inside, seen, lock = [0], [0], threading.Lock()

    def derive(number: int) -> None:
        with turns[number % len(turns)].take():
            with lock:
                inside[0] += 1
                seen[0] = max(seen[0], inside[0])
            time.sleep(0.02)
            with lock:
                inside[0] -= 1

    with ThreadPoolExecutor(people) as pool:
        list(pool.map(derive, range(people)))
    return seen[0]


def test_two_at_a_time():
    assert most_at_once([Turns()], 8) == AT_ONCE


def test_two_at_a_time_for_all_workers_of_a_machine(tmp_path):
    assert most_at_once([Turns(tmp_path), Turns(tmp_path), Turns(tmp_path)], 9) == AT_ONCE


def test_whoever_comes_after_a_full_queue_is_told_at_once():
    turns = Turns()
    turns._inside = AT_ONCE + WAITING
    with pytest.raises(TooMany), turns.take():
        raise AssertionError("it was full")


def test_a_failure_gives_its_place_back():
    turns = Turns()
    for _ in range(AT_ONCE + WAITING + 1):
        with pytest.raises(ValueError, match="derivation"), turns.take():
            raise ValueError("derivation")
    assert most_at_once([turns], 4) == AT_ONCE
