"""Basis: what the gist of an evaluation rests on, so that one that would come out the same need not be made again."""

import hashlib
from functools import lru_cache
from importlib.metadata import version

import msgspec

from graph.record.gist import Basis
from rules.configuration import Configuration
from rules.knowledge import Knowledge, configured
from rules.rule import installed_rules


def basis(revision: int, configuration: Configuration) -> Basis:
    """Give the basis of an evaluation of a plan's revision under a configuration.

    What is set aside counts, not until when; of a region's own file of knowledge its contents, not where it lies.

    Raises
    ------
    KnowledgeError
        Where that file does not follow the schema.
    """
    said = msgspec.structs.replace(configuration, suppressions=(), today=None, knowledge="", evaluations=())
    rests_on = (said, sorted(configuration.aside), [rule.code for rule in installed_rules()])
    digest = hashlib.sha256(msgspec.json.encode(rests_on, order="deterministic"))
    digest.update(_hashed(configured(configuration)))
    return Basis(revision=revision, configuration=digest.hexdigest()[:16], program=version("sinergi"))


@lru_cache(maxsize=8)
def _hashed(known: Knowledge) -> bytes:
    return hashlib.sha256(msgspec.json.encode(known, order="deterministic")).digest()
