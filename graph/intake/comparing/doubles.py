"""Doubles: agencies that two files name differently and that may be one, since they do the same work."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from graph.change import Contents
from graph.model import LinkKind, Opd, Program

LEAST = 0.5
"""So large a share of the work of the one must, by its code, be that of the other as well."""


def doubles(read: Contents) -> Iterator[tuple[Opd, Opd]]:
    """Give pairs of agencies that no file names together, of one first field, that share most of their work.

    Kecamatan and units do the same work as others of their kind, so nothing follows from it for them.
    """
    contained = (link for link in read.links.values() if link.kind is LinkKind.CONTAINS)
    units = {link.target_id for link in contained if link.source_id.startswith("opd/")}
    opds = [
        node
        for _, node in sorted(read.nodes.items())
        if isinstance(node, Opd) and node.mandates and not node.is_territorial and node.id not in units
    ]
    work: dict[str, set[str]] = defaultdict(set)
    files: dict[str, set[str]] = defaultdict(set)
    for node in read.nodes.values():
        if isinstance(node, Opd):
            files[node.id].add(node.source)
        elif isinstance(node, Program) and node.code and not node.is_overhead and node.code.count(".") >= 4:
            whose = f"opd/{node.id.split('/')[1]}"
            work[whose].add(node.code)
            files[whose].add(node.source)
    for one, other in combinations(opds, 2):
        if one.mandates[0] != other.mandates[0] or files[one.id] & files[other.id]:
            continue
        shared = len(work[one.id] & work[other.id])
        if shared and shared >= LEAST * min(len(work[one.id]), len(work[other.id])):
            yield one, other
