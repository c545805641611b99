"""What one derivation of a passphrase costs here: measured once per machine, then remembered."""

import json
from dataclasses import replace
from pathlib import Path

from config import Settings
from notes_app.crypto.passphrase import (
    CEILING,
    FLOOR,
    SERVER_DEFAULT,
    KdfParameters,
    calibrate_kdf,
)

FILE = "kdf.json"


def costs_of(settings: Settings) -> KdfParameters:
    """The parameters of passphrases that are set from now on."""
    if settings.quick_kdf:
        return FLOOR
    if settings.server:
        return SERVER_DEFAULT
    path = settings.instance / FILE
    return _remembered(path, ceiling_of(settings)) or _measured(path)


def ceiling_of(settings: Settings) -> KdfParameters:
    """What a stored row may ask for at most: a planted one must not eat the machine."""
    return replace(CEILING, memory_kib=min(CEILING.memory_kib, settings.kdf_max_mib * 1024))


def _remembered(path: Path, ceiling: KdfParameters) -> KdfParameters | None:
    try:
        stored = json.loads(path.read_text("ascii"))
        parameters = KdfParameters(stored["memory_kib"], stored["passes"], stored["lanes"])
        return parameters if parameters.within(FLOOR, ceiling) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None  # measured again: nothing depends on what this file said


def _measured(path: Path) -> KdfParameters:
    parameters = calibrate_kdf()
    stored = {
        "memory_kib": parameters.memory_kib,
        "passes": parameters.passes,
        "lanes": parameters.lanes,
    }
    path.write_text(json.dumps(stored) + "\n", "ascii")
    return parameters
