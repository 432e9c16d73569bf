"""Stored: what asking all rules of a plan came to, written so that another process need not ask them again.

It is data and nothing else: whoever may write to the database can make it say something wrong, as they can of the plan
itself, and can have nothing run.
"""

import zlib
from typing import Final

import msgspec

from graph.model import Link
from graph.snapshot import PlanGraph
from rules.engine import Asked
from rules.finding import Finding
from rules.knowledge import Knowledge
from rules.knowledge.link import link_anew, made_for

_MOST: Final = 128 * 2**20
"""Bytes that it may be unpacked."""
_LEVEL: Final = 1


class _Stored(msgspec.Struct, frozen=True, kw_only=True):
    slug: str
    revision: int
    ties: tuple[Link, ...]
    """Those that knowledge makes for the plan."""
    findings: tuple[Finding, ...]


_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODER: Final = msgspec.msgpack.Decoder(_Stored)


class UnusableEvaluation(ValueError):
    """What was stored is none of ours, or damaged."""


def packed(asked: Asked) -> bytes | None:
    """Give it as it is stored; None where a rule broke, for it may not break the next time."""
    if asked.failures:
        return None
    plan = asked.stored
    ties = tuple(made_for(asked.plan, plan).values())
    stored = _Stored(slug=plan.info.slug, revision=plan.revision, ties=ties, findings=asked.findings)
    return zlib.compress(_ENCODER.encode(stored), _LEVEL)


def unpacked(body: bytes, plan: PlanGraph, known: Knowledge) -> Asked:
    """Read what was stored of a plan as it is stored, with the knowledge that it was evaluated with.

    Raises
    ------
    UnusableEvaluation
        Where it cannot be read, or is of another plan or revision.
    """
    try:
        unpacker = zlib.decompressobj()
        stored = _DECODER.decode(unpacker.decompress(body, _MOST))
        if not unpacker.eof:
            raise UnusableEvaluation("it is cut off, or too long")
        if (stored.slug, stored.revision) != (plan.info.slug, plan.revision):
            raise UnusableEvaluation(f"it is of {stored.slug} at revision {stored.revision}")
        linked = link_anew(plan, {each.id: each for each in stored.ties}, known)
        _demand_evidence(linked, stored)
    except (zlib.error, msgspec.DecodeError, RecursionError) as error:
        raise UnusableEvaluation(str(error)) from error
    return Asked(plan=linked, stored=plan, findings=stored.findings, failures=())


def _demand_evidence(linked: PlanGraph, stored: _Stored) -> None:
    """See that the plan has all that is named.

    Raises
    ------
    UnusableEvaluation
        Where it has not.
    """
    nodes = {id_ for each in stored.ties for id_ in (each.source_id, each.target_id)}
    nodes = nodes.union(*(each.nodes for each in stored.findings))
    links = set[str]().union(*(each.links for each in stored.findings))
    if unknown := sorted((nodes - linked.nodes.keys()) | (links - linked.links.keys())):
        raise UnusableEvaluation(f"the plan has no {unknown[0]}")
