"""Doubles: agencies of two names that may be one: one is short for the other, or they do the same work."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from graph.change import Contents
from graph.intake.comparing.namesake import DOUBTFUL, Difference, Likeness, alike
from graph.model import LinkKind, Opd, Program

LEAST = 0.5
"""So large a share of the work of the one must, by its code, be that of the other as well."""
SAME_WORK = Likeness(
    Difference.DOUBTFUL, DOUBTFUL, "berkas lain menyebutnya dengan nama ini, dan kode pekerjaannya sama"
)


def doubles(read: Contents) -> Iterator[tuple[Opd, Opd, Likeness]]:
    """Give pairs of agencies of one first field that may be one, and why.

    Either the name of one is the short form of the other's, or no file names both and they share most of their work.
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
        if one.mandates[0] != other.mandates[0]:
            continue
        if short := _short_form(one, other):
            yield one, other, short
        if files[one.id] & files[other.id]:
            continue
        shared = len(work[one.id] & work[other.id])
        if not short and shared and shared >= LEAST * min(len(work[one.id]), len(work[other.id])):
            yield one, other, SAME_WORK


def _short_form(one: Opd, other: Opd) -> Likeness | None:
    """How one name, of a single word, is short for the other; None where it is not."""
    short, name = sorted((one.name, other.name), key=len)
    return alike(short, name) if " " not in short and " " in name else None
