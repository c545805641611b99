import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

FOLDER = Path(__file__).parents[1] / "vectors" / "suite_1"


def cases(name: str) -> list[SimpleNamespace]:
    return [SimpleNamespace(**read(case)) for case in json.loads((FOLDER / name).read_text())]


def read(value: Any) -> Any:
    match value:
        case dict():
            return {name: read(inner) for name, inner in value.items()}
        case str() if value.startswith("hex:"):
            return bytes.fromhex(value.removeprefix("hex:"))
        case str() if value.startswith("uuid:"):
            return UUID(value.removeprefix("uuid:"))
    return value
