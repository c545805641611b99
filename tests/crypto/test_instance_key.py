import os

import pytest

from notes_app.crypto.codes import CodeKind, print_code
from notes_app.crypto.derivation import derive_key
from notes_app.crypto.errors import DamagedInstanceKey, ExposedInstanceKey, MissingInstanceKey
from notes_app.crypto.instance_key import (
    InstanceKey,
    make_instance_key,
    read_instance_key,
    write_instance_key,
)

CURRENT, PREVIOUS = bytes(range(32)), bytes(range(32, 64))
LINE = print_code(CodeKind.INSTANCE, CURRENT)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "instance.key"


def private(path, text):
    path.touch(0o600)
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("key", [InstanceKey(CURRENT), InstanceKey(CURRENT, PREVIOUS)])
def test_what_was_written_is_read(path, key):
    write_instance_key(path, key)
    assert read_instance_key(path) == key


def test_only_its_user_can_read_the_file_whatever_the_umask(path):
    before = os.umask(0)
    try:
        write_instance_key(path, make_instance_key())
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_key_file_is_never_overwritten(path):
    write_instance_key(path, InstanceKey(CURRENT))
    with pytest.raises(FileExistsError):
        write_instance_key(path, make_instance_key())
    assert read_instance_key(path) == InstanceKey(CURRENT)


@pytest.mark.parametrize("text", ["", "anything"])
def test_not_even_a_damaged_file_is_overwritten(path, text):
    private(path, text)
    with pytest.raises(FileExistsError):
        write_instance_key(path, make_instance_key())
    assert path.read_text() == text


def test_nothing_else_is_left_in_the_folder(path):
    write_instance_key(path, make_instance_key())
    with pytest.raises(FileExistsError):
        write_instance_key(path, make_instance_key())
    assert list(path.parent.iterdir()) == [path]


def test_a_missing_file_is_named(path):
    with pytest.raises(MissingInstanceKey, match=r"instance\.key"):
        read_instance_key(path)
    assert not path.exists()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        LINE[:-1],
        LINE + "0",
        LINE.replace(LINE[0], "Z", 1),
        f"{LINE}\n{LINE}\n{LINE}\n",
        f"{LINE}\nnonsense\n",
        LINE.replace("-", "\u2013"),
        "\x00" * 100,
        "0" * 100_000,
    ],
)
def test_a_damaged_file_is_named_and_left_as_it_is(path, text):
    with pytest.raises(DamagedInstanceKey, match=r"instance\.key"):
        read_instance_key(private(path, text))
    assert path.read_text("utf-8") == text


def test_bytes_that_are_no_text_are_a_damaged_file(path):
    private(path, "").write_bytes(bytes(range(256)))
    with pytest.raises(DamagedInstanceKey):
        read_instance_key(path)


@pytest.mark.parametrize("mode", [0o604, 0o644, 0o666, 0o602, 0o601])
def test_a_file_that_everybody_reaches_is_refused(path, mode):
    write_instance_key(path, make_instance_key())
    path.chmod(mode)
    with pytest.raises(ExposedInstanceKey, match=r"instance\.key"):
        read_instance_key(path)


def test_the_file_holds_the_printed_codes_the_current_one_first(path):
    write_instance_key(path, InstanceKey(CURRENT, PREVIOUS))
    assert path.read_text() == f"{LINE}\n{print_code(CodeKind.INSTANCE, PREVIOUS)}\n"


def test_keys_for_one_purpose_come_from_the_current_key():
    key = InstanceKey(CURRENT, PREVIOUS)
    assert key.derive("pepper") == derive_key(CURRENT, "pepper")
    assert key.derive("id", 16) == derive_key(CURRENT, "id", 16)
    assert key.derive("pepper") != key.derive("session")


def test_the_previous_key_is_at_hand_while_it_is_being_replaced():
    assert InstanceKey(CURRENT, PREVIOUS).former() == InstanceKey(PREVIOUS)
    assert InstanceKey(CURRENT).former() is None


def test_instance_keys_are_random_and_compare_by_what_they_are():
    assert make_instance_key() != make_instance_key()
    assert InstanceKey(CURRENT) != InstanceKey(CURRENT, PREVIOUS)
    assert InstanceKey(CURRENT) != CURRENT
    assert make_instance_key().previous is None


@pytest.mark.parametrize(
    "keys", [(b"",), (CURRENT[:31],), (CURRENT, b"short"), (CURRENT, b""), (CURRENT + b"\0",)]
)
def test_keys_of_another_length_are_refused(keys):
    with pytest.raises(ValueError, match="length"):
        InstanceKey(*keys)
