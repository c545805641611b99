"""Templates are compiled once for all applications of a run: each test has an application anew."""

from types import CodeType

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache


class KeptCode(BytecodeCache):
    """What templates were compiled to, by name and source: a changed template is compiled anew."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self.kept[bucket.key, bucket.checksum] = bucket.code


KEPT = KeptCode()


def compile_once(app: Flask) -> None:
    """Let `app` take what an earlier application compiled from the same source."""
    app.jinja_env.bytecode_cache = KEPT
