"""Doubles: agencies that two files name differently and that may be one, since they do the same work."""

from collections import defaultdict
from collections.abc import Iterator

from graph.change import Contents
from graph.model import Opd, Program

LEAST = 0.5
"""So large a share of the work of the one must, by its code, be that of the other as well."""


def doubles(read: Contents) -> Iterator[tuple[Opd, Opd]]:
    """Give pairs of agencies that no file names together, of one first field, that share most of their work.

    Kecamatan and units do the same work as others of their kind, so nothing follows from it for them.
    """
    units = {link.target_id for link in read.links.values() if link.id.startswith("contains:opd/")}
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
    for number, one in enumerate(opds):
        for other in opds[number + 1 :]:
            shared = len(work[one.id] & work[other.id])
            least = LEAST * min(len(work[one.id]), len(work[other.id]))
            if (
                shared
                and shared >= least
                and one.mandates[0] == other.mandates[0]
                and not files[one.id] & files[other.id]
            ):
                yield one, other
