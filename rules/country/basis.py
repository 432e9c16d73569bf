"""Basis: what the gist of an evaluation rests on, so that one that would come out the same need not be made again."""

import hashlib
import sys
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path

import msgspec

from graph.record.gist import Basis
from rules.configuration import Configuration
from rules.knowledge import Knowledge, configured
from rules.rule import installed_rules


def basis(revision: int, configuration: Configuration) -> Basis:
    """Give the basis of an evaluation of a plan's revision under a configuration.

    What is set aside counts, not until when; of a region's own file of knowledge its contents, not where it lies; of
    rules, a region's own among them, all that lies in their packages.

    Raises
    ------
    KnowledgeError
        Where that file does not follow the schema.
    """
    said = msgspec.structs.replace(configuration, suppressions=(), today=None, knowledge="", evaluations=())
    rests_on = (said, sorted(configuration.aside), [rule.code for rule in installed_rules()])
    digest = hashlib.sha256(msgspec.json.encode(rests_on, order="deterministic"))
    digest.update(_hashed(configured(configuration)))
    digest.update(code())
    return Basis(revision=revision, configuration=digest.hexdigest()[:16], program=version("sinergi"))


@lru_cache(maxsize=8)
def _hashed(known: Knowledge) -> bytes:
    return hashlib.sha256(msgspec.json.encode(known, order="deterministic")).digest()


@cache
def code() -> bytes:
    """Give a hash of the files of all that judges, as they are when it is asked for first."""
    rooms = {"graph", "rules"} | {rule.check.__module__.partition(".")[0] for rule in installed_rules()}
    digest = hashlib.sha256()
    for path in (path for room in sorted(rooms) for path in sorted(_files(room))):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.digest()


def _files(room: str) -> Iterator[Path]:
    """Give the files of a package, or of a module that stands alone."""
    module = sys.modules[room]
    for folder in map(Path, getattr(module, "__path__", ())):
        found = (path for path in folder.rglob("*") if "__pycache__" not in path.parts)
        yield from (path for path in found if path.is_file())
    if not hasattr(module, "__path__") and module.__file__:
        yield Path(module.__file__)
